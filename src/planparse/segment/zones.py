"""Zones: where a document looks back and where it looks ahead, and which year each of its words means.

A work report of 2020 says 全年 of 2019 as long as it reviews, and of 2020 once it plans. Headings tell, or the
sentence with which a report turns from the one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planparse.patterns import lazy
from planparse.records import DocType
from planparse.segment import dates
from planparse.segment.outline import Section

View = Literal["review", "plan"]

_YEAR = lazy(r"(?<!\d)(?:(?:19|20)\d\d|[一二][九零〇○][零〇○一二三四五六七八九]{2})(?=年)")
_REVIEW = lazy(
    r"回顾|总结|现状|完成情况|开展情况|工作情况|执行情况|进展情况|落实情况|基本情况|主要成[效绩就]|(?<!困难)情况$|成[效绩就]|做法|成绩|过去|(?:圆满|全面|顺利|较好|超额|如期|已)地?完成|完成了|取得|工作完成"
)
# Where a document looks ahead, only a heading that names what was looks back: 上年工作回顾, no 总结阶段, 通报情况, 确保取得实效.
_LOOKS_BACK_THERE = lazy(
    rf"(?:{_YEAR.pattern}年|[去上]年|上半年|前[一二三]?季度|过去|[一二三四五几]年来|今年以来)[^,。;]*(?:回顾|总结(?!阶段)|情况|成[效绩就]|做法|完成|取得)"
    r"|(?!(?:做好|抓好|搞好|加强|强化|认真|及时|定期|严格|切实|检查|督查|通报|汇报|报送|上报|反馈|巩固|扩大|发扬|总结|评比|表彰|宣传|提高|提升|确保|努力|争取|力争|开展|组织|进行|注重|突出|建立|完善|落实|推进|推动|掌握|了解|摸清|跟踪|改变|改善|改进|扭转|打破)(?!情况$))"
    r"[^,。;]{0,16}(?:回顾|(?<![查评])工作总结|(?:完成|执行|开展|进展|落实|工作|基本|发展)情况|现状(?:分析)?|发展基础|(?:工作|建设|取得的?|主要)成[效绩就])"
)
# Where it looks back, only a heading of what is next looks ahead: 明年工作思路, 几点打算, no 安排专项资金, 重点工作扎实推进, 计划生育.
_LOOKS_AHEAD_THERE = lazy(
    r"[^,。;]*(?:下一?步|下一?阶段|下半年|下一?季度|下一年|明年|来年|今后|未来|新的一年|[一二三四五六七八九十]{1,2}五”?(?:时期|期间|规划|发展))[^。;]*"
    r"|(?!理清|明确|创新|严格|强化|围绕|坚持|科学|精心|认真|及时|合理|按照|突出|狠抓|紧扣|完成|落实|服务|抓好)(?:20[\dXx×*_]{2,6}年度?)?[^,。;\d]{0,12}"
    r"(?:打算|设想|构想|工作要点|努力方向|(?:工作|总体|发展|基本)思路|工作(?:计划|安排|目标|重点|展望|任务)|展望|(?:奋斗|预期|发展|主要|总体)目标|总体要求|目标任务|(?:主要|基本|重点)任务)(?:[和及与、][^,。;\d]{2,10})?"
)
_THIS_YEAR = lazy("今年|本年度")
# 主要工作 alone looks back; beside 基本任务 it does not.
_WEAK_REVIEW = lazy(r"主要工作(?!任务|安排|目标|打算|思路|要求|措施)")
_PLAN = lazy(
    r"打算|设想|工作要点|安排|草案|计划(?!执行|完成|生育|免疫|单列|外|管理|财务)|思路|下一步|下步|下阶段|明年|来年|今后|展望|奋斗目标|预期目标|发展目标|总体目标|远景目标|目标要求|目标任务|主要目标|工作重点|重点工作|工作目标|总体要求|主要任务|基本任务|工作任务|工作要求|努力方向"
)
_TURN = lazy(
    r"(?:今年|明年|(?P<y>20\d\d|19\d\d|[一二][九零〇○][零〇○一二三四五六七八九]{2})年|新的一年|下一年|来年)(?![^。\n]{0,24}(?:情况|总结|完成|年初))[^。\n]{0,24}(?:总体要求|总体思路|主要(?:预期)?目标|工作思路|工作安排|重点(?:做好|抓好|工作)|着力(?:抓好|做好)|目标任务|打算|(?:工作|经营|奋斗|预期)目标|(?:工作|主要)任务)"
    r"|今年(?:政府)?工作的(?:总体|指导)|下一步工作(?:打算|安排|思路)|新的一年,"
)
_SUMS_UP = lazy(r"^(?!.*(?:打算|安排|计划|思路|要点|目标|任务)).*(?:总结|回顾|公报(?:\s?\d{4})?$)|年[^年]*总结[和与及暨]")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a document with its view and its own year."""

    start: int
    end: int
    view: View
    year: int | None


def find(
    text: str, start: int, end: int, sections: Sequence[Section], doc_type: DocType, year: int | None, title: str = ""
) -> tuple[Zone, ...]:
    """The zones of a document, without gaps.

    >>> [z.view for z in find("去年培训300人。今年的总体要求是稳中求进。", 0, 21, (), "report", 2020)]
    ['review', 'plan']
    """
    default: View = "review" if doc_type in ("summary", "mixed", "report") else "plan"
    cuts: list[Cut] = [(start, default, None), *_headed(text, sections, default, doc_type, year), *_lined(text, start, end, title)]
    if default == "plan":
        cuts += _behind_reviews(sections, cuts, end)
    if doc_type == "plan":
        cuts += _looked_back(text, _behind(text, start, end, title), min([end, *(s.start for s in sections if s.level <= 1)]), year)
    if doc_type in ("mixed", "report") and not any(view == "plan" for _, view, _ in cuts) and (turn := _turn(text, _behind(text, start, end, title), end, year)) is not None:
        cuts.append((turn, "plan", None))
    if default == "review" and not any(view == "plan" for _, view, _ in cuts):
        cuts += _looked_ahead(text, _behind(text, start, end, title), end, _year("review", doc_type, year))
    cuts.sort(key=lambda c: c[0])
    ends = [c[0] for c in cuts[1:]] + [end]
    named = [dates.year_of(m.group()) for m in _YEAR.finditer(title)]
    alone = ("情况" in title or (doc_type == "report" and "报告" not in title)) and len(set(named)) < 2 and not any(view == "plan" for _, view, _ in cuts)
    # A report on one year reviews the year it is named after, and so does a summary that goes on to plan.
    named_after = named == [year] and _SUMS_UP.search(title)
    half = doc_type in ("mixed", "report") and re.search(r"半年|季度|\d[-—至~]\d{1,2}月", title)
    shown: DocType = "plan" if half else "summary" if alone or named_after else doc_type
    return tuple(Zone(a, b, view, own or _year(view, shown, year)) for (a, view, own), b in zip(cuts, ends, strict=True) if b > a)


def _turn(text: str, start: int, end: int, year: int | None) -> int | None:
    """Where a report without headings turns to what it plans; the goals of a year before its own are those that it reviews."""
    for turn in _TURN.finditer(text, start, end):
        if not (turn["y"] and year and (dates.year_of(turn["y"]) or year) < year):
            return turn.start()
    return None


def _behind(text: str, start: int, end: int, title: str) -> int:
    """Where the title is said for the last time at the head: 来年工作思路 in it turns nothing."""
    last = text.rfind(title, start, min(end, start + _HEAD)) if title else -1
    return start if last < 0 else last + len(title)


_HEAD = 600

Cut = tuple[int, View, int | None]


def _behind_reviews(sections: Sequence[Section], cuts: Sequence[Cut], end: int) -> list[Cut]:
    """Where a document looks ahead, a heading that looks back holds for its own section."""
    opened = {at for at, view, _ in cuts if view == "review"}
    known = {at for at, _, _ in cuts}
    return [(s.end, "plan", None) for s in sections if s.start in opened and s.end < end and s.end not in known]


# What a plan says of the time before it: 三年来, 主要目标如期实现, 各项事业取得长足进步.
_LOOKS_BACK = lazy(
    r"[三四五]年来|过去[三四五几]年|(?:目标|任务)[^,。;]{0,6}如期(?:实现|完成)"
    r"|(?:^|[,。;])(?![^,。;]*(?:推动|努力|促进|使))[^,。;]{2,30}取得(?:了|长足|明显|显著|重大|重要|积极|可喜|丰硕|较大)"
)
# A plan's goals are compared with the end of the last five-year plan; with the one before, what is reached is.
_COMPARED = lazy(r"[比较由从][“”]?(?P<n>[一二三四五六七八九十]{1,2})五[“”]?(?:期?末|时期|期间)")
_LOOKS_AHEAD = lazy(
    r"(?:力争|争取|确保)(?!了)|必须|将(?!军|领)|今后|[,。;]要|到[“”]?[一二三四五六七八九十]{1,2}五[“”]?(?:期末|末)|年底前|到年底|目标(?![^,。;]{0,6}(?:如期|全面|圆满|顺利))"
)
_UNTIL = lazy(rf"到(?P<year>{_YEAR.pattern})")
_PARAGRAPH = lazy(r"\S[^\n]*")


def _looked_back(text: str, start: int, end: int, year: int | None) -> list[Cut]:
    """Where the paragraphs above a plan's first heading review what was, until one says what is to be done."""
    found: list[Cut] = []
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        words = paragraph.group()
        if _LOOKS_AHEAD.search(words) or any(dates.year_of(m["year"]) >= (year or 0) for m in _UNTIL.finditer(words)):
            if found:
                return [*found, (paragraph.start(), "plan", None)]
        elif not found and (_LOOKS_BACK.search(words) or _is_compared(words, year)):
            found.append((paragraph.start(), "review", None))
    return [*found, (end, "plan", None)] if found else found


# A paragraph in which a review turns to what is next: 2018年打算:…, 明年,我院将继续…, 下一步工作思路:….
_NEXT = lazy(
    rf"(?:[(]?[一二三四五六七八九十\d]{{1,3}}[)、.])?[ \t]*(?:(?P<year>{_YEAR.pattern})年度?|明年|来年|新的一年|下一?步|下阶段|下半年|今后|今年(?=我[们局院校县镇乡市区]?(?:计划|打算|准备)))[^\n。:]{{0,14}}?"
    r"(?:(?:打算|计划|设想|思路|安排|目标|规划|要点|重点)(?:主要|初步)?(?:是|为|有|如下|[:,])|(?<!不)(?:将|要|准备)(?:继续|进一步|以|在|重点|着力|坚持|认真|按照|围绕|紧紧|全面|深入|切实|努力|抓好|做好|加大|加强|完成))"
)


def _looked_ahead(text: str, start: int, end: int, reviewed: int | None) -> list[Cut]:
    """The paragraphs of a review that say what is next, from where they say so."""
    found: list[Cut] = []
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        told = _NEXT.match(text, paragraph.start(), paragraph.end())
        if told and not (told["year"] and reviewed and dates.year_of(told["year"]) <= reviewed):
            found.append((paragraph.start(), "plan", None))
            if _PARAGRAPH.search(text, paragraph.end(), end):
                found.append((paragraph.end(), "review", None))
    return found


def _is_compared(words: str, year: int | None) -> bool:
    """Whether a comparison goes back behind the last five-year plan."""
    ends = (dates.first_year_of_plan(dates.small_number(m["n"])) + 4 for m in _COMPARED.finditer(words))
    return year is not None and any(last < year - 5 for last in ends)


def _headed(text: str, sections: Sequence[Section], default: View, doc_type: DocType, year: int | None) -> list[Cut]:
    """What the outermost headings say of the view, and of the year."""
    titles = [(s.start, title) for s in sections if s.level <= 1 and (title := s.title or _glued(text, s.body_start))]
    of_years = {start: y for start, title in titles if _OF_YEAR.fullmatch(title) and (y := _last_year(title))}
    found: list[Cut] = []
    for start, title in titles:
        view = _view(title) or (_of_years(of_years[start], set(of_years.values()), doc_type, year) if start in of_years else None)
        ahead = (found[-1][1] if found and default == "review" else default) == "plan"
        if view == "review" and ahead and start not in of_years and not _LOOKS_BACK_THERE.fullmatch(title):
            continue
        if view == "plan" and not ahead and start not in of_years and not _is_of_next(title, doc_type, year):
            continue
        if view:
            found.append((start, view, _last_year(title)))
    return found


def _is_of_next(title: str, doc_type: DocType, year: int | None) -> bool:
    """Whether a heading in a review says what is next, by its form or by its year.

    >>> _is_of_next("2020年重点工作", "summary", 2019), _is_of_next("2019年重点工作", "summary", 2019), _is_of_next("重点工作扎实推进", "report", 2020)
    (True, False, False)
    """
    reviewed = _year("review", doc_type, year)
    if (own := _last_year(title)) is not None and reviewed is not None:
        return own > reviewed
    if _LOOKS_AHEAD_THERE.fullmatch(title):
        return True
    return doc_type in ("report", "mixed") and _THIS_YEAR.search(title) is not None


def _of_years(own: int, years: set[int], doc_type: DocType, year: int | None) -> View | None:
    """What a heading of nothing but a year's work says: the last of several years is planned, if it is not the one reported on.

    >>> _of_years(2019, {2019, 2020}, "mixed", 2020), _of_years(2020, {2019, 2020}, "mixed", 2020), _of_years(2020, {2019, 2020}, "summary", 2020)
    ('review', 'plan', None)
    """
    if year is None:
        return None
    reviewed = _year("review", doc_type, year) if len(years) > 1 else year
    if own == max(years) and own > (reviewed or year):
        return "plan"
    return "review" if own < max(years | {year}) else None


def _last_year(title: str) -> int | None:
    years = [dates.year_of(m.group()) for m in _YEAR.finditer(title)]
    return years[-1] if years else None


_OF_YEAR = lazy(rf"{_YEAR.pattern}年(?:度)?[^,。;]{{0,8}}(?:工作|重点|举措)")  # 2014年工作 in a plan of 2015
# A heading without a number: 过去五年工作回顾, 2013年工作打算, on a line of its own.
_LINE = lazy(
    r"^[ \t]*(?P<title>(?:[^\W\d]{0,4}(?:(?:19|20)\d\d年|今年|明年|去年|过去|上半年|下半年|下一步|下步|今后|来年|新的一年)[^\W\d]{0,8}?)(?:工作)?(?:回顾|总结|打算|安排|计划|目标任务|主要目标|工作目标|重点工作|工作思路|工作任务))[ \t]*$",
    re.MULTILINE,
)


def _lined(text: str, start: int, end: int, title: str) -> list[Cut]:
    found: list[Cut] = []
    for line in _LINE.finditer(text, start, end):
        view = _view(line["title"])
        if view and line["title"] not in title:
            years = [dates.year_of(m.group()) for m in _YEAR.finditer(line["title"])]
            found.append((line.start(), view, years[-1] if years else None))
    return found


# A heading that a page has glued to the text behind it: 二、2023年工作计划2023年是…
_GLUED = lazy(
    r"(?:(?:19|20)\d\d年度?|下一?步|下阶段|明年|今后)(?:的)?(?:主要|重点|总体)?工作(?:的)?(?:主要|总体|初步)?(?:计划|打算|思路|安排|要点|任务|目标|重点|总结|回顾|(?:开展|完成)?情况)"
    r"|(?:19|20)\d\d年(?:度)?[^,。;:\s\d]{0,24}(?:计划|工作|任务|目标)(?:执行|完成)情况(?=[\s\d])"
)


def _glued(text: str, start: int) -> str | None:
    match = _GLUED.match(text, start)
    return match.group() if match else None


def _view(title: str) -> View | None:
    review, plan = _REVIEW.search(title), _PLAN.search(title)
    if bool(review) == bool(plan):
        return "review" if not plan and _WEAK_REVIEW.search(title) else None
    return "review" if review else "plan"


def _year(view: View, doc_type: DocType, year: int | None) -> int | None:
    """A report and a bureau's summary with a plan carry the later year; what they review is the year before."""
    if year is None:
        return None
    if view == "review":
        return year - 1 if doc_type in ("report", "mixed") else year
    return year + 1 if doc_type == "summary" else year
