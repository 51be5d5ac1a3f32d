"""ZIP archives; names in UTF-8 where the archive says so, else in whichever encoding all its names speak for."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.encoding import decode
from planparse.read.package import check_members, check_size, unpack

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_UTF8 = 0x800


class Zip:
    """An opened archive. Errors: Reject where it is damaged or breaks a limit."""

    def __init__(self, data: bytes, config: Config) -> None:
        self._config = config
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            raise Reject("read", f"a damaged zip archive: {error}") from None
        files = [info for info in self._archive.infolist() if not info.is_dir()]
        check_members(len(files), config)
        self.size = sum(info.file_size for info in files)
        check_size(self.size, len(data), config.max_unpacked, config)
        self._files = dict(zip(names_of([_raw(info) for info in files]), files, strict=True))
        self.names = tuple(self._files)

    def read(self, name: str, most: int | None = None) -> bytes:
        """The bytes of a file, or the first of them. Errors: Reject."""
        info = self._files[name]
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Reject("read", "a link, which is not followed")
        if info.flag_bits & 1 or most is None:
            return unpack(self._archive, info, self._config)
        try:
            with self._archive.open(info) as file:
                return file.read(most)
        except DAMAGED as error:
            raise Reject("read", f"a damaged zip archive: {error}") from None


def names_of(raw: Iterable[str | bytes]) -> list[str]:
    """Names, those given as bytes in the encoding that all of them together are most likely in.

    >>> names_of(["要点.txt".encode("gbk"), "附件/计划.doc".encode("gbk")])
    ['要点.txt', '附件/计划.doc']
    """
    names = list(raw)
    encoding = decode(b"/".join(name for name in names if isinstance(name, bytes))).encoding
    codec = encoding.replace("big5-hkscs", "big5hkscs")
    return [clean(name.decode(codec, "replace") if isinstance(name, bytes) else name) for name in names]


def clean(name: str) -> str:
    """A name as records show it: with forward slashes, without a first `./`."""
    return name.replace("\\", "/").removeprefix("./")


def _raw(info: zipfile.ZipInfo) -> str | bytes:
    """The name as it is stored; `zipfile` takes the bytes of unknown encoding for those of an old IBM code page."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437")
    except UnicodeEncodeError:  # it has a name in Unicode beside
        return info.filename
