"""A table as every reader gives it: cells by row and column, each a stretch of the source text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a merged cell stands once, where it begins, with the rows and columns it covers."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table between `start` and `end` of the source text; rows and columns count from 0.

    Readers write a row a line and a tab between cells; a cell may hold several lines. `name` is what the file calls the
    table: the name of a sheet, or None.

    >>> Table(0, 3, (Cell(0, 1, 0, 0), Cell(2, 3, 0, 1))).row(0)
    (Cell(start=0, end=1, row=0, column=0, rows=1, columns=1), Cell(start=2, end=3, row=0, column=1, rows=1, columns=1))
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    name: str | None = None

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that cover a row, from left to right; those merged from above too."""
        return tuple(sorted((c for c in self.cells if c.row <= number < c.row + c.rows), key=lambda c: c.column))
