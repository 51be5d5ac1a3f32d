"""Tar archives, plain or packed by gzip."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib

from planparse.config import Config
from planparse.errors import Reject
from planparse.places.zip import names_of
from planparse.read.package import check_members, check_size

_DAMAGED = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError)
_BLOCK = 1 << 20


class Tar:
    """An opened archive. Errors: Reject where it is damaged or breaks a limit."""

    def __init__(self, data: bytes, config: Config) -> None:
        self._config = config
        try:
            content = _unpacked(data, config) if data.startswith(b"\x1f\x8b") else data
            self._archive = tarfile.open(fileobj=io.BytesIO(content), mode="r:", errorlevel=1)  # noqa: SIM115 - in memory
            files = self._listed()
        except _DAMAGED as error:
            raise Reject("read", f"a damaged tar archive: {error}") from None
        self.size = len(content)
        raw = [info.name.encode("utf-8", "surrogateescape") for info in files]
        self._files = dict(zip(names_of(raw), files, strict=True))
        self.names = tuple(self._files)

    def _listed(self) -> list[tarfile.TarInfo]:
        files: list[tarfile.TarInfo] = []
        for info in self._archive:
            if not info.isdir():
                files.append(info)
                check_members(len(files), self._config)
        return files

    def read(self, name: str, most: int | None = None) -> bytes:
        """The bytes of a file, or the first of them. Errors: Reject."""
        info = self._files[name]
        if not info.isreg():
            raise Reject("read", "a link or device, which is not followed")
        check_size(info.size, self.size, self._config.max_unpacked, self._config)  # a sparse file is larger than its archive
        try:
            file = self._archive.extractfile(info)
            return file.read(info.size if most is None else most) if file else b""
        except _DAMAGED as error:
            raise Reject("read", f"a damaged tar archive: {error}") from None


def _unpacked(data: bytes, config: Config) -> bytes:
    content = io.BytesIO()
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        while block := stream.read(_BLOCK):
            content.write(block)
            check_size(content.tell(), len(data), config.max_unpacked, config)
    return content.getvalue()
