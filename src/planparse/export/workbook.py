"""An Excel workbook: a sheet for each table, and the codebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from planparse.errors import PlanparseError
from planparse.export.columns import Cell, Column, Lang, table_name
from planparse.export.flat import Table
from planparse.extras import needed
from planparse.records import exact
from planparse.write.dataset import replacing

# Limits of the program: characters in a cell, rows and columns of a sheet.
CELL, ROWS, COLUMNS = 32_767, 1_048_576, 16_384
# The first day that a cell can hold as a date (its calendar has a 29 February 1900).
FIRST_DAY = date(1900, 3, 1)
# Numbers of more digits are rounded in a cell, so they are written as text.
DIGITS = 15
WIDTHS = (6, 60)
SAMPLE = 200


def write(tables: Sequence[Table], path: Path, lang: Lang) -> None:
    """Write the tables, each to a sheet of its own, then what their columns mean."""
    xlsxwriter = needed("xlsxwriter", "tables")
    with replacing(path) as out:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(out, options)
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same bytes on every run
        writer = _Writer(book, lang)
        for table in tables:
            writer.sheet(table_name(table.name, lang), _fitting(table, path), table.rows())
        writer.sheet(table_name("codebook", lang), _CODEBOOK[lang], _meanings(tables, lang))
        book.close()


# Names of the codebook sheet's own columns; they name no field.
_CODEBOOK = {
    Lang.en: ("table", "column", "Chinese", "type", "meaning", "values", "example"),
    Lang.zh: ("表", "列", "英文名", "类型", "含义", "取值", "示例"),
}


def _meanings(tables: Sequence[Table], lang: Lang) -> Iterator[list[Cell]]:
    other = Lang.en if lang is Lang.zh else Lang.zh
    for table in tables:
        for column in table.columns:
            entry = column.entry
            about = [column.type, column.meaning(lang), entry.values if entry else "", entry.example if entry else ""]
            yield [table_name(table.name, lang), column.header(lang), column.header(other), *about]


def _fitting(table: Table, path: Path) -> tuple[Column, ...]:
    if len(table.columns) > COLUMNS:
        raise PlanparseError(f"{path}: {len(table.columns):,} columns, a sheet takes {COLUMNS:,}; write .csv or .parquet")
    return table.columns


class _Writer:
    """Writes sheets row by row, so that memory does not grow with them."""

    def __init__(self, book: Any, lang: Lang) -> None:
        self.book, self.lang = book, lang
        self.head = book.add_format({"bold": True, "bg_color": "#DDE5EE", "bottom": 1})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})

    def sheet(self, name: str, columns: Sequence[Column] | Sequence[str], rows: Iterator[list[Cell]]) -> None:
        """A sheet with a head that stays, filters, and widths by what its first rows hold."""
        sheet = self.book.add_worksheet(name)
        heads = [column if isinstance(column, str) else column.header(self.lang) for column in columns]
        first = list(islice(rows, SAMPLE))
        for number, cells in enumerate(zip(heads, *first, strict=True)):
            sheet.set_column(number, number, _width(cells))
        sheet.freeze_panes(1, 1)
        for number, head in enumerate(heads):
            sheet.write_string(0, number, head, self.head)
        last = 0
        for last, row in enumerate(chain(first, rows), 1):
            if last == ROWS:
                raise PlanparseError(f"more than {ROWS - 1:,} rows in {name}, which no sheet takes; write .csv or .parquet")
            for number, cell in enumerate(row):
                self.cell(sheet, last, number, cell)
        sheet.autofilter(0, 0, last, len(heads) - 1)
        self.scales(sheet, columns, last)

    def cell(self, sheet: Any, row: int, number: int, cell: Cell) -> None:
        """A cell of its own kind: number, day, true or false, text; nothing where there is nothing."""
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, number, _fit(cell))
        elif isinstance(cell, bool):
            sheet.write_boolean(row, number, cell)
        elif isinstance(cell, date):
            self.write_day(sheet, row, number, cell)
        elif isinstance(cell, Decimal) and len(exact(cell).as_tuple().digits) > DIGITS:
            sheet.write_string(row, number, format(cell, "f"))
        elif cell is not None:
            whole = isinstance(cell, Decimal) and cell == cell.to_integral_value()
            sheet.write_number(row, number, cell, self.whole if whole else None)

    def write_day(self, sheet: Any, row: int, number: int, cell: date) -> None:
        if cell < FIRST_DAY:
            sheet.write_string(row, number, cell.isoformat())
        else:
            sheet.write_datetime(row, number, datetime(cell.year, cell.month, cell.day), self.day)

    def scales(self, sheet: Any, columns: Sequence[Column] | Sequence[str], last: int) -> None:
        """Colours for confidence, from red to green."""
        for number, column in enumerate(columns):
            if isinstance(column, Column) and column.name == "confidence" and last:
                sheet.conditional_format(1, number, last, number, {"type": "3_color_scale"})


def _fit(text: str) -> str:
    """Text that a cell can hold, counted as the program counts; `…` where some had to be left out."""
    if len(text) <= CELL // 2 or len(text.encode("utf-16-le")) <= 2 * CELL:
        return text
    return text.encode("utf-16-le")[: 2 * (CELL - 1)].decode("utf-16-le", "ignore") + "…"


def _width(cells: Sequence[Cell]) -> int:
    longest = max(_columns_of(str(cell)[: WIDTHS[1]]) for cell in cells if cell is not None)
    return min(max(longest + 2, WIDTHS[0]), WIDTHS[1])


def _columns_of(text: str) -> int:
    """How wide a text is, in columns of a fixed font: a Chinese character takes two."""
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)
