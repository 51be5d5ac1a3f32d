"""Datasets joined into one: the parts of a corpus that were run apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from planparse.errors import PlanparseError
from planparse.pipeline import Coverage
from planparse.run.lock import holding
from planparse.write.dataset import Row, path_of, read_manifest, write_manifest, write_rows


class _Named(msgspec.Struct):
    source: str


def merge(folders: Sequence[Path], out: Path) -> dict[str, int]:
    """Write the rows of some datasets, in their order, into the dataset `out`; the rows of each type.

    Errors: PlanparseError where one is no finished dataset, they were made by different versions or settings, or a source
    stands in two of them.
    """
    manifests = [_manifest(folder) for folder in folders]
    _check_alike(folders, manifests)
    if any(folder.resolve() == out.resolve() for folder in folders):
        raise PlanparseError(f"{out} is one of the datasets to merge; write to another folder")
    out.mkdir(parents=True, exist_ok=True)
    with holding(out):
        written = write_rows(out, _rows(folders, manifests))
        counts = {name: part.rows for name, part in written.items()}
        hashes = {"counts": counts, "sha256": {name: part.sha256 for name, part in written.items()}}
        write_manifest(out, _joined(manifests) | hashes)
    return counts


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = read_manifest(folder)
    if manifest is None:
        raise PlanparseError(f"{folder} is no finished dataset (no run.json); make one with: planparse run")
    return manifest


def _check_alike(folders: Sequence[Path], manifests: Sequence[dict[str, Any]]) -> None:
    for folder, manifest in zip(folders, manifests, strict=True):
        for key in ("versions", "config"):
            if manifest[key] != manifests[0][key]:
                raise PlanparseError(f"{folders[0]} and {folder} were made with different {key}; run one of them again")


def _rows(folders: Sequence[Path], manifests: Sequence[dict[str, Any]]) -> Iterator[Row]:
    seen: dict[bytes, int] = {}  # a hash of a source, and the dataset that it stands in
    for number, (folder, manifest) in enumerate(zip(folders, manifests, strict=True)):
        for record in manifest["sha256"]:
            with path_of(folder, record).open("rb") as lines:
                for line in lines:
                    if record in ("documents", "rejected"):
                        _check_once(line, seen, number, folders)
                    yield Row(record, line.rstrip(b"\n"))


def _check_once(line: bytes, seen: dict[bytes, int], number: int, folders: Sequence[Path]) -> None:
    source = msgspec.json.decode(line, type=_Named).source
    if (first := seen.setdefault(sha256(source.encode()).digest()[:12], number)) != number:
        raise PlanparseError(f"{source} stands in {folders[first]} and in {folders[number]}")


def _joined(manifests: Sequence[dict[str, Any]]) -> dict[str, Any]:
    inputs = [manifest["inputs"] for manifest in manifests]
    coverage = sum((Coverage(**manifest["coverage"]) for manifest in manifests), Coverage())
    return {
        "versions": manifests[0]["versions"],
        "config": manifests[0]["config"],
        "inputs": {
            "files": sum(i["files"] for i in inputs),
            "bytes": sum(i["bytes"] for i in inputs),
            "sha256": sha256("".join(i["sha256"] for i in inputs).encode()).hexdigest(),
        },
        "coverage": asdict(coverage),
        "timings": {},
    }
