"""Responsible units in the columns of breakdown tables, also of those whose rows are glued together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from planparse.extract.agency_listed import ALONE, PERSON
from planparse.extract.agency_lists import Found, in_list, labelled, marked
from planparse.extract.agency_names import ENDING, alternatives, ends, is_elliptic, is_trusted
from planparse.extract.agency_sharing import full_names
from planparse.extract.units import unit_at
from planparse.lexicon import load
from planparse.patterns import lazy
from planparse.read.columns import BODIES
from planparse.records import Role
from planparse.segment.grids import Grid, GridCell
from planparse.text import Span

_MEMBER = lazy(r"[^、,;/\s\n]+")
_NAMELESS = lazy(r"无|/|—+|-+|同上|略|[\d.%]+|[^\W\d_]{1,4}(?:长|主任|书记)")


def in_tables(text: str, grids: Sequence[Grid]) -> Iterator[Found]:
    """The names under columns headed 牵头单位, 责任单位, 配合单位, 督办单位."""
    for grid in grids:
        for row in grid.rows:
            for cell in row.cells:
                if cell.start < cell.end and not cell.carried:
                    yield from _in_cell(text, cell, grid.kinds)


def _in_cell(text: str, cell: GridCell, kinds: Sequence[str | None]) -> Iterator[Found]:
    if cell.columns > 1:
        if "leader" not in kinds:  # a person's name is glued to the bodies, and nothing tells where it ends
            yield from _glued(text, cell, [cast(Role, k) for k in kinds if k in BODIES])
    elif cell.kind in BODIES:
        role = cast(Role, cell.kind)
        found = [f._replace(rule="table") for f in labelled(text, cell.start, cell.end)] if ":" in text[cell.start : cell.end] else []
        found = found or list(marked(text, cell.start, cell.end, role, "table", loose=True))
        yield from found or _as_written(text, cell, role)


def _as_written(text: str, cell: GridCell, role: Role) -> Iterator[Found]:
    """Whatever stands in such a column is a body, though its shape says nothing: 雅居物业."""
    spans = [Span(m.start(), _without_person(text, *m.span())) for m in _MEMBER.finditer(text, cell.start, cell.end) if not (_NAMELESS.fullmatch(m.group()) or ALONE.fullmatch(m.group()))]
    if spans and all(1 < b - a <= 24 for a, b in spans):
        yield from in_list(text, spans, role, "table")


def _without_person(text: str, start: int, end: int) -> int:
    person = PERSON.search(text, start, end)
    return person.start() if person else end


# ---- names at the end of a cell that holds the work too
@cache
def _heads() -> re.Pattern[str]:
    """What a name may begin with where nothing sets it apart: 各, a level, what the body answers for."""
    names = load("planparse.extract", "agencies")
    return re.compile(rf"(?:各|有关|相关|[省市县区州镇乡局](?![\d,。])|国网|{alternatives(names.forms_of('subject', 'alone', 'zone'))})")


_FIGURE = lazy(r"\d[\d.,]*[%‰万亿千百]*")
_BOUND = lazy(r"(?:以上|以下|以内|左右)?")
_LONGEST, _SHORT_NAME = 120, 8


def _glued(text: str, cell: GridCell, roles: Sequence[Role]) -> Iterator[Found]:
    """…更新雨量站32处防汛办各乡镇水利站: a list of names for each column that the cell runs over, at its end."""
    low = _words_from(text, max(cell.start, cell.end - _LONGEST), cell.end)
    starts = [m for m in range(low, cell.end) if _heads().match(text, m, cell.end)]
    for count in range(len(roles), 0, -1):
        for start in dict.fromkeys([low, *starts]):
            groups = _groups(text, start, cell.end, count)
            if groups and (start != low or groups[0][0].end - low <= _SHORT_NAME or not starts):
                for group, role in zip(groups, roles, strict=False):
                    yield from _members(text, group, role)
                return


def _words_from(text: str, low: int, end: int) -> int:
    """Where the words behind the last figure and its unit begin."""
    for figure in _FIGURE.finditer(text, low, end):
        unit = unit_at(text, figure.end())
        low = unit[1] if unit else figure.end()
    bound = _BOUND.match(text, low, end)
    return max(bound.end() if bound else low, text.rfind("。", low, end) + 1)


def _members(text: str, group: Sequence[Span], role: Role) -> Iterator[Found]:
    for span, name in zip(group, full_names(text, list(group)), strict=True):
        yield Found(*span, name, role, "table")


def _groups(text: str, start: int, end: int, count: int) -> list[list[Span]]:
    """The stretch as so many lists of names that follow each other without a sign, or nothing."""
    for stop in _stops(text, start, end):
        here = Span(start, stop)
        if stop == end:
            if count == 1:
                return [[here]]
            continue
        listed = text[stop] in "、,;/ "
        rest = _groups(text, stop + listed, end, count if listed else count - 1) if count > 1 or listed else []
        if rest:
            return [[here, *rest[0]], *rest[1:]] if listed else [[here], *rest]
    return []


def _stops(text: str, start: int, end: int) -> list[int]:
    found = [stop for stop in ends(text, start, end) if stop <= end]
    found += [m.end() for m in ENDING.finditer(text, start, min(end, start + 14)) if is_trusted(text[start : m.end()])]
    pause = text.find("、", start, end)
    return [*found, pause] if pause > 0 and is_elliptic(text[start:pause]) else found
