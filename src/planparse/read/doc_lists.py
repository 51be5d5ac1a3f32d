"""Automatic numbering of an old Word file: its lists and levels, and the marker that each paragraph shows."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import NamedTuple

from planparse.read.numbering import number_text

# Number formats by their code in the file, as the names that newer Word files use.
FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "decimal", 10: "ideographDigital",
    11: "chineseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 19: "decimalFullWidth", 22: "decimalZero",
    23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle",
    30: "ideographTraditional", 31: "ideographZodiac", 33: "chineseCounting", 35: "chineseCountingThousand", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
LEVELS = 9
_LIST, _USE, _LEVEL = 28, 16, 28


class Level(NamedTuple):
    """One level: first number, format, text with the characters 0 to 8 for the numbers of the levels."""

    first: int
    format: str
    text: str
    follow: int


class Use(NamedTuple):
    """A list as paragraphs name it: which list, and what it changes (level to first number)."""

    list_id: int
    first: dict[int, int]


@dataclass
class Numbering:
    """The lists of a file, and how far each has counted."""

    lists: dict[int, list[Level]]
    uses: list[Use]
    _counts: dict[int, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    def marker(self, use_number: int, level_number: int) -> str:
        """The marker of the next paragraph at this level of a list; empty where there is none."""
        if not 1 <= use_number <= len(self.uses):
            return ""
        use = self.uses[use_number - 1]
        levels = self.lists.get(use.list_id, [])
        if level_number >= len(levels):
            return ""
        counts = self._counts.setdefault(use.list_id, [None] * LEVELS)
        self._count(counts, levels, use_number, level_number)
        level = levels[level_number]
        if level.format in ("bullet", "none"):
            return ""
        parts = (_number(levels, counts, ord(c)) if ord(c) < LEVELS else c for c in level.text)
        return "".join(parts) + (" " if level.follow == 1 else "")

    def _count(self, counts: list[int | None], levels: list[Level], use_number: int, level: int) -> None:
        use = self.uses[use_number - 1]
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        if level in use.first and (use_number, level) not in self._begun:
            self._begun.add((use_number, level))
            counts[level] = use.first[level]
        else:
            held = counts[level]
            counts[level] = levels[level].first if held is None else held + 1


def _number(levels: list[Level], counts: list[int | None], level: int) -> str:
    if level >= len(levels):
        return ""
    value = counts[level]
    return number_text(levels[level].format, levels[level].first if value is None else value)


def numbering(lists: bytes, levels: bytes, uses: bytes) -> Numbering:
    """From the parts of the table stream; `levels` stand behind the lists."""
    return Numbering(_lists(lists, levels), _uses(uses))


def _lists(lists: bytes, levels: bytes) -> dict[int, list[Level]]:
    found: dict[int, list[Level]] = {}
    count = struct.unpack_from("<H", lists)[0] if len(lists) >= 2 else 0
    position = 0
    for i in range(min(count, (len(lists) - 2) // _LIST)):
        list_id = struct.unpack_from("<i", lists, 2 + _LIST * i)[0]
        found[list_id] = []
        for _ in range(1 if lists[2 + _LIST * i + 26] & 1 else LEVELS):
            if position + _LEVEL + 2 > len(levels):
                return found
            level, position = _level(levels, position)
            found[list_id].append(level)
    return found


def _level(data: bytes, position: int) -> tuple[Level, int]:
    first, code = struct.unpack_from("<iB", data, position)
    follow, characters, paragraphs = data[position + 15], data[position + 24], data[position + 25]
    position += _LEVEL + characters + paragraphs
    length = struct.unpack_from("<H", data, position)[0]
    text = data[position + 2 : position + 2 + 2 * length].decode("utf-16-le", "replace")
    return Level(first, FORMATS.get(code, "decimal"), text, follow), position + 2 + 2 * length


def _uses(data: bytes) -> list[Use]:
    count = min(struct.unpack_from("<I", data)[0], len(data) // _USE) if len(data) >= 4 else 0
    heads = [struct.unpack_from("<i", data, 4 + _USE * i)[0] for i in range(count)]
    changed = [data[4 + _USE * i + 12] for i in range(count)]
    position = 4 + _USE * count
    uses = []
    for list_id, levels in zip(heads, changed, strict=True):
        first, position = _first_numbers(data, position + 4, levels)
        uses.append(Use(list_id, first))
    return uses


def _first_numbers(data: bytes, position: int, count: int) -> tuple[dict[int, int], int]:
    first: dict[int, int] = {}
    for _ in range(count):
        if position + 8 > len(data):
            break
        start, flags = struct.unpack_from("<iI", data, position)
        position += 8
        if flags & 0x20:  # the whole level is written anew
            level, position = _level(data, position)
            start = level.first
        if flags & 0x10:
            first[flags & 15] = start
    return first, position
