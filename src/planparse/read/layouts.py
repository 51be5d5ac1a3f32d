"""Breakdown tables in plain text, by their four layouts: pipes, tabs, one cell a line, rows glued together.

A table is looked for only where the words of a column's head stand, and is one only where a row of them does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from planparse.lexicon import alternation, load
from planparse.patterns import lazy
from planparse.read import loose_cells
from planparse.read.columns import BODIES, heads, kind_of
from planparse.read.lines import Line, line_at, trimmed
from planparse.read.table import Cell, Table

_LINE = lazy(r"[^\n]+|(?<=\n)(?=\n)")
_RULE = lazy(r"[\s|:—―-]+")
_LONGEST_GAP = 2  # lines without a separator that a table goes on behind: the title of a group of rows


@cache
def _trigger() -> re.Pattern[str]:
    """The head of a column that names bodies or a deadline; one that tells progress or a goal, where it fills a cell."""
    table = load("planparse.read", "columns")
    words, filling = ([w for w in table.forms_of(*kinds) if len(w) > 2] for kinds in ((*BODIES, "deadline", "leader"), ("progress", "goal")))
    first = "".join(sorted({w[0] for w in words}))
    return re.compile(rf"(?=[ \n\t|{first}])(?:{alternation(words)}|(?:[\n|]|(?<![ \t])(?:\t|  ))[ \t]*+(?P<filled>{alternation(filling)})(?=\s|\||\Z))")


def find(text: str) -> tuple[Table, ...]:
    """The breakdown tables of a plain text, in the order of the text.

    >>> [table] = find("序号\\t任务\\t牵头单位\\n1\\t修桥3座\\t交通局\\n2\\t植树\\t林业局\\n")
    >>> [(c.row, c.column) for c in table.cells][:4], len(table.cells)
    ([(0, 0), (0, 1), (0, 2), (1, 0)], 9)
    """
    tables: list[Table] = []
    done = 0
    for match in _trigger().finditer(text):
        if match.start() < done:
            continue
        place = match.start("filled") if match["filled"] else match.start()
        line = line_at(text, place)
        found = _separated(text, line, done) or loose_cells.find(text, line, place, done)
        if found is not None:
            tables.append(found)
            done = found.end
    return tuple(tables)


def complete(text: str, known: Sequence[Table]) -> tuple[Table, ...]:
    """The tables that a reader knows, and those that stand between them as plain text: pasted, or drawn without lines.

    >>> complete("序号\\t任务\\t牵头单位\\n1\\t修桥3座\\t交通局\\n2\\t植树\\t林业局\\n", [])[0].row(1)[1]
    Cell(start=13, end=17, row=1, column=1, rows=1, columns=1)
    """
    found: list[Table] = []
    edges = [0, *(edge for table in known for edge in (table.start, table.end)), len(text)]
    for i in range(0, len(edges), 2):
        start, end = edges[i], edges[i + 1]
        found += (_moved(table, start) for table in find(text[start:end]))
        found += known[i // 2 : i // 2 + 1]
    return tuple(found)


def _moved(table: Table, by: int) -> Table:
    cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in table.cells)
    return replace(table, start=table.start + by, end=table.end + by, cells=cells)


def _separated(text: str, line: Line, low: int) -> Table | None:
    """A table whose cells a sign sets apart, if the line is its head."""
    mark = next((m for m in ("|", "\t") if text.find(m, *line) >= 0), None)
    if mark is None or not _is_head(text, cells_of(text, line, mark)):
        return None
    rows = list(_rows(text, line, mark, low))
    if len(rows) < 2:
        return None
    columns = cells_of(text, line, mark)
    cells = [cell for number, row in enumerate(rows) for cell in _placed(text, columns, _split(text, row, mark), number)]
    return Table(rows[0][0], rows[-1][1], tuple(cells))


def _placed(text: str, columns: Sequence[Line], parts: Sequence[Line], row: int) -> list[Cell]:
    shift = _shift(text, columns, parts)
    return [Cell(*span, row, column + shift) for column, span in enumerate(parts)]


def _shift(text: str, columns: Sequence[Line], parts: Sequence[Line]) -> int:
    """How many columns a row lacks at its left: a group's name that is merged over rows stands in the first of them only."""
    lacking = len(columns) - len(parts)
    grouped = lacking == 1 and len(parts) > 2 and kind_of(text[slice(*columns[0])]) == "category"
    return int(grouped and kind_of(text[slice(*columns[1])]) == "number" and text[slice(*parts[0])].strip("().、 ").isdecimal())


def _split(text: str, row: Line, mark: str) -> list[Line]:
    return cells_of(text, row, mark) if mark in text[slice(*row)] else [trimmed(text, *row)]


def _is_head(text: str, cells: Sequence[Line]) -> bool:
    words = [text[a:b] for a, b in cells]
    kinds = {i: kind for i, w in enumerate(words) if w and (kind := kind_of(w))}
    return heads(kinds, sum(1 for w in words if w))


def _rows(text: str, head: Line, mark: str, low: int) -> Iterator[Line]:
    """The lines of a table: from the lines right above the head that have its sign, to the last below it."""
    first = head[0]
    while first > low and mark in text[slice(*(above := line_at(text, first - 1)))] and above[0] >= low:
        first = above[0]
    waiting: list[Line] = []
    for match in _LINE.finditer(text, first):
        if mark not in match.group():
            waiting.append(match.span())
            if len(waiting) > _LONGEST_GAP or len(match.group()) > 60:
                return
            continue
        yield from (line for line in waiting if text[slice(*line)].strip())
        waiting = []
        if not _RULE.fullmatch(match.group()):
            yield match.span()


def cells_of(text: str, line: Line, mark: str) -> list[Line]:
    """The cells of a line, without the blanks around them; the frame of pipes around a row is none."""
    start, end = line
    if mark == "|":
        start, end = trimmed(text, start, end)
        start += text.startswith("|", start)
        end -= end > start and text[end - 1] == "|"
    found, position = [], start
    for written in text[start:end].split(mark):
        found.append(trimmed(text, position, position + len(written)))
        position += len(written) + 1
    return found

