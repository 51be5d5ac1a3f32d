"""How far a goal goes: 零售总额:底线目标9亿元,奋斗目标10亿元. Such words say what is aimed at; what is measured was named before them."""

from __future__ import annotations

import re
from functools import cache

from planparse.lexicon import alternation, load


@cache
def _grade() -> re.Pattern[str]:
    """The word for a goal at the end of a phrase, with its grade or kind."""
    table = load("planparse.link", "standing")
    aims, kinds = (alternation(table.forms_of(entry)) for entry in ("aim", "goal_kind"))
    return re.compile(rf"(?:(?P<aim>{aims})|{kinds})?(?:工作)?目标(?:任务|值)?$")


@cache
def _aim() -> re.Pattern[str]:
    """A goal that is aimed at, up to its number; 完成奋斗目标 and 超底线目标 tell what came of it."""
    aims = alternation(load("planparse.link", "standing").forms_of("aim"))
    return re.compile(rf"(?<![成现超占比较于达到过])(?:{aims})目标(?:任务|值)?(?:定为|确定为|分别|为|是|[增下][长降速]|达到?|:|,)*$")


def without(phrase: str) -> str:
    """What a phrase names besides a goal and its grade at its end; empty where it names nothing else.

    >>> without("零售总额奋斗目标"), without("底线目标"), without("占年度目标")
    ('零售总额', '', '占年度目标')
    """
    found = _grade().search(phrase)
    if found is None or (found.start() and not found["aim"]):
        return phrase
    return phrase[: found.start()]


def is_aimed_at(before: str) -> bool:
    """Whether the words before a number say that it is a goal of some grade.

    >>> is_aimed_at("奋斗目标"), is_aimed_at("完成奋斗目标")
    (True, False)
    """
    return "目标" in before and _aim().search(before) is not None
