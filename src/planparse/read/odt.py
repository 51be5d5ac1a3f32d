"""OpenDocument texts (.odt): paragraphs, headings, lists with their numbers, tables and notes of content.xml.

Tracked changes count as accepted: what was deleted is kept apart in the file and is not read. Comments, headers and
footers are left out, a table of contents is an aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.blocks import CellText, Writer
from planparse.read.numbering import marked
from planparse.read.odt_lists import OFFICE, STYLE, TEXT, Lists
from planparse.read.package import Package
from planparse.read.source import SourceText

READER = "odt"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PARAGRAPH, _HEADING, _LIST, _TABLE = TEXT + "p", TEXT + "h", TEXT + "list", TABLE + "table"
# Holders of blocks that are read through, and elements without text of the document.
_THROUGH = {TEXT + "section", TEXT + "index-body", TEXT + "index-title"}
_CONTENTS = {TEXT + name for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index")}
_SKIPPED = {
    TEXT + "tracked-changes", TEXT + "sequence-decls", TEXT + "ruby-text", TEXT + "note-citation", TEXT + "page-number", OFFICE + "annotation",
    DRAW + "object", DRAW + "image", OFFICE + "forms",
}  # fmt: skip


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The text of an OpenDocument file.

    Errors: Reject (stage `read`) where it has a password, is damaged, or breaks a limit.
    """
    package = Package(data, config)
    if b"encryption-data" in (package.bytes("META-INF/manifest.xml") or b""):
        raise Reject("read", "encrypted; a password is needed")
    content = package.xml("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise Reject("read", "damaged: no text in content.xml")
    reader = _Reader(Writer(config), Lists.of(content, package.xml("styles.xml")), _hidden(content))
    reader.blocks(body, None)
    return reader.writer.source(name, data, READER)


def _hidden(content: Element) -> frozenset[str]:
    """The styles of text that is not shown."""
    return frozenset(
        style.get(STYLE + "name", "")
        for style in content.iter(STYLE + "style")
        if any(properties.get(TEXT + "display") == "none" for properties in style.iter(STYLE + "text-properties"))
    )


@dataclass
class _Reader:
    writer: Writer
    lists: Lists
    hidden: frozenset[str]
    notes: list[tuple[str, Element]] = field(default_factory=list)

    def blocks(self, parent: Element, aside: str | None) -> None:
        """Write all blocks under an element, and then the notes they refer to."""
        for text, heading, table in self._flow(parent):
            if table is not None:
                self.writer.table(self._cells(table), name=table.get(TABLE + "name"))
            else:
                self.writer.paragraph(text, heading=heading, aside=aside)
            notes, self.notes = self.notes, []
            for locator, note in notes:
                self.writer.paragraph(self._joined(note), locator=locator)

    def _flow(self, parent: Element) -> Iterator[tuple[str, int | None, Element | None]]:
        """The paragraphs and tables under an element, in order."""
        for element in parent:
            if element.tag in (_PARAGRAPH, _HEADING):
                yield self._paragraph(element)
            elif element.tag == _LIST:
                for marker, item in self.lists.items(element, element.get(_XML_ID)):
                    yield from self._item(marker, item)
            elif element.tag == _TABLE:
                yield "", None, element
            elif element.tag in _CONTENTS:
                self.blocks(element, "table_of_contents")
            elif element.tag in _THROUGH:
                yield from self._flow(element)

    def _paragraph(self, element: Element, marker: str = "") -> tuple[str, int | None, None]:
        if element.tag == _HEADING:
            level = int(element.get(TEXT + "outline-level", "1"))
            marker = marker or self.lists.heading(level)
            return marked(marker, self._text(element)), level, None
        return marked(marker, self._text(element)), None, None

    def _item(self, marker: str, item: Element) -> Iterator[tuple[str, int | None, Element | None]]:
        """A list item is a paragraph or heading with its marker, or another block."""
        if item.tag in (_PARAGRAPH, _HEADING):
            yield self._paragraph(item, marker)
        elif item.tag == _TABLE:
            yield "", None, item

    def _text(self, element: Element) -> str:
        return "".join(self._parts(element))

    def _parts(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == TEXT + "s":
                yield " " * min(int(child.get(TEXT + "c", "1")), 100)
            elif child.tag == TEXT + "tab":
                yield "\t"
            elif child.tag == TEXT + "line-break":
                yield "\n"
            elif child.tag == TEXT + "note":
                self._note(child)
            elif child.tag == DRAW + "text-box":
                self.notes.append(("text box", child))
            elif child.tag not in _SKIPPED and child.get(TEXT + "style-name") not in self.hidden:
                yield from self._parts(child)
            yield child.tail or ""

    def _note(self, note: Element) -> None:
        body = note.find(TEXT + "note-body")
        if body is not None:
            self.notes.append((note.get(TEXT + "note-class", "footnote"), body))

    def _joined(self, element: Element) -> str:
        """All blocks under an element as lines; a table within as the lines of its cells."""
        lines = []
        for text, _, table in self._flow(element):
            lines += [text] if table is None else [cell.text for cell in self._cells(table)]
        return "\n".join(lines)

    def _cells(self, table: Element) -> Iterator[CellText]:
        for number, row in enumerate(_rows(table, self.writer.config.max_cells + 1)):
            column = 0
            for cell in row:
                repeated = int(cell.get(TABLE + "number-columns-repeated", "1"))
                if cell.tag == TABLE + "table-cell":
                    text = self._joined(cell)
                    for i in range(repeated if text else 1):
                        rows, columns = (int(cell.get(f"{TABLE}number-{side}-spanned", "1")) for side in ("rows", "columns"))
                        yield CellText(text, number, column + i, rows, columns)
                if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                    column += repeated


def _rows(table: Element, limit: int) -> Iterator[Element]:
    """The rows of a table, those of its groups and headers among them; a repeated row stands as often as it says."""
    for element in table:
        if element.tag == TABLE + "table-row":
            repeated = int(element.get(TABLE + "number-rows-repeated", "1"))
            for _ in range(min(repeated, limit) if any(True for _ in element.iter(_PARAGRAPH)) else 1):
                yield element
        elif element.tag in (TABLE + "table-rows", TABLE + "table-header-rows", TABLE + "table-row-group"):
            yield from _rows(element, limit)


