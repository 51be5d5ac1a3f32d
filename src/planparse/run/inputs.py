"""Which files a run reads, and under which names."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from planparse.errors import PlanparseError

# Files of settings and data that lie beside documents; one of them is read only when it is named itself.
PASSED_OVER = frozenset({".json", ".jsonl", ".toml", ".yaml", ".yml"})


class Input(NamedTuple):
    """A file to read, and its name in the records: the path as given, with forward slashes."""

    path: Path
    name: str


def find_inputs(given: Iterable[str], output: Path | None = None) -> list[Input]:
    """The files behind paths, folders and glob patterns.

    They stand in the order given, those of a folder or pattern by name; a file that is met twice counts once.
    Hidden files, the `output` folder and symbolic links that lead out of a folder are left out.

    Errors: PlanparseError where a path does not exist or nothing is left to read.
    """
    wanted = list(given)
    hidden_from = output.resolve() if output else None
    found = {path: _name(path) for item in wanted for path in _files(item, hidden_from)}
    if not found:
        raise PlanparseError(f"no file to read in {', '.join(wanted) or 'nothing'}")
    return [Input(path, name) for path, name in found.items()]


def _files(item: str, output: Path | None) -> Iterator[Path]:
    path = Path(item)
    if path.is_dir():
        yield from _files_of_folder(path, output)
    elif path.exists():
        yield path
    elif glob.has_magic(item):
        matches = sorted(glob.glob(item, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            raise PlanparseError(f"no file matches {item}")
        for match in matches:
            yield from _files(match, output)
    else:
        raise PlanparseError(f"no such file or folder: {item}")


def _files_of_folder(folder: Path, output: Path | None) -> Iterator[Path]:
    root = folder.resolve()
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_report):
        here = Path(place)
        folders[:] = [name for name in folders if _open_to_us(here / name, output)]
        found += (here / name for name in names if _is_document(here / name, root))
    yield from sorted(found, key=lambda path: path.parts)


def _report(error: OSError) -> None:
    raise PlanparseError(f"cannot look into {error.filename}: {error.strerror}")


def _open_to_us(folder: Path, output: Path | None) -> bool:
    return not folder.name.startswith(".") and folder.resolve() != output


def _is_document(path: Path, root: Path) -> bool:
    if path.name.startswith(".") or path.suffix.lower() in PASSED_OVER or not path.is_file():
        return False
    return not path.is_symlink() or path.resolve().is_relative_to(root)


def _name(path: Path) -> str:
    # A file name need not be valid UTF-8; a record has to be.
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
