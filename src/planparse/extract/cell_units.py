"""Bare numbers that fill cells of a table: the head of their column names the unit, 总投资(万元), or a column of units does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planparse.extract.quantity import Quantity, Scan, SetAside, scan
from planparse.patterns import lazy
from planparse.segment.grids import Grid, GridCell, Row, at

_VALUES = frozenset(("goal", "progress", "amount", "dated"))
_IN_HEAD = lazy(r"\((?:单位:)?(?P<unit>[^()\d\s]{1,6})\)\s*$")
_UNITS = lazy(r"(?:计量|指标)?单位")
_BARE = lazy(r"[≥≤><]?\s*[\d,.]{1,16}(?:以上|以下|左右)?")


def read(text: str, grids: Sequence[Grid], found: Scan) -> Scan:
    """The scan with the numbers that have a unit by their column."""
    if not grids:
        return found
    told = {aside.start: q for aside in found.aside if aside.reason == "bare_number" and (q := _quantity(text, grids, aside))}
    if not told:
        return found
    quantities = sorted([*found.quantities, *told.values()], key=lambda q: q.start)
    return Scan(tuple(quantities), tuple(a for a in found.aside if a.start not in told))


def value_cell(grids: Sequence[Grid], place: int) -> tuple[Grid, Row, GridCell] | None:
    """The cell that holds a place, with its table and row, where it stands in one column of values."""
    grid = at(grids, place)
    row = grid.row_at(place) if grid else None
    cell = next((c for c in row.cells if c.start <= place < c.end), None) if row else None
    if grid is None or row is None or cell is None or cell.kind not in _VALUES or cell.columns > 1:
        return None
    return grid, row, cell


def _quantity(text: str, grids: Sequence[Grid], aside: SetAside) -> Quantity | None:
    if (held := value_cell(grids, aside.start)) is None:
        return None
    grid, row, cell = held
    written = text[cell.start : cell.end]
    unit = _unit(text, grid, row, cell) if _BARE.fullmatch(written) else ""
    if not unit:
        return None
    number = written[: aside.end - cell.start]
    known = scan(number + unit + written[len(number) :]).quantities
    if len(known) != 1 or known[0].end != len(number) + len(unit):
        return None
    return replace(known[0], start=aside.start, end=aside.end, rule="column_unit")


def _unit(text: str, grid: Grid, row: Row, cell: GridCell) -> str:
    if match := _IN_HEAD.search(grid.head(text, cell)):
        return match["unit"]
    named = (c for c in row.of("other") if _UNITS.fullmatch(grid.head(text, c)))
    return next((text[c.start : c.end] for c in named), "")
