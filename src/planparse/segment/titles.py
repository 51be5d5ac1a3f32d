"""Titles: where a document names itself, and where the next document of the file begins.

A title is a phrase that ends in the name of a kind of document (工作要点, 总结, 政府工作报告), with a year or an
issuer before it. It stands on a line of its own, behind a cover notice, or glued to the text that follows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planparse.normalization.lines import Hints

_KIND = (
    r"(?:工作要点|工作计划要点|工作计划|工作总结|工作报告|工作方案|工作安排|工作思路|工作意见|工作打算|实施方案|行动计划|实施计划|监督检查计划|检查计划|执法计划|"
    r"执行情况|情况报告|任务分解表|责任分解表|分解表|任务表|任务清单|责任清单|责任分工|任务分工|任务分解|责任分解|分工表|重点工作分工|工作台账|台账|分工方案|要点|计划|总结|报告|方案|安排|思路|规划|纲要|意见|汇报|打算|一览表|清单|责任书|公报|通报|运行情况分析|述职报告)"
)
_TAIL = r"(?:\((?:草案|试行|摘要|节选|讨论稿|征求意见稿|[^()\n]{1,12})\))?"
YEAR = r"(?:(?:19|20)\d\d|[一二][九零〇○0][零〇○一二三四五六七八九\d]{2}|[Xx×*]{2,4}|20[Xx×*]{2})"
# A title inside running text needs a year or a school term; on a line of its own a body's name will do.
_GLUED = re.compile(
    rf"(?<![《“「])(?P<title>(?:[\u4e00-\u9fff()·Xx*]{{2,36}}?)?{YEAR}(?:[-—至~和]{{1,2}}{YEAR})?(?:年度?|[-—]?学年)[^,。;:《》\n!?“”\s是]{{0,36}}?{_KIND}(?:(?:及|和|暨|与)(?:{YEAR}年度?)?[^,。;:《》\n!?\s是]{{0,16}}?{_KIND})?{_TAIL})"
)
_LINE_TITLE = re.compile(rf"^[^,。;!?|\t]{{2,60}}{_KIND}{_TAIL}$")
# A document that only says how things stand names itself so on its first line.
_STATE = re.compile(rf"^[^,。;!?|\t]{{2,50}}(?:完成|开展|推进|落实|进展|工作)情况{_TAIL}$")
_SPAN = re.compile(rf"{YEAR}年|学年|\d{{1,2}}月|半年|季度")
_REPORT = re.compile(r"^(?:[^,。;\n]{0,24})政府工作报告(?:\([^()]{1,20}\))?$")
_NOTICE = re.compile(r"^[^。;\n]{4,90}(?:的?通知|的?函|的批复)$|关于(?:印发|下发|转发|公布)[^。;\n]{2,80}的通知")
_NOT_TITLE = re.compile(r"^(?:[一二三四五六七八九十]+、|[(（]|\d+[.、]|第[一二三四五六七八九十]+[章条节]|附件|主题词|抄送|关键词)|^(?:根据|按照|为了?|现[将就把]|认真|贯彻|落实|制定)")
BODY = r"(?:委员会|管理委员会|管委会|党工委|办公室|办事处|人民政府|政府|管理局|总局|分局|局|厅|委|部|办|处|科|股|室|院|中心|学校|中学|小学|幼儿园|大学|学院|医院|公司|集团|支队|大队|街道|乡|镇|党委|党组|协会|联合会|工会|残联|妇联|团委|行署|公署|开发区|高新区|学区|法院|检察院|银行|指挥部|社|站|所|队|馆|园|厂|农场|林场)"
ISSUER = re.compile(rf"^(?P<issuer>(?:[\u4e00-\u9fff]{{2,20}}{BODY}[、 ]){{0,2}}[\u4e00-\u9fffXx*×·()]{{2,40}}?{BODY})(?=关于|学校(?:工作|德育|教学)|{YEAR}|年|[一二三四五六七八九十]|上半年|下半年|春季|秋季|工作|年度|学年|重点|任务|[\"“《]|的|第|半年|全年|法治|党建|安全|终)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LINE = re.compile(r"\S[^\n]*")
_PIECE = re.compile(r"\s*+篇[一二三四五六七八九十]{1,2}\s*+:?\s*+")
HEAD = 1500


@dataclass(frozen=True, slots=True)
class Title:
    """A title and where it stands; without offsets where only the site's header gives it."""

    text: str | None
    start: int
    end: int


def later(text: str, marked: Sequence[int]) -> list[int]:
    """Where further documents begin: a title with year or issuer on its own line, behind a finished document."""
    found: list[int] = []
    for start, end in _lines(text):
        line = text[start:end]
        since = start - (found[-1] if found else 0)
        if since < 300 or not _is_title(line) or not _stands_alone(text, start, end):
            continue
        before = text[found[-1] if found else 0 : start]
        if _covers(before) or not any((found[-1] if found else 0) <= m < start for m in marked):
            continue
        if any(end <= m < end + 600 for m in marked):
            found.append(start)
    return found


def _covers(before: str) -> bool:
    """Whether all that stands before is a cover notice."""
    return len(before.strip()) < 800 and bool(_NOTICE.search(before[:400].replace("\n", ""))) and "印发" in before


def _lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        a, b = match.start(), match.start() + len(match.group().rstrip(" \t|"))
        yield (a + 1, b - 1) if _QUOTED.fullmatch(text, a, b) else (a, b)


_QUOTED = re.compile("《[^《》]+》")  # a page may put a whole title into the marks of one


def _is_title(line: str) -> bool:
    """A line that names a kind of document, with a year or a body before it."""
    if len(line) > 60 or not _LINE_TITLE.match(line) or _NOT_TITLE.match(line):
        return False
    return bool(re.search(YEAR + "年|学年", line) or ISSUER.match(line) or _REPORT.match(line))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in "。!?;)”》日" or text[:start].endswith("\n")


def find(text: str, start: int, end: int, first_marker: int, hints: Hints) -> Title:
    """The title of the document that stands in `[start, end)` and whose first marker stands at `first_marker`."""
    head = min(end, start + HEAD, max(first_marker, start + 60))
    lines = list(_lines(text, start, min(end, start + HEAD)))[:16]
    piece = _PIECE.match(text, start)
    if piece:
        stop = text.find("\n", piece.end())
        line = text[piece.end() : stop if stop >= 0 else end].strip()
        if not _SENTENCE.search(line):
            return Title(line, piece.end(), stop if stop >= 0 else end)
    for choose in (_before_place, _above_place, _on_line, _glued, _over_lines, _notice_line, _above_source, _before_year, _in_header, _issued_by_name):
        if title := choose(text, start, head, lines, hints):
            return title
    return Title(None, start, start)


_SENTENCE = re.compile(r"[。;]|,.*,|[,:].*:$")


# A report names itself before the meeting that it was given to: 政府工作报告——2016年1月9日在…大会上.
_GIVEN = re.compile(
    rf"(?P<title>[^。;,!?\n—|]{{0,60}}(?:报告|总结|汇报|讲话|说明)\s?{_TAIL}\s?{_TAIL})\s*(?:[-—]{{1,4}}|\()\s*"
    r"(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?\s?在[^。,;\n]{4,50}(?:会|会议)\s?(?:第[一二三四五六七八九十]+次)?(?:会议)?上"
)
_PLACE_IN_HEAD = 500


def _before_place(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    """The title of a report that goes on in its line with the meeting."""
    match = _GIVEN.search(text, start, min(len(text), start + _PLACE_IN_HEAD))
    if not match or (match.start() > start and text[match.start() - 1] not in "\n "):
        return None
    title = match["title"].strip()
    if "\n" in match.group() or not title:
        return None  # a title on a line of its own
    at = match.start() + match["title"].index(title[0])
    return Title(re.sub(r"(?<=[^\x00-\x7f])\s(?=[^\x00-\x7f])", "", title), at, match.end("title"))


# A report that has a slogan for its title names itself below: ——在某校第三届教职工代表大会上的工作报告.
GIVEN_AT = re.compile(r"(?m)^—{1,2}\s*在(?P<body>[\u4e00-\u9fff]{2,24}?)(?:第[^\n。,;]{1,6}[届次])[^\n。;]{2,40}(?:会|会议)上的?(?:工作)?报告\s*$")


def _above_place(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    """The lines above the one that says where a report was given."""
    for i, (a, b) in enumerate(lines[1:4], 1):
        if GIVEN_AT.fullmatch(text, a, b) and all(not re.search("[。;:!?|]", text[slice(*line)]) for line in lines[:i]):
            return Title(" ".join(text[slice(*line)] for line in lines[:i]), lines[0][0], lines[i - 1][1])
    return None


# What a page says of an article stands between its title and its text.
_SOURCE = re.compile(r"[-\s]*(?:来源|信息来源|发布时间|发布日期|时间|日期|作者|发布机构)\s*:")


def _above_source(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    """A short line of a body's or a year's right above the line that names source or date."""
    for (a, b), (c, _) in itertools.pairwise(lines[:6]):
        line = text[a:b]
        year, body = re.search(YEAR + "年", line), ISSUER.match(line)
        told = _SOURCE.match(text, c) if year or body else None
        if (told or (year and body and a == lines[0][0])) and 6 <= b - a <= 50 and not re.search(r"[。;:!?|]", line):
            return Title(line, a, b)
    return None


# 县教育局工作总结与来年思路2013年,我局…: a title that the text has swallowed, without a year of its own.
_SWALLOWED = re.compile(rf"(?P<title>[\u4e00-\u9fff]{{1,20}}?{BODY}[\u4e00-\u9fff]{{0,10}}?{_KIND}(?:[及和与暨][\u4e00-\u9fff]{{0,8}}?{_KIND})?)(?={YEAR}年|今年|一年来)")


def _before_year(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    for a, _ in lines[:3]:
        if match := _SWALLOWED.match(text, a):
            return Title(match["title"], a, match.end("title"))
    return None


def _on_line(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    """A title on its own line; behind a cover notice the later one, that of what is issued."""
    found = [(a, b) for a, b in lines if a < max(head, start + 1) and (_is_title(text[a:b]) or _REPORT.match(text[a:b]))]
    if not found and lines and _states(text[slice(*lines[0])]):
        found = [lines[0]]
    if not found:
        return _broken_title(text, lines)
    if issued := _issued(text, start, found[0]):
        return issued
    a, b = found[0]
    if len(found) > 1 and _NOTICE.search(text[start : found[0][0]].replace("\n", "")):
        a, b = found[-1]
    return Title(text[a:b], a, b)


_ISSUED = re.compile(r"印发[^《。\n]{0,6}《(?P<name>[^《》]{6,60})》")


def _issued(text: str, start: int, notice: tuple[int, int]) -> Title | None:
    """What a cover notice issues, where its name stands again behind the notice, perhaps over two lines."""
    cover = _ISSUED.search(text, start, min(len(text), start + HEAD))
    if cover is None or not _NOTICE.search(text[start : notice[1]].replace("\n", "")):
        return None
    name = re.sub(r"\s", "", cover["name"])
    again = re.compile(r"(?<=\n)" + r"\s*".join(map(re.escape, name)) + r"(?=\s*\n)").search(text, cover.end(), min(len(text), start + 2 * HEAD))
    return Title(name, again.start(), again.end()) if again else None


def _in_header(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    """What the site's header calls the document."""
    return Title(hints.title, start, start) if hints.title else None


_NAMED = re.compile(rf"现将[^《。\n]{{0,6}}《(?P<name>[^《》\n]{{4,60}}{_KIND}{_TAIL})》[^《。\n]{{0,6}}(?:印发|下发|转发)")


def _issued_by_name(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    """What a notice without a heading issues, where only the notice names it."""
    named = _NAMED.search(text, start, min(len(text), start + 400))
    return Title(re.sub(r"\s", "", named["name"]), named.start("name"), named.end("name")) if named else None


def _states(line: str) -> bool:
    return bool(_STATE.match(line) and _SPAN.search(line)) and not _NOT_TITLE.match(line)


def _broken_title(text: str, lines: Sequence[tuple[int, int]]) -> Title | None:
    """A title over two lines: the body's name, then the kind of document."""
    for (a, b), (c, d) in itertools.pairwise(lines):
        first, second = text[a:b], text[c:d]
        if len(first) <= 30 and re.search(BODY + "$", first) and _LINE_TITLE.match(second) and not _NOT_TITLE.match(second) and len(second) < 40:
            return Title(first + second, a, d)
    return None


# The heading of an official document over several lines: 某县人民政府 / 关于印发某某的 / 通 知.
_HEADING = re.compile(r"(?:[\u4e00-\u9fff、]{2,40})?关于[^。;:!?|]{4,90}的(?:通知|意见|决定|函|批复|报告)")
_OPENS_HEADING = re.compile(rf"关于|[^。;:!?|\s]{{2,40}}{BODY}(?:$|关于)")
_HEADING_LINES = 4


def _over_lines(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    """A body's name or 关于 opens a line, and the lines from there on end in the kind of official document."""
    for i, (a, b) in enumerate(lines[:6]):
        if _HEADING.fullmatch(text, a, b) or not _OPENS_HEADING.match(text, a, b):
            continue
        for _, end in lines[i + 1 : i + _HEADING_LINES]:
            if _HEADING.fullmatch(whole := re.sub(r"\s", "", text[a:end])):
                return Title(whole, a, end)
    return None


_LONGEST_LABEL = 10
# 2020年全市计划改造小区40个: what is planned, no plan.
_INTENDS = re.compile(r"(?<!工作)(?<!行动)(?<!发展)(?:计划|安排|打算)$")
_ATTACHED = re.compile(r"附\s?件\s?\d?\s?:\s?(?:\d[.、])?$")


def _glued(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    """A title inside a line: at its head, behind a blank, or behind a cover notice."""
    limit = min(len(text), max(head, start + 400))
    found: list[Title] = []
    for match in _GLUED.finditer(text, start, limit):
        title, at = _trimmed(match["title"], match.start("title"))
        before = text[max(start, at - 1) : at]
        if (before and before[-1] not in "\n 。)日:") or _ATTACHED.search(text, max(start, at - _LONGEST_LABEL), at) or (_INTENDS.search(title) and _HAN.match(text, match.end())):
            continue
        if not _NOT_TITLE.match(title) and not re.search(r"关于|印发|通知|根据", title):
            found.append(Title(title, at, match.end("title")))
    if not found:
        return None
    return found[-1] if _NOTICE.search(text[start : found[-1].start].replace("\n", "")) else found[0]


def _trimmed(title: str, at: int) -> tuple[str, int]:
    """Without a date or copy count that stands glued before it."""
    year = re.search(YEAR + r"年(?![\d一二三四五六七八九十]{1,2}月)", title)
    cut = max((m.end() for m in re.finditer(r"[日印](?=[\u4e00-\u9fff])|\)(?=[\u4e00-\u9fff])", title[: year.start() if year else 0])), default=0)
    return title[cut:], at + cut


def _notice_line(text: str, start: int, head: int, lines: Sequence[tuple[int, int]], hints: Hints) -> Title | None:
    for a, b in lines[:6]:
        if _NOTICE.match(text[a:b]) and len(text[a:b]) < 90:
            return _issued(text, start, (a, b)) or Title(text[a:b], a, b)
    for a, b in lines[:2]:
        if len(text[a:b]) <= 40 and re.search(_KIND + _TAIL + "$", text[a:b]) and not _NOT_TITLE.match(text[a:b]):
            return Title(text[a:b], a, b)
    return None
