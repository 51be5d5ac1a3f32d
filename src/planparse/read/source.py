"""What every reader gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file as its reader gives it: the text that all offsets count in.

    Line ends are `\\n`; nothing else is changed. `name` is the path as given, with forward slashes.
    """

    text: str
    name: str
    sha256: str
    encoding: str
    reader: str
