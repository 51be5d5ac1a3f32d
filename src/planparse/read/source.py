"""What every reader gives."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from planparse.read.table import Table


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the source text stood in the file: `locator` is what the records say (page 3)."""

    start: int
    end: int
    locator: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that the file itself marks as a heading, by a style or an element; 1 is the outermost level."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch that the reader knows to be no part of the document, and the rule that says so: a running head."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file as its reader gives it: the text that all offsets count in.

    Line ends are `\\n`; nothing else is changed. `name` is the path as given, with forward slashes. What only some
    formats have stands behind: places, headings, asides and tables, each in the order of the text, by its offsets;
    and `ends`, where a paragraph without any stop ends for certain (a title, a name).
    `truncated` tells that a part of the file has no text (a scanned page).
    """

    text: str
    name: str
    sha256: str
    encoding: str
    reader: str
    places: tuple[Place, ...] = ()
    headings: tuple[Heading, ...] = ()
    asides: tuple[Aside, ...] = ()
    tables: tuple[Table, ...] = ()
    truncated: bool = False
    ends: tuple[int, ...] = ()

    def locator(self, offset: int) -> str | None:
        """Where in the file an offset stands (page 3); None where the reader does not say.

        >>> SourceText("培训3人。", "a.pdf", "", "utf-8", "pdf", (Place(0, 5, "page 3"),)).locator(2)
        'page 3'
        """
        if not self.places:
            return None
        index = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[index].locator if index >= 0 and offset < self.places[index].end else None

    def line_ends(self) -> list[int]:
        """The offsets at which a line is known to end, so that no sentence goes on over them."""
        ends = set(self.ends) | {h.end for h in self.headings} | {h.start - 1 for h in self.headings if h.start}
        for table in self.tables:
            ends |= {cell.end for cell in table.cells}
            ends |= {table.start - 1, table.end} if table.start else {table.end}
        return sorted(ends)
