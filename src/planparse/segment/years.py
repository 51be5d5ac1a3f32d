"""The year of a document: that of its title, else of its headings, its date, or its first lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from planparse import dates
from planparse.normalization.lines import Hints
from planparse.patterns import lazy
from planparse.records import DocType
from planparse.segment import doc_types
from planparse.segment.doc_types import ANNOUNCES_BOTH
from planparse.segment.naming import HEAD, YEAR
from planparse.segment.titles import Title

_WHOLE_YEAR = lazy(rf"(?P<year>{dates.NAMED_YEAR.pattern})")
_SCHOOL_YEAR = lazy(rf"(?P<a>{YEAR})(?:[-—至~]+(?P<b>{YEAR}))?学年")
_SECOND_TERM = lazy("第二学期|下学期")
MASKED = lazy(r"(?:[Xx×*]{2,4}|20[Xx×*]{2})年")


@dataclass(frozen=True)
class Evidence:
    """All in which a document, in `[start, end)` of a text, may tell its year."""

    text: str
    start: int
    end: int
    title: Title
    hints: Hints
    headings: Sequence[str]
    doc_type: DocType
    date: str | None
    page_date: str | None

    @property
    def name(self) -> str:
        """The title's words; empty where there is no title."""
        return self.title.text or ""

    @property
    def below(self) -> int:
        """Where the text behind the title begins."""
        return max(self.start, self.title.end)

    @cached_property
    def titled(self) -> list[int]:
        """The years in the title."""
        return _years(self.name)

    @cached_property
    def headed(self) -> list[int]:
        """The years in headings, and where the first lines announce what was done and what is to be."""
        both = ANNOUNCES_BOTH.search(self.text, self.start, min(self.end, self.start + HEAD))
        return [year for heading in (*self.headings, both.group() if both else "") for year in _years(heading)]

    @cached_property
    def near(self) -> int | None:
        """The first year of the text with which nothing is compared."""
        return _first_year(self.text, self.below, min(self.end, self.below + 300))


def of(told: Evidence) -> int | None:
    """The year that the first rule finds: in the title (the later of two), else in headings, date, first lines.

    >>> title = Title("柳湾县水利局2013年工作总结及2014年工作打算", 0, 23)
    >>> of(Evidence(title.text, 0, 23, title, Hints(), [], "mixed", None, None))
    2014
    """
    year = _first(_OF_TITLE, told)
    return year if year is not None or MASKED.search(told.name) else _first(_OF_TEXT, told)


_Rule = Callable[[Evidence], int | None]


def _first(rules: Sequence[_Rule], told: Evidence) -> int | None:
    return next((year for rule in rules if (year := rule(told)) is not None), None)


def _years(written: str) -> list[int]:
    return [dates.year_of(match["year"]) for match in _WHOLE_YEAR.finditer(written)]


def _of_school_year(written: str | None) -> int | None:
    """The year in which a term falls, the first one where no term is named.

    >>> _of_school_year("2015-2016学年第二学期工作计划"), _of_school_year("2015—2016学年工作计划"), _of_school_year("2015学年下学期计划")
    (2016, 2015, 2016)
    """
    match = _SCHOOL_YEAR.search(written or "")
    if match is None:
        return None
    second = _SECOND_TERM.search(match.string) is not None
    return dates.year_of(match["b"]) if second and match["b"] else dates.year_of(match["a"]) + second


_GATHERED = lazy(r"[^\n。,]{0,10}(?:篇[一二三四五六七八九十\d]{1,2}|[\d一二三四五六七八九十]篇\)?)[ \t]*\n")


def _of_gathered_text(told: Evidence) -> int | None:
    """The year with which a text opens that a site has gathered: its name for the whole says when it did."""
    if not told.titled:
        return None
    last = told.text.rfind(told.name, told.start, min(told.end, told.start + HEAD))
    line = _GATHERED.match(told.text, last + len(told.name), told.end) if last >= 0 else None
    own = _opening_year(told.text, line.end(), told.end) if line else None
    return own + (told.doc_type == "mixed") if own and own not in told.titled else None


# 2013年工作总结及工作计划: what is planned is the year behind.
_NEXT = lazy(r"\d年(?:度)?(?!上|下|第)[^\d季半]{0,16}(?:总结|回顾)(?:情况)?(?:及|和|与|暨|、)(?:下一?步|今后|来年|明年)?(?:的)?(?:主要|重点)?(?:工作)?(?:计划|打算|思路|安排|要点)")


def _behind_summed_year(told: Evidence) -> int | None:
    """The year behind that of a title that sums up, where the document plans too: in a heading, or by its title."""
    if told.doc_type != "mixed" or not told.titled:
        return None
    behind = max(told.titled) + 1
    return behind if behind in told.headed or (len(told.titled) == 1 and _NEXT.search(told.name)) else None


_PLAN_OF_FIVE = lazy(r"第(?P<n>[一二三四五六七八九十]{1,2})个五年(?:计划|规划)")


def _of_five_years(told: Evidence) -> int | None:
    """The first year of the plan of five that the title names."""
    match = _PLAN_OF_FIVE.search(told.name)
    return dates.first_year_of_plan(dates.small_number(match["n"])) if match else None


def _of_masked(told: Evidence) -> int | None:
    """The year with which the text opens, where the title masks its own; of a summary that plans too, the one behind."""
    own = _opening_year(told.text, told.below, told.end) if MASKED.search(told.name) else None
    return own + (told.doc_type == "mixed") if own else None


_OF_TITLE: tuple[_Rule, ...] = (
    lambda told: _of_school_year(told.name),
    _of_gathered_text,
    _behind_summed_year,
    lambda told: max(told.titled, default=None),
    lambda told: _of_school_year(told.hints.title),
    _of_five_years,
    _of_masked,
)


def _of_report_given(told: Evidence) -> int | None:
    """The year that a report plans by its date, if its last heading names the one before."""
    if told.doc_type != "report" or not told.date or not told.headed:
        return None
    planned = _planned_by(told.date)
    return planned if planned == max(told.headed) + 1 else None


def _of_headings(told: Evidence) -> int | None:
    """The last year that headings name; a report that only reviews it plans the one behind, and a summary comes later."""
    if not told.headed or told.doc_type == "summary":
        return None
    return max(told.headed) + _is_reviewed(told.doc_type, told.headings, max(told.headed))


# What a report sets itself for the five years that begin with its own.
_TERM_AHEAD = lazy(rf"(?:今后|未来)五年[^。]{{0,60}}(?:。[^。]{{0,60}})?到{_WHOLE_YEAR.pattern}年")


def _of_term(told: Evidence) -> int | None:
    """今后五年…到2025年: the term begins in 2021."""
    if told.doc_type != "report" or told.date:
        return None
    term = _TERM_AHEAD.search(told.text, told.below, told.end)
    return dates.year_of(term["year"]) - 4 if term else None


def _of_date(told: Evidence) -> int | None:
    """The year of issue of what is issued in its own year; the page's where the first lines do not say another."""
    if told.doc_type not in ("report", "plan", "notice", "table"):
        return None
    if told.date:
        return int(told.date[:4])
    paged = int(told.page_date[:4]) if told.page_date else None
    return paged if paged and (told.near is None or abs(paged - told.near) <= 1) else None


def _of_summary_headings(told: Evidence) -> int | None:
    """The last year that headings name, or the one before, if they name it only for what is planned."""
    if not told.headed:
        return None
    last = max(told.headed)
    return last - (told.doc_type == "summary" and told.near == last - 1 and _is_planned(told.headings, last))


def _of_dates_left(told: Evidence) -> int | None:
    """The year of any date; a page may show a summary long after."""
    written = told.date or (told.page_date if told.doc_type != "summary" else None)
    return int(written[:4]) if written else None


_OF_TEXT: tuple[_Rule, ...] = (
    _of_report_given,
    _of_headings,
    _of_term,
    _of_date,
    lambda told: max(_years(told.hints.title or ""), default=None),
    _of_summary_headings,
    lambda told: told.near,
    _of_dates_left,
)

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


_OPENS_YEAR = lazy(rf"[^,。;]{{0,40}}?\n?\s*{_WHOLE_YEAR.pattern}年")


def _opening_year(text: str, start: int, end: int) -> int | None:
    """The year with which a text opens."""
    opening = _OPENS_YEAR.match(text, start, min(end, start + 200))
    return dates.year_of(opening["year"]) if opening else None
