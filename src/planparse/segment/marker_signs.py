"""The signs of enumeration markers, and what number each stands for."""

from __future__ import annotations

import re

from planparse.patterns import lazy

HAN = "一二三四五六七八九十"
_NUMBER = {c: i + 1 for i, c in enumerate(HAN)}
_BULLETS = "●○■□◆◇★☆▲△▪▫➢➤►▶※•◎❖✦✧"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_SEQUENCE = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 4}

PATTERN = lazy(
    rf"""
    (?=[{HAN}第(\d{_CIRCLED}{_PARENTHESISED}{_DOTTED}{_BULLETS}—篇附首其再最\-*·|]) (?:
    (?P<piece> (?m:^)篇(?:[{HAN}]{{1,2}}|\d{{1,2}})(?=[ ]*\n) | (?m:^)篇\d{{1,2}}: | 篇[{HAN}]{{1,2}}(?:[::]|(?=[^\W\d])) | (?m:^)附\s?件\s?[\d{HAN}]{{1,2}}\s?:?(?=\s|$|[^\W\d]{{2,40}}(?:\n|$)) | (?m:^)附\s?件(?=\n) | (?m:^)第\d{{1,2}}篇(?=[ :]|[^\W\d]{{4,40}}\n) )
  | (?P<chapter> 第[{HAN}百\d]{{1,4}}章 ) | (?P<division> 第[{HAN}百\d]{{1,4}}(?:部分|编|篇)(?!之) ) | (?P<subchapter> 第[{HAN}百\d]{{1,4}}节(?!课) )
  | (?P<article> 第[{HAN}百\d]{{1,4}}条(?!例|件|线) )
  | (?P<first> 第[{HAN}]{{1,2}}[,、:](?![第{HAN}]) )
  | (?P<han> [{HAN}]{{1,3}}、 | (?m:^)[{HAN}]{{1,3}}\.[ ]?(?=[^\W\d]) ) | (?P<han_paren> (?<![小中大])\([{HAN}]{{1,3}}\)、? )
  | (?P<is> [{HAN}]{{1,2}}是(?!否|非|不是|[{HAN}][,、。;是]) )
  | (?P<paren> \(\d{{1,2}}\) ) | (?P<dot> \d{{1,3}}\.(?!\d) | (?<!\S)\d{{1,2}}\.(?=\d{{3,4}}[^\d.%]|\d{{1,2}}月|\d{{2}}周?岁) )
  | (?P<decimal> (?m:^)\d{{1,2}}\.\d{{1,2}}(?=[ ]?[^\W\d])(?![万亿千百元吨米公亩个人户名倍]) )
  | (?P<comma> \d{{1,3}}、 ) | (?P<half> (?m:^)\d{{1,2}}\)(?!的) )
  | (?P<circled> [{_CIRCLED}] ) | (?P<small> [{_PARENTHESISED}] ) | (?P<dotted> [{_DOTTED}] )
  | (?P<bullet> (?m:^)(?!★\s*?\n)[{_BULLETS}]\s? ) | (?P<dash> (?m:^)—{{1,2}}(?!\d{{4}}年\d) | (?<=[。 ])——(?=[\u4e00-\u9fff]) ) | (?P<hyphen> (?m:^)(?!\*[年月届])[-*·]\s?(?=[^\W\d]) )
  | (?P<sequence> (?:首先(?!,?(?:请?允许我?|我代表|我谨|让我))|其次|再次|再者|最后)(?=[,、:]|[^\W\d]) )
  | (?P<row> (?m:^)(?:\|\s?(?P<rown>\d{{1,3}})\s?\||(?P<tabn>\d{{1,3}})\t) )
    )
    """,
    re.VERBOSE,
)
_DIGITS = lazy(r"\d+")
_COUNTED = lazy(rf"[\d{HAN}]")


def ordinal_of(style: str, match: re.Match[str]) -> int | None:
    """The number of a marker in its series, 0 for signs that do not count; None where it is none."""
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
    return int(digits.group()) if digits else _han_number("".join(c for c in written if c in HAN + "百"))


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
