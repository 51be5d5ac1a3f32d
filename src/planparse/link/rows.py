"""All rows of one document: measures and targets, each knowing the other and who answers for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from planparse.extract.mentions import Mentions
from planparse.extract.quantity import Quantity
from planparse.link import assemble, measures, parts
from planparse.link.measures import LinkedMeasure
from planparse.link.responsibility import Responsibility
from planparse.link.targets import LinkedTarget, Linker
from planparse.read import SourceText
from planparse.records import Agency, Document, Measure, Target, identifier
from planparse.segment.documents import Part
from planparse.text import AlignedText


class Rows:
    """Builds the rows of one document from what was linked."""

    def __init__(self, source: SourceText, text: AlignedText, part: Part, doc: Document, mentions: Mentions) -> None:
        self.source, self.text, self.doc = source, text, doc
        self.linker = Linker(text.text, part, mentions)
        self.responsibility = Responsibility(text.text, part, mentions.agencies)
        self.targets = list(self.linker.targets())
        self.measures = list(measures.link(text.text, part, mentions))
        self.quantities = mentions.quantities
        self._agencies: dict[int | None, tuple[Agency, ...]] = {}
        self._measure_starts = [m.mention.start for m in self.measures]

    def build(self) -> tuple[list[Measure], list[Target]]:
        """The measures and targets of the document, in reading order."""
        starts = [t.quantity.start for t in self.targets]
        ids = [self._target_id(t) for t in self.targets]
        rows = [self._measure(m, ids[bisect_left(starts, m.mention.start) : bisect_left(starts, m.mention.end)]) for m in self.measures]
        totals = parts.totals(self.text.text, self.targets)
        same = parts.repetitions(self.targets)
        by_start = dict(zip(starts, ids, strict=True))
        related = ((by_start.get(totals.get(at, -1)), by_start.get(same.get(at, -1))) for at in starts)
        return rows, [self._target(t, rows, whole, first) for t, (whole, first) in zip(self.targets, related, strict=True)]

    def _target_id(self, linked: LinkedTarget) -> str:
        return identifier("t", self.source.sha256, *self.text.to_source((linked.quantity.start, linked.quantity.end)))

    def _measure(self, linked: LinkedMeasure, target_ids: Sequence[str]) -> Measure:
        who = self._who(linked.mention.start)
        return assemble.measure(self.source, self.text, self.doc, self.linker.path(linked.section), linked, who, tuple(target_ids))

    def _target(self, linked: LinkedTarget, rows: Sequence[Measure], whole: str | None, first: str | None) -> Target:
        i = bisect_right(self._measure_starts, linked.quantity.start) - 1
        holder = rows[i] if i >= 0 and linked.quantity.start < self.measures[i].mention.end else None
        who = self._who(linked.quantity.start)
        return assemble.target(self.source, self.text, self.doc, self.linker.path(linked.section), linked, who, holder, whole, first)

    def _who(self, place: int) -> tuple[Agency, ...]:
        """Who answers for a place; places that the same naming answers for share its records."""
        scope = self.responsibility.scope(place)
        if scope not in self._agencies:
            self._agencies[scope] = assemble.agencies(self.text, self.responsibility.answering(scope))
        return self._agencies[scope]

    def unused(self) -> Iterator[tuple[Quantity, str]]:
        """The quantities that are no target of their own, with the reason: what a target moves from, or no sentence."""
        used = {t.quantity.start for t in self.targets}
        for quantity in self.quantities:
            if quantity.start not in used:
                yield quantity, "baseline" if quantity.start in self.linker.baselines else "no_sentence"
