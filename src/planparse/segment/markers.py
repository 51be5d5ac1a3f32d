"""Enumeration markers: 一、 (一) 1. 1、 (1) ① 第一章 一是 首先 —— ●, at line heads and inside paragraphs.

A marker at the head of a line is one by its place. Inside a line it needs evidence: what stands before it, and
that it continues, or begins, a series of its style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from planparse.patterns import lazy
from planparse.segment.marker_signs import HAN, PATTERN, ordinal_of


class Marker(NamedTuple):
    """A marker where it stands: its style, its number in that style, and whether it heads a line."""

    start: int
    end: int
    style: str
    ordinal: int
    at_line: bool


_ENDS = "。!?;:"
_AFTER_STOP = _ENDS + "”」』)》\n "
_IN_WORD = lazy(r"[第之唯统单同专其万这那某任另逐合百千零两十一二三四五六七八九\d.]$")
_LIST_OF_NUMBERS = lazy(rf"[{HAN}]{{1,3}}(?:、|产业|类|期|次产业|级|[和与及])")
_REFERENCE = lazy(r"[项款](?![目项])|[类种号线楼](?![别型植养苗子业召路上下索宇])|目(?![标的录前])|条的")
_SUBTITLE = lazy(r"—{1,2}(?:在[^。\n]{4,40}上|[^。,\n]{0,40}(?:会议|大会)上?(?:的)?(?:报告|讲话)?$|\d{4}年)", re.MULTILINE)
_HEADING_WORDS = lazy(r"(?:(?:19|20)\d\d年)?[^\W\d_](?:[ ,、“”「」]?[^\W\d_])*[”」]?")
# The names of attachments are counted, but no sections: 附件:1.任务分解表, and the lines behind it.
_ATTACHED = lazy(r"附\s?件\s?:\s*1[.、][^\n]*(?:\n *\d{1,2}[.、][^\n]*)*")
_YEAR = lazy(r"(?:19|20)\d\d年")
_LOOK_AHEAD = 2500
_NEAR, _LONGEST_HEADING = 400, 40
_ENDS_TITLE = lazy(r"(?:要点|计划|总结|报告|方案|安排|思路|打算) ?\Z")


def find(text: str, start: int = 0, end: int | None = None) -> list[Marker]:
    """Every enumeration marker of a stretch of text.

    >>> [text[m.start:m.end] for text in ["一、抓培训。一是建基地。二是配教师。"] for m in find(text)]
    ['一、', '一是', '二是']
    """
    return list(_Finder(text, start, len(text) if end is None else end).run())


class _Finder:
    """Goes over the candidates in order and remembers how far each style has counted."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.last: dict[str, int] = {}
        self.last_end = -1
        self.attached = [m.span() for m in _ATTACHED.finditer(text, start, end)][::-1]  # the next one last

    def run(self) -> Iterator[Marker]:
        for match in PATTERN.finditer(self.text, self.start, self.end):
            kind = match.lastgroup or ""
            ordinal = ordinal_of(kind, match)
            style = kind + match.group()[0] if kind in ("bullet", "hyphen") else kind
            head = self._heads_line(match.start())
            if ordinal is None or self._is_attachment(match.start()) or not (self._at_head(kind, ordinal, match) if head else self._inside(kind, ordinal, match)):
                continue
            self.last[style] = ordinal
            self.last_end = match.end()
            if style in ("han", "piece", "chapter"):
                self.last = {s: n for s, n in self.last.items() if s in ("han", "piece", "chapter", "comma", "dot", "article", "division")}
            start = match.start("rown") if kind == "row" and match["rown"] else match.start()
            yield Marker(start, match.end("rown") if kind == "row" and match["rown"] else match.end(), style, ordinal, head)

    def _is_attachment(self, at: int) -> bool:
        """Whether a place, which lies behind all that were asked for, stands in a list of attachments."""
        while self.attached and self.attached[-1][1] <= at:
            self.attached.pop()
        return bool(self.attached) and self.attached[-1][0] <= at

    def _heads_line(self, at: int) -> bool:
        before = self.text[max(0, at - 3) : at]
        return at == self.start or before.rstrip(" \t")[-1:] in ("\n", "") or before.endswith("\n")

    def _at_head(self, style: str, ordinal: int, match: re.Match[str]) -> bool:
        text, end = self.text, match.end()
        if style == "han" and _LIST_OF_NUMBERS.match(text, end):
            return False
        if style == "dash" and _SUBTITLE.match(text, match.start()):
            return False
        if style == "decimal":
            return self._goes_on(style, ordinal) or (ordinal == 1 and self._follows(f"\n{match.group()[:-1]}2", match))
        if style == "dot" and text[end : end + 1].isdigit():
            return self._goes_on("dot", ordinal) or (ordinal == 1 and _YEAR.match(text, end) is not None and self._follows("\n2.", match))
        if style == "comma" and text[end : end + 1].isdigit():
            return self._goes_on("comma", ordinal) or (ordinal == 1 and self._follows("\n2、", match))
        if style in ("comma", "dot") and (text[end : end + 1] in ",。;、" or ordinal > 150):
            return False
        return not (style == "han_paren" and _REFERENCE.match(text, end))

    def _inside(self, style: str, ordinal: int, match: re.Match[str]) -> bool:
        test = _INSIDE.get(style)
        return test is not None and test(self, ordinal, match)

    def _before(self, match: re.Match[str]) -> str:
        return self.text[match.start() - 1]

    def _goes_on(self, style: str, ordinal: int) -> bool:
        return self.last.get(style) == ordinal - 1

    def _follows(self, words: str, match: re.Match[str]) -> bool:
        """Whether the next of the series comes soon."""
        return self.text.find(words, match.end(), match.end() + _LOOK_AHEAD) >= 0

    def _holds_a_list(self, match: re.Match[str]) -> bool:
        """Whether (一) stands behind the next few sentences."""
        return self.text.find("(一)", match.end(), match.end() + _NEAR) >= 0

    def _holds_points(self, match: re.Match[str]) -> bool:
        """Whether 一是 stands behind the next few words."""
        return self.text.find("一是", match.end(), match.end() + _LONGEST_HEADING) >= 0

    def _heads_a_list(self, match: re.Match[str]) -> bool:
        """Whether (一) closes a heading without a stop: 一、运行情况(一)."""
        at = self.text.find("(一)", match.end(), match.end() + _LONGEST_HEADING)
        return at > match.end() and _HEADING_WORDS.fullmatch(self.text, match.end(), at) is not None

    def _breaks_off(self, match: re.Match[str]) -> bool:
        """Whether the text ends before its list can go on."""
        return self._before(match) in _ENDS and self.end - match.end() < _NEAR

    def _behind_heading(self, match: re.Match[str]) -> bool:
        """A heading without a stop, then the next marker: 二、下步打算1、改良品种."""
        gap = self.text[self.last_end : match.start()]
        return self.last_end >= 0 and 2 <= len(gap) <= _LONGEST_HEADING and _HEADING_WORDS.fullmatch(gap) is not None

    def _behind_title(self, match: re.Match[str]) -> bool:
        """Whether the title of a document ends here: 工作总结 一、."""
        return _ENDS_TITLE.search(self.text, max(0, match.start() - 3), match.start()) is not None

    def _is_announced(self, match: re.Match[str]) -> bool:
        """Whether a list is said to follow: 汇报如下:一、."""
        return self.text.endswith("如下:", 0, match.start())

    def _han(self, ordinal: int, match: re.Match[str]) -> bool:
        if _LIST_OF_NUMBERS.match(self.text, match.end()) or _IN_WORD.search(self.text[match.start() - 1 : match.start()]):
            return False
        if self._before(match) in _AFTER_STOP:
            opens = ordinal == 1 and (self._follows("二、", match) or self._holds_a_list(match) or self._behind_title(match) or self._is_announced(match))
            return opens or self._goes_on("han", ordinal) or ("han" not in self.last and self._before(match) in "。!?;")
        if ordinal == 1:
            return self._heads_a_list(match) or ((self._holds_a_list(match) or self._holds_points(match)) and self._behind_title(match))
        return self._goes_on("han", ordinal) and self._before(match) not in ",、"

    def _han_paren(self, ordinal: int, match: re.Match[str]) -> bool:
        if _REFERENCE.match(self.text, match.end()) or self._before(match) in "第、和与及":
            return False
        return (ordinal == 1 and self._follows("(二)", match)) or self._goes_on("han_paren", ordinal) or self._before(match) in _ENDS or (ordinal == 1 and self._behind_heading(match))

    def _arabic(self, style: str, ordinal: int, match: re.Match[str]) -> bool:
        before, following = self._before(match), self.text[match.end() : match.end() + 1]
        if before.isdigit() or before in ".,、-—~/第和与" or not (following.isalpha() or following in "“「『《【("):
            return False
        if ordinal == 1:
            sign = match.group()[-1]
            return (before in _AFTER_STOP and self._follows(f"2{sign}", match)) or self._behind_heading(match) or (sign == "、" and self._breaks_off(match))
        if self._goes_on(style, ordinal):
            return before in _AFTER_STOP or style == "dot" or ordinal > 3 or self._behind_heading(match)
        return before in "。" and style not in self.last and ordinal < 40

    def _comma(self, ordinal: int, match: re.Match[str]) -> bool:
        return self._arabic("comma", ordinal, match)

    def _dot(self, ordinal: int, match: re.Match[str]) -> bool:
        return self._arabic("dot", ordinal, match)

    def _paren(self, ordinal: int, match: re.Match[str]) -> bool:
        if self._before(match) in "表图式注第" or self.text[match.end() : match.end() + 1] in "项款号":
            return False
        return (ordinal == 1 and self._follows("(2)", match)) or self._goes_on("paren", ordinal)

    def _is(self, ordinal: int, match: re.Match[str]) -> bool:
        before = self._before(match)
        if _IN_WORD.search(before):
            return False
        if ordinal == 1:
            return (self._follows("二是", match) and (before in _AFTER_STOP + ",、" or before.isalpha())) or self._breaks_off(match) or self._behind_heading(match)
        return self._goes_on("is", ordinal) or before in "。;!? " or self._behind_heading(match)

    def _first(self, ordinal: int, match: re.Match[str]) -> bool:
        if self._before(match) not in _AFTER_STOP + ",":
            return False
        following = "第" + HAN[ordinal] if ordinal < 10 else ""
        return self._goes_on("first", ordinal) or (ordinal == 1 and self._follows(following, match))

    def _sequence(self, ordinal: int, match: re.Match[str]) -> bool:
        if self._before(match) not in _AFTER_STOP + ",":
            return False
        if ordinal == 1:
            return self._follows("其次", match)
        return 0 < self.last.get("sequence", 0) < ordinal

    def _sign(self, ordinal: int, match: re.Match[str]) -> bool:
        return not _REFERENCE.match(self.text, match.end())

    def _title(self, ordinal: int, match: re.Match[str]) -> bool:
        return self._before(match) in "。!? " and not _REFERENCE.match(self.text, match.end())

    def _dash(self, ordinal: int, match: re.Match[str]) -> bool:
        """A dash behind a stop, or a heading, where others stand behind stops: the line breaks of a list were lost."""
        return "dash" in self.last or self.text.find("。——", match.end(), match.end() + _LOOK_AHEAD) >= 0

    def _piece(self, ordinal: int, match: re.Match[str]) -> bool:
        return match.group().startswith("篇") and self._before(match) in "。 )"


_INSIDE = {
    "han": _Finder._han, "han_paren": _Finder._han_paren, "comma": _Finder._comma, "dot": _Finder._dot, "paren": _Finder._paren,
    "is": _Finder._is, "first": _Finder._first, "sequence": _Finder._sequence, "circled": _Finder._sign, "small": _Finder._sign,
    "dotted": _Finder._sign, "chapter": _Finder._title, "article": _Finder._title, "division": _Finder._title, "piece": _Finder._piece, "dash": _Finder._dash,
}  # fmt: skip
