"""Tables whose rows say by themselves where their cells begin and end: the columns are what the edges of all rows make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planparse.read.blocks import CellText

# Edges of rows that were drawn by hand differ by less than this, in twentieths of a point.
_NEAR = 40
_WIDTH = 1000


class Edges(NamedTuple):
    """Where a cell lies in its row, and whether it is a part of the one on its left or of the one above."""

    left: int
    right: int
    merged_left: bool = False
    merged_up: bool = False


class Row(NamedTuple):
    """The texts of a row's cells and their edges."""

    texts: tuple[str, ...]
    edges: tuple[Edges, ...]


def completed(edges: Sequence[Edges], count: int) -> tuple[Edges, ...]:
    """The edges of so many cells; those that the row does not define lie behind, all of one width."""
    found = list(edges[:count])
    while len(found) < count:
        left = found[-1].right if found else 0
        found.append(Edges(left, left + _WIDTH))
    return tuple(found)


def cells(rows: Sequence[Row]) -> Iterator[CellText]:
    """The cells of a table, row by row."""
    edges = _columns(rows)
    above: dict[int, CellText] = {}
    done: list[CellText] = []
    for r, row in enumerate(rows):
        for text, place in zip(row.texts, row.edges, strict=True):
            column = bisect_left(edges, place.left - _NEAR)
            columns = max(1, bisect_left(edges, place.right - _NEAR) - column)
            cell = CellText(text, r, column, 1, columns)
            if place.merged_up and (held := above.get(column)):
                above[column] = held._replace(rows=r - held.row + 1, text="\n".join(filter(None, (held.text, text))))
                continue
            if place.merged_left and done and done[-1].row == r:
                cell = done.pop()
                cell = cell._replace(columns=cell.columns + columns, text=cell.text + text)
                column = cell.column
            done.append(cell)
            above[column] = cell
    grown = {(cell.row, cell.column): cell for cell in above.values()}
    yield from (grown.get((cell.row, cell.column), cell) for cell in done)


def _columns(rows: Sequence[Row]) -> list[int]:
    """The edges of all rows from left to right, those that nearly agree as one."""
    found: list[int] = []
    for edge in sorted({edge for row in rows for place in row.edges for edge in (place.left, place.right)}):
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found
