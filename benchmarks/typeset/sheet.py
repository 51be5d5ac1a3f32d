"""Excel files of breakdown tables: the heading merged over the columns, the table, and the notes below."""

from __future__ import annotations

import io

from openpyxl import Workbook

from typeset.content import Block, Grid


def workbook(blocks: list[Block]) -> bytes:
    """An .xlsx file with one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "任务分解表"
    width = max((len(block.rows[0]) for block in blocks if isinstance(block, Grid)), default=1)
    row = 1
    for block in blocks:
        for texts in block.rows if isinstance(block, Grid) else ((block.text, *[None] * (width - 1)),):
            for column, text in enumerate(texts, 1):
                if text:
                    page.cell(row, column, int(text) if text.isdecimal() else text)
            if None in texts and width > 1:
                page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
            row += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
