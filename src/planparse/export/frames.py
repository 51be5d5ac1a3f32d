"""A dataset as data frames of pandas or polars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from planparse.errors import PlanparseError
from planparse.export.arrow import BATCH, Rows, exactly, in_batches
from planparse.extras import needed
from planparse.records import RECORDS, Record, exact


def load(folder: str | Path, engine: Literal["pandas", "polars"] = "pandas") -> dict[str, Any]:
    """The records of a dataset as data frames: `documents`, `measures`, `targets`, `rejected`.

    Numbers of the text keep their exact digits: in pandas as `Decimal` objects, in polars as a decimal column. To plot or
    to fit, make them floats: `targets["value"].astype(float)`. A period becomes four columns (`period_end`), lists stay
    lists.

    Errors: PlanparseError where the folder is no dataset, or the library is not installed.

    >>> from tempfile import TemporaryDirectory
    >>> from planparse import parse
    >>> from planparse.write.dataset import write_files
    >>> with TemporaryDirectory() as out:
    ...     written = write_files(Path(out), [parse("松河县教育局2015年工作要点\\n年内培训骨干教师300人。")])
    ...     targets = load(out)["targets"]
    >>> targets[["indicator", "value", "period_end"]].values.tolist()
    [['骨干教师', Decimal('300'), Timestamp('2015-12-31 00:00:00')]]
    """
    place = Path(folder)
    frame = _polars if engine == "polars" else _pandas
    return {record: frame(_flattened(exactly(lambda number, r=record: Rows(place, r, number).table()))) for record in RECORDS}  # type: ignore[misc]


def load_batches(
    folder: str | Path, record: str = "targets", engine: Literal["pandas", "polars"] = "pandas", rows: int = BATCH
) -> Iterator[Any]:
    """The records of one type as data frames of `rows` rows, one after the other: for datasets larger than the memory.

    The frames are like those of `load`, except that a column of decimals is text only in the frames in which a number
    does not fit the type.

    Errors: PlanparseError where the folder is no dataset, there is no such record type, or the library is not installed.

    >>> from tempfile import TemporaryDirectory
    >>> from planparse import parse
    >>> from planparse.write.dataset import write_files
    >>> with TemporaryDirectory() as out:
    ...     written = write_files(Path(out), [parse("松河县教育局2015年工作要点\\n新建幼儿园2所，小学3所，食堂4个。")])
    ...     [list(frame["indicator"]) for frame in load_batches(out, "targets", rows=2)]
    [['幼儿园', '小学'], ['食堂']]
    """
    if record not in RECORDS:
        raise PlanparseError(f"there are no {record!r}; ask for one of {', '.join(RECORDS)}")
    place = Path(folder)
    frame = _polars if engine == "polars" else _pandas
    return (frame(_flattened(_table(place, record, batch))) for batch in in_batches(place, record, rows))


def _table(folder: Path, record: str, batch: Sequence[Record]) -> Any:
    pa = needed("pyarrow", "tables")
    return exactly(lambda number: pa.Table.from_batches([Rows(folder, record, number).batch(batch)]))


def _flattened(table: Any) -> Any:
    """The table with its period taken apart."""
    pa = needed("pyarrow", "tables")
    columns: dict[str, Any] = {}
    for field, column in zip(table.schema, table.columns, strict=True):
        if pa.types.is_struct(field.type):
            parts = zip(field.type, column.combine_chunks().flatten(), strict=True)
            columns |= {f"{field.name}_{part.name}": values for part, values in parts}
        else:
            columns[field.name] = column
    return pa.table(columns)


def _pandas(table: Any) -> Any:
    pd, pa = needed("pandas", "tables"), needed("pyarrow", "tables")
    whole = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame = table.to_pandas(types_mapper=whole.get, date_as_object=False)
    for field in table.schema:
        if pa.types.is_decimal(field.type):
            frame[field.name] = frame[field.name].map(exact, na_action="ignore")
    return frame


def _polars(table: Any) -> Any:
    return needed("polars", "tables").from_arrow(table)
