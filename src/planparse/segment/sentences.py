"""Sentences and clauses of a stretch of normalised text."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from planparse.segment.markers import Marker
from planparse.text import Span

_BETWEEN_CELLS = " \t\n|"
_END = re.compile(r"[。!?\n](?:(?<=\n)\n*|[。!?]*[”」』)》]*)")


def sentences(text: str, start: int, end: int, markers: Sequence[Marker], cells: Iterable[int] = ()) -> list[Span]:
    """Sentences end at 。!? and line ends; a marker begins a new one, and none goes on over the edges of `cells`.

    >>> text = "新建3所。招聘20人;培训50人。"
    >>> [text[s.start:s.end] for s in sentences(text, 0, len(text), [])]
    ['新建3所。', '招聘20人;培训50人。']
    """
    cuts = {m.end() for m in _END.finditer(text, start, end)} | {m.start for m in markers if start < m.start < end} | {*cells}
    edges = [start, *sorted(cuts), end]
    return [Span(a, b) for a, b in itertools.pairwise(edges) if text[a:b].strip(_BETWEEN_CELLS)]


def at(spans: Sequence[Span], starts: Sequence[int], position: int) -> Span | None:
    """The span that holds a position."""
    i = bisect_right(starts, position) - 1
    return spans[i] if i >= 0 and position < spans[i].end else None
