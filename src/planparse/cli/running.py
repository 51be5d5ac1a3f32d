"""`planparse run`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.frame import INTERRUPTED, REJECTED, WRONG_USE, ConfigOption, fail, settings, tell
from planparse.errors import PlanparseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planparse.config import Config
    from planparse.run.inputs import Input
    from planparse.run.pool import MakeEngine

GO_ON = "what is done is kept: the same command goes on from here"


class Streamed(StrEnum):
    """The record types that can be streamed."""

    targets = "targets"
    measures = "measures"
    documents = "documents"


class Engine(StrEnum):
    """What works the shards off."""

    local = "local"
    dask = "dask"


class Form(StrEnum):
    """The forms of a dataset; JSON Lines are always written."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"
    sqlite = "sqlite"
    duckdb = "duckdb"


def run(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="IN...", help="Files, archives, folders, glob patterns, URLs.", show_default=False)
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="Dataset folder; - to stream rows.")
    ] = ...,  # type: ignore[assignment]
    manifest: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="A list of inputs: one path a line, or .jsonl or .parquet with a text a row."),
    ] = None,
    text_column: Annotated[str, typer.Option(help="The column of --manifest that holds the texts.")] = "text",
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Follow symbolic links out of a folder.")
    ] = False,
    record: Annotated[Streamed, typer.Option(help="What -o - streams.")] = Streamed.targets,
    format_: Annotated[
        list[Form] | None,
        typer.Option("--format", help="Write the dataset in this form beside JSON Lines; several may be given."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes to work with.")] = 1,
    engine: Annotated[Engine, typer.Option(help="What works: this machine, or a Dask cluster.")] = Engine.local,
    scheduler: Annotated[
        str | None, typer.Option(metavar="URL", help="Of the Dask cluster, tcp://HOST:PORT; without it one is started here.")
    ] = None,
    config: ConfigOption = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what an earlier run has done.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first file that is rejected.")
    ] = False,
) -> None:
    """Parse files into a dataset folder; goes on where an earlier run stopped."""
    from planparse.places.remote import folder_of
    from planparse.run.manifest import listed

    if scheduler and engine is not Engine.dask:
        raise PlanparseError("--scheduler is for --engine dask")
    if output == "-" and engine is Engine.dask:
        raise PlanparseError("--engine dask needs a dataset folder; -o - streams from this machine")
    if output == "-" and format_:
        raise PlanparseError("--format is for a dataset folder; -o - streams JSON Lines")
    out = None if output == "-" else folder_of(output)
    limits = settings(config)
    found = listed(inputs or [], manifest or [], text_column, out, limits, follow_links=follow_links)
    if out is None:
        _stream(found, limits, workers, record, strict)
    else:
        _run(found, out, limits, workers=workers, fresh=fresh, strict=strict, forms=format_ or (), engine=_engine(engine, scheduler))


def _engine(engine: Engine, scheduler: str | None) -> MakeEngine:
    from planparse.run import pool
    from planparse.run.cluster import Dask

    return Dask(scheduler) if engine is Engine.dask else pool.local


def _run(
    inputs: Iterator[Input], out: Path, config: Config, *, workers: int, fresh: bool, strict: bool, forms: Sequence[Form], engine: MakeEngine
) -> None:
    from planparse.cli import display
    from planparse.run import local
    from planparse.run.interrupt import gently

    try:
        with display.progress_bar() as listener:
            result = local.run(
                inputs, out, config, workers=workers, fresh=fresh, strict=strict, listener=listener,
                interrupt=gently(_stopping), engine=engine,
            )
    except local.Stopped as stopped:
        fail(str(stopped), REJECTED)
    except KeyboardInterrupt:
        fail(f"stopped; {GO_ON}", INTERRUPTED)
    except OSError as error:
        fail(f"cannot write {error.filename or out}: {error.strerror}; {GO_ON}", WRONG_USE)
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


def _stopping() -> None:
    tell("finishing what is under way; Ctrl-C again stops at once")


def _stream(inputs: Iterator[Input], config: Config, workers: int, record: Streamed, strict: bool) -> None:
    import msgspec

    from planparse.run.local import stream

    status = 0
    for row in stream(inputs, config, workers):
        if row.record == record:
            sys.stdout.buffer.write(row.line + b"\n")
        elif row.record == "rejected":
            status = REJECTED
            tell("{source}: {stage}: {reason}".format(**msgspec.json.decode(row.line)))
            if strict:
                break
    raise typer.Exit(status)


def merge(
    datasets: Annotated[list[str], typer.Argument(metavar="SHARD...", help="Dataset folders.", show_default=False)],
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT", help="The dataset folder to write.")],
) -> None:
    """Join datasets that were made apart into one."""
    from planparse.places.remote import folder_of
    from planparse.run.merge import merge as merged

    counts = merged([folder_of(folder) for folder in datasets], folder_of(output))
    typer.echo(", ".join(f"{count:,} {name}" for name, count in counts.items()))
