"""The records of a dataset file by file, each with the text it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from planparse.config import Config
from planparse.errors import PlanparseError, Reject
from planparse.read import read_bytes
from planparse.records import Document, Target
from planparse.write.dataset import read_manifest, read_records
from planparse.write.sources import KeptSources


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


def manifest_of(folder: Path) -> dict[str, Any]:
    """The run.json of a finished dataset. Errors: PlanparseError where the folder is none."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise PlanparseError(f"{folder} is no finished dataset (no run.json); make one with: planparse run")
    return manifest


def files_of(folder: Path, base: Path) -> Iterator[File]:
    """The files of a dataset in input order; the paths of plain texts are taken from `base`."""
    texts = _Texts(base, Config(**manifest_of(folder)["config"]), KeptSources(folder))
    targets = groupby(cast("Iterator[Target]", read_records(folder, "targets")), lambda t: t.source)
    waiting = next(targets, None)
    documents = cast("Iterator[Document]", read_records(folder, "documents"))
    for source, group in groupby(documents, lambda d: d.source):
        rows: tuple[Target, ...] = ()
        if waiting is not None and waiting[0] == source:
            rows = tuple(waiting[1])
            waiting = next(targets, None)
        here = tuple(group)
        text, problem = texts.of(here[0])
        yield File(source, here, rows, text, problem)


@dataclass(frozen=True)
class _Texts:
    """The source texts: those the dataset keeps, and plain texts read again from their paths."""

    base: Path
    config: Config
    kept: KeptSources

    def of(self, document: Document) -> tuple[str | None, str | None]:
        """The text of a document's file, or why there is none."""
        if document.source in self.kept:
            return self.kept.text(document.source), None
        try:
            source = read_bytes((self.base / document.source).read_bytes(), document.source, self.config)
        except OSError as error:
            return None, error.strerror or "cannot be opened"
        except Reject as reject:
            return None, reject.reason
        if source.sha256 != document.sha256:
            return None, "changed since the run"
        return source.text, None
