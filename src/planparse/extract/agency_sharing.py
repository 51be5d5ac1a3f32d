"""What the names of a list share: 市财政、教育局 are 市财政局 and 市教育局."""

from __future__ import annotations

from planparse.extract.agency_names import AREA, BODY, any_of, is_elliptic
from planparse.patterns import lazy
from planparse.text import Span

_SHARED_HEAD = lazy(rf"{BODY}{{0,4}}?{AREA}(?=.)")
_SHARED_TAIL = lazy(rf"{any_of('weak_noun')}$|[局厅委办科股处室站所]$")


def full_names(text: str, spans: list[Span]) -> list[str]:
    """The names of a list, each with the head and the ending that it shares with others.

    >>> full_names("市财政、教育局", [Span(0, 3), Span(4, 7)])
    ['市财政局', '市教育局']
    """
    names = [text[a:b] for a, b in spans]
    tail = ""
    short: set[int] = set()
    for i in range(len(names) - 1, -1, -1):
        ending = _SHARED_TAIL.search(names[i])
        if ending:
            tail = ending.group()
        elif tail and i + 1 < len(names) and is_elliptic(names[i]) and not names[i].endswith("人民政府"):
            short |= {i, i + 1}
            names[i] += tail
    return _with_head(names, short)


def _with_head(names: list[str], short: set[int]) -> list[str]:
    """The level that heads an elliptic list goes to all of it."""
    head = ""
    for i, name in enumerate(names):
        found = _SHARED_HEAD.match(name)
        if found:
            head = found.group()
        elif i in short and head:
            names[i] = head + name
    return names
