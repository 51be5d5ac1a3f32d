"""Flat tables of a dataset: rows of single cells, read as they are asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planparse.export.columns import Cell, Column, Type, columns
from planparse.write.dataset import naming, read_records


@contextmanager
def taking_place(path: Path) -> Iterator[Path]:
    """A path to write to; what lies there in the end is moved to `path`. Errors: those of `replacing`."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with naming(path):
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


def of_records(folder: Path, record: str) -> Table:
    """The table of a record type."""
    return Table(record, columns(record), lambda: read_records(folder, record))
