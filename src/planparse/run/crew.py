"""Worker processes that may be lost. One that ends or is ended is replaced, and its shard is tried again.

A worker says which document it begins, so that it is known at which one it was lost. A document that loses two workers is
rejected: once may be chance (memory was short, somebody ended the process), twice is not.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple

from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.pipeline import parse
from planparse.run.limits import LOOK, Watch, limit_memory, watched
from planparse.run.plan import Shard
from planparse.run.results import Done
from planparse.run.shard import process_shard

# How many workers a document may lose, and how many may end one after the other before they have begun.
CHANCES = 2
STARTS = 3
_CONTEXT = get_context("spawn")


class _Ready(NamedTuple):
    """A worker has loaded what it needs."""


class _Failed(NamedTuple):
    """A worker could not write a result, or something is wrong with planparse."""

    number: int | None
    reason: str
    file: str | None


@dataclass
class _Task:
    """A shard on its way: which of the run's, and which of its documents are given up."""

    number: int
    shard: Shard
    refused: dict[int, str] = field(default_factory=dict)
    losses: Counter[int] = field(default_factory=Counter)


class _Worker:
    """One process and what it is doing."""

    def __init__(self, folder: Path, config: Config) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, folder, config), daemon=True)
        self.process.start()
        theirs.close()
        self.watch = Watch(self.process.pid or 0, config)
        self.task: _Task | None = None
        self.position: int | None = None
        self.begun = False

    def give(self, task: _Task) -> None:
        self.task, self.position = task, None
        with suppress(OSError):  # it has ended; the connection will tell
            self.connection.send((task.shard, task.refused))

    def end(self) -> str:
        """End the process, if it still lives; how it ended."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        code = self.process.exitcode or 0
        return signal.Signals(-code).name if code < 0 and -code in set(signal.Signals) else f"exit status {code}"


class Crew:
    """A number of worker processes that work shards off; a context, at whose end all of them are gone."""

    def __init__(self, workers: int, folder: Path, config: Config, stop: Callable[[], bool]) -> None:
        self.wanted, self.folder, self.config, self.stop = workers, folder, config, stop
        self.workers: list[_Worker] = []
        self.again: deque[_Task] = deque()
        self.starts = 0

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()

    def work(self, shards: Iterable[tuple[int, Shard]]) -> Iterator[tuple[int, Done]]:
        """Work the shards off and tell of each, in the order in which they get done.

        When `stop` says so, no further one is begun. Errors: OSError where a result cannot be written.
        """
        tasks = (_Task(number, shard) for number, shard in shards)
        self._hand_out(tasks)
        while busy := [w for w in self.workers if w.task]:
            for worker in self._heard_from(busy):
                yield from self._listen(worker)
            self._look_after(busy)
            self._hand_out(tasks)

    def _hand_out(self, tasks: Iterator[_Task]) -> None:
        while not self.stop():
            idle = next((w for w in self.workers if not w.task), None)
            if idle is None and len(self.workers) == self.wanted:
                return
            task = self.again.popleft() if self.again else next(tasks, None)
            if task is None:
                return
            if idle is None:
                self.workers.append(idle := _Worker(self.folder, self.config))
            idle.give(task)

    def _heard_from(self, busy: list[_Worker]) -> list[_Worker]:
        heard = wait([w.connection for w in busy], timeout=LOOK if watched(self.config) else None)
        return [w for w in busy if w.connection in heard]

    def _listen(self, worker: _Worker) -> Iterator[tuple[int, Done]]:
        """Take what a worker says; that it says nothing any more is how it ends."""
        try:
            while worker.connection.poll():
                said = worker.connection.recv()
                if isinstance(said, Done) and worker.task:
                    yield worker.task.number, said
                    worker.task, worker.position = None, None
                    worker.watch.rest()
                else:
                    self._note(worker, said)
        except (EOFError, ConnectionError):
            self._lose(worker, None)

    def _note(self, worker: _Worker, said: object) -> None:
        if isinstance(said, int):
            worker.position, worker.begun, self.starts = said, True, 0
            worker.watch.begin()
        elif isinstance(said, _Ready):
            worker.watch.ready()
        elif isinstance(said, _Failed):
            if said.number is None:
                raise PlanparseError(said.reason)
            raise OSError(said.number, said.reason, said.file)

    def _look_after(self, busy: list[_Worker]) -> None:
        for worker in busy:
            if worker in self.workers and worker.task and (excess := worker.watch.excess()):
                self._lose(worker, excess)

    def _lose(self, worker: _Worker, excess: str | None) -> None:
        """Put the shard of a lost worker back, and count the loss against the document that it was at."""
        self.workers.remove(worker)
        how, task = worker.end(), worker.task
        if task is None:
            return
        self.again.append(task)
        if (position := worker.position) is None:
            self._count_start(how)
            return
        task.losses[position] += 1
        if task.losses[position] == CHANCES:
            task.refused[position] = excess or f"it ends the process that works on it ({how}), out of memory or by a fault in a library"

    def _count_start(self, how: str) -> None:
        self.starts += 1
        if self.starts == STARTS:
            raise PlanparseError(f"worker processes end before they have begun ({how}); is there memory for them?")


def _serve(connection: Connection, folder: Path, config: Config) -> None:
    """What a worker process does: shards, until there are none or nobody is there to give any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which lets its workers finish
    threading.Thread(target=_end_after_parent, daemon=True).start()
    if config.memory_mib is not None:
        parse("松河县2015年工作要点\n新建3所。")  # loads the word tables, which are no document's
        limit_memory(config)
    with suppress(EOFError, ConnectionError):
        connection.send(_Ready())
        while True:
            shard, refused = connection.recv()
            connection.send(_processed(shard, folder, config, refused, connection))


def _processed(shard: Shard, folder: Path, config: Config, refused: dict[int, str], connection: Connection) -> Done | _Failed:
    try:
        return process_shard(shard, folder, config, refused, connection.send)
    except ConnectionError:
        raise
    except OSError as error:
        return _Failed(error.errno or 0, error.strerror or str(error), error.filename)
    except Exception as error:
        return _Failed(None, f"fault in planparse: {type(error).__name__}: {error}", None)


def _end_after_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
