"""Records from what was linked: source offsets, quotes, identifiers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from planparse.link import when
from planparse.link.measures import LinkedMeasure
from planparse.link.responsibility import Answering
from planparse.link.targets import LinkedTarget
from planparse.normalization import Normalized
from planparse.read import SourceText
from planparse.records import Agency, Document, Measure, Removed, Section, Target, exact, identifier
from planparse.segment.documents import Part
from planparse.text import AlignedText, Span


def document(source: SourceText, normalized: Normalized, part: Part, number: int, start: int, end: int) -> Document:
    """The record of a document that covers `[start, end)` of the source."""
    every = normalized.text.removed
    own = every[bisect_left(every, start, key=attrgetter("start")) : bisect_left(every, end, key=attrgetter("start"))]
    removed = tuple(Removed.of({"start": r.start, "end": r.end, "rule": r.rule}) for r in own)
    return Document.of({
        "doc_id": identifier("d", source.sha256, start, end), "source": source.name, "sha256": source.sha256, "part": number, "start": start,
        "end": end, "title": part.title, "issuer": part.issuer, "year": part.year, "doc_type": part.doc_type, "doc_number": part.doc_number,
        "date": part.date, "script": normalized.script, "encoding": source.encoding, "reader": source.reader,
        "truncated": part.truncated or source.truncated, "body": _body(start, end, removed), "removed": removed,
        "sections": _sections(source, normalized.text, part),
    })  # fmt: skip


def _body(start: int, end: int, removed: Sequence[Removed]) -> tuple[tuple[int, int], ...]:
    """What is left of a stretch when the removed ones are cut out."""
    body: list[tuple[int, int]] = []
    position = start
    for r in removed:
        if r.start > position:
            body.append((position, r.start))
        position = max(position, r.end)
    return (*body, (position, end)) if position < end else tuple(body)


def _sections(source: SourceText, text: AlignedText, part: Part) -> tuple[Section, ...]:
    spans = [text.to_source((s.start, s.start + len(s.marker))) for s in part.sections]
    ends = [text.to_source((s.start, max(s.end, s.start + 1))).end for s in part.sections]
    ids = [identifier("s", source.sha256, *span) for span in spans]
    return tuple(
        Section.of({
            "section_id": ids[i], "parent_id": ids[s.parent] if s.parent is not None else None, "level": s.level,
            "marker": source.text[slice(*spans[i])], "title": s.title, "start": spans[i].start, "end": ends[i],
        })
        for i, s in enumerate(part.sections)
    )  # fmt: skip


def agencies(text: AlignedText, answering: Sequence[Answering]) -> tuple[Agency, ...]:
    """The records of who answers, with offsets of the source."""
    return tuple(_agency(text, a) for a in answering)


def _agency(text: AlignedText, who: Answering) -> Agency:
    start, end = text.to_source((who.start, who.end)) if who.start is not None and who.end is not None else (None, None)
    return Agency.of({"name": who.name, "role": who.role, "start": start, "end": end, "basis": who.basis})


def target(
    source: SourceText, text: AlignedText, span: Span, doc: Document, path: tuple[str, ...], linked: LinkedTarget,
    responsible: tuple[Agency, ...], holder: Measure | None, whole: str | None, first: str | None
) -> Target:
    """The record of a target at a `span` of the source: `holder` is the measure it stands in, `whole` gives its total,
    `first` says the same."""
    q = linked.quantity
    start, end = span
    low, high = linked.sentence
    return Target.of({
        "target_id": identifier("t", source.sha256, start, end), "doc_id": doc.doc_id, "source": source.name,
        "section_id": doc.sections[linked.section].section_id if linked.section is not None else None, "section_path": path,
        "measure_id": holder.measure_id if holder else None, "start": start, "end": end, "quote": source.text[start:end],
        "sentence": text.text[low:high].strip(), "kind": q.kind, "value": exact(q.value),
        "value_max": exact(q.value_max) if q.value_max is not None else None, "unit": q.unit, "comparator": q.comparator, "per": q.per,
        "indicator": linked.indicator, "action": holder.action if holder else None, "change": linked.change,
        "baseline": exact(linked.baseline) if linked.baseline is not None else None, "period": when.record(text.text, linked.period),
        "status": linked.status, "commitment": linked.commitment, "implicit": q.implicit, "responsible": responsible,
        "rule": f"{q.rule}/{linked.indicator_rule}", "confidence": linked.confidence, "locator": source.locator(start),
        "part_of": whole, "same_as": first,
    })  # fmt: skip


def measure(
    source: SourceText, text: AlignedText, doc: Document, path: tuple[str, ...], linked: LinkedMeasure, responsible: tuple[Agency, ...], target_ids: tuple[str, ...]
) -> Measure:
    """The record of a measure."""
    found = linked.mention
    start, end = text.to_source((found.start, found.end))
    return Measure.of({
        "measure_id": identifier("m", source.sha256, start, end), "doc_id": doc.doc_id, "source": source.name,
        "section_id": doc.sections[linked.section].section_id if linked.section is not None else None, "section_path": path,
        "start": start, "end": end, "quote": source.text[start:end], "action": found.action, "object": found.object,
        "status": linked.status, "period": when.record(text.text, linked.period), "commitment": linked.commitment,
        "responsible": responsible, "target_ids": target_ids, "rule": found.rule, "confidence": linked.confidence,
        "locator": source.locator(start),
    })  # fmt: skip
