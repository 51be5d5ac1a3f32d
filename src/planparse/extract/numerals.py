"""Numerals of Chinese texts: Arabic, Chinese, formal and mixed, exact to the last digit.

A numeral is only the number (`1300余`, `二三十`, `6.2万`, `三分之一`); what it counts is the matter of
`planparse.extract.quantity`. The text is expected in simplified characters with ASCII digits, as the normalizing
stage leaves it.

Sources: GB/T 15835-2011 (use of numerals in publications) for the written forms; the formal numerals 壹…仟 of
the rules for bills and settlement (支付结算办法, annex 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from planparse.patterns import lazy

Bound = Literal["eq", "gt", "ge", "approx", "range"]

DIGITS = {c: i for i, row in enumerate(("零〇○", "一壹弌", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in row}
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30}
VAGUE = "多余几来"

_D = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖廿卅"
_S = "十百千万亿拾佰仟"
# 百 of 百分点 and 千 of 千分点, 千瓦, 千克, 千米 belong to the unit.
_SC = r"(?:百(?!分[点之百])|千(?![瓦克米伏]|分点)|[十万亿拾佰仟])"
_GROUPED = r"(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"

# One number with a blank between its digits: 出租车1 20辆, not 表1 2019年.
_SPLIT = (
    r"(?:(?<=[\u4e00-\u9fff][0-9])|(?<=[\u4e00-\u9fff][0-9]{2}))(?<![表图第号附页月年、][0-9])\ (?=[0-9]+(?:\.[0-9]+)?(?:[%‰]|[\u4e00-\u9fff]))(?!(?:19|20)[0-9]{2}年)[0-9]++"
)
# What may close a mixed numeral without a scale word: 3万4, 3万4000, 1千零20.
_MIXED_REST = (
    r"(?: (?: (?<=[万千百])[0-9] | (?<=万)[0-9]{4} | (?<=[百千万亿])零[0-9]{1,4} ) (?![0-9.,%年十百千万亿]) )"
)

# One pass over the text finds every numeral; the parts are told apart afterwards, on the few characters found. The
# first character is taken by a class of its own: so the search leaps to where a numeral can begin.
PATTERN = lazy(
    rf"""
    [0-9{_D}{_S}数几] (?:
    (?P<mixed> (?<=[0-9]) [0-9]*+ (?: {_SPLIT} )? (?: {_GROUPED} | (?:\.[0-9]+)? )
        (?: [{VAGUE}]? {_SC}+ (?: (?:[0-9]+(?:\.[0-9]+)?|[{_D}]) {_SC}+ )* {_MIXED_REST}? (?: [{VAGUE}](?=[万亿])[万亿]+ )? )?
        (?: [{VAGUE}](?![0-9点少]) )? )
    | (?P<chinese> (?: (?<=[数几])(?=[{_S}]) | (?<=[{_D}{_S}]) ) [{_D}{_S}]*+
        (?: 点[{_D}]+[万亿]* | [{VAGUE}](?=[万亿])[万亿]+ )? (?: [{VAGUE}](?![{_D}点少]) )? )
    )
    """,
    re.VERBOSE,
)
_TOKEN = lazy(rf"(?P<arabic>\d+(?:\.\d+)?)|(?P<digits>[{_D}]+)|(?P<scale>[{_S}兆])")


class Numeral(NamedTuple):
    """A number where it stands: `value`, with `value_max` where it is a range, and how exact it is.

    `bound` is `gt` for 1300余, `ge` for 数百 (at least 200), `range` for 二三十, else `eq`. `scaled` tells
    whether a scale word (十 to 亿) was written, `digits` whether it is a row of digits without one (二〇一二).
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    bound: Bound
    scaled: bool
    arabic: bool


def find(text: str) -> Iterator[Numeral]:
    """Every numeral of a text, from left to right.

    >>> [int(n.value) for n in find("新建6.2万平方米,培训一千三百余名")]
    [62000, 1300]
    """
    for match in PATTERN.finditer(text):
        if numeral := read(match):
            yield numeral


def read(match: re.Match[str]) -> Numeral | None:
    """The numeral behind a match of `PATTERN`; None where the characters make no number (廿一廿)."""
    reading = _reading(match.group())
    if reading is None:
        return None
    start, end = match.start(), match.start() + reading.end
    return Numeral(start, end, reading.value, reading.value_max, reading.bound, reading.scaled, reading.arabic)


@lru_cache(maxsize=4096)
def _reading(written: str) -> Numeral | None:
    """What a numeral says, wherever it stands; the same few are written again and again."""
    if written[-1] == "两" and len(written) > 1 and not written.endswith("一两"):
        written = written[:-1]  # 三百两: as a last digit 二 is written, so that 两 is the unit; 一两 is one or two
    end = len(written)
    if written.isdecimal():
        return Numeral(0, end, Decimal(written), None, "eq", False, True)
    arabic = written[0].isdecimal()
    body, bound = _vagueness(written)
    scaled = any(c in SCALES for c in body)
    if not arabic and (pair := _adjacent(body)):
        return Numeral(0, end, *pair, "range", scaled, False)
    value = evaluate(body)
    return None if value is None else Numeral(0, end, value, None, bound, scaled, arabic)


def _vagueness(written: str) -> tuple[str, Bound]:
    """The numeral without 多余几来 or 数几, and what they said."""
    if written[0] in "数几":
        return "二" + written[1:].translate(_NO_VAGUE), "ge"
    if any(c in VAGUE for c in written):
        return written.translate(_NO_VAGUE), "approx" if "来" in written else "gt"
    return written, "eq"


_NO_VAGUE = {ord(c): None for c in VAGUE}


def evaluate(written: str) -> Decimal | None:
    """The value of an exact numeral.

    >>> evaluate("一亿二千万"), evaluate("1亿2千万"), evaluate("二〇一二"), evaluate("一点三六")
    (Decimal('120000000'), Decimal('120000000'), Decimal('2012'), Decimal('1.36'))
    """
    written = written.replace(",", "").replace(" ", "")
    if "点" in written:
        return _with_point(written)
    if not any(c in SCALES or c in TENS for c in written):
        return Decimal(written) if written[0].isdecimal() else _digit_row(written)
    return _sum(written)


def _with_point(written: str) -> Decimal | None:
    whole, _, rest = written.partition("点")
    fraction = rest.rstrip("万亿")
    head = evaluate(whole) if whole else Decimal(0)
    if head is None or not fraction:
        return None
    value = head + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    for c in rest[len(fraction) :]:
        value *= SCALES[c]
    return value


def _digit_row(written: str) -> Decimal | None:
    if any(c not in DIGITS for c in written):
        return None
    return Decimal("".join(str(DIGITS[c]) for c in written))


def _sum(written: str) -> Decimal | None:
    """Sections of four places, closed by 万 and 亿; 三千五 is 3500."""
    total = section = Decimal(0)
    number: Decimal | None = None
    last_scale = 1
    zero = False
    for token in _TOKEN.finditer(written):
        text = token.group()
        if token.lastgroup == "scale":
            total, section, number, last_scale = _scaled(SCALES[text], total, section, number)
            zero = False
        elif token.lastgroup == "arabic":
            number = Decimal(text)
        else:
            zero = zero or text[0] in "零〇○"
            if not text.strip("零〇○"):
                continue  # 一万零十二: the zero only holds a place
            number = _digits_in_sum(text)
            if number is None:
                return None
    if number is not None:
        short = last_scale > 10 and 0 < number < 10 and not zero and number == int(number)
        section += number * (last_scale // 10 if short else 1)
    return total + section


def _digits_in_sum(text: str) -> Decimal | None:
    if text in TENS:
        return Decimal(TENS[text])
    if len(text) == 2 and text[0] in TENS:
        return Decimal(TENS[text[0]] + DIGITS[text[1]])
    stripped = text.lstrip("零〇○")
    if len(stripped) > 1:
        return None
    return Decimal(DIGITS[stripped])


def _scaled(
    scale: int, total: Decimal, section: Decimal, number: Decimal | None
) -> tuple[Decimal, Decimal, None, int]:
    if scale < 10**4:
        section += (Decimal(1) if number is None else number) * scale
        return total, section, None, scale
    section += number or 0
    if not section and not total:
        section = Decimal(1)
    if total and (total < scale or not section):
        return (total + section) * scale, Decimal(0), None, scale
    return total + section * scale, Decimal(0), None, scale


_PAIR = lazy(rf"^(?P<head>[{_D}{_S}]*?)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<tail>[{_S}]*)$")


def _adjacent(written: str) -> tuple[Decimal, Decimal] | None:
    """Two neighbouring digits side by side are a range: 二三十, 七八百, 三五百, 十七八, 一两.

    A row of other digits (二〇, 一三五) is none.
    """
    match = _PAIR.match(written)
    if not match:
        return None
    head, low, high, tail = match.group("head", "low", "high", "tail")
    if head and head[-1] not in SCALES:
        return None
    if DIGITS[high] - DIGITS[low] != 1 and (low, high) != ("三", "五"):
        return None
    low_value, high_value = evaluate(head + low + tail), evaluate(head + high + tail)
    if head and not tail and head[-1] in SCALES:  # 十七八 is 17 to 18, 三百五六 is 350 to 360
        step = max(SCALES[head[-1]] // 10, 1)
        base = evaluate(head) or Decimal(0)
        low_value, high_value = base + DIGITS[low] * step, base + DIGITS[high] * step
    if low_value is None or high_value is None:
        return None
    return low_value, high_value
