"""The result of a query as lines of CSV, lines of JSON, or a table for the terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
from rich.markup import escape
from rich.table import Table

from planparse.records import exact

_ENCODER = msgspec.json.Encoder(decimal_format="number", enc_hook=str)


def csv_lines(result: Any) -> Iterator[str]:
    """A line for the names, then one for each row."""
    for row in (result.column_names, *map(list, _rows(result))):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([_cell(value) for value in row])
        yield line.getvalue()


def json_lines(result: Any) -> Iterator[str]:
    """An object for each row."""
    for row in _rows(result):
        yield _ENCODER.encode(dict(zip(result.column_names, row, strict=True))).decode()


def table(result: Any) -> Table:
    """The rows under their names."""
    shown = Table(header_style="bold")
    for name in result.column_names:
        shown.add_column(escape(name), overflow="fold")
    for row in _rows(result):
        shown.add_row(*(escape(_cell(value)) for value in row))
    return shown


def _rows(result: Any) -> Iterator[tuple[Any, ...]]:
    for batch in result.to_batches():
        yield from zip(*([_plain(v) for v in column.to_pylist()] for column in batch.columns), strict=True)


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
