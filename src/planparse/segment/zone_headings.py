"""What the headings of a document say of its view: 工作回顾 looks back, 几点打算 ahead, 2014年重点工作 by its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from planparse import dates
from planparse.dates import NAMED_YEAR, YEAR
from planparse.lexicon import alternation, load
from planparse.patterns import lazy
from planparse.records import DocType
from planparse.segment.outline import Section

View = Literal["review", "plan"]
Cut = tuple[int, View, int | None]  # from where, which view, the year named

_WORDS = load("planparse.segment", "zone_words")


def words(*ids: str) -> str:
    """A pattern of the words of some entries of `zone_words.toml`.

    >>> re.search(words("next"), "谋划下一阶段工作").group()
    '下一阶段'
    """
    return f"(?:{alternation(_WORDS.forms_of(*ids))})"


_REVIEW = lazy(rf"(?<!困难)情况$|{words('back')}")
_PLAN = lazy(rf"{words('ahead', 'aims', 'next')}|计划(?!执行|完成|生育|免疫|单列|外|管理|财务)")
# 主要工作 alone looks back; beside 基本任务 it does not.
_WEAK_REVIEW = lazy(r"主要工作(?!任务|安排|目标|打算|思路|要求|措施)")
# Where a document looks ahead, only a heading that names what was looks back: 上年工作回顾, no 总结阶段, 通报情况, 确保取得实效.
_LOOKS_BACK_THERE = lazy(
    rf"(?:{YEAR.pattern}年|[去上]年|上半年|前[一二三]?季度|过去|[一二三四五几]年来|今年以来)[^,。;]*(?:回顾|总结(?!阶段)|情况|成[效绩就]|做法|完成|取得)"
    rf"|(?!(?:总结|{words('asked', 'urged')})(?!情况$))"
    r"[^,。;]{0,16}(?:回顾|(?<![查评])工作总结|(?:完成|执行|开展|进展|落实|工作|基本|发展)情况|现状(?:分析)?|发展基础|(?:工作|建设|取得的?|主要)成[效绩就])"
)
# Where it looks back, only a heading of what is next looks ahead: 明年工作思路, 几点打算, no 安排专项资金, 重点工作扎实推进, 计划生育.
_LOOKS_AHEAD_THERE = lazy(
    rf"[^,。;]*(?:{words('next')}|[一二三四五六七八九十]{{1,2}}五”?(?:时期|期间|规划|发展))[^。;]*"
    rf"|(?!{words('told', 'urged')})(?:20[\dXx×*_]{{2,6}}年度?)?[^,。;\d]{{0,12}}{words('aims')}(?:[和及与、][^,。;\d]{{2,10}})?"
)
_THIS_YEAR = lazy("今年|本年度")
_OF_YEAR = lazy(rf"{YEAR.pattern}年(?:度)?[^,。;]{{0,8}}(?:工作|重点|举措)")  # 2014年工作 in a plan of 2015
# A heading without a number: 过去五年工作回顾, 2013年工作打算, on a line of its own.
_LINE = lazy(
    rf"^[ \t]*(?P<title>(?:[^\W\d]{{0,4}}(?:{YEAR.pattern}年|今年|明年|去年|过去|上半年|下半年|下一步|下步|今后|来年|新的一年)[^\W\d]{{0,8}}?)(?:工作)?(?:回顾|总结|打算|安排|计划|目标任务|主要目标|工作目标|重点工作|工作思路|工作任务))[ \t]*$",
    re.MULTILINE,
)
# A heading that a page has glued to the text behind it: 二、2023年工作计划2023年是…
_GLUED = lazy(
    r"(?:(?:19|20)\d\d年度?|下一?步|下阶段|明年|今后)(?:的)?(?:主要|重点|总体)?工作(?:的)?(?:主要|总体|初步)?(?:计划|打算|思路|安排|要点|任务|目标|重点|总结|回顾|(?:开展|完成)?情况)"
    r"|(?:19|20)\d\d年(?:度)?[^,。;:\s\d]{0,24}(?:计划|工作|任务|目标)(?:执行|完成)情况(?=[\s\d])"
)


def view_of(title: str) -> View | None:
    """The view that the words of a heading tell; None where they tell neither, or both.

    >>> view_of("主要工作完成情况"), view_of("已完成的项目"), view_of("明年打算"), view_of("加强领导")
    ('review', 'review', 'plan', None)
    """
    review, plan = _REVIEW.search(title), _PLAN.search(title)
    if bool(review) == bool(plan):
        return "review" if not plan and _WEAK_REVIEW.search(title) else None
    return "review" if review else "plan"


def year_of(view: View, doc_type: DocType, year: int | None) -> int | None:
    """The own year of a zone: a report and a bureau's summary with a plan carry the later year, what they review is the year before.

    >>> year_of("review", "mixed", 2020), year_of("plan", "summary", 2020)
    (2019, 2021)
    """
    if year is None:
        return None
    if view == "review":
        return year - 1 if doc_type in ("report", "mixed") else year
    return year + 1 if doc_type == "summary" else year


def in_sections(text: str, sections: Sequence[Section], default: View, doc_type: DocType, year: int | None) -> list[Cut]:
    """What the outermost headings say of the view, and of the year, from where they begin.

    >>> in_sections("", [Section(0, 9, 1, "一、", "2019年工作回顾", None, 2), Section(9, 20, 1, "二、", "加强领导", None, 11)], "review", "mixed", 2020)
    [(0, 'review', 2019)]
    """
    titles = [(s.start, title) for s in sections if s.level <= 1 and (title := s.title or _glued(text, s.body_start))]
    of_years = {start: y for start, title in titles if _OF_YEAR.fullmatch(title) and (y := _last_year(title))}
    found: list[Cut] = []
    for start, title in titles:
        view = view_of(title) or (_of_years(of_years[start], set(of_years.values()), doc_type, year) if start in of_years else None)
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
    reviewed = year_of("review", doc_type, year)
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
    reviewed = year_of("review", doc_type, year) if len(years) > 1 else year
    if own == max(years) and own > (reviewed or year):
        return "plan"
    return "review" if own < max(years | {year}) else None


def _last_year(title: str) -> int | None:
    years = [dates.year_of(m.group()) for m in NAMED_YEAR.finditer(title)]
    return years[-1] if years else None


def in_lines(text: str, start: int, end: int, title: str) -> list[Cut]:
    """What headings without a number say that stand on a line of their own and are not part of the title.

    >>> in_lines("2013年工作打算\\n新建学校3所。", 0, 18, "某局工作总结")
    [(0, 'plan', 2013)]
    """
    found: list[Cut] = []
    for line in _LINE.finditer(text, start, end):
        view = view_of(line["title"])
        if view and line["title"] not in title:
            found.append((line.start(), view, _last_year(line["title"])))
    return found


def _glued(text: str, start: int) -> str | None:
    match = _GLUED.match(text, start)
    return match.group() if match else None
