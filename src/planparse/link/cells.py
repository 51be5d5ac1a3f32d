"""What a number measures that fills a cell of a table: its column's head says so, or the row.

A head that names a measure is one (完成率, 总投资), a row's when its work has a short name (东环路总投资). Under other heads
(目标值, 2023年) stands what is to be reached of what the row is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from planparse.extract.cell_units import value_cell
from planparse.extract.quantity import Quantity
from planparse.link.named import Named
from planparse.link.phrases import clean
from planparse.link.verbal import only_verbs, strip_verbs
from planparse.patterns import lazy
from planparse.read.columns import without_time
from planparse.segment.grids import Grid, GridCell, Row

_BEFORE = lazy(r"(?>(?:[≥≤><≈\s]|大于|小于|等于|不?(?:低于|少于|超过|高于)|高于|超过?|达到?|至少|力争|确保|控制在|保持在|约|近|已|累计|完成|实现)*)")
_BEHIND = lazy(r"\s*+(?:(?:及|或)?以[上下内]|左右|余)?\s*+(?:[,;。(]|$)")
_MEASURE = lazy(r"(?:率|进度|比[例重]|百分比|程度|投资额?|资金|经费|金额|预算|概算|标准|面积|里程|长度|产值|规模|排名|名次|位次)$")
_SHARED = lazy(r"(?:率|进度|比[例重]|百分比|程度)$")
_NO_NAME = lazy(r"[,。;:\d\n]")
_LONGEST, _LONGEST_OWNER = 24, 12


def named(text: str, grids: Sequence[Grid], q: Quantity) -> Named | None:
    """The indicator of a number that stands alone in its cell, below a head that says what the values are."""
    if (held := value_cell(grids, q.start)) is None:
        return None
    grid, row, cell = held
    alone = _BEFORE.fullmatch(text, cell.start, q.start) or only_verbs(text[cell.start : q.start])
    if not alone or not _BEHIND.match(text, q.end, cell.end):
        return None
    head, work = without_time(grid.head(text, cell)), _work(text, row, cell)
    if not _MEASURE.search(head) or (_SHARED.search(head) and q.kind != "percent"):
        return Named(work, "table_cell") if work else None
    return Named((work if len(work) <= _LONGEST_OWNER else "") + head, "table_cell")


def _work(text: str, row: Row, cell: GridCell) -> str:
    """What a row is about, where the cell nearest to the left says so in a short name."""
    left = [c for c in row.of("task", "goal", "category") if c.start < cell.start and c.columns == 1]
    for near in sorted(left, key=lambda c: (c.kind != "category", c.column), reverse=True):
        words = text[near.start : near.end]
        if len(words) <= _LONGEST and not _NO_NAME.search(words):
            return strip_verbs(clean(words))
    return ""
