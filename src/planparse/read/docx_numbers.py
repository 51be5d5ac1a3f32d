"""The numbers that Word puts before paragraphs, counted as Word counts them; they are not in the text of the file."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from planparse.patterns import lazy
from planparse.read.docx_parts import Level, Parts, list_of, outline_of, value
from planparse.read.numbering import number_text

_PLACE = lazy(r"%([1-9])")
_PRIVATE = lazy("[\ue000-\uf8ff]")
_ENDS_IN_ASCII = lazy(r"[!-~]$")
_BULLET = "•"
_MAX_CHAIN = 50


class Numbers:
    """Counts the lists of one document, paragraph by paragraph."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.counters: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()  # lists that have used their own start of a level

    def chain(self, properties: Element | None) -> list[str]:
        """The styles of a paragraph, from its own to the one that all are based on."""
        style = value(properties, "pStyle") or self.parts.default_style
        found: list[str] = []
        while style and style in self.parts.styles and style not in found and len(found) < _MAX_CHAIN:
            found.append(style)
            style = self.parts.styles[style].based_on
        return found

    def heading(self, properties: Element | None, chain: list[str]) -> int | None:
        """The level of a heading, 1 the outermost; None for running text."""
        levels = [outline_of(properties), *(self.parts.styles[style].outline for style in chain)]
        level = next((level for level in levels if level is not None), None)
        return level + 1 if level is not None and 0 <= level < 9 else None

    def marker(self, properties: Element | None, chain: list[str]) -> str:
        """The number before a paragraph, which is counted by asking; empty where it has none."""
        key, at = self._list(properties, chain)
        if key is None or key == "0" or key not in self.parts.numbering.lists:
            return ""
        at = at or 0
        level = self._level(key, at)
        if level is None:
            return ""
        self._count(key, at, level)
        text = self._text(key, at, level)
        return text + (" " if level.gap and _ENDS_IN_ASCII.search(text) else "")

    def _list(self, properties: Element | None, chain: list[str]) -> tuple[str | None, int | None]:
        """The list and level of a paragraph: its own, or those of a style, whose level the list may name."""
        key, at = list_of(properties)
        if key is not None:
            return key, at
        styles = [self.parts.styles[style] for style in chain]
        key = next((style.number for style in styles if style.number is not None), None)
        if key is not None and at is None:
            stated = next((style.level for style in styles if style.level is not None), None)
            at = self._level_of_style(key, chain, stated)
        return key, at

    def _level_of_style(self, key: str, chain: list[str], stated: int | None) -> int | None:
        """The level that names a style as its own; the nearest style decides."""
        levels = self.parts.numbering.abstract.get(self.parts.numbering.lists.get(key, ""), {})
        named = {level.paragraph_style: at for at, level in levels.items() if level.paragraph_style}
        return next((named[style] for style in chain if style in named), stated)

    def _level(self, key: str, at: int) -> Level | None:
        numbering = self.parts.numbering
        return numbering.levels.get(key, {}).get(at) or numbering.abstract.get(numbering.lists[key], {}).get(at)

    def _count(self, key: str, at: int, level: Level) -> None:
        """Lists of one abstract list count on from each other, unless one has a start of its own."""
        counters = self.counters.setdefault(self.parts.numbering.lists[key], {})
        start = self.parts.numbering.starts.get(key, {}).get(at)
        if start is not None and (key, at) not in self.begun:
            self.begun.add((key, at))
            counters[at] = start
        else:
            counters[at] = counters[at] + 1 if at in counters else (start if start is not None else level.start)
        for deeper in [d for d in counters if d > at]:
            found = self._level(key, deeper)
            if found is None or found.restart is None or (found.restart > 0 and at < found.restart):
                del counters[deeper]

    def _text(self, key: str, at: int, level: Level) -> str:
        if level.style == "bullet":
            return _BULLET if _PRIVATE.search(level.text) or not level.text.strip() else level.text
        counters = self.counters[self.parts.numbering.lists[key]]

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = level if index == at else self._level(key, index)
            count = counters.get(index, other.start if other else 1)
            style = "decimal" if other is None or level.legal else other.style
            return number_text(style, count)

        return _PLACE.sub(shown, level.text)
