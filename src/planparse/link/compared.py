"""Comparisons: how a figure stands beside a goal, a mean, another rate or what was before."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.link.phrases import clean
from planparse.link.predicate import BEYOND, Predicate
from planparse.link.topic import Topic
from planparse.patterns import lazy


def compared(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """How far what was spoken of is beyond, or behind, what it is compared with; the figure of a goal is that of what it is for.

    >>> from decimal import Decimal
    >>> from planparse.link.predicate import read
    >>> near = Around("比全省平均增速高", "", 0, 0, 0, False, "")
    >>> q = Quantity(0, 0, "percent", Decimal(2), None, "百分点", "eq", None, "number_unit")
    >>> compared(q, near, read(near.left), "", "", Topic(full="财政收入")).name
    '财政收入比全省平均增速高'
    """
    percent = q.kind == "percent"
    if percent and "恢复" in near.left and (back := _RESTORED.search(near.left)) and (name := clean(near.left[: back.start()]) or topic.full):
        return Named(name, "subject_of_topic")
    if not topic.full:
        return None
    if percent and near.right[:1] in _CLOSES_THAN and _THAN_ITS.fullmatch(near.left):
        return Named(topic.full, "subject_of_topic")
    if percent and ("拉动" in near.left or "贡献" in near.left) and (adds := _CONTRIBUTES.match(near.left)):
        return Named(_SUM.sub("", topic.full) + adds["to"], "share")
    how = _rate_beside(near) if percent else _amount_beside(q, near)
    if not how and near.left[:1] in _COMPARES and (than := _THAN.fullmatch(near.left)):
        how = than["how"]
    return Named(topic.full + how, "share") if how else None


def _rate_beside(near: Around) -> str:
    """How a rate stands beside its goal or another rate; empty where it stands beside none."""
    last = near.clause[-1:]
    if last in _CLOSES_GOAL and (beyond := _BEYOND_GOAL.search(near.clause)):
        return beyond["how"] + beyond["goal"]
    if last in _CLOSES_RATE and (than := _THAN_RATE.search(near.clause)):
        return than["than"] + than["how"]
    beyond = BEYOND.search(near.left)
    return beyond["how"] if beyond and not OF_PLAN.match(near.right) else ""


def _amount_beside(q: Quantity, near: Around) -> str:
    """How an amount stands beside its goal, its budget or a mean; empty where it stands beside none."""
    if near.left.endswith(_ENDS_GOAL) and (missed := _MISSED.fullmatch(near.left)):
        return missed["how"]
    if q.kind == "money" and (missed := _MISSED_BUDGET.fullmatch(near.left)):
        return missed["how"]
    beyond = _BEYOND_MEAN.fullmatch(near.left)
    return beyond["how"] + beyond["of"] if beyond else ""


# 高于年初10%的目标2个百分点: what is aimed at.
OF_PLAN = lazy("的?(?:[超高低]于|超过?|超出|落后|塌|欠|差|距)?(?:全年|年初|年度|预期|预定|计划|增长|控制)*(?:目标|计划|任务|预期|要求)")
# 高于年初12%的目标3个百分点: how far beyond what was aimed at, whatever the aim was.
_BEYOND_GOAL = lazy(r"(?P<how>[高低快慢]于|超过?|超出|[高低]出)[^,;。\d]{0,12}\d[\d.]*%(?:左右|以上|以内)?的?(?P<goal>[^,;。\d]{0,6}(?:目标|计划|任务|要求))(?:了|约|近)*$")
# 比全省的36%低18个百分点: how far from another rate, and that rate.
_THAN_RATE = lazy(r"(?P<than>(?:比|较)[^,;。\d]{2,10}?)的?\d[\d.]*%(?P<how>[高低快慢多少])(?:出|了)?$")
_THAN_ITS = lazy(r"[,、]?(?:比|较)[^,;。\d]{2,10}的?")
_CLOSES_THAN = frozenset("高低快慢多少")
_CLOSES_GOAL, _CLOSES_RATE = frozenset("标划务求了约近"), _CLOSES_THAN | frozenset("出了")
_RESTORED = lazy(r"恢复[到至][^,;。]*的?$")  # 恢复到上年同期的81%
_THAN = lazy(r"(?P<how>(?:(?:较|比)(?![例重])[^,;。\d]{2,14}|[与和同跟][^,;。\d]{2,14}相比,?)(?:(?<!提)高|(?<!降)低|(?<!加)快|慢))")
# 增加值312亿元,拉动经济增长6个百分点,对经济增长的贡献率达51%.
_CONTRIBUTES = lazy(r"[,、]?(?P<to>(?:共?同?拉动[^,;。\d]{2,12}?(?:增长|增速|上升)?|对[^,;。\d]{2,14}?贡献率))(?:[约达为]|达到|分别)*$")
_SUM = lazy("(?<=[^\\W\\d]{2})(?:完成|实现)?(?:增加值|总?产值|所?占?比重|占比)$")
_ENDS_GOAL = ("目标", "计划", "任务", "进度", "预算", "数")
# 人均收入4380元,超目标180元.
_MISSED = lazy(r"[,、]?(?P<how>(?:超额?(?:过|出|完成)?|欠|短|差|低于|高于|少于|多于)(?:了)?(?:[年全][初年度]|预期|既定|序时)*(?:目标|计划|任务|进度|预算)数?)(?:任务)?")
# 教育支出9亿元,完成预算的102%,超支2000万元.
_MISSED_BUDGET = lazy(r"[,、]?(?P<how>超收|超支|短收|欠收|节支)(?:了|约|近)*")
_BEYOND_MEAN = lazy(r"[,、]?(?P<how>[高低快慢优多少]于|超过?(?:了)?|[高低]出)(?P<of>[全本][国省市县区镇乡校]平均[^,;。\d]{0,6}?)(?:了|约|近)*$")
_COMPARES = frozenset("较比与和同跟")
