"""Archives of documents: zip, tar, tar.gz, 7z and archives within them, opened in memory and within limits.

A member is known by its name; that of one in an archive within the archive has a `!/` between the two. What may not be
read (a link, a path out of the archive, an archive nested too deep) is listed all the same, and its reason is given to
whoever reads it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from planparse.config import Config
from planparse.errors import Reject
from planparse.patterns import lazy
from planparse.places.sevenzip import SevenZip
from planparse.places.tar import Tar
from planparse.places.zip import Zip
from planparse.read.detect import archive_kind
from planparse.read.package import check_members

# Stands between an archive and the name of a member.
MARK = "!/"
_OUTSIDE = lazy(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")
# As in a folder: hidden files, what systems leave behind, and files of settings and data.
_PASSED_OVER = lazy(r"(?:^|/)(?:\.[^.]|__MACOSX/)|(?:^|/)(?:Thumbs\.db|desktop\.ini)$|\.(?:json|jsonl|toml|yaml|yml)$", re.IGNORECASE)
# Formats that are ZIP archives inside; these names save a look at all of their bytes.
_DOCUMENTS = frozenset((".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".ofd", ".odt", ".ods", ".doc", ".xls", ".wps", ".et"))
_HEAD = 512


class Archive(Protocol):
    """One archive: the names of its files in their order, their size in bytes, and the content of each."""

    names: tuple[str, ...]
    size: int

    def read(self, name: str, most: int | None = None) -> bytes:
        """The bytes of a file, or the first of them. Errors: Reject."""


_KINDS: dict[str, Callable[[bytes, Config], Archive]] = {"zip": Zip, "tar": Tar, "tar.gz": Tar, "7z": SevenZip}


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of documents, by its content. Errors: OSError."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if not _like_archive(head, path.name):
            return False
        return archive_kind(head + file.read() if head.startswith(b"PK") else head) is not None


def members(path: Path, config: Config) -> list[str]:
    """The documents in an archive, in its order, those of archives within it too.

    Errors: Reject (stage `read`) where the archive is damaged, breaks a limit or holds no document.
    """
    found: list[str] = []
    sizes = 0
    for name, size in _walk(path, "", 1, config):
        sizes += size
        if name:
            found.append(name)
        check_members(len(found), config)
        if sizes > config.max_unpacked:
            raise Reject("read", f"unpacks to more than max_unpacked = {config.max_unpacked} bytes; raise it in planparse.toml")
    if not found:
        raise Reject("read", "an archive without a document")
    return found


def content(path: Path, inner: str, config: Config) -> bytes:
    """The bytes of a member. Errors: Reject (stage `read`) where it is not there, may not be read or breaks a limit."""
    above, name, depth = _placed(path, inner, config)
    data = _archive(str(path), _stamp(path), above, config).read(_inside(name))
    if archive_kind(data):
        _check_depth(depth + 1, config)
        _opened(data, config)  # says what is wrong with it
    return data


def _walk(path: Path, above: str, depth: int, config: Config) -> Iterator[tuple[str, int]]:
    """Names of documents; an archive tells its size with an empty name."""
    archive = _archive(str(path), _stamp(path), above, config)
    yield "", archive.size
    for name in archive.names:
        if _PASSED_OVER.search(name):
            continue
        inner = f"{above}{MARK}{name}" if above else name
        if _holds_members(path, inner, name, depth, config):
            yield from _walk(path, inner, depth + 1, config)
        else:
            yield inner, 0


def _holds_members(path: Path, inner: str, name: str, depth: int, config: Config) -> bool:
    """Whether a member is an archive that can be opened; any other tells what is wrong with it when it is read."""
    try:
        archive = _archive(str(path), _stamp(path), inner[: -len(name)].removesuffix(MARK), config)
        if depth >= config.max_depth or not _like_archive(archive.read(_inside(name), _HEAD), name):
            return False
        return bool(_archive(str(path), _stamp(path), inner, config).names)
    except Reject:
        return False


def _like_archive(head: bytes, name: str) -> bool:
    if head.startswith(b"PK"):
        return PurePosixPath(name).suffix.lower() not in _DOCUMENTS
    return archive_kind(head) is not None


def _placed(path: Path, inner: str, config: Config) -> tuple[str, str, int]:
    """Which archive within the archive a member is in, its name there, and how deep; names may hold the mark themselves."""
    above, rest, depth = "", inner, 1
    while True:
        names = _archive(str(path), _stamp(path), above, config).names
        if rest in names:
            return above, rest, depth
        ends = (m.start() for m in re.finditer(re.escape(MARK), rest))
        head = next((rest[:end] for end in ends if rest[:end] in names), None)
        if head is None:
            raise Reject("read", f"no member {inner} in the archive")
        above, rest = f"{above}{MARK}{head}" if above else head, rest[len(head) + len(MARK) :]
        depth += 1
        _check_depth(depth, config)


def _inside(name: str) -> str:
    if _OUTSIDE.search(name):
        raise Reject("read", "its path leads out of the archive")
    return name


def _check_depth(depth: int, config: Config) -> None:
    if depth > config.max_depth:
        raise Reject("read", f"archives nested more than max_depth = {config.max_depth} deep")


def _stamp(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_size, about.st_mtime_ns


@lru_cache(maxsize=3)
def _archive(path: str, stamp: tuple[int, int], above: str, config: Config) -> Archive:
    """An archive, or one within it, which stays open for the members that are read next."""
    if above:
        outer, name, _ = _placed(Path(path), above, config)
        return _opened(_archive(path, stamp, outer, config).read(_inside(name)), config)
    if stamp[0] > config.max_unpacked:
        raise Reject("read", f"larger than max_unpacked = {config.max_unpacked}; raise it in planparse.toml")
    return _opened(Path(path).read_bytes(), config)


def _opened(data: bytes, config: Config) -> Archive:
    kind = archive_kind(data)
    if kind is None:
        raise Reject("read", "no archive")
    return _KINDS[kind](data, config)


def stream(path: Path, inner: str, config: Config) -> BinaryIO:
    """The bytes of a member as a file; without a member, why the archive gives none. Errors: OSError, Reject."""
    if not inner:
        members(path, config)
        raise Reject("read", "an archive whose members were not found")
    return io.BytesIO(content(path, inner, config))
