"""The outline: markers become a tree by the order in which their styles first nest in this document.

No style has a fixed rank. A style that begins anew (一、 or 1.) right behind another is held by that other; a
document that begins in the middle (at 3、, before 四、 comes) learns from what follows who holds whom.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planparse.segment import headings
from planparse.segment.markers import Marker

_ARABIC = frozenset(("dot", "comma", "dotted"))
_BULLETS = ("bullet", "hyphen", "dash")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part, in offsets of the normalised text; `parent` is an index into the outline."""

    start: int
    end: int
    level: int
    marker: str
    title: str | None
    parent: int | None
    body_start: int


def outline(text: str, markers: Sequence[Marker], end: int) -> tuple[Section, ...]:
    """The tree of sections, in reading order.

    >>> from planparse.segment.markers import find
    >>> text = "3、抓收费。\\n四、强队伍\\n1、抓培训。"
    >>> [s.level for s in outline(text, find(text), len(text))]
    [2, 1, 2]
    """
    levels = _levels(markers)
    ends = _ends(markers, levels, end)
    sections: list[Section] = []
    open_at: list[int] = []
    for i, marker in enumerate(markers):
        while open_at and levels[open_at[-1]] >= levels[i]:
            open_at.pop()
        following = markers[i + 1].start if i + 1 < len(markers) else end
        holds = i + 1 < len(markers) and levels[i + 1] > levels[i]
        title = headings.of(text, marker, following, holds)
        written = text[marker.start : marker.end].rstrip()
        sections.append(Section(marker.start, ends[i], levels[i], written, title, open_at[-1] if open_at else None, marker.end))
        open_at.append(i)
    return tuple(sections)


def _levels(markers: Sequence[Marker]) -> list[int]:
    holds = _holders(markers)
    levels: list[int] = []
    stack: list[tuple[str, int]] = []
    fresh = True
    for marker in markers:
        if marker.style == "piece":
            stack, fresh = [], True
            levels.append(0)
            continue
        if fresh and marker.ordinal > 1:
            stack = [(holder, 0) for holder in _missing(marker.style, holds) or _by_custom(marker, markers)]
        fresh = False
        style = _same_series(marker, stack)
        stack = _place(style, stack, holds)
        stack.append((style, marker.ordinal))
        levels.append(len(stack))
    return levels


def _holders(markers: Sequence[Marker]) -> Counter[tuple[str, str]]:
    """How often a series of one style begins right behind a marker of another."""
    holds: Counter[tuple[str, str]] = Counter()
    for before, marker in itertools.pairwise(markers):
        if marker.ordinal <= 1 and before.style not in (marker.style, "piece") and marker.style != "piece":
            holds[before.style, marker.style] += 1
    return holds


def _missing(style: str, holds: Counter[tuple[str, str]]) -> list[str]:
    """The styles that hold a torn series, outermost first, as the rest of the document shows."""
    chain: list[str] = []
    while True:
        above = [(n, holder) for (holder, held), n in holds.items() if held == style and holder not in chain and n > holds[held, holder]]
        if not above:
            return chain[::-1]
        style = max(above)[1]
        chain.append(style)


# The customary order, consulted only for a torn beginning of which the document itself shows nothing.
_CUSTOM = ("division", "chapter", "subchapter", "han", "han_paren", "dot", "comma", "paren", "circled")


def _by_custom(torn: Marker, markers: Sequence[Marker]) -> list[str]:
    """The outer style of a torn series: one that is customarily outside and also begins in the middle."""
    if torn.style not in _CUSTOM:
        return []
    for marker in markers:
        if marker.style in _CUSTOM and _CUSTOM.index(marker.style) < _CUSTOM.index(torn.style):
            return [marker.style] if marker.ordinal > 1 else []
    return []


def _same_series(marker: Marker, stack: Sequence[tuple[str, int]]) -> str:
    """1、 2. 3、: a series whose sign changes goes on."""
    if marker.style in _ARABIC:
        for style, ordinal in reversed(stack):
            if style in _ARABIC and style != marker.style and ordinal == marker.ordinal - 1 and all(s != marker.style for s, _ in stack):
                return style
    return marker.style


def _place(style: str, stack: list[tuple[str, int]], holds: Counter[tuple[str, str]]) -> list[tuple[str, int]]:
    """The markers that stay open around a new one of this style."""
    styles = [s for s, _ in stack]
    if style in styles:
        return stack[: styles.index(style)]
    kept = list(stack)
    while style == "row" and kept and kept[-1][0].startswith(_BULLETS):
        kept.pop()  # no table stands in a list of dots above it
    while kept and holds[style, kept[-1][0]] > holds[kept[-1][0], style]:
        kept.pop()
    return kept


def _ends(markers: Sequence[Marker], levels: Sequence[int], end: int) -> list[int]:
    """Where each section ends: at the next marker of its level or a higher one."""
    ends = [end] * len(markers)
    stack: list[int] = []
    for i, marker in enumerate(markers):
        while stack and levels[stack[-1]] >= levels[i]:
            ends[stack.pop()] = marker.start
        stack.append(i)
    return ends
