"""What readers write with: paragraphs, headings and tables become source text with exact offsets.

A paragraph is a line, a row of a table a line with a tab between its cells. A stretch that the reader knows to be no
part of the document is written too, as an aside, so that it can be shown and says by which rule it was left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from planparse.config import Config
from planparse.errors import Reject
from planparse.patterns import lazy
from planparse.read import layouts
from planparse.read.encoding import whole
from planparse.read.plain import check_chinese
from planparse.read.source import Aside, Heading, Place, SourceText
from planparse.read.table import Cell, Table

_LINE_END = lazy("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


# A line without any of these is no sentence that was broken.
_STOPS = lazy("[，。；：、,;:]")


class CellText(NamedTuple):
    """A cell to be written; a merged one stands once, where it begins. Rows and columns count from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    locator: str | None = None


class Writer:
    """Collects the source text of one file, from its beginning to its end.

    Errors: Reject where the text or a table grows beyond the limits of the settings.

    >>> writer = Writer(Config())
    >>> writer.paragraph("一、抓培训", heading=1)
    >>> writer.table([CellText("培训", 0, 0), CellText("300人", 0, 1)])
    >>> source = writer.source("计划.docx", b"", "docx")
    >>> source.text, source.locator(10), source.headings
    ('一、抓培训\\n培训\\t300人\\n', 'table 1, row 1, cell 2', (Heading(start=0, end=5, level=1),))
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.length = 0
        self.truncated = False
        self._parts: list[str] = []
        self._places: list[Place] = []
        self._headings: list[Heading] = []
        self._asides: list[Aside] = []
        self._tables: list[Table] = []
        self._ends: list[int] = []
        self._paragraphs = self._cells = 0

    def paragraph(
        self, text: str, *, locator: str | None = None, heading: int | None = None, aside: str | None = None, places: Sequence[tuple[int, str]] = (),
        whole: bool = True,
    ) -> None:  # fmt: skip
        """Write a paragraph on a line of its own; one without any character is left out.

        `locator` is by default the number of the paragraph; `places` says from which offsets of `text` another one
        holds (a paragraph that goes on over a page). `heading` is a level, 1 the outermost; `aside` the rule by which
        the paragraph is no part of the document; not `whole` is a line that the next paragraph may go on from.
        """
        text = clean(text)
        if not text.strip():
            return
        if aside is None:
            self._paragraphs += 1
        start = self.length
        self._write(text + "\n")
        self._place(start, text, locator or (f"paragraph {self._paragraphs}" if aside is None else aside.replace("_", " ")), places)
        if heading is not None:
            self._headings.append(Heading(start, start + len(text), heading))
        if whole and not _STOPS.search(text):
            self._ends.append(start + len(text))
        if aside is not None:
            self._asides.append(Aside(start, self.length, aside))

    def table(self, cells: Iterable[CellText], *, name: str | None = None, locator: str | None = None) -> None:
        """Write a table; cells come row by row, from left to right. `locator` is by default the table's number.

        Empty cells keep their tab, columns under a merged cell have one too, rows without any text are left out.
        """
        rows: dict[int, list[CellText]] = {}
        for cell in cells:
            self._count(cell)
            rows.setdefault(cell.row, []).append(cell._replace(text=clean(cell.text).replace("\t", " ")))
        if not any(cell.text.strip() for row in rows.values() for cell in row):
            return
        start, written = self.length, list[Cell]()
        prefix = locator or f"table {len(self._tables) + 1}"
        for row in rows.values():
            if any(cell.text.strip() for cell in row):
                self._row(row, prefix, written)
        self._tables.append(Table(start, self.length - 1, tuple(written), name))

    def source(self, name: str, data: bytes, reader: str, encoding: str = "utf-8") -> SourceText:
        """The source text of the file with these bytes.

        Errors: Reject where nothing was written, or nothing Chinese.
        """
        text = "".join(self._parts)
        if not text.strip():
            raise Reject("read", "no text in it")
        check_chinese(text)
        return SourceText(
            text, name, sha256(data).hexdigest(), encoding, reader, tuple(self._places), tuple(self._headings), tuple(self._asides), layouts.complete(text, self._tables),
            self.truncated, tuple(self._ends),
        )  # fmt: skip

    def _row(self, row: Sequence[CellText], prefix: str, written: list[Cell]) -> None:
        column = 0
        for cell in sorted(row, key=lambda cell: cell.column):
            self._write("\t" * (cell.column - column))
            column = max(column, cell.column)
            start = self.length
            self._write(cell.text)
            written.append(Cell(start, self.length, cell.row, cell.column, cell.rows, cell.columns))
            locator = cell.locator or f"{prefix}, row {cell.row + 1}, cell {cell.column + 1}"
            self._place(start, cell.text, locator, ())
        self._write("\n")

    def _place(self, start: int, text: str, locator: str, places: Sequence[tuple[int, str]]) -> None:
        """One place, or several where the locator changes within the text."""
        edges = [(0, locator), *places, (len(text), "")]
        for (a, where), (b, _) in itertools.pairwise(edges):
            if a < b:
                self._places.append(Place(start + a, start + b, where))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        if self.length > self.config.max_characters:
            raise Reject("read", f"more than max_characters = {self.config.max_characters} characters; raise it in planparse.toml")

    def _count(self, cell: CellText) -> None:
        self._cells += 1
        if max(self._cells, cell.row, cell.column) > self.config.max_cells:
            raise too_many_cells(self.config)


def too_many_cells(config: Config) -> Reject:
    """The rejection of a file whose tables are too large."""
    return Reject("read", f"more than max_cells = {config.max_cells} cells in its tables; raise it in planparse.toml")


def clean(text: str) -> str:
    """Line ends as `\\n`, lone surrogates replaced, no line break at either end."""
    return _LINE_END.sub("\n", whole(text)).strip("\n")
