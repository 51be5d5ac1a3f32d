"""Parquet: one record type a file."""

from __future__ import annotations

from pathlib import Path

from planparse.export.arrow import Rows, exactly, flat
from planparse.export.columns import Lang
from planparse.export.flat import Table
from planparse.extras import needed
from planparse.write.dataset import replacing


def write_records(folder: Path, record: str, path: Path, lang: Lang) -> None:
    """Write the rows of a record type, nested fields nested, a batch at a time."""
    pq = needed("pyarrow.parquet", "tables")

    def make(number: object) -> None:
        rows = Rows(folder, record, number, lang)
        with replacing(path) as out, pq.ParquetWriter(out, rows.schema, compression="zstd") as writer:
            for batch in rows.batches():
                writer.write_batch(batch)

    exactly(make)


def write_flat(table: Table, path: Path, lang: Lang) -> None:
    """Write a table that is made of records: the wide form, the ledger."""
    pq = needed("pyarrow.parquet", "tables")
    made = exactly(lambda number: flat(table, lang, number))
    with replacing(path) as out:
        pq.write_table(made, out, compression="zstd")
