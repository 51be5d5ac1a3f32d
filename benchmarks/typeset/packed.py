"""Archives of named contents, in every kind that is read."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

Contents = Mapping[str, bytes]


def zipped(contents: Contents) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(contents: Contents, mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in contents.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def gzipped_tar(contents: Contents) -> bytes:
    return tarred(contents, "w:gz")


def _number(value: int) -> bytes:
    """The form of numbers in 7z that takes four bytes behind its first, whatever the value."""
    return b"\xf0" + value.to_bytes(4, "little")


def seven_zipped(contents: Contents, attributes: Mapping[str, int] | None = None, method: bytes = b"\x21", dictionary: int = 24) -> bytes:
    """A 7z archive of one stretch packed by LZMA2; attributes by name, and what it says of its method, may be told."""
    data = b"".join(contents.values())
    packed = lzma.compress(data, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 24}])
    coder = bytes([0x20 | len(method)]) + method + b"\x01" + bytes([dictionary])
    full = {name: content for name, content in contents.items() if content}
    sizes = b"".join(_number(len(content)) for content in [*full.values()][:-1])
    sums = b"".join(zlib.crc32(content).to_bytes(4, "little") for content in full.values())
    names = "".join(f"{name}\0" for name in contents).encode("utf-16-le")
    flags = b"".join((attributes or {}).get(name, 0x20).to_bytes(4, "little") for name in contents)
    empty = [not content for content in contents.values()]
    header = (
        b"\x01\x04\x06" + _number(0) + b"\x01\x09" + _number(len(packed)) + b"\x00"
        b"\x07\x0b\x01\x00\x01" + coder + b"\x0c" + _number(len(data)) + b"\x00"
        b"\x08\x0d" + _number(len(full)) + b"\x09" + sizes + b"\x0a\x01" + sums + b"\x00\x00"
        b"\x05" + _number(len(contents)) + b"\x11" + _number(len(names) + 1) + b"\x00" + names
        + b"\x0e" + _number((len(empty) + 7) // 8) + _bits(empty) + b"\x0f" + _number((sum(empty) + 7) // 8) + _bits([True] * sum(empty))
        + b"\x15" + _number(len(flags) + 2) + b"\x01\x00" + flags + b"\x00\x00"
    )  # fmt: skip
    return with_list(packed, header)


def with_list(packed: bytes, header: bytes) -> bytes:
    """A 7z archive of packed bytes and a list of members, with the right checksums."""
    about = len(packed).to_bytes(8, "little") + len(header).to_bytes(8, "little") + zlib.crc32(header).to_bytes(4, "little")
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + zlib.crc32(about).to_bytes(4, "little") + about + packed + header


def parts(archive: bytes) -> tuple[bytes, bytes]:
    """The packed bytes of a 7z archive and its list of members."""
    place, size = int.from_bytes(archive[12:20], "little"), int.from_bytes(archive[20:28], "little")
    return archive[32 : 32 + place], archive[32 + place : 32 + place + size]


def _bits(flags: list[bool]) -> bytes:
    padded = [*flags, *[False] * (-len(flags) % 8)]
    return bytes(sum(flag << (7 - i) for i, flag in enumerate(padded[at : at + 8])) for at in range(0, len(padded), 8))


KINDS = {"zip": zipped, "tar": tarred, "tar.gz": gzipped_tar, "7z": seven_zipped}
