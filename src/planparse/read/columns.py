"""What the columns of a table hold, told by the words at their heads: 序号, 工作任务, 牵头单位, 完成时限."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from planparse.lexicon import alternation, load

BODIES = ("lead", "responsible", "support", "supervise")
_WORK = ("task", "goal")
_IDLE = re.compile(r"[\s*　]+")
_ASIDE = re.compile(r"[((][^()()]{0,20}[))]")
_YEAR = r"(?:(?:19|20)\d\d年?度?|本年度?|全年|年度|今年|“?十[一二三四]五”?|\d{1,2}月份?)"


@cache
def _pattern() -> re.Pattern[str]:
    words = alternation(load("planparse.read", "columns").forms)
    lead = r"(?:主要|具体|重点|预期|量化|计划|工作|阶段性?)"
    return re.compile(rf"{_YEAR}?{lead}?(?P<word>{words})(?:(?:及|和|与|、|/|\()?{lead}?(?:{words})\)?)?")


@cache
def kind_of(words: str) -> str | None:
    """What the column under some words holds; None where the words head no column that is known.

    >>> kind_of("牵头 单位"), kind_of("2023年工作目标"), kind_of("责任单位及责任人"), kind_of("县财政局")
    ('lead', 'goal', 'responsible', None)
    """
    by_form = load("planparse.read", "columns").by_form
    bare = _IDLE.sub("", words)
    for written in (bare, _ASIDE.sub("", bare)):
        if written in by_form:
            return by_form[written].id
        if len(written) <= 16 and (match := _pattern().fullmatch(written)):
            return by_form[match["word"]].id
    return None


def heads(kinds: Mapping[int, str], filled: int) -> bool:
    """Whether a row whose cells have these kinds, of so many that are filled, is the head of a breakdown table."""
    found = set(kinds.values())
    works = bool(found & {*_WORK, "number", "category"})
    says = bool(found & {*BODIES, "deadline", "leader"}) or found >= {"task", "goal"}
    return len(kinds) >= 2 and 3 * len(kinds) >= 2 * filled and works and says
