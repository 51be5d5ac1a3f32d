"""What damaged files give: each mutation of a document, in every format, has to end as records or as a rejection.

Cuts, flips bits, overwrites, removes and repeats stretches, of packages also inside, all from one seed, in a process of its own for each format, so that a
crash or a hang of a library is seen as what it is. Prints a table; `--each` is the number of mutations.
"""

from __future__ import annotations

import argparse
import faulthandler
import gzip
import io
import multiprocessing
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from typeset import formats, packed

from planparse.config import Config
from planparse.pipeline import parse
from planparse.run.inputs import find_inputs
from planparse.run.shard import parse_input

CORPUS = Path(__file__).parent.parent / "corpus"
DOCUMENT = "business_env_tabs_2025"
SEED = 20261125
LIMIT = 10.0  # seconds of processor time for one mutation


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A damaged copy: cut off, with bits flipped, or with a stretch overwritten, removed or repeated."""
    kind = chance.randrange(5)
    place = chance.randrange(len(data))
    length = min(chance.choice((1, 4, 64, 1024)), len(data) - place)
    if kind == 0:
        return data[:place]
    if kind == 1:
        flipped = bytearray(data)
        for _ in range(chance.choice((1, 8, 64))):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    if kind == 2:
        return data[:place] + chance.randbytes(length) + data[place + length :]
    if kind == 3:
        return data[:place] + data[place + length :]
    return data[: place + length] + data[place:]


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """A package whose checksums are right, but one of its members is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    chosen = chance.choice(sorted(name for name, content in members.items() if content))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, mutated(content, chance) if name == chosen else content)
    return stream.getvalue()


def mutated_list(data: bytes, chance: random.Random) -> bytes:
    """A 7z archive whose checksum is right, but its list of members is damaged."""
    content, listed = packed.parts(data)
    return packed.with_list(content, mutated(listed, chance))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A damaged copy, half of the time behind checksums that are right."""
    inside = chance.random() < 0.5
    if inside and data.startswith(b"PK"):
        return mutated_inside(data, chance)
    if inside and data.startswith(b"7z"):
        return mutated_list(data, chance)
    if inside and data.startswith(b"\x1f\x8b"):
        return gzip.compress(mutated(gzip.decompress(data), chance))
    return mutated(data, chance)


def outcome(file: Path) -> str:
    """What a run makes of a file: of an archive "read" if a member is. An exception gets through."""
    found = [parse_input(item, Config()) for item in find_inputs([str(file)])]
    for one in found:
        assert one.documents or one.rejected, "neither records nor a rejection"
        assert all("\n" not in row.reason for row in one.rejected), "a reason of several lines"
    return "read" if any(one.documents for one in found) else "rejected"


def outcomes(name: str, data: bytes, count: int, folder: Path) -> tuple[Counter[str], float]:
    """How many mutations of a file were read and rejected, and the longest processor time one took. An exception gets through."""
    chance = random.Random(f"{SEED} {name}")
    found: Counter[str] = Counter()
    longest = 0.0
    for _ in range(count):
        file = folder / name
        file.write_bytes(damaged(data, chance))
        begun = time.process_time()
        found[outcome(file)] += 1
        longest = max(longest, time.process_time() - begun)
    return found, longest


def _work(pipe: Connection, name: str, data: bytes, count: int) -> None:
    faulthandler.enable()
    parse("松河县2015年工作要点\n新建3所。")  # loads the word tables, which are no mutation's
    with tempfile.TemporaryDirectory() as folder:
        pipe.send(outcomes(name, data, count, Path(folder)))


def apart(name: str, data: bytes, count: int) -> tuple[Counter[str], float]:
    """The same in a process of its own. Errors: RuntimeError where it dies or takes too long."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs, name, data, count))
    process.start()
    theirs.close()
    try:
        if not ours.poll(4 * LIMIT * count):
            raise RuntimeError(f"{name}: a mutation hangs")
        found: tuple[Counter[str], float] = ours.recv()
        return found
    except EOFError:
        process.join()
        raise RuntimeError(f"{name}: the process died with exit code {process.exitcode}") from None
    finally:
        process.kill()
        process.join()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--each", type=int, default=400, metavar="N", help="mutations of each format (400)")
    arguments.add_argument("names", nargs="*", metavar="FORMAT", help=f"some of: {', '.join(formats.NAMES)}")
    chosen = arguments.parse_args()
    failed = False
    print(f"{'format':20} {'mutations':>9} {'read':>6} {'rejected':>8} {'longest':>8}")
    documents = formats.sources(CORPUS, (DOCUMENT,))
    for name in chosen.names or formats.NAMES:
        if not formats.available(name):
            print(f"{name:20} LibreOffice or Chromium is missing")
            continue
        with tempfile.TemporaryDirectory() as folder:
            ((file, data),) = formats.rendered(name, documents, Path(folder)).values()
        try:
            found, longest = apart(file, data, chosen.each)
        except RuntimeError as error:
            print(f"{name:20} {error}")
            failed = True
            continue
        print(f"{name:20} {found.total():9} {found['read']:6} {found['rejected']:8} {longest:7.2f}s", flush=True)
        failed = failed or longest > LIMIT
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
