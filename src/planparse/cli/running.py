"""`planparse run`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.frame import INTERRUPTED, REJECTED, ConfigOption, fail, settings
from planparse.errors import PlanparseError

if TYPE_CHECKING:
    from planparse.config import Config
    from planparse.run.inputs import Input


class Streamed(StrEnum):
    """The record types that can be streamed."""

    targets = "targets"
    measures = "measures"
    documents = "documents"


class Form(StrEnum):
    """The forms of a dataset; JSON Lines are always written."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"
    sqlite = "sqlite"
    duckdb = "duckdb"


def run(
    inputs: Annotated[list[str], typer.Argument(metavar="IN...", help="Files, folders, glob patterns.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="Dataset folder; - to stream rows.")
    ],
    record: Annotated[Streamed, typer.Option(help="What -o - streams.")] = Streamed.targets,
    format_: Annotated[
        list[Form] | None,
        typer.Option("--format", help="Write the dataset in this form beside JSON Lines; several may be given."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes to work with.")] = 1,
    config: ConfigOption = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what an earlier run has done.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first file that is rejected.")
    ] = False,
) -> None:
    """Parse files into a dataset folder; goes on where an earlier run stopped."""
    from planparse.run.inputs import find_inputs

    chosen = settings(config)
    if output == "-":
        if format_:
            raise PlanparseError("--format is for a dataset folder; -o - streams JSON Lines")
        _stream(find_inputs(inputs), chosen, workers, record, strict)
    else:
        found = find_inputs(inputs, Path(output))
        _run(found, Path(output), chosen, workers=workers, fresh=fresh, strict=strict, forms=format_ or ())


def _run(
    inputs: list[Input], out: Path, config: Config, *, workers: int, fresh: bool, strict: bool, forms: Sequence[Form]
) -> None:
    from planparse.cli import display
    from planparse.run import local

    try:
        with display.progress_bar(len(inputs)) as listener:
            result = local.run(
                inputs, out, config, workers=workers, fresh=fresh, strict=strict, listener=listener
            )
    except local.Stopped as stopped:
        fail(str(stopped), REJECTED)
    except KeyboardInterrupt:
        fail("stopped; what is done is kept: the same command goes on from here", INTERRUPTED)
    display.screen().print(*display.summary(result, out.as_posix()), sep="\n")
    for form in forms:
        _write_form(out, form, result.unchanged)
    if rejected := result.counts["rejected"]:
        fail(f"{rejected} of {result.files} files rejected; {out}/rejected.jsonl says why", REJECTED)


def _write_form(out: Path, form: Form, unchanged: bool) -> None:
    """Add the files of a form; those that lie there from the same run are left as they are."""
    from planparse import export

    for path, wanted in export.files_of_run(out, form) if form is not Form.jsonl else ():
        if not (unchanged and path.exists()):
            export.write_file(out, path, wanted)
            typer.echo(path.as_posix())


def _stream(inputs: list[Input], config: Config, workers: int, record: Streamed, strict: bool) -> None:
    import msgspec

    from planparse.run.local import stream

    status = 0
    for row in stream(inputs, config, workers):
        if row.record == record:
            sys.stdout.buffer.write(row.line + b"\n")
        elif row.record == "rejected":
            status = REJECTED
            typer.echo(
                "planparse: {source}: {stage}: {reason}".format(**msgspec.json.decode(row.line)), err=True
            )
            if strict:
                break
    raise typer.Exit(status)
