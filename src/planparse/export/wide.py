"""The wide form: one row for each document, one column for each indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, cast

from planparse.codebook import Chinese
from planparse.export.columns import Cell, Column, Lang, columns
from planparse.export.flat import Table
from planparse.records import Document, Target
from planparse.write.dataset import read_records

# What the columns of the document stand for its row.
ABOUT = ("doc_id", "source", "title", "issuer", "year")
# Said behind the indicator, where it is not the plain case: a level that is planned.
SAID = {
    "increase": Chinese("增加", ""),
    "decrease": Chinese("减少", ""),
    "achieved": Chinese("完成", ""),
    "context": Chinese("背景", ""),
}


class Heading(NamedTuple):
    """What targets have in common that stand in one column."""

    indicator: str
    unit: str
    per: str | None
    change: str
    status: str

    def shown(self, lang: Lang) -> str:
        """The name of the column.

        >>> Heading("财政收入", "%", None, "increase", "planned").shown(Lang.en)
        '财政收入 (%), increase'
        """
        unit = f"{self.unit}/{self.per}" if self.per else self.unit
        said = [word for word in (self.change, self.status) if word in SAID]
        if lang is Lang.zh:
            return "".join([self.indicator, f"（{unit}）" if unit else "", *(f"·{SAID[w].name}" for w in said)])
        return ", ".join([f"{self.indicator} ({unit})" if unit else self.indicator, *said])


class _Row(NamedTuple):
    document: Document
    values: dict[Heading, Decimal]


def table(folder: Path) -> Table:
    """The first value that a document states for each indicator; ranges by their lower end.

    Indicators that more documents state stand further left.
    """
    values: dict[tuple[str, str], dict[Heading, Decimal]] = {}
    seen: Counter[Heading] = Counter()
    for target in cast("Iterator[Target]", read_records(folder, "targets")):
        if not target.indicator:
            continue
        heading = Heading(target.indicator, target.unit, target.per, target.change, target.status)
        row = values.setdefault((target.source, target.doc_id), {})
        if heading not in row:
            row[heading] = target.value
            seen[heading] += 1
    about = [column for column in columns("documents") if column.name in ABOUT]
    headings = [_column(heading) for heading, _ in seen.most_common()]

    def records() -> Iterator[_Row]:
        for document in cast("Iterator[Document]", read_records(folder, "documents")):
            yield _Row(document, values.get((document.source, document.doc_id), {}))

    return Table("wide", (*map(_of_document, about), *headings), records)


def _of_document(column: Column) -> Column:
    return Column(column.name, column.type, column.words, lambda row: column.read(row.document), column.entry)


def _column(heading: Heading) -> Column:
    def read(row: _Row) -> Cell:
        return row.values.get(heading)

    return Column(heading.shown(Lang.en), "decimal", Chinese(heading.shown(Lang.zh), ""), read)
