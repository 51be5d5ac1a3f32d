"""Flat tables of a dataset: rows of single cells, read as they are asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, cast

from planparse.errors import PlanparseError
from planparse.export.columns import Cell, Column, Type, columns
from planparse.records import Document, Measure, Target
from planparse.write.dataset import read_records


@contextmanager
def taking_place(path: Path) -> Iterator[Path]:
    """A path to write to; what lies there in the end is moved to `path`."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@dataclass(frozen=True)
class Table:
    """A name, the columns, and where the rows come from; `records` starts anew each time it is called."""

    name: str
    columns: tuple[Column, ...]
    records: Callable[[], Iterator[Any]]

    def rows(self) -> Iterator[list[Cell]]:
        """The cells of each row."""
        readers = [column.read for column in self.columns]
        for record in self.records():
            yield [read(record) for read in readers]

    def without(self, kind: Type) -> Table:
        """The table without its columns of one type."""
        return replace(self, columns=tuple(column for column in self.columns if column.type != kind))


class Source(NamedTuple):
    """All records of one file."""

    name: str
    documents: list[Document]
    measures: list[Measure]
    targets: list[Target]


def of_records(folder: Path, record: str) -> Table:
    """The table of a record type."""
    return Table(record, columns(record), lambda: read_records(folder, record))


def by_source(folder: Path) -> Iterator[Source]:
    """The records of a dataset file by file; rows stand in the order of the inputs, so no more is held in memory."""
    measures = _Groups(read_records(folder, "measures"))
    targets = _Groups(read_records(folder, "targets"))
    for name, documents in groupby(read_records(folder, "documents"), attrgetter("source")):
        yield Source(
            name,
            cast("list[Document]", list(documents)),
            cast("list[Measure]", measures.of(name)),
            cast("list[Target]", targets.of(name)),
        )
    if left := measures.left() or targets.left():
        raise PlanparseError(f"{folder}: rows of {left}, but no document in its place; not as planparse wrote it")


class _Groups:
    """Records in groups by source; a group is there when its source is asked for, and not before."""

    def __init__(self, records: Iterator[Any]) -> None:
        self.groups = groupby(records, attrgetter("source"))
        self.ahead: tuple[str, list[Any]] | None = None

    def of(self, source: str) -> list[Any]:
        if self.ahead is None:
            name, group = next(self.groups, (None, iter(())))
            self.ahead = (name or "", list(group))
        if self.ahead[0] != source:
            return []
        (_, rows), self.ahead = self.ahead, None
        return rows

    def left(self) -> str:
        """A source whose rows nobody has asked for."""
        return (self.ahead or next(self.groups, ("",)))[0]
