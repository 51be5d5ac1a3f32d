"""Label files: what a careful reader says a document holds, with every stretch found in its text.

A label names its stretch by text that occurs exactly once: `at` with the stretch in ⟦⟧, or `from` and `to`.
The document's text lies beside the label file, under the name in `source`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planparse.config import Config
from planparse.errors import PlanparseError, Reject
from planparse.read import read_bytes
from planparse.records import Change, Comparator, DocType, Kind, Role, Script, Status
from planparse.text import Span

OPEN, CLOSE = "⟦", "⟧"


class Label(BaseModel):
    """A labelled stretch; `span` is where it lies in the text."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    at: str | None = None
    from_: str | None = Field(None, alias="from")
    to: str | None = None
    note: str | None = None
    span: Span = Span(0, 0)

    @property
    def shown(self) -> str:
        """The label's own words, for a list of errors."""
        return self.at or f"{self.from_} … {self.to}"

    @property
    def start(self) -> int:
        """Where the stretch begins in the text."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the stretch ends in the text."""
        return self.span.end


class DocumentLabel(Label):
    """A document; of the fields that may be left out, only those that are given are scored."""

    title: str | None = None
    issuer: str | None = None
    year: int | None = None
    doc_type: DocType | None = None
    doc_number: str | None = None
    date: str | None = None
    script: Script | None = None


class SectionLabel(Label):
    """An enumeration marker."""

    level: int
    title: str | None = None


class TargetLabel(Label):
    """A quantity and what it measures."""

    kind: Kind
    value: Decimal
    value_max: Decimal | None = None
    comparator: Comparator
    unit: str | None = None
    per: str | None = None
    indicator: str | None = None
    change: Change
    baseline: Decimal | None = None
    period: str | None = None
    status: Status
    responsible: tuple[str, ...] = ()
    implicit: bool = False
    optional: bool = False


class UnitLabel(Label):
    """An organisation that is to do, or answers for, a piece of work."""

    name: str
    role: Role


class MeasureLabel(Label):
    """A clause that states one piece of work."""

    action: str
    object: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: str
    zone: Span | Label | None = None
    measure_zone: Span | Label | None = None
    documents: list[DocumentLabel] = []
    boilerplate: list[Label] = []
    sections: list[SectionLabel] = []
    targets: list[TargetLabel] = []
    units: list[UnitLabel] = []
    measures: list[MeasureLabel] = []


@dataclass(frozen=True)
class Gold:
    """A label file whose labels are found in its text; `problems` says which were left out, and why.

    `labelled` names the tasks that the file has a list for; the others are not scored.
    """

    source: str
    text: str
    zone: Span
    measure_zone: Span | None
    documents: list[DocumentLabel]
    boilerplate: list[Label]
    sections: list[SectionLabel]
    targets: list[TargetLabel]
    units: list[UnitLabel]
    measures: list[MeasureLabel]
    problems: list[str]
    labelled: frozenset[str]


AnyLabel = TypeVar("AnyLabel", bound=Label)


def load_labels(path: Path) -> Gold:
    """Read a label file and its text, and find every label.

    Errors: PlanparseError names the file and the entry that is not as it should be.
    """
    file = _read(path)
    text = _text(path, file.source)
    finder = _Finder(text)
    return Gold(
        source=file.source,
        text=text,
        zone=finder.zone("zone", file.zone) or Span(0, len(text)),
        measure_zone=finder.zone("measure_zone", file.measure_zone),
        documents=finder.rows("documents", file.documents),
        boilerplate=finder.rows("boilerplate", file.boilerplate),
        sections=finder.rows("sections", file.sections),
        targets=finder.rows("targets", file.targets),
        units=finder.rows("units", file.units),
        measures=finder.rows("measures", file.measures),
        problems=finder.problems,
        labelled=frozenset(file.model_fields_set),
    )


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(json.loads(path.read_text("utf-8-sig"), parse_float=Decimal))
    except OSError as error:
        raise PlanparseError(f"{path}: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise PlanparseError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except ValueError as error:
        raise PlanparseError(f"{path}: not a label file: {error}") from None


def _text(path: Path, source: str) -> str:
    text = path.parent / source
    try:
        return read_bytes(text.read_bytes(), source, Config()).text
    except OSError:
        raise PlanparseError(f"{path}: its text {source} should lie beside it, and does not") from None
    except Reject as reject:
        raise PlanparseError(f"{text}: {reject}") from None


class _Finder:
    """Finds labels in one text, and keeps what went wrong."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[str] = []

    def rows(self, task: str, labels: list[AnyLabel]) -> list[AnyLabel]:
        """The labels that are found, each with its span."""
        spans = [self.span(f"{task}[{i}]", label) for i, label in enumerate(labels)]
        pairs = zip(labels, spans, strict=True)
        return [label.model_copy(update={"span": span}) for label, span in pairs if span]

    def zone(self, name: str, zone: Span | Label | None) -> Span | None:
        """A zone given by offsets or by its words."""
        return self.span(name, zone) if isinstance(zone, Label) else zone

    def span(self, what: str, label: Label) -> Span | None:
        """Where a label lies; None, and a problem more, where that can't be said."""
        if label.from_ is not None and label.to is not None:
            start, last = self.once(what, label.from_), self.once(what, label.to)
            return None if start is None or last is None else Span(start, last + len(label.to))
        before, inside, after = _split(label.at or "")
        if not inside:
            self.problems.append(f"{what}: `at` needs one ⟦…⟧, not {label.at!r}")
            return None
        start = self.once(what, before + inside + after)
        return None if start is None else Span(start + len(before), start + len(before) + len(inside))

    def once(self, what: str, words: str) -> int | None:
        """The one place of some words."""
        count = self.text.count(words)
        if count == 1:
            return self.text.index(words)
        self.problems.append(f"{what}: {f'found {count} times' if count else 'not found'}: {words[:60]!r}")
        return None


def _split(at: str) -> tuple[str, str, str]:
    """A label's words before, in and after its brackets; nothing inside where there is not one pair."""
    if at.count(OPEN) != 1 or at.count(CLOSE) != 1 or at.index(OPEN) > at.index(CLOSE):
        return at, "", ""
    before, _, rest = at.partition(OPEN)
    inside, _, after = rest.partition(CLOSE)
    return before, inside, after
