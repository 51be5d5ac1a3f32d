"""Where the bytes of an input lie: a file, something behind a URL, or one row of a table of texts."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol

from planparse.places import remote, rows


class Place(Protocol):
    """Something whose bytes can be read; `str` gives what `place_of` takes back."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Its bytes. Errors: OSError."""


def name_of(place: Place) -> str:
    """The name in the records. A file name need not be valid UTF-8, a record has to be: other bytes become \\\\xNN."""
    if isinstance(place, Path):
        return os.fsencode(place.as_posix()).decode("utf-8", "backslashreplace")
    return str(place)


def by_name(name: str, base: Path = Path()) -> Place:
    """What a record's `source` names; relative paths are taken from `base`."""
    if remote.is_url(name):
        return remote.Remote(name)
    path = base / name
    if not path.exists() and (raw := base / _with_bytes(name)).exists():
        return raw
    file, _, number = name.rpartition(rows.MARK)
    if file and number.isdecimal() and not path.exists():
        return rows.row(base / file, int(number))
    return path


def absolute(place: Any) -> Any:
    """The place for a process that was started in another folder."""
    if isinstance(place, rows.Row):
        return place._replace(table=str(Path(place.table).absolute()))
    return place.absolute() if isinstance(place, Path) else place


def packed(place: Place) -> Any:
    """A place as plain values for the plan of a run."""
    return list(place) if isinstance(place, rows.Row) else str(place)


def unpacked(values: Any) -> Place:
    """The place that `packed` wrote down."""
    if isinstance(values, list):
        return rows.Row(*values)
    return remote.Remote(values) if remote.is_url(values) else Path(values)


def _with_bytes(name: str) -> str:
    data = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes.fromhex(m[1].decode()), name.encode())
    return os.fsdecode(data)
