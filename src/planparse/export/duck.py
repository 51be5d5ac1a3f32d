"""DuckDB: a database file, and SQL over a dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from planparse.errors import PlanparseError
from planparse.export import ledger, wide
from planparse.export.arrow import Rows, exactly, flat
from planparse.export.columns import Lang
from planparse.export.flat import taking_place
from planparse.extras import needed
from planparse.records import RECORDS

# Kinds of statements that only ask, as DuckDB names them; a pivot is several in one.
QUESTIONS = ("SELECT", "EXPLAIN", "MULTI")


def write(folder: Path, path: Path, lang: Lang, with_wide: bool) -> None:
    """Write a database with a table for each record type, nested fields nested, and the ledger."""
    with taking_place(path) as temporary, _connected(temporary) as database:
        for record in RECORDS:
            exactly(partial(_store_records, database, folder, record, lang))
        for table in (ledger.table(folder), *((wide.table(folder),) if with_wide else ())):
            made = exactly(partial(flat, table, lang))
            _store(database, table.name, made.schema, [made])


def query(folder: Path, sql: str) -> Any:
    """The result of SQL over the tables `documents`, `measures`, `targets`, `rejected`, as an Arrow table.

    Errors: PlanparseError where it is not one question, and with what DuckDB says about it.
    """
    duckdb = needed("duckdb", "tables")
    with _connected(":memory:") as database:
        try:
            _check(database.extract_statements(_utf8(sql)))
            for record in RECORDS:
                if re.search(rf"\b{record}\b", sql, re.IGNORECASE):
                    database.register(record, exactly(lambda number, record=record: Rows(folder, record, number).table()))  # type: ignore[misc]
            return database.sql(sql).to_arrow_table()
        except duckdb.Error as error:
            raise PlanparseError(_one_line(error)) from None


def _utf8(sql: str) -> str:
    """Bytes of the command line that are no text of it would end DuckDB's own reading."""
    try:
        sql.encode()
    except UnicodeEncodeError:
        raise PlanparseError("the statement holds bytes that are not UTF-8") from None
    return sql


def _check(statements: Sequence[Any]) -> None:
    """A question only asks: it writes no file, fetches nothing, and is the only one, since one result is shown."""
    kinds = [statement.type.name for statement in statements]
    if len(kinds) > 1:
        raise PlanparseError("several statements; ask for one thing at a time")
    if not kinds or kinds[0] not in QUESTIONS:
        raise PlanparseError("the statement gives no rows; ask for some with select")


def _store_records(database: Any, folder: Path, record: str, lang: Lang, number: Any) -> None:
    rows = Rows(folder, record, number, lang)
    _store(database, record, rows.schema, rows.batches())


def _store(database: Any, name: str, schema: Any, batches: Iterable[Any]) -> None:
    """Make a table anew from Arrow data."""
    database.register("incoming", schema.empty_table())
    database.execute(f"create or replace table {name} as select * from incoming")
    for batch in batches:
        database.register("incoming", batch)
        database.execute(f"insert into {name} select * from incoming")
    database.unregister("incoming")


def _one_line(error: Exception) -> str:
    """What DuckDB says, without the statement repeated; it guesses at its own tables where a name is none of ours."""
    said, _, _ = str(error).partition("\n\nLINE ")
    if "Table with name" in said:
        said = f"{said.partition('!')[0]}; the tables are {', '.join(RECORDS)}"
    return " ".join(said.split())


@contextmanager
def _connected(place: Path | str) -> Iterator[Any]:
    """A database that fetches no extension from anywhere."""
    duckdb = needed("duckdb", "tables")
    database = duckdb.connect(str(place), config={"autoinstall_known_extensions": "false"})
    try:
        yield database
    finally:
        database.close()
