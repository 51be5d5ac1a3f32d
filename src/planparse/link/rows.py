"""All rows of one document: measures and targets, each knowing the other and who answers for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from planparse.extract.agency import AgencyMention
from planparse.extract.mentions import Mentions
from planparse.extract.quantity import Quantity
from planparse.link import assemble, measures, parts
from planparse.link.measures import LinkedMeasure
from planparse.link.responsibility import Responsibility
from planparse.link.targets import LinkedTarget, Linker
from planparse.read import SourceText
from planparse.records import Agency, Document, Measure, Target, identifier
from planparse.segment.documents import Part
from planparse.segment.grids import row_at
from planparse.text import AlignedText, Span


class Rows:
    """Builds the rows of one document from what was linked."""

    def __init__(self, source: SourceText, text: AlignedText, part: Part, doc: Document, mentions: Mentions, flat: str) -> None:
        self.source, self.text, self.doc, self.part = source, text, doc, part
        self.linker = Linker(text.text, part, mentions, flat)
        self.responsibility = Responsibility(text.text, part, mentions.agencies)
        self.targets = list(self.linker.targets())
        self.measures = list(measures.link(text.text, part, mentions, self.linker.views))
        self.quantities = mentions.quantities
        self._agencies: dict[int | None, tuple[Agency, ...]] = {}
        self._measure_starts = [m.mention.start for m in self.measures]

    def build(self) -> tuple[list[Measure], list[Target]]:
        """The measures and targets of the document, in reading order."""
        starts = [t.quantity.start for t in self.targets]
        spans = [self.text.to_source((t.quantity.start, t.quantity.end)) for t in self.targets]
        ids = [identifier("t", self.source.sha256, *span) for span in spans]
        holders = [self._holder(place) for place in starts]
        held: dict[int, list[str]] = {}
        for i, holder in enumerate(holders):
            if holder is not None:
                held.setdefault(holder, []).append(ids[i])
        rows = [self._measure(m, held.get(i, ())) for i, m in enumerate(self.measures)]
        totals = parts.totals(self.text.text, self.targets)
        same = parts.repetitions(self.targets)
        by_start = dict(zip(starts, ids, strict=True))
        related = ((by_start.get(totals.get(at, -1)), by_start.get(same.get(at, -1))) for at in starts)
        found = [
            self._target(t, span, rows[h] if h is not None else None, whole, first)
            for t, span, h, (whole, first) in zip(self.targets, spans, holders, related, strict=True)
        ]
        return rows, found

    def _measure(self, linked: LinkedMeasure, target_ids: Sequence[str]) -> Measure:
        who = self._who(linked.mention.start, self.responsibility.within(linked.mention.start, linked.mention.end))
        return assemble.measure(self.source, self.text, self.doc, self.linker.headings.path(linked.section), linked, who, tuple(target_ids))

    def _holder(self, place: int) -> int | None:
        """The measure that holds a place, in a table row the first of the row."""
        i = bisect_right(self._measure_starts, place) - 1
        if i >= 0 and place < self.measures[i].mention.end:
            return i
        row = row_at(self.part.grids, place)
        first = bisect_left(self._measure_starts, row.start) if row else len(self.measures)
        return first if row and first < len(self.measures) and self._measure_starts[first] < row.end else None

    def _target(self, linked: LinkedTarget, span: Span, holder: Measure | None, whole: str | None, first: str | None) -> Target:
        who = self._who(linked.quantity.start)
        return assemble.target(self.source, self.text, span, self.doc, self.linker.headings.path(linked.section), linked, who, holder, whole, first)

    def _who(self, place: int, inside: tuple[AgencyMention, ...] = ()) -> tuple[Agency, ...]:
        """Who answers for a place; places that the same naming answers for share its records."""
        scope = self.responsibility.scope(place)
        if inside:
            return assemble.agencies(self.text, self.responsibility.answering(scope, inside))
        if scope not in self._agencies:
            self._agencies[scope] = assemble.agencies(self.text, self.responsibility.answering(scope))
        return self._agencies[scope]

    def unused(self) -> Iterator[tuple[Quantity, str]]:
        """The quantities that are no target of their own, with the reason: what a target moves from, or no sentence."""
        used = {t.quantity.start for t in self.targets}
        for quantity in self.quantities:
            if quantity.start not in used:
                yield quantity, "baseline" if quantity.start in self.linker.baselines else "no_sentence"
