"""Tables that have lost their frame: one cell a line (copied from a page), cells set apart by blanks, rows glued together.

Only the words of the head tell the columns here; what a cell looks like tells which of them it fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from planparse.lexicon import alternation, load
from planparse.read.columns import heads, kind_of
from planparse.read.fitting import DEADLINE, columns_of
from planparse.read.lines import Line, line_at, trimmed
from planparse.read.table import Cell, Table

Kinds = Sequence[str | None]
_MOST_COLUMNS = 12
_AFTER = re.compile(r"(?:备注|注|说明|附件?|来源|责任编辑|打印|关闭)\d?\s*[:：]|[(（]?此件")
_GROUP = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")


def find(text: str, line: Line, place: int, low: int) -> Table | None:
    """The table whose head holds a place, if its cells stand on lines of their own or its rows are glued."""
    if kind_of(text[slice(*_cell(text, *line))]):
        return _of_lines(text, line, low)
    return _of_run(text, line, place)


# ---- one cell a line
def _cell(text: str, start: int, end: int) -> Line:
    """A line's words without the bar that a page may leave behind each cell."""
    start, end = trimmed(text, start, end)
    return trimmed(text, start, end - 1) if end > start + 1 and text[end - 1] == "|" else (start, end)


def _of_lines(text: str, line: Line, low: int) -> Table | None:
    head = _head(text, line, low)
    kinds = [kind_of(text[a:b]) for a, b in head]
    if not 3 <= len(kinds) <= _MOST_COLUMNS or not heads({i: k for i, k in enumerate(kinds) if k}, len(kinds)):
        return None
    return _table(head, _rows(text, head[-1][1], kinds), text, kinds)


def _rows(text: str, end: int, kinds: Kinds) -> list[list[Line]]:
    """The rows below a head. Few lines are read first: most tables are short, and there may be many in a text."""
    read = _numbered if kinds[0] == "number" else _even
    count = _FEW_LINES
    while True:
        body = _lines_below(text, end, count)
        rows = list(read(text, body, kinds))
        looked_at = sum(map(len, rows)) + 3 * len(kinds)
        if looked_at < len(body) or len(body) < count or count >= _MOST_LINES:
            return rows
        count *= 4


def _head(text: str, line: Line, low: int) -> list[Line]:
    """The lines around one that are heads of columns too."""
    found = [_cell(text, *line)]
    while found[0][0] > low and (above := _above(text, found[0][0])) and above[0] >= low and kind_of(text[slice(*above)]):
        found.insert(0, above)
    for match in _WRITTEN.finditer(text, line_at(text, found[-1][1])[1]):
        below = _cell(text, *match.span())
        if not kind_of(text[slice(*below)]):
            break
        found.append(below)
    return found


def _above(text: str, start: int) -> Line | None:
    """The line with words above a place; looked for stretch by stretch, since the text before it may be long."""
    while start > 0:
        low = max(0, start - _STRETCH)
        if written := text[low:start].rstrip():
            return _cell(text, *line_at(text, low + len(written) - 1))
        start = low
    return None


_STRETCH = 200


_WRITTEN = re.compile(r"[^\n]*\S[^\n]*")
_FEW_LINES, _MOST_LINES = 80, 5120


def _lines_below(text: str, end: int, count: int) -> list[Line]:
    """The first lines with words behind a place."""
    return [_cell(text, *m.span()) for m in islice(_WRITTEN.finditer(text, line_at(text, end)[1]), count)]


def _numbered(text: str, body: Sequence[Line], kinds: Kinds) -> Iterator[list[Line]]:
    """Rows that begin with a number, each one more than the one before."""
    starts = [0] if body and text[slice(*body[0])].isdecimal() else []
    while starts:
        following = str(int(text[slice(*body[starts[-1]])]) + 1)
        limit = min(len(body), starts[-1] + 3 * len(kinds))
        at = next((i for i in range(starts[-1] + 2, limit) if text[slice(*body[i])].lstrip("0") == following), None)
        end = at if at is not None else _last_end(text, body, starts[-1], len(kinds))
        row = list(body[starts[-1] : end])
        group = row.pop() if len(row) > 2 and at is not None and _GROUP.match(text, row[-1][0]) else None
        yield row
        if group:
            yield [group]
        if at is None:
            return
        starts.append(at)


def _last_end(text: str, body: Sequence[Line], start: int, width: int) -> int:
    """Where the last row ends: as many lines as there are columns, but for a note below the table."""
    end = min(len(body), start + width)
    note = next((i for i in range(start + 1, end) if _AFTER.match(text, body[i][0])), end)
    words = [text[a:b] for a, b in body[start:note]]
    dated = [i for i, w in enumerate(words) if DEADLINE.fullmatch(w)]
    return min(note, start + dated[-1] + 2) if dated and note - start > dated[-1] + 2 else note


def _even(text: str, body: Sequence[Line], kinds: Kinds) -> Iterator[list[Line]]:
    """Rows without numbers: as many lines as there are columns, or fewer where cells are empty."""
    start = 0
    while start < len(body) and not _AFTER.match(text, body[start][0]):
        if _GROUP.match(text, body[start][0]) and len(text[slice(*body[start])]) < 24:
            yield [body[start]]
            start += 1
            continue
        sizes = range(len(kinds), max(1, len(kinds) - 3), -1)
        scored = [(columns_of([text[a:b] for a, b in body[start : start + n]], kinds)[0], n) for n in sizes if start + n <= len(body)]
        score, size = max(scored, default=(-1.0, 0))
        if score <= 0:
            return
        yield list(body[start : start + size])
        start += size


# ---- a head whose words run on in one line
@cache
def _run() -> re.Pattern[str]:
    words = alternation(load("planparse.read", "columns").forms)
    return re.compile(rf"(?:(?:{words})[ \t　]*){{4,{_MOST_COLUMNS}}}")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(alternation(load("planparse.read", "columns").forms))


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
    return _table(head, apart[0], text, kinds) if apart else _glued(text, head, run.end(), kinds)


_BLANK_CELL = re.compile(r"\S+")


def _blank_rows(text: str, start: int, kinds: Kinds) -> list[list[Line]]:
    """Rows a line each, their cells set apart by blanks."""
    rows: list[list[Line]] = []
    for match in _WRITTEN.finditer(text, start):
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
_TAIL = re.compile(r"(?:月份?|日|季度|年|半年|[初底末]|[上中下]旬|前|完成|推进|坚持|常态化|实施)\s*(?:[^\W\d]{2,4})?\s*$")


def _ends_dated(text: str, start: int, end: int) -> bool:
    return end - start > 4 and _TAIL.search(text, max(start, end - _LONGEST_TAIL), end) is not None


def _glued_row(text: str, number: Line, stop: int, kinds: Kinds, row: int) -> Iterator[Cell]:
    """A row's number, what is to be done and by whom in one cell, its deadline."""
    yield Cell(*number, row, 0)
    begin, end = trimmed(text, number[1], stop)
    last = kinds.index("deadline") if "deadline" in kinds else len(kinds)
    dates = [m for m in re.compile(DEADLINE.pattern).finditer(text, begin, end) if len(m.group()) > 1] if last < len(kinds) else []
    dated = next((m for m in reversed(dates) if end - m.end() <= (4 if last + 1 < len(kinds) else 0)), None)
    if dated is None:
        yield Cell(begin, end, row, 1, columns=len(kinds) - 1)
        return
    yield Cell(*trimmed(text, begin, dated.start()), row, 1, columns=last - 1)
    yield Cell(*dated.span(), row, last)
    if dated.end() < end:
        yield Cell(*trimmed(text, dated.end(), end), row, last + 1)


def _table(head: Sequence[Line], rows: Iterable[list[Line]], text: str, kinds: Kinds) -> Table | None:
    cells = [Cell(*span, 0, column) for column, span in enumerate(head)]
    for number, row in enumerate(rows, 1):
        if len(row) == 1:
            cells.append(Cell(*row[0], number, 0, columns=len(kinds)))
            continue
        placed: dict[int, Line] = {}
        for span, column in zip(row, columns_of([text[a:b] for a, b in row], kinds)[1], strict=True):
            placed[column] = (placed[column][0], span[1]) if column in placed else span
        cells += [Cell(*span, number, column) for column, span in placed.items()]
    return Table(cells[0].start, cells[-1].end, tuple(cells)) if cells[-1].row else None
