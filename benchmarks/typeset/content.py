"""A plain text document as paragraphs and tables, which every writer of a format takes.

Rows written with bars or tabs become tables; every other line becomes a paragraph, with its list marker apart, so that
a writer may leave the marker to the program's automatic numbering.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

CHINESE = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARKER = re.compile(
    rf"(?P<prefix>[(（第]?)(?P<number>[二三四五六七八九]?十[一二三四五六七八九]?|[{CHINESE[:-1]}]|[0-9]{{1,2}}|[{CIRCLED}])(?P<suffix>、|[)）]|[.．](?!\d)|章|条|)(?=.)"
)
_SUFFIXES = {"": ("、", ".", "．", ")", "）"), "(": (")",), "（": ("）",), "第": ("章", "条")}
_RULE = re.compile(r"[|\s:-]+")


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: what stands before and behind its number, how the number is written, and its value."""

    prefix: str
    style: str
    suffix: str
    value: int

    @property
    def kind(self) -> tuple[str, str, str]:
        return (self.prefix, self.style, self.suffix)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the document; `rest` is what stands behind its marker."""

    text: str
    marker: Marker | None
    rest: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by rows. A cell that holds None belongs to the cell before it in its row."""

    rows: tuple[tuple[str | None, ...], ...]


Block = Paragraph | Grid


def blocks(text: str) -> list[Block]:
    """The paragraphs and tables of a plain text."""
    found: list[Block] = []
    lines = _with_spanning_rows(text.split("\n"))
    for tabular, group in groupby(lines, key=lambda line: _separator(line) is not None):
        if tabular:
            found.append(_grid(list(group)))
        else:
            found += [_paragraph(line.strip()) for line in group if line.strip()]
    return found


def _with_spanning_rows(lines: list[str]) -> list[str]:
    """A line between two rows of a table with tabs is a row of one cell."""
    return [
        line + "\t" if line.strip() and "\t" not in line and 0 < i < len(lines) - 1 and "\t" in lines[i - 1] and "\t" in lines[i + 1] else line
        for i, line in enumerate(lines)
    ]


def _separator(line: str) -> str | None:
    return "|" if line.startswith("|") and line.rstrip().endswith("|") else "\t" if "\t" in line else None


def _grid(lines: list[str]) -> Grid:
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    width = max(map(len, rows))
    return Grid(tuple((*row, *[None if len(row) == 1 else ""] * (width - len(row))) for row in rows))


def _cells(line: str) -> tuple[str, ...]:
    if _separator(line) == "|":
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    head, _, rest = line.partition("\t")
    return (head,) if not rest.strip() else tuple(cell.strip() for cell in line.split("\t"))


def _paragraph(text: str) -> Paragraph:
    found = _MARKER.match(text)
    if not found or (found["suffix"] not in _SUFFIXES[found["prefix"]] and found["number"] not in CIRCLED):
        return Paragraph(text, None, text)
    style, value = _number(found["number"])
    marker = Marker(found["prefix"], style, found["suffix"], value)
    return Paragraph(text, marker, text[found.end() :])


def _number(written: str) -> tuple[str, int]:
    if written.isascii():
        return "decimal", int(written)
    if written in CIRCLED:
        return "circled", CIRCLED.index(written) + 1
    tens, ten, ones = written.rpartition("十")
    return "chinese", 10 * (CHINESE.index(tens or "一") + 1 if ten else 0) + (CHINESE.index(ones) + 1 if ones else 0)
