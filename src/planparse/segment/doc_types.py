"""The type of a document: what its title says, else what its text tells and intends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planparse.lexicon import alternation, load
from planparse.patterns import lazy
from planparse.records import DocType
from planparse.segment.naming import GIVEN_AT, HEAD, TAIL

OPENING = 500
# What the first paragraphs say that the text is: 现将上半年工作总结及下半年工作安排汇报如下.
ANNOUNCES_BOTH = lazy(
    r"(?:现[将把就]|下面,?[就将把我]?|[就将]我)[^。\n]{0,40}(?:总结|情况|回顾)[^。\n]{0,14}(?:及|和|与|暨|、)[^。,\n]{0,20}(?:安排|计划|打算|思路)[^。,\n]{0,12}(?:汇报|报告|总结)"
)
_ANNOUNCES_REVIEW = lazy(r"现[将把]?[^。\n]{0,30}(?:总结|汇报|报告|小结)如下")
# What a meeting is for: 总结去年工作,部署今年任务; 一方面回顾…, 另一方面研究….
_LOOKS_BOTH_WAYS = lazy(
    r"(?:总结|回顾)[^。\n]{2,160}?(?:部署|安排|谋划|研究|明确)[^。\n]{0,20}(?:今年|明年|来年|下一?步|\d年|新一年|任务|思路|目标)"
)
_TABLE = lazy(
    rf"(?:分解|任务|分工|一览|进度|情况|推进|计划|安排|项目|明细|统计)表{TAIL}$|分解表|任务表|台[账帐]|一览表|分工表"
)
# Its columns in one line, or one a line.
_OPENS_TABLE = lazy(r"[\s|]*(?>(?:[^|\n]{1,20}+(?>(?:\|[ \t]*+)+)){2,})|[\s|]*(?:[^|\n]{1,12}\|[ \t]*\n){3,}")
_SUMMARY = lazy(
    r"总结|小结|回顾|汇报|述职|年度报告|(?:完成|工作|开展|推进|落实|进展)情况|概况|简介|综述|自[查评]报告|基本情况|情况的?报告"
)
_PLAN = lazy(r"要点|计划(?!管理|生育|单列|经济)|安排|思路|打算|规划(?!管理|局)|方案|谋划")
_TASKS = lazy(r"任务|目标|意见|决定|办法|措施|实事|工程$|重点工作$")
_REPORT = lazy(
    r"政府.{0,6}报告|(?:国民经济|经济社会|社会发展|人民政府).{0,40}报告$|计划.{0,12}的?报告|规划.{0,12}的?报告|执行情况|(?<!述职)工作的?报告(?:$|\()"
    r"|公报(?:\s?\d{4})?$|情况的?通报(?:\s?\d{4})?$|运行(?:情况)?分析|(?:国民)?经济(?:和社会发展)?运行(?:基本)?情况"
)
# A bureau's, though it is handed in as a report: 2018年工作总结暨2019年工作计划的报告.
_SUMS_UP_AND_PLANS = lazy(r"总结.{0,24}(?:计划|打算|安排|要点|思路).{0,4}报告")
_LOOKS_ON = lazy("(?:报告|总结|汇报|回顾)[与及和暨](?:明年|来年|下一?年|下一?步|今后|新年)[^,。]{0,10}(?:意见|打算|安排|思路|计划|设想)$")
# A plan that divides the work of a report is no report.
_DIVIDES = lazy(r"》.{0,40}(?:分工|分解|落实|实施)|(?:分工|分解|落实).{0,14}《政府工作报告》")
_OF_REPORT = lazy(r"政府工作报告(?=.{0,30}(?:分工|分解|落实|清单|任务表))")
_ISSUES_PLAN = lazy(r"(?:下达|印发)[^。]{0,60}(?:要点|计划|规划)[》〉]?的通知$")


def of(title: str, headings: Sequence[str], text: str, behind: str) -> DocType:
    """The type that title, headings and text tell; `behind` is the text behind the title."""
    if _DIVIDES.search(title):
        title = re.sub(r"《[^《》]*》", "", title)
    title = _OF_REPORT.sub("", title)
    if told := _of_title(title, behind):
        return told
    if _SUMMARY.search(title):
        both = _PLAN.search(title) or ANNOUNCES_BOTH.search(text[:HEAD]) or _plans_too(headings)
        return "mixed" if both else "summary"
    if _PLAN.search(title) or _TASKS.search(title):
        return "plan"
    if _has_review(headings) and any(map(PLANS.search, headings)):
        return "mixed"
    return "plan" if _OPENS_AHEAD.match(behind) else of_text(text, bool(title))


# 2017年,将加快渠道建设: the first sentence says that all is still to be done.
_OPENS_AHEAD = lazy(r"\s*(?:(?:19|20)\d\d年|今年|新的一年)[,:]?(?:我[^\W\d]{1,3})?[将拟要](?=进一步|继续|全面|加快|加大|着力|重点|以|坚持|努力|深入|大力|切实|按照|围绕|抓好|做好|推进|完成|实施|建设|新建|力争|认真|紧紧)")


def _of_title(title: str, behind: str) -> DocType | None:
    """What the title alone decides."""
    if GIVEN_AT.search(behind[:OPENING]):
        return "report"
    if re.search(r"的通知$", title) and not re.search(r"要点|计划|总结|思路|安排|[表单账]", title):
        return "notice"
    if _TABLE.search(title) and not title.endswith("的通知"):
        return "table"
    if _LOOKS_ON.search(title):
        return "mixed"
    if _REPORT.search(title) and not _SUMS_UP_AND_PLANS.search(title):
        return "report"
    if _ISSUES_PLAN.search(title):
        return "plan"
    if re.search(r"的通知$", title) and not re.search(r"要点|工作计划|总结", title):
        return "notice"
    if re.search(r"(?:通知|函|批复)$", title) and not _PLAN.search(title) and not _TASKS.search(title):
        return "notice"
    return "table" if _OPENS_TABLE.match(behind) else None


PLANS = lazy(r"(?:计划(?!生育|免疫|单列|外|管理|财务)|打算|安排|思路|(?:工作|主要|重点|目标)任务|工作重点|重点工作|(?:工作|奋斗)目标)(?!的?(?:完成|落实|执行|进展|推进|开展))")
_AHEAD = lazy(r"\d{4}年|下|明年|来年|今后")


def _plans_too(headings: Sequence[str]) -> bool:
    """Whether the headings of a summary look back and plan."""
    planned = any(PLANS.search(h) and _AHEAD.search(h) for h in headings)
    return planned and len(headings) >= 2 and _has_review(headings)


_ADDRESSED = lazy(
    r"\s*(?:各|区直|市直|县直)[^。\n]{2,80}:\s*\n(?:[^\n]*(?:(?:通知|函告)如下|印发给你们)|[^\n]*现[将把][^。\n]{0,60}分解下达)"
)
# What is done, and what is to be done.
_TELLS = lazy(
    r"[^\W\d]了|已[经完建开]|同比|比上年|圆满完成|较好地?完成|累计|取得了|先后|共[完投举开排查培发组破接受处]|截[至止]|位于|地处|现[有辖]|今年以来|一年来|年来,"
    r"|占[^,;。\n]{0,14}的\d|完成率|1[-—至]\d{1,2}月|前[一二三两]个?季度|破获|抓获|荣获|获评|被评为|连续\d{1,2}年|决算|比\d{4}年[增减]|下辖|总人口|海拔|气温|始建于|占地|现已|目前"
)
# Figures that may be told or aimed at.
_REACHES = lazy(r"增长\d|(?:完成|实现|达到?|增长)[^,;。]{0,12}\d")
_FIGURE = lazy(r"(?<![\d.])(?!(?:19|20)\d\d(?!\d))\d+(?:\.\d+)?(?!\s*[年月号日])")
_EXACT, _A_LITTLE = 3, 2
_INTENDS = lazy(
    r"要[加强抓做把进坚]|将[以在于进]|确保|力争|(?<![共已报])争取(?!到|了|中央|国家|省级|上级|资金|项目)|(?:奋斗|底线|预期|工作)目标|着力|大力|狠抓|拟|必须|务必|努力|继续|进一步|到20\d\d年"
)
_WORDS = load("planparse.segment", "type_words")
_HAPPENS, _PLANNED, _ACCOUNTS, _CONGRESS = (lazy(alternation(_WORDS.forms_of(name))) for name in ("happens", "plans", "account", "congress"))
# What a congress has voted for is still to be done.
_VOTED = lazy("票决(?:通过|产生|确定|出)|实事项目[^。,;]{0,12}出炉")
_SHOWN, _OPENS = 3_000, 1_500


def of_text(text: str, titled: bool) -> DocType:
    """A summary tells more than it intends, and a region's is a report; a table opens with its columns."""
    head = text[:_SHOWN]
    if _OPENS_TABLE.match(head):
        return "table"
    if ANNOUNCES_BOTH.search(head) or (titled and _LOOKS_BOTH_WAYS.search(head[:OPENING])):
        return "mixed"
    if _ADDRESSED.match(head):
        return "notice"
    if _VOTED.search(head):
        return "plan"
    if _ANNOUNCES_REVIEW.search(head) or _tells(head):
        return "report" if _of_region(head[:_OPENS]) else "summary"
    return "plan"


def _tells(head: str) -> bool:
    """Whether a text tells more than it intends; an exact figure tells a little, a figure that is reached somewhat more.

    >>> _tells("受理投诉230件,办结率100%。"), _tells("新建停车场5处,力争年底前完工。"), _tells("完成造林2万亩。"), _tells("完成税收4348万元。")
    (True, False, False, True)
    """
    told = 4 * (_count(_TELLS, head) + _count(_HAPPENS, head)) + 2 * _count(_REACHES, head) + _exact(head)
    return told > 4 * (_count(_INTENDS, head) + _count(_PLANNED, head)) + _A_LITTLE


def _of_region(head: str) -> bool:
    """Whether a text gives the accounts of a whole region, or answers to its congress: so its government reports."""
    return len(set(_ACCOUNTS.findall(head))) >= _MANY_ACCOUNTS or _count(_CONGRESS, head) >= _CONGRESSES


_MANY_ACCOUNTS, _CONGRESSES = 4, 2


def _exact(head: str) -> int:
    """How many figures have more than two digits before their zeros: nobody plans 4348万 or 31.27%."""
    return sum(1 for figure in _FIGURE.findall(head) if len(figure.replace(".", "").strip("0")) >= _EXACT)


def _count(words: re.Pattern[str], head: str) -> int:
    return len(words.findall(head))


def _has_review(headings: Sequence[str]) -> bool:
    return any(re.search(r"回顾|总结|开展情况|完成情况|工作情况|成效|主要工作", h) for h in headings)
