"""Rows of breakdown tables as pieces of work: what a row names where no clause of it states one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from planparse.extract.action import ActionMention
from planparse.extract.mentions import Mentions
from planparse.lexicon import load
from planparse.segment.documents import Part
from planparse.segment.grids import GridCell, Row, row_at
from planparse.text import Span


def words_end(part: Part, sentence: Span, mentions: Mentions) -> int:
    """The end of a sentence; in a row whose cells are glued together, where the names begin."""
    if not part.grids or row_at(part.grids, sentence.start) is None:
        return sentence.end
    behind = bisect_right(mentions.agencies, sentence.start, key=_START)
    before = bisect_left(mentions.agencies, sentence.end, key=_START)
    return next((m.start for m in mentions.agencies[behind:before] if m.rule == "table"), sentence.end)


_START = attrgetter("start")


def without_clause(text: str, part: Part, mentions: Mentions, starts: Sequence[int]) -> Iterator[ActionMention]:
    """A piece of work for each row in which none of those that begin at `starts` stands."""
    for grid in part.grids:
        for row in grid.rows:
            work = next(iter(_own_work(row)), None)
            if work is None or bisect_left(starts, row.start) < bisect_left(starts, row.end):
                continue
            end = words_end(part, Span(work.start, work.end), mentions)
            about = next(iter(row.of("task") or row.of("category")), work)
            yield ActionMention(work.start, end, *nominal(text[about.start : end if about is work else about.end]), "row")


def _own_work(row: Row) -> list[GridCell]:
    """The cells of a row's own that say what is to be done, or else what is to be reached."""
    return [c for kind in ("task", "goal", "category") for c in row.of(kind) if not c.carried]


def nominal(words: str) -> tuple[str, str]:
    """扬尘管控 is 管控 of 扬尘; where no verb stands at the end there is none.

    >>> nominal("扬尘管控"), nominal("收入增长与经济增长同步")
    (('管控', '扬尘'), ('', '收入增长与经济增长同步'))
    """
    verbs = load("planparse.extract", "actions").by_form
    for length in (4, 3, 2):
        if len(words) - length >= 2 and words[-length:] in verbs:
            return words[-length:], words[:-length]
    return "", words
