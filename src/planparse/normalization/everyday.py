"""Spellings of numbers that everyday texts use and documents do not: 12k, 2e5, .5, 8点5倍, 零点77, 五兆.

Each is put into the form that the extracting stage reads. Only `plain` takes this step: in a document `.5` is a
number that lost its head, and 8点30 a time of day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from planparse.patterns import lazy
from planparse.text import AlignedText, Edit

_HAN_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_DIGIT = "零〇一二两三四五六七八九十百千万亿"


def _han(match: re.Match[str]) -> str:
    return match.group().translate(_HAN_DIGITS)


def _scientific(match: re.Match[str]) -> str:
    return f"{Decimal(match.group()):f}"


def _to(new: str) -> Callable[[re.Match[str]], str]:
    return lambda match: new


# Order matters only where two rules could touch the same characters; none do.
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (lazy(pattern), new)
    for pattern, new in (
        # the converted 參 of formal numerals
        (r"参(?=[拾佰仟])|(?<=[拾佰仟零])参(?![加与照考赛观保])|^参(?=[万亿])", _to("叁")),
        (rf"(?<=[{_DIGIT}]点)\d+(?![\d分:点刻钟])", _han),
        (r"(?<=零)\d(?=[十百千])", _han),
        # 8点5倍, but no time of day: 上午8点30, 8点30分
        (r"(?<=\d)(?<![午早晚晨夜日号]\d)(?<![午早晚晨夜日号]\d\d)点(?=\d+(?![\d分:点刻钟前]))", _to(".")),
        (r"(?<=\d)k(?![A-Za-z\d])", _to("千")),
        (r"(?<![A-Za-z\d.])\d+(?:\.\d+)?[eE][-+]?\d{1,2}(?![A-Za-z\d.])", _scientific),
        (r"(?<![\w.)%])\.(?=\d)", _to("0.")),
        # 10^12, the scale of Taiwan and of sums of money; a megabyte or megawatt elsewhere
        (r"(?<=[\d一二三四五六七八九十百千两几数])兆(?=[零一二三四五六七八九十百千两\d]+[亿万]|[美日韩欧]?元)", _to("万亿")),
        (r"(?<=[\d万亿%])[ ]+(?=[-~—–][ ]*\d)|(?<=\d[-~—–])[ ]+(?=\d)|(?<=\d [-~—–])[ ]+(?=\d)", _to("")),
    )
)


_APART = lazy(r"(?<=\d),(?= +\d)")


def apart(text: AlignedText) -> AlignedText:
    """1, 234, 567: a comma before a blank lists numbers, it groups no digits. To be asked before blanks are dropped."""
    return text.replaced(_APART.sub("、", text.text))


def spell(text: AlignedText) -> AlignedText:
    """Everyday spellings of numbers in the written form of documents; every character keeps its way back.

    >>> spell(AlignedText.of("月薪8k,长8点5米")).text
    '月薪8千,长8.5米'
    """
    for pattern, new in _RULES:
        text = text.sub(Edit(*m.span(), new(m)) for m in pattern.finditer(text.text))
    return text
