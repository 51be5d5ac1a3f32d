"""Insets: short brackets that are part of a name, put back into it: 村(社区)卫生室.

Numbers are read over brackets, so that a name comes without them. A bracket that gives a second form of the word
before it belongs to the name; one that measures, refers or explains does not.
"""

from __future__ import annotations

from planparse.link.clauses import clause_end
from planparse.patterns import lazy

_INSET = lazy(r"(?<=[^\W\d])\((?!不?含|包括|其中|[见如略注均约合下共计折占超即])(?P<word>[^\W\da-zA-Z]{1,5})\)")
# What a bracket says that measures: the head of a column, a rate.
_MEASURES = lazy(r"[万亿百千]?[元亩人户个吨台套件项次米株头只辆所处座册份]|公里|平方米|公顷|[一二三四五六七八九十]+|同比|单位|试行|暂行|修订|草案|预估?|年度|以[上下内]")
BEFORE, BEHIND = 60, 30  # how far from its number a name can stand


def restored(text: str, name: str, low: int, start: int, end: int) -> str:
    """The name of a number at `[start, end)` with the brackets that stand in it; its sentence begins at `low`.

    >>> restored("新建村(社区)卫生室15个", "村卫生室", 0, 10, 13)
    '村(社区)卫生室'
    >>> restored("完成投资(万元)350", "投资", 0, 8, 11)
    '投资'
    >>> restored("建成水库3座,扩建水库(二期)", "水库", 0, 4, 6)
    '水库'
    """
    for inset in _INSET.finditer(text, max(low, start - BEFORE), clause_end(text, end, end + BEHIND)):
        if not _MEASURES.fullmatch(inset["word"]) and (at := _joint(text, name, inset.start(), inset.end(), start)) > 0:
            name = name[:at] + inset.group() + name[at:]
    return name


def _joint(text: str, name: str, opens: int, closes: int, number: int) -> int:
    """Where in a name a bracket was left out, 0 if nowhere."""
    before, behind = text[opens - 2 : opens], text[closes : closes + 2]
    behind = behind if behind.isalpha() else behind[:1]
    if not behind[:1].isalpha():
        close = opens > number or number - closes <= _CLOSE
        return len(name) if close and len(before) == 2 and (name.endswith(before) or name == before[1]) else 0
    at = name.find(before[-1:] + behind) + 1
    return at if at == 1 or (at > 1 and name[at - 2] == before[0]) else 0


_CLOSE = 3  # 村(社区)共15个
