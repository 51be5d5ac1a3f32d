"""The columns of the flat tables, made from the record types: one cell for each field that is a single value.

A period becomes four columns, the agencies one column for each role, other lists their words or their JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from planparse.codebook import Chinese, Entry, chinese, entries
from planparse.errors import PlanparseError
from planparse.records import RECORDS, Agency, Period, Record, Role

Cell = str | int | float | bool | Decimal | date | None
Type = Literal["text", "integer", "number", "decimal", "boolean", "date", "json"]


class Lang(StrEnum):
    """The language of the column names."""

    en = "en"
    zh = "zh"


# Fields of type str that hold a day.
DAYS = {("documents", "date"), ("period", "start"), ("period", "end")}
ROLES: tuple[Role, ...] = get_args(Role)
PLAIN: dict[Any, Type] = {str: "text", int: "integer", float: "number", Decimal: "decimal", bool: "boolean"}


@dataclass(frozen=True)
class Column:
    """A column of a flat table: its names, what it means, and how a record gives its cell."""

    name: str
    type: Type
    words: Chinese
    read: Callable[[Any], Cell]
    entry: Entry | None = None

    def header(self, lang: Lang) -> str:
        """The name at the head of the column."""
        return self.words.name if lang is Lang.zh else self.name

    def meaning(self, lang: Lang) -> str:
        """What the column holds."""
        if lang is Lang.zh:
            return self.words.meaning
        return self.entry.meaning if self.entry else self.words.english


@cache
def columns(record: str) -> tuple[Column, ...]:
    """The columns of a record type, in the order of its fields.

    >>> [column.name for column in columns("rejected")]
    ['source', 'stage', 'reason']
    """
    fields = RECORDS[record].model_fields
    return tuple(column for name, field in fields.items() for column in _columns(record, name, field.annotation))


@cache
def part_columns(part: str, model: type[Record]) -> tuple[Column, ...]:
    """The columns of a table of parts: sections, agencies."""
    return tuple(_plain(part, name, field.annotation) for name, field in model.model_fields.items())


def extra(name: str, type_: Type, read: Callable[[Any], Cell], shown: str | None = None) -> Column:
    """A column that is no field; `name` finds its words in the codebook, `shown` is its English name."""
    return Column(shown or name, type_, chinese()["columns"][name], read)


def table_name(table: str, lang: Lang) -> str:
    """The name of a table, for sheets."""
    return chinese()["tables"][table].name if lang is Lang.zh else table


def day(value: str | None) -> date | None:
    """A day in ISO 8601. Errors: PlanparseError where it is none."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise PlanparseError(f"{value!r} is no day in ISO 8601; made by another version?") from None


def _columns(record: str, name: str, annotation: Any) -> Iterator[Column]:
    inner = _inner(annotation)
    if inner is Period:
        yield from (_of_period(name, part) for part in part_columns("period", Period))
    elif inner is Agency:
        yield from (_of_role(name, role) for role in ROLES)
        yield extra("responsible_basis", "text", _bases(name))
    else:
        yield _plain(record, name, annotation)


def _of_period(name: str, part: Column) -> Column:
    def read(row: Any) -> Cell:
        period = getattr(row, name)
        return None if period is None else part.read(period)

    return Column(f"{name}_{part.name}", part.type, part.words, read, part.entry)


def _of_role(name: str, role: Role) -> Column:
    def read(row: Any) -> Cell:
        return "、".join(dict.fromkeys(a.name for a in getattr(row, name) if a.role == role)) or None

    return extra(role, "text", read)


def _bases(name: str) -> Callable[[Any], Cell]:
    return lambda row: "、".join(dict.fromkeys(a.basis for a in getattr(row, name))) or None


def _plain(record: str, name: str, annotation: Any) -> Column:
    type_ = _type(record, name, annotation)
    return Column(name, type_, chinese()[record][name], _reader(name, type_, annotation), _entries()[record, name])


@cache
def _entries() -> dict[tuple[str, str], Entry]:
    return {(entry.record, entry.field): entry for entry in entries()}


def _type(record: str, name: str, annotation: Any) -> Type:
    if (record, name) in DAYS:
        return "date"
    inner = _inner(annotation)
    if get_origin(annotation) is tuple:
        return "text" if inner is str else "json"
    return "text" if get_origin(inner) is Literal else PLAIN[inner]


def _reader(name: str, type_: Type, annotation: Any) -> Callable[[Any], Cell]:
    if type_ == "date":
        return lambda row: day(getattr(row, name))
    if type_ == "json":
        return lambda row: _json(getattr(row, name))
    if get_origin(annotation) is tuple:
        joint = " " if name.endswith("_ids") else " / "
        return lambda row: joint.join(getattr(row, name)) or None
    return lambda row: getattr(row, name)


def _json(values: Sequence[Any]) -> str:
    return msgspec.json.encode(values, enc_hook=vars).decode()


def _inner(annotation: Any) -> Any:
    """What a type is about: of `X | None` and `tuple[X, ...]` the X."""
    if get_origin(annotation) in (Union, UnionType):
        return _inner(next(part for part in get_args(annotation) if part is not NoneType))
    return get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
