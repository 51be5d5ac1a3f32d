"""Running heads and feet and page numbers: lines at the edge of a page that come again on other pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from planparse.patterns import lazy
from planparse.read.page import Line, Page

# How many lines at either edge may be a head or foot, and how far from the edge they stand, in parts of the page.
LINES, DEPTH = 3, 0.14
# On this share of the pages a line must come again (left and right pages may differ), at nearly the same height.
SHARE, SAME_HEIGHT = 0.3, 6.0
_NUMBER = lazy(r"\d+")
_DASHED = lazy(r"[-—–―－·•~\s]+\d{1,4}[-—–―－·•~\s]+|第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}")
_BARE = lazy(r"\d{1,4}|[IVXivx]{1,6}")


def margins(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> dict[Line, str]:
    """The lines that are no part of the document, each with its rule."""
    found: dict[Line, str] = {}
    edges = [_edges(page, on_page) for page, on_page in zip(pages, lines, strict=True)]
    for side, rule in ((0, "running_head"), (1, "running_foot")):
        repeated: dict[tuple[str, int], set[Line]] = defaultdict(set)
        for edge in edges:
            for line in edge[side]:
                where = round(line.top / SAME_HEIGHT)
                for height in (where - 1, where, where + 1):
                    repeated[_NUMBER.sub("#", line.text), height].add(line)
        for same in repeated.values():
            if len({line.page for line in same}) >= max(2, SHARE * len(pages)):
                found |= {line: "page_number" if _is_number(line.text) else rule for line in same}
        found |= {line: "page_number" for edge in edges for line in edge[side] if _DASHED.fullmatch(line.text.strip())}
    return found


def _is_number(text: str) -> bool:
    return bool(_DASHED.fullmatch(text.strip()) or _BARE.fullmatch(text.strip()))


def _edges(page: Page, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines near the upper and the lower edge of a page."""
    high = [line for line in lines[:LINES] if line.bottom <= DEPTH * page.height]
    low = [line for line in lines[-LINES:] if line.top >= (1 - DEPTH) * page.height]
    return high, low
