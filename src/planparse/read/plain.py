"""Plain text: bytes or a string become the source text that all offsets count in."""

from __future__ import annotations

import re
from hashlib import sha256

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.encoding import BROKEN, decode, share_of_common, whole
from planparse.read.source import SourceText

READER = "plain"

# What files of other kinds begin with, and what to call them.
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls, ppt, wps)"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
)
# The member names by which the formats that are ZIP archives inside are told apart.
ZIP_KINDS = (
    (b"word/", "a Word file (docx)"),
    (b"xl/", "an Excel file (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"OFD.xml", "an OFD file"),
)

_CHINESE = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile("\r\n?")


def read_bytes(data: bytes, name: str, config: Config) -> SourceText:
    """Decode the bytes of a plain text file.

    Errors: Reject (stage `read`) where the file is empty, too large, not text, or not Chinese.

    >>> read_bytes("一、目标\\r\\n完成3所。".encode("gbk"), "计划.txt", Config()).text
    '一、目标\\n完成3所。'
    """
    if len(data) > config.max_bytes:
        raise Reject("read", f"larger than max_bytes = {config.max_bytes}; raise it in planparse.toml")
    if kind := _other_kind(data):
        raise Reject("read", f"{kind}, not plain text; save it as text first")
    text, encoding = decode(data)
    _check(text, encoding)
    return SourceText(_LINE_END.sub("\n", text), name, sha256(data).hexdigest(), encoding, READER)


def read_text(text: str, name: str) -> SourceText:
    """Take a string as the text of a file: the same result as from its UTF-8 bytes.

    >>> read_text("培训300人。", "计划.txt").encoding
    'utf-8'
    """
    text = whole(text)
    data = text.encode("utf-8")
    text = text.removeprefix("\ufeff")
    _check(text, "utf-8")
    return SourceText(_LINE_END.sub("\n", text), name, sha256(data).hexdigest(), "utf-8", READER)


def _other_kind(data: bytes) -> str | None:
    kind = next((kind for magic, kind in SIGNATURES if data.startswith(magic)), None)
    if kind == "a ZIP archive":
        return next((named for member, named in ZIP_KINDS if member in data), kind)
    return kind


def _check(text: str, encoding: str) -> None:
    if not text.strip():
        raise Reject("read", "empty file")
    # Binary data is one part in eight controls; damaged text has a broken character here and there.
    if len(_CONTROL.findall(text)) + text.count(BROKEN) > max(2, len(text) // 10):
        raise Reject("read", "binary data, not text")
    if text.count("\x00") > len(text) // 2:
        raise Reject("read", "mostly NUL bytes, not text")
    if not _CHINESE.search(text):
        raise Reject("read", "no Chinese character in it")
    _check_fit(text, encoding)


def _check_fit(text: str, encoding: str) -> None:
    """Any bytes make characters in the old encodings; only text makes common ones."""
    if encoding != "utf-8" and len(text) >= 40 and share_of_common(text[:10_000]) < 0.05:
        raise Reject("read", "not text in any of UTF-8, UTF-16, GB18030 and Big5")
