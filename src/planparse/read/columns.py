"""What the columns of a table hold, told by the words at their heads: 序号, 工作任务, 牵头单位, 完成时限."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from planparse.lexicon import alternation, load
from planparse.patterns import lazy

BODIES = ("lead", "responsible", "support", "supervise")
_WORK = ("task", "goal")
_IDLE = lazy(r"[\s*　]+")
_ASIDE = lazy(r"[(（][^()（）]{0,20}[)）]")
_TIME = (
    r"(?:截[至止]到?|至)?(?:(?:19|20)\d\d年?度?|本年度?|全年|年度|今年(?:以来)?|“?十[一二三四五]五”?|[上下]半年|第?[一二三四1-4]季度"
    r"|前[一二三四五六七八九1-9]个?(?:季度|月)|1?\d[-—~至]1?\d月份?|\d{1,2}月份?(?:\d{1,2}日|底|末)?|[年月]底|本月|目前|当前|當前|现阶段)"
)
_NAMED_TIME = lazy(rf"(?!目前|当前|當前|现阶段|年度)(?:{_TIME}){{1,2}}(?=.)")
_DATED = lazy(r"(?:(?:19|20)\d\d年?度?|本年度?|年度|[上下]半年|第?[一二三四1-4]季度){1,2}(?:值|数)?")
_LEVEL = r"(?:[省市县縣区區州镇鎮乡](?:级|級|直)?)?"

_LEAD = r"(?:主要|具体|重点|预期|量化|计划|工作|阶段性?)"


@cache
def _pattern() -> re.Pattern[str]:
    words = alternation(load("planparse.read", "columns").forms)
    return re.compile(rf"(?:{_TIME}){{0,2}}{_LEVEL}{_LEAD}?(?P<word>{words})(?:(?:及|和|与|、|/|[(（])?{_LEAD}?(?:{words})[)）]?)?")


@cache
def heads_of() -> str:
    """A pattern for the head of a column as it stands in running text."""
    return rf"(?:{_TIME}){{0,2}}{_LEVEL}{_LEAD}?(?:{alternation(load('planparse.read', 'columns').forms)})"


@cache
def kind_of(words: str) -> str | None:
    """What the column under some words holds; None where the words head no column that is known.

    >>> kind_of("牵头 单位"), kind_of("2023年工作目标"), kind_of("责任单位及责任人"), kind_of("县财政局")
    ('lead', 'goal', 'responsible', None)
    >>> kind_of("截至10月底进展情况"), kind_of("县级牵头单位"), kind_of("2022年"), kind_of("总投资(万元)")
    ('progress', 'lead', 'dated', 'amount')
    """
    by_form = load("planparse.read", "columns").by_form
    bare = _IDLE.sub("", words)
    for written in (bare, _ASIDE.sub("", bare)):
        if written in by_form:
            return by_form[written].id
        if len(written) <= 16 and (match := _pattern().fullmatch(written)):
            return by_form[match["word"]].id
        if _DATED.fullmatch(written):
            return "dated"
    return None


def without_time(head: str) -> str:
    """The words at the head of a column without the time they name, blanks and what stands in brackets.

    >>> without_time("截至10月底 完成率(%)"), without_time("2023年度目标值"), without_time("当前进度")
    ('完成率', '目标值', '当前进度')
    """
    bare = _ASIDE.sub("", _IDLE.sub("", head))
    return _NAMED_TIME.sub("", bare) or bare


def heads(kinds: Mapping[int, str], filled: int) -> bool:
    """Whether a row whose cells have these kinds, of so many that are filled, is the head of a breakdown table."""
    found = set(kinds.values())
    works = bool(found & {*_WORK, "number", "category"})
    says = bool(found & {*BODIES, "deadline", "leader"}) or found >= {"task", "goal"} or found >= {"task", "progress"}
    return len(kinds) >= 2 and 3 * len(kinds) >= 2 * filled and works and says
