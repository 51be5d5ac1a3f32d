"""What a document says of itself beside its title: issuer, year, type, number and date of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planparse import dates
from planparse.normalization.lines import Hints
from planparse.patterns import lazy
from planparse.records import DocType
from planparse.segment import doc_types, opening_body, years
from planparse.segment.doc_types import OPENING
from planparse.segment.grids import Grid
from planparse.segment.naming import BODY, GIVEN_AT, HEAD, ISSUER, YEAR
from planparse.segment.titles import Title

_YEAR_FIRST = lazy(rf"^{YEAR}\s?年?(?:度)?(?!年|度)(?:[上下]半年|全年|第?[一二三四]季度)?(?P<issuer>[\u4e00-\u9fffXx*×·]{{1,30}}?{BODY})(?=工作|重点|任务|年度|半年|目标|教育|安全|主要|党建|监督)")
# A body that needs no cue behind it: 市农业局农业生产工作计划.
_AUTHORITY = lazy(r"^(?P<issuer>[\u4e00-\u9fff]{1,14}?(?:局|厅|委员会|管委会|办公室|街道办事处|人民政府|残联|妇联|总工会|红十字会)|[\u4e00-\u9fff]{0,14}?[镇乡]政府)(?![长属系面级势])")
_NO_NAME = ("对", "关于", "为", "度", "在", "并", "由", "经", "根据", "按照", "我", "其", "该", "各")
# 工作政府报告, 全乡工作总结 name nobody; a year is no part of a name.
_NO_BODY = lazy(rf"作政府$|全[省市县区州旗镇乡村街校院局]$|^{YEAR}年|^学年|^(?:小学|中学|中小学|幼儿园)学校$")
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
_PLACE_OF_ISSUE = lazy(rf"^关于|^{YEAR}年(?:度)?(?=[省市县区镇乡])")
_GOVERNMENT = lazy(r"(?P<who>[\u4e00-\u9fff]{2,20}?人民政府)")
_IN_HEAD = lazy(rf"(?m)^[◎●■◆□▲]?(?P<who>(?!{'|'.join(_NO_NAME)})[\u4e00-\u9fff]{{2,24}}{BODY})(?:文件)?\s*$")
# The body at the head of the notice that carries a plan.
_COVER_OF = lazy(rf"(?m)^(?P<who>[\u4e00-\u9fff]{{2,24}}?{BODY})\s?关于[^\n]{{2,90}}通\s?知$")
_SIGNATURE = lazy(rf"\n\s*(?P<who>[\u4e00-\u9fff]{{4,24}}{BODY})\s*\n?\s*{_DATE.pattern}\s*$")
_STATED_DATE = lazy(r"(?:发布|印发|成文|发文)(?:时间|日期)\s*:?\s*(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")
_DECIDES = lazy(rf"(?:^|[。,\n])(?P<who>[\u4e00-\u9fff]{{2,14}}?{BODY})(?:研究)?决定(?=[,将对在])")
# A bureau that reports to the congress on behalf of its government stands between the meeting and the address.
_REPORTS_FOR = lazy(r"(?:上|\n)\s*(?P<who>[\u4e00-\u9fff]{2,20}?(?:局|委员会|委|厅))\s*(?:(?:局长|主任|厅长)[^\n。,]{0,10})?\s*各位代表[^\n。]{0,20}\s*受[^,。\n]{0,12}政府的?委托")
# Courts, prosecutors and standing committees report to the congress too.
_OF_COURT = lazy(r"(?P<who>[\u4e00-\u9fff]{2,16}?(?:人民检察院|人民法院|人大常委会|人民代表大会常务委员会))(?=.{0,8}工作报告)")


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
    year = years.of(years.Evidence(text, start, end, title, hints, headings, doc_type, date, page_date))
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
    return None if hints.date is None or years.MASKED.search(text, start, start + OPENING) else dates.iso_day(hints.date)
