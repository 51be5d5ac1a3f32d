"""Shards worked through by one process or several; each result is a file of its own, whole or not there."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path

import msgspec

from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.pipeline import Coverage, ParsedFile, parse
from planparse.run.plan import Shard
from planparse.run.shard import process_shard
from planparse.write.dataset import Row, replacing

# How often a pool may lose a process on the same shard before the run gives up.
ATTEMPTS = 3
# The last line of a shard's result, which is no record.
_COVERAGE = "coverage"


def work(shards: Sequence[Shard], folder: Path, config: Config, workers: int) -> Iterator[Shard]:
    """Make the result files that are missing; yields every shard, in order, once its file is there."""
    if workers > 1 and len(shards) > 1:
        yield from _spread(shards, folder, config, workers)
        return
    for shard in shards:
        make(shard, folder, config)
        yield shard


def make(shard: Shard, folder: Path, config: Config) -> None:
    """Process a shard, unless an earlier run has done so."""
    path = path_of(shard, folder)
    if path.exists():
        return
    with replacing(path) as out:
        total = Coverage()
        for rows, coverage in process_shard(shard.inputs, config):
            out.writelines(f"{row.record}\t".encode() + row.line + b"\n" for row in rows)
            total += coverage
        out.write(f"{_COVERAGE}\t".encode() + msgspec.json.encode(total) + b"\n")


def read(shard: Shard, folder: Path) -> Iterator[Row]:
    """The rows of a finished shard."""
    with path_of(shard, folder).open("rb") as lines:
        for line in lines:
            record, _, rest = line.rstrip(b"\n").partition(b"\t")
            if record != _COVERAGE.encode():
                yield Row(record.decode(), rest)


def coverage(shard: Shard, folder: Path) -> Coverage:
    """How many numbers a finished shard holds and what became of them; its last line."""
    with path_of(shard, folder).open("rb") as lines:
        *_, last = lines
    return msgspec.json.decode(last.partition(b"\t")[2], type=Coverage)


def in_processes(inputs: Iterable[str | bytes | Path], config: Config, workers: int) -> Iterator[ParsedFile]:
    """Parse inputs in worker processes, in their order; no more are under way than keep them busy."""
    todo = iter(inputs)
    pool = _pool(workers)
    try:
        waiting = deque(pool.submit(parse, one, config=config) for one in islice(todo, 4 * workers))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(parse, one, config=config) for one in islice(todo, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def path_of(shard: Shard, folder: Path) -> Path:
    """Where a shard's result lies."""
    return folder / f"{shard.key}.rows"


def _spread(shards: Sequence[Shard], folder: Path, config: Config, workers: int) -> Iterator[Shard]:
    done = losses = 0
    while done < len(shards):
        try:
            for shard in _pass(shards[done:], folder, config, workers):
                yield shard
                done, losses = done + 1, 0
        except BrokenProcessPool:
            losses += 1
            if losses == ATTEMPTS:
                raise PlanparseError(_lost(shards[done])) from None


def _pass(shards: Sequence[Shard], folder: Path, config: Config, workers: int) -> Iterator[Shard]:
    pool = _pool(min(workers, len(shards)))
    try:
        futures: list[Future[None]] = [pool.submit(make, shard, folder, config) for shard in shards]
        for shard, future in zip(shards, futures, strict=True):
            future.result()
            yield shard
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_follow_parent)


def _follow_parent() -> None:
    """Make a worker end, without a word, when the run is interrupted or killed."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _lost(shard: Shard) -> str:
    first, last = shard.inputs[0].name, shard.inputs[-1].name
    return (
        f"a worker process was killed {ATTEMPTS} times (out of memory?) between {first} and {last}; "
        "run the same command again with --workers 1 to see at which file"
    )
