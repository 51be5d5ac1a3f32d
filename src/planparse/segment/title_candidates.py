"""What may be the title of a document: the lines at its head, lines that belong together, the beginnings of longer ones,
what its notice issues, what the page calls it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planparse.normalization.lines import Hints
from planparse.patterns import lazy
from planparse.segment.naming import BODY, FORM, GIVEN_AT, HEAD, KIND, TAIL, YEAR

Span = tuple[int, int]


class Candidate(NamedTuple):
    """Words that may be the title, where they stand, and how they were found."""

    text: str
    start: int
    end: int
    origin: str


MOST_LINES, _JOINED = 16, 4
_LINE = lazy(r"\S[^\n]*")
_QUOTED = lazy("《[^《》]+》")  # a page may put a whole title into the marks of one


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines that are not blank, without the marks of a table's row and of a quoted title around them."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        a, b = match.start(), match.start() + len(match.group().rstrip(" \t|"))
        yield (a + 1, b - 1) if _QUOTED.fullmatch(text, a, b) else (a, b)


def find(text: str, start: int, end: int, head: Sequence[Span], hints: Hints) -> Iterator[Candidate]:
    """All that may be the title of the document that stands in `[start, end)` and has these lines at its head."""
    stop = min(end, start + HEAD)
    for a, b in head:
        if a == head[0][0] and (counter := _COUNTER.match(text, a, b)):
            yield from _openings(text, counter.end(), stop, hints)
        if b - a <= _LONGEST:
            yield Candidate(_SET.sub("", text[a:b]), a, b, "line")
        if match := _PIECE.match(text, a, b):
            yield Candidate(text[match.end() : b], match.end(), b, "piece")
        yield from _openings(text, a, stop, hints)
    yield from _joined(text, head)
    yield from _given(text, start, stop, head)
    yield from _glued(text, start, stop)
    yield from _named(text, start, end)
    if hints.title:
        yield Candidate(hints.title, start, start, "header")


_COUNTER = lazy(r"\d{1,2}、")  # a preview counts its pages
_PIECE = lazy(
    r"(?:(?:篇[一二三四五六七八九十]{1,2}|第?[一二三四五六七八九十\d]{1,2}篇)(?:\s*:\s*|\s+)|第[一二三四五六七八九十\d]{1,2}篇)(?=\S)|\s*篇[一二三四五六七八九十]{1,2}\s*\n\s*"
)
# How many texts a site has gathered under the title.
_SET = lazy(
    r"(?>(?:\(?(?:精选|通用|最新|优秀|共|集锦|合集|范文)?\s?(?:\d{1,3}+|(?<!第)[二三四五六七八九十]{1,2}+)篇\)?|\((?:精选|通用|最新|优秀)[^()]{0,8}\)|(?:范文|精选|优秀|最新|通用)?篇(?:\d{1,2}|[一二三四五六七八九十]{1,2})|范文|精选)+)$"
)

# What the text behind a title begins with, where both stand in one line.
_TEXT_BEGINS = (
    rf"(?:\s|$|{YEAR}\s?年|(?:19|20)\d\d\D|\d{{2,6}}年|20[*Xx_]{{1,3}}年|\*+年|今年|去年|本年度|去冬|一年来|近年来|近期|[上下]半年,|[一1]、|第一[章部]|各位|尊敬|同志们|根据|按照"
    rf"|为(?:了|进一步|深入|全面|切实|贯彻|做好|认真|加快|推动)|在[^,。;\n]{{2,30}}[下上],|主题:|本学期|[\u4e00-\u9fff]{{2,14}}?{BODY}\d{{4}}年\d)"
)
_OPENING = lazy(
    rf"(?P<title>[^,。;:!?\s|]{{2,60}}?{KIND}(?:[及和与暨、][^,。;:!?\s]{{0,24}}?{FORM})?{TAIL})(?:\(?[^\W\d]{{0,2}}\d{{1,3}}篇\)?)?(?={_TEXT_BEGINS})"
)
_LONGER = 12


def _openings(text: str, start: int, stop: int, hints: Hints) -> Iterator[Candidate]:
    """The beginning of a line that a running text follows: a document's name, or what the page says again."""
    if match := _OPENING.match(text, start, min(stop, start + 160)):
        yield Candidate(match["title"], start, match.end("title"), "inside")
    for echo in hints.echoes:
        if len(echo) >= _LONGER and text.startswith(echo, start):
            yield Candidate(echo, start, start + len(echo), "inside")


def _joined(text: str, head: Sequence[Span]) -> Iterator[Candidate]:
    """Two to four lines together, none of them a sentence."""
    for i, (a, _) in enumerate(head):
        for (_, before), (c, d) in itertools.pairwise(head[i : i + _JOINED]):
            if d - a > _LONGEST or _APART.search(text, a, before) or _APART.search(text, c, d) or _ASIDE.fullmatch(text, c, d):
                break
            if _LETTERHEAD.fullmatch(text, a, before) and _WHOLE.match(text, c, d):
                break
            yield Candidate(re.sub(r"\s", "", text[a:d]), a, d, "joined")
    for (a, b), (c, _) in itertools.pairwise(head):
        if span := _SPAN_BELOW.match(text, c):
            yield Candidate(text[a:b] + span["span"], a, span.end("span"), "joined")


_LONGEST = 110
_APART = lazy(r"[。;:!?|]")
# (此件公开发布), (经局党组会通过): said of the document, and no part of its name.
_ASIDE = lazy(r"\((?:此|本|经|自)[^()]{2,40}\)")
# The body's name above a title that names its body and year itself.
_LETTERHEAD = lazy(rf"[\u4e00-\u9fff]{{2,20}}?{BODY}(?:文件)?")
_WHOLE = lazy(rf"[\u4e00-\u9fff]{{2,20}}?{BODY}(?:关于)?{YEAR}\s?年[^\n]{{0,30}}{KIND}{TAIL}$")
_SPAN_BELOW = lazy(rf"(?P<span>\({YEAR}年?[-—至~]{{1,2}}{YEAR}年?\))")

# A report names itself before the meeting that it was given to: 政府工作报告——2016年1月9日在…大会上.
_BEFORE_PLACE = lazy(
    rf"(?P<title>[^。;,!?\n—|]{{0,60}}(?:报告|总结|汇报|讲话|说明)\s?{TAIL}\s?{TAIL})\s*(?:[-—]{{1,4}}|\()\s*"
    r"(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?\s?在[^。,;\n]{4,50}(?:会|会议)\s?(?:第[一二三四五六七八九十]+次)?(?:会议)?上"
)
_AT_MEETING = lazy(r"[-—(日]\s*在[^。,;\n]{4,50}会")
_SPOKEN = lazy(r"—{1,2}\s*在[^。,;\n]{4,40}会议?上的?(?:工作|总结)?(?:报告|讲话|发言)")
_PLACE_IN_HEAD = 500


def _given(text: str, start: int, stop: int, head: Sequence[Span]) -> Iterator[Candidate]:
    """The title of a report that goes on in its line with the meeting, and the lines above the one that names it."""
    near = min(stop, start + _PLACE_IN_HEAD)
    match = _BEFORE_PLACE.search(text, start, near) if _AT_MEETING.search(text, start, near) else None
    if (
        match
        and "\n" not in match.group()
        and (title := match["title"].strip())
        and (match.start() == start or text[match.start() - 1] in "\n ")
    ):
        at = match.start() + match["title"].index(title[0])
        yield Candidate(
            re.sub(r"(?<=[^\x00-\x7f])\s(?=[^\x00-\x7f])", "", title), at, match.end("title"), "before_place"
        )
    for i, (a, b) in enumerate(head[1:4], 1):
        if (GIVEN_AT.fullmatch(text, a, b) or _SPOKEN.fullmatch(text, a, b)) and all(not _APART.search(text, *line) for line in head[:i]):
            yield Candidate(
                " ".join(text[slice(*line)] for line in head[:i]), head[0][0], head[i - 1][1], "slogan"
            )


# A title inside running text needs a year or a school term.
_GLUED = lazy(
    rf"(?<![《“「])(?P<title>(?:[\u4e00-\u9fff()·Xx*]{{2,36}}?)?{YEAR}(?:[-—至~和]{{0,2}}{YEAR})?(?:年度?|[-—]?学年)[^,。;:《》\n!?“”\s是]{{0,36}}?{KIND}(?:(?:及|和|暨|与)(?:{YEAR}年度?)?[^,。;:《》\n!?\s是]{{0,16}}?{KIND})?{TAIL})"
)
# 2020年全市计划改造小区40个: what is planned, no plan.
_INTENDS = lazy(r"(?<!工作)(?<!行动)(?<!发展)(?:计划|安排|打算)$")
_BEGINS = lazy(r"(?:\A|[\n 。)日:])(?=\S)")
_HAN = lazy(r"[\u4e00-\u9fff]")
_NEAR = 400


def _glued(text: str, start: int, stop: int) -> Iterator[Candidate]:
    """A title that names its year, at the head of a line, behind a blank, or behind a cover notice."""
    done = start
    for begin in _BEGINS.finditer(text, start, min(stop, start + _NEAR)):
        match = _GLUED.match(text, begin.end(), min(stop, start + _NEAR)) if begin.end() >= done else None
        if match is None:
            continue
        done = match.end()
        title, at = _trimmed(match["title"], match.start("title"))
        before = text[max(start, at - 1) : at]
        if (
            (before and before[-1] not in "\n 。)日:")
            or (_INTENDS.search(title) and _HAN.match(text, match.end()))
            or _OF_NOTICE.search(title)
        ):
            continue
        yield Candidate(title, at, match.end("title"), "inside")


_OF_NOTICE = lazy("关于|印发|通知|根据")


def _trimmed(title: str, at: int) -> tuple[str, int]:
    """Without a date or copy count that stands glued before it."""
    year = re.search(YEAR + r"年(?![\d一二三四五六七八九十]{1,2}月)", title)
    cut = max(
        (
            m.end()
            for m in re.finditer(
                r"[日印](?=[\u4e00-\u9fff])|\)(?=[\u4e00-\u9fff])", title[: year.start() if year else 0]
            )
        ),
        default=0,
    )
    return title[cut:], at + cut


_ISSUED = lazy(
    r"印发[^《。\n]{0,6}《(?P<name>(?:[^《》]|《[^《》]*》){6,80})》(?=的?\s*通\s*知|[和、及与]\s*《)|印发(?P<bare>[^。;\n]{6,80}?)的?通知"
)
_TO_ISSUE = lazy(
    rf"现将[^《。\n]{{0,6}}《(?P<name>[^《》\n]{{4,60}}{KIND}{TAIL})》[^《。\n]{{0,6}}(?:印发|下发|转发)"
)


def issued(text: str, start: int, stop: int) -> str | None:
    """What a notice says that it issues."""
    cover = _ISSUED.search(text, start, stop)
    return re.sub(r"\s", "", cover["name"] or cover["bare"]) if cover else None


def _named(text: str, start: int, end: int) -> Iterator[Candidate]:
    """What a notice issues, where its name stands again behind the notice, perhaps over two lines; and where it does not."""
    stop = min(end, start + HEAD)
    if name := issued(text, start, stop):
        again = re.compile(
            r"\n\s*(?P<name>[《〈]?"
            + r"[\s《》〈〉“”]*".join(map(re.escape, _SIGNS.sub("", name)))
            + r"[》〉]?)(?=\s*\n)"
        )
        if match := again.search(text, start, min(end, start + 2 * HEAD)):
            yield Candidate(re.sub(r"\s", "", match["name"]), match.start("name"), match.end("name"), "again")
    if told := _TO_ISSUE.search(text, start, min(stop, start + _NEAR)):
        yield Candidate(re.sub(r"\s", "", told["name"]), told.start("name"), told.end("name"), "named")


_SIGNS = lazy("[《》〈〉“”]")
