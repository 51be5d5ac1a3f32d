"""The stretch of a document for which a naming of responsible units answers, and the outline it is read from."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from planparse.extract.agency import AgencyMention
from planparse.records import Basis
from planparse.segment.documents import Part

Mentions = tuple[AgencyMention, ...]

# Ranks: of the scopes that hold a place, the lowest decides.
OWN, CLAUSE, SENTENCE, ITEM, HEADING, PARENT, INHERITED = range(7)


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
