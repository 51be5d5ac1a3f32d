"""Old Word files (.doc, and .wps of WPS Office): their text, tables and automatic numbering.

The file is a container of streams (OLE), which olefile opens. The text lies in pieces; what of it is shown, and what
is a table or a list item, is said by formats that lie elsewhere. Deleted and hidden text, the instructions of fields,
comments, headers and footers are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from planparse.config import Config
from planparse.errors import Reject
from planparse.read import doc_formats as formats
from planparse.read.blocks import Writer
from planparse.read.doc_formats import Changes, Formats, Style, changes, number
from planparse.read.doc_lists import Numbering, numbering
from planparse.read.doc_pieces import Header, Piece, pieces
from planparse.read.numbering import marked
from planparse.read.row_edges import Row, cells, completed
from planparse.read.source import SourceText

if TYPE_CHECKING:
    from olefile import OleFileIO

READER = "doc"
# Parts of the table stream by their number in the header.
STYLES, CHARACTERS, PARAGRAPHS, TEXT, LISTS, LIST_USES = 1, 12, 13, 33, 73, 74
SHOWN = {"body": None, "footnotes": "footnote", "endnotes": "endnote", "text boxes": "text box"}
_CELL_END, _ENDS = "\x07", "\r\x07\x0c"
_SYMBOL = 0x6A09
_HUGE = (0x6646, 0x6645)
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
# What stands for something else: a hyphen that does not break a line, the mark of a picture, a note or a comment.
_SIGNS = str.maketrans({"\x1e": "-", "\xa0": " ", "\x0e": "\n", **dict.fromkeys("\x00\x01\x02\x03\x04\x05\x06\x08\x1f", "")})


class Paragraph(NamedTuple):
    """A paragraph as stored: its text, the character that ends it, and its format."""

    text: str
    end: str
    style: int
    changes: Changes


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The text of an old Word file.

    Errors: Reject (stage `read`) where it has a password, is older than Word 97, or is damaged.
    """
    import olefile

    with olefile.OleFileIO(BytesIO(data)) as ole:
        document = _open(ole)
    writer = Writer(config)
    for story in document.header.stories():
        if story.name in SHOWN:
            _write(document, document.paragraphs(story.start, story.end), writer, SHOWN[story.name])
    return writer.source(name, data, READER)


@dataclass(frozen=True)
class Document:
    """The parts of an old Word file that its text depends on."""

    header: Header
    pieces: list[Piece]
    characters: Formats
    paragraph_formats: Formats
    styles: list[Style]
    numbering: Numbering
    extra: bytes

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        """The paragraphs between two positions of the text, without what is not shown."""
        parts: list[str] = []
        fields: list[bool] = []  # for each open field whether its result has begun
        for text, offset, width in self._shown(start, end):
            position = 0
            for mark in (i for i, c in enumerate(text) if c in _ENDS):
                _take(text[position:mark], fields, parts)
                yield self._paragraph(parts, text[mark], offset + mark * width)
                position, parts = mark + 1, []
            _take(text[position:], fields, parts)
        if parts:
            yield Paragraph("".join(parts), "\r", 0, {})

    def _shown(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Stretches of the text that are shown, each with its offset in the main stream and bytes a character."""
        for piece in self.pieces:
            position, last = max(start, piece.start), min(end, piece.start + len(piece.text))
            while position < last:
                offset = piece.file_offset(position)
                raw, run_end = self.characters.at(offset)
                stop = min(last, position + max(1, (run_end - offset) // piece.width))
                text = piece.text[position - piece.start : stop - piece.start]
                found = changes(raw)
                if not _on(found, formats.DELETED) and not _on(found, formats.HIDDEN):
                    yield _symbols(text, found), offset, piece.width
                position = stop

    def _paragraph(self, parts: list[str], end: str, offset: int) -> Paragraph:
        raw, _ = self.paragraph_formats.at(offset)
        found = changes(raw[2:])
        for code in _HUGE:
            if code in found:
                place = number(found, code)
                size = int.from_bytes(self.extra[place : place + 2], "little")
                found |= changes(self.extra[place + 2 : place + 2 + size])
        return Paragraph("".join(parts), end, int.from_bytes(raw[:2], "little"), found)


def _open(ole: OleFileIO) -> Document:
    main = _stream(ole, "WordDocument")
    header = Header(main)
    table = _stream(ole, header.table_stream)
    return Document(
        header,
        pieces(header.part(TEXT, table), main),
        Formats(main, header.part(CHARACTERS, table), paragraphs=False),
        Formats(main, header.part(PARAGRAPHS, table), paragraphs=True),
        formats.styles(header.part(STYLES, table)),
        numbering(header.part(LISTS, table), header.rest(LISTS, table), header.part(LIST_USES, table)),
        _stream(ole, "Data") if ole.exists("Data") else b"",
    )


def _stream(ole: OleFileIO, name: str) -> bytes:
    if not ole.exists(name):
        raise Reject("read", f"damaged: no stream {name}")
    found: bytes = ole.openstream(name).read()
    return found


def _on(found: Changes, code: int) -> bool:
    """1 is on; 129 is the contrary of what the style says, which is never on for deleted or hidden text."""
    return number(found, code) in (1, 129)


def _symbols(text: str, found: Changes) -> str:
    """A character of a symbol font is stored as a bracket; those of private use show no text."""
    if _SYMBOL not in found:
        return text
    code = int.from_bytes(found[_SYMBOL][2:4], "little")
    return text.replace("(", "" if 0xE000 <= code <= 0xF8FF else chr(code))


def _take(text: str, fields: list[bool], parts: list[str]) -> None:
    """Add what is shown of a text: all of it but the instructions of fields."""
    if not fields and _FIELD not in text:
        parts.append(text)
        return
    for c in text:
        if c == _FIELD:
            fields.append(False)
        elif c == _RESULT and fields:
            fields[-1] = True
        elif c == _FIELD_END and fields:
            fields.pop()
        elif all(fields):
            parts.append(c)


def _write(document: Document, paragraphs: Iterator[Paragraph], writer: Writer, locator: str | None) -> None:
    rows: list[Row] = []
    inside: list[str] = []  # the paragraphs of the cell that is open
    row: list[str] = []
    for paragraph in paragraphs:
        text, heading = _shown_text(document, paragraph)
        in_table = number(paragraph.changes, formats.IN_TABLE) or paragraph.end == _CELL_END
        if not in_table:
            _end_table(writer, rows, row, inside)
            # The mark of a note is gone; the distance behind it goes too.
            writer.paragraph(text.lstrip() if locator else text, heading=heading, locator=locator)
        elif number(paragraph.changes, formats.ROW_END):
            rows.append(Row(tuple(row), completed(formats.cell_edges(paragraph.changes), len(row))))
            row.clear()
        elif paragraph.end == _CELL_END:
            row.append("\n".join([*inside, text] if text or not inside else inside))
            inside.clear()
        else:
            inside.append(text)
    _end_table(writer, rows, row, inside)


def _end_table(writer: Writer, rows: list[Row], row: list[str], inside: list[str]) -> None:
    """Write the rows so far as a table; a row that is not finished belongs to it."""
    if inside or row:
        texts = (*row, *(["\n".join(inside)] if inside else []))
        rows.append(Row(texts, completed((), len(texts))))
    if rows:
        writer.table(cells(rows))
    for done in (rows, row, inside):
        done.clear()


def _shown_text(document: Document, paragraph: Paragraph) -> tuple[str, int | None]:
    """The text with its automatic marker, and its level where it is a heading."""
    text = paragraph.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").translate(_SIGNS)
    style = document.styles[paragraph.style] if paragraph.style < len(document.styles) else Style(0, {})
    found = style.changes | paragraph.changes
    if number(found, formats.LIST) and not (paragraph.end == "\x0c" and not text):
        text = marked(document.numbering.marker(number(found, formats.LIST), number(found, formats.LIST_LEVEL)), text)
    outline = number(found, formats.OUTLINE_LEVEL) + 1 if formats.OUTLINE_LEVEL in found else 0
    heading = style.heading or (outline if 1 <= outline <= 9 else 0)
    return text, heading or None
