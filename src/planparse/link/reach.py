"""The stretch of a document for which a naming of responsible units answers, and the outline it is read from."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from planparse.extract.agency import AgencyMention
from planparse.patterns import lazy
from planparse.records import Basis
from planparse.segment.documents import Part

Mentions = tuple[AgencyMention, ...]

# Ranks: of the scopes that hold a place, the lowest decides.
OWN, CLAUSE, SENTENCE, ITEM, HEADING, PARENT, INHERITED = range(7)


KEY = lazy(r"[ \t]*[^:\s,;。]{2,9}:")
WORK_KEY = lazy(r"[ \t]*[^:\s,;。]{0,6}(?:任务|项目|内容|目标|名称|事项|措施|举措|指标|工作)[^:\s,;。]{0,4}:")


def first_keyed(text: str, line: int) -> int:
    """The first of the lines right above one that begin with a key, up to that which names the work: 任务名称:…"""
    while line > 0 and not WORK_KEY.match(text, line):
        above = text.rfind("\n", 0, line - 1) + 1
        if not KEY.match(text, above, line):
            break
        line = above
    while WORK_KEY.match(text, line) and line > 0 and WORK_KEY.match(text, above := text.rfind("\n", 0, line - 1) + 1, line):
        line = above
    return line


def last_keyed(text: str, place: int) -> int:
    """The end of the lines right below that of a place that begin with a key, but for the next that names work."""
    end = _line_end(text, place)
    while end + 1 < len(text) and KEY.match(text, end + 1) and not WORK_KEY.match(text, end + 1):
        end = _line_end(text, end + 1)
    return end


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


class Scope(NamedTuple):
    """A stretch of text, and the units that answer for it."""

    start: int
    end: int
    rank: int
    mentions: Mentions
    basis: Basis = "explicit"


class Outline:
    """The sections of a document, to be asked by place."""

    def __init__(self, text: str, part: Part) -> None:
        self.text = text
        self.part = part
        self.starts = [s.start for s in part.sections]
        self.children: dict[int | None, list[int]] = {}
        for i, section in enumerate(part.sections):
            self.children.setdefault(section.parent, []).append(i)

    def at(self, place: int) -> int | None:
        """The innermost section that holds a place."""
        i: int | None = bisect_right(self.starts, place) - 1
        while i is not None and i >= 0 and place >= self.part.sections[i].end:
            i = self.part.sections[i].parent
        return i if i is not None and i >= 0 else None

    def own_end(self, section: int) -> int:
        """Where the text of a section that belongs to none of its children ends."""
        below = self.children.get(section)
        return self.part.sections[below[0]].start if below else self.part.sections[section].end
