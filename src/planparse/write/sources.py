"""The source texts that a dataset keeps of files that are not plain text."""

from __future__ import annotations

from pathlib import Path

import msgspec

from planparse.write.dataset import SOURCES, path_of


class _Named(msgspec.Struct):
    source: str


class _Kept(msgspec.Struct):
    text: str


class KeptSources:
    """The kept texts of a dataset folder by the names of their files; none where the folder has no such file."""

    def __init__(self, folder: Path) -> None:
        self._path = path_of(folder, SOURCES)
        self._places: dict[str, int] = {}
        if self._path.is_file():
            self._index()

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def text(self, name: str) -> str:
        """The source text of a file. Errors: KeyError where none is kept."""
        with self._path.open("rb") as lines:
            lines.seek(self._places[name])
            return msgspec.json.decode(lines.readline(), type=_Kept).text

    def _index(self) -> None:
        place = 0
        with self._path.open("rb") as lines:
            for line in lines:
                self._places[msgspec.json.decode(line, type=_Named).source] = place
                place += len(line)
