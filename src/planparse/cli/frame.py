"""What all commands share: the application, how errors end, and how a file is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec

import typer

from planparse._version import __version__
from planparse.errors import PlanparseError

if TYPE_CHECKING:
    from planparse.config import Config

REJECTED, WRONG_USE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    help="Targets, measures and responsible agencies from Chinese government work plans.",
    epilog="Exit status: 0 done, 1 something was rejected or is wrong, 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Args = ParamSpec("Args")
ConfigOption = Annotated[Path | None, typer.Option("--config", help="A planparse.toml with settings.")]


def guarded(function: Callable[Args, None]) -> Callable[Args, None]:
    """A command whose errors are one line on standard error and an exit status."""

    @wraps(function)
    def command(*args: Args.args, **kwargs: Args.kwargs) -> None:
        try:
            function(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader of the pipe has what it wanted
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except PlanparseError as error:
            fail(str(error), WRONG_USE)
        except OSError as error:
            fail(f"{error.filename or 'input or output'}: {error.strerror}", WRONG_USE)
        except KeyboardInterrupt:
            fail("stopped", INTERRUPTED)

    return command


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"planparse {__version__}")
        raise typer.Exit


VersionOption = Annotated[
    bool,
    typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True),
]


@app.callback()
def _options(version: VersionOption = False) -> None:
    pass


def put(text: str) -> None:
    """A line of data on standard output: UTF-8 where it goes to a file or a program, whatever the system's encoding."""
    if sys.stdout.isatty():
        typer.echo(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")


def bear_all_characters() -> None:
    """What the system's encoding lacks (𠮷 in that of Chinese Windows) is shown by its code and ends no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def tell(message: str) -> None:
    """One line on standard error, whatever characters a file name brings into it."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
    typer.echo(f"planparse: {shown}", err=True)


def fail(message: str, status: int) -> NoReturn:
    """End with one line on standard error."""
    tell(message)
    raise typer.Exit(status)


def settings(path: Path | None) -> Config:
    """The settings in a file, or the default ones."""
    from planparse.config import Config, load_config

    config = load_config(path) if path else Config()
    if config.agency_model != "off":
        from planparse.extract import agency_models

        agency_models.load()  # what is missing is said once, not for each file
    return config
