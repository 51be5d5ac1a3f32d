"""The work of an item that says by a label who answers for it, where no clause of the item states any."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from planparse.extract.action import ActionMention
from planparse.extract.mentions import Mentions
from planparse.link.table_rows import nominal
from planparse.patterns import lazy
from planparse.segment.documents import Part, section_at
from planparse.text import Span

_RULES = ("label", "bracket")
_SHORTEST, _LONGEST = 4, 80
# One sentence, and behind it the label: 居民收入增长与经济增长同步。牵头单位:…
_SAYS = lazy(r"\s*(?P<work>[^\n。!?:]+)[。;]?\s*[(【\[]?[^\n。()【】:]{0,12}(?::\s*|$)")


def without_clause(text: str, part: Part, mentions: Mentions, starts: Sequence[int]) -> Iterator[ActionMention]:
    """A piece of work for each such item in which none of those that begin at `starts` stands, and no amount."""
    last = None
    for mention in mentions.agencies:
        section = section_at(part, mention.start) if mention.rule in _RULES else last
        if section is None or section == last:
            continue
        last = section
        begin = part.sections[section].start + len(part.sections[section].marker)
        said = _SAYS.fullmatch(text, begin, mention.start)
        if said is None or not _SHORTEST <= len(said["work"]) <= _LONGEST:
            continue
        work = Span(*said.span("work"))
        if _holds(starts, work) or _holds([q.start for q in mentions.quantities], work):
            continue
        yield ActionMention(*work, *nominal(text[work.start : work.end]), "item")


def _holds(places: Sequence[int], stretch: Span) -> bool:
    """Whether one of some places lies in a stretch."""
    return bisect_left(places, stretch.start) < bisect_left(places, stretch.end)
