"""`planparse schema` and `codebook`: what the records hold."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planparse.cli.frame import put


class Layout(StrEnum):
    """How the codebook is printed."""

    table = "table"
    md = "md"


def schema(
    out: Annotated[
        Path | None, typer.Option(help="Write a file for each record type to this folder.")
    ] = None,
) -> None:
    """Print the JSON Schemas of the records."""
    import json

    from planparse import codebook as book

    if out is None:
        put(json.dumps(book.schemas(), ensure_ascii=False, indent=2))
    else:
        for path in book.write_schemas(out):
            typer.echo(path)


def codebook(
    format_: Annotated[Layout, typer.Option("--format", help="How to print it.")] = Layout.table,
) -> None:
    """Print every field of the records: meaning, values, an example."""
    from planparse import codebook as book

    if format_ is Layout.md:
        put(book.markdown())
    else:
        from planparse.cli import display

        display.screen().print(display.codebook(book.entries()))
