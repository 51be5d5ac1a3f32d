"""Shards worked off by this process or by several; each result is a file of its own, whole or not there."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice
from multiprocessing import get_context, parent_process
from pathlib import Path

from planparse.config import Config
from planparse.pipeline import ParsedFile, parse
from planparse.run import results
from planparse.run.crew import Crew
from planparse.run.limits import watched
from planparse.run.plan import Shard
from planparse.run.results import Done
from planparse.run.shard import process_shard

Stop = Callable[[], bool]
# What works shards off, as they come, and tells of each; the numbers are their places in the run.
Engine = Callable[[Iterable[tuple[int, Shard]]], Iterator[tuple[int, Done]]]

# An engine for the folder of results, the settings, a number of workers, and the question whether to stop.
MakeEngine = Callable[[Path, Config, int, Stop], Engine]


def work(shards: Iterable[Shard], folder: Path, engine: Engine) -> Iterator[Done]:
    """Make the results that are missing; tells of every shard, in order, once its result is there."""
    earlier: dict[int, Done] = {}

    def missing() -> Iterator[tuple[int, Shard]]:
        for number, shard in enumerate(shards):
            if done := results.done(shard, folder):
                earlier[number] = done
            else:
                yield number, shard

    following = count()
    due = next(following)
    for number, done in engine(missing()):
        earlier[number] = done
        while due in earlier:
            yield earlier.pop(due)
            due = next(following)
    while due in earlier:  # what stands behind the last one that was missing
        yield earlier.pop(due)
        due = next(following)


def local(folder: Path, config: Config, workers: int, stop: Stop) -> Engine:
    """The engine of one machine: this process alone, or processes of their own, which a document may end."""

    def alone(shards: Iterable[tuple[int, Shard]]) -> Iterator[tuple[int, Done]]:
        for number, shard in shards:
            if stop():
                return
            yield number, process_shard(shard, folder, config)

    def together(shards: Iterable[tuple[int, Shard]]) -> Iterator[tuple[int, Done]]:
        with Crew(workers, folder, config, stop) as crew:
            yield from crew.work(shards)

    return together if workers > 1 or watched(config) else alone


def in_processes(inputs: Iterable[str | bytes | Path], config: Config, workers: int) -> Iterator[ParsedFile]:
    """Parse inputs in worker processes, in their order; no more are under way than keep them busy."""
    todo = iter(inputs)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_follow_parent)
    try:
        waiting = deque(pool.submit(parse, one, config=config) for one in islice(todo, 4 * workers))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(parse, one, config=config) for one in islice(todo, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """Make a worker end, without a word, when the program is interrupted or killed."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
