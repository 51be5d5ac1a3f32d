"""The list of members of a 7z archive: which stretches of bytes are packed how, and which file lies where in them.

Numbers are stored in one to nine bytes. Errors of all functions: ValueError or IndexError where the list is broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_END, _HEADER, _PROPERTIES, _STREAMS, _FILES, _PACKED, _UNPACKED, _SUBSTREAMS = 0, 1, 2, 4, 5, 6, 7, 8
_SIZES, _DIGESTS, _FOLDER, _UNPACK_SIZES, _COUNTS = 9, 10, 11, 12, 13
_EMPTY, _EMPTY_FILES, _ANTI, _NAMES, _ATTRIBUTES, _ENCODED = 14, 15, 16, 17, 21, 23
_CODERS = 8


class Coder(NamedTuple):
    """One step of unpacking: its method, its settings, and how many bytes it gives."""

    method: bytes
    settings: bytes
    size: int


class Folder(NamedTuple):
    """A packed stretch: where it lies behind the archive's head, and its coders in the order of unpacking."""

    place: int
    packed_size: int
    coders: tuple[Coder, ...]

    @property
    def size(self) -> int:
        """How many bytes it unpacks to."""
        return self.coders[-1].size


class Stored(NamedTuple):
    """A file: its stretch (None where it is empty), where it begins in it, its size, checksum and attributes."""

    name: str
    folder: int | None
    start: int
    size: int
    crc: int | None
    attributes: int


class Header(NamedTuple):
    """Stretches and files; `packed` where the header itself is in the first stretch."""

    folders: tuple[Folder, ...]
    files: tuple[Stored, ...]
    packed: bool


class _Part(NamedTuple):
    folder: int
    start: int
    size: int
    crc: int | None


def header(data: bytes, most: int) -> Header:
    """Read a header that may list up to `most` files, and somewhat more, which is for the caller to see."""
    reader = _Reader(data, most)
    kind = reader.byte()
    if kind == _ENCODED:
        if not (stretches := reader.streams()[0]):
            raise ValueError("no list of members")
        return Header(stretches, (), packed=True)
    if kind != _HEADER:
        raise ValueError("no list of members")
    folders: tuple[Folder, ...] = ()
    parts: tuple[_Part, ...] = ()
    files: tuple[Stored, ...] = ()
    while (kind := reader.byte()) != _END:
        if kind == _STREAMS:
            folders, parts = reader.streams()
        elif kind == _FILES:
            files = reader.files(parts)
        elif kind == _PROPERTIES:
            while reader.byte() != _END:
                reader.take(reader.number())
        else:
            raise ValueError(f"unknown entry {kind} in its list of members")
    return Header(folders, files, packed=False)


class _Reader:
    def __init__(self, data: bytes, most: int) -> None:
        self.data, self.most, self.at = data, most, 0

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def take(self, length: int) -> bytes:
        if not 0 <= length <= len(self.data) - self.at:
            raise ValueError("its list of members is cut off")
        self.at += length
        return self.data[self.at - length : self.at]

    def number(self) -> int:
        """The number of leading ones of the first byte says how many bytes follow; its other bits are the highest."""
        first = self.byte()
        more = 8 - (first ^ 0xFF).bit_length()
        high = first & (0x7F >> more)
        return int.from_bytes(self.take(more), "little") | high << 8 * more

    def count(self) -> int:
        """A number of things, each of which takes a byte at least, or is a file."""
        found = self.number()
        if found > max(self.most + 1, len(self.data)):
            raise ValueError("more members than it has room for")
        return found

    def bits(self, count: int) -> list[bool]:
        packed = self.take((count + 7) // 8)
        return [bool(packed[i // 8] & 0x80 >> i % 8) for i in range(count)]

    def bits_or_all(self, count: int) -> list[bool]:
        return [True] * count if self.byte() else self.bits(count)

    def digests(self, count: int) -> list[int | None]:
        known = self.bits_or_all(count)
        return [int.from_bytes(self.take(4), "little") if one else None for one in known]

    def expect(self, kind: int) -> None:
        if self.byte() != kind:
            raise ValueError("its list of members is broken")

    def streams(self) -> tuple[tuple[Folder, ...], tuple[_Part, ...]]:
        packed: list[tuple[int, int]] = []
        folders: list[Folder] = []
        crcs: list[int | None] = []
        parts: tuple[_Part, ...] | None = None
        while (kind := self.byte()) != _END:
            if kind == _PACKED:
                packed = self.packed()
            elif kind == _UNPACKED:
                folders, crcs = self.unpacked(packed)
            elif kind == _SUBSTREAMS:
                parts = tuple(self.substreams(folders, crcs))
            else:
                raise ValueError("its list of members is broken")
        if parts is None:
            parts = tuple(_Part(i, 0, folder.size, crc) for i, (folder, crc) in enumerate(zip(folders, crcs, strict=True)))
        return tuple(folders), parts

    def packed(self) -> list[tuple[int, int]]:
        """Places and sizes of the packed streams."""
        place, count, sizes = self.number(), self.count(), list[int]()
        while (kind := self.byte()) != _END:
            if kind == _SIZES:
                sizes = [self.number() for _ in range(count)]
            elif kind == _DIGESTS:
                self.digests(count)
            else:
                raise ValueError("its list of members is broken")
        places = []
        for size in sizes:
            places.append((place, size))
            place += size
        return places

    def unpacked(self, packed: list[tuple[int, int]]) -> tuple[list[Folder], list[int | None]]:
        self.expect(_FOLDER)
        count = self.count()
        if self.byte():
            raise ValueError("its list of members is elsewhere")
        chains = [self.chain() for _ in range(count)]
        self.expect(_UNPACK_SIZES)
        folders = []
        for (coders, order), (place, size) in zip(chains, packed, strict=True):
            sizes = [self.number() for _ in coders]
            folders.append(Folder(place, size, tuple(Coder(*coders[i], sizes[i]) for i in order)))
        crcs: list[int | None] = [None] * count
        while (kind := self.byte()) != _END:
            if kind != _DIGESTS:
                raise ValueError("its list of members is broken")
            crcs = self.digests(count)
        return folders, crcs

    def chain(self) -> tuple[list[tuple[bytes, bytes]], list[int]]:
        """Coders as stored, and the order in which they unpack: each takes what one other gives."""
        coders = [self.coder() for _ in range(self._few())]
        takes_from = {self.number(): self.number() for _ in coders[1:]}  # the key is read first
        (last,) = set(range(len(coders))) - set(takes_from.values())
        order = [last]
        while order[0] in takes_from and len(order) < len(coders):
            order.insert(0, takes_from[order[0]])
        if len(order) != len(coders) or order[0] not in range(len(coders)):
            raise ValueError("its list of members is broken")
        return coders, order

    def _few(self) -> int:
        count = self.number()
        if not 0 < count <= _CODERS:
            raise ValueError("its list of members is broken")
        return count

    def coder(self) -> tuple[bytes, bytes]:
        flags = self.byte()
        method = self.take(flags & 0x0F)
        if flags & 0x10 and (self.number(), self.number()) != (1, 1):
            raise ValueError("packed by a method that joins streams (BCJ2)")
        return method, self.take(self.number()) if flags & 0x20 else b""

    def substreams(self, folders: list[Folder], crcs: list[int | None]) -> Iterator[_Part]:
        counts, sizes, digests = [1] * len(folders), None, list[int | None]()
        while (kind := self.byte()) != _END:
            if kind == _COUNTS:
                counts = [self.count() for _ in folders]
            elif kind == _SIZES:
                sizes = self.sizes(folders, counts)
            elif kind == _DIGESTS:
                unknown = sum(count for count, crc in zip(counts, crcs, strict=True) if count != 1 or crc is None)
                digests = self.digests(unknown)
            else:
                raise ValueError("its list of members is broken")
        left = iter(digests)
        for number, these in enumerate(sizes if sizes is not None else self.whole(folders, counts)):
            start = 0
            for size in these:
                crc = crcs[number] if len(these) == 1 and crcs[number] is not None else next(left, None)
                yield _Part(number, start, size, crc)
                start += size

    def sizes(self, folders: list[Folder], counts: list[int]) -> list[list[int]]:
        """Of each folder the sizes of its files; the last takes what is left and is not stored."""
        found = []
        for folder, count in zip(folders, counts, strict=True):
            sizes = [self.number() for _ in range(count - 1)]
            found.append([*sizes, folder.size - sum(sizes)] if count else [])
            if any(size < 0 for size in found[-1]):
                raise ValueError("its list of members is broken")
        return found

    def whole(self, folders: list[Folder], counts: list[int]) -> list[list[int]]:
        if any(count > 1 for count in counts):
            raise ValueError("its list of members is broken")
        return [[folder.size] * count for folder, count in zip(folders, counts, strict=True)]

    def files(self, parts: tuple[_Part, ...]) -> tuple[Stored, ...]:
        count = self.count()
        found: dict[int, bytes] = {}
        while (kind := self.byte()) != _END:
            found[kind] = self.take(self.number())
        names = _names(found.get(_NAMES, b""), count)
        empty = self._bits(found.get(_EMPTY), count)
        files = self._bits(found.get(_EMPTY_FILES), sum(empty))
        anti = self._bits(found.get(_ANTI), sum(empty))
        attributes = _attributes(found.get(_ATTRIBUTES), count)
        return tuple(_placed(names, empty, [f and not a for f, a in zip(files, anti, strict=True)], attributes, parts))

    def _bits(self, data: bytes | None, count: int) -> list[bool]:
        return [False] * count if data is None else _Reader(data, self.most).bits(count)


def _placed(names: list[str], empty: list[bool], files: list[bool], attributes: list[int], parts: tuple[_Part, ...]) -> Iterator[Stored]:
    """Files with what they hold; what is empty and no file is a folder."""
    stored, real = iter(parts), iter(files)
    for name, nothing, attribute in zip(names, empty, attributes, strict=True):
        if not nothing:
            part = next(stored, None)
            if part is None:
                raise ValueError("more members than contents")
            yield Stored(name, part.folder, part.start, part.size, part.crc, attribute)
        elif next(real):
            yield Stored(name, None, 0, 0, None, attribute)


def _names(data: bytes, count: int) -> list[str]:
    if data[:1] != b"\0":
        raise ValueError("no names of members")
    names = data[1:].decode("utf-16-le", "replace").split("\0")[:-1]
    if len(names) != count:
        raise ValueError("not as many names as members")
    return names


def _attributes(data: bytes | None, count: int) -> list[int]:
    if data is None:
        return [0] * count
    reader = _Reader(data, count)
    known = reader.bits_or_all(count)
    reader.expect(0)
    return [int.from_bytes(reader.take(4), "little") if one else 0 for one in known]
