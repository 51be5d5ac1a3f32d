"""`planparse export` and `query`: a dataset for other programs, and SQL over it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.checking import BaseOption, DatasetArgument
from planparse.cli.frame import put
from planparse.errors import PlanparseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planparse.export import Wanted

# The ending of a spaCy corpus.
CORPUS = ".spacy"


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
            help="A file to write: .csv .xlsx .parquet .sqlite .duckdb, for spaCy .spacy, or for an annotation tool "
            ".label-studio.json .doccano.jsonl .brat .jsonld; several may be given.",
        ),
    ],
    record: Annotated[Held, typer.Option(help="What a .csv or .parquet file holds.")] = Held.targets,
    wide: Annotated[bool, typer.Option("--wide", help="One row a document, one column an indicator.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of the column names.")] = Language.en,
    base: BaseOption = Path(),
) -> None:
    """Write a dataset to files that other programs read."""
    from planparse.export import Wanted
    from planparse.export.columns import Lang

    wanted = Wanted(record, wide, Lang(lang))
    writers = [_writer(path, wanted, base) for path in to]  # a wrong name is found before anything is written
    for path, write in zip(to, writers, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        write(out, path)
        typer.echo(path)


def _writer(path: Path, wanted: Wanted, base: Path) -> Callable[[Path, Path], None]:
    """What writes a dataset to a file of this name."""
    from planparse import annotation
    from planparse import export as exporting

    if annotation.tool_of(path):
        return lambda out, to: annotation.write_file(out, to, base)
    if path.suffix.lower() == CORPUS:
        from planparse.adapters.spacy_corpus import write_corpus

        return lambda out, to: write_corpus(out, to, base)
    if path.suffix.lower() not in exporting.FORMATS:
        known = ", ".join([*exporting.FORMATS, CORPUS, *annotation.TOOLS])
        raise PlanparseError(f"{path}: the name says no form that can be written; it may end in {known}")
    return lambda out, to: exporting.write_file(out, to, wanted)


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
            put(line)
        return
    from planparse.cli import display

    screen = display.screen()
    screen.print(results.table(result, screen.width))
