"""Ranges: 3—5所, 30%至40%, 5—10万元."""

from __future__ import annotations

from decimal import Decimal

from planparse.extract import denominator, numerals
from planparse.extract.amount import Page, Quantity, trailing_scale
from planparse.extract.measured import measured
from planparse.extract.numerals import Numeral
from planparse.extract.units import Unit, unit_at
from planparse.patterns import lazy

CONNECT = lazy(r"(?:\(含\))?(?:—{1,2}|–|-{1,2}|~|至|到)")


def read(page: Page, low: Numeral, first: tuple[Unit, int] | None) -> Quantity | None:
    """The range that begins with a numeral, which may have a unit of its own (`first`)."""
    text = page.text
    connect = CONNECT.match(text, _end_of_low(text, low, first))
    high = page.numeral_at(connect.end()) if connect else None
    if connect is None or high is None or low.value_max is not None:
        return None
    second = unit_at(text, high.end)
    if second is None or (first and (first[0].kind, first[0].name) != (second[0].kind, second[0].name)):
        return None
    value, upper = _ends(text, low, high, second[0])
    if value >= upper or (connect.group() == "-" and _is_code(text[low.start : low.end])):
        return None
    return measured(page, low, second[0], second[1], value, upper, "range")


def _end_of_low(text: str, low: Numeral, first: tuple[Unit, int] | None) -> int:
    """Where the lower end stops: behind its number, its unit, or its unit's denominator."""
    if first is None:
        return low.end
    per = denominator.written(text, first[1])
    return per[1] if per else first[1]


def _is_code(written: str) -> bool:
    """07-2: a number with a leading zero names something."""
    return written[0] == "0" and "." not in written


def _ends(text: str, low: Numeral, high: Numeral, unit: Unit) -> tuple[Decimal, Decimal]:
    """The two ends of a range; 5—10万 and 十八至三十万 share 万, 8000—1万 shares nothing."""
    value = low.value
    for scale in _shared_scales(text[high.start : high.end]):
        if value * scale < high.value:
            value *= scale
            break
    return value * unit.factor, high.value * unit.factor


def _shared_scales(written: str) -> list[int]:
    """What a lower end may share of the scale words that close the upper one, from most to least: 千万, then 万."""
    body = written.rstrip(numerals.VAGUE)
    closing = len(body) - len(body.rstrip("十拾百佰千仟万亿"))
    return [trailing_scale(body[len(body) - n :]) for n in range(closing, 0, -1)]
