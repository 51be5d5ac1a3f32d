"""Breakdown tables in the normalised text: what each column holds, its rows, and cells that hold for rows below.

A cell that names who leads, or by when, holds for the rows below it whose own is empty: merged cells look so in text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planparse.patterns import lazy
from planparse.read import Cell, Table
from planparse.read.columns import BODIES, heads, kind_of
from planparse.segment.markers import Marker
from planparse.text import AlignedText, Span

_CARRIED = frozenset(("category", "task", "lead", "deadline"))
_WORKS = frozenset(("task", "goal"))
_SILENT = frozenset((*BODIES, "number", "leader", "deadline", "other", "category"))
_MOST_HEADS = 4


class GridCell(NamedTuple):
    """A cell as a row sees it; `carried` tells that it stands in a row above."""

    start: int
    end: int
    kind: str | None
    columns: int = 1
    carried: bool = False
    column: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the head: its stretch of the text, and the cells that hold for it, from left to right."""

    start: int
    end: int
    cells: tuple[GridCell, ...]

    def of(self, *kinds: str) -> list[GridCell]:
        """The filled cells of some kinds."""
        return [c for c in self.cells if c.kind in kinds and c.start < c.end]


@dataclass(frozen=True)
class Grid:
    """A breakdown table: its head `[start, body)`, its rows, and the kinds and heads of its columns in order."""

    start: int
    end: int
    body: int
    kinds: tuple[str | None, ...]
    rows: tuple[Row, ...]
    heads: tuple[Span, ...] = ()

    def head(self, text: str, cell: GridCell) -> str:
        """The words at the head of a cell's column."""
        return text[slice(*self.heads[cell.column])]

    def row_at(self, place: int) -> Row | None:
        """The row that holds a place."""
        i = bisect_right(self.rows, place, key=lambda row: row.start) - 1
        return self.rows[i] if i >= 0 and place < self.rows[i].end else None


def find(tables: Sequence[Table], text: AlignedText) -> tuple[Grid, ...]:
    """The tables of a source whose head says who is to do what or by when, in offsets of the normalised text."""
    return tuple(grid for table in tables if (grid := _grid(table, text)) is not None)


def at(grids: Sequence[Grid], place: int) -> Grid | None:
    """The table that holds a place."""
    if not grids:  # most documents
        return None
    i = bisect_right(grids, place, key=lambda grid: grid.start) - 1
    return grids[i] if i >= 0 and place < grids[i].end else None


def row_at(grids: Sequence[Grid], place: int) -> Row | None:
    """The row of a table that holds a place."""
    grid = at(grids, place)
    return grid.row_at(place) if grid else None


def is_silent(grids: Sequence[Grid], place: int) -> bool:
    """Whether a place stands in a head, or in a cell that states no work: a number, a name, a deadline."""
    grid = at(grids, place)
    if grid is None:
        return False
    row = grid.row_at(place)
    cell = next((c for c in row.cells if c.start <= place < c.end), None) if row else None
    return place < grid.body or (cell is not None and cell.kind in _SILENT and cell.columns == 1)


# ---- from the reader's table
def _grid(table: Table, text: AlignedText) -> Grid | None:
    cells: dict[int, list[tuple[Cell, Span]]] = {}
    for cell in table.cells:
        cells.setdefault(cell.row, []).append((cell, _span(text, cell)))
    numbers = sorted(cells)
    kinds, first = _head(text.text, [cells[n] for n in numbers[:_MOST_HEADS]])
    if not kinds or first >= len(numbers):
        return None
    lowest = {c.column: span for n in numbers[:first] for c, span in cells[n]}
    body = [cells[n] for n in numbers[first:]]
    width = max(c.column + c.columns for row in cells.values() for c, _ in row)
    named = tuple(kinds.get(i) for i in range(width))
    rows = tuple(_rows(text.text, body, named))
    below = min(span.start for _, span in cells[numbers[first]])
    heads_of = tuple(lowest.get(i, Span(below, below)) for i in range(width))
    return Grid(text.from_source(table.start), rows[-1].end, below, named, rows, heads_of) if rows else None


_DITTO = frozenset(("同上", "〃", '"', "″"))


def _span(text: AlignedText, cell: Cell) -> Span:
    """A cell in the normalised text, without the blanks at its ends; 同上 leaves it empty."""
    start, end = text.from_source(cell.start), text.from_source(cell.end)
    words = text.text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start if words.strip() in _DITTO else max(start, start + len(words.strip())))


def _head(text: str, rows: Sequence[Sequence[tuple[Cell, Span]]]) -> tuple[dict[int, str], int]:
    """The kinds of the columns by the words at their head, the lowest row's first, and how many rows the head has."""
    kinds: dict[int, str] = {}
    first = 0
    for number, row in enumerate(rows):
        found = {c.column: kind for c, (a, b) in row if a < b and (kind := kind_of(text[a:b]))}
        if not found or (kinds and len(found) * 2 < sum(1 for _, (a, b) in row if a < b)):
            if kinds:
                break
            continue
        for c, _ in row:
            if c.column in found and (c.columns == 1 or number + 1 == len(rows)):
                kinds |= {c.column: found[c.column]}
        first = number + 1
    return (kinds, first) if heads(kinds, len(kinds)) else ({}, 0)


_GROUP = lazy(r"[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?")


def _is_group(text: str, own: Mapping[int, GridCell], width: int) -> bool:
    """The title of a group of rows: alone in its row, or behind a Chinese number and before empty cells."""
    if len(own) == 1:
        return min(own) == 0 and width > 2
    filled = [own[i] for i in sorted(own) if own[i].start < own[i].end]
    return width > 3 and len(filled) == 2 and filled[0].kind == "number" and _GROUP.fullmatch(text, filled[0].start, filled[0].end) is not None


def _rows(text: str, body: Sequence[Sequence[tuple[Cell, Span]]], kinds: Sequence[str | None]) -> Iterator[Row]:
    """The rows, each with the cells above that hold for it."""
    above: dict[int, GridCell] = {}
    for row in body:
        own = {c.column: GridCell(a, b, _kind(kinds, c), c.columns, column=c.column) for c, (a, b) in row}
        if not any(c.start < c.end for c in own.values()):
            continue
        if _is_group(text, own, len(kinds)):
            above = {}
            continue
        held = {i: above[i]._replace(carried=True) for i in above if i not in own or own[i].start == own[i].end}
        cells = {**own, **{i: c for i, c in held.items() if not any(o.columns > 1 and k < i < k + o.columns for k, o in own.items())}}
        filled = [c for c in own.values() if c.start < c.end]
        above = {i: c for i, c in cells.items() if c.kind in _CARRIED and c.start < c.end}
        yield Row(min(c.start for c in filled), max(c.end for c in filled), tuple(cells[i] for i in sorted(cells)))


def _kind(kinds: Sequence[str | None], cell: Cell) -> str | None:
    """The kind of a cell; one that runs over several columns holds what is to be done."""
    return kinds[cell.column] if cell.columns == 1 or kinds[cell.column] is None else "task"


# ---- what the outline and the sentences take from tables
def row_markers(text: str, markers: Sequence[Marker], grids: Sequence[Grid]) -> list[Marker]:
    """The markers of a text, and the numbers of rows; no other sign stands in a cell of names or days."""
    if not grids:
        return list(markers)
    numbered = [Marker(c.start, c.end, "row", int(text[c.start : c.end]), True) for g in grids for r in g.rows for c in r.of("number") if _counts(text, c)]
    taken = {m.start for m in numbered}
    kept = [m for m in markers if m.start not in taken and (_opens_group(grids, m.start) or not is_silent(grids, m.start)) and not (m.style == "row" and at(grids, m.start))]
    return sorted([*kept, *numbered])


def _opens_group(grids: Sequence[Grid], place: int) -> bool:
    """Whether a cell begins here that names a group of rows: 一、民生保障 beside its rows 1, 2, 3."""
    row = row_at(grids, place)
    return row is not None and any(c.start == place and not c.carried for c in row.of("category"))


def _counts(text: str, cell: GridCell) -> bool:
    return not cell.carried and re.fullmatch(r"\d{1,4}", text[cell.start : cell.end], re.ASCII) is not None


def edges(grids: Sequence[Grid], start: int, end: int) -> Iterator[int]:
    """Where the cells of the tables in a stretch begin and end: no sentence goes on over them."""
    for grid in grids:
        if start <= grid.start < end:
            yield from (grid.start, grid.body)
            for row in grid.rows:
                for cell in row.cells:
                    yield from (cell.start, cell.end)


_SIGN = lazy(r"^(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)])")


def title_of(text: str, row: Row) -> str | None:
    """What a row is about, where a cell of its own says so beside one that says what is to be reached."""
    tasks = [c for c in row.of("task", "category") if not c.carried]
    works = row.of(*_WORKS)
    if not tasks or len({c.start for c in [*works, *tasks]}) < 2 or tasks[0].columns > 1:
        return None
    words = _SIGN.sub("", text[tasks[0].start : tasks[0].end])
    return words if len(words) <= 40 and not re.search(r"[。;\n]", words) else None
