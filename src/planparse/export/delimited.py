"""CSV that Excel opens as it is, on Chinese Windows too, and in which no cell is taken for a formula."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path

from planparse.export.columns import Cell, Lang
from planparse.export.flat import Table
from planparse.write.dataset import replacing

# What a spreadsheet takes for the beginning of a formula; the full-width signs are taken so where they are typed.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write(table: Table, path: Path, lang: Lang) -> None:
    """Write a table: UTF-8 with a byte order mark, CRLF, quotes where they are needed."""
    with replacing(path) as out:
        text = TextIOWrapper(out, "utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow([_cell(column.header(lang)) for column in table.columns])
        writer.writerows([_cell(cell) for cell in row] for row in table.rows())
        text.flush()
        text.detach()


def _cell(cell: Cell) -> str:
    """A cell as text: numbers with all their digits, and ' before what would be a formula.

    >>> _cell(Decimal("1E+6")), _cell("-5度"), _cell(Decimal("-5"))
    ('1000000', "'-5度", '-5')
    """
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else repr(cell).removesuffix(".0")
