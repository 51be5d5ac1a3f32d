"""Clauses of a sentence: cut at commas that stand outside of quotes and brackets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planparse.patterns import lazy
from planparse.text import Span

# A quote or bracket behind the character that opens it. Each pattern begins with all characters that it may begin with, so
# that a search leaps from one to the next.
_OPEN = "“「『《‘\"【("
_PAIRED = (
    r"(?<=“)[^”\n]*”|(?<=「)[^」\n]*」|(?<=『)[^』\n]*』|(?<=《)[^》\n]*》|(?<=‘)[^’\n]*’|(?<=\")[^\"\n]*\"|(?<=【)[^】\n]*】"
    r"|(?<=\()(?:[^()\n]|\([^()\n]*\))*\)"
)
# What a bracket says of days or of who answers for the work closes the clause before it.
_ASIDE = r"(?<=\()[^()\n]*?(?:工作日|\d日|牵头|负责|配合|单位[::]|科室[::])(?:[^()\n]|\([^()\n]*\))*\)"
_MARKS = r",;:。!?|\t\n"
_EDGE = lazy(rf"[{_MARKS}{_OPEN}](?:(?<=(?P<edge>[{_MARKS}]))|(?P<aside>{_ASIDE})|{_PAIRED})")
_PAUSE = lazy(rf"[、{_OPEN}](?:(?P<edge>(?<=、))|{_PAIRED})")
_QUOTES = lazy(rf"[{_OPEN}](?:{_PAIRED})")
_MARKER = lazy(
    r"\s*[*#]*(?:[一二三四五六七八九十百]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)、?|第[一二三四五六七八九十百\d]{1,4}[条章节,、:]"
    r"|[一二三四五六七八九十]{1,2}(?:是要?|要(?![素点件害领义]))|\d{1,3}(?:\.(?!\d)|、|\))|[①-⑳⑴-⒇⒈-⒛]|(?:首先|其次|再次|最后)[,、]?|—{1,2}|[-·●■◆▲※*|]+)[\s*]*"
)
_LABEL = lazy(
    r"\s*(?:(?:牵头|配合|责任|协助|督办|主办|协办|承办|主管|分管|包保|联系|完成|办理|监督|报告|签发|实施|协同)制?(?:责任)?"
    r"(?:单位|部门|科室|股室|处室|领导|人|时限|时间|期限|县领导|市领导)|附件\d*|附表|注|电话|联系人|来源|抄送|主题词)\s*$"
)


class Clause(NamedTuple):
    """A clause `[start, end)` and the mark that closes it."""

    start: int
    end: int
    mark: str


def skip_marker(text: str, start: int, end: int) -> int:
    """Behind the section markers that open a sentence."""
    while match := _MARKER.match(text, start, end):
        start = match.end()
    return start


def split(text: str, start: int, end: int) -> Iterator[Clause]:
    """The clauses of a sentence, up to a label that names units or dates.

    >>> [text[c.start:c.end] for text in ["建成2所(含1所新建),招聘3人。"] for c in split(text, 0, len(text))]
    ['建成2所(含1所新建)', '招聘3人']
    """
    for match in _EDGE.finditer(text, start, end):
        if not match["edge"] and not match["aside"]:
            continue
        if match["edge"] == ":" and _LABEL.match(text, start, match.start()):
            return
        yield Clause(start, match.start(), match["edge"] or ";")
        start = match.end()
    if start < end:
        yield Clause(start, end, "")


def pauses(text: str, start: int, end: int) -> list[int]:
    """Where 、 stands outside of quotes and brackets."""
    return [m.start() for m in _PAUSE.finditer(text, start, end) if m.lastgroup]


def quoted(text: str, start: int, end: int) -> list[Span]:
    """Stretches in quotes or brackets."""
    return [Span(*m.span()) for m in _QUOTES.finditer(text, start, end)]
