"""How long 50,000 documents take to be compared, and in how much memory: `python benchmarks/dedup.py [DOCUMENTS]`.

The documents are put together at random from the sentences of the corpus, every tenth one twice, so that formulas are
as common as in a real collection and the number of copies is known.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from planparse.dedup.clusters import clusters
from planparse.dedup.sketch import Sketch, sketch
from planparse.records import Document

CORPUS = Path(__file__).parent.parent / "corpus"
SENTENCES = 60  # about 1,500 characters
COPIED = 10


def main() -> None:
    """Print the time of both steps, the clusters found, and the memory at its peak."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    began = time.perf_counter()
    sketches = [_sketch(number, text) for number, text in enumerate(_texts(count))]
    sketched = time.perf_counter()
    found = clusters(sketches)
    ended = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} documents: sketches {sketched - began:.0f} s, clusters {ended - sketched:.0f} s, {memory:.0f} MiB at the peak")
    print(f"{len(found)} clusters of {count // COPIED // 2} made")


def _texts(count: int) -> Iterator[str]:
    choose = random.Random(20)
    sentences = [s for path in sorted(CORPUS.glob("*.txt")) for s in re.findall(r"[^。\n]{12,}。", path.read_text("utf-8"))]
    text = ""
    for number in range(count):
        if number % (2 * COPIED) != 1:
            text = "".join(_varied(choose, choose.choice(sentences)) for _ in range(SENTENCES))
        yield text


def _varied(choose: random.Random, sentence: str) -> str:
    """The sentence with other figures, as another document would have them."""
    return re.sub(r"\d+", lambda m: str(choose.randrange(10 ** len(m.group()))), sentence)


def _sketch(number: int, text: str) -> Sketch:
    document = Document.of({
        "doc_id": f"d-{number}", "source": f"{number}.txt", "title": None, "issuer": None, "year": None, "script": "hans",
        "truncated": False, "body": ((0, len(text)),),
    })  # fmt: skip
    return sketch(text, document)


if __name__ == "__main__":
    main()
