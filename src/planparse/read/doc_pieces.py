"""The text of an old Word file: the header of its main stream, and the pieces in which its text is stored."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import NamedTuple

from planparse.errors import Reject

WORD_97 = 0xC1
_ENCRYPTED, _OBFUSCATED, _TABLE_1 = 0x0100, 0x8000, 0x0200
_COUNTS, _PLACES = 0x4C, 0x9A
_COMPRESSED = 0x40000000
# A byte of a compressed piece that Windows-1252 leaves open stands for itself.
_BYTES = {i: bytes([i]).decode("cp1252", "replace").replace("\ufffd", chr(i)) for i in range(128, 256)}


class Story(NamedTuple):
    """A stretch of the text, in its characters: the body, the footnotes, the headers …"""

    name: str
    start: int
    end: int


STORIES = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "text boxes", "header boxes")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters from `start` on; they lie at `offset` of the main stream, `width` bytes each."""

    start: int
    text: str
    offset: int
    width: int

    def file_offset(self, position: int) -> int:
        return self.offset + (position - self.start) * self.width


class Header:
    """What the head of the main stream says: where the parts of the file are."""

    def __init__(self, main: bytes) -> None:
        magic, version = struct.unpack_from("<HH", main)
        self.flags: int = struct.unpack_from("<H", main, 10)[0]
        self._main = main
        if magic != 0xA5EC or version < WORD_97:
            raise Reject("read", "written by Word 95 or older; save it as docx first")
        if self.flags & (_ENCRYPTED | _OBFUSCATED):
            raise Reject("read", "encrypted; a password is needed")

    @property
    def table_stream(self) -> str:
        return "1Table" if self.flags & _TABLE_1 else "0Table"

    def stories(self) -> list[Story]:
        lengths = struct.unpack_from("<8i", self._main, _COUNTS)
        starts = [sum(lengths[:i]) for i in range(len(lengths))]
        return [Story(name, a, a + n) for name, a, n in zip(STORIES, starts, lengths, strict=True) if n > 0]

    def part(self, number: int, table: bytes) -> bytes:
        """A part of the table stream by its number in the header; empty where the file has none."""
        start, length = struct.unpack_from("<II", self._main, _PLACES + 8 * number)
        return table[start : start + length]

    def rest(self, number: int, table: bytes) -> bytes:
        """From behind a part to the end of the table stream."""
        start, length = struct.unpack_from("<II", self._main, _PLACES + 8 * number)
        return table[start + length :]


def pieces(clx: bytes, main: bytes) -> list[Piece]:
    """The pieces in the order of the text."""
    position = 0
    while position < len(clx) and clx[position] == 1:  # changes that pieces point to
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    if clx[position : position + 1] != b"\x02":
        raise Reject("read", "damaged: no piece table")
    table = clx[position + 5 :][: struct.unpack_from("<I", clx, position + 1)[0]]
    count = (len(table) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", table)
    return [_piece(main, ends[i], ends[i + 1], struct.unpack_from("<I", table, 4 * count + 6 + 8 * i)[0]) for i in range(count)]


def _piece(main: bytes, start: int, end: int, place: int) -> Piece:
    width = 1 if place & _COMPRESSED else 2
    offset = (place & ~_COMPRESSED) // (3 - width)
    data = main[offset : offset + max(0, end - start) * width]
    # One character for each unit: positions count them. Surrogates are joined when the text is put together.
    text = data.decode("latin-1").translate(_BYTES) if width == 1 else data.decode("utf-16-le", "surrogatepass")
    return Piece(start, text if width == 1 else _units(text), offset, width)


def _units(text: str) -> str:
    """Characters beyond the basic plane as their two surrogates."""
    if all(c < "\U00010000" for c in text):
        return text
    halves = ((0xD800 + ((ord(c) - 0x10000) >> 10), 0xDC00 + ((ord(c) - 0x10000) & 0x3FF)) if c > "\uffff" else (ord(c),) for c in text)
    return "".join(chr(unit) for units in halves for unit in units)
