"""Ranks: 第9名, 居全省第一, 排名第3."""

from __future__ import annotations

from planparse.extract.amount import Quantity
from planparse.extract.masks import Mask
from planparse.extract.numerals import Numeral
from planparse.patterns import lazy

_REACH = 14  # how far before 第 a cue is looked for
_CUE = lazy(
    r"(?:排名?|排在|位居|位列|名列|列|居|位次|排序|为|升至|升到|上升[至到]|跃升[至到]|跃居|前移[至到]|下降到|成为|获得?|夺得|是|从|由|并列"
    r"|综合排名|进位[至到]?)(?:了)?(?:在|于)?(?:全?[国省市县区州球]|同类[^\W\d]{0,4}|[^\W\d]{0,6}?[省市县区州])?(?:范围内)?的?$"
)
_SCOPE = lazy(r"(?:全国|全省|全市|全县|全区|全州|全球|世界|[省市县区](?:内)?)$")
_NOUN = lazy(r"[名位]|(?=[,;。、)!?\s]|$|之?后|的(?:好)?(?:成绩|位置|名次|位次))")
_OTHER_WORDS = ("名额", "位数", "位于")


_FRONT = lazy(r"(?:居|列|入|跻身|排名?|保持|在|[国省市县区州球])的?前$")


_MOVED = lazy(r"(?:排名|排位|位次|名次)[^,;。]{0,16}(?:由|从|[到至居列])$")


def front(text: str, numeral: Numeral, unit: str, end: int) -> Quantity | None:
    """居全国前10位, a rank of ten or better; 排名由39位上升到23位."""
    if unit in ("位", "名") and _MOVED.search(text, max(0, numeral.start - 26), numeral.start):
        return Quantity(numeral.start, end, "rank", numeral.value, None, unit, "eq", None, "rank")
    if text[numeral.start - 1 : numeral.start] != "前" or unit not in ("位", "名") or not _FRONT.search(text, max(0, numeral.start - 8), numeral.start):
        return None
    return Quantity(numeral.start, end, "rank", numeral.value, None, unit, "le", None, "front_rank")


def read(text: str, ordinal: Mask, numeral: Numeral) -> Quantity | None:
    """The rank that an ordinal states; None for 第一产业, 第二、三批."""
    after = text[ordinal.end : ordinal.end + 2]
    if not _NOUN.match(text, ordinal.end) or "、" in text[ordinal.start : ordinal.end] or after in _OTHER_WORDS:
        return None
    unit = after[:1] if after[:1] in ("名", "位") else ""
    left = text[max(0, ordinal.start - _REACH) : ordinal.start]
    if not (unit or _CUE.search(left) or _SCOPE.search(left)):
        return None
    return Quantity(ordinal.start, ordinal.end + len(unit), "rank", numeral.value, None, unit, "eq", None, "rank")
