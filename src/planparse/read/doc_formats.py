"""Formats of an old Word file: what holds for which stretch of the text, as far as its text depends on it.

Formats are lists of changes (Word calls them sprms), stored in pages of 512 bytes by offsets of the main stream.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from planparse.read.row_edges import Edges

PAGE = 512
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_DEFINITION = 0xD608
_TABS = 0xC615
_CELL = 20
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
LIST, LIST_LEVEL, OUTLINE_LEVEL = 0x460B, 0x260A, 0x2640
DELETED, HIDDEN = 0x0800, 0x083C

Changes = dict[int, bytes]


def changes(data: bytes) -> Changes:
    """A list of changes by their code; of equal ones the last."""
    found: Changes = {}
    position = 0
    while position + 2 <= len(data):
        code = data[position] | data[position + 1] << 8
        position += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            if code == _TABLE_DEFINITION:
                size, position = struct.unpack_from("<H", data, position)[0] - 1, position + 2
            else:
                size, position = data[position] if position < len(data) else 0, position + 1
            if code == _TABS and size == 255:
                return found
        found[code] = data[position : position + size]
        position += max(size, 0)
    return found


def number(found: Changes, code: int) -> int:
    """The value of a change; 0 where there is none."""
    return int.from_bytes(found.get(code, b"")[:4], "little")


def cell_edges(found: Changes) -> list[Edges]:
    """Where the cells of a row lie, as its format defines it, in twentieths of a point from the left."""
    definition = found.get(_TABLE_DEFINITION, b"")
    count = definition[0] if definition else 0
    if len(definition) < 3 + 2 * count:
        return []
    edges = struct.unpack_from(f"<{count + 1}h", definition, 1)
    flags = [int.from_bytes(definition[3 + 2 * count + _CELL * i :][:2], "little") for i in range(count)]
    return [Edges(edges[i], edges[i + 1], flags[i] & 3 == 1, flags[i] >> 5 & 3 == 1) for i in range(count)]


@dataclass
class Formats:
    """Runs of one kind (characters or paragraphs) over the main stream, read page by page."""

    main: bytes
    index: bytes
    paragraphs: bool
    _pages: dict[int, tuple[tuple[int, ...], list[bytes]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        count = max(0, (len(self.index) - 4) // 8)
        self._starts = struct.unpack_from(f"<{count + 1}I", self.index) if count else ()
        self._numbers = struct.unpack_from(f"<{count}I", self.index, 4 * (count + 1)) if count else ()

    def at(self, offset: int) -> tuple[bytes, int]:
        """The raw format at an offset of the main stream, and where its run ends."""
        page = bisect_right(self._starts, offset) - 1
        if not 0 <= page < len(self._numbers):
            return b"", offset + PAGE
        starts, formats = self._page(self._numbers[page] & 0x3FFFFF)
        run = bisect_right(starts, offset) - 1
        if not 0 <= run < len(formats):
            return b"", max(offset + 2, self._starts[page + 1])
        return formats[run], starts[run + 1]

    def _page(self, which: int) -> tuple[tuple[int, ...], list[bytes]]:
        if which not in self._pages:
            self._pages[which] = self._read(self.main[PAGE * which : PAGE * (which + 1)])
        return self._pages[which]

    def _read(self, page: bytes) -> tuple[tuple[int, ...], list[bytes]]:
        count, step = page[PAGE - 1], 13 if self.paragraphs else 1
        starts = struct.unpack_from(f"<{count + 1}I", page)
        places = [2 * page[4 * (count + 1) + step * i] for i in range(count)]
        return starts, [self._format(page, place) if place else b"" for place in places]

    def _format(self, page: bytes, place: int) -> bytes:
        size = page[place]
        if not self.paragraphs:
            return page[place + 1 : place + 1 + size]
        if size:
            return page[place + 1 : place + 2 * size]
        return page[place + 2 : place + 2 + 2 * page[place + 1]]


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its level as a heading, or 0, and the changes it makes with those of its base."""

    heading: int
    changes: Changes


def styles(sheet: bytes) -> list[Style]:
    """The paragraph styles by number."""
    raw = list(_raw_styles(sheet))
    return [_style(raw, i) for i in range(len(raw))]


def _raw_styles(sheet: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Of each style its built-in identity, its base and its changes."""
    if len(sheet) < 6:
        return
    position = 2 + struct.unpack_from("<H", sheet)[0]
    count, fixed = struct.unpack_from("<HH", sheet, 2)
    for _ in range(count):
        if position + 2 > len(sheet):
            return
        size = struct.unpack_from("<H", sheet, position)[0]
        yield _raw_style(sheet[position + 2 : position + 2 + size], fixed)
        position += 2 + size


def _raw_style(style: bytes, fixed: int) -> tuple[int, int, bytes]:
    if len(style) < fixed + 2 or len(style) < 10:
        return 0xFFF, 0xFFF, b""
    identity, base = struct.unpack_from("<HH", style)
    if base & 15 != 1:  # no paragraph style
        return 0xFFF, 0xFFF, b""
    position = fixed + 4 + 2 * struct.unpack_from("<H", style, fixed)[0]
    position += position & 1
    size = int.from_bytes(style[position : position + 2], "little")
    return identity & 0xFFF, base >> 4, style[position + 4 : position + 2 + size]


def _style(raw: list[tuple[int, int, bytes]], index: int) -> Style:
    chain: list[int] = []
    while index < len(raw) and index not in chain:
        chain.append(index)
        index = raw[index][1]
    merged: Changes = {}
    for i in reversed(chain):
        merged |= changes(raw[i][2])
    heading = next((raw[i][0] for i in chain if 1 <= raw[i][0] <= 9), 0)
    return Style(heading, merged)
