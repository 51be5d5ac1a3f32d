"""The year of a document: that of its title, else of its headings, its date, or its first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planparse import dates
from planparse.normalization.lines import Hints
from planparse.patterns import lazy
from planparse.records import DocType
from planparse.segment import doc_types
from planparse.segment.doc_types import ANNOUNCES_BOTH
from planparse.segment.naming import HEAD, YEAR
from planparse.segment.titles import Title

_WHOLE_YEAR = lazy(rf"(?P<year>{dates.NAMED_YEAR.pattern})")
_SCHOOL_YEAR = lazy(rf"(?P<a>{YEAR})[-—至~]+(?P<b>{YEAR})学年")
MASKED = lazy(r"(?:[Xx×*]{2,4}|20[Xx×*]{2})年")

# 2013年工作总结及工作计划: what is planned is the year behind.
_NEXT = lazy(r"\d年(?:度)?(?!上|下|第)[^\d季半]{0,16}(?:总结|回顾)(?:情况)?(?:及|和|与|暨|、)(?:下一?步|今后|来年|明年)?(?:的)?(?:主要|重点)?(?:工作)?(?:计划|打算|思路|安排|要点)")


_GATHERED = lazy(r"[^\n。,]{0,10}(?:篇[一二三四五六七八九十\d]{1,2}|[\d一二三四五六七八九十]篇\)?)[ \t]*\n")


def _gathered_year(title: str, text: str, start: int, end: int) -> int | None:
    """The year with which a text opens whose title numbers it, or those gathered with it."""
    last = text.rfind(title, start, min(end, start + HEAD))
    line = _GATHERED.match(text, last + len(title), end) if last >= 0 else None
    return _opening_year(text, line.end(), end) if line else None


def _opening_year(text: str, start: int, end: int) -> int | None:
    """The year with which the text opens, where the title masks its own."""
    opening = _OPENS_YEAR.match(text, start, min(end, start + 200))
    return dates.year_of(opening["year"]) if opening else None


_OPENS_YEAR = lazy(rf"[^,。;]{{0,40}}?\n?\s*{_WHOLE_YEAR.pattern}年")


def of(
    title: str, hints: Hints, text: str, start: int, end: int, where: Title, date: str | None, page_date: str | None, doc_type: DocType, headings: Sequence[str]
) -> int | None:
    """The year in the title (the later of two); else of the headings, the date, the first lines.

    >>> title = Title("柳湾县水利局2013年工作总结及2014年工作打算", 0, 23)
    >>> of(title.text, Hints(), title.text, 0, 23, title, None, None, "mixed", [])
    2014
    """
    if school := _SCHOOL_YEAR.search(title):
        return _of_school_year(school)
    years = [dates.year_of(m["year"]) for m in _WHOLE_YEAR.finditer(title)]
    if years and (own := _gathered_year(title, text, start, end)) and own not in years:
        return own + (doc_type == "mixed")  # the site's name for what it gathers says when it did
    both = ANNOUNCES_BOTH.search(text, start, min(end, start + HEAD))
    from_headings = [dates.year_of(m["year"]) for h in (*headings, both.group() if both else "") for m in _WHOLE_YEAR.finditer(h)]
    if years and doc_type == "mixed" and max(years) + 1 in from_headings:
        return max(years) + 1  # a summary of 2013 whose last heading plans 2014
    if len(years) == 1 and doc_type == "mixed" and _NEXT.search(title):
        return years[0] + 1
    if years:
        return max(years)
    if school := _SCHOOL_YEAR.search(hints.title or ""):
        return _of_school_year(school)
    if plan := re.search(r"第(?P<n>[一二三四五六七八九十]{1,2})个五年(?:计划|规划)", title):
        return dates.first_year_of_plan(dates.small_number(plan["n"]))
    if MASKED.search(title):
        return _opening_year(text, max(start, where.end), end)
    if date and doc_type == "report" and from_headings and _planned_by(date) == max(from_headings) + 1:
        return _planned_by(date)
    if from_headings and doc_type != "summary":
        return max(from_headings) + _is_reviewed(doc_type, headings, max(from_headings))
    if doc_type == "report" and not date and (term := _TERM_AHEAD.search(text, max(start, where.end), end)):
        return dates.year_of(term["year"]) - 4  # 今后五年…到2025年: the term begins in 2021
    near = _first_year(text, max(start, where.end), min(end, max(start, where.end) + 300))
    if doc_type in ("report", "plan", "notice", "table"):
        if date:
            return int(date[:4])
        if page_date and (near is None or abs(int(page_date[:4]) - near) <= 1):
            return int(page_date[:4])
    if years := [dates.year_of(m["year"]) for m in _WHOLE_YEAR.finditer(hints.title or "")]:
        return max(years)
    if from_headings:
        return max(from_headings) - (near == max(from_headings) - 1 and doc_type == "summary" and _is_planned(headings, max(from_headings)))
    told = date or (page_date if doc_type != "summary" else None)
    return near if near or not told else int(told[:4])


# What a report sets itself for the five years that begin with its own.
_TERM_AHEAD = lazy(rf"(?:今后|未来)五年[^。]{{0,60}}(?:。[^。]{{0,60}})?到{_WHOLE_YEAR.pattern}年")
_LOOKS_BACK = lazy("回顾|总结|完成情况|执行情况")
_COMES_TO_NOW = lazy("今年")


def _is_reviewed(doc_type: DocType, headings: Sequence[str], year: int) -> bool:
    """Whether a report reviews the last year that its headings name, and comes to 今年 in one that names none.

    >>> _is_reviewed("report", ["一、2020年工作回顾", "二、今年的工作任务"], 2020)
    True
    """
    named = [h for h in headings if str(year) in h]
    return doc_type == "report" and bool(named) and all(map(_LOOKS_BACK.search, named)) and any(map(_COMES_TO_NOW.search, headings))


def _is_planned(headings: Sequence[str], year: int) -> bool:
    """Whether the headings name a year only for what is planned: the summary is of the year before.

    >>> _is_planned(["抓建设", "2020年工作打算"], 2020), _is_planned(["2020年工作情况"], 2020)
    (True, False)
    """
    return all(map(doc_types.PLANS.search, (h for h in headings if str(year) in h)))


def _of_school_year(written: re.Match[str]) -> int:
    """The year in which a term falls, the first one where no term is named."""
    return dates.year_of(written["b" if re.search("第二学期|下学期", written.string) else "a"])


def _planned_by(date: str) -> int | None:
    """The year that a report plans when it is given in its first months or the month before; else None.

    >>> _planned_by("2011-01-12"), _planned_by("2010-12-28"), _planned_by("2011-09-01")
    (2011, 2011, None)
    """
    year, month = int(date[:4]), int(date[5:7])
    return year if month <= 5 else year + 1 if month == 12 else None


_COMPARED = lazy(rf"[由从比较自]{_WHOLE_YEAR.pattern}年(?!\d{{1,2}}月)")


def _first_year(text: str, start: int, end: int) -> int | None:
    """The first year of a stretch with which nothing is compared: 由2010年的93%上升到97% says no year of its own."""
    found = (m for m in _WHOLE_YEAR.finditer(text, start, end) if not _COMPARED.match(text, max(start, m.start() - 1)))
    return next((dates.year_of(m["year"]) for m in found), None)
