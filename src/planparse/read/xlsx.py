"""Excel files (xlsx): visible sheets in their order, values as the sheet shows them.

A percentage is stored as a fraction with a format; general libraries give the fraction alone, a value wrong by a
factor of a hundred, and make room for every cell up to the last one. So the XML is read directly.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from planparse.config import Config
from planparse.errors import Reject
from planparse.patterns import lazy
from planparse.read.blocks import Writer, too_many_cells
from planparse.read.package import Package, parse_xml
from planparse.read.sheets import CellFormat, Merged, Position, format_of, shown, shown_number, write_sheet
from planparse.read.source import SourceText

READER = "xlsx"
_PREFIX = lazy(r"^\{[^}]*\}")
_REFERENCE = lazy(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The sheets of an Excel file, without hidden ones.

    Errors: Reject (stage `read`) where it is damaged, breaks a limit, or has no text.
    """
    book = _Book(data, config)
    writer = Writer(config)
    for sheet, root in book.sheets():
        write_sheet(writer, sheet, dict(book.cells(root)), list(_merged(root)))
    return writer.source(name, data, READER)


class _Book:
    def __init__(self, data: bytes, config: Config) -> None:
        self.config = config
        self.package = Package(data, config)
        self.seen = 0
        self.workbook = self._required("xl/workbook.xml")
        self.strings = [_text(item) for item in _children(self._part("xl/sharedStrings.xml"), "si")]
        self.styles = _formats(self._part("xl/styles.xml"))
        properties = next(_children(self.workbook, "workbookPr"), None)
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")

    def sheets(self) -> Iterator[tuple[str, Element]]:
        """The visible sheets of cells, by name."""
        targets = {r.get("Id"): r.get("Target", "") for r in _children(self._part("xl/_rels/workbook.xml.rels"), "Relationship")}
        for sheet in _children(next(_children(self.workbook, "sheets"), None), "sheet"):
            if sheet.get("state", "visible") != "visible":
                continue
            target = targets.get(next((v for k, v in sheet.items() if _PREFIX.sub("", k) == "id"), None), "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            root = self._part(path)
            if root is not None and _local(root) == "worksheet":
                yield sheet.get("name", ""), root

    def cells(self, root: Element) -> Iterator[tuple[Position, str]]:
        """The cells of a sheet that show something, by row and column."""
        row = -1
        for line in _children(next(_children(root, "sheetData"), None), "row"):
            row = int(line.get("r", "")[:7]) - 1 if line.get("r", "").isdecimal() else row + 1
            column = -1
            for cell in _children(line, "c"):
                reference = _position(cell.get("r", ""))
                column = reference[1] if reference else column + 1
                self.seen += 1
                if self.seen > self.config.max_cells:
                    raise too_many_cells(self.config)
                if text := self._shown(cell):
                    yield (row, column), text

    def _shown(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text(next(_children(cell, "is"), None))
        value = next((v.text or "" for v in _children(cell, "v")), "")
        if kind == "s":
            return self.strings[int(value)] if value.isdecimal() and int(value) < len(self.strings) else ""
        if kind == "b":
            return shown(value == "1")
        return self._number(value, cell.get("s", "0")) if kind == "n" else "" if kind == "e" else value

    def _number(self, written: str, style: str) -> str:
        try:
            number = float(written)
        except ValueError:
            return written
        index = int(style) if style.isdecimal() else 0
        return shown_number(number, self.styles[index] if index < len(self.styles) else CellFormat.GENERAL, self.from_1904)

    def _part(self, name: str) -> Element | None:
        data = self.package.bytes(name)
        return None if data is None else parse_xml(data)

    def _required(self, name: str) -> Element:
        root = self._part(name)
        if root is None:
            raise Reject("read", f"an Excel file (xlsx) without {name}")
        return root


def _formats(styles: Element | None) -> list[CellFormat]:
    """What the cell styles show numbers as."""
    own = {f.get("numFmtId", ""): f.get("formatCode", "") for f in _children(next(_children(styles, "numFmts"), None), "numFmt")}
    keys = [style.get("numFmtId", "0") for style in _children(next(_children(styles, "cellXfs"), None), "xf")]
    return [format_of(int(key) if key.isdecimal() else 0, own.get(key)) for key in keys]


def _merged(root: Element) -> Iterator[Merged]:
    for merge in _children(next(_children(root, "mergeCells"), None), "mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        if (a := _position(first)) and (b := _position(last)) and a <= b and a[1] <= b[1]:
            yield Merged(a, b)


def _position(reference: str) -> Position | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _text(item: Element | None) -> str:
    """The text of a string; its readings (rPh) are none of it."""
    if item is None:
        return ""
    runs = [run for run in item if _local(run) in ("t", "r")]
    return "".join(t.text or "" for run in runs for t in ([run] if _local(run) == "t" else _children(run, "t")))


def _children(parent: Element | None, name: str) -> Iterator[Element]:
    return (child for child in parent if _local(child) == name) if parent is not None else iter(())


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
