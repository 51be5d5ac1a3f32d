"""Old Excel files (xls, et): the records of the workbook stream, of the versions from 1993 (BIFF 5) on.

The formats of cells are needed, which tell a percentage, and damaged files must not end the process; general libraries
give no formats, and some break off on damage. So the records are read directly.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.blocks import Writer, too_many_cells
from planparse.read.sheets import CellFormat, Merged, Position, format_of, shown, shown_number, write_sheet
from planparse.read.source import SourceText

READER = "xls"
_BEGIN, _END, _PASSWORD, _CODEPAGE, _DATES, _SHEET, _FORMAT, _STYLE, _STRINGS, _MORE = 0x0809, 0x000A, 0x002F, 0x0042, 0x0022, 0x0085, 0x041E, 0x00E0, 0x00FC, 0x003C
_SHARED, _LABEL, _RICH, _NUMBER, _RK, _RKS, _FORMULA, _RESULT, _BOOLEAN, _MERGED = 0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0207, 0x0205, 0x00E5
_BIFF8 = 0x0600
_CODEPAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 1200: "utf-16-le", 65001: "utf-8"}

Record = tuple[int, bytes]


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The sheets of an old Excel file, without hidden ones.

    Errors: Reject (stage `read`) where it is damaged, encrypted, breaks a limit, or has no text.
    """
    book = _Book(_stream(data), config)
    writer = Writer(config)
    for sheet in book.visible:
        cells, merged = book.cells(sheet)
        write_sheet(writer, sheet.name, cells, merged)
    return writer.source(name, data, READER)


def _stream(data: bytes) -> bytes:
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as file:
        for name in ("Workbook", "Book"):
            if file.exists(name):
                stream: bytes = file.openstream(name).read()
                return stream
    raise Reject("read", "no workbook in it")


@dataclass(frozen=True)
class _Sheet:
    name: str
    start: int


@dataclass
class _Book:
    stream: bytes
    config: Config
    wide: bool = True  # the version writes strings in Unicode
    codec: str = "gb18030"
    from_1904: bool = False
    visible: list[_Sheet] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    styles: list[CellFormat] = field(default_factory=list)
    seen: int = 0

    def __post_init__(self) -> None:
        codes: dict[int, str] = {}
        shared: list[bytes] = []
        before = 0
        for kind, body in self._records(0):
            if kind == _STRINGS or (kind == _MORE and before == _STRINGS):
                shared.append(body)
                before = _STRINGS
                continue
            before = kind
            self._meet(kind, body, codes)
        self.strings = list(_shared_strings(shared))

    def _meet(self, kind: int, body: bytes, codes: dict[int, str]) -> None:
        """A record of the part that is about the whole workbook."""
        if kind == _PASSWORD:
            raise Reject("read", "encrypted; a password is needed")
        if kind == _BEGIN:
            self.wide = _u16(body, 0) == _BIFF8
        elif kind == _CODEPAGE:
            self.codec = _CODEPAGES.get(_u16(body, 0), "gb18030")
        elif kind == _DATES:
            self.from_1904 = _u16(body, 0) == 1
        elif kind == _FORMAT:
            codes[_u16(body, 0)] = self._text(body, 2, 2 if self.wide else 1)
        elif kind == _STYLE:
            key = _u16(body, 2)
            self.styles.append(format_of(key, codes.get(key)))
        elif kind == _SHEET and len(body) > 6 and body[4] == 0 and body[5] == 0:
            self.visible.append(_Sheet(self._text(body, 6, 1), struct.unpack_from("<I", body)[0]))

    def cells(self, sheet: _Sheet) -> tuple[dict[Position, str], list[Merged]]:
        """What the cells of a sheet show, and which of them are merged."""
        cells: dict[Position, str] = {}
        merged: list[Merged] = []
        waiting: Position | None = None  # a formula whose text comes in the next record
        for kind, body in self._records(sheet.start):
            if kind == _MERGED:
                merged += _ranges(body)
            elif kind == _RESULT and waiting:
                cells[waiting] = self._text(body, 0, 2)
            elif len(body) >= 6:
                found = list(self._values(kind, body))
                self.seen += len(found)
                if self.seen > self.config.max_cells:
                    raise too_many_cells(self.config)
                cells.update(found)
            waiting = (_u16(body, 0), _u16(body, 2)) if kind == _FORMULA and body[6:7] == b"\x00" and body[12:14] == b"\xff\xff" else waiting if kind == 0x04BC else None
        return {at: text for at, text in cells.items() if text}, merged

    def _values(self, kind: int, body: bytes) -> Iterator[tuple[Position, str]]:
        row, column, style = struct.unpack_from("<HHH", body)
        at = row, column
        if kind == _SHARED:
            index = struct.unpack_from("<I", body, 6)[0] if len(body) >= 10 else -1
            yield at, self.strings[index] if 0 <= index < len(self.strings) else ""
        elif kind in (_LABEL, _RICH):
            yield at, self._text(body, 6, 2)
        elif kind == _NUMBER and len(body) >= 14:
            yield at, self._number(struct.unpack_from("<d", body, 6)[0], style)
        elif kind == _RK and len(body) >= 10:
            yield at, self._number(_rk(body, 6), style)
        elif kind == _RKS:
            for i, place in enumerate(range(4, len(body) - 7, 6)):
                yield (row, column + i), self._number(_rk(body, place + 2), _u16(body, place))
        elif kind == _BOOLEAN and len(body) >= 8:
            yield at, "" if body[7] else shown(bool(body[6]))
        elif kind == _FORMULA and len(body) >= 14:
            yield at, self._result(body, style)

    def _result(self, body: bytes, style: int) -> str:
        """The stored result of a formula; a text stands in the next record."""
        if body[12:14] != b"\xff\xff":
            return self._number(struct.unpack_from("<d", body, 6)[0], style)
        return shown(bool(body[8])) if body[6] == 1 else ""

    def _number(self, number: float, style: int) -> str:
        return shown_number(number, self.styles[style] if style < len(self.styles) else CellFormat.GENERAL, self.from_1904)

    def _text(self, body: bytes, at: int, width: int) -> str:
        """A string behind its length, which takes one byte or two."""
        length = _u16(body, at) if width == 2 else body[at] if at < len(body) else 0
        at += width
        if not self.wide:
            return body[at : at + length].decode(self.codec, "replace")
        wide = body[at : at + 1] == b"\x01"
        return body[at + 1 : at + 1 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")

    def _records(self, start: int) -> Iterator[Record]:
        """The records of one part, from its beginning to its end, without those of charts in it."""
        at, depth = start, 0
        while at + 4 <= len(self.stream):
            kind, size = struct.unpack_from("<HH", self.stream, at)
            body = self.stream[at + 4 : at + 4 + size]
            at += 4 + size
            depth += (kind == _BEGIN) - (kind == _END)
            if depth <= 0:
                return
            if depth == 1:
                yield kind, body


def _shared_strings(parts: list[bytes]) -> Iterator[str]:
    """The strings that cells share; a string may go on in the next record, which says anew how wide its characters are."""
    reader = _Parts(parts)
    reader.take(8)
    while not reader.at_end:
        length, flags = _u16(reader.take(2), 0), (reader.take(1) or b"\0")[0]
        runs = _u16(reader.take(2), 0) if flags & 8 else 0
        extra = struct.unpack("<I", reader.take(4).ljust(4, b"\0"))[0] if flags & 4 else 0
        yield reader.characters(length, bool(flags & 1))
        reader.take(4 * runs + extra)


@dataclass
class _Parts:
    """Bytes that go on over several records."""

    parts: list[bytes]
    part: int = 0
    place: int = 0

    @property
    def at_end(self) -> bool:
        while self.part < len(self.parts) and self.place >= len(self.parts[self.part]):
            self.part, self.place = self.part + 1, 0
        return self.part >= len(self.parts)

    def take(self, size: int) -> bytes:
        taken = bytearray()
        while len(taken) < size and not self.at_end:
            chunk = self.parts[self.part][self.place : self.place + size - len(taken)]
            self.place += len(chunk)
            taken += chunk
        return bytes(taken)

    def characters(self, length: int, wide: bool) -> str:
        text = ""
        while len(text) < length and self.part < len(self.parts):
            size = (length - len(text)) * (2 if wide else 1)
            chunk = self.parts[self.part][self.place : self.place + size]
            self.place += len(chunk)
            text += chunk.decode("utf-16-le" if wide else "latin-1", "replace")
            if len(text) >= length or self.at_end:
                break
            wide = bool(self.take(1)[0] & 1)
        return text


def _ranges(body: bytes) -> Iterator[Merged]:
    for at in range(2, min(len(body), 2 + 8 * _u16(body, 0)) - 7, 8):
        first, last, left, right = struct.unpack_from("<HHHH", body, at)
        if first <= last and left <= right:
            yield Merged((first, left), (last, right))


def _rk(body: bytes, at: int) -> float:
    """A number packed into four bytes: a whole one, or the upper half of a fraction, either of them by a hundred."""
    packed = struct.unpack_from("<I", body, at)[0]
    number = float(struct.unpack_from("<i", body, at)[0] >> 2) if packed & 2 else struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number


def _u16(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 2], "little")
