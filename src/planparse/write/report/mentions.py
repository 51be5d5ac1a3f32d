"""Where the words behind a record's fields stand in the source: indicator, comparator, period, agencies; titles.

Records carry these fields as normalised words. They are found again in the normalised text, near the number,
and lead back to the source through the alignment; so they are right in Traditional files too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from planparse.lexicon import load
from planparse.normalization import normalize
from planparse.read import Aside
from planparse.records import Document, Target
from planparse.text import AlignedText, Span

# How far back the topic of a sentence, or a heading's deadline, is looked for; how far a list hands a comparator on.
BACK, SPREAD = 2_000, 40


class Mark(NamedTuple):
    """A stretch of the source text and the field that its words state."""

    field: str
    start: int
    end: int


class Marker:
    """Finds the words of the targets of one file."""

    def __init__(self, source: str, asides: Sequence[Aside] = ()) -> None:
        self.text: AlignedText = normalize(source, asides).text

    def marks(self, target: Target) -> tuple[Mark, ...]:
        """The stretches of the source that state the fields of a target, in reading order."""
        place = self._place(target)
        sentence = self._sentence(target, place)
        found = [
            *_named("indicator", self._indicator(target, sentence, place.start)),
            *_named("comparator", self._comparator(target, sentence, place)),
            *_named("period", self._period(target, sentence, place.start)),
        ]
        marks = {Mark(field, *span) for field, words in found for span in self._to_source(words)}
        marks |= {Mark("agency", a.start, a.end) for a in target.responsible if a.start is not None and a.end is not None}
        return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.field)))

    def title(self, document: Document) -> Span | None:
        """The lines of the source that hold nothing but the title of a document, or 篇一: before it."""
        if document.title is None:
            return None
        alone = re.compile(rf"^.{{0,5}}{re.escape(document.title)} *$", re.MULTILINE)
        found = alone.search(self.text.text, self.text.from_source(document.start))
        return self.text.to_source(found.span()) if found else None

    def _place(self, target: Target) -> Span:
        start = self.text.from_source(target.start)
        return Span(start, max(start, self.text.from_source(target.end - 1) + 1))

    def _sentence(self, target: Target, place: Span) -> Span:
        """The sentence around the number; the line where the sentence is not found as it is written."""
        words, size = target.sentence, len(target.sentence)
        start = self.text.text.find(words, max(0, place.start - size), place.end + size)
        if start >= 0:
            return Span(start, start + size)
        low = self.text.text.rfind("\n", 0, place.start) + 1
        high = self.text.text.find("\n", place.end)
        return Span(low, high if high >= 0 else len(self.text))

    def _indicator(self, target: Target, sentence: Span, at: int) -> Iterator[Span]:
        if target.indicator is None:
            return
        whole = self._nearest(target.indicator, sentence, at)
        pieces = [whole] if whole else list(self._pieces(target.indicator, sentence, at))
        if 2 * sum(p.end - p.start for p in pieces) >= len(target.indicator):
            yield from pieces
        elif topic := self._nearest(target.indicator, Span(max(0, sentence.start - BACK), sentence.start), at):
            yield topic

    def _pieces(self, words: str, sentence: Span, at: int) -> Iterator[Span]:
        """The longest stretches that make up an indicator whose parts stand apart (小学、初中入学率分别…)."""
        rest = words
        while rest:
            for size in range(len(rest), 1, -1):
                if found := self._nearest(rest[:size], sentence, at):
                    yield found
                    rest = rest[size:]
                    break
            else:
                rest = rest[1:]

    def _comparator(self, target: Target, sentence: Span, place: Span) -> Iterator[Span]:
        text = self.text.text
        behind = [(text.find(w, place.end, sentence.end), len(w)) for w in _words("after", target.comparator)]
        ahead = [(text.rfind(w, sentence.start, place.start), len(w)) for w in _words("before", target.comparator)]
        spans = [Span(i, i + n) for i, n in (*behind, *ahead) if i >= 0]
        if spans:
            nearest = min(spans, key=lambda s: (_distance(s, place), s.start - s.end))
            if _distance(nearest, place) <= SPREAD:
                yield nearest

    def _period(self, target: Target, sentence: Span, at: int) -> Iterator[Span]:
        if target.period is None or not target.period.text:
            return
        words = target.period.text
        found = self._nearest(words, sentence, at) or self._nearest(words, Span(max(0, at - BACK), at), at)
        if found:
            yield found

    def _nearest(self, words: str, within: Span, at: int) -> Span | None:
        """The last place of some words before `at`, else the first one behind it."""
        start = self.text.text.rfind(words, within.start, min(at, within.end))
        if start < 0:
            start = self.text.text.find(words, max(at, within.start), within.end)
        return Span(start, start + len(words)) if start >= 0 else None

    def _to_source(self, words: Span) -> list[Span]:
        """The stretches of the source; several where something was removed in between."""
        spans: list[Span] = []
        for piece in self.text[words.start : words.end].pieces:
            if spans and spans[-1].end == piece.source_start:
                spans[-1] = Span(spans[-1].start, piece.source_end)
            else:
                spans.append(Span(piece.source_start, piece.source_end))
        return spans


def _named(field: str, spans: Iterator[Span]) -> Iterator[tuple[str, Span]]:
    return ((field, span) for span in spans)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


@cache
def _words(side: str, comparator: str) -> tuple[str, ...]:
    table = load("planparse.extract", "comparators", ("side", "means"))
    entries = (e for e in table.entries if e.more["side"] == side and e.more.get("means", e.id) == comparator)
    return tuple(form for entry in entries for form in entry.forms)
