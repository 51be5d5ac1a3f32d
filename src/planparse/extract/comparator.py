"""Comparators: how a number compares with what is reached, and how far along a list that reads."""

from __future__ import annotations

import re
from functools import cache

from planparse.lexicon import alternation, load
from planparse.patterns import lazy
from planparse.records import Comparator

_WINDOW = 24
# What may stand between a comparator and its number (超过了, 不低于全省的), spelled backwards.
_LINK = r"(?:了|到达?|为|达|至|于|计|有|其|的[省市县区]全?|[省市县区]全)"
# At least and at most read over the verb that follows them (至少建成2所) and over the base of a share
# (不低于总数的15%); the other comparators stand directly before the number.
_REACHING = lazy(
    r"(?P<word>至少|最少|不少于|不低于|不得少于|不得低于|不应少于|不应低于|至多|最多|不超过|不高于|不得超过|不得高于|不得多于"
    r"|最[高低](?!生活|保障|工资|单产|亩产|产量|海拔|记录|纪录|水平|收购|收入|价|限|气温|温度|水位|峰|点|分(?!别)|奖(?![励补金])|学历|缴费|等级|人民))(?P<gap>[^\W\d_]{1,12}的?)$"
)
_MAY_REACH = lazy(r"[至最不]")  # every reaching comparator begins with one of these
_CUTS_REACH = lazy(r"[和与及或、]|分别|提高|增长|增加|下降|降低|减少|达到|标准|限额|水平")
_PART_OF_WORD = lazy(r"(?:[附最临就邻新亲靠]近|[节预签契条公制特合履]约|[高赶跨]超|[学以]不足)$")
# Before 百, 千, 万, 亿 without a digit: 上百名, 成千名.
_BARE: dict[str, Comparator] = {"上": "ge", "成": "ge", "过": "gt"}
# What makes another word of a comparator: 多样, 余额, 以下简称.
_NOT_BEFORE = {
    "多": "[种样次个项元年方层家处于级边少]",
    "余": "[额下年]",
    "左右": "[岸两为]",
    "许": "[可多诺]",
    "以下": "(?:简称|几|方面|问题|措施|工作|内容|[一二三四五六七八九十]|称|文)",
    "以上": "(?:述|几|措施|内容|工作|问题|学历)",
}
# 30天内, where 内 begins no word of its own.
INSIDE = r"内(?![容部设需外涵蒙科生审河涝])"
_INSIDE = lazy(INSIDE)


@cache
def _meanings(side: str) -> dict[str, Comparator]:
    """The words that stand on one side of the number."""
    table = load("planparse.extract", "comparators", ("side", "means"))
    return {f: e.more.get("means", e.id) for f, e in table.by_form.items() if e.more["side"] == side}


@cache
def _before() -> re.Pattern[str]:
    """Spelled backwards, and matched on the text read backwards from the number: so nothing is searched for."""
    return re.compile(rf"{_LINK}?(?P<word>{alternation(word[::-1] for word in _meanings('before'))})")


@cache
def _after() -> re.Pattern[str]:
    words = sorted(_meanings("after"), key=len, reverse=True)
    guarded = (re.escape(w) + (f"(?!{_NOT_BEFORE[w]})" if w in _NOT_BEFORE else "") for w in words)
    return re.compile("|".join(guarded))


def before(text: str, start: int, low: int, *, bare_scale: bool = False) -> Comparator | None:
    """The comparator that reads forward to a number at `start`; nothing left of `low` is looked at.

    >>> before("入园率不低于93%", 6, 0), before("至少建成2所", 4, 0)
    ('ge', 'ge')
    """
    left = text[max(low, start - _WINDOW) : start]
    if bare_scale and left[-1:] in _BARE:
        return _BARE[left[-1]]
    match = _before().match(left[::-1])
    if match and not _PART_OF_WORD.search(left, 0, len(left) - match.start("word")):
        return _meanings("before")[match["word"][::-1]]
    if _MAY_REACH.search(left) and (match := _REACHING.search(left)) and not _CUTS_REACH.search(match["gap"]):
        return _meanings("before")[match["word"]]
    return None


def after(text: str, end: int, *, time: bool = False) -> tuple[Comparator, int] | None:
    """The comparator that follows a number ending at `end`, and where it ends.

    >>> after("控制在1.5%以内", 7)
    ('le', 9)
    """
    match = _after().match(text, end)
    if match:
        return _meanings("after")[match.group()], match.end()
    if time and (match := _INSIDE.match(text, end)):
        return "le", match.end()
    return None
