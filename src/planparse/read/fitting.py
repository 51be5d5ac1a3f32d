"""Which column each cell of a row belongs to, where empty cells have left no trace: told by what the cells look like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from planparse.patterns import lazy
from planparse.read.columns import BODIES
from planparse.read.lines import Line
from planparse.read.table import Cell, Table

Kinds = Sequence[str | None]
MOST_COLUMNS = 12

_DAY = (
    r"(?:(?:(?:19|20)\d\d|本|今|当)年)?(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:年?底|年?初|年?末|[上中下]旬)?"
    r"|(?:19|20)\d\d[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?"
    r"|(?:(?:19|20)\d\d年)?(?:第?[一二三四1-4]季度末?|[上下]半年|年内|全年|常年)"
)
DEADLINE = lazy(
    rf"(?=[^\s])(?:(?:{_DAY})(?:[-—~至、,](?:{_DAY}))?|长期(?:坚持)?|持续(?:推进|实施)?|常态化?(?:推进)?|每[月季年]度?|适时|按序时进度)"
    r"(?:之?前)?(?:完成|启动|见效|投用)?"
)
_BODY_ENDS = lazy(r"[局委办科股室处部站所院校队府会厅司行社馆团联心集门业镇道区乡村组园台县市位关段场行店商](?:\([^()]*\))?等?$")
_PERSON = lazy(r"[^\W\d_]{2,4}|[^\W\d_]{0,6}(?:长|主任|书记|主席|委员|院士|经理|组员|所长|常委|同志)")
_OFFICE = lazy(r"^[省市县区州镇乡].+[局委办科股室处部站所院府会]$|.{2}[局委办科股室处站所]$")  # 市城管局, though as short as a name
_AUTHORITY = lazy(r"[省市县区州].{1,8}[局委办厅]")  # no work is named so
_LONGEST_CATEGORY = 24
_APART = lazy(r"[、，,;；/\s]+")
_VALUES = ("goal", "progress", "amount", "dated")
_VALUE = lazy(r"[≥≤><约超近达]{0,2}[\d.,]+(?:[-—~至][\d.,]+)?[%％‰]?(?:[万亿千百]?[^\W\d]{1,3}(?:以上|以下|左右)?)?(?=$|[(（])")  # 95%, 3.2万亩, ≥98%, 120
_TOLD = lazy(r"已|正在|全部|基本|均|按|未|完成|完工|建成|竣工|主体|目前|前期|推进|有序|序时|达到|超额|启动|开工|在建|办结|截[至止]")
_EMPTY, _EMPTY_WORK, _AGAIN = -1.5, -3.0, -0.4


@lru_cache(maxsize=4096)
def fit(kind: str | None, words: str) -> float:
    """How well some words suit a column, from -9 to 3.

    >>> fit("deadline", "10月底前") > 0 > fit("deadline", "市财政局"), fit("lead", "市财政局、市民政局") > 0 > fit("lead", "10月底前")
    (True, True)
    """
    if kind == "number":
        return 3.0 if words.isdecimal() else -9.0
    dated = DEADLINE.fullmatch(words) is not None
    if kind == "deadline":
        return 3.0 if dated else -3.0
    if kind in _VALUES and _VALUE.match(words):
        return 2.5
    if kind == "progress" and _TOLD.match(words):
        return 1.5
    if dated or words.isdecimal():
        return -2.0
    if kind in BODIES:
        return _as_bodies(words)
    if kind == "leader":
        pieces = [w for w in _APART.split(words) if w]
        return -2.0 if not all(map(_PERSON.fullmatch, pieces)) else 0.5 if any(map(_OFFICE.search, pieces)) else 2.0
    if kind == "amount":
        return -1.0
    if kind in ("progress", "dated") and len(words) <= 6:
        return 0.0
    if kind == "category" and (len(words) > _LONGEST_CATEGORY or words.endswith("。")):
        return -1.5
    if _AUTHORITY.fullmatch(words):
        return -0.5
    return 1.0 if len(words) > 6 or _as_bodies(words) < 2 else 0.2


def _as_bodies(words: str) -> float:
    if len(words) > 120 or "。" in words or any(c.isdecimal() for c in words):
        return -3.0
    pieces = [w for w in _APART.split(words) if w]
    ended = sum(1 for w in pieces if len(w) <= 24 and (_BODY_ENDS.search(w) or w.startswith("各")))
    return 2.0 if ended == len(pieces) else 0.5 if ended else -1.0


def names_bodies(words: str) -> bool:
    """Whether some words are names of bodies and nothing else.

    >>> names_bodies("县水利局"), names_bodies("改造泵站6座")
    (True, False)
    """
    return _as_bodies(words) >= 2


def columns_of(words: Sequence[str], kinds: Kinds) -> tuple[float, list[int]]:
    """The column of each cell, in order, and how well all of them fit.

    A column may be left out, and may hold two cells where a cell had two lines.

    >>> columns_of(["3", "修桥", "12月底"], ["number", "task", "lead", "deadline"])[1]
    [0, 1, 3]
    """
    best: list[tuple[float, list[int]]] = [(_left_out(kinds, -1, c) + fit(k, words[0]), [c]) for c, k in enumerate(kinds)]
    for word in words[1:]:
        best = [max((_step(best[b], kinds, b, c) for b in range(c + 1)), key=lambda found: found[0]) for c in range(len(kinds))]
        best = [(score + fit(kinds[c], word), path) for c, (score, path) in enumerate(best)]
    return max(((score + _left_out(kinds, c, len(kinds)), path) for c, (score, path) in enumerate(best)), key=lambda found: found[0])


def _step(found: tuple[float, list[int]], kinds: Kinds, before: int, column: int) -> tuple[float, list[int]]:
    score, path = found
    cost = _AGAIN if before == column else _left_out(kinds, before, column)
    return score + cost - (9 if before == column and kinds[column] in ("number", "deadline") else 0), [*path, column]


def _left_out(kinds: Kinds, before: int, column: int) -> float:
    return sum(_EMPTY_WORK if kinds[c] in ("number", "task") else _EMPTY for c in range(before + 1, column))


def placed(head: Sequence[Line], rows: Iterable[Sequence[Line]], text: str, kinds: Kinds) -> Table | None:
    """The table of some rows, each cell in the column that it fits; a row of one cell is the title of a group."""
    cells = [Cell(*span, 0, column) for column, span in enumerate(head)]
    for number, row in enumerate(rows, 1):
        if len(row) == 1:
            cells.append(Cell(*row[0], number, 0, columns=len(kinds)))
            continue
        columns: dict[int, Line] = {}
        for span, column in zip(row, columns_of([text[a:b] for a, b in row], kinds)[1], strict=True):
            columns[column] = (columns[column][0], span[1]) if column in columns else span
        cells += [Cell(*span, number, column) for column, span in columns.items()]
    return Table(cells[0].start, cells[-1].end, tuple(cells)) if cells[-1].row else None
