"""Numbered lists of an OpenDocument text: the marker that each item shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from planparse.patterns import lazy
from planparse.read.numbering import number_text

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PATTERN = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
# How the file writes numbers, by the first of its examples.
FORMATS = {
    "": "none", "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "一": "chineseCounting",
    "①": "decimalEnclosedCircle", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "子": "ideographZodiac", "１": "decimalFullWidth",
}  # fmt: skip
_PLACE = lazy(r"%(\d{1,2})%")
LEVELS = 10


class Level(NamedTuple):
    """How one level is numbered: `%2%` in the pattern stands for the number of level 2."""

    format: str
    pattern: str
    first: int


@dataclass
class Lists:
    """The list styles of a file, and how far its lists have counted."""

    styles: dict[str, dict[int, Level]]
    outline: dict[int, Level]
    _by_id: dict[str, list[int | None]] = field(default_factory=dict)
    _by_style: dict[str, list[int | None]] = field(default_factory=dict)
    _headings: list[int | None] = field(default_factory=lambda: [None] * LEVELS)

    @staticmethod
    def of(content: Element, styles: Element | None) -> Lists:
        roots = [root for root in (styles, content) if root is not None]
        found = {e.get(STYLE + "name", ""): _levels(e) for root in roots for e in root.iter(TEXT + "list-style")}
        outline = next((_levels(e) for root in roots for e in root.iter(TEXT + "outline-style")), {})
        return Lists(found, outline)

    def items(self, element: Element, identity: str | None) -> Iterator[tuple[str, Element]]:
        """The blocks of a list in order, each with its marker; a block that shows none has an empty one."""
        style = element.get(TEXT + "style-name", "")
        held = self._by_id.get(element.get(TEXT + "continue-list", ""))
        if held is None and element.get(TEXT + "continue-numbering") == "true":
            held = self._by_style.get(style)
        counts: list[int | None] = held if held is not None else [None] * LEVELS
        self._by_style[style] = counts
        if identity:
            self._by_id[identity] = counts
        yield from self._items(element, self.styles.get(style, {}), counts, 1)

    def heading(self, level: int) -> str:
        """The marker of the next heading of a level."""
        return _marker(self.outline, self._headings, level)

    def _items(self, element: Element, levels: dict[int, Level], counts: list[int | None], level: int) -> Iterator[tuple[str, Element]]:
        for item in element:
            marked = item.tag != TEXT + "list-item"
            for block in item:
                if block.tag == TEXT + "list":
                    own = self.styles.get(block.get(TEXT + "style-name", ""), levels)
                    yield from self._items(block, own, counts, level + 1)
                    continue
                if not marked and (start := item.get(TEXT + "start-value")):
                    _begin(counts, level, int(start))
                yield ("" if marked else _marker(levels, counts, level)), block
                marked = True


def _begin(counts: list[int | None], level: int, value: int) -> None:
    if level <= LEVELS:
        counts[level - 1] = value - 1


def _marker(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
    """Count one further at a level, and write it."""
    if level not in levels or level > LEVELS:
        return ""
    held = counts[level - 1]
    counts[level - 1] = levels[level].first if held is None else held + 1
    counts[level:] = [None] * (LEVELS - level)

    def one(match: re.Match[str]) -> str:
        which = int(match[1])
        if which not in levels or which > LEVELS:
            return ""
        value = counts[which - 1]
        return "" if levels[which].format == "none" else number_text(levels[which].format, levels[which].first if value is None else value)

    return _PLACE.sub(one, levels[level].pattern)


def _levels(style: Element) -> dict[int, Level]:
    """The levels that are numbered; bullets and pictures show no text."""
    found = {}
    for element in style:
        if element.tag in (TEXT + "list-level-style-number", TEXT + "outline-level-style"):
            level = int(element.get(TEXT + "level", "1"))
            how = FORMATS.get(element.get(STYLE + "num-format", "")[:1], "decimal")
            if how != "none" or element.get(_PATTERN):
                found[level] = Level(how, _pattern(element, level), int(element.get(TEXT + "start-value", "1")))
    return found


def _pattern(element: Element, level: int) -> str:
    if pattern := element.get(_PATTERN):
        return pattern
    shown = range(level - int(element.get(TEXT + "display-levels", "1")) + 1, level + 1)
    numbers = ".".join(f"%{i}%" for i in shown if i >= 1)
    return element.get(STYLE + "num-prefix", "") + numbers + element.get(STYLE + "num-suffix", "")
