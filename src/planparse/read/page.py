"""A page of a file that stores where each character stands (PDF, OFD), and its lines of text.

Lengths are in points, counted from the upper left corner of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from planparse.patterns import lazy


class Glyph(NamedTuple):
    """A character and the box it takes in its line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return self.bottom - self.top or 1.0


class Ruling(NamedTuple):
    """A straight line, from left to right or from top to bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its number, from 1; `readable` is False where it shows something of which no text is stored."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...] = ()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its box; `size` is the height of its characters, `head` the room its first word takes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    head: float
    page: int


# Gaps that stand for a blank, in character heights, beyond the gap that is usual in the line. Between a Chinese
# character and a letter or digit, programs leave a quarter of a height by themselves.
_GAP, _MIXED_GAP = 0.17, 0.42
# Characters that are so small and stand so high are the marks of notes, unless they are exponents (m2).
_SMALL, _RAISED = 0.75, 0.2
# Boxes whose middles differ by less than this share of their height are one line.
_SAME_LINE = 0.5
# A character that is drawn again this near, in widths, is one in bold.
_AGAIN = 0.3
# What stays together at the head of a line: a word or number with its brackets and stops; quotation marks bind what
# stands on both sides, and a list of numbers is not parted behind its stops.
_UNIT = r"(?>[“‘（《【「『(]*(?:[A-Za-z0-9.%]+|.)[，。、；：？！）》”’】」』％%…)]*)"
_HEAD = lazy(rf"{_UNIT}(?:(?:(?<=[“”‘’])|(?<=[，、）)])(?=[A-Za-z0-9])){_UNIT}){{0,4}}", re.DOTALL)


def lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines of a page or of a cell, from top to bottom.

    >>> row = [Glyph(c, 10.0 * i, 0, 10.0 * i + 10, 10) for i, c in enumerate("培训")]
    >>> [line.text for line in lines([*row, Glyph("人", 0, 20, 10, 30), Glyph("3", 23, 1, 28, 10)], 1)]
    ['培训3', '人']
    """
    found = sorted(glyphs, key=lambda g: (g.middle, g.left))
    sizes = sorted(g.size for g in found)
    small = _SMALL * sizes[len(sizes) // 2] if sizes else 0.0
    rows = _rows(g for g in found if g.size > small)
    apart: list[Glyph] = []
    middles = [row[0].middle for row in rows]
    for glyph in (g for g in found if g.size <= small):
        i = bisect_left(middles, glyph.middle)
        near = [row for row in rows[max(0, i - 1) : i + 1] if row[0].top <= glyph.middle <= row[0].bottom]
        (near[0] if near else apart).append(glyph)
    rows = sorted([*rows, *_rows(apart)], key=lambda row: row[0].middle)
    return [_line(row, page) for row in rows]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters from top to bottom by the line they stand in."""
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        if rows and glyph.middle - rows[-1][0].middle <= _SAME_LINE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        elif not glyph.text.isspace():
            rows.append([glyph])
    return rows


def _line(row: list[Glyph], page: int) -> Line:
    sizes = sorted(g.size for g in row)
    row = _written(row, sizes[len(row) // 2])
    parts = [row[0].text]
    gaps = [(b.left - a.right) / max(a.size, b.size) for a, b in pairwise(row)]
    usual = max(0.0, sorted(gaps)[len(gaps) // 2]) if gaps else 0.0
    for gap, (last, glyph) in zip(gaps, pairwise(row), strict=True):
        parts += [" ", glyph.text] if _apart(last.text, glyph.text, gap - usual) else [glyph.text]
    text = "".join(parts)
    match = _HEAD.match(text)
    head = row[min(match.end() if match else 1, len(row)) - 1].right - row[0].left
    return Line(text, row[0].left, min(g.top for g in row), row[-1].right, max(g.bottom for g in row), sizes[len(sizes) // 2], head, page)


def _written(row: list[Glyph], size: float) -> list[Glyph]:
    """The characters of a line from left to right, without blanks at its ends, note marks, and what is drawn twice."""
    row.sort(key=lambda g: g.left)
    bottom = max(g.bottom for g in row)
    found: list[Glyph] = []
    for glyph in row:
        if found and glyph.size <= _SMALL * size and glyph.bottom < bottom - _RAISED * size and not found[-1].text.isascii():
            found[-1] = found[-1]._replace(right=glyph.right)
            continue
        again = found and glyph.text == found[-1].text and glyph.left - found[-1].left < _AGAIN * (glyph.right - glyph.left)
        again = again and (glyph.text >= "\u3400" or glyph.text.isdecimal())  # both parts of a ligature have its box
        if not again and (found or not glyph.text.isspace()):
            found.append(glyph)
    while found[-1].text.isspace():
        found.pop()
    return found


def _apart(last: str, text: str, gap: float) -> bool:
    """Whether a gap stands for a blank between two characters; a blank that is written has none beside it."""
    if gap <= _GAP or last.isspace() or text.isspace():
        return False
    mixed = _is_word(last) != _is_word(text) and _is_wide(last) != _is_wide(text)
    return gap > _MIXED_GAP if mixed else True


def _is_word(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _is_wide(text: str) -> bool:
    return text >= "\u2e80"


def joined(texts: Sequence[str]) -> str:
    """Lines of one paragraph: Latin words keep a blank between them, nothing else does."""
    text = ""
    for part in texts:
        if text and text[-1].isascii() and text[-1].isalpha() and part[:1].isascii() and part[:1].isalpha():
            text += " "
        text += part
    return text
