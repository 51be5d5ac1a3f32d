"""The text in the cells of a ruled table, and tables that go on over pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planparse.read.blocks import CellText
from planparse.read.page import Glyph, Line, Page, joined, lines
from planparse.read.page_grid import Box, Grid

# The blank between a cell's text and its lines, in character heights, on both sides together.
_PADDING = 1.4
# Columns of a table on the next page lie within this distance, in points.
_SAME_COLUMN = 4.0
_ENDS = "。；！？"


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with the texts of its cells; each cell with the page it stands on."""

    xs: tuple[float, ...]
    rows: int
    placed: tuple[tuple[CellText, int], ...]
    last_page: int

    def cells(self) -> Iterator[tuple[CellText, int]]:
        """The cells row by row, each with its page."""
        yield from sorted(self.placed, key=lambda pair: (pair[0].row, pair[0].column))

    def row(self, number: int) -> list[CellText]:
        return [cell for cell, _ in self.placed if cell.row <= number < cell.row + cell.rows]

    def goes_on(self, other: PageTable) -> bool:
        """Whether another table, at the head of the next page, has the same columns."""
        return len(self.xs) == len(other.xs) and all(abs(a - b) < _SAME_COLUMN for a, b in zip(self.xs, other.xs, strict=True))

    def with_more(self, other: PageTable) -> PageTable:
        """This table and what follows of it on the next page; the repeated head of the table stands once."""
        skipped = 0
        while skipped < other.rows and skipped < self.rows and _texts(self.row(skipped)) == _texts(other.row(skipped)):
            skipped += 1
        placed = list(self.placed)
        more = [(cell, page) for cell, page in other.placed if cell.row >= skipped]
        shift = self.rows - skipped
        if _is_rest(self.row(self.rows - 1), [cell for cell, _ in more if cell.row == skipped]):
            rest = {cell.column: cell.text for cell, _ in more if cell.row == skipped}
            placed = [(_grown(cell, rest) if cell.row + cell.rows == self.rows else cell, page) for cell, page in placed]
            more = [(cell, page) for cell, page in more if cell.row > skipped]
            shift -= 1
        placed += [(cell._replace(row=cell.row + shift), page) for cell, page in more]
        return replace(self, rows=shift + other.rows, placed=tuple(placed), last_page=other.last_page)


def _texts(cells: Sequence[CellText]) -> list[tuple[int, str]]:
    return sorted((cell.column, cell.text) for cell in cells)


def _is_rest(above: Sequence[CellText], below: Sequence[CellText]) -> bool:
    """Whether a row is the rest of one that the end of the page cut: no number at its head, sentences that go on."""
    held = {cell.column: cell.text for cell in above}
    rest = [cell for cell in below if cell.text]
    if not rest or any(cell.column == 0 for cell in rest) or not held.get(0):
        return False
    return all(held.get(cell.column) and held[cell.column][-1] not in _ENDS for cell in rest)


def _grown(cell: CellText, rest: dict[int, str]) -> CellText:
    return cell._replace(text=joined([cell.text, rest[cell.column]])) if rest.get(cell.column) else cell


def table_of(page: Page, grid: Grid) -> PageTable:
    """The cells of a table on a page, with the characters that stand in them."""
    inside: dict[int, list[Glyph]] = defaultdict(list)
    index = {(r, c): i for i, box in enumerate(grid.boxes) for r in range(box.row, box.row + box.rows) for c in range(box.column, box.column + box.columns)}
    for glyph in page.glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.middle
        if grid.holds(x, y):
            inside[index[_field(grid.ys, y), _field(grid.xs, x)]].append(glyph)
    placed = [
        (CellText(cell_text(lines(inside[i], page.number), box), box.row, box.column, box.rows, box.columns), page.number)
        for i, box in enumerate(grid.boxes)
    ]
    return PageTable(grid.xs, len(grid.ys) - 1, tuple(placed), page.number)


def _field(edges: Sequence[float], value: float) -> int:
    inner = edges[1:-1]
    return sum(edge <= value for edge in inner)


def cell_text(found: Sequence[Line], box: Box) -> str:
    """The lines of a cell; a line goes on in the next where its first word had no room left."""
    parts: list[list[str]] = []
    for i, line in enumerate(found):
        before = found[i - 1] if i else None
        if before is None or box.right - box.left - (before.right - before.left) > line.head + _PADDING * line.size:
            parts.append([])
        parts[-1].append(line.text)
    return "\n".join(joined(part) for part in parts)
