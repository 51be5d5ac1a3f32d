"""Status and commitment: what is planned, what is reported as done, what only gives the context."""

from __future__ import annotations

import re
from functools import cache

from planparse.lexicon import alternation, load
from planparse.link import background
from planparse.link.grades import is_aimed_at
from planparse.link.intent import is_intended, is_put_forward, is_timed_intent, is_work_ahead
from planparse.link.said import Said
from planparse.link.words import ASPECT
from planparse.patterns import lazy
from planparse.records import Commitment, Status
from planparse.segment.zones import Zone

# What is done: an aspect mark or an adverb of completion in the clause.
_DONE = lazy(
    r"(?=[了已累先达获荣顺超圆被截共])(?:(?<=[^\W\d])了(?!解|然|望|如指)|已(?!知|婚)|累计|先后|达到了|(?<!对)获评|荣获|获得了|顺利(?:完成|通过)|超额完成|圆满完成|被评为|截至(?!目前不)|共(?:有|计完|投入|建成|举办|组织|排查|发放|查处|培训|召开|争取|接待|受理|办理|征集|收到|取得))"
)
# What is to be done: a modal or a deadline.
_PLANNED = lazy(r"将(?!军)|力争|争取|拟(?!定)|计划(?:完成|解决|改造|治理|新增|建成|新建|引进|招|投入|签约|开工|安排|实施|培训|发放|组织|建设)|确保|要(?!求|点|素|闻|案|件|道)|预计|预期|努力|务必|必须|明年|今后|下一步|到(?:20\d\d|明)年")


def of(
    zone: Zone, said: Said, unit: str, year: int | None, *, problems: bool, described: bool, over: bool = False
) -> Status:
    """The status of a quantity from its zone and what stands around it; `year` is the last one of the period that governs it.

    `problems` tells whether the section speaks of what is lacking, `described` whether the quantity tells how a place
    stands, `over` whether the time under review is over when the document is given, so that an estimate is one of what was done.
    """
    base: Status = "achieved" if zone.view == "review" else "planned"
    before, clause = said.before, said.clause
    if base == "achieved" and not problems and ("同比" in before or "上年" in before or "去年" in before) and _OF_SUM_GROWN.search(before):
        return base
    planned = base == "planned" and _PLANNED.search(before) is not None
    if background.is_background(said, base, problems=problems, described=described, intended=planned):
        return "context"
    if base == "achieved":
        later = year is not None and zone.year is not None and year > zone.year
        if later and not _DONE.search(before) and not _prepares().search(before):
            return "planned"
        if is_aimed_at(before) or is_put_forward(said) or (is_timed_intent(said) and not _DONE.search(clause)):
            return "planned"
        return "planned" if is_intended(before, said.after, unit, over) and not _DONE.search(clause) else "achieved"
    if planned or is_aimed_at(before) or _PLANNED.search(clause) or is_intended(before, said.after, unit, over):
        return "planned"
    if (_AS_OF.search(said.lead) and _REPORTS.search(before)) or _SO_FAR.search(before):
        return "achieved"
    done = _DONE.search(before)
    if done and not re.search(r"共|累计", done.group()):
        return "achieved"
    return "achieved" if year is not None and zone.year is not None and year < zone.year else "planned"


# 总投资和年度计划投资同比分别增长15%、13%: how a sum grew is told, whatever the sum is.
_OF_SUM_GROWN = lazy(r"(?:投资|概算|预算|计划)(?:额|数)?(?:同比|比上年|较上年|比去年|较去年)(?:同期)?(?:分别)?(?:增长|增加|下降|减少|提高)了?(?:[\d.]+%[、和])*$")
# A plan tells how far the work has come: 截至8月底,累计完成…; 1-8月完成….
_AS_OF = lazy(r"截[至止](?:目前|到?\d{1,2}月)[^,;。前]{0,6},(?![^;。]{0,60}(?:前|将|力争|确保))")
_REPORTS = lazy(r"完成|累计|已|到位|^[^,;。]{0,4}[占共]")
_SO_FAR = lazy(r"^[^,;。]{0,4}1[-—至]+\d{1,2}月份?[^,;。]{0,8}(?:累计|共)完成")


@cache
def _prepares() -> re.Pattern[str]:
    """谋划2016年重点项目: what is done for a later year is done."""
    return re.compile(rf"(?:{alternation(load('planparse.link', 'standing').forms_of('prepares'))})[^,;。\d]{{0,4}}\d{{4}}年")


_MUST = lazy(r"确保|必须|务必|严禁|不得|坚决")
_STRIVE = lazy(r"力争|争取|努力|力促")
_EXPLORE = lazy(r"探索|鼓励|试点|试行|尝试")
_COMMITS = lazy(f"{_STRIVE.pattern}|{_MUST.pattern}|{_EXPLORE.pattern}")


def commitment(clause: str) -> Commitment:
    """How firmly a clause commits.

    >>> commitment("力争年内建成2所"), commitment("确保入学率达到99%")
    ('strive', 'must')
    """
    if not _COMMITS.search(clause):
        return "plan"
    if _STRIVE.search(clause):
        return "strive"
    if _MUST.search(clause):
        return "must"
    return "explore" if _EXPLORE.search(clause) else "plan"


_ASPECT = lazy(ASPECT)


def tells_of_done(words: str) -> bool:
    """Whether words say that something is done.

    >>> tells_of_done("先后启动建设"), tells_of_done("启动建设")
    (True, False)
    """
    return _DONE.search(words) is not None


def of_action(zone: Zone, words: str) -> Status:
    """The status of a piece of work from its zone and its clause."""
    if zone.view == "review":
        return "planned" if is_work_ahead(words) and not _DONE.search(words) else "achieved"
    marked = "了" in words or "已" in words
    return "achieved" if marked and _ASPECT.search(words) and not _PLANNED.search(words) else "planned"
