"""Amounts of everyday text that are written in several parts: 四年六个月, 五分三十秒, 三又四分之一升, 五元六角-六元.

A plan keeps each number as it stands; here neighbours that say one amount together become one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from planparse.extract.amount import Quantity
from planparse.extract.units import unit_at
from planparse.patterns import lazy
from planparse.records import Comparator, exact

# Each unit as so many of the smallest of its kind. A year beside months has twelve of them, beside anything shorter
# 365 days, a month 30.
_SIZES = {
    unit: (kind, Decimal(size))
    for kind, sizes in {
        "time": {
            "年": 31536000, "个月": 2592000, "周": 604800, "天": 86400, "日": 86400, "小时": 3600, "分钟": 60, "秒": 1,
        },
        "metre": {"公里": 100000, "千米": 100000, "米": 100, "厘米": 1}, "foot": {"英尺": 12, "英寸": 1},
        "chi": {"丈": 100, "尺": 10, "寸": 1}, "gram": {"吨": 1000000, "公斤": 1000, "千克": 1000, "克": 1},
        "jin": {"斤": 10, "两": 1}, "pound": {"磅": 16, "盎司": 1}, "litre": {"升": 1000, "毫升": 1},
    }.items()
    for unit, size in sizes.items()
}  # fmt: skip
_LAST_DIGIT = lazy(r"(?:\d|[一二三四五六七八九])(?![\w.、-])")
_AND = lazy(r"(?:[多余]?[零又]|加上?|外加|[多余])?")
_TO = lazy(r"(?:—{1,2}|–|-{1,2}|~|至|到)")
_BETWEEN = lazy(r"[与和跟]")
_BETWEEN_END = lazy(r"之?间")
_THAN = lazy(r"比 ?$")
_COMPARED = lazy(r" ?(?:(?P<more>[大多高长重])|[小少低短轻])")


def join(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with those that belong together made one.

    >>> from planparse.extract.quantity import scan
    >>> [(str(q.value), q.unit) for q in join("四年六个月", scan("四年六个月").quantities)]
    [('54', '个月')]
    """
    out: list[Quantity] = []
    for quantity in found:
        current = _time(text, out[-1] if out else None, quantity)
        while out and (joined := _joined(text, out[-1], current)):
            current = joined
            out.pop()
        out.append(current)
    return [_compared(text, _of_unit(text, q)) for q in out]


def _joined(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    gap = text[left.end : right.start]
    if not gap and (tenths := _tenths(text, left, right)):
        return tenths
    if left.kind == right.kind and _AND.fullmatch(gap) and (whole := _sum(left, right)):
        return whole
    if right.rule == "fraction" and left.rule == "bare_number" and gap in ("又", " "):
        return replace(left, end=right.end, value=exact(left.value + right.value / 100), rule="mixed_number")
    return _range(text, left, right, gap)


# ---- times
def _time(text: str, before: Quantity | None, found: Quantity) -> Quantity:
    """20时 behind days are hours, 五分 before seconds and behind hours minutes."""
    touches = before is not None and before.kind == "duration" and _AND.fullmatch(text, before.end, found.start)
    if found.rule == "bare_number" and touches and text.startswith("时", found.end):
        return replace(found, end=found.end + 1, kind="duration", unit="小时", rule="number_unit")
    if found.unit == "分" and (touches or _seconds_follow(text, found.end)):
        return replace(found, kind="duration", unit="分钟")
    return found


_SECONDS_FOLLOW = lazy(r"零?(?:\d{1,2}|[一二三四五六七八九十]{1,3})秒")


def _seconds_follow(text: str, end: int) -> bool:
    return _SECONDS_FOLLOW.match(text, end) is not None


# ---- a larger and a smaller unit
def _sum(left: Quantity, right: Quantity) -> Quantity | None:
    """The sum in the smaller unit; None where the units do not descend (两天三天)."""
    long, short = _SIZES.get(left.unit), _SIZES.get(right.unit)
    if long is None or short is None or long[0] != short[0] or long[1] <= short[1]:
        return None
    if left.value_max or right.value_max or left.per or right.per:
        return None
    bound: Comparator = right.comparator if left.comparator in ("eq", "gt") else left.comparator
    value = exact(round(_converted(left, right.unit) + right.value, 6))
    return replace(right, start=left.start, value=value, comparator=bound, rule="compound")


def _converted(found: Quantity, unit: str) -> Decimal:
    if unit == "个月":
        return found.value * 12
    years, rest = divmod(found.value, 12) if found.unit == "个月" else (Decimal(0), found.value)
    return (years * _SIZES["年"][1] + rest * _SIZES[found.unit][1]) / _SIZES[unit][1]


def _tenths(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """一米八, 3米5: the lone digit behind metres counts tenths."""
    if left.unit == "米" and right.rule == "bare_number" and _LAST_DIGIT.match(text, right.start):
        return replace(left, end=right.end, value=exact(left.value + right.value / 10))
    return None


# ---- ranges whose ends are whole amounts
def _range(text: str, left: Quantity, right: Quantity, gap: str) -> Quantity | None:
    if left.value_max is not None or right.value_max is not None or left.value >= right.value:
        return None
    if _BETWEEN.fullmatch(gap) and left.rule == "bare_number" and (end := _between_end(text, right)):
        return replace(left, end=end, value_max=right.value, comparator="range", rule="range")
    same = (left.kind, left.unit) == (right.kind, right.unit)
    if same and _TO.fullmatch(gap) and left.comparator == right.comparator == "eq":
        return replace(right, start=left.start, value=left.value, value_max=right.value, comparator="range", rule="range")
    return None


def _between_end(text: str, right: Quantity) -> int | None:
    """10000与20000间: here 间 is no classifier."""
    if right.unit == "间":
        return right.end - 1
    return right.end if _BETWEEN_END.match(text, right.end) else None


# ---- what a unit or a comparison around the amount adds
def _of_unit(text: str, found: Quantity) -> Quantity:
    """四分之一公升 is 0.25 升."""
    unit = unit_at(text, found.end) if found.rule == "fraction" and found.value_max is None else None
    if unit is None or unit[0].kind not in ("length", "weight", "volume", "area"):
        return found
    value = exact(found.value / 100 * unit[0].factor)
    return replace(found, end=unit[1], kind=unit[0].kind, unit=unit[0].name, value=value)


def _compared(text: str, found: Quantity) -> Quantity:
    """比三十大 is more than 30, 比 170 低 less than 170."""
    if found.comparator != "eq" or not _THAN.search(text, max(0, found.start - 2), found.start):
        return found
    match = _COMPARED.match(text, found.end)
    return replace(found, comparator="gt" if match["more"] else "lt") if match else found
