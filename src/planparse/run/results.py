"""What a shard has given: one packed file in the run's working folder, whole or not there."""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import msgspec

from planparse.pipeline import Coverage
from planparse.run.plan import Shard
from planparse.write.dataset import Row, replacing

# The last line of a result, which is no record.
_DONE = b"done"
SUFFIX = ".rows.gz"


class Done(NamedTuple):
    """How a shard went: rows by record type, what became of its numbers, and the first rejection."""

    counts: dict[str, int]
    coverage: Coverage
    rejection: str | None = None


class Processed(NamedTuple):
    """What one input gave."""

    rows: list[Row]
    coverage: Coverage


def path_of(shard: Shard, folder: Path) -> Path:
    """Where a shard's result lies."""
    return folder / f"{shard.key}{SUFFIX}"


def write(shard: Shard, folder: Path, processed: Iterable[Processed]) -> Done:
    """Write the rows of a shard as they come."""
    counts, coverage, rejection = Counter[str](), Coverage(), None
    with replacing(path_of(shard, folder)) as file, _packing(file) as out:
        for rows, numbers in processed:
            for record, line in rows:
                out.write(record.encode() + b"\t" + line + b"\n")
                counts[record] += 1
                if record == "rejected" and rejection is None:
                    rejection = line.decode()
            coverage += numbers
        done = Done(dict(counts), coverage, rejection)
        out.write(_DONE + b"\t" + msgspec.json.encode(done) + b"\n")
    return done


def read(shard: Shard, folder: Path) -> Iterator[Row]:
    """The rows of a finished shard."""
    for record, line in _lines(path_of(shard, folder)):
        if record != _DONE:
            yield Row(record.decode(), line)


def done(shard: Shard, folder: Path) -> Done | None:
    """How an earlier run went with a shard; None where there is no result of it that is whole."""
    last = record = b""
    try:
        for record, last in _lines(path_of(shard, folder)):  # noqa: B007 - the last one is wanted
            pass
        return msgspec.json.decode(last, type=Done) if record == _DONE else None
    except (OSError, EOFError, zlib.error, msgspec.DecodeError):
        return None


def _packing(file: BinaryIO) -> BinaryIO:
    # Rows repeat their field names: a tenth of the size, at the least effort.
    return cast(BinaryIO, gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0, filename=""))


def _lines(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file, gzip.GzipFile(fileobj=file) as lines:
        for line in lines:
            record, _, rest = line.rstrip(b"\n").partition(b"\t")
            yield record, rest
