"""A SQLite database: keys, indexes, full-text search, and a description of it all for Datasette."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from planparse.codebook import chinese
from planparse.errors import PlanparseError
from planparse.export import ledger, wide
from planparse.export.columns import Cell, Column, Lang, columns, extra, part_columns, table_name
from planparse.export.flat import Table, of_records, taking_place
from planparse.records import Agency, Removed, Section
from planparse.write.by_source import Source, by_source
from planparse.write.dataset import replacing

# Decimals have no type: SQLite would round them. They are numbers where a number holds them exactly, else text.
TYPES = {"integer": "integer", "boolean": "integer", "number": "real", "decimal": ""}
COLUMNS = 2000
CHUNK = 5000


@dataclass(frozen=True)
class Stored:
    """A table of the database: columns, what refers to other tables, what is indexed, how Datasette shows it."""

    columns: tuple[Column, ...]
    keys: dict[str, str] = field(default_factory=dict)
    indexes: tuple[str, ...] = ()
    label: str | None = None
    facets: tuple[str, ...] = ()


def _keys(*names: str) -> tuple[Column, ...]:
    return tuple(extra(name, "integer", lambda row: None) for name in ("row", *names))


_IN = {"document": "documents", "section": "sections"}
_OWN_TABLES = ("sections", "removed")
_DOCUMENTS = tuple(column for column in columns("documents") if column.name not in _OWN_TABLES)
# In the order in which one row of a table refers to those of the tables before it.
TABLES = {
    "documents": Stored((*_keys(), *_DOCUMENTS), {}, ("doc_id", "source", "year"), "title", ("doc_type", "year", "issuer")),
    "sections": Stored((*_keys("document"), *part_columns("section", Section)), {"document": "documents"}, ("section_id",), "title"),
    "removed": Stored((*_keys("document"), *part_columns("removed", Removed)), {"document": "documents"}),
    "measures": Stored(
        (*_keys("document", "section"), *columns("measures")), _IN, ("measure_id", "action"), "quote", ("status", "commitment")
    ),
    "targets": Stored(
        (*_keys("document", "section", "measure"), *columns("targets")), _IN | {"measure": "measures"},
        ("target_id", "indicator", "kind", "status", "period_end"), "indicator", ("kind", "status", "change", "unit"),
    ),
    "responsible": Stored(
        (*_keys("target_row", "measure"), *part_columns("responsible", Agency)),
        {"target_row": "targets", "measure": "measures"}, ("name",), "name", ("role", "basis"),
    ),
}  # fmt: skip
SEARCHED = ("sentence", "indicator")


def write(folder: Path, path: Path, lang: Lang, with_wide: bool) -> None:
    """Write the database, and beside it FILE.metadata.json, the description that `datasette -m` reads."""
    loose = [of_records(folder, "rejected"), ledger.table(folder), *([wide.table(folder)] if with_wide else [])]
    for table in loose:
        if len(table.columns) > COLUMNS:
            raise PlanparseError(f"{path}: {len(table.columns):,} columns, SQLite takes {COLUMNS:,}; write .csv or .parquet")
    with taking_place(path) as temporary, closing(sqlite3.connect(temporary)) as database:
        database.executescript("pragma journal_mode = off; pragma synchronous = off")
        _Filling(database, lang).run(folder, loose)
        database.commit()
        database.execute("pragma optimize")
    with replacing(path.with_suffix(".metadata.json")) as out:
        out.write(json.dumps(metadata(path.stem, lang, loose), ensure_ascii=False, indent=1).encode())


def metadata(database: str, lang: Lang, loose: Sequence[Table]) -> dict[str, object]:
    """What Datasette shows beside the tables: what they and their columns mean, labels, facets."""
    tables = {name: _described(name, stored, lang) for name, stored in TABLES.items()}
    tables |= {table.name: _described(table.name, Stored(table.columns), lang) for table in loose}
    return {"databases": {database: {"tables": tables}}}


def _described(name: str, stored: Stored, lang: Lang) -> dict[str, object]:
    headers = {column.name: column.header(lang) for column in stored.columns}
    words = chinese()["tables"][name]
    shown: dict[str, object] = {
        "title": table_name(name, lang),
        "description": words.meaning if lang is Lang.zh else words.english,
        "columns": {c.header(lang): meaning for c in stored.columns if (meaning := c.meaning(lang))},
        "facets": [headers[facet] for facet in stored.facets],
    }
    return shown | ({"label_column": headers[stored.label]} if stored.label else {})


class _Filling:
    """Makes the tables and fills them, a source at a time."""

    def __init__(self, database: sqlite3.Connection, lang: Lang) -> None:
        self.database, self.lang = database, lang
        self.waiting: dict[str, list[list[Cell]]] = {name: [] for name in TABLES}
        self.rows = dict.fromkeys(TABLES, 0)
        self.readers = {name: _readers(stored.columns) for name, stored in TABLES.items()}

    def run(self, folder: Path, loose: Iterable[Table]) -> None:
        for name, stored in TABLES.items():
            self.create(name, stored)
        for source in by_source(folder):
            self.add_source(source)
        for name in TABLES:
            self.flush(name)
        for table in loose:
            self.create(table.name, Stored(table.columns))
            readers = _readers(table.columns)
            rows = ([read(record) for read in readers] for record in table.records())
            self.insert(table.name, len(table.columns), rows)
        self.index()

    def create(self, name: str, stored: Stored) -> None:
        lines = []
        for column in stored.columns:
            kind = "integer primary key" if column.name == "row" else TYPES.get(column.type, "text")
            refers = stored.keys.get(column.name)
            row = _quoted(_KEY.header(self.lang))
            lines.append(f"{self.name(column)} {kind}" + (f" references {refers}({row})" if refers else ""))
        self.database.execute(f"create table {name} ({', '.join(lines)})")

    def add_source(self, source: Source) -> None:
        documents: dict[str, int] = {}
        sections: dict[tuple[str, str], int] = {}
        for document in source.documents:
            row = documents[document.doc_id] = self.add("documents", [], document)
            for section in document.sections:
                sections[document.doc_id, section.section_id] = self.add("sections", [row], section)
            for removed in document.removed:
                self.add("removed", [row], removed)
        measures: dict[str, int] = {}
        for measure in source.measures:
            place = [documents.get(measure.doc_id), sections.get((measure.doc_id, measure.section_id or ""))]
            row = measures[measure.measure_id] = self.add("measures", place, measure)
            self.add_agencies([None, row], measure.responsible)
        for target in source.targets:
            place = [documents.get(target.doc_id), sections.get((target.doc_id, target.section_id or ""))]
            row = self.add("targets", [*place, measures.get(target.measure_id or "")], target)
            self.add_agencies([row, None], target.responsible)

    def add_agencies(self, holder: list[int | None], agencies: Iterable[Agency]) -> None:
        for agency in agencies:
            self.add("responsible", holder, agency)

    def add(self, name: str, keys: Sequence[int | None], record: object) -> int:
        """Take a row into a table; returns its number."""
        self.rows[name] += 1
        self.waiting[name].append([self.rows[name], *keys, *[read(record) for read in self.readers[name][1 + len(keys) :]]])
        if len(self.waiting[name]) == CHUNK:
            self.flush(name)
        return self.rows[name]

    def flush(self, name: str) -> None:
        self.insert(name, len(TABLES[name].columns), self.waiting[name])
        self.waiting[name] = []

    def insert(self, name: str, width: int, rows: Iterable[Sequence[Cell]]) -> None:
        marks = ", ".join("?" * width)
        self.database.executemany(f"insert into {name} values ({marks})", rows)

    def index(self) -> None:
        for name, stored in TABLES.items():
            for column in stored.columns:
                if column.name in stored.keys or column.name in stored.indexes:
                    index = _quoted(f"{name}_{column.name}")
                    self.database.execute(f"create index {index} on {name}({self.name(column)})")
        names = ", ".join(self.name(column) for column in columns("targets") if column.name in SEARCHED)
        row = _quoted(_KEY.header(self.lang))
        # Pieces of three characters: Chinese has no spaces to part words at.
        self.database.execute(
            f'create virtual table targets_search using fts5({names}, content="targets", content_rowid={row}, tokenize=trigram)'
        )
        self.database.execute("insert into targets_search(targets_search) values ('rebuild')")

    def name(self, column: Column) -> str:
        return _quoted(column.header(self.lang))


_KEY = TABLES["documents"].columns[0]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _readers(columns: Iterable[Column]) -> list[Callable[[Any], Cell]]:
    """How to read the cells of a row; those that SQLite has no type for, in its terms."""
    return [_READERS[c.type](c.read) if c.type in _READERS else c.read for c in columns]


def _in_numbers(read: Callable[[Any], Any]) -> Callable[[Any], Cell]:
    return lambda record: None if (cell := read(record)) is None else number(cell)


def _in_words(read: Callable[[Any], Any]) -> Callable[[Any], Cell]:
    return lambda record: None if (cell := read(record)) is None else cell.isoformat()


_READERS = {"decimal": _in_numbers, "date": _in_words}


def number(value: Decimal) -> str | int | float:
    """A decimal as SQLite can keep it: a number where that is exact, else its digits.

    >>> number(Decimal("92.5")), number(Decimal("12345678901234567.89"))
    (92.5, '12345678901234567.89')
    """
    if value == value.to_integral_value() and abs(value) < 2**63:
        return int(value)
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else format(value, "f")
