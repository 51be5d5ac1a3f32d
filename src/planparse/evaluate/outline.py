"""Scores of how a file is taken apart: documents, sections, boilerplate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from planparse.evaluate.compare import similar
from planparse.evaluate.labels import DocumentLabel, Gold, SectionLabel
from planparse.evaluate.tally import Report
from planparse.records import Document, Section

EXACT_FIELDS = ("year", "doc_type", "doc_number", "date", "script")
ALIKE_FIELDS = ("title", "issuer")


def score_documents(gold: Gold, found: Sequence[Document], report: Report) -> None:
    """How many documents a file holds, and their fields, the first with the first."""
    for label, document in zip(gold.documents, sorted(found, key=lambda d: d.start), strict=False):
        _score_fields(gold.source, label, document, report)
    both = min(len(found), len(gold.documents))
    report.tasks["documents in the file"].add(both, len(found) - both, len(gold.documents) - both)


def _score_fields(source: str, label: DocumentLabel, document: Document, report: Report) -> None:
    for name in (*EXACT_FIELDS, *ALIKE_FIELDS):
        if name in EXACT_FIELDS and name not in label.model_fields_set:
            continue
        got, want = getattr(document, name), getattr(label, name)
        right = (got or None) == (want or None) if name in EXACT_FIELDS else similar(got, want) >= 0.8
        report.fields[f"document {name}"].add(right)
        if not right:
            report.note("document", "~", source, [f"{name}: {got!r}; want {want!r}"])


def score_sections(gold: Gold, found: Sequence[Document], report: Report) -> None:
    """Enumeration markers, at most one character beside the labelled place, and their levels."""
    if not gold.sections:
        return
    sections = [
        s for d in found for s in d.sections if s.marker and gold.zone.start <= s.start < gold.zone.end
    ]
    met = list(_met(gold.sections, sections))
    starts = {label.start for label, _ in met}
    known = {label.start + shift for label in gold.sections for shift in (-1, 0, 1)}
    extra = [s for s in sections if s.start not in known]
    missed = [label for label in gold.sections if label.start not in starts]
    report.note("sections", "-", gold.source, (label.shown for label in missed))
    report.note("sections", "+", gold.source, (gold.text[s.start : s.start + 15] for s in extra))
    wrong = [(label, s) for label, s in met if s.level != label.level]
    lines = (f"{label.shown} → {s.level}; want {label.level}" for label, s in wrong)
    report.note("section level", "~", gold.source, lines)
    report.tasks["section marker"].add(len(starts), len(extra), len(gold.sections) - len(starts))
    right = len(met) - len(wrong)
    report.tasks["section marker and level"].add(right, len(extra) + len(wrong), len(gold.sections) - right)


def _met(labels: Sequence[SectionLabel], found: Sequence[Section]) -> Iterable[tuple[SectionLabel, Section]]:
    by_start = {section.start: section for section in found}
    for label in labels:
        for place in (label.start, label.start - 1, label.start + 1):
            if place in by_start:
                yield label, by_start[place]


def score_boilerplate(gold: Gold, found: Sequence[Document], report: Report) -> None:
    """Characters, without white space, that are not the document: outside of every body."""
    wanted = _covered((label.span for label in gold.boilerplate), len(gold.text))
    body = _covered((span for d in found for span in d.body), len(gold.text))
    solid = [
        k for k in range(gold.zone.start, min(gold.zone.end, len(gold.text))) if not gold.text[k].isspace()
    ]
    out = {k for k in solid if not body[k]} if found else set()
    want = {k for k in solid if wanted[k]}
    report.tasks["boilerplate characters"].add(len(out & want), len(out - want), len(want - out))
    report.note("boilerplate", "+", gold.source, _stretches(gold.text, out - want))
    report.note("boilerplate", "-", gold.source, _stretches(gold.text, want - out))


def _covered(spans: Iterable[tuple[int, int]], length: int) -> bytearray:
    covered = bytearray(length)
    for start, end in spans:
        start, end = max(0, start), min(end, length)
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _stretches(text: str, places: set[int]) -> Iterable[str]:
    """The text at the places, one line for each run of neighbours (white space is passed over)."""
    solid = [k for k in range(len(text)) if not text[k].isspace()] if places else []
    for wrong, run in groupby(solid, key=places.__contains__):
        if wrong:
            first, *_, last = (*run,) * 2
            yield text[first : last + 1][:60]
