"""How quick one process is, in its own processor time: `make bench BENCH=speed`, or `python benchmarks/speed.py FOLDER...`.

From the files to the lines of the dataset, against jieba.cut on the same text in the same process; and what the first document
costs a process that has just started.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from planparse.config import Config
from planparse.run.inputs import Input, find_inputs
from planparse.run.shard import parse_input
from planparse.write.dataset import rows_of

CORPUS = Path(__file__).parent.parent / "corpus"
ROUNDS = 5
_START = """
import time
began = time.process_time()
from planparse import parse
imported = time.process_time()
parse("松河县教育局2015年工作要点\\n一、抓培训。年内培训骨干教师300人，由人事股负责。")
print(imported - began, time.process_time() - imported)
"""


def main() -> None:
    """Print the figures, of the folders that are named or of the corpus."""
    for row in figures(sys.argv[1:]):
        print(f"{row['what']:60} {row['figure']:>10} {row['unit']}")


def figures(folders: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """The best of some rounds for each figure."""
    inputs = find_inputs(folders or [str(CORPUS)])
    texts = [source.text for item in inputs if (source := parse_input(item, Config()).source)]
    characters = sum(map(len, texts))
    starts = [_start() for _ in range(ROUNDS)]
    ours, theirs = _best(lambda: _pass(inputs)), _best(_cutting(texts))
    yield _row("import", min(s[0] for s in starts), "s")
    yield _row("first document: word tables and the patterns made of them", min(s[1] for s in starts), "s")
    yield _row(f"planparse, {len(inputs)} files of {characters:,} characters", characters / ours / 1e6, "million characters/s")
    yield _row("jieba.cut, the same text", characters / theirs / 1e6, "million characters/s")
    yield _row("planparse against jieba.cut", theirs / ours, "times its speed")


def _row(what: str, figure: float, unit: str) -> dict[str, Any]:
    return {"what": what, "figure": round(figure, 3), "unit": unit}


def _best(work: Callable[[], object]) -> float:
    return min(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _pass(inputs: list[Input]) -> None:
    for item in inputs:
        rows_of(parse_input(item, Config()))


def _cutting(texts: list[str]) -> Callable[[], object]:
    import jieba

    jieba.setLogLevel("ERROR")
    deque(jieba.cut(texts[0]), maxlen=0)
    return lambda: [deque(jieba.cut(text), maxlen=0) for text in texts]


def _start() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", _START], check=True, capture_output=True, text=True)
    imported, first = map(float, done.stdout.split())
    return imported, first


if __name__ == "__main__":
    main()
