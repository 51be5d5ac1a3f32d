"""The documents of a file: where each begins, and what it says of itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from planparse.normalization import Normalized, gathered
from planparse.normalization.lines import Hints
from planparse.read import Table
from planparse.records import DocType
from planparse.segment import facts, grids, markers, outline, sentences, titles, zones
from planparse.segment.grids import Grid
from planparse.segment.markers import Marker
from planparse.segment.outline import Section
from planparse.segment.titles import Title
from planparse.segment.zones import Zone
from planparse.text import Span


@dataclass(frozen=True)
class Part:
    """One document of a file, in offsets of the normalised text."""

    start: int
    end: int
    title: str | None
    issuer: str | None
    year: int | None
    doc_type: DocType
    doc_number: str | None
    date: str | None
    truncated: bool
    markers: tuple[Marker, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Span, ...]
    zones: tuple[Zone, ...]
    grids: tuple[Grid, ...] = ()

    @cached_property
    def section_starts(self) -> list[int]:
        """Where the sections begin, for `section_at`."""
        return [s.start for s in self.sections]

    @cached_property
    def zone_starts(self) -> list[int]:
        """Where the zones begin."""
        return [zone.start for zone in self.zones]

    def zone_at(self, position: int) -> Zone:
        """The zone that holds a position."""
        return self.zones[max(0, bisect_right(self.zone_starts, position) - 1)]


def segment(normalized: Normalized, year: int | None = None, tables: Sequence[Table] = ()) -> tuple[Part, ...]:
    """Cut a normalised file into its documents. A `year` given by the caller stands above the document's own.

    `tables` are those of the reader, in offsets of the source.

    >>> from planparse.normalization import normalize
    >>> part = segment(normalize("青河县教育局2015年工作要点\\n一、抓培训。培训教师300人。"))[0]
    >>> part.title, part.issuer, part.year, part.doc_type
    ('青河县教育局2015年工作要点', '青河县教育局', 2015, 'plan')
    """
    text = normalized.text.text
    tabled = grids.find(tables, normalized.text)
    heads = gathered.heads(text)
    found = _numbered(heads, _gathered(text, grids.row_markers(text, markers.find(text), tabled)))
    starts = _starts(text, found, [start for start, _ in heads])
    ends = [*starts[1:], len(text)]
    single = len(starts) == 1
    return tuple(_part(text, a, b, found, tabled, normalized.hints if single else Hints(), year) for a, b in zip(starts, ends, strict=True))


def _gathered(text: str, found: Sequence[Marker]) -> Sequence[Marker]:
    """第一篇:林业工作总结 and 第二篇 with a title of its own are pieces that a page has gathered; 第一篇 发展环境 is a division.

    >>> whole = "第一篇:林业工作总结\\n一、造林。\\n第二篇:水利工作计划\\n一、修渠。"
    >>> [m.style for m in _gathered(whole, markers.find(whole))]
    ['piece', 'han', 'piece', 'han']
    >>> [m.style for m in _gathered(whole[:17], markers.find(whole[:17]))], [m.style for m in _gathered(whole[:3], markers.find(whole[:3]))]
    (['piece', 'han'], ['division'])
    """
    divisions = [i for i, m in enumerate(found) if m.style == "division"]
    pieces = [i for i in divisions if titles.NAMED_PIECE.match(text, found[i].start)]
    if len(pieces) < 2 and not (len(divisions) == 1 and pieces == divisions and text.startswith(":", found[divisions[0]].end)):
        return found  # the first of several, of which the page shows no other, is named behind a colon
    return [m._replace(style="piece") if i in pieces else m for i, m in enumerate(found)]


def _numbered(heads: Sequence[Span], found: Sequence[Marker]) -> Sequence[Marker]:
    """With a marker for each line that numbers a text of a collection.

    >>> whole = "镇水利工作总结篇1\\n一、修渠。\\n镇水利工作总结篇2\\n一、防汛。"
    >>> [m.style for m in _numbered(gathered.heads(whole), markers.find(whole))]
    ['piece', 'han', 'piece', 'han']
    """
    if not heads:
        return found
    own = [Marker(start, end, "piece", n, True) for n, (start, end) in enumerate(heads, 1)]
    return sorted([*own, *(m for m in found if not any(start <= m.start < end for start, end in heads))])


def _starts(text: str, found: Sequence[Marker], numbered: Sequence[int] = ()) -> list[int]:
    """A document begins at each 篇N, else at each title that follows a finished document."""
    pieces = list(numbered) or [m.start for m in found if m.style == "piece" and (text[m.start] == "篇" or titles.NAMED_PIECE.match(text, m.start))]
    if pieces:
        return [0, *pieces[1:]] if not text[: pieces[0]].strip() else pieces if len(text[: pieces[0]].strip()) < 120 else [0, *pieces]
    return [0, *titles.later(text, [m.start for m in found])]


def _part(text: str, start: int, end: int, found: Sequence[Marker], tabled: Sequence[Grid], hints: Hints, year: int | None) -> Part:
    held, own = tuple(_within(tabled, start, end)), list(_within(found, start, end))
    first = next((m.start for m in own if m.style != "piece"), end)
    title = titles.find(text, start, end, min(first, end), hints)
    own = [m for m in own if not (title.start <= m.start < title.end and m.style not in ("piece", "han"))]
    sections = _rows_told(text, outline.outline(text, own, end), held)
    told = facts.of(text, start, end, title, hints, [s.title for s in sections if s.title and s.level <= 1], held)
    own_year = year if year is not None else told.year
    return Part(
        start, end, title.text, told.issuer, own_year, told.doc_type, told.doc_number, told.date,
        _truncated(text, start, end, own), tuple(own), sections, tuple(sentences.sentences(text, start, end, own, grids.edges(held, start, end))),
        zones.find(text, start, end, sections, told.doc_type, own_year, title.text or ""), held,
    )  # fmt: skip


_Begins = TypeVar("_Begins", Marker, Grid)
_START = attrgetter("start")


def _within(ordered: Sequence[_Begins], start: int, end: int) -> Sequence[_Begins]:
    """Those that begin in a stretch; a file may hold many documents, so not by looking at each."""
    return ordered[bisect_left(ordered, start, key=_START) : bisect_left(ordered, end, key=_START)]


def _rows_told(text: str, sections: tuple[Section, ...], held: Sequence[Grid]) -> tuple[Section, ...]:
    """The sections, those of table rows with the title that their row gives, and ending with their table."""
    told: list[Section] = []
    for section in sections:
        grid = grids.at(held, section.start)
        row = grid.row_at(section.start) if grid else None
        if grid is not None and row is not None:
            title = grids.title_of(text, row) if row.start == section.start else section.title
            section = replace(section, title=title, end=min(section.end, grid.end))
        told.append(section)
    return tuple(told)


_CLOSED = "。!?;:)”」』》]】…"


def _truncated(text: str, start: int, end: int, own: Sequence[Marker]) -> bool:
    """The text breaks off: no stop at its end, or a list that begins in its middle behind running text."""
    tail = text[start:end].rstrip()
    last = tail[tail.rfind("\n") + 1 :]
    if tail and tail[-1] not in _CLOSED and len(last) > 40:
        return True
    return bool(own) and own[0].ordinal > 1 and own[0].style in ("comma", "dot", "han", "han_paren")


def section_at(part: Part, position: int) -> int | None:
    """The index of the innermost section that holds a position."""
    i = bisect_right(part.section_starts, position) - 1
    while i >= 0:
        if part.sections[i].start <= position < part.sections[i].end:
            return i
        parent = part.sections[i].parent
        i = parent if parent is not None else -1
    return None


__all__ = ["Part", "Title", "section_at", "segment"]
