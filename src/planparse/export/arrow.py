"""Typed columns (Arrow): nested fields stay nested, decimals exact, days are days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from planparse.codebook import PARTS, chinese
from planparse.export.columns import DAYS, Lang, day
from planparse.export.flat import Table
from planparse.extras import needed
from planparse.records import RECORDS, Record
from planparse.write.dataset import read_records

BATCH = 8192
# Digits in all, and behind the point: room for any money and any rate, and what DuckDB can hold.
PRECISION, SCALE = 38, 10
NAME_OF_PART = {model: name for name, model in PARTS.items()}
# How flat columns are typed.
FLAT = {"text": "string", "json": "string", "integer": "int64", "number": "float64", "boolean": "bool_", "date": "date32"}

Made = TypeVar("Made")


def exactly(make: Callable[[Any], Made]) -> Made:
    """What `make` makes with a type for decimals; with text where a number has more digits than the type."""
    pa = needed("pyarrow", "tables")
    try:
        return make(pa.decimal128(PRECISION, SCALE))
    except pa.ArrowInvalid:
        return make(pa.string())


def in_batches(folder: Path, record: str, rows: int = BATCH) -> Iterator[list[Record]]:
    """The records of one type, some thousands at a time. Errors: those of `read_records`."""
    records = read_records(folder, record)
    while batch := list(islice(records, rows)):
        yield batch


@dataclass(frozen=True)
class Rows:
    """The rows of one record type as Arrow data; `number` is the type of its decimals."""

    folder: Path
    record: str
    number: Any
    lang: Lang = Lang.en

    @cached_property
    def schema(self) -> Any:
        """The fields, under their names in the language."""
        pa = needed("pyarrow", "tables")
        return pa.schema(self._fields(self.record, RECORDS[self.record]))

    def batches(self) -> Iterator[Any]:
        """The rows, some thousands at a time. Errors: ArrowInvalid where a number does not fit its type."""
        return map(self.batch, in_batches(self.folder, self.record))

    def batch(self, records: Iterable[Record]) -> Any:
        """Some records. Errors: ArrowInvalid where a number does not fit its type."""
        pa = needed("pyarrow", "tables")
        return pa.RecordBatch.from_pylist([self._plain(record) for record in records], schema=self.schema)

    @cached_property
    def _plain(self) -> Callable[[Any], dict[str, Any]]:
        return self._of_record(self.record, RECORDS[self.record])

    def table(self) -> Any:
        """All rows."""
        return needed("pyarrow", "tables").Table.from_batches(self.batches(), schema=self.schema)

    def _name(self, record: str, field: str) -> str:
        return chinese()[record][field].name if self.lang is Lang.zh else field

    def _fields(self, record: str, model: type[Record]) -> list[Any]:
        pa = needed("pyarrow", "tables")
        return [
            pa.field(self._name(record, name), pa.date32() if (record, name) in DAYS else self._type(field.annotation))
            for name, field in model.model_fields.items()
        ]

    def _type(self, annotation: Any) -> Any:
        pa = needed("pyarrow", "tables")
        kind, inner = _taken_apart(annotation)
        if kind is list:
            return pa.list_(self._type(inner))
        if inner in NAME_OF_PART:
            return pa.struct(self._fields(NAME_OF_PART[inner], inner))
        plain = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), Decimal: self.number}
        return plain.get(inner, pa.string())

    def _of_record(self, record: str, model: type[Record]) -> Callable[[Any], dict[str, Any]]:
        """How a record becomes a row of plain values under the names of the language."""
        fields = [
            (self._name(record, name), name, day if (record, name) in DAYS else self._of(field.annotation))
            for name, field in model.model_fields.items()
        ]
        return lambda row: {shown: plain(getattr(row, name)) for shown, name, plain in fields}

    def _of(self, annotation: Any) -> Callable[[Any], Any]:
        kind, inner = _taken_apart(annotation)
        if inner in NAME_OF_PART:
            plain = self._of_record(NAME_OF_PART[inner], inner)
            if kind is list:
                return lambda values: [plain(value) for value in values]
            return lambda value: None if value is None else plain(value)
        if inner is Decimal and self.number == "string":
            return lambda value: None if value is None else format(value, "f")
        return lambda value: value


def flat(table: Table, lang: Lang, number: Any) -> Any:
    """A flat table as Arrow data."""
    pa = needed("pyarrow", "tables")
    types = [number if c.type == "decimal" else getattr(pa, FLAT[c.type])() for c in table.columns]
    schema = pa.schema([pa.field(c.header(lang), t) for c, t in zip(table.columns, types, strict=True)])
    columns = zip(*table.rows(), strict=True)
    as_text = number == "string"
    cells = [[format(v, "f") if as_text and isinstance(v, Decimal) else v for v in column] for column in columns]
    arrays = [pa.array(column, field.type) for column, field in zip(cells or [[]] * len(types), schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _taken_apart(annotation: Any) -> tuple[type | None, Any]:
    """Whether a type is a list, and what of; `X | None` is X, a choice of words is text."""
    kind, parts = get_origin(annotation), get_args(annotation)
    if kind in (Union, UnionType):
        return _taken_apart(next(part for part in parts if part is not NoneType))
    if kind is tuple:
        return list, parts[0]
    return None, str if kind is Literal else annotation
