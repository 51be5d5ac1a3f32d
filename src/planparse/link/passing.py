"""Periods that stand in a sentence and govern nothing: what is compared with, when a ground was laid, names of seasons."""

from __future__ import annotations

import re

from planparse.extract.period import PeriodMention
from planparse.link import words
from planparse.link.clauses import LEFT_OVER, clause_end, clause_start
from planparse.patterns import lazy

_COMPARED = lazy(r"(?:比|较|同比|高于|低于|超过|超|比起|相比于|相当于)$")
_COMPARED_AFTER = lazy(
    r"(?:\([^()]{1,20}\))?(?:同期|相比|比(?=[,;])|(?:基本)?持平|的[\d一二两三四五六七八九十.]+(?:倍|%|成)|结转|时期相比|以?来最|的水平)"
)
# 较“十五”末的2005年分别增加, 1984年建馆以来: what is compared with, or where a count begins.
_END_OF_PLAN = lazy(r"(?:比|较)[^,;。\d]{1,7}$"), lazy(r"(?:末|底)?,?(?:分别|同比|相应|累计|共|净)?(?:增|减|提高|提升|下降|上升|翻|高|低|多|少|扩大)")
_COUNTED_FROM = lazy(r"[^,;。\d]{1,14}以来")
_FIRST_TIME = lazy("[,]?(?:首次|第一次|第一个|最[高低好快多少])")  # 自“八五”以来首次赶上: since when, not in which
_SUMMED = lazy(r"[^,;。]{0,8}的?(?:总和|之和)")  # 是1950年到2002年的总和
_AND = lazy(r"[^,;。\d]{0,2}[和与、]$")  # 比1-4月和1-5月
_FROM = lazy(r"(?:由|从|在)$")
# 年初预算, 年初签订的责任书: when it was made, not what it is for.
_SET = lazy(r"[^,;。\d]{0,8}(?:下达|安排|签订|签定|制定|确定|预计|提出的|部署|定下|计划|预算|目标|任务|人代会|代表大?会)")
# 3月召开的现场会, 2013年印发的方案: the time of what is named.
_OF_NAMED = lazy(r"[^,;。\d]{0,10}(?:召开|签订|印发|出台|下发|颁布|发布|制定|编制|通过|批复|立项)的")
# 实施2019年启动的项目, 在去年完成20公里的基础上,…: when what is gone on with was begun.
_BEGUN = lazy(r"[^,;。\d]{0,6}(?:启动|实施|开工|新建|建设|下达|确定|引进|签约|申报|认定|落户)的")
_VERB = 2
# 10月8日,记者从局里获悉: when it was reported.
_REPORTED = lazy(r",?(?:本报)?(?:记者|笔者)?(?:从|在|据)?[^,;。\d]{0,16}(?:获悉|了解到|消息|讯[,:])")
_GROUND = lazy(r"(?:严格|继续)?(?:按照?|根据|依据|依照|对照|围绕|贯彻|结合)")
# 完成全年计划的45%: the goal's time.
_OF_GOAL = lazy(r"(?:的)?(?:总|预期|既定|工作|投资|绩效|考核)?(?:目标|任务|计划|预算|指标)")
_MEASURES = lazy(r"(?:完成|占|达到?|超额?过?|为|实现|超额完成|落后于?)[^,;。\d]{0,4}$")
_APPROVED = lazy(r"(?:批准|通过|下达)的?[^,;。\d]{0,4}$")  # 为县人代会批准的全县全年预算9亿元的80%
_YEARLY = frozenset(("全年", "年度", "全年度", "本年度", "今年", "当年"))
_SEASONS = frozenset(("春季", "夏季", "秋季", "冬季", "暑期", "暑假", "寒假"))
_NOW = lazy(r"目前|现已|正在")
_ENDS = lazy(r"[,、;:。)\s]|前|末|内|期间|时|里|已|共|将|以来|至|到|和")


def governs(text: str, low: int, p: PeriodMention, position: int) -> bool:
    """Whether a period that stands before a place in its sentence, which begins at `low`, can govern it."""
    return not (
        is_comparison(text, low, p)
        or _is_local(text, low, p, position)
        or _in_aside(text, low, p, position)
        or _is_set(text, low, p, position)
        or LEFT_OVER.match(text, p.end)
        or _is_of_goal(text, low, p)
        or _is_season(text, p)
        or _is_over(text, p, position)
        or (p.rule == "since" and text.startswith("一年", p.start))  # 一年来 says no more than recently
    )


def is_comparison(text: str, low: int, p: PeriodMention) -> bool:
    """比2010年, 较去年, 是2015年的1.8倍: the year compared with."""
    left = text[max(low, p.start - 12) : p.start]
    if _COMPARED.search(left[-6:]) or _COMPARED_AFTER.match(text, p.end):
        return True
    if _AND.search(left) and re.search(r"(?:比|较)[^,;。]{2,9}[和与、]$", left):
        return True
    if _SUMMED.match(text, p.end) or (text.endswith("以来", p.start, p.end) and _FIRST_TIME.match(text, p.end)):
        return True
    if _COUNTED_FROM.match(text, p.end) or (_END_OF_PLAN[0].search(left) and _END_OF_PLAN[1].match(text, p.end)):
        return True
    return text[p.start : p.end].endswith("同期") or bool(_FROM.search(left) and (text[p.end : p.end + 1] in ("的", "末", "") or text[p.end : p.end + 1].isdigit() or text.startswith(("同比", "环比", "下降", "增长"), p.end)))


def _is_local(text: str, low: int, p: PeriodMention, position: int) -> bool:
    """当年 leans on the year before it, 年末 is a day, (2017年11月) leans on what it stands behind: neither reads further than its own part of the sentence."""
    own = text.startswith(("当年", "同年", "年末", "年底"), p.start) or _is_day(p) or text.startswith(("平均", "年均"), p.end) or _is_deadline_within(text, low, p) or (text[p.start - 1 : p.start] == "(" and text[p.end : p.end + 1] == ")")
    return own and ";" in text[p.end : position]


def _is_day(p: PeriodMention) -> bool:
    """于5月12日打卡发放: the day of one thing; a deadline and 截至 have no first day."""
    return p.first is not None and p.first == p.last


def _is_deadline_within(text: str, low: int, p: PeriodMention) -> bool:
    """工程预计10月底前完成: the deadline of one thing, unless it opens its clause or is that of a whole year."""
    if p.rule != "part" or p.first is not None or (p.last or "").endswith("12-31"):
        return False
    return text.endswith("前", p.start, p.end) and clause_start(text, low, p.start) < p.start


def _in_aside(text: str, low: int, p: PeriodMention, position: int) -> bool:
    """支出(扣除2012年专项资金外)增长3%: what a bracket says governs nothing behind it."""
    opening = text.rfind("(", low, p.start)
    return opening >= 0 and text.find(")", opening, p.start) < 0 and text.find(")", p.end, position) >= 0


def _is_set(text: str, low: int, p: PeriodMention, position: int) -> bool:
    """When a plan, a meeting or a paper was made that the sentence only goes by."""
    if text.startswith("年初", p.end - 2) and _SET.match(text, p.end):
        return True
    if _OF_NAMED.match(text, p.end):
        return True
    if _REPORTED.match(text, p.end):
        return True
    start = clause_start(text, low, p.start)
    if p.start >= start + _VERB and _BEGUN.match(text, p.end):
        return True
    if (end := clause_end(text, p.end, position)) < position and text.endswith("基础上", p.end, end):
        return True
    return _GROUND.match(text, start, p.start) is not None and clause_end(text, p.end, position) < position


def _is_of_goal(text: str, low: int, p: PeriodMention) -> bool:
    if text[p.start : p.end] not in _YEARLY or not _OF_GOAL.match(text, p.end):
        return False
    return _MEASURES.search(text, max(low, p.start - 8), p.start) is not None or _APPROVED.search(text, max(low, p.start - 12), p.start) is not None


def _is_season(text: str, p: PeriodMention) -> bool:
    """冬季农业开发 is the name of a work; 冬季 before a verb or an edge is a time."""
    if text[p.start : p.end] not in _SEASONS or _ENDS.match(text, p.end) or p.end >= len(text):
        return False
    return not words.verb_at(text[p.end : p.end + 6])


def _is_over(text: str, p: PeriodMention, position: int) -> bool:
    """工程于5月8日动工,目前已完成路基3公里: a day or a month is over when the text comes to what is now."""
    return p.rule in ("part", "iso") and p.first is not None and p.last is not None and p.first[:7] == p.last[:7] and "," in text[p.end : position] and _NOW.search(text, p.end, position) is not None
