"""Enumeration markers: 一、 (一) 1. 1、 (1) ① 第一章 一是 首先 —— ●, at line heads and inside paragraphs.

A marker at the head of a line is one by its place. Inside a line it needs evidence: what stands before it, and
that it continues, or begins, a series of its style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_HAN = "一二三四五六七八九十"
_NUMBER = {c: i + 1 for i, c in enumerate(_HAN)}
_BULLETS = "●○■□◆◇★☆▲△▪▫➢➤►▶※•◎❖✦✧"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_SEQUENCE = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 4}


class Marker(NamedTuple):
    """A marker where it stands: its style, its number in that style, and whether it heads a line."""

    start: int
    end: int
    style: str
    ordinal: int
    at_line: bool


PATTERN = re.compile(
    rf"""
    (?=[{_HAN}第(\d{_CIRCLED}{_PARENTHESISED}{_DOTTED}{_BULLETS}—篇附首其再最\-*·|]) (?:
    (?P<piece> (?m:^)篇[{_HAN}]{{1,2}}(?=[ ]*\n) | 篇[{_HAN}]{{1,2}}(?:[::]|(?=[^\W\d])) | (?m:^)附\s?件\s?[\d{_HAN}]{{1,2}}\s?:?(?=\s|$|[^\W\d]{{2,40}}(?:\n|$)) | (?m:^)附\s?件(?=\n) )
  | (?P<chapter> 第[{_HAN}百\d]{{1,4}}章 ) | (?P<division> 第[{_HAN}百\d]{{1,4}}(?:部分|编|篇)(?!之) ) | (?P<subchapter> 第[{_HAN}百\d]{{1,4}}节(?!课) )
  | (?P<article> 第[{_HAN}百\d]{{1,4}}条(?!例|件|线) )
  | (?P<first> 第[{_HAN}]{{1,2}}[,、:](?![第{_HAN}]) )
  | (?P<han> [{_HAN}]{{1,3}}、 ) | (?P<han_paren> (?<![小中大])\([{_HAN}]{{1,3}}\)、? )
  | (?P<is> [{_HAN}]{{1,2}}是(?!否|非|不是|[{_HAN}][,、。;是]) )
  | (?P<paren> \(\d{{1,2}}\) ) | (?P<dot> \d{{1,3}}\.(?!\d) | (?m:^)\d{{1,2}}\.(?=\d{{3,4}}[^\d.%]|\d{{1,2}}月) )
  | (?P<decimal> (?m:^)\d{{1,2}}\.\d{{1,2}}(?=[ ]?[^\W\d])(?![万亿千百元吨米公亩个人户名倍]) )
  | (?P<comma> \d{{1,3}}、 ) | (?P<half> (?m:^)\d{{1,2}}\)(?!的) )
  | (?P<circled> [{_CIRCLED}] ) | (?P<small> [{_PARENTHESISED}] ) | (?P<dotted> [{_DOTTED}] )
  | (?P<bullet> (?m:^)[{_BULLETS}]\s? ) | (?P<dash> (?m:^)—{{1,2}}(?!\d{{4}}年\d) ) | (?P<hyphen> (?m:^)[-*·]\s?(?=[^\W\d]) )
  | (?P<sequence> (?:首先|其次|再次|再者|最后)(?=[,、:]|[^\W\d]) )
  | (?P<row> (?m:^)(?:\|\s?(?P<rown>\d{{1,3}})\s?\||(?P<tabn>\d{{1,3}})\t) )
    )
    """,
    re.VERBOSE,
)

_ENDS = "。!?;:"
_AFTER_STOP = _ENDS + "”」』)》\n "
_IN_WORD = re.compile(r"[第之唯统单同专其万这那某任另逐合百千零两十一二三四五六七八九\d.]$")
_LIST_OF_NUMBERS = re.compile(rf"[{_HAN}]{{1,3}}(?:、|产业|类|期|次产业|级|[和与及])")
_REFERENCE = re.compile(r"[项款类种目号线楼](?!目)|条的")
_SUBTITLE = re.compile(r"—{1,2}(?:在[^。\n]{4,40}上|[^。,\n]{0,40}(?:会议|大会)上?(?:的)?(?:报告|讲话)?$|\d{4}年)", re.MULTILINE)
_HEADING_WORDS = re.compile(r"(?:(?:19|20)\d\d年)?[^\W\d_](?:[ ,、“”「」]?[^\W\d_])*[”」]?")
# The names of attachments are counted, but no sections: 附件:1.任务分解表, and the lines behind it.
_ATTACHED = re.compile(r"附\s?件\s?:\s*1[.、][^\n]*(?:\n *\d{1,2}[.、][^\n]*)*")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_DIGITS = re.compile(r"\d+")
_COUNTED = re.compile(rf"[\d{_HAN}]")
_LOOK_AHEAD = 2500
_NEAR, _LONGEST_HEADING = 400, 40
_ENDS_TITLE = re.compile(r"(?:要点|计划|总结|报告|方案|安排|思路|打算)\Z")


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
            ordinal = _ordinal(kind, match)
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
        return at == self.start or before.rstrip(" ")[-1:] in ("\n", "") or before.endswith("\n")

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

    def _han(self, ordinal: int, match: re.Match[str]) -> bool:
        if _LIST_OF_NUMBERS.match(self.text, match.end()) or _IN_WORD.search(self.text[match.start() - 1 : match.start()]):
            return False
        if self._before(match) in _AFTER_STOP:
            opens = ordinal == 1 and (self._follows("二、", match) or self._holds_a_list(match))
            return opens or self._goes_on("han", ordinal) or ("han" not in self.last and self._before(match) in "。!?;")
        if ordinal == 1:
            return self._heads_a_list(match) or (self._holds_a_list(match) and _ENDS_TITLE.search(self.text, max(0, match.start() - 2), match.start()) is not None)
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
            return (self._follows("二是", match) and (before in _AFTER_STOP + ",、" or before.isalpha())) or self._breaks_off(match)
        return self._goes_on("is", ordinal) or before in "。;!?"

    def _first(self, ordinal: int, match: re.Match[str]) -> bool:
        if self._before(match) not in _AFTER_STOP + ",":
            return False
        following = "第" + _HAN[ordinal] if ordinal < 10 else ""
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

    def _piece(self, ordinal: int, match: re.Match[str]) -> bool:
        return match.group().startswith("篇") and self._before(match) in "。 )"


_INSIDE = {
    "han": _Finder._han, "han_paren": _Finder._han_paren, "comma": _Finder._comma, "dot": _Finder._dot, "paren": _Finder._paren,
    "is": _Finder._is, "first": _Finder._first, "sequence": _Finder._sequence, "circled": _Finder._sign, "small": _Finder._sign,
    "dotted": _Finder._sign, "chapter": _Finder._title, "article": _Finder._title, "division": _Finder._title, "piece": _Finder._piece,
}  # fmt: skip


def _ordinal(style: str, match: re.Match[str]) -> int | None:
    written = match[style]
    if style in ("bullet", "dash", "hyphen"):
        return 0
    if style == "row":
        return int(match["rown"] or match["tabn"])
    if style == "sequence":
        return _SEQUENCE[written]
    for signs in (_CIRCLED, _PARENTHESISED, _DOTTED):
        if written in signs:
            return signs.index(written) + 1
    if style == "piece" and not _COUNTED.search(written):
        return 1
    digits = _DIGITS.search(written, written.find(".") + 1 if style == "decimal" else 0)
    return int(digits.group()) if digits else _han_number("".join(c for c in written if c in _HAN + "百"))


def _han_number(written: str) -> int | None:
    """一 to 九十九 and more, as counted in headings."""
    if not written or "百" in written:
        return None
    if "十" not in written:
        return _NUMBER[written] if len(written) == 1 else None
    tens, _, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_NUMBER[tens] if tens else 1) * 10 + (_NUMBER[ones] if ones else 0)
