"""The result of a query as lines of CSV, lines of JSON, or a table for the terminal."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
from rich.markup import escape
from rich.table import Table

from planparse.errors import PlanparseError
from planparse.records import exact

# Fewer columns of the screen than this for each column of a table, and it can't be read any more.
NARROW = 6
_ENCODER = msgspec.json.Encoder(decimal_format="number", enc_hook=str)


def csv_lines(result: Any) -> Iterator[str]:
    """A line for the names, then one for each row."""
    for row in (result.column_names, *map(list, _rows(result))):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([_cell(value) for value in row])
        yield line.getvalue()


def json_lines(result: Any) -> Iterator[str]:
    """An object for each row. Errors: PlanparseError where two columns have the same name."""
    for name, times in Counter(result.column_names).items():
        if times > 1:
            raise PlanparseError(f"{times} columns are named {name}; give them other names with as")
    for row in _rows(result):
        yield _ENCODER.encode(dict(zip(result.column_names, row, strict=True))).decode()


def table(result: Any, width: int) -> Table | str:
    """The rows under their names; where that is too wide, the fields of each row one below the other."""
    if len(result.column_names) * NARROW <= width:
        return _across(result)
    return _down(result) if result.num_rows else "no rows"


def _across(result: Any) -> Table:
    shown = Table(header_style="bold")
    for name in result.column_names:
        shown.add_column(escape(name), overflow="fold")
    for row in _rows(result):
        shown.add_row(*(escape(_cell(value)) for value in row))
    return shown


def _down(result: Any) -> Table:
    shown = Table(show_header=False)
    shown.add_column(style="bold", no_wrap=True)
    shown.add_column(overflow="fold")
    for row in _rows(result):
        for name, value in zip(result.column_names, row, strict=True):
            shown.add_row(escape(name), escape(_cell(value)))
        shown.add_section()
    return shown


def _rows(result: Any) -> Iterator[tuple[Any, ...]]:
    for batch in result.to_batches():
        yield from zip(*map(_values, batch.columns), strict=True)


def _values(column: Any) -> list[Any]:
    try:
        return [_plain(value) for value in column.to_pylist()]
    except OverflowError:
        raise PlanparseError("a day of the result lies outside of the years 1 to 9999; make it text with ::varchar") from None


def _plain(value: Any) -> Any:
    """Numbers without the idle zeros that the type of their column has given them."""
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return _ENCODER.encode(value).decode() if isinstance(value, (dict, list, bool)) else str(value)
