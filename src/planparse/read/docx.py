"""Word files (docx): paragraphs and tables in their order, automatic numbers written out, the final text of revisions.

Word keeps most of what this reader needs (numbers of lists, revisions, fields, text boxes) outside of the text, where
general libraries do not look; the XML is read directly, by the parser of the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.blocks import CellText, Writer
from planparse.read.docx_numbers import Numbers
from planparse.read.docx_parts import Parts, W, number, switched_on, value
from planparse.read.docx_text import Fields, Paragraph, paragraph
from planparse.read.numbering import marked
from planparse.read.source import SourceText

READER = "docx"
HEAD, FOOT, CONTENTS = "page_head", "page_foot", "contents"
_MAX_DEPTH = 40
_MAX_HEADING = 120
_HOLDERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(frozen=True)
class _Line:
    """A paragraph to be written, with the note it is, if any."""

    text: str
    heading: int | None = None
    contents: bool = False
    locator: str | None = None
    empty: bool = False  # nothing but a number


@dataclass(frozen=True)
class _Cell:
    lines: list[_Line]
    row: int
    column: int
    columns: int
    rows: int


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The text of a Word file.

    Errors: Reject (stage `read`) where it is damaged, breaks a limit, or has no text.
    """
    parts = Parts(data, config)
    writer = Writer(config)
    document = _Document(parts, writer)
    document.margin("header", HEAD)
    document.write(parts.document.find(f"{W}body"))
    document.margin("footer", FOOT)
    return writer.source(name, data, READER)


class _Document:
    def __init__(self, parts: Parts, writer: Writer) -> None:
        self.parts, self.writer = parts, writer
        self.numbers = Numbers(parts)
        self.fields = Fields()
        self.notes = {kind: parts.notes(kind) for kind in ("footnotes", "endnotes")}
        self.carried = ""  # the text of a paragraph whose end was deleted

    def margin(self, kind: str, rule: str) -> None:
        """Headers or footers, each text once, set aside."""
        texts = [line.text for root in self.parts.of_kind(kind) for line in self._lines_of(root, 0) if not line.empty]
        for text in dict.fromkeys(texts):
            self.writer.paragraph(text, aside=rule)

    def write(self, body: Element | None) -> None:
        for element in _blocks(body):
            if element.tag == f"{W}p":
                self._write_lines(self._lines(element, 0))
            else:
                self._write_table(element)
        if self.carried:
            self._write_lines([_Line(self.carried)])

    def _write_lines(self, lines: Iterable[_Line]) -> None:
        for line in lines:
            if line.empty:
                continue
            pieces = line.text.split("\n")
            for i, piece in enumerate(pieces):
                heading = line.heading if len(pieces) == 1 and len(piece) <= _MAX_HEADING else None
                aside = CONTENTS if line.contents else None
                self.writer.paragraph(piece, heading=heading, aside=aside, locator=line.locator, whole=i == len(pieces) - 1)

    def _lines(self, element: Element, depth: int) -> Iterator[_Line]:
        """A paragraph, then its text boxes and notes."""
        if depth > _MAX_DEPTH:
            raise Reject("read", f"a Word file (docx) nested more than {_MAX_DEPTH} deep")
        within = self.fields.contents
        found = paragraph(element, self.fields)
        properties = element.find(f"{W}pPr")
        text, self.carried = self.carried + found.text, ""
        if _end_is_deleted(properties):
            self.carried = text
        else:
            yield self._line(text, properties, within or self.fields.contents)
        yield from self._hanging(found, depth)

    def _line(self, text: str, properties: Element | None, contents: bool) -> _Line:
        """The paragraph with its number, which counts even where the paragraph is empty."""
        chain = self.numbers.chain(properties)
        contents = contents or any(self.parts.styles[style].contents for style in chain)
        marker = self.numbers.marker(properties, chain)
        written = marked(marker, text) if marker else text
        return _Line(written, self.numbers.heading(properties, chain), contents, empty=not text.strip())

    def _hanging(self, found: Paragraph, depth: int) -> Iterator[_Line]:
        for box in found.boxes:
            yield from self._lines_of(box, depth + 1)
        for kind, key in found.notes:
            if (note := self.notes[kind].pop(key, None)) is not None:
                for line in self._lines_of(note, depth + 1):
                    yield _Line(line.text, locator=f"{kind.removesuffix('s')} {key}")

    def _lines_of(self, root: Element, depth: int) -> Iterator[_Line]:
        """The paragraphs of a cell, a text box, a note, a header; of a table in it a line for each row."""
        for element in _blocks(root):
            if element.tag == f"{W}p":
                yield from self._lines(element, depth)
            else:
                rows: dict[int, list[str]] = {}
                for cell in self._cells(element, depth + 1):
                    rows.setdefault(cell.row, []).append(" ".join(line.text for line in cell.lines))
                yield from (_Line(" ".join(row).strip()) for row in rows.values())

    def _write_table(self, table: Element) -> None:
        cells = list(self._cells(table, 0))
        if len({cell.column for cell in cells if any(line.text for line in cell.lines)}) < 2:  # a frame around text
            self._write_lines(line for cell in cells for line in cell.lines)
            return
        self.writer.table(
            CellText("\n".join(line.text for line in cell.lines if line.text), cell.row, cell.column, cell.rows, cell.columns) for cell in cells
        )

    def _cells(self, table: Element, depth: int) -> list[_Cell]:
        """The cells of a table; one that is merged downwards stands once, where it begins."""
        cells: list[_Cell] = []
        open_at: dict[int, int] = {}  # by column, the cell that the next row may go on
        for row, line in enumerate(_rows(table)):
            column = number(value(line.find(f"{W}trPr"), "gridBefore"))
            for element in _held(line, f"{W}tc"):
                properties = element.find(f"{W}tcPr")
                columns = min(max(number(value(properties, "gridSpan"), 1), 1), 1000)
                merged = properties.find(f"{W}vMerge") if properties is not None else None
                if merged is not None and merged.get(f"{W}val") != "restart" and column in open_at:
                    above = cells[open_at[column]]
                    cells[open_at[column]] = _Cell(above.lines, above.row, above.column, above.columns, row - above.row + 1)
                else:
                    if merged is not None:
                        open_at[column] = len(cells)
                    else:
                        open_at.pop(column, None)
                    cells.append(_Cell(list(self._lines_of(element, depth + 1)), row, column, columns, 1))
                column += columns
        return cells


def _end_is_deleted(properties: Element | None) -> bool:
    """Whether the mark at a paragraph's end is deleted, so that the next paragraph goes on from it."""
    run = properties.find(f"{W}rPr") if properties is not None else None
    return run is not None and (run.find(f"{W}del") is not None or run.find(f"{W}moveFrom") is not None)


def _blocks(root: Element | None) -> Iterator[Element]:
    """The paragraphs and tables of an element, those in content controls too."""
    stack = [iter(root)] if root is not None else []
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _HOLDERS:
            stack.append(iter(child))


def _held(root: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in root:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _held(child, tag)


def _rows(table: Element) -> Iterator[Element]:
    for row in _held(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is None or (properties.find(f"{W}del") is None and not switched_on(properties, "hidden")):
            yield row
