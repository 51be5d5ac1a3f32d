"""A long search for input that breaks planparse: files are made, run into a dataset, and the dataset is verified.

`python benchmarks/fuzz.py [--inputs 200000] [--seed 1] [--keep DIR]` prints how many inputs were read, how many gave records or were
rejected, how many quotes were verified, and every failure; a file that fails is kept. `make test` runs the same search, shorter.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import hostile
from planparse.config import Config
from planparse.run.inputs import find_inputs
from planparse.run.local import run
from planparse.run.verify import verify

BATCH = 1000


def main() -> None:
    """Search, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where files that fail are kept")
    wanted = parser.parse_args()
    began, total = time.monotonic(), Counter[str]()
    for number, batch in enumerate(_batches(wanted.inputs, wanted.seed)):
        total += examine(batch, wanted.keep / f"seed-{wanted.seed}-batch-{number}")
        if number % 20 == 0:
            print(f"{time.monotonic() - began:8.0f} s {json.dumps(total)}", flush=True)
    print(f"seed {wanted.seed}, {time.monotonic() - began:.0f} s: {json.dumps(total)}")
    sys.exit(1 if total["failures"] else 0)


def examine(batch: Iterable[bytes], keep: Path) -> Counter[str]:
    """Run one batch into a dataset and verify it."""
    here = Path.cwd()
    with TemporaryDirectory(prefix="planparse-fuzz-") as folder:
        os.chdir(folder)
        try:
            Path("in").mkdir()
            for number, data in enumerate(batch):
                Path(f"in/{number:05}").write_bytes(data)
            result = run(find_inputs(["in"]), Path("out"), Config())
            rejected = [json.loads(line) for line in Path("out/rejected.jsonl").read_text("utf-8").splitlines()]
            faults = {f"{row['source']}: {row['reason']}" for row in rejected if row["stage"] == "parse"}
            checked = verify(Path("out"))
            failures = sorted({*faults, *checked.problems})
            for failure in failures:
                print(failure, flush=True)
                (here / keep).mkdir(parents=True, exist_ok=True)
                shutil.copy(failure.split(":")[0], here / keep)
        finally:
            os.chdir(here)
    counts = Counter(inputs=result.files, quotes=checked.quotes, failures=len(failures))
    return counts + Counter(result.counts)


def _batches(inputs: int, first_seed: int) -> Iterator[list[bytes]]:
    yield [text.encode("utf-8", "surrogatepass") for _, text in hostile.giants(1)]
    for number in range(-(-inputs // BATCH)):
        yield _examples(min(BATCH, inputs - number * BATCH), first_seed * 1_000_003 + number)


def _examples(count: int, number: int) -> list[bytes]:
    found: list[bytes] = []

    @seed(number)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(hostile.files)
    def collect(data: bytes) -> None:
        found.append(data)

    collect()
    return found[:count]


if __name__ == "__main__":
    main()
