"""Targets, agencies and measures in the files of annotation tools, and back as label files.

Each tool has a module that writes a file of marked texts and reads one that a person has corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from planparse.annotation import brat, doccano, label_studio, web
from planparse.annotation.marks import Marked, marked_texts
from planparse.errors import PlanparseError


class Tool(NamedTuple):
    """How the file of a tool is written and read."""

    write: Callable[[Iterable[Marked], Path], None]
    read: Callable[[Path, Callable[[str], str]], Iterator[Marked]]


TOOLS = {
    ".label-studio.json": Tool(label_studio.write, label_studio.read),
    ".doccano.jsonl": Tool(doccano.write, doccano.read),
    ".brat": Tool(brat.write, brat.read),
    ".jsonld": Tool(web.write, web.read),
}


def tool_of(path: Path) -> Tool | None:
    """The tool that a file's name asks for; None where it asks for none."""
    return next((tool for end, tool in TOOLS.items() if path.name.lower().endswith(end)), None)


def write_file(folder: Path, path: Path, base: Path) -> None:
    """Write the marked texts of a dataset; sources that have to be read again are taken from `base`.

    Errors: PlanparseError where the name asks for no tool, or a source can't be read any more.
    """
    tool = tool_of(path)
    if tool is None:
        raise PlanparseError(f"{path}: the name asks for no tool; it may end in {', '.join(TOOLS)}")
    tool.write(marked_texts(folder, base), path)
