"""Where the bytes of an input lie: a file, a member of an archive, something behind a URL, or one row of a table of texts."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol

from planparse.config import Config
from planparse.places import remote, rows
from planparse.places.member import Member, named


class Place(Protocol):
    """Something whose bytes can be read; `str` gives what `place_of` takes back."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Its bytes. Errors: OSError; of a member also Reject."""


def name_of(place: Place) -> str:
    """The name in the records. A file name need not be valid UTF-8, a record has to be: other bytes become \\\\xNN."""
    if isinstance(place, Path):
        return os.fsencode(place.as_posix()).decode("utf-8", "backslashreplace")
    if isinstance(place, Member):
        return str(place._replace(archive=name_of(Path(place.archive))))
    return str(place)


def by_name(name: str, base: Path = Path(), config: Config | None = None) -> Place:
    """What a record's `source` names; relative paths are taken from `base`. `config` has the limits of archives."""
    if remote.is_url(name):
        return remote.Remote(name)
    path = base / name
    if not path.exists() and (raw := base / _with_bytes(name)).exists():
        return raw
    file, _, number = name.rpartition(rows.MARK)
    if file and number.isdecimal() and not path.exists():
        return rows.row(base / file, int(number))
    if not path.exists() and (found := named(name, base, config or Config()) or named(_with_bytes(name), base, config or Config())):
        return found
    return path


def absolute(place: Any) -> Any:
    """The place for a process that was started in another folder."""
    if isinstance(place, rows.Row):
        return place._replace(table=str(Path(place.table).absolute()))
    if isinstance(place, Member):
        return place._replace(archive=str(Path(place.archive).absolute()))
    return place.absolute() if isinstance(place, Path) else place


def packed(place: Place) -> Any:
    """A place as plain values for the plan of a run."""
    if isinstance(place, Member):
        return place._asdict()
    return list(place) if isinstance(place, rows.Row) else str(place)


def unpacked(values: Any) -> Place:
    """The place that `packed` wrote down."""
    if isinstance(values, dict):
        return Member(values["archive"], values["inner"], tuple(values["limits"]))
    if isinstance(values, list):
        return rows.Row(*values)
    return remote.Remote(values) if remote.is_url(values) else Path(values)


def _with_bytes(name: str) -> str:
    data = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes.fromhex(m[1].decode()), name.encode())
    return os.fsdecode(data)
