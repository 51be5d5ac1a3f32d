"""What a reader said of the records in the report page: review.jsonl, and the scores it gives.

A row names a record, or a stretch that should have been one, and a verdict: `right`, `wrong` (no target at all),
`mended` (a target, with the right values of the fields that were wrong) or `added` (missing from the dataset).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from planparse.errors import PlanparseError
from planparse.evaluate.compare import TARGET_FIELDS
from planparse.evaluate.tally import Report
from planparse.patterns import lazy
from planparse.records import Change, Comparator, Kind, Status, Target

_BETWEEN_NAMES = lazy(r"[、,，;；\s]+")
QUANTITY = {"value", "value_max", "unit", "comparator"}


class Fields(BaseModel):
    """The fields that a reader wrote; empty text is null, names stand in a list: 县教育局、县财政局."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: str | None = None
    kind: Kind | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    per: str | None = None
    change: Change | None = None
    baseline: Decimal | None = None
    period: str | None = Field(None, pattern=r"^\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?$")
    status: Status | None = None
    responsible: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _empty_is_null(cls, data: Any) -> Any:
        return {k: None if v == "" and k != "responsible" else v for k, v in data.items()} if isinstance(data, Mapping) else data

    @field_validator("responsible", mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        return tuple(filter(None, _BETWEEN_NAMES.split(value))) if isinstance(value, str) else value

    def given(self) -> dict[str, Any]:
        """Only what was written."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Reviewed(BaseModel):
    """One row of review.jsonl; offsets count code points of the source text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    target_id: str
    doc_id: str
    source: str
    sha256: str
    start: int = Field(ge=0)
    end: int
    quote: str
    verdict: Literal["right", "wrong", "mended", "added"]
    fields: Fields = Fields()
    note: str = ""


def load_review(paths: Iterable[Path]) -> list[Reviewed]:
    """The rows of review files; of two on the same record the later stands.

    Errors: PlanparseError names the file, the line and what is wrong in it.
    """
    rows: dict[str, Reviewed] = {}
    for path in paths:
        for number, line in enumerate(_lines(path), 1):
            if line.strip():
                row = _row(line, f"{path}, line {number}")
                rows[row.target_id] = row
    return list(rows.values())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except OSError as error:
        raise PlanparseError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise PlanparseError(f"{path}: not UTF-8; save it from the report page") from None


def _row(line: str, where: str) -> Reviewed:
    try:
        return Reviewed.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise PlanparseError(f"{where}: {field or 'row'}: {first['msg']}; is it a review.jsonl?") from None


def score_review(targets: Sequence[Target], rows: Sequence[Reviewed]) -> Report:
    """Scores over the reviewed records of a dataset. A field is wrong where a reader mended it.

    What was missed is what was added, so recall holds only for texts that were read to their end. Errors:
    PlanparseError where no row is of this dataset.
    """
    known = {target.target_id: target for target in targets}
    sources = {target.source for target in targets}
    report = Report()
    rows = [row for row in rows if row.target_id in known or (row.verdict == "added" and row.source in sources)]
    if not rows:
        raise PlanparseError("none of the reviewed records is in this dataset; was it made anew with other files?")
    _score_tasks(rows, report)
    for row in rows:
        _note(row, known.get(row.target_id), report)
        if row.verdict in ("right", "mended"):
            for name in (*TARGET_FIELDS, "responsible"):
                report.fields[name].add(name not in row.fields.model_fields_set)
    return report


def _score_tasks(rows: Sequence[Reviewed], report: Report) -> None:
    counts = Counter(row.verdict for row in rows)
    found = counts["right"] + counts["mended"]
    false, missed = counts["wrong"], counts["added"]
    inexact = sum(row.verdict == "mended" and bool(row.fields.model_fields_set & QUANTITY) for row in rows)
    for task, right in (
        ("target found", found),
        ("quantity right", found - inexact),
        ("whole record right", counts["right"]),
    ):
        report.tasks[task].add(right, false + found - right, missed + found - right)


def _note(row: Reviewed, target: Target | None, report: Report) -> None:
    if row.verdict in ("wrong", "added"):
        report.note("targets", "+" if row.verdict == "wrong" else "-", row.source, [row.quote])
    if target is None or row.verdict != "mended":
        return
    for name, value in row.fields.given().items():
        found = _shown(target, name)
        report.note(name, "~", row.source, [f"{row.quote} → {found}; want {value}"])


def _shown(target: Target, name: str) -> object:
    if name == "period":
        return target.period and (target.period.end or target.period.text)
    return "、".join(a.name for a in target.responsible) if name == "responsible" else getattr(target, name)
