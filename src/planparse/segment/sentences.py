"""Sentences and clauses of a stretch of normalised text."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from planparse.patterns import lazy
from planparse.segment.markers import Marker
from planparse.text import Span

# A record carries its sentence, and rules look all through it: a text without full stops must not become one sentence.
LONGEST = 1_000

_BETWEEN_CELLS = " \t\n|"
_CLAUSE_END = lazy("[;,、]")
_END = lazy(r"[。!?\n](?:(?<=\n)\n*|[。!?]*[”」』)》]*)")


def sentences(text: str, start: int, end: int, markers: Sequence[Marker], cells: Iterable[int] = ()) -> list[Span]:
    """Sentences end at 。!? and line ends; a marker begins a new one, and none goes on over the edges of `cells`.

    One longer than LONGEST is cut behind a clause.

    >>> text = "新建3所。招聘20人;培训50人。"
    >>> [text[s.start:s.end] for s in sentences(text, 0, len(text), [])]
    ['新建3所。', '招聘20人;培训50人。']
    """
    cuts = {m.end() for m in _END.finditer(text, start, end)} | {m.start for m in markers if start < m.start < end} | {*cells}
    edges = [start, *sorted(cuts), end]
    spans = itertools.chain.from_iterable(_cut(text, a, b) for a, b in itertools.pairwise(edges))
    return [Span(a, b) for a, b in spans if text[a:b].strip(_BETWEEN_CELLS)]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = max((m.end() for m in _CLAUSE_END.finditer(text, start, start + LONGEST)), default=start + LONGEST)
        yield start, cut
        start = cut
    yield start, end


def at(spans: Sequence[Span], starts: Sequence[int], position: int) -> Span | None:
    """The span that holds a position."""
    i = bisect_right(starts, position) - 1
    return spans[i] if i >= 0 and position < spans[i].end else None
