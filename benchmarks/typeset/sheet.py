"""Sheets of breakdown tables: the heading merged over the columns, the table, and the notes below."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import xlwt
from openpyxl import Workbook

from typeset.content import Block, Grid


def workbook(blocks: list[Block]) -> bytes:
    """An .xlsx file with one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "任务分解表"
    width = _width(blocks)
    for row, texts in enumerate(_rows(blocks), 1):
        for column, text in enumerate(texts, 1):
            if text:
                page.cell(row, column, int(text) if text.isdecimal() else text)
        if None in texts and width > 1:
            page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_workbook(blocks: list[Block]) -> bytes:
    """An .xls file with one sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("任务分解表")
    width = _width(blocks)
    for row, texts in enumerate(_rows(blocks)):
        if None in texts and width > 1:
            page.write_merge(row, row, 0, width - 1, texts[0])
            continue
        for column, text in enumerate(texts):
            if text:
                page.write(row, column, int(text) if text.isdecimal() else text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def separated(blocks: list[Block]) -> bytes:
    """A .csv file as Chinese Excel writes it."""
    stream = io.StringIO()
    csv.writer(stream).writerows([text or "" for text in row] for row in _rows(blocks))
    return stream.getvalue().encode("gb18030")


def _width(blocks: list[Block]) -> int:
    return max((len(block.rows[0]) for block in blocks if isinstance(block, Grid)), default=1)


def _rows(blocks: list[Block]) -> Iterator[tuple[str | None, ...]]:
    """The rows of all blocks; None stands for a cell that is merged with the one before it."""
    width = _width(blocks)
    for block in blocks:
        yield from block.rows if isinstance(block, Grid) else ((block.text, *[None] * (width - 1)),)
