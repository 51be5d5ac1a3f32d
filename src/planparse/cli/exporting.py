"""`planparse export` and `query`: a dataset for other programs, and SQL over it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planparse.cli.checking import BaseOption, DatasetArgument
from planparse.errors import PlanparseError


class Held(StrEnum):
    """The tables that a .csv or .parquet file can hold."""

    targets = "targets"
    measures = "measures"
    documents = "documents"
    rejected = "rejected"
    responsibilities = "responsibilities"


class Language(StrEnum):
    """The language of the column names."""

    en = "en"
    zh = "zh"


def export(
    out: DatasetArgument,
    to: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE",
            help="A file to write: .csv .xlsx .parquet .sqlite .duckdb, or for an annotation tool "
            ".label-studio.json .doccano.jsonl .brat .jsonld; several may be given.",
        ),
    ],
    record: Annotated[Held, typer.Option(help="What a .csv or .parquet file holds.")] = Held.targets,
    wide: Annotated[bool, typer.Option("--wide", help="One row a document, one column an indicator.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of the column names.")] = Language.en,
    base: BaseOption = Path(),
) -> None:
    """Write a dataset to files that other programs read."""
    from planparse import annotation
    from planparse import export as exporting
    from planparse.export.columns import Lang

    for path in to:
        if not annotation.tool_of(path):
            exporting.writer(path)
    for path in to:
        if annotation.tool_of(path):
            annotation.write_file(out, path, base)
        else:
            exporting.write_file(out, path, exporting.Wanted(record, wide, Lang(lang)))
        typer.echo(path)


def query(
    out: DatasetArgument,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A select over targets, measures, documents, rejected.", show_default=False)],
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")] = False,
) -> None:
    """Run SQL over a dataset and print the result as a table."""
    from planparse.cli import results
    from planparse.export import duck

    if csv and json:
        raise PlanparseError("--csv or --json, not both")
    result = duck.query(out, sql)
    if csv or json:
        for line in (results.csv_lines if csv else results.json_lines)(result):
            typer.echo(line)
        return
    from planparse.cli import display

    display.screen().print(results.table(result))
