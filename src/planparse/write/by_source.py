"""The records of a dataset file by file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, cast

from planparse.errors import PlanparseError
from planparse.records import Document, Measure, Target
from planparse.write.dataset import read_records


class Source(NamedTuple):
    """All records of one file."""

    name: str
    documents: list[Document]
    measures: list[Measure]
    targets: list[Target]


def by_source(folder: Path, *, measures: bool = True) -> Iterator[Source]:
    """The records of a dataset file by file; rows stand in the order of the inputs, so no more is held in memory.

    Who has no use for the measures does not wait for them. Errors: PlanparseError where rows belong to no document.
    """
    works = _Groups(read_records(folder, "measures") if measures else iter(()))
    targets = _Groups(read_records(folder, "targets"))
    for name, documents in groupby(read_records(folder, "documents"), attrgetter("source")):
        yield Source(
            name,
            cast("list[Document]", list(documents)),
            cast("list[Measure]", works.of(name)),
            cast("list[Target]", targets.of(name)),
        )
    if left := works.left() or targets.left():
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
