"""Zones: where a document looks back and where it looks ahead, and which year each of its words means.

A work report of 2020 says 全年 of 2019 as long as it reviews, and of 2020 once it plans. Headings tell, or the
sentence with which a report turns from the one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planparse import dates
from planparse.dates import YEAR
from planparse.patterns import lazy
from planparse.records import DocType
from planparse.segment import zone_headings
from planparse.segment.outline import Section
from planparse.segment.zone_headings import Cut, View, year_of

_TURN = lazy(
    r"(?:今年|明年|(?P<y>20\d\d|19\d\d|[一二][九零〇○][零〇○一二三四五六七八九]{2})年|新的一年|下一年|来年)(?![^。\n]{0,24}(?:情况|总结|完成|年初))[^。\n]{0,24}(?:总体要求|总体思路|主要(?:预期)?目标|工作思路|工作安排|重点(?:做好|抓好|工作)|着力(?:抓好|做好)|目标任务|打算|(?:工作|经营|奋斗|预期)目标|(?:工作|主要)任务)"
    r"|今年(?:政府)?工作的(?:总体|指导)|下一步工作(?:打算|安排|思路)|新的一年,"
)
_TO_CONGRESS = lazy("人民代表大会|各位代表")  # reports are given to it when their year is over
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
    cuts: list[Cut] = [(start, default, None), *zone_headings.in_sections(text, sections, default, doc_type, year), *zone_headings.in_lines(text, start, end, title)]
    if default == "plan":
        cuts += _behind_reviews(sections, cuts, end)
    if doc_type == "plan":
        cuts += _looked_back(text, _behind(text, start, end, title), min([end, *(s.start for s in sections if s.level <= 1)]), year)
    if doc_type in ("mixed", "report") and not any(view == "plan" for _, view, _ in cuts) and (turn := _turn(text, _behind(text, start, end, title), end, year)) is not None:
        cuts.append((turn, "plan", None))
    if default == "review" and not any(view == "plan" for _, view, _ in cuts):
        cuts += _looked_ahead(text, _behind(text, start, end, title), end, year_of("review", doc_type, year))
    cuts.sort(key=lambda c: c[0])
    ends = [c[0] for c in cuts[1:]] + [end]
    named = [dates.year_of(m.group()) for m in YEAR.finditer(title)]
    alone = ("情况" in title or (doc_type == "report" and "报告" not in title and not _TO_CONGRESS.search(text, start, min(end, start + _HEAD)))) and len(set(named)) < 2 and not any(view == "plan" for _, view, _ in cuts)
    # A report on one year reviews the year it is named after, and so does a summary that goes on to plan.
    named_after = named == [year] and _SUMS_UP.search(title)
    half = doc_type in ("mixed", "report") and re.search(r"半年|季度|\d[-—至~]\d{1,2}月", title)
    shown: DocType = "plan" if half else "summary" if alone or named_after or _ends_a_term(text, start, end, doc_type, year) else doc_type
    return tuple(Zone(a, b, view, own or year_of(view, shown, year)) for (a, view, own), b in zip(cuts, ends, strict=True) if b > a)


# What a report given at the end of its term reviews: 过去五年…2017年以来.
_SINCE = lazy(rf"(?P<year>{YEAR.pattern})年以来")
_OF_TERM = lazy("过去五年|五年(?:来|间)|本届政府")


def _ends_a_term(text: str, start: int, end: int, doc_type: DocType, year: int | None) -> bool:
    """Whether a report reviews the five years that end with its own, and not with the year before.

    >>> text = "过去五年工作回顾。2017年以来,新建法庭5个。"
    >>> _ends_a_term(text, 0, len(text), "report", 2021), _ends_a_term(text, 0, len(text), "report", 2022)
    (True, False)
    """
    since = _SINCE.search(text, start, min(end, start + _HEAD)) if doc_type == "report" and year else None
    return since is not None and dates.year_of(since["year"]) + 4 == year and _OF_TERM.search(text, start, min(end, start + 2 * _HEAD)) is not None


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
_UNTIL = lazy(rf"到(?P<year>{YEAR.pattern})")
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
    rf"(?:[(]?[一二三四五六七八九十\d]{{1,3}}[)、.])?[ \t]*(?:(?P<year>{YEAR.pattern})年度?|明年|来年|新的一年|下一?步|下阶段|下半年|今后|今年(?=我[们局院校县镇乡市区]?(?:计划|打算|准备)))[^\n。:]{{0,14}}?"
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
