"""How long each export of a dataset of 20,000 targets takes: python benchmarks/exports.py"""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from planparse.export import Wanted, write_file
from planparse.export.frames import load
from planparse.pipeline import ParsedFile, parse
from planparse.write.dataset import write_files

CORPUS = Path(__file__).parent.parent / "corpus"
TARGETS = 20_000


def files() -> list[ParsedFile]:
    """The corpus again and again, each time under other names, until there are enough targets."""
    texts = [path.read_bytes() for path in sorted(CORPUS.glob("*.txt"))]
    made: list[ParsedFile] = []
    for turn in count():
        for number, text in enumerate(texts):
            made.append(parse(text, name=f"{turn}/{number}.txt"))
            if sum(len(file.targets) for file in made) >= TARGETS:
                return made
    raise AssertionError


def main() -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        written = write_files(folder, files())
        print({name: part.rows for name, part in written.items()})
        for form in ("csv", "parquet", "sqlite", "duckdb", "xlsx"):
            began = time.perf_counter()
            write_file(folder, folder / f"dataset.{form}", Wanted())
            size = (folder / f"dataset.{form}").stat().st_size / 1e6
            print(f"{form:8} {time.perf_counter() - began:6.1f} s {size:6.1f} MB", flush=True)
        began = time.perf_counter()
        load(folder)
        print(f"load     {time.perf_counter() - began:6.1f} s")


if __name__ == "__main__":
    main()
