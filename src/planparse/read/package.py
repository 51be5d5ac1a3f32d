"""ZIP packages (docx, odt, ofd) and their XML parts, opened with limits: bombs and entities are rejected."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree

from planparse.config import Config
from planparse.errors import Reject

# Small members may shrink to nothing; the ratio is only asked of what takes memory.
_SMALL = 1 << 20
# Each element takes a hundred bytes or more.
_MAX_TAGS = 5_000_000


class Package:
    """The members of a document that is a ZIP archive inside. Errors: Reject where it is damaged or breaks a limit."""

    def __init__(self, data: bytes, config: Config) -> None:
        self.config = config
        self.unpacked = 0
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Reject("read", f"damaged ZIP package: {error}") from None
        self.names = frozenset(self.archive.namelist())
        check_members(len(self.names), config)

    def bytes(self, name: str) -> bytes | None:
        """The content of a member; None where there is none of this name."""
        if name not in self.names:
            return None
        return unpack(self.archive, self.archive.getinfo(name), self.config, self)

    def xml(self, name: str) -> ElementTree.Element | None:
        """The root element of a member; None where there is none of this name."""
        data = self.bytes(name)
        return None if data is None else parse_xml(data)


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, config: Config, spent: Package | None = None) -> bytes:
    """The content of a member of a ZIP archive, within the limits. Errors: Reject."""
    if info.flag_bits & 1:
        raise Reject("read", "encrypted; a password is needed")
    left = config.max_unpacked - (spent.unpacked if spent else 0)
    try:
        with archive.open(info) as member:
            data = member.read(left + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Reject("read", f"damaged ZIP package: {info.filename}: {error}") from None
    check_size(len(data), info.compress_size, left, config)
    if spent:
        spent.unpacked += len(data)
    return data


def check_size(size: int, packed: int, left: int, config: Config) -> None:
    """Errors: Reject where unpacked data is too large, or too large for what it was packed in."""
    if size > left:
        raise Reject("read", f"unpacks to more than max_unpacked = {config.max_unpacked} bytes; raise it in planparse.toml")
    if size > _SMALL and size > config.max_ratio * max(packed, 1):
        raise Reject("read", f"unpacks to more than max_ratio = {config.max_ratio} times its size (a decompression bomb?)")


def check_members(count: int, config: Config) -> None:
    """Errors: Reject where an archive or package has too many members."""
    if count > config.max_members:
        raise Reject("read", f"more than max_members = {config.max_members} members; raise it in planparse.toml")


def parse_xml(data: bytes) -> ElementTree.Element:
    """The root element of an XML text without document type: no entities, nothing fetched.

    Errors: Reject where it is not well formed, nested absurdly deep, or has a document type.

    >>> parse_xml("<a>培训</a>".encode()).text
    '培训'
    """
    if data.count(b"<") > _MAX_TAGS:
        raise Reject("read", f"an XML part with more than {_MAX_TAGS} tags")
    if _has_doctype(data):
        raise Reject("read", "XML with a document type (entities are not read)")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError) as error:
        raise Reject("read", f"damaged XML: {error}") from None


def _has_doctype(data: bytes) -> bool:
    """Entities are declared in a document type; office formats have none. Asked of the bytes, since a parser that is to
    tell calls back for each element and is ten times slower; every encoding that expat knows, but UTF-16, keeps ASCII.
    """
    return b"<!DOCTYPE" in data or (b"\x00" in data[:4] and b"<!DOCTYPE" in data.replace(b"\x00", b""))
