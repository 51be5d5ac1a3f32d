"""A run: plan, work, join. What a killed run has finished is used by the next one, and what has not changed by later ones."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.pipeline import Coverage
from planparse.run import pool, results
from planparse.run.inputs import Input
from planparse.run.interrupt import Interrupt, at_once
from planparse.run.lock import holding
from planparse.run.plan import Plan, plan, settings, versions
from planparse.run.pool import Engine, MakeEngine
from planparse.run.shard import processed
from planparse.write.dataset import Row, Written, path_of, read_manifest, write_manifest, write_rows

SHARDS = ".shards"
PLAN = "plan.jsonl"


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
    of: int
    targets: int


class Stopped(PlanparseError):
    """A strict run met a file that is rejected."""


Listener = Callable[[State], None]


def run(
    inputs: Iterable[Input],
    out: Path,
    config: Config,
    *,
    workers: int = 1,
    fresh: bool = False,
    strict: bool = False,
    listener: Listener = lambda state: None,
    interrupt: Interrupt = at_once,
    engine: MakeEngine = pool.local,
) -> Summary:
    """Parse all inputs into the dataset folder `out`; the same bytes whatever the number of workers.

    Errors: PlanparseError where the folder is in use or cannot be made; OSError where it cannot be written;
    KeyboardInterrupt at an interruption, what is done is kept; Stopped, if `strict`, at a rejection.
    """
    began = time.monotonic()
    _make_folder(out)
    with holding(out), ExitStack() as stack:
        shards = _prepare(out, fresh)
        planned = plan(inputs, config, stack.enter_context(_place_of_plan(shards)) / PLAN)
        before = read_manifest(out)
        if before and not fresh and _holds(before, _about(planned, config), out):
            return Summary(planned.files, before["counts"], time.monotonic() - began, unchanged=True)
        with interrupt as stop:
            numbers = _work(planned, shards, engine(shards, config, workers, stop), strict, listener)
            if stop():
                raise KeyboardInterrupt
        worked = time.monotonic()
        written = write_rows(out, (row for shard in planned.shards() for row in results.read(shard, shards)))
        timings = {"work": round(worked - began, 3), "join": round(time.monotonic() - worked, 3)}
        write_manifest(out, _manifest(planned, config, written) | {"coverage": asdict(numbers), "timings": timings})
        _forget_others(planned, shards)
    counts = {name: part.rows for name, part in written.items()}
    return Summary(planned.files, counts, time.monotonic() - began)


def stream(inputs: Iterable[Input], config: Config, workers: int = 1) -> Iterator[Row]:
    """The rows of all inputs, in order, as they come, without a dataset folder."""
    if workers == 1:
        for one in processed(inputs, config):
            yield from one.rows
        return
    with TemporaryDirectory(prefix="planparse-") as scratch:
        folder = Path(scratch)
        planned = plan(inputs, config, folder / PLAN)
        following = planned.shards()
        for _ in pool.work(planned.shards(), folder, pool.local(folder, config, workers, lambda: False)):
            shard = next(following)
            yield from results.read(shard, folder)
            results.path_of(shard, folder).unlink()


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlanparseError(f"cannot make the folder {out}: {error.strerror or error}") from None


def _prepare(out: Path, fresh: bool) -> Path:
    """The folder of results within `out`, without what a killed run has left half written."""
    shards = out / SHARDS
    if shards.is_symlink():
        raise PlanparseError(f"{shards} is a link; results are written to {out} and nowhere else")
    if fresh:
        for file in shards.glob("*") if shards.exists() else ():
            file.unlink()
    shards.mkdir(exist_ok=True)
    for leftover in (*out.glob(".*.part"), *shards.glob(".*.part")):
        leftover.unlink()
    return shards


@contextmanager
def _place_of_plan(shards: Path) -> Iterator[Path]:
    """A folder of this machine: the plan is read again and again, a few lines at a time."""
    if isinstance(shards, Path):
        yield shards
        return
    with TemporaryDirectory(prefix="planparse-") as folder:
        yield Path(folder)


def _work(planned: Plan, shards: Path, engine: Engine, strict: bool, listener: Listener) -> Coverage:
    files = targets = 0
    numbers = Coverage()
    following = planned.shards()
    for done in pool.work(planned.shards(), shards, engine):
        if strict and done.rejection:
            rejected = msgspec.json.decode(done.rejection)
            raise Stopped(f"stopped at {rejected['source']}: {rejected['stage']}: {rejected['reason']}")
        numbers += done.coverage
        files, targets = files + len(next(following).inputs), targets + done.counts.get("targets", 0)
        listener(State(files, planned.files, targets))
    return numbers


def _forget_others(planned: Plan, shards: Path) -> None:
    """Results of inputs that have changed or gone are not wanted any more; the others save work next time."""
    wanted = {results.path_of(shard, shards).name for shard in planned.shards()}
    for file in shards.glob(f"*{results.SUFFIX}"):
        if file.name not in wanted:
            file.unlink()


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
