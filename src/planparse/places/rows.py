"""Tables of texts as inputs: each row of a JSON Lines or Parquet file is a document of its own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from planparse.errors import PlanparseError
from planparse.extras import needed

# Stands between a table and the number of a row, from 1, in the name of an input: texts.jsonl#17.
MARK = "#"
TEXT = "text"
TABLES = frozenset({".jsonl", ".parquet"})


class Row(NamedTuple):
    """One row: its table, its number from 1, where it stands (bytes of a line; group and row in it), and the column."""

    table: str
    number: int
    place: int
    length: int
    column: str

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """The text of the row in UTF-8. Errors: OSError where the row has no text."""
        text = _parquet_text(self) if Path(self.table).suffix.lower() == ".parquet" else _line_text(self)
        if not isinstance(text, str):
            raise OSError(f"no text in column {self.column}")
        return io.BytesIO(text.encode("utf-8", "surrogatepass"))

    def __str__(self) -> str:
        return f"{Path(self.table).as_posix()}{MARK}{self.number}"


def rows_of(table: Path, column: str = TEXT) -> Iterator[Row]:
    """All rows of a table. Errors: PlanparseError where it cannot be read or has no such column."""
    try:
        yield from _parquet_rows(table, column) if table.suffix.lower() == ".parquet" else _lines(table, column)
    except OSError as error:
        raise PlanparseError(f"{table}: {error.strerror or error}") from None


def row(table: Path, number: int) -> Row:
    """One row, by its number; the column is the one that texts have by default. Errors: OSError where there is none."""
    found = _numbered(table)
    if not 0 < number <= len(found):
        raise FileNotFoundError(2, "no such row", f"{table}{MARK}{number}")
    return found[number - 1]


@lru_cache(maxsize=1)
def _numbered(table: Path) -> list[Row]:
    return list(rows_of(table))


def _lines(table: Path, column: str) -> Iterator[Row]:
    place = 0
    with table.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            yield Row(str(table), number, place, len(line), column)
            place += len(line)


def _line_text(row: Row) -> Any:
    with Path(row.table).open("rb") as lines:
        lines.seek(row.place)
        try:
            values = json.loads(lines.read(row.length))
        except ValueError as error:
            raise OSError(f"no JSON: {error}") from None
    return values.get(row.column) if isinstance(values, dict) else None


def _parquet_rows(table: Path, column: str) -> Iterator[Row]:
    file = _parquet(str(table))
    if column not in file.schema_arrow.names:
        raise PlanparseError(f"{table}: no column {column}; it has {', '.join(file.schema_arrow.names)}")
    number = 0
    for group in range(file.num_row_groups):
        for place in range(file.metadata.row_group(group).num_rows):
            number += 1
            yield Row(str(table), number, group, place, column)


def _parquet_text(row: Row) -> Any:
    return _group(row.table, row.place, row.column)[row.length].as_py()


@lru_cache(maxsize=1)
def _group(table: str, group: int, column: str) -> Any:
    return _parquet(table).read_row_group(group, columns=[column]).column(0)


def _parquet(table: str) -> Any:
    try:
        return needed("pyarrow.parquet", "tables").ParquetFile(table)
    except ValueError as error:
        raise PlanparseError(f"{table}: {error}") from None
