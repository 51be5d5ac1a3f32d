"""Tables by their ruling lines: where the lines of a page make cells, and which rows and columns a cell covers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planparse.read.page import Ruling

# Lines nearer than this are one line, drawn twice or as a thin box; a gap of this width is none.
NEAR = 2.5
# More lines than this are a drawing.
MAX_RULINGS = 20_000
MAX_CELLS = 50_000


class Box(NamedTuple):
    """A cell: its place on the page, and the rows and columns it covers."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: the lines between its columns and between its rows, and its cells row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] - NEAR <= x <= self.xs[-1] + NEAR and self.ys[0] - NEAR <= y <= self.ys[-1] + NEAR


def grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """The tables that ruling lines make, from top to bottom; a single box is none.

    >>> level = [Ruling(0, y, 200, y) for y in (0, 20, 40)]
    >>> upright = [Ruling(x, 0, x, 40) for x in (0, 100, 200)]
    >>> [len(grid.boxes) for grid in grids([*level, *upright])]
    [4]
    """
    if not 4 <= len(rulings) <= MAX_RULINGS:
        return []
    level = _merged(r for r in rulings if r.level)
    upright = [_turned(r) for r in _merged(_turned(r) for r in rulings if not r.level)]
    found = [_grid(*group) for group in _touching(level, upright)]
    return sorted((grid for grid in found if grid and len(grid.boxes) > 1), key=lambda grid: grid.ys[0])


def _turned(ruling: Ruling) -> Ruling:
    return Ruling(ruling.top, ruling.left, ruling.bottom, ruling.right)


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Level lines at one height that meet, as one; those that are too short to part anything left out."""
    rows: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda r: r.top):
        if rows and ruling.top - rows[-1][0].top <= NEAR:
            rows[-1].append(ruling)
        else:
            rows.append([ruling])
    found: list[Ruling] = []
    for row in rows:
        y = row[0].top
        left = right = None
        for ruling in sorted(row, key=lambda r: r.left):
            if right is not None and left is not None and ruling.left > right + NEAR:
                found.append(Ruling(left, y, right, y))
                left = right = None
            left = ruling.left if left is None else left
            right = ruling.right if right is None else max(right, ruling.right)
        if left is not None and right is not None:
            found.append(Ruling(left, y, right, y))
    return [r for r in found if r.right - r.left > 2 * NEAR]


def _touching(level: list[Ruling], upright: list[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Lines that hang together, one table each."""
    owner = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    heights = [r.top for r in level]
    for j, v in enumerate(upright):
        for i in range(bisect_left(heights, v.top - NEAR), bisect_left(heights, v.bottom + NEAR)):
            if level[i].left - NEAR <= v.left <= level[i].right + NEAR:
                owner[root(i)] = root(len(level) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, ruling in enumerate([*level, *upright]):
        groups.setdefault(root(i), ([], []))[i >= len(level)].append(ruling)
    yield from (group for group in groups.values() if len(group[0]) > 1 and group[1])


def _near(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _grid(level: list[Ruling], upright: list[Ruling]) -> Grid | None:
    """The cells between lines; a table may lack its outermost uprights."""
    ends = [min(r.left for r in level), max(r.right for r in level)]
    xs, ys = _near([*(r.left for r in upright), *ends]), _near(r.top for r in level)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > MAX_CELLS:
        return None
    walls, floors = _covered(upright, xs, ys, upright=True), _covered(level, ys, xs, upright=False)
    seen: set[tuple[int, int]] = set()
    boxes = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) not in seen:
                region = _region(r, c, rows, columns, walls, floors, seen)
                boxes.append(_box(region, xs, ys))
    return Grid(tuple(xs), tuple(ys), tuple(boxes))


def _covered(rulings: list[Ruling], across: list[float], along: list[float], *, upright: bool) -> set[tuple[int, int]]:
    """Which stretches of which grid lines are drawn: number of the line, number of the stretch."""
    found = set()
    for ruling in rulings:
        place, start, end = (ruling.left, ruling.top, ruling.bottom) if upright else (ruling.top, ruling.left, ruling.right)
        line = bisect_left(across, place - NEAR)
        for stretch in range(len(along) - 1):
            if start <= (along[stretch] + along[stretch + 1]) / 2 <= end:
                found.add((line, stretch))
    return found


def _region(
    r: int, c: int, rows: int, columns: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]], seen: set[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The fields of the grid that no line parts from this one."""
    region, todo = [], [(r, c)]
    seen.add((r, c))
    while todo:
        r, c = todo.pop()
        region.append((r, c))
        beside = (
            ((r, c + 1), c + 1 < columns and (c + 1, r) not in walls), ((r, c - 1), c > 0 and (c, r) not in walls),
            ((r + 1, c), r + 1 < rows and (r + 1, c) not in floors), ((r - 1, c), r > 0 and (r, c) not in floors),
        )  # fmt: skip
        for field, is_open in beside:
            if is_open and field not in seen:
                seen.add(field)
                todo.append(field)
    return region


def _box(region: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Box:
    top, bottom = min(r for r, _ in region), max(r for r, _ in region)
    left, right = min(c for _, c in region), max(c for _, c in region)
    return Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1], top, left, bottom - top + 1, right - left + 1)
