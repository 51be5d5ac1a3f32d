"""The documents of a file: where each begins, and what it says of itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from planparse.normalization import Normalized
from planparse.normalization.lines import Hints
from planparse.read import Table
from planparse.records import DocType
from planparse.segment import facts, grids, markers, outline, pieces, sentences, titles, zones
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
    found, starts = _documents(text, grids.row_markers(text, markers.find(text), tabled))
    ends = [*starts[1:], len(text)]
    single = len(starts) == 1
    return tuple(_part(text, a, b, found, tabled, normalized.hints if single else Hints(), year) for a, b in zip(starts, ends, strict=True))


def _documents(text: str, found: Sequence[Marker]) -> tuple[Sequence[Marker], Sequence[int]]:
    """The markers, and where documents begin: at each text that the file gathers, else at each title behind a finished document."""
    gathered = pieces.of(text, found)
    return gathered.markers, gathered.starts or [0, *titles.later(text, [m.start for m in gathered.markers])]


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
