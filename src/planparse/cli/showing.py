"""`planparse show`, `normalize`, `segment` and `explain`: one document in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.frame import REJECTED, fail
from planparse.errors import PlanparseError

if TYPE_CHECKING:
    from planparse.pipeline import ParsedFile

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A document.", show_default=False)]


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document, or a dataset folder.")],
) -> None:
    """Show a document: outline, targets in place, records. Of a dataset folder: some of its targets."""
    from planparse.cli import display

    screen = display.screen()
    if file.is_dir():
        from planparse.evaluate.score import load_records

        screen.print(*display.sample(load_records(file).targets, 8, screen.is_terminal), sep="\n")
        return
    parsed = _parse(file)
    text = parsed.source.text if parsed.source else ""
    for document in parsed.documents:
        screen.print(display.outline(document), "")
        targets = [t for t in parsed.targets if t.doc_id == document.doc_id]
        screen.print(display.highlighted(text, document, targets, screen.is_terminal), "")
        screen.print(display.target_table(targets))


def normalize(file: FileArgument) -> None:
    """Print the normalised text, then what was removed and by which rule."""
    from planparse.cli import display

    parsed = _parse(file)
    if parsed.text:
        typer.echo(parsed.text.text)
        display.screen().print(display.removals(parsed.text))


def segment(file: FileArgument) -> None:
    """Print the outline of each document: levels, markers, titles."""
    from planparse.cli import display

    screen = display.screen()
    for document in _parse(file).documents:
        screen.print(display.outline(document))


def explain(
    file: FileArgument,
    at: Annotated[int | None, typer.Option(min=0, help="An offset in the source text.")] = None,
    target: Annotated[str | None, typer.Option(help="The identifier of a target.")] = None,
) -> None:
    """Tell which rules made a target, what they read, and why a number is none."""
    from planparse import explain as explaining

    if (at is None) == (target is None):
        raise PlanparseError("say which place: --at OFFSET or --target ID")
    parsed = _parse(file)
    typer.echo(explaining.at(parsed, at) if at is not None else explaining.by_id(parsed, target or ""))


def _parse(file: Path) -> ParsedFile:
    from planparse.config import Config
    from planparse.run.inputs import find_inputs
    from planparse.run.shard import parse_input

    if not file.is_file():
        raise PlanparseError(f"{file} is a folder" if file.is_dir() else f"no such file: {file}")
    parsed = parse_input(find_inputs([str(file)])[0], Config())
    for rejected in parsed.rejected:
        fail(f"{rejected.source}: {rejected.stage}: {rejected.reason}", REJECTED)
    return parsed
