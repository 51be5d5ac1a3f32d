"""Writes the reference pages that the program itself knows best: its commands, its settings, its codebook."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from planparse import codebook
from planparse.config import Config

HERE = Path(__file__).parent


def main() -> None:
    """Write the pages beside this file; git does not keep them, because they would grow old there."""
    for name, text in {"codebook": codebook.markdown(), "commands": commands(), "settings": "\n".join(settings())}.items():
        (HERE / f"{name}.md").write_text(text.rstrip() + "\n", "utf-8", newline="\n")


def commands() -> str:
    """Every command with its arguments and options, as typer describes them."""
    command = [sys.executable, "-X", "utf8", "-m", "typer", "planparse.cli", "utils", "docs", "--name", "planparse", "--title", "Commands"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def settings() -> Iterator[str]:
    """Every key of planparse.toml."""
    yield "# Settings\n\n`planparse run --config planparse.toml` reads these keys; each has a default.\n"
    yield "| key | default | meaning |\n| --- | --- | --- |"
    for name, field in Config.model_fields.items():
        yield f"| `{name}` | {field.default!r} | {field.description} |"


if __name__ == "__main__":
    main()
