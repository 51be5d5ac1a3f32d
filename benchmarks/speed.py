"""Start-up time, and how fast the corpus is parsed on one core: `make bench`."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from pathlib import Path

from planparse.config import Config
from planparse.run.inputs import Input, find_inputs
from planparse.run.shard import parse_input

ROUNDS = 5


def main() -> None:
    """Print the best of some rounds for each figure."""
    corpus = find_inputs([str(Path(__file__).parent.parent / "corpus")])
    first = _seconds_of_pass(corpus)
    best = min(_seconds_of_pass(corpus) for _ in range(ROUNDS))
    characters = sum(len(_text(item)) for item in corpus)
    print(f"planparse --help     {min(_seconds_of_help() for _ in range(ROUNDS)):8.3f} s")
    print(f"first pass           {first:8.3f} s, lexicons and models loaded in it")
    jieba_best = _seconds_of_jieba(corpus)
    print(f"{len(corpus)} files, warm      {best:8.3f} s, {characters / best / 1e6:.3f} million characters/s")
    print(f"jieba.cut, warm      {jieba_best:8.3f} s, {characters / jieba_best / 1e6:.3f} million characters/s")
    print(f"planparse against jieba.cut: {jieba_best / best:.2f} times its speed")


def _seconds_of_pass(corpus: list[Input]) -> float:
    began = time.perf_counter()
    for item in corpus:
        parse_input(item, Config())
    return time.perf_counter() - began


def _seconds_of_jieba(corpus: list[Input]) -> float:
    import jieba

    jieba.setLogLevel("ERROR")
    texts = [_text(item) for item in corpus]
    deque(jieba.cut(texts[0]), maxlen=0)
    passes = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for text in texts:
            deque(jieba.cut(text), maxlen=0)
        passes.append(time.perf_counter() - began)
    return min(passes)


def _seconds_of_help() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "planparse", "--help"], check=True, capture_output=True)
    return time.perf_counter() - began


def _text(item: Input) -> str:
    source = parse_input(item, Config()).source
    return source.text if source else ""


if __name__ == "__main__":
    main()
