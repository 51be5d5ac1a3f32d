"""How the inputs of a run are packed into shards, and what a shard's result depends on."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import file_digest, sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from planparse._version import __version__
from planparse.config import Config
from planparse.run.inputs import Input

# One task a document costs more than the document; shards of this size lose little when a run is killed.
FILES_OF_SHARD = 64
BYTES_OF_SHARD = 4 * 2**20
# The libraries that the records depend on.
LIBRARIES = ("jieba", "opencc", "regex", "spacy")
# Those of the readers; a file that one of them is missing for is read once it is installed.
OPTIONAL = ("olefile", "selectolax",)


class Shard(NamedTuple):
    """Some inputs, and a key that changes with anything their rows depend on."""

    key: str
    inputs: tuple[Input, ...]


class Plan(NamedTuple):
    """The shards of a run, and what run.json says about its inputs."""

    shards: tuple[Shard, ...]
    files: int
    bytes: int
    sha256: str


class _Hashed(NamedTuple):
    item: Input
    size: int
    sha256: str


def plan(inputs: Sequence[Input], config: Config) -> Plan:
    """Pack inputs, in their order, into shards; the number of workers plays no part in it."""
    hashed = [_hash(item) for item in inputs]
    basis = json.dumps([versions(), settings(config)], sort_keys=True)
    shards = tuple(Shard(_key(basis, batch), tuple(h.item for h in batch)) for batch in _batches(hashed))
    return Plan(shards, len(hashed), sum(h.size for h in hashed), _key("", hashed))


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


def _batches(hashed: Iterable[_Hashed]) -> list[list[_Hashed]]:
    batches: list[list[_Hashed]] = []
    size = 0
    for item in hashed:
        if not batches or len(batches[-1]) == FILES_OF_SHARD or size + item.size > BYTES_OF_SHARD:
            batches.append([])
            size = 0
        batches[-1].append(item)
        size += item.size
    return batches


def _key(basis: str, hashed: Iterable[_Hashed]) -> str:
    return sha256(json.dumps([basis, [[h.item.name, h.sha256] for h in hashed]]).encode()).hexdigest()


def _hash(item: Input) -> _Hashed:
    try:
        with item.path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            return _Hashed(item, file.tell(), digest)
    except OSError:  # its shard says so in a `rejected` row
        return _Hashed(item, 0, "unreadable")


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
