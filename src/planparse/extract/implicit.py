"""Amounts without a number: 全覆盖, 零增长, 翻番, 成倍, 半年, 首位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from planparse.extract import comparator
from planparse.extract.amount import Quantity
from planparse.extract.masks import Masks
from planparse.extract.units import unit_at
from planparse.patterns import lazy

# No groups: each alternative begins with a character, by which the search leaps.
_PATTERN = lazy(
    r"全覆盖(?<![未不]全覆盖)|翻番|成倍|零增长"
    r"|首位(?=[,;。、)!?\s]|$)|榜首"
    r"|半(?<![上下前后一大过二两三四五六七八九十个年倍每]半)(?=个?(?:小时|年(?!级|来|工作|总结|小结|汇报)|个月|月(?!板)|天(?!空)|日(?!制)|公里|个学期))"
)
_STANDS = lazy(r"(?:居|列|排|处于?|保持|登上|升至|跃至)(?:在|于)?[^,;。\d]{0,12}$")  # 居全省首位, but not 放在首位
_REACH = 16
_HALVED = frozenset(("duration", "length", "weight"))


def find(text: str, masks: Masks) -> Iterator[Quantity]:
    """The amounts that a text states in words."""
    for match in _PATTERN.finditer(text):
        if masks.at(match.start()):
            continue
        if match.group() == "半":
            yield from _half(text, match)
        elif match.group() in ("首位", "榜首"):
            if _STANDS.search(text, max(0, match.start() - _REACH), match.start()):
                yield Quantity(match.start(), match.end(), "rank", Decimal(1), None, "", "eq", None, "rank")
        else:
            yield _word(match)


def _word(match: re.Match[str]) -> Quantity:
    start, end = match.span()
    if match.group() == "全覆盖":
        return Quantity(start, end, "percent", Decimal(100), None, "%", "eq", None, "full_coverage", True)
    if match.group() == "零增长":
        return Quantity(start, end, "percent", Decimal(0), None, "%", "eq", None, "zero_growth", True)
    if match.group() == "翻番":
        return Quantity(start, end, "multiple", Decimal(2), None, "倍", "eq", None, "doubling")
    return Quantity(start, end, "multiple", Decimal(1), None, "倍", "ge", None, "multiplied")


_SINCE = lazy("以?来(?:[,:]|[^\\W\\d])")


def _half(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    found = unit_at(text, match.end())
    if found and found[0].kind in _HALVED:
        unit, end = found
        if _SINCE.match(text, end):
            return  # 半年来,…: the time that is told of
        told = comparator.after(text, end, time=True)
        bound = told[0] if told else "eq"
        yield Quantity(match.start(), end, unit.kind, Decimal("0.5"), None, unit.name, bound, None, "half")
