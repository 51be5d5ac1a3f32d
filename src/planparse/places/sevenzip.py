"""7z archives. The library for them (py7zr) has a licence that planparse does not take, and the standard library has
the packing methods: what is left is the list of members.

Members lie one behind the other in packed stretches (`folders` in the format's own words); a stretch is unpacked whole.
"""

from __future__ import annotations

import stat
import zlib
from typing import NamedTuple

from planparse.config import Config
from planparse.errors import Reject
from planparse.places.sevenzip_header import Coder, Folder, Header, header
from planparse.places.zip import clean
from planparse.read.package import check_members, check_size

_AES = bytes.fromhex("06f10701")
_COPY, _LZMA2, _LZMA = b"\x00", b"\x21", bytes.fromhex("030101")
_DEFLATE, _BZIP2 = bytes.fromhex("040108"), bytes.fromhex("040202")
_LINK, _REPARSE = 0x8000, 0x400
# A header may be packed, and that of the packed one too; more is no archive that a program makes.
_HEADERS = 4


class _Stretch(NamedTuple):
    folder: int
    content: bytes


class SevenZip:
    """An opened archive. Errors: Reject where it is damaged, encrypted or breaks a limit."""

    def __init__(self, data: bytes, config: Config) -> None:
        self._data, self._config = data, config
        self._last: _Stretch | None = None
        try:
            self._header = self._read_header()
        except (IndexError, ValueError, EOFError, OverflowError) as error:
            raise Reject("read", f"a damaged 7z archive: {error or 'cut off'}") from None
        check_members(len(self._header.files), config)
        self.size = sum(folder.size for folder in self._header.folders)
        check_size(self.size, len(data), config.max_unpacked, config)
        self._files = {clean(file.name): file for file in self._header.files}
        self.names = tuple(self._files)

    def _read_header(self) -> Header:
        place, size = (int.from_bytes(self._data[at : at + 8], "little") for at in (12, 20))
        raw = self._data[32 + place : 32 + place + size]
        if not raw or zlib.crc32(raw) != int.from_bytes(self._data[28:32], "little"):
            raise ValueError("its list of members is broken or cut off")
        for _ in range(_HEADERS):
            found = header(raw, self._config.max_members)
            if not found.packed:
                return found
            raw = self._unpacked(found.folders[0])
        raise ValueError("its list of members is packed without end")

    def read(self, name: str, most: int | None = None) -> bytes:
        """The bytes of a file, or the first of them. Errors: Reject."""
        file = self._files[name]
        if file.attributes & _REPARSE or (file.attributes & _LINK and stat.S_ISLNK(file.attributes >> 16)):
            raise Reject("read", "a link, which is not followed")
        if file.folder is None:
            return b""
        content = self._content(file.folder)[file.start : file.start + file.size]
        if len(content) < file.size or (file.crc is not None and zlib.crc32(content) != file.crc):
            raise Reject("read", "a damaged 7z archive: a member is not what its checksum says")
        return content if most is None else content[:most]

    def _content(self, number: int) -> bytes:
        if self._last is None or self._last.folder != number:
            self._last = _Stretch(number, self._unpacked(self._header.folders[number]))
        return self._last.content

    def _unpacked(self, folder: Folder) -> bytes:
        check_size(folder.size, len(self._data), self._config.max_unpacked, self._config)
        content = self._data[32 + folder.place : 32 + folder.place + folder.packed_size]
        for coder in folder.coders:
            content = _decoded(content, coder)
        return content


def _decoded(data: bytes, coder: Coder) -> bytes:
    import bz2
    import lzma

    try:
        if coder.method == _COPY:
            return data[: coder.size]
        if coder.method == _DEFLATE:
            return zlib.decompressobj(-15).decompress(data, coder.size) if coder.size else b""
        if coder.method == _BZIP2:
            return bz2.BZ2Decompressor().decompress(data, coder.size)
        if coder.method in (_LZMA, _LZMA2):
            unpacker = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[_filter(coder)])
            return unpacker.decompress(data, coder.size)
    except (lzma.LZMAError, zlib.error, OSError, EOFError, ValueError, IndexError) as error:
        raise Reject("read", f"a damaged 7z archive: {error}") from None
    if coder.method == _AES:
        raise Reject("read", "encrypted; a password is needed")
    raise Reject("read", f"packed by a method of 7z that is not read ({coder.method.hex()}); repack it as zip")


def _filter(coder: Coder) -> dict[str, int]:
    """The settings of LZMA as stored. No more memory is asked for than the content needs, whatever is stored."""
    import lzma

    if coder.method == _LZMA2:
        bits = coder.settings[0] & 0x3F
        return {"id": lzma.FILTER_LZMA2, "dict_size": _dictionary((2 | bits & 1) << (bits // 2 + 11), coder.size)}
    first = coder.settings[0]
    size = int.from_bytes(coder.settings[1:5], "little")
    return {
        "id": lzma.FILTER_LZMA1, "dict_size": _dictionary(size, coder.size), "lc": first % 9, "lp": first // 9 % 5, "pb": first // 45,
    }  # fmt: skip


def _dictionary(stored: int, size: int) -> int:
    return max(4096, min(stored, size))
