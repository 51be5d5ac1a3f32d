"""Shards worked off by a Dask cluster: the same function as in local processes, the same results, the same bytes.

A worker that dies is the scheduler's to replace; it gives the shard to another one. The scheduler blames every shard that
a dead worker had before it, guilty or not. So one that is given up is worked off in processes beside the workers, where it
shows which document ends its process. Where the settings limit what a document may take, every shard is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.extras import needed
from planparse.places.place import absolute
from planparse.run.apart import process_apart
from planparse.run.inputs import Input
from planparse.run.limits import watched
from planparse.run.plan import Shard, versions
from planparse.run.pool import Engine, Stop
from planparse.run.results import Done
from planparse.run.shard import process_shard

# Shards under way for each thread of the cluster: enough to keep it busy, few enough for the scheduler's memory.
AHEAD = 3
RETRIES = 2
# How often a shard may be given up before the run is.
CHANCES = 10


@dataclass
class Dask:
    """The engine of a cluster; without a scheduler, of a cluster that is started on this machine for the run."""

    scheduler: str | None = None

    def __call__(self, folder: Path, config: Config, workers: int, stop: Stop) -> Engine:
        """The engine for one run, as `pool.local` gives one."""

        def work(shards: Iterable[tuple[int, Shard]]) -> Iterator[tuple[int, Done]]:
            with ExitStack() as stack:
                client = self._client(stack, workers)
                yield from _Run(client, absolute(folder), config, stop).work(iter(shards))

        return work

    def _client(self, stack: ExitStack, workers: int) -> Any:
        distributed = needed("distributed", "dask")
        logging.getLogger("distributed.client").setLevel(logging.ERROR)  # a lost worker is no news: its shards go to others
        address = self.scheduler
        if address is None:
            address = stack.enter_context(
                distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            )
        try:
            return stack.enter_context(distributed.Client(address, timeout=10))
        except (OSError, ValueError) as error:
            raise PlanparseError(f"no Dask scheduler answers at {address}: {str(error).splitlines()[0]}") from None


class _Run:
    """The tasks of one run that are under way on a cluster."""

    def __init__(self, client: Any, folder: Path, config: Config, stop: Stop) -> None:
        self.distributed = needed("distributed", "dask")
        self.client, self.folder, self.config, self.stop = client, folder, config, stop
        self.under_way = self.distributed.as_completed()
        self.shards: dict[str, tuple[int, Shard]] = {}

    def work(self, shards: Iterator[tuple[int, Shard]]) -> Iterator[tuple[int, Done]]:
        """Work the shards off and tell of each, in the order in which they get done."""
        self._hand_out(shards)
        for future in self.under_way:
            number, shard = self.shards.pop(future.key)
            yield number, self._result(future, shard)
            self._hand_out(shards)

    def _hand_out(self, shards: Iterator[tuple[int, Shard]]) -> None:
        threads = sum(self.client.nthreads().values())
        while len(self.shards) < AHEAD * max(1, threads) and not self.stop():
            if (following := next(shards, None)) is None:
                return
            number, shard = following
            future = self._submit(reachable(shard), watched(self.config))
            self.shards[future.key] = (number, shard)
            self.under_way.add(future)

    def _submit(self, shard: Shard, apart: bool) -> Any:
        return self.client.submit(task, shard, self.folder, self.config, apart, versions(), retries=RETRIES, pure=False)

    def _result(self, future: Any, shard: Shard) -> Done:
        for _ in range(CHANCES):
            try:
                return _known(future.result())
            except self.distributed.KilledWorker:
                future = self._submit(reachable(shard), apart=True)
            except (OSError, PlanparseError):
                raise
            except Exception as error:  # planparse is not there, or not the same
                raise PlanparseError(f"a worker of the cluster fails: {type(error).__name__}: {error}") from None
        raise PlanparseError("the workers of the cluster end one after the other; is there memory for them?")


def task(shard: Shard, folder: Path, config: Config, apart: bool, expected: dict[str, str]) -> Done | str:
    """What a worker of the cluster does; a string says why it cannot."""
    if versions() != expected:
        other = ", ".join(f"{k} {v}" for k, v in versions().items() if expected.get(k) != v)
        return f"a worker of the cluster has other versions than this machine: {other}"
    return process_apart(shard, folder, config) if apart else process_shard(shard, folder, config)


def reachable(shard: Shard) -> Shard:
    """The shard with absolute paths: workers have been started elsewhere. The names in the records stay as they are."""
    return Shard(shard.key, tuple(Input(absolute(path), name) for path, name in shard.inputs))


def _known(result: Done | str) -> Done:
    if isinstance(result, str):
        raise PlanparseError(result)
    return result
