"""The command line: each command reads its arguments, makes one call of the library, and shows the result.

Heavy modules are imported inside the commands, so that `--help` is quick.
"""

from __future__ import annotations

from planparse.cli.checking import dedup, evaluate, verify
from planparse.cli.exporting import export, query
from planparse.cli.frame import app, bear_all_characters, guarded
from planparse.cli.reference import codebook, schema
from planparse.cli.reporting import labels, report
from planparse.cli.running import merge, run
from planparse.cli.showing import explain, normalize, segment, show

__all__ = ["main"]

for _command in (run, merge, show, explain, normalize, segment, export, query, verify, evaluate, dedup, labels, report, schema, codebook):
    app.command()(guarded(_command))


def main() -> None:
    """The `planparse` command."""
    bear_all_characters()
    app()
