"""The work of an item that says by a label who answers for it, where no clause of the item states any."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from planparse.extract.action import ActionMention
from planparse.extract.mentions import Mentions
from planparse.link.table_rows import nominal
from planparse.patterns import lazy
from planparse.segment.documents import Part, section_at
from planparse.text import Span

_RULES = ("label", "bracket")
_START = attrgetter("start")
_SHORTEST, _LONGEST, _LABEL = 4, 80, 16
# One sentence, and behind it the label: 居民收入增长与经济增长同步。牵头单位:…
_SAYS = lazy(r"\s*+(?P<work>[^\n。!?:]+)[。;]?\s*+[(【\[]?[^\n。()【】:]{0,12}(?::\s*|$)")


def without_clause(text: str, part: Part, mentions: Mentions, starts: Sequence[int]) -> Iterator[ActionMention]:
    """A piece of work for each such item in which none of those that begin at `starts`, in order, stands, and no amount."""
    last = None
    for body in mentions.agencies:
        section = section_at(part, body.start) if body.rule in _RULES else None
        if section is None or section == last:
            continue
        last = section
        work = _said(text, part.sections[section].start + len(part.sections[section].marker), body.start)
        if work is None or bisect_left(starts, work.start) < bisect_left(starts, work.end):
            continue
        if bisect_left(mentions.quantities, work.start, key=_START) < bisect_left(mentions.quantities, work.end, key=_START):
            continue
        yield ActionMention(*work, *nominal(text[work.start : work.end]), "item")


def _said(text: str, start: int, end: int) -> Span | None:
    """All that an item says before the label of a body, if it is one sentence.

    >>> text = "水源管控。责任单位:县水利局"
    >>> _said(text, 0, 10), _said("修渠。护林。责任单位:县林业局", 0, 11)
    (Span(start=0, end=4), None)
    """
    said = _SAYS.fullmatch(text, start, end) if end - start <= _LONGEST + _LABEL else None
    return Span(*said.span("work")) if said and _SHORTEST <= len(said["work"]) <= _LONGEST else None
