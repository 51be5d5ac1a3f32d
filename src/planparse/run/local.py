"""A run on this machine: plan, work, join. What a killed run has finished is used by the next one."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.pipeline import Coverage
from planparse.run import pool
from planparse.run.inputs import Input
from planparse.run.lock import locked
from planparse.run.plan import Plan, Shard, plan, settings, versions
from planparse.run.shard import process_shard
from planparse.write.dataset import MANIFEST, Row, Written, path_of, read_manifest, write_manifest, write_rows

SHARDS = ".shards"


@dataclass(frozen=True)
class Summary:
    """How a run ended: rows by record type, files read, and whether there was nothing left to do."""

    files: int
    counts: dict[str, int]
    seconds: float
    unchanged: bool = False


@dataclass(frozen=True)
class State:
    """How far a run has come."""

    files: int
    targets: int


class Stopped(PlanparseError):
    """A strict run met a file that is rejected."""


Listener = Callable[[State], None]


def run(
    inputs: Sequence[Input],
    out: Path,
    config: Config,
    *,
    workers: int = 1,
    fresh: bool = False,
    strict: bool = False,
    listener: Listener = lambda state: None,
) -> Summary:
    """Parse all inputs into the dataset folder `out`; the same bytes whatever the number of workers.

    Errors: PlanparseError where the folder is in use or cannot be made; Stopped, if `strict`, at a rejection.
    """
    began = time.monotonic()
    _make_folder(out)
    with locked(out):
        planned = plan(inputs, config)
        before = read_manifest(out)
        if before and not fresh and _holds(before, _about(planned, config), out):
            return Summary(planned.files, before["counts"], time.monotonic() - began, unchanged=True)
        _prepare(out, fresh)
        _work(planned, out, config, workers, strict, listener)
        worked = time.monotonic()
        written = write_rows(out, _rows(planned, out))
        numbers = sum((pool.coverage(shard, out / SHARDS) for shard in planned.shards), Coverage())
        timings = {"work": round(worked - began, 3), "join": round(time.monotonic() - worked, 3)}
        write_manifest(out, _manifest(planned, config, written) | {"coverage": asdict(numbers), "timings": timings})
        shutil.rmtree(out / SHARDS)
    counts = {name: part.rows for name, part in written.items()}
    return Summary(planned.files, counts, time.monotonic() - began)


def stream(inputs: Sequence[Input], config: Config, workers: int = 1) -> Iterator[Row]:
    """The rows of all inputs, in order, as they come, without a dataset folder."""
    if workers == 1:
        for processed in process_shard(inputs, config):
            yield from processed.rows
        return
    with TemporaryDirectory(prefix="planparse-") as scratch:
        folder = Path(scratch)
        for shard in pool.work(plan(inputs, config).shards, folder, config, workers):
            yield from pool.read(shard, folder)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlanparseError(f"cannot make the folder {out}: {error.strerror}") from None


def _prepare(out: Path, fresh: bool) -> None:
    if fresh:
        shutil.rmtree(out / SHARDS, ignore_errors=True)
    (out / SHARDS).mkdir(exist_ok=True)
    (out / MANIFEST).unlink(missing_ok=True)
    for leftover in out.glob(".*.part"):  # of a run that was killed while it joined
        leftover.unlink()


def _work(planned: Plan, out: Path, config: Config, workers: int, strict: bool, listener: Listener) -> None:
    files = targets = 0
    for shard in pool.work(planned.shards, out / SHARDS, config, workers):
        counts = Counter(row.record for row in pool.read(shard, out / SHARDS))
        if strict and counts["rejected"]:
            raise Stopped(_first_rejection(shard, out))
        files, targets = files + len(shard.inputs), targets + counts["targets"]
        listener(State(files, targets))


def _first_rejection(shard: Shard, out: Path) -> str:
    row = next(row for row in pool.read(shard, out / SHARDS) if row.record == "rejected")
    rejected = msgspec.json.decode(row.line)
    return f"stopped at {rejected['source']}: {rejected['stage']}: {rejected['reason']}"


def _rows(planned: Plan, out: Path) -> Iterator[Row]:
    for shard in planned.shards:
        yield from pool.read(shard, out / SHARDS)


def _about(planned: Plan, config: Config) -> dict[str, Any]:
    inputs = {"files": planned.files, "bytes": planned.bytes, "sha256": planned.sha256}
    return {"versions": versions(), "config": settings(config), "inputs": inputs}


def _manifest(planned: Plan, config: Config, written: dict[str, Written]) -> dict[str, Any]:
    counts = {name: part.rows for name, part in written.items()}
    hashes = {name: part.sha256 for name, part in written.items()}
    return _about(planned, config) | {"counts": counts, "sha256": hashes}


def _holds(manifest: dict[str, Any], about: dict[str, Any], out: Path) -> bool:
    """Whether a finished dataset was made from just this, and its files are as they were written."""
    if any(manifest.get(key) != value for key, value in about.items()):
        return False
    return all(_digest(path_of(out, name)) == digest for name, digest in manifest["sha256"].items())


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
