"""What a document says of itself beside its title: issuer, year, type, number and date of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planparse.normalization.lines import Hints
from planparse.patterns import lazy
from planparse.records import DocType
from planparse.segment import dates, doc_types, opening_body
from planparse.segment.doc_types import ANNOUNCES_BOTH, OPENING
from planparse.segment.grids import Grid
from planparse.segment.naming import BODY, GIVEN_AT, HEAD, ISSUER, YEAR
from planparse.segment.titles import Title

_YEAR_FIRST = lazy(rf"^{YEAR}\s?年?(?:度)?(?!年|度)(?:[上下]半年|全年|第?[一二三四]季度)?(?P<issuer>[\u4e00-\u9fffXx*×·]{{1,30}}?{BODY})(?=工作|重点|任务|年度|半年|目标|教育|安全|主要|党建|监督)")
# A body that needs no cue behind it: 市农业局农业生产工作计划.
_AUTHORITY = lazy(r"^(?P<issuer>[\u4e00-\u9fff]{1,14}?(?:局|厅|委员会|管委会|办公室|街道办事处|人民政府|残联|妇联|总工会|红十字会)|[\u4e00-\u9fff]{0,14}?[镇乡]政府)(?![长属系面级势])")
_NO_NAME = ("对", "关于", "为", "度", "在", "并", "由", "经", "根据", "按照", "我", "其", "该", "各")
# 工作政府报告, 全乡工作总结 name nobody; a year is no part of a name.
_NO_BODY = lazy(rf"作政府$|全[省市县区州旗镇乡村街校院局]$|^{YEAR}年")
_NUMBER = lazy(r"(?P<number>[\u4e00-\u9fff]{2,14}(?:\([\u4e00-\u9fff]{1,6}\))?[〔\[【(](?:19|20)\d\d[〕\]】)]\s?(?:第\s?)?\d{1,5}\s?号)")
_NUMBER_CITED = lazy(r"(?:根据|按照|依据|贯彻|落实|《[^《》]{2,60}》|精神|通知|和|、|\()\s*\(?$")
_LEVEL = "[省市县区州盟旗乡镇]"
_CONGRESS = lazy(rf"在\s*(?P<place>[\u4e00-\u9fffXxOo×*]{{2,14}}?{_LEVEL})(?:第[一二三四五六七八九十百零\d]+届)?人民代表大会")
_FOR_STATE = lazy("代表国务院[,向]")
_ON_BEHALF = lazy(r"代表(?P<who>[\u4e00-\u9fff]{0,10}?人民政府)")
_PLACED = lazy(rf"[\u4e00-\u9fff]{{2,}}{_LEVEL}人民政府")  # 深河镇人民政府, not 县人民政府
_REPORT_OF = lazy(rf"(?P<place>[\u4e00-\u9fff]{{1,8}}{_LEVEL})(?:{YEAR}年)?(?:人民)?政府工作报告")
_OF_PLACE = lazy(r"(?P<place>[\u4e00-\u9fff]{2,8}?[省市县区州])(?:第|国民|关于|20|19)")
_DATE = lazy(r"(?:(?:19|20)\d\d|[二一][〇○零九0][〇○零一二三四五六七八九]{2})年(?:1[0-2]|0?[1-9]|十[一二]?|[元一二三四五六七八九])月(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日")
_TOLD_DATE = lazy(r"(?:发布)?(?:时间|日期)\s*:\s*$")
_SIGNED = lazy(rf"(?:{BODY}|^)\s*$")
_WHOLE_YEAR = lazy(r"(?<!\d)(?P<year>(?:19|20)\d\d|[一二][九零〇○][零〇○一二三四五六七八九]{2})(?=年)")
_PLACE_OF_ISSUE = lazy(rf"^关于|^{YEAR}年(?:度)?(?=[省市县区镇乡])")
_GOVERNMENT = lazy(r"(?P<who>[\u4e00-\u9fff]{2,20}?人民政府)")
_IN_HEAD = lazy(rf"(?m)^[◎●■◆□▲]?(?P<who>(?!{'|'.join(_NO_NAME)})[\u4e00-\u9fff]{{2,24}}{BODY})(?:文件)?\s*$")
# The body at the head of the notice that carries a plan.
_COVER_OF = lazy(rf"(?m)^(?P<who>[\u4e00-\u9fff]{{2,24}}?{BODY})\s?关于[^\n]{{2,90}}通\s?知$")
_SIGNATURE = lazy(rf"\n\s*(?P<who>[\u4e00-\u9fff]{{4,24}}{BODY})\s*\n?\s*{_DATE.pattern}\s*$")
_SCHOOL_YEAR = lazy(rf"(?P<a>{YEAR})[-—至~]+(?P<b>{YEAR})学年")
_STATED_DATE = lazy(r"(?:发布|印发|成文|发文)(?:时间|日期)\s*:?\s*(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")
_DECIDES = lazy(rf"(?:^|[。,\n])(?P<who>[\u4e00-\u9fff]{{2,14}}?{BODY})(?:研究)?决定(?=[,将对在])")
# A bureau that reports to the congress on behalf of its government stands between the meeting and the address.
_REPORTS_FOR = lazy(r"(?:上|\n)\s*(?P<who>[\u4e00-\u9fff]{2,20}?(?:局|委员会|委|厅))\s*(?:(?:局长|主任|厅长)[^\n。,]{0,10})?\s*各位代表[^\n。]{0,20}\s*受[^,。\n]{0,12}政府的?委托")
# Courts, prosecutors and standing committees report to the congress too.
_OF_COURT = lazy(r"(?P<who>[\u4e00-\u9fff]{2,16}?(?:人民检察院|人民法院|人大常委会|人民代表大会常务委员会))(?=.{0,8}工作报告)")
_MASKED = lazy(r"(?:[Xx×*]{2,4}|20[Xx×*]{2})年")


@dataclass(frozen=True, slots=True)
class Facts:
    """What else a document says of itself."""

    issuer: str | None
    year: int | None
    doc_type: DocType
    doc_number: str | None
    date: str | None


def of(text: str, start: int, end: int, title: Title, hints: Hints, headings: Sequence[str], tables: Sequence[Grid] = ()) -> Facts:
    """Issuer, year, type, number and date of a document, from its title, its head and its signature; no cell is either."""
    head = text[start : min(end, start + HEAD, *(g.start for g in tables[:1]))]
    tail = text[max(start, end - 120, *(g.end for g in tables[-1:])) : end]
    doc_type = doc_types.of(title.text or "", headings, text[start:end], text[max(start, title.end) : end])
    date, page_date = _date(text, start, end, doc_type), _page_date(text, start, hints)
    year = _year(title.text or "", hints, text, start, end, title, date, page_date, doc_type, headings)
    if date is None and page_date and (year is None or abs(int(page_date[:4]) - year) <= 1):
        date = page_date
    issuer = _issuer(title.text or "", head, tail, hints, doc_type) or opening_body.of(text, max(start, title.end), end)
    return Facts(issuer, year, doc_type, _number(text, start, end, title, hints), date)


def _issuer(title: str, head: str, tail: str, hints: Hints, doc_type: DocType) -> str | None:
    """The body in the title; of a government's report, the government of the place it reports to."""
    title = _PLACE_OF_ISSUE.sub("", title)
    if doc_type == "report":
        if match := _OF_COURT.match(title) or _REPORTS_FOR.search(head):
            return match["who"]
        if _FOR_STATE.search(head):
            return "国务院"
        if match := _CONGRESS.search(head):
            return match["place"] + "人民政府"
        if match := _GOVERNMENT.match((hints.title or "") if "人民政府" in (hints.title or "") else title):
            return match["who"]
        if match := _REPORT_OF.match(title):
            return match["place"] + "人民政府"
        place, behalf = _OF_PLACE.search(title + "关于"), _ON_BEHALF.search(head)
        if place and behalf:
            return place["place"] + "人民政府"
        if behalf and _PLACED.match(behalf["who"]):
            return behalf["who"]
        if (match := GIVEN_AT.search(head[:OPENING])) and not match["body"].endswith(tuple("省市县区州盟旗")):
            return match["body"]
    for pattern in (ISSUER, _YEAR_FIRST, _AUTHORITY):
        if (match := pattern.match(title)) and not match["issuer"].startswith(_NO_NAME) and not _NO_BODY.search(match["issuer"]):
            return _fuller(match["issuer"], title, head)
    if cover := _COVER_OF.search(head):
        return cover["who"]
    return hints.issuer or _issuer_in_head(head) or _signature(tail) or (_decides(head) if doc_type == "notice" else None)


def _decides(head: str) -> str | None:
    """The body that decides what a notice without a sender tells."""
    match = _DECIDES.search(head)
    return match["who"] if match else None


def _fuller(issuer: str, title: str, head: str) -> str:
    """教育局 in a title is 市教育局, 某县政府 is 某县人民政府, where the head says so; a place is never invented."""
    if issuer.endswith("政府") and (whole := issuer.removesuffix("人民政府").removesuffix("政府") + "人民政府") in head:
        return whole
    if len(issuer) <= 4 and not re.match(r"[省市县区镇乡]", issuer):
        match = re.search(rf"(?:年|^|[。,\n])(?P<full>[省市县区]{issuer}|[\u4e00-\u9fff]{{2,6}}[省市县区]{issuer})|年(?P<level>[省市县区])教育工作思路", head.replace(title, "", 1)[:200])
        if match and match["full"]:
            return match["full"]
    return issuer


def _issuer_in_head(head: str) -> str | None:
    match = _IN_HEAD.search(head[:400])
    return match["who"] if match else None


def _signature(tail: str) -> str | None:
    """The body that signs above the date at the end."""
    match = _SIGNATURE.search(tail)
    return match["who"] if match else None


def _number(text: str, start: int, end: int, title: Title, hints: Hints) -> str | None:
    """The number of issue stands above the title, or in the site's block; numbers cited in the text are others'."""
    limit = max(title.start, start) if title.end > title.start else min(end, start + 200)
    for match in _NUMBER.finditer(text, start, max(limit, start + 80) + 1):
        if match.start() >= limit and match.start() > start + 80:
            break
        number = re.sub(r"^.*(?:通知|意见|决定|方案|文件|函|字号|文号)(?=[\u4e00-\u9fff])|\s", "", match["number"])
        cited = number.startswith(("根据", "按照", "依据", "落实", "贯彻")) or _NUMBER_CITED.search(text[max(start, match.end() - len(number) - 12) : match.end() - len(number)].removesuffix("通知"))
        alone = text[match.start() - 1 : match.start()] == "\n" and text[match.end() : match.end() + 1] in ("", "\n")
        if alone or not cited:
            return number
    if hints.doc_number and (stated := _NUMBER.search(hints.doc_number)):
        return re.sub(r"\s", "", stated["number"])
    return None


def _date(text: str, start: int, end: int, doc_type: DocType) -> str | None:
    """The date of issue: under the title of a report, behind a signature, on a line of its own, or stated at the head."""
    found = list(_DATE.finditer(text, start, min(end, start + 2 * HEAD))) + list(_DATE.finditer(text, max(start, end - 200), end))
    for match in sorted(found, key=lambda m: text.startswith("印发", m.end())):
        before = text[max(start, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 12]
        line_before = before[before.rfind("\n") + 1 :]
        alone = not line_before.strip(" (—") and (not after or after[0] in "\n )" or re.match(r"(?:发布|公布)(?:\n|$)", after) is not None)
        signed = bool(_SIGNED.search(line_before)) and (not after or after[0] in "\n )印" or after[0] == " ")
        signed = signed or (after.startswith(("主题词", "抄送", "(此件")) and (line_before[-1:] in "。" or bool(_SIGNED.search(line_before))))
        told = bool(_TOLD_DATE.search(line_before)) and match.start() < start + HEAD
        congress = doc_type == "report" and after.startswith("在") and match.start() < start + 400
        if alone or signed or told or congress or after.startswith("印发"):
            return dates.iso_day(match.group())
    stated = _STATED_DATE.search(text, start, min(end, start + OPENING))
    return dates.iso_day(stated["day"]) if stated else None


def _page_date(text: str, start: int, hints: Hints) -> str | None:
    """The date that a page gives; a page that masks the years of a text has not issued it."""
    return None if hints.date is None or _MASKED.search(text, start, start + OPENING) else dates.iso_day(hints.date)


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


def _year(
    title: str, hints: Hints, text: str, start: int, end: int, where: Title, date: str | None, page_date: str | None, doc_type: DocType, headings: Sequence[str]
) -> int | None:
    """The year in the title (the later of two); else of the headings, the date, the first lines."""
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
    if _MASKED.search(title):
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
