"""Notebooks run in a fresh kernel. `python tests/notebooks.py FILE` writes the outputs of a run into the file."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def executed(path: Path) -> Any:
    """The notebook with the outputs of a run in its own folder; an error in a cell is raised."""
    if sys.platform == "win32":  # the sockets of the kernel need it
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    notebook = read(path)
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    for cell in notebook.cells:
        for out in cell.get("outputs", ()):
            if "text/html" in out.get("data", {}):  # what is shown; the words for a terminal are long and change more often
                out.data = {"text/html": out.data["text/html"]}
    return notebook


def outputs(notebook: Any) -> list[list[dict[str, Any]]]:
    """What the cells print and show."""
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [[{"data": out.get("data", {}), "text": out.get("text", "")} for out in cell.outputs] for cell in cells]


def main(path: Path) -> None:
    """Write the outputs, without timings and the version of Python."""
    notebook = executed(path)
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    nbformat.write(notebook, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
