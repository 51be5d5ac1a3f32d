"""A spaCy component: the records of a text as span groups of its Doc.

`nlp.add_pipe("planparse")` finds it by the entry point of the package; nothing else of planparse needs spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from planparse.pipeline import ParsedFile, parse
from planparse.read.plain import BOM, LINE_END
from planparse.records import Document, Measure, Record, Rejected, Target, to_json
from planparse.text import AlignedText, Edit

GROUPS = ("targets", "measures", "agencies", "sections")
KEPT = "planparse"
R = TypeVar("R", bound=Record)


class Mark(NamedTuple):
    """A stretch of the source text in a group: its label, and the record that it belongs to."""

    group: str
    start: int
    end: int
    label: str
    record_id: str = ""


@dataclass(frozen=True)
class Extractor:
    """The component: parses the text of a Doc; `year` stands above the year that the text gives."""

    year: int | None = None

    def __call__(self, doc: Doc) -> Doc:
        parsed = parse(doc.text, year=self.year)
        return annotate(doc, parsed, as_source(doc.text))


@Language.factory("planparse", default_config={"year": None})
def make(nlp: Language, name: str, year: int | None) -> Extractor:
    """The component for a pipeline; spaCy calls it.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("planparse")
    >>> doc = nlp("青河县教育局2015年工作要点\\n一、抓培训。年内培训骨干教师300人。")
    >>> [(span.text, span.label_) for span in doc.spans["targets"]]
    [('300人', 'count')]
    >>> [(target.indicator, target.period.end) for target in doc._.planparse.targets]
    [('骨干教师', '2015-12-31')]
    """
    return Extractor(year)


def annotate(doc: Doc, parsed: ParsedFile, source: AlignedText) -> Doc:
    """Lay the records of a file over a Doc of its text: span groups, and the records behind `doc._.planparse`.

    `source` is the source text of the records, aligned to the text of the Doc.
    """
    spans: dict[str, list[Span]] = {group: [] for group in GROUPS}
    for mark in dict.fromkeys(marks(parsed)):
        start, end = source.to_source((mark.start, mark.end))
        span = doc.char_span(start, end, mark.label, span_id=mark.record_id, alignment_mode="expand")
        if span is not None:
            spans[mark.group].append(span)
    for group, found in spans.items():
        doc.spans[group] = sorted(found, key=lambda s: (s.start_char, -s.end_char))
    doc.user_data[KEPT] = kept(parsed)
    return doc


def marks(parsed: ParsedFile) -> Iterator[Mark]:
    """What of the records has a place in the text; an agency once for each role."""
    for target in parsed.targets:
        yield Mark("targets", target.start, target.end, target.kind, target.target_id)
    for measure in parsed.measures:
        yield Mark("measures", measure.start, measure.end, measure.status, measure.measure_id)
    of_targets = (agency for target in parsed.targets for agency in target.responsible)
    of_measures = (agency for measure in parsed.measures for agency in measure.responsible)
    for agency in chain(of_targets, of_measures):
        if agency.start is not None and agency.end is not None:
            yield Mark("agencies", agency.start, agency.end, agency.role)
    for document in parsed.documents:
        for section in document.sections:
            yield Mark("sections", section.start, section.end, f"level {section.level}", section.section_id)


def as_source(text: str) -> AlignedText:
    """The source text that `parse` makes of a string, with the way back to the string."""
    mark = [Edit(0, 1)] if text.startswith(BOM) else []
    ends = (Edit(*found.span(), "\n") for found in LINE_END.finditer(text))
    return AlignedText.of(text).sub([*mark, *ends])


def kept(parsed: ParsedFile) -> dict[str, list[str]]:
    """The records as JSON, because a Doc can be stored with plain values only; decimals keep their digits."""
    rows: dict[str, list[str]] = {}
    for row in chain(parsed.documents, parsed.measures, parsed.targets, parsed.rejected):
        rows.setdefault(type(row).__name__, []).append(to_json(row).decode())
    return rows


def records(doc: Doc) -> ParsedFile:
    """The records of a Doc; none where the component has not run over it."""
    rows = doc.user_data.get(KEPT, {})
    return ParsedFile(
        documents=_rows(Document, rows),
        measures=_rows(Measure, rows),
        targets=_rows(Target, rows),
        rejected=_rows(Rejected, rows),
    )


def _rows(model: type[R], rows: dict[str, list[str]]) -> tuple[R, ...]:
    return tuple(map(model.model_validate_json, rows.get(model.__name__, ())))


Doc.set_extension("planparse", getter=records, force=True)
