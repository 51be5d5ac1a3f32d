"""Which format a file is in, by its content: a .doc may be a web page, a .txt too, a .xls an HTML table."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from planparse.errors import Reject
from planparse.patterns import lazy

# What files of other kinds begin with, and what to call them.
UNREAD = (
    (b"Rar!\x1a\x07", "a RAR archive; repack it as zip or 7z"),
    (b"BZh", "a bzip2 file; repack it as zip or tar.gz"),
    (b"\xfd7zXZ\x00", "an xz file; repack it as zip or tar.gz"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
)
ARCHIVES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "tar.gz"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams by which the kinds of old Office files are told apart; names are UTF-16 in the directory.
_OLE_KINDS = (
    ("EncryptedPackage", "an Office file with a password"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "a PowerPoint file (ppt)"),
)
# Members by which the formats that are ZIP archives inside are told apart.
_ZIP_KINDS = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "a PowerPoint file (pptx)"),
    ("OFD.xml", "ofd"),
)
_OPEN_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument sheet (ods); save it as xlsx first"),
)
_BY_NAME = {".md": "markdown", ".markdown": "markdown", ".csv": "csv", ".tsv": "csv", ".xls": "csv", ".xlsx": "csv", ".et": "csv"}
_HEAD = 4096
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# A page begins with its declaration or an element; text that merely speaks of one does not.
_PAGE = lazy(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|(?:html|head|body|meta|title|table|div|script|style|link|center|article|section|p|h[1-6]|span|font|ul|ol)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT_ENDS = lazy(rb"</(?:html|head|body|title|table|div|p|h[1-6]|span|font|ul|ol|center|article|section|td)\s*>", re.IGNORECASE)
_MIME = lazy(rb"^(?:mime-version|content-type|from|subject|date|snapshot-content-location):", re.IGNORECASE | re.MULTILINE)
_RELATED = lazy(rb"^content-type:\s*multipart/(?:related|alternative)", re.IGNORECASE | re.MULTILINE)


def archive_kind(data: bytes) -> str | None:
    """The kind of archive that holds files of their own: zip, 7z, tar.gz or tar; None for all else.

    A Word or Excel file is a ZIP archive inside, but no archive of documents.

    >>> archive_kind("全年培训300人。".encode())
    """
    kind = next((kind for magic, kind in ARCHIVES if data.startswith(magic)), None)
    if kind == "zip":
        return None if _zip_kind(data) else "zip"
    return kind or ("tar" if data[257:262] == b"ustar" else None)


def detect(data: bytes, name: str) -> str:
    """The id of the format that the content of a file is in (see `formats.FORMATS`).

    Errors: Reject (stage `read`) where no reader reads such files.

    >>> detect("<html><body>新建3所。</body></html>".encode(), "要点.doc")
    'html'
    >>> detect("新建3所。".encode(), "要点.doc")
    'plain'
    """
    if kind := _binary_kind(data):
        return kind
    head = data[:_HEAD]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    head = head.replace(b"\x00", b"")  # of UTF-16
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if len(_MIME.findall(head)) >= 2 and _RELATED.search(head):
        return "mhtml"
    if _PAGE.match(head) and (b"<html" in head.lower() or b"<!doctype" in head.lower() or _ELEMENT_ENDS.search(data.replace(b"\x00", b""))):
        return "html"
    return _by_name(data, name)


def _by_name(data: bytes, name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".xls", ".xlsx", ".et") and b"\t" not in data:
        return "plain"
    return _BY_NAME.get(suffix, "plain")


def _binary_kind(data: bytes) -> str | None:
    if kind := next((kind for magic, kind in UNREAD if data.startswith(magic)), None):
        raise Reject("read", f"{kind}, not a document that can be read")
    if data.startswith(_OLE):
        return _known(_ole_kind(data))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and (kind := _zip_kind(data)):
        return _known(kind)
    if kind := archive_kind(data):
        raise Reject("read", f"a {kind} archive, which holds documents of its own; planparse run reads them where it is a file on disk")
    return "pdf" if b"%PDF-" in data[:1024] else None


def _known(kind: str) -> str:
    if " " in kind:
        raise Reject("read", kind if "save it" in kind else f"{kind}; save it as docx or text first")
    return kind


def _ole_kind(data: bytes) -> str:
    names = ((name.encode("utf-16-le") + b"\x00\x00", kind) for name, kind in _OLE_KINDS)
    return next((kind for name, kind in names if name in data), "an old Office file of unknown kind")


def _zip_kind(data: bytes) -> str | None:
    """The format of a document that is a ZIP archive inside; of a damaged one by the names that are left."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return next((kind for part, kind in _ZIP_KINDS if part.encode() in data[:_HEAD] or part.encode() in data), None)
    if open_document := next((kind for declared, kind in _OPEN_DOCUMENTS if declared in data[:200]), None):
        return open_document
    if "[Content_Types].xml" not in names and "OFD.xml" not in names:
        return None
    return next((kind for part, kind in _ZIP_KINDS if any(name.startswith(part) for name in names)), None)
