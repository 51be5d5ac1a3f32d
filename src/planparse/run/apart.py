"""A shard worked off beside the process that asks for it, by a crew of one.

For engines whose own workers must not be lost and must not have children: what a document does to the process that
works on it, and what it takes, then concerns that process alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import cast

import msgspec

from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.places.place import packed, unpacked
from planparse.run.crew import Crew
from planparse.run.inputs import Input
from planparse.run.plan import Shard
from planparse.run.results import Done


def process_apart(shard: Shard, folder: Path, config: Config) -> Done:
    """Process a shard and write its result to `folder`, as `process_shard` does, with the limits of `config` watched.

    Errors: PlanparseError with the reason of the other process.
    """
    inputs = [(packed(place), name) for place, name in shard.inputs]
    order = json.dumps([shard.key, inputs, packed(folder), config.model_dump()])  # names may hold what UTF-8 cannot
    command = (sys.executable, "-m", "planparse.run.apart")
    made = subprocess.run(command, input=order.encode(), capture_output=True, check=False)
    if made.returncode:
        said = made.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit status {made.returncode}"]
        raise PlanparseError(said[-1])
    return msgspec.json.decode(made.stdout, type=Done)


def _serve() -> None:
    key, inputs, folder, config = json.load(sys.stdin.buffer)
    shard = Shard(key, tuple(Input(unpacked(place), name) for place, name in inputs))
    try:
        with Crew(1, cast(Path, unpacked(folder)), Config.model_validate(config), lambda: False) as crew:
            ((_, done),) = crew.work([(0, shard)])
    except (OSError, PlanparseError) as error:
        sys.exit(str(error))
    sys.stdout.buffer.write(msgspec.json.encode(done))


if __name__ == "__main__":
    _serve()
