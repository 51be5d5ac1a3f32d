"""How the inputs of a run are packed into shards, and what a shard's result depends on."""

from __future__ import annotations

import json
import platform
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from planparse._version import __version__
from planparse.config import Config
from planparse.errors import Reject
from planparse.places.place import packed, unpacked
from planparse.run.inputs import Input
from planparse.write.dataset import replacing

# One task a document costs more than the document; shards of this size lose little when a run is killed. A shard ends at
# a file whose name says so, one in so many: a file more or less changes the shard it is in, and not all behind it.
FILES_OF_SHARD = 32
MOST_FILES = 3 * FILES_OF_SHARD
BYTES_OF_SHARD = 2**20
# The libraries that the records depend on.
LIBRARIES = ("jieba", "opencc", "regex", "spacy")
# Those of the readers; a file that one of them is missing for is read once it is installed.
OPTIONAL = ("olefile", "pypdfium2", "selectolax")


class Shard(NamedTuple):
    """Some inputs, and a key that changes with anything their rows depend on."""

    key: str
    inputs: tuple[Input, ...]


class Plan(NamedTuple):
    """Where the shards of a run are written down, and what run.json says about its inputs."""

    path: Path
    files: int
    bytes: int
    sha256: str

    def shards(self) -> Iterator[Shard]:
        """The shards, in the order of the inputs; they are read one by one, since there may be many."""
        with self.path.open("rb") as lines:
            for line in lines:
                key, items = json.loads(line)
                yield Shard(key, tuple(Input(unpacked(place), name) for place, name in items))


class _Hashed(NamedTuple):
    item: Input
    size: int
    sha256: str


def plan(inputs: Iterable[Input], config: Config, path: Path) -> Plan:
    """Pack inputs, in their order, into shards, and write them to `path`; the number of workers plays no part in it."""
    basis = json.dumps([versions(), settings(config)], sort_keys=True)
    files = size = 0
    every = sha256()
    with replacing(path) as out:
        for batch in _batches(map(_hash, inputs)):
            shard = Shard(_key(basis, batch), tuple(h.item for h in batch))
            # Plain JSON, since it takes file names that are not UTF-8.
            out.write(json.dumps([shard.key, [[packed(p), name] for p, name in shard.inputs]]).encode() + b"\n")
            files, size = files + len(batch), size + sum(h.size for h in batch)
            every.update("".join(f"{h.item.name}\0{h.sha256}\n" for h in batch).encode())
    return Plan(path, files, size, every.hexdigest())


def settings(config: Config) -> dict[str, Any]:
    """The configuration as plain values."""
    return config.model_dump(mode="json")


@cache
def versions() -> dict[str, str]:
    """What made the records: planparse, its code and rules, Python, and the libraries."""
    found = {"planparse": __version__, "code": _code_digest(), "python": platform.python_version()}
    return found | {name: metadata.version(name) for name in LIBRARIES} | {name: _version(name) for name in OPTIONAL}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _batches(hashed: Iterable[_Hashed]) -> Iterator[list[_Hashed]]:
    batch: list[_Hashed] = []
    size = 0
    for item in hashed:
        if batch and (size + item.size > BYTES_OF_SHARD or len(batch) == MOST_FILES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.size
        if zlib.crc32(item.item.name.encode()) % FILES_OF_SHARD == 0:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _key(basis: str, hashed: Iterable[_Hashed]) -> str:
    return sha256(json.dumps([basis, [[h.item.name, h.sha256] for h in hashed]]).encode()).hexdigest()


def _hash(item: Input) -> _Hashed:
    try:
        with item.path.open("rb") as file:
            digest, size = sha256(), 0
            while block := file.read(2**20):
                digest.update(block)
                size += len(block)
            return _Hashed(item, size, digest.hexdigest())
    except OSError:  # its shard says so in a `rejected` row
        return _Hashed(item, 0, "unreadable")
    except Reject as reject:  # the same, of a member of an archive
        return _Hashed(item, 0, f"unreadable: {reject.reason}")


def _code_digest() -> str:
    """A digest of the package's modules and word tables, so that an edited rule starts afresh."""
    digest = sha256()
    for name, file in sorted(_package_files(resources.files("planparse"))):
        digest.update(name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _package_files(folder: Traversable, prefix: str = "") -> Iterable[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            yield from _package_files(entry, name)
        elif Path(entry.name).suffix in (".py", ".toml"):
            yield name, entry
