"""Tables that have lost their frame in running lines: cells set apart by blanks, rows glued together.

Only the words of the head tell the columns here; what a cell looks like tells which of them it fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from planparse.patterns import lazy
from planparse.read import line_cells
from planparse.read.columns import heads, heads_of, kind_of
from planparse.read.fitting import DEADLINE, MOST_COLUMNS, Kinds, placed
from planparse.read.lines import WRITTEN, Line, line_at, trimmed
from planparse.read.table import Cell, Table


def find(text: str, line: Line, place: int, low: int) -> Table | None:
    """The table whose head holds a place, if its cells stand on lines of their own, or its rows are glued or loose."""
    if line_cells.is_cell_of_head(text, line):
        return line_cells.find(text, line, low)
    return _of_gaps(text, line) or _of_run(text, line, place)


# ---- columns set apart by wide gaps
_LONGEST_HEAD = 300
_GAP_CELL = lazy(r"\S+(?: \S+)*")


def _of_gaps(text: str, line: Line) -> Table | None:
    """A table whose cells stand two blanks or more apart, each row in a line of its own."""
    if line[1] - line[0] > _LONGEST_HEAD:
        return None
    head = [m.span() for m in _GAP_CELL.finditer(text, *line)]
    kinds = [kind_of(text[a:b]) for a, b in head]
    if not 3 <= len(kinds) <= MOST_COLUMNS or not heads({i: k for i, k in enumerate(kinds) if k}, len(kinds)):
        return None
    rows: list[list[Line]] = []
    for match in WRITTEN.finditer(text, line[1]):
        cells = [m.span() for m in _GAP_CELL.finditer(text, *match.span())]
        if not 2 < len(cells) <= len(kinds):
            break
        rows.append(cells)
    return placed(head, rows, text, kinds) if rows else None


# ---- a head whose words run on in one line
@cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"(?:{heads_of()}[ \t　]*){{4,{MOST_COLUMNS}}}")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(heads_of())


_REACH = 80  # no head is longer


def _of_run(text: str, line: Line, place: int) -> Table | None:
    low, high = max(line[0], place - _REACH), min(line[1], place + _REACH)
    run = next((m for m in _run().finditer(text, low, high) if m.start() <= place < m.end()), None)
    if run is None:
        return None
    head = [m.span() for m in _word().finditer(text, *run.span())]
    kinds = [kind_of(text[a:b]) for a, b in head]
    if kinds[0] != "number" or not heads({i: k for i, k in enumerate(kinds) if k}, len(kinds)):
        return None
    apart = [rows for rows in [_blank_rows(text, run.end(), kinds)] if rows]
    return placed(head, apart[0], text, kinds) if apart else _glued(text, head, run.end(), kinds)


_BLANK_CELL = lazy(r"\S+")


def _blank_rows(text: str, start: int, kinds: Kinds) -> list[list[Line]]:
    """Rows a line each, their cells set apart by blanks."""
    rows: list[list[Line]] = []
    for match in WRITTEN.finditer(text, start):
        cells = [m.span() for m in _BLANK_CELL.finditer(text, *match.span())]
        if not text[slice(*cells[0])].isdecimal() or not 2 < len(cells) <= len(kinds):
            break
        rows.append(cells)
    return rows


_SHORTEST = 2


def _glued(text: str, head: Sequence[Line], start: int, kinds: Kinds) -> Table | None:
    """Rows run together: their numbers and deadlines are told apart, what stands between is one cell."""
    first, end = trimmed(text, *line_at(text, start if text[start : start + 1] != "\n" else start + 1))
    first = max(first, start)
    numbers = list(_numbers(text, first, end, "deadline" in kinds))
    if len(numbers) < _SHORTEST:
        return None
    cells = [Cell(*span, 0, column) for column, span in enumerate(head)]
    for row, (number, stop) in enumerate(zip(numbers, [*(a for a, _ in numbers[1:]), end], strict=True), 1):
        cells += _glued_row(text, number, stop, kinds, row)
    return Table(head[0][0], cells[-1].end, tuple(cells))


def _numbers(text: str, start: int, end: int, dated: bool) -> Iterator[Line]:
    """The numbers 1, 2, 3, … that begin rows: behind a deadline where the table has one."""
    count, place = 1, start
    while (at := _number(text, count, place, end, dated and count > 1)) is not None:
        yield at, at + len(str(count))
        place, count = at + len(str(count)) + 1, count + 1


def _number(text: str, count: int, start: int, end: int, dated: bool) -> int | None:
    for match in re.compile(rf"(?<![\d.]){count}(?=\s*[^\W\d_])").finditer(text, start, min(end, start + _LONGEST_ROW)):
        if count == 1:
            return match.start() if match.start() == start else None
        if not dated or _ends_dated(text, start, match.start()):
            return match.start()
    return None


_LONGEST_ROW, _LONGEST_TAIL = 4000, 40  # a line without end is no table, and must not be gone through for each of its rows
_TAIL = lazy(r"(?:月份?|日|季度|年|半年|[初底末]|[上中下]旬|前|完成|推进|坚持|常态化|实施)\s*(?:[^\W\d]{2,4})?\s*$")


def _ends_dated(text: str, start: int, end: int) -> bool:
    return end - start > 4 and _TAIL.search(text, max(start, end - _LONGEST_TAIL), end) is not None


def _glued_row(text: str, number: Line, stop: int, kinds: Kinds, row: int) -> Iterator[Cell]:
    """A row's number, what is to be done and by whom in one cell, its deadline."""
    yield Cell(*number, row, 0)
    begin, end = trimmed(text, number[1], stop)
    last = kinds.index("deadline") if "deadline" in kinds else len(kinds)
    dates = [m for m in DEADLINE.finditer(text, begin, end) if len(m.group()) > 1] if last < len(kinds) else []
    dated = next((m for m in reversed(dates) if end - m.end() <= (4 if last + 1 < len(kinds) else 0)), None)
    if dated is None:
        yield Cell(begin, end, row, 1, columns=len(kinds) - 1)
        return
    yield Cell(*trimmed(text, begin, dated.start()), row, 1, columns=last - 1)
    yield Cell(*dated.span(), row, last)
    if dated.end() < end:
        yield Cell(*trimmed(text, dated.end(), end), row, last + 1)
