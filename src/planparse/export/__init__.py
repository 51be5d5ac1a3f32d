"""A dataset in the forms that other programs read: CSV, Excel, Parquet, SQLite, DuckDB; frames; SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from planparse.errors import PlanparseError
from planparse.export import delimited, duck, ledger, parquet, sqlite, wide, workbook
from planparse.export.columns import Lang
from planparse.export.flat import Table, of_records
from planparse.records import RECORDS

# The tables that a file of one table can hold; the first is written where none is named.
TABLES = ("targets", "measures", "documents", "rejected", "responsibilities")
SHEETS = ("targets", "measures", "responsibilities", "documents")


class Wanted(NamedTuple):
    """What a file is to hold: which table, if it holds one only; the wide form; the language of the column names."""

    record: str = TABLES[0]
    wide: bool = False
    lang: Lang = Lang.en


def write_file(folder: Path, path: Path, wanted: Wanted) -> None:
    """Write a dataset to a file; its name says in which form.

    Errors: PlanparseError where the name says none, the folder is no dataset, or a library is not installed.
    """
    writer(path)(folder, path, wanted)


def writer(path: Path) -> Callable[[Path, Path, Wanted], None]:
    """What writes the form that a file's name asks for."""
    if path.suffix.lower() not in FORMATS:
        raise PlanparseError(f"{path}: the name says no form that can be written; it may end in {', '.join(FORMATS)}")
    return FORMATS[path.suffix.lower()]


def files_of_run(out: Path, form: str) -> list[tuple[Path, Wanted]]:
    """The files that `run --format` adds to a dataset folder: one, or one for each table."""
    if form in ("csv", "parquet"):
        return [(out / f"{name}.{form}", Wanted(name)) for name in TABLES]
    return [(out / f"dataset.{form}", Wanted())]


def _table(folder: Path, wanted: Wanted) -> Table:
    if wanted.wide:
        return wide.table(folder)
    return ledger.table(folder) if wanted.record == "responsibilities" else of_records(folder, wanted.record)


def _csv(folder: Path, path: Path, wanted: Wanted) -> None:
    delimited.write(_table(folder, wanted), path, wanted.lang)


def _parquet(folder: Path, path: Path, wanted: Wanted) -> None:
    if wanted.wide or wanted.record not in RECORDS:
        parquet.write_flat(_table(folder, wanted), path, wanted.lang)
    else:
        parquet.write_records(folder, wanted.record, path, wanted.lang)


def _xlsx(folder: Path, path: Path, wanted: Wanted) -> None:
    tables: Sequence[Table] = [_table(folder, Wanted(name)).without("json") for name in SHEETS]
    workbook.write([*tables, *([wide.table(folder)] if wanted.wide else [])], path, wanted.lang)


def _sqlite(folder: Path, path: Path, wanted: Wanted) -> None:
    sqlite.write(folder, path, wanted.lang, wanted.wide)


def _duckdb(folder: Path, path: Path, wanted: Wanted) -> None:
    duck.write(folder, path, wanted.lang, wanted.wide)


FORMATS = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet, ".sqlite": _sqlite, ".duckdb": _duckdb}
