"""Tables whose cells stand one a line, as a page gives them when it is copied.

The head is told by its words; what a cell looks like tells which column it fills.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from planparse.patterns import lazy
from planparse.read.columns import BODIES, heads, kind_of
from planparse.read.fitting import DEADLINE, MOST_COLUMNS, Kinds, columns_of, names_bodies, placed
from planparse.read.lines import WRITTEN, Line, line_at, trimmed
from planparse.read.table import Table

_AFTER = lazy(r"(?:备注|注|说明|附件?|来源|责任编辑|打印|关闭)\d?\s*[:：]|[(（]?此件")
_GROUP = lazy(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")


_LONGEST_LINE = 60


def is_cell_of_head(text: str, line: Line) -> bool:
    """Whether a line is the head of a column and nothing else."""
    return line[1] - line[0] <= _LONGEST_LINE and kind_of(text[slice(*_cell(text, *line))]) is not None


def _cell(text: str, start: int, end: int) -> Line:
    """A line's words without the bar that a page may leave behind each cell."""
    start, end = trimmed(text, start, end)
    return trimmed(text, start, end - 1) if end > start + 1 and text[end - 1] == "|" else (start, end)


def find(text: str, line: Line, low: int) -> Table | None:
    """The table of whose head a line is one cell."""
    head = _head(text, line, low)
    kinds = [kind_of(text[a:b]) for a, b in head]
    if not 3 <= len(kinds) <= MOST_COLUMNS or not heads({i: k for i, k in enumerate(kinds) if k}, len(kinds)):
        return None
    return placed(head, _rows(text, head[-1][1], kinds), text, kinds)


def _rows(text: str, end: int, kinds: Kinds) -> list[list[Line]]:
    """The rows below a head. Few lines are read first: most tables are short, and there may be many in a text."""
    read = _numbered if kinds[0] == "number" else _by_bodies if kinds[-1] in BODIES else _even
    count = _FEW_LINES
    while True:
        body = _lines_below(text, end, count)
        rows = list(read(text, body, kinds))
        seen = rows[-1][-1][1] if rows else end
        if len(body) < count or seen < body[-3 * len(kinds)][0] or count >= _MOST_LINES:
            return rows
        count *= 4


def _head(text: str, line: Line, low: int) -> list[Line]:
    """The lines around one that are heads of columns too; between 序号 and the number of the first row all are."""
    found = [_cell(text, *line)]
    known = 1  # how many lines count at either end, up to the last that is known
    while len(found) < min(known + _STRANGE, MOST_COLUMNS) and found[0][0] > low and (above := _above(text, found[0][0])) and above[0] >= low and _is_short(text, above):
        found.insert(0, above)
        kind = kind_of(text[slice(*above)])
        known = len(found) if kind else known
        if kind == "number":
            break
    found = found[len(found) - known :]
    below = [_cell(text, *m.span()) for m in islice(WRITTEN.finditer(text, line_at(text, found[-1][1])[1]), MOST_COLUMNS)]
    strange = next((i for i, cell in enumerate(below) if not kind_of(text[slice(*cell)])), len(below))
    if kind_of(text[slice(*found[0])]) == "number":
        first = next((i for i, cell in enumerate(below) if text[slice(*cell)] == "1"), 0)
        strange = first if first - strange <= _STRANGE and all(_is_short(text, cell) for cell in below[:first]) else strange
    return found + below[:strange]


_STRANGE, _LONGEST_HEAD = 3, 16


def _is_short(text: str, cell: Line) -> bool:
    """Whether a line is as short as the head of a column: no sentence, no figure."""
    words = text[slice(*cell)]
    return kind_of(words) is not None or (len(words) <= _LONGEST_HEAD and _SENTENCE.search(words) is None)


_SENTENCE = lazy(r"[,，。;；:：!?]|^\d")


def _above(text: str, start: int) -> Line | None:
    """The line with words above a place; looked for stretch by stretch, since the text before it may be long."""
    while start > 0:
        low = max(0, start - _STRETCH)
        if written := text[low:start].rstrip():
            return _cell(text, *line_at(text, low + len(written) - 1))
        start = low
    return None


_STRETCH = 200


_FEW_LINES, _MOST_LINES = 80, 5120


def _lines_below(text: str, end: int, count: int) -> list[Line]:
    """The first lines with words behind a place."""
    return [_cell(text, *m.span()) for m in islice(WRITTEN.finditer(text, line_at(text, end)[1]), count)]


def _numbered(text: str, body: Sequence[Line], kinds: Kinds) -> Iterator[list[Line]]:
    """Rows that begin with a number, each one more than the one before."""
    starts = [0] if body and text[slice(*body[0])].isdecimal() else []
    body = _joined(text, body) if starts else []
    while starts:
        following = str(int(text[slice(*body[starts[-1]])]) + 1)
        limit = min(len(body), starts[-1] + 3 * len(kinds))
        at = next((i for i in range(starts[-1] + 2, limit) if text[slice(*body[i])].lstrip("0") == following), None)
        end = at if at is not None else _last_end(text, body, starts[-1], kinds)
        row = list(body[starts[-1] : end])
        group = row.pop() if len(row) > 2 and at is not None and _GROUP.match(text, row[-1][0]) else None
        yield row
        if group:
            yield [group]
        if at is None:
            return
        starts.append(at)


def _joined(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines of a table, where one that breaks off at a comma goes on with the next."""
    found: list[Line] = []
    for line in lines:
        goes_on = found and text[found[-1][1] - 1] in ",，、;；" and not text[slice(*line)].isdecimal()
        found[-1:] = [(found[-1][0], line[1])] if goes_on else [*found[-1:], line]
    return found


def _last_end(text: str, body: Sequence[Line], start: int, kinds: Kinds) -> int:
    """Where the last row ends: as many lines as there are columns, but for a note below the table, or text behind its deadline."""
    end = min(len(body), start + len(kinds))
    note = next((i for i in range(start + 1, end) if _AFTER.match(text, body[i][0])), end)
    words = [text[a:b] for a, b in body[start:note]]
    dated = [i for i, w in enumerate(words) if DEADLINE.fullmatch(w)]
    if not dated or "deadline" not in kinds:
        return note
    behind = max(1, len(kinds) - kinds.index("deadline") - 1)
    return min(note, start + dated[-1] + 1 + behind)


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


def _by_bodies(text: str, body: Sequence[Line], kinds: Kinds) -> Iterator[list[Line]]:
    """Rows without numbers that end with who answers, a body in each line: the work, in one line or more, then its bodies."""
    start = 0
    while start < len(body) and not _AFTER.match(text, body[start][0]):
        limit = min(len(body), start + 3 * len(kinds))
        first = next((i for i in range(start + 1, limit) if names_bodies(text[slice(*body[i])])), limit)
        if first == limit:
            return
        end = _bodies_end(text, body, first)
        if end < len(body) and _DAY.match(text, body[end][0]):
            end -= 1  # a body with a day below it signs the document
        if end == first:
            return
        columns = sum(1 for kind in kinds if kind in BODIES)
        own = first + min(columns, end - first) - 1  # of more bodies than columns, the last column holds the rest
        yield [*body[start:own], (body[own][0], body[end - 1][1])]
        start = end


def _bodies_end(text: str, body: Sequence[Line], first: int) -> int:
    """Where the lines end that name a body each; one of a few characters between two such lines names one too."""
    end = first + 1
    for i in range(end, len(body)):
        words = text[slice(*body[i])]
        if names_bodies(words):
            end = i + 1
        elif i > end or not _FEW_CHARACTERS.fullmatch(words):
            break
    return end


_FEW_CHARACTERS = lazy(r"[^\W\d_]{2,8}")
_DAY = lazy(r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年")
