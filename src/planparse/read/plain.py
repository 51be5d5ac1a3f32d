"""Plain text: bytes or a string become the source text that all offsets count in."""

from __future__ import annotations

from hashlib import sha256

from planparse.config import Config
from planparse.errors import Reject
from planparse.patterns import lazy
from planparse.read import layouts
from planparse.read.encoding import BROKEN, decode, share_of_common, whole
from planparse.read.source import Place, SourceText
from planparse.read.table import Cell

READER = "plain"
BOM = "\ufeff"
LINE_END = lazy("\r\n?")  # what becomes \n in the source text

_CHINESE = lazy("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CONTROL = lazy("[\x01-\x08\x0e-\x1f\x7f]")


def read(data: bytes, name: str, config: Config) -> SourceText:
    """Decode the bytes of a plain text file.

    Errors: Reject (stage `read`) where the file is empty, not text, or not Chinese.

    >>> read("全年培训300人。".encode("gbk"), "计划.txt", Config()).encoding
    'gb18030'
    """
    text, encoding = decode(data)
    _check(text, encoding)
    return _source(text, name, data, encoding)


def read_text(text: str, name: str) -> SourceText:
    """Take a string as the text of a file: the same result as from its UTF-8 bytes.

    >>> read_text("培训300人。", "计划.txt").encoding
    'utf-8'
    """
    text = whole(text)
    data = text.encode("utf-8")
    text = text.removeprefix(BOM)
    _check(text, "utf-8")
    return _source(text, name, data, "utf-8")


def _source(text: str, name: str, data: bytes, encoding: str) -> SourceText:
    text = LINE_END.sub("\n", text)
    tables = layouts.find(text)
    places = tuple(_place(number, cell) for number, table in enumerate(tables, 1) for cell in table.cells if cell.start < cell.end)
    return SourceText(text, name, sha256(data).hexdigest(), encoding, READER, places, tables=tables)


def _place(table: int, cell: Cell) -> Place:
    return Place(cell.start, cell.end, f"table {table}, row {cell.row + 1}, cell {cell.column + 1}")


def _check(text: str, encoding: str) -> None:
    if not text.strip():
        raise Reject("read", "empty file")
    # Binary data is one part in eight controls; damaged text has a broken character here and there.
    if len(_CONTROL.findall(text)) + text.count(BROKEN) > max(2, len(text) // 10):
        raise Reject("read", "binary data, not text")
    if text.count("\x00") > len(text) // 2:
        raise Reject("read", "mostly NUL bytes, not text")
    check_chinese(text)
    _check_fit(text, encoding)


def check_chinese(text: str) -> None:
    """Errors: Reject where a text has no Chinese character."""
    if not _CHINESE.search(text):
        raise Reject("read", "no Chinese character in it")


def _check_fit(text: str, encoding: str) -> None:
    """Any bytes make characters in the old encodings; only text makes common ones."""
    if encoding != "utf-8" and len(text) >= 40 and share_of_common(text[:10_000]) < 0.05:
        raise Reject("read", "not text in any of UTF-8, UTF-16, GB18030 and Big5")
