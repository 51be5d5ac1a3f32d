"""Lines of a text, what they are looked at for in every rule, and what the removed ones say of the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planparse.patterns import lazy


@dataclass(frozen=True)
class Hints:
    """What the removed parts say about the document: from crawler headers, portal blocks, sharing sites."""

    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    pages: int | None = None
    sharing: bool = False
    said: tuple[str, ...] = ()  # what its removed lines say, letters only
    echoes: tuple[str, ...] = ()  # the same lines as they are
    captioned: tuple[str, ...] = ()  # lines right above the page's line of source or date


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without its surrounding blanks."""

    start: int
    end: int
    text: str


_LINE = lazy(r"\S[^\n]*")
TITLE_LIKE = lazy(r"(?:要点|计划|总结|报告|方案|安排|思路|意见|通知|纲要|规划|分解表?|任务表|分工表?|清单|台账|公报|打算|汇报)(?:\([^()]{1,20}\))?$")
MARKER_HEAD = lazy(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d{1,2}[.、]|第[一二三四五六七八九十]+[章条])")

# The lines that are taken out, by their number, each with its rule.
Found = dict[int, str]
Step = Callable[[Sequence[Line], Found, Hints], Hints]


def of(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    return [Line(m.start(), m.start() + len(t), t) for m in _LINE.finditer(text) if (t := m.group().rstrip())]
