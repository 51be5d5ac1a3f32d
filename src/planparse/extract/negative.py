"""Amounts below zero: a minus sign behind a word of growth, or where a list or a cell begins a new value."""

from __future__ import annotations

from dataclasses import replace

from planparse.extract.amount import Quantity
from planparse.patterns import lazy

_SIGNS = frozenset("-−－")
_LONGEST = 6
_BEFORE_SIGN = lazy(r"(?:^|[、,:(|\n\s]|[增降涨]幅|增[长速]|[同环]比|利润|[和与及为是达至到率])[-−－]$")
_KINDS = ("percent", "money")
_DEGREES = ("℃", "摄氏度")


def signed(text: str, q: Quantity) -> Quantity:
    """An amount with its sign, where one stands before it that is no dash of a range or of a name.

    >>> from planparse import find_quantities
    >>> [str(q.value) for q in find_quantities("增加值增长-2.1%,出口、进口分别增长4%、-3%,国道-5公里")]
    ['-2.1', '4', '-3', '5']
    """
    if text[q.start - 1 : q.start] not in _SIGNS or q.start == 0 or q.value is None or q.value_max is not None:
        return q
    if q.kind not in _KINDS and q.unit not in _DEGREES:
        return q
    if not _BEFORE_SIGN.search(text, max(0, q.start - _LONGEST), q.start):
        return q
    return replace(q, start=q.start - 1, value=-q.value)
