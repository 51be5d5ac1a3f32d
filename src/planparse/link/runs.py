"""Runs: quantities that stand side by side in a list, and are read together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from planparse.extract.quantity import Quantity
from planparse.link.clauses import tail_end
from planparse.patterns import lazy

_TURNS = lazy(r"(?:、|,|和|与|及|以及)(?:同比|分别)?(?:上升|下降|提高|降低|增长|减少|增加|回落|提升|上涨)(?:了)?")  # 分别增长2%、3%和下降1%
_ADJACENT = lazy(r"(?:、|,|(?:和|与|及|以及)(?:控制在|保持在|稳定在|达到)?)")


def _paired(text: str, first: Quantity) -> bool:
    """Whether 分别 stands before the first value of a list, so that values of several kinds belong to it."""
    return "分别" in text[max(0, first.start - 8) : first.start]


def _grow(text: str, first: Quantity) -> bool:
    """Whether a list says how several things grew: 分别增长2%."""
    return _GREW.search(text, max(0, first.start - 10), first.start) is not None


_GREW = lazy(r"分别(?:同比|比上年|较上年)?(?:上升|下降|提高|降低|增长|减少|增加|回落|提升|上涨)(?:了)?$")


def _apart(text: str, last: Quantity, q: Quantity) -> bool:
    """Whether a comma parts two counts: of several units, or each with its own noun (公厕67座,9个村达标)."""
    if last.kind != "count":
        return False
    return last.unit != q.unit or (text[tail_end(text, q) : tail_end(text, q) + 1].isalpha() and text[last.start - 1 : last.start].isalpha())


def runs(text: str, quantities: Sequence[Quantity], earlier: Mapping[int, Decimal]) -> list[list[int]]:
    """Indices of quantities that stand side by side in a list, of one kind or of amounts that 分别 pairs."""
    runs: list[list[int]] = []
    for i, q in enumerate(quantities):
        if runs:
            last = quantities[runs[-1][-1]]
            gap = text[tail_end(text, last) : q.start]
            if _TURNS.fullmatch(gap) and last.kind == q.kind == "percent" and _grow(text, quantities[runs[-1][0]]):
                runs[-1].append(i)
                continue
            if _ADJACENT.fullmatch(gap) and not (gap == "," and _apart(text, last, q)) and (last.kind == q.kind or _paired(text, quantities[runs[-1][0]]) or (last.start in earlier and q.start in earlier)):
                runs[-1].append(i)
                continue
        runs.append([i])
    return runs
