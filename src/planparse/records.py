"""The records that planparse gives: frozen models, the JSON of a row, and the identifiers.

The field descriptions are the codebook (`planparse codebook`) and the JSON Schemas (`schemas/`).
"""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Any, Literal, Self

import msgspec
from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "percent", "money", "count", "area", "length", "weight", "volume", "duration", "ratio", "multiple", "rank"
]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "range"]
Change = Literal["level", "increase", "decrease"]
Status = Literal["planned", "achieved", "context"]
Commitment = Literal["must", "plan", "strive", "explore"]
Role = Literal["lead", "support", "responsible", "supervise"]
Basis = Literal["explicit", "inherited", "issuer"]
PeriodBasis = Literal["written", "document_year", "document_year_unknown"]
DocType = Literal["plan", "summary", "mixed", "report", "notice", "table"]
Script = Literal["hans", "hant"]


class Record(BaseModel):
    """What all records share: frozen, no field beyond the declared ones."""

    # Built when a dataset is read: parsing makes records by `of` and should not wait for it.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def of(cls, fields: dict[str, Any]) -> Self:
        """The record with these fields, all of them and in order, unchecked: for the pipeline, whose types are checked.

        Checking each record anew would cost as much as finding it; `planparse verify` checks what a dataset holds.

        >>> Rejected.of({"source": "计划.txt", "stage": "read", "reason": "empty file"}).stage
        'read'
        """
        made = cls.__new__(cls)
        _set_values(made, fields)
        _set_names(made, _ALL_FIELDS[cls])
        _set_extra(made, None)
        _set_private(made, None)
        return made


# What a pydantic model is made of, set past the guard that keeps records frozen.
_set_values, _set_names, _set_extra, _set_private = (
    vars(BaseModel)[slot].__set__ for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


class Period(Record):
    """The time by which, or in which, a sentence says something is to be or was done."""

    start: str | None = Field(description="first day, ISO 8601 (2014-01-01); null where only an end is stated")
    end: str | None = Field(description="last day, ISO 8601 (2014-12-31); null where open or not resolved")
    text: str = Field(description="the words that state it, normalised: 年底前")
    basis: PeriodBasis = Field(
        description="written: the words name the year; document_year: resolved against the document's own year; "
        "document_year_unknown: relative words in a document whose year is not known"
    )


class Agency(Record):
    """An organisation (责任单位) that is to do, or answers for, a piece of work."""

    name: str = Field(description="name as written, simplified, completed by a prefix shared in a list: 市财政局")
    role: Role = Field(description="lead 牵头, support 配合, responsible 负责, supervise 督办")
    start: int | None = Field(description="offset of the name in the source text; null for the issuer")
    end: int | None = Field(description="end offset of the name; null for the issuer")
    basis: Basis = Field(
        description="explicit: named in the same item; inherited: from a heading, a labelled block or a cell "
        "above; issuer: nobody is named, the document's own issuer"
    )


class Section(Record):
    """A numbered part of a document; one for each enumeration marker."""

    section_id: str = Field(description="identifier, the same on every run")
    parent_id: str | None = Field(description="the section that holds this one; null at the top")
    level: int = Field(description="0 for a part (篇一, 附件1), 1 for the outermost enumeration")
    marker: str = Field(description="the marker as written: 一、")
    title: str | None = Field(description="heading text, normalised; null where the marker opens running text")
    start: int = Field(description="offset of the marker in the source text")
    end: int = Field(description="end offset: where the next section of this or a higher level begins")


class Removed(Record):
    """A stretch of the source that is not the document, and the rule that found it."""

    start: int = Field(description="offset in the source text")
    end: int = Field(description="end offset in the source text")
    rule: str = Field(description="the rule that removed it: page_counter, breadcrumb, …")


class Document(Record):
    """One plan, summary or report; a file may hold several."""

    doc_id: str = Field(description="identifier, the same on every run")
    source: str = Field(description="path as given, with forward slashes")
    sha256: str = Field(description="SHA-256 of the file's bytes")
    part: int = Field(description="position of the document in its file, from 1")
    start: int = Field(description="offset of the document's first character in the source text")
    end: int = Field(description="end offset of the document in the source text")
    title: str | None = Field(description="title, normalised")
    issuer: str | None = Field(description="发文机关: the organisation whose plan or report it is, as far as stated")
    year: int | None = Field(description="the year planned for or reported on; of a report with a plan, the later")
    doc_type: DocType = Field(
        description="plan, summary, mixed (a summary with a plan), report (a government's work report), notice, table"
    )
    doc_number: str | None = Field(description="发文字号: 岳教发〔2012〕1号")
    date: str | None = Field(description="date of issue, ISO 8601")
    script: Script = Field(description="hans simplified, hant Traditional, as in the source")
    encoding: str = Field(description="character encoding of the file")
    reader: str = Field(description="the reader that turned the file into text")
    truncated: bool = Field(description="the text begins or ends in mid-sentence")
    body: tuple[tuple[int, int], ...] = Field(description="stretches of the source left after boilerplate is cut")
    removed: tuple[Removed, ...] = Field(description="stretches taken out within or beside the document")
    sections: tuple[Section, ...] = Field(description="the outline in reading order")

    def _repr_html_(self) -> str:
        """Title, facts and outline, for notebooks."""
        from planparse.notebook import of_document

        return of_document(self)


class Measure(Record):
    """A piece of work (举措): a clause with an action and what it is done to."""

    measure_id: str = Field(description="identifier, the same on every run")
    doc_id: str = Field(description="the document it stands in")
    source: str = Field(description="path as given, with forward slashes")
    section_id: str | None = Field(description="the innermost section it stands in")
    section_path: tuple[str, ...] = Field(description="titles of the sections around it, outermost first")
    start: int = Field(description="offset in the source text")
    end: int = Field(description="end offset in the source text")
    quote: str = Field(description="the source text between start and end")
    action: str = Field(
        description="the verb as written, without adverbs and modal openers: 建立健全; empty where a row of a table, or an item, names only its subject"
    )
    object: str = Field(description="what the action is done to, simplified")
    status: Status = Field(description="planned, achieved, or context (a rule, a background fact)")
    period: Period | None = Field(description="when; null where the sentence states none")
    commitment: Commitment = Field(description="must 必须/确保, plan, strive 力争/争取, explore 探索/鼓励")
    responsible: tuple[Agency, ...] = Field(description="who leads, supports, answers for or supervises it")
    target_ids: tuple[str, ...] = Field(description="the targets inside it; of a table row, those of its other cells too")
    rule: str = Field(description="the rule that made the record")
    confidence: float = Field(description="share of records with this evidence that are right in every field")
    locator: str | None = Field(description="page, or table, row and cell, where the reader gives them")

    def _repr_html_(self) -> str:
        """The measure with its fields, for notebooks."""
        from planparse.notebook import of_measure

        return of_measure(self)


class Target(Record):
    """A quantity tied to what it measures (指标)."""

    target_id: str = Field(description="identifier, the same on every run")
    doc_id: str = Field(description="the document it stands in")
    source: str = Field(description="path as given, with forward slashes")
    section_id: str | None = Field(description="the innermost section it stands in")
    section_path: tuple[str, ...] = Field(description="titles of the sections around it, outermost first")
    measure_id: str | None = Field(description="the measure it belongs to")
    start: int = Field(description="offset in the source text")
    end: int = Field(description="end offset in the source text")
    quote: str = Field(description="the number with its unit, as in the source text")
    sentence: str = Field(description="the sentence it stands in, normalised")
    kind: Kind = Field(description="what kind of quantity it is")
    value: Decimal = Field(description="the number with scale words multiplied out; money in 元, percent in points, below zero with its sign")
    value_max: Decimal | None = Field(description="upper end of a range, last part of a ratio")
    unit: str = Field(description="unit or classifier, simplified; empty where none is written")
    comparator: Comparator = Field(description="eq, ge 以上, gt 超过, le 以内, lt 低于, approx 左右, range 3—5")
    per: str | None = Field(description="denominator where one is stated: 人·月")
    indicator: str | None = Field(description="what is measured: 学前一年幼儿入园率; null where it is not clear")
    action: str | None = Field(description="the verb that governs the number: 新建")
    change: Change = Field(description="level (reach, have), increase, decrease")
    baseline: Decimal | None = Field(description="the earlier value, where one is stated")
    period: Period | None = Field(description="when; null where the sentence states none")
    status: Status = Field(description="planned, achieved, or context (a rule, a standard, a background fact)")
    commitment: Commitment = Field(description="must 必须/确保, plan, strive 力争/争取, explore 探索/鼓励")
    implicit: bool = Field(description="the number is not written: 全覆盖 is 100 percent")
    responsible: tuple[Agency, ...] = Field(description="who leads, supports, answers for or supervises it")
    rule: str = Field(description="the rule that read the quantity and the one that found its indicator: number_unit/subject")
    confidence: float = Field(description="share of records with this evidence that are right in every field")
    locator: str | None = Field(description="page, or table, row and cell, where the reader gives them")
    part_of: str | None = Field(description="the target that gives the total, of a part: 25所,其中新建6所")
    same_as: str | None = Field(description="the first target of the document that says the same; null for the first")

    def _repr_html_(self) -> str:
        """The target in its sentence with its fields, for notebooks."""
        from planparse.notebook import of_target

        return of_target(self)


class Rejected(Record):
    """An input that could not be parsed."""

    source: str = Field(description="path as given, with forward slashes")
    stage: str = Field(description="the stage that gave up: read, normalize, …")
    reason: str = Field(description="one line that says why")


class Source(Record):
    """The source text of a file that is not plain text, as its reader gave it; kept beside the records."""

    source: str = Field(description="path as given, with forward slashes")
    sha256: str = Field(description="SHA-256 of the file's bytes")
    reader: str = Field(description="the reader that turned the file into text")
    text: str = Field(description="the text that all offsets count in")


RECORDS: dict[str, type[Record]] = {
    "documents": Document,
    "measures": Measure,
    "targets": Target,
    "rejected": Rejected,
}

_NESTED: tuple[type[Record], ...] = (Period, Agency, Section, Removed)
_ALL_FIELDS: dict[type[Record], set[str]] = {model: set(model.model_fields) for model in (*RECORDS.values(), *_NESTED)}


def _fields(value: Any) -> dict[str, Any]:
    """What stands in the JSON for a record inside another one."""
    if isinstance(value, Record):
        return value.__dict__
    raise TypeError(f"{type(value).__name__} has no place in a record")


_ENCODER = msgspec.json.Encoder(decimal_format="number", enc_hook=_fields)


def to_json(record: Record) -> bytes:
    """One record as one line of JSON, numbers with their exact digits.

    >>> to_json(Rejected(source="a.txt", stage="read", reason="空文件")).decode()
    '{"source":"a.txt","stage":"read","reason":"空文件"}'
    """
    return _ENCODER.encode(record.__dict__)


# Python's own context rounds to 28 digits.
_ROOM = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)


def exact(value: Decimal) -> Decimal:
    """A decimal without exponent and without idle zeros: 1E+6 is 1000000, 99.50 is 99.5.

    >>> exact(Decimal("99.50")), exact(Decimal("6.2") * 10000)
    (Decimal('99.5'), Decimal('62000'))
    """
    value = value.normalize(_ROOM)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < 27 else value


def identifier(letter: str, sha256: str, start: int, end: int) -> str:
    """An identifier from the file's hash and the offsets: the same on every run.

    >>> identifier("t", "ab" * 32, 15, 20)
    't-abababababab-15-20'
    """
    return f"{letter}-{sha256[:12]}-{start}-{end}"
