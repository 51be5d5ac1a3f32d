"""The records of a dataset file by file, each with the text it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planparse.records import Document, Target
from planparse.write.by_source import Source, by_source
from planparse.write.sources import SourceTexts, Unreadable


@dataclass(frozen=True)
class File:
    """One source with its records; `text` is None, and `problem` says why, where it can't be read as it was."""

    source: str
    documents: tuple[Document, ...]
    targets: tuple[Target, ...]
    text: str | None
    problem: str | None

    @property
    def size(self) -> int:
        """Characters of the text."""
        return max(d.end for d in self.documents)


def files_of(folder: Path, base: Path) -> Iterator[File]:
    """The files of a dataset in input order; the paths of plain texts are taken from `base`.

    Errors: PlanparseError where the folder is no finished dataset.
    """
    texts = SourceTexts(folder, base)
    return (_file(source, texts) for source in by_source(folder, measures=False))


def _file(source: Source, texts: SourceTexts) -> File:
    text = problem = None
    try:
        text = texts.as_read(source.documents[0])
    except Unreadable as error:
        problem = error.reason
    return File(source.name, tuple(source.documents), tuple(source.targets), text, problem)
