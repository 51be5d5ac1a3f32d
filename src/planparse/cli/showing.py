"""`planparse show`, `normalize`, `segment` and `explain`: one document in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.frame import REJECTED, tell
from planparse.errors import PlanparseError

if TYPE_CHECKING:
    from planparse.cli.display import Screen
    from planparse.pipeline import ParsedFile
    from planparse.run.inputs import Input

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A document.", show_default=False)]


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document, an archive of documents, or a dataset folder.")],
) -> None:
    """Show a document: outline, targets in place, records. Of a dataset folder: some of its targets."""
    from planparse.cli import display

    screen = display.screen()
    if file.is_dir():
        from planparse.evaluate.score import load_records

        screen.print(*display.sample(load_records(file).targets, 8, screen.is_terminal), sep="\n")
        return
    inputs = _inputs(file)
    rejected = False
    for item in inputs:
        parsed = _parsed(item)
        if len(inputs) > 1:
            screen.print(f"[{item.name}]", markup=False)
        _show(parsed, screen)
        rejected = _tell_rejected(parsed) or rejected
    if rejected:
        raise typer.Exit(REJECTED)


def _show(parsed: ParsedFile, screen: Screen) -> None:
    from planparse.cli import display

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
    inputs = _inputs(file)
    if len(inputs) > 1:
        raise PlanparseError(f"{file} is an archive of {len(inputs)} documents; name one, like {inputs[0].name}")
    parsed = _parsed(inputs[0])
    if _tell_rejected(parsed):
        raise typer.Exit(REJECTED)
    return parsed


def _inputs(file: Path) -> list[Input]:
    """The document in a file, or those in an archive."""
    from planparse.places.place import by_name
    from planparse.run.inputs import find_inputs

    if file.is_dir():
        raise PlanparseError(f"{file} is a folder")
    if by_name(file.as_posix()) == file and not file.is_file():
        raise PlanparseError(f"no such file: {file}")
    return find_inputs([file.as_posix()])


def _parsed(item: Input) -> ParsedFile:
    from planparse.config import Config
    from planparse.run.shard import parse_input

    return parse_input(item, Config())


def _tell_rejected(parsed: ParsedFile) -> bool:
    for rejected in parsed.rejected:
        tell(f"{rejected.source}: {rejected.stage}: {rejected.reason}")
    return bool(parsed.rejected)
