"""Sheets of cells written as source text: titles above the table and notes below it are paragraphs, the rest a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from planparse.patterns import lazy
from planparse.read.blocks import CellText, Writer

Position = tuple[int, int]
Value = str | int | float | bool | date | datetime | time | timedelta


# The numbers of built-in formats that show a percentage, and those that show a day; what a format has in quotes is text.
_PERCENT = frozenset((9, 10))
_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_QUOTED = lazy(r'"[^"]*"|\[[^\]]*\]|\\.')
_DAY = lazy(r"[yYdD年月日]|m+[/-]")
# Behind the last day that sheets know, 9999-12-31.
_LAST_DAY = 2_958_466


class CellFormat(Enum):
    """What a number in a cell is shown as."""

    GENERAL = "general"
    PERCENT = "percent"
    DAY = "day"


@dataclass(frozen=True)
class Merged:
    """A range of merged cells, by its first and last row and column."""

    first: Position
    last: Position


def write_sheet(writer: Writer, name: str, cells: Mapping[Position, str], merged: Sequence[Merged] = ()) -> None:
    """Write one sheet; cells by row and column, from 0. A lone cell in a row above or below the table is a paragraph.

    >>> from planparse.config import Config
    >>> writer = Writer(Config())
    >>> write_sheet(writer, "任务", {(0, 0): "分工表", (1, 0): "任务", (1, 1): "数量", (2, 0): "新建", (2, 1): "3所"})
    >>> source = writer.source("a.xlsx", b"", "xlsx")
    >>> source.text, source.locator(14)
    ('分工表\\n任务\\t数量\\n新建\\t3所\\n', 'sheet 任务, cell B3')
    """
    rows: dict[int, list[Position]] = {}
    for position in sorted(at for at, text in cells.items() if text.strip()):
        rows.setdefault(position[0], []).append(position)
    wide = [row for row, line in rows.items() if len(line) > 1]
    first, last = (wide[0], wide[-1]) if wide else (len(rows) + max(rows, default=0), -1)
    spans = {span.first: span for span in merged}
    table = [_cell(name, cells[at], at, spans.get(at)) for row, line in rows.items() if first <= row <= last for at in line]
    for at in (line[0] for row, line in rows.items() if not wide or row < first):
        writer.paragraph(cells[at], locator=_locator(name, at))
    writer.table(table, name=name)
    for at in (line[0] for row, line in rows.items() if wide and row > last):
        writer.paragraph(cells[at], locator=_locator(name, at))


def shown(value: Value, percent: bool = False) -> str:
    """A value as a sheet shows it, without idle digits of binary fractions.

    >>> shown(0.855, percent=True), shown(0.1 + 0.2), shown(12.0), shown(date(2025, 3, 31))
    ('85.5%', '0.3', '12', '2025年3月31日')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        exact = Decimal(f"{value:.15g}") if value == value and abs(value) != float("inf") else Decimal(0)
        return _plain(exact * 100) + "%" if percent else _plain(exact)
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value.year}年{value.month}月{value.day}日{value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def format_of(number: int, code: str | None) -> CellFormat:
    """What a format shows: by its code, or by its number where it is built in.

    >>> format_of(9, None), format_of(170, '0.0"%"'), format_of(171, "yyyy/m/d")
    (<CellFormat.PERCENT: 'percent'>, <CellFormat.GENERAL: 'general'>, <CellFormat.DAY: 'day'>)
    """
    if code is not None:
        code = _QUOTED.sub("", code)
        return CellFormat.PERCENT if "%" in code else CellFormat.DAY if _DAY.search(code) else CellFormat.GENERAL
    return CellFormat.PERCENT if number in _PERCENT else CellFormat.DAY if number in _DAYS else CellFormat.GENERAL


def shown_number(number: float, style: CellFormat, from_1904: bool = False) -> str:
    """A number as its format shows it; days count from 1900 (with a 29th of February in it) or 1904.

    >>> shown_number(45747, CellFormat.DAY), shown_number(0.5, CellFormat.PERCENT)
    ('2025年3月31日', '50%')
    """
    if style is CellFormat.DAY and 0 < number < _LAST_DAY:
        first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if number >= 61 else 31)
        return shown(first + timedelta(days=number))
    return shown(number, style is CellFormat.PERCENT)


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _plain(number: Decimal) -> str:
    number = number.normalize()
    return f"{number:f}" if abs(number) < Decimal("1e30") else str(number)


def _cell(name: str, text: str, at: Position, span: Merged | None) -> CellText:
    rows, columns = (span.last[0] - at[0] + 1, span.last[1] - at[1] + 1) if span else (1, 1)
    return CellText(text, *at, rows, columns, locator=_locator(name, at))


def _locator(name: str, at: Position) -> str:
    return f"sheet {name}, cell {column_letters(at[1])}{at[0] + 1}"
