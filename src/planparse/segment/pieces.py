"""The texts that one file gathers: 篇一 and 篇二, lines that count on (工作总结范文篇1), 第一篇 with a title of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planparse.normalization import gathered
from planparse.patterns import lazy
from planparse.segment.markers import Marker
from planparse.segment.naming import KIND, TAIL

_NAMED = lazy(rf"第[一二三四五六七八九十\d]{{1,3}}篇\s*:?\s*[^。;:\n]{{2,50}}{KIND}{TAIL}\s*$", re.MULTILINE)
_FRONT = 120  # characters that may stand before the first text and be no document


@dataclass(frozen=True, slots=True)
class Pieces:
    """The markers of a file, those that begin a text as such, and where the texts begin; nowhere if it gathers none."""

    markers: Sequence[Marker]
    starts: Sequence[int]


def of(text: str, found: Sequence[Marker]) -> Pieces:
    """Which markers begin a text of its own.

    >>> from planparse.segment import markers
    >>> whole = "镇水利工作总结篇1\\n一、修渠。\\n镇水利工作总结篇2\\n一、防汛。"
    >>> pieces = of(whole, markers.find(whole))
    >>> [m.style for m in pieces.markers], pieces.starts
    (['piece', 'han', 'piece', 'han'], [0, 16])
    """
    heads = gathered.heads(text)
    found = _named(text, found)
    if heads:
        own = [Marker(start, end, "piece", n, True) for n, (start, end) in enumerate(heads, 1)]
        found = sorted([*own, *(m for m in found if not any(start <= m.start < end for start, end in heads))])
    begun = [h.start for h in heads] or [m.start for m in found if m.style == "piece" and _begins(text, m.start)]
    return Pieces(found, _with_front(text, begun))


def _named(text: str, found: Sequence[Marker]) -> Sequence[Marker]:
    """第一篇:林业工作总结 and 第二篇 with a title of its own are texts that a page has gathered; 第一篇 发展环境 is a division.

    >>> from planparse.segment import markers
    >>> whole = "第一篇:林业工作总结\\n一、造林。\\n第二篇:水利工作计划\\n一、修渠。"
    >>> [m.style for m in _named(whole, markers.find(whole))]
    ['piece', 'han', 'piece', 'han']
    >>> [m.style for m in _named(whole[:17], markers.find(whole[:17]))], [m.style for m in _named(whole[:3], markers.find(whole[:3]))]
    (['piece', 'han'], ['division'])
    """
    divisions = [i for i, m in enumerate(found) if m.style == "division"]
    named = [i for i in divisions if _NAMED.match(text, found[i].start)]
    if len(named) < 2 and not (len(divisions) == 1 and named == divisions and text.startswith(":", found[divisions[0]].end)):
        return found  # the first of several, of which the page shows no other, is named behind a colon
    return [m._replace(style="piece") if i in named else m for i, m in enumerate(found)]


def _begins(text: str, start: int) -> bool:
    """Whether a marker of a piece begins a text; 附件1 goes on with the one before."""
    return text[start] == "篇" or _NAMED.match(text, start) is not None


def _with_front(text: str, begun: list[int]) -> list[int]:
    """The beginnings with that of what stands before the first, where that is a text too.

    >>> _with_front("目录\\n篇一", [3]), _with_front("字" * 200 + "篇一", [200])
    ([3], [0, 200])
    """
    if not begun:
        return []
    front = len(text[: begun[0]].strip())
    return [0, *begun[1:]] if not front else begun if front < _FRONT else [0, *begun]
