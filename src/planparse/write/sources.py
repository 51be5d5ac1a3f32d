"""The source texts behind a dataset: read again from plain files, kept by the dataset for all others."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from planparse.config import Config
from planparse.errors import PlanparseError, Reject
from planparse.places.place import by_name
from planparse.read import read_bytes
from planparse.records import Document
from planparse.write.dataset import SOURCES, manifest_of, path_of


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


@dataclass(frozen=True, slots=True)
class CurrentText:
    """What a source is now: its hash, and the text that offsets count in."""

    sha256: str
    text: str


class Unreadable(PlanparseError):
    """A source text that is not there as it was."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.reason = reason


class SourceTexts:
    """The source texts of a dataset by the names of their files, which are taken from the folder `base`.

    Errors: PlanparseError where the folder is no finished dataset.
    """

    def __init__(self, folder: Path, base: Path = Path()) -> None:
        self._base, self._kept = base, KeptSources(folder)
        self._config = Config(**manifest_of(folder)["config"])
        self._last: tuple[str, CurrentText] | None = None  # rows stand in input order: the last one is wanted next

    def read(self, name: str) -> CurrentText:
        """What a source is now. Errors: Unreadable where it can't be read any more."""
        if self._last is None or self._last[0] != name:
            self._last = (name, self._read(name))
        return self._last[1]

    def as_read(self, document: Document) -> str:
        """The text that the offsets of a document count in; where the dataset keeps it, the file is not needed.

        Errors: Unreadable where it can't be read any more, or is another now.
        """
        if document.source in self._kept:
            return self._kept.text(document.source)
        current = self.read(document.source)
        if current.sha256 != document.sha256:
            raise Unreadable(document.source, "changed since the run; make the dataset anew")
        return current.text

    def _read(self, name: str) -> CurrentText:
        try:
            with by_name(name, self._base, self._config).open("rb") as file:
                data = file.read()
            text = self._kept.text(name) if name in self._kept else read_bytes(data, name, self._config).text
        except OSError as error:
            hint = "start the command where the run was started, or give --base"
            raise Unreadable(name, f"{error.strerror or error}; {hint}") from None
        except Reject as reject:
            raise Unreadable(name, reject.reason) from None
        return CurrentText(sha256(data).hexdigest(), text)
