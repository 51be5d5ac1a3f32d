"""From pages to text: lines become paragraphs, ruled cells tables; both go on over pages.

Whether a line goes on in the next is asked of geometry first: would the first word of the next line have stood at its
end? is the next indented, set off, in another size? Where geometry leaves it open, sense decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from planparse.patterns import lazy
from planparse.read.blocks import CellText, Writer
from planparse.read.page import Line, Page, joined, lines
from planparse.read.page_grid import Grid, grids
from planparse.read.page_margins import margins
from planparse.read.page_tables import PageTable, table_of

# A step to the next line that is so many times the usual one sets a paragraph off.
_SET_OFF = 1.3
_INDENTED = 1.2  # character heights from the margin
_FIRST, _OFTEN = (1.5, 2.5), 0.08  # a first line begins two characters in; so many lines do where it is the custom
_OTHER_SIZE = 0.12
_WIDEST = 1.9  # a step to the next line that is wider, in character heights, is rare
_ENDS = "。！？；：!?;:"
_MARKER = lazy(
    r"(?:第[一二三四五六七八九十百\d]+[章节条篇部]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[.．、](?!\d)|[)）])|[①-⑳]|附件|——|[●■◆★])"
)


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual on pages of one size: the margins, the step from line to line, whether first lines are indented."""

    left: float
    right: float
    step: float
    indented: bool = False


def write(pages: Sequence[Page], writer: Writer) -> None:
    """Write the text of all pages."""
    tables = [grids(page.rulings) for page in pages]
    free = [_outside(page, found) for page, found in zip(pages, tables, strict=True)]
    aside = margins(pages, free)
    measures = _measures(pages, [[line for line in on_page if line not in aside] for on_page in free])
    flow = _Flow(writer)
    for page, found, on_page in zip(pages, tables, free, strict=True):
        flow.page(page, found, on_page, aside, measures[_kind(page)])
    flow.end()


def _outside(page: Page, found: Sequence[Grid]) -> list[Line]:
    """The lines of a page that stand in no table."""
    if not found:
        return lines(page.glyphs, page.number)
    return lines((g for g in page.glyphs if not any(grid.holds((g.left + g.right) / 2, g.middle) for grid in found)), page.number)


def _kind(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _measures(pages: Sequence[Page], body: Sequence[Sequence[Line]]) -> dict[tuple[int, int], Measures]:
    found = {}
    for kind in {_kind(page) for page in pages}:
        width = next(page.width for page in pages if _kind(page) == kind)
        ours = [on_page for page, on_page in zip(pages, body, strict=True) if _kind(page) == kind]
        every = [line for on_page in ours for line in on_page]
        left = _leftmost(line.left for line in every)
        right = _rightmost(every, width - left)
        first = sum(_FIRST[0] < (line.left - left) / line.size < _FIRST[1] for line in every if not _MARKER.match(line.text))
        found[kind] = Measures(left, right, _step(ours, right), first >= max(3, _OFTEN * len(every)))
    return found


def _leftmost(values: Iterable[float]) -> float:
    """The leftmost beginning that more than one line has."""
    counts = Counter(round(value / 3) for value in values)
    return 3.0 * min((value for value, count in counts.items() if count >= 2), default=min(counts, default=0))


def _rightmost(lines: Sequence[Line], mirrored: float) -> float:
    """Where lines end: the rightmost end that several have; where none does, at least as far in as lines begin."""
    rightmost = max((line.right for line in lines if line.right <= mirrored + 2 * line.size), default=mirrored)
    full = sum(line.right > rightmost - 1.2 * line.size for line in lines)
    return rightmost if full >= 3 else max(rightmost, mirrored)


def _step(body: Sequence[Sequence[Line]], right: float) -> float:
    """The step from line to line within a paragraph: the usual one behind lines that reach the margin."""
    pairs = [(a, b) for on_page in body for a, b in pairwise(on_page) if a.right > right - 2 * a.size]
    steps = Counter(round(b.bottom - a.bottom) for a, b in pairs)
    usual, count = steps.most_common(1)[0] if steps else (0, 0)
    if count >= 3:
        return float(usual)
    sizes = sorted(line.size for on_page in body for line in on_page)
    return min(usual or _WIDEST, _WIDEST * sizes[len(sizes) // 2]) if sizes else 0.0


@dataclass
class _Flow:
    """What is being written: the open paragraph or table, and the asides that wait for its end."""

    writer: Writer
    open: list[Line] = field(default_factory=list)
    measures: Measures | None = None
    table: PageTable | None = None
    tables: int = 0
    waiting: list[tuple[Line, str]] = field(default_factory=list)

    def page(self, page: Page, found: Sequence[Grid], free: Sequence[Line], aside: dict[Line, str], measures: Measures) -> None:
        """Take the lines and tables of a page from top to bottom."""
        blocks: list[tuple[float, Line | Grid]] = [(line.top, line) for line in free]
        blocks += [(grid.ys[0], grid) for grid in found]
        for _, block in sorted(blocks, key=lambda pair: pair[0]):
            if isinstance(block, Grid):
                self._grid(page, block)
            elif rule := aside.get(block):
                self.waiting.append((block, rule))
            else:
                self._line(block, measures)

    def end(self) -> None:
        """Write what is open, and then the asides that waited for it."""
        if self.open:
            text, places = joined([line.text for line in self.open]), []
            for i, line in enumerate(self.open[1:], 1):
                if line.page != self.open[i - 1].page:
                    places.append((len(joined([line.text for line in self.open[:i]])), f"page {line.page}"))
            self.writer.paragraph(text, locator=f"page {self.open[0].page}", places=places)
            self.open = []
        if self.table:
            self.tables += 1
            self.writer.table([_located(cell, page, self.tables) for cell, page in self.table.cells()])
            self.table = None
        for line, rule in self.waiting:
            self.writer.paragraph(line.text, locator=f"page {line.page}", aside=rule)
        self.waiting = []

    def _line(self, line: Line, measures: Measures) -> None:
        if self.table or not self.open or not goes_on(self.open, line, measures):
            self.end()
        self.open.append(line)
        self.measures = measures

    def _grid(self, page: Page, grid: Grid) -> None:
        table = table_of(page, grid)
        if self.table and self.table.last_page == page.number - 1 and self.table.goes_on(table):
            self.table = self.table.with_more(table)
            return
        self.end()
        self.table = table


def _located(cell: CellText, page: int, table: int) -> CellText:
    return cell._replace(locator=f"page {page}, table {table}, row {cell.row + 1}, cell {cell.column + 1}")


def goes_on(paragraph: Sequence[Line], line: Line, measures: Measures) -> bool:
    """Whether the paragraph that these lines begin goes on in another line."""
    last = paragraph[-1]
    ended = last.text[-1] in _ENDS
    if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size):
        return False
    if last.page == line.page and line.bottom - last.bottom > _SET_OFF * measures.step:
        return False
    if measures.right - last.right > line.head + 0.6 * line.size:
        return False
    marked = bool(_MARKER.match(line.text))
    if line.left - measures.left > _INDENTED * line.size:
        # Lines of one block may all be indented; a first line alone begins a paragraph.
        same = abs(line.left - last.left) < 0.3 * line.size and len(paragraph) > 1
        hangs = bool(_MARKER.match(paragraph[0].text)) and line.left > paragraph[0].left
        return (same or hangs) and not (ended and marked) and not (hangs and ended)
    # Geometry leaves it open: where first lines are not indented, a stop that ends a line may end a paragraph.
    return measures.indented or not (ended and (marked or last.page != line.page))
