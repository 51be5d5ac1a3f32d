"""The second opinion: a conditional random field on the same sentences, for comparison only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import generate
import pycrfsuite

from planparse.text import Span

Reader = Callable[[Sequence[str]], Iterator[list[Span]]]


def features(text: str) -> list[list[str]]:
    """What is known of each character: itself and its neighbours, alone, in pairs and as three."""
    padded = f"\x02\x02{text}\x03\x03"
    return [
        [f"{k - 2}:{padded[i + k]}" for k in range(5)] + [f"{k - 2}|{padded[i + k : i + k + 2]}" for k in range(4)] + ["3:" + padded[i + 1 : i + 4]]
        for i in range(len(text))
    ]


def tags(sentence: generate.Sentence) -> list[str]:
    """B and I for the characters of a name, O for the others."""
    marks = ["O"] * len(sentence.text)
    for start, end in sentence.spans:
        marks[start:end] = ["B", *"I" * (end - start - 1)]
    return marks


def train(sentences: Sequence[generate.Sentence], out: Path) -> None:
    """L-BFGS; half a minute."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.5, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 2})
    for sentence in sentences:
        trainer.append(features(sentence.text), tags(sentence))
    trainer.train(str(out))


def reader(model: Path) -> Reader:
    """What reads sentences as the spaCy pipeline of the package does."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))

    def read(sentences: Sequence[str]) -> Iterator[list[Span]]:
        for words in sentences:
            marks = tagger.tag(features(words)) if words else []
            yield [Span(*m.span()) for m in re.finditer("BI*", "".join(marks))]

    return read
