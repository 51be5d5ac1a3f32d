"""Lists of inputs: one path or URL a line, or a table with a text in each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.places import rows
from planparse.places.place import name_of
from planparse.run.inputs import Input, inputs_of


def listed(
    given: Sequence[str], manifests: Sequence[str], column: str, output: Path | None, config: Config, *, follow_links: bool = False
) -> Iterator[Input]:
    """The inputs given, then those of each manifest. Errors: PlanparseError where there is nothing to read."""
    if not given and not manifests:
        raise PlanparseError("nothing to read; name files or folders, or give --manifest")
    parts = [inputs_of(given, output, config, follow_links=follow_links)] if given else []
    return chain(*parts, *(_of(Path(manifest), column, output, config, follow_links) for manifest in manifests))


def _of(manifest: Path, column: str, output: Path | None, config: Config, follow_links: bool) -> Iterator[Input]:
    if manifest.suffix.lower() in rows.TABLES:
        return (Input(row, name_of(row)) for row in rows.rows_of(manifest, column))
    return _of_lines(manifest, output, config, follow_links)


def _of_lines(manifest: Path, output: Path | None, config: Config, follow_links: bool) -> Iterator[Input]:
    """The inputs of a list of paths; empty lines are passed over. Each line is looked up by itself, so nothing is held."""
    try:
        with manifest.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as lines:
            for line in lines:
                if item := line.rstrip("\r\n"):
                    yield from inputs_of([item], output, config, follow_links=follow_links)
    except OSError as error:
        raise PlanparseError(f"{manifest}: {error.strerror}") from None
