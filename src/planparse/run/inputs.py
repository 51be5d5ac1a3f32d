"""Which files a run reads, and under which names."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from planparse.config import Config
from planparse.errors import PlanparseError, Reject
from planparse.places import archive, remote
from planparse.places.member import Member, member
from planparse.places.place import Place, by_name, name_of


class Input(NamedTuple):
    """A file to read, and its name in the records: the path as given, with forward slashes."""

    path: Place
    name: str


def find_inputs(given: Iterable[str], output: Path | None = None, config: Config | None = None, *, follow_links: bool = False) -> list[Input]:
    """The files behind paths, folders, glob patterns and URLs, as a list."""
    return list(inputs_of(list(given), output, config, follow_links=follow_links))


def inputs_of(given: Sequence[str], output: Path | None = None, config: Config | None = None, *, follow_links: bool = False) -> Iterator[Input]:
    """The files behind paths, folders, glob patterns and URLs, one after the other.

    They stand in the order given, those of a folder or pattern by name; a file that is met twice counts once. In place of
    an archive stand its members, in its order; one that cannot be opened under the limits of `config` stands for itself.
    Hidden files and the `output` folder are left out, and symbolic links that lead out of a folder unless they are wanted.

    Errors: PlanparseError where a path does not exist or nothing is left to read.
    """
    finder = _Finder(output.resolve() if output else None, follow_links)
    files = (place for item in given for place in finder.files(item))
    one_folder = len(given) == 1 and Path(given[0]).is_dir()  # nothing is met twice, so nothing has to be remembered
    empty = True
    parts = (part for place in files for part in _parts(place, config or Config()))
    for place in parts if one_folder else _once(parts):
        empty = False
        yield Input(place, name_of(place))
    if empty:
        raise PlanparseError(f"no file to read in {', '.join(given) or 'nothing'}")


def _parts(place: Place, config: Config) -> Iterator[Place]:
    """The members of an archive; any other place as it is."""
    if isinstance(place, Member):
        yield from _below(place, config)
        return
    if not isinstance(place, Path):
        yield place
        return
    try:
        names = archive.members(place, config) if archive.is_archive(place) else None
    except OSError:  # its shard says so in a `rejected` row
        yield place
    except Reject:
        yield member(place, "", config)
    else:
        yield from [place] if names is None else (member(place, name, config) for name in names)


def _below(place: Member, config: Config) -> Iterator[Member]:
    """A member, or those of the archive that it is."""
    try:
        names = archive.members(Path(place.archive), config)
    except (OSError, Reject):
        names = []
    found = [name for name in names if name.startswith(f"{place.inner}{archive.MARK}")]
    yield from (member(Path(place.archive), name, config) for name in found or [place.inner])


def _once(places: Iterable[Place]) -> Iterator[Place]:
    seen: set[bytes] = set()
    for place in places:
        mark = sha256(os.fsencode(str(place))).digest()[:12]
        if mark not in seen:
            seen.add(mark)
            yield place


class _Finder:
    def __init__(self, output: Path | None, follow_links: bool) -> None:
        self.output, self.follow_links = output, follow_links

    def files(self, item: str) -> Iterator[Place]:
        path = Path(item)
        if remote.is_url(item):
            yield from remote.files_of(item)
        elif path.is_dir():
            yield from self.folder(path)
        elif path.exists():
            yield path
        elif isinstance(found := by_name(item), Member):
            yield found
        elif glob.has_magic(item):
            yield from self.pattern(item)
        else:
            raise PlanparseError(f"no such file or folder: {item}")

    def pattern(self, item: str) -> Iterator[Path]:
        matches = sorted(glob.glob(item, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            raise PlanparseError(f"no file matches {item}")
        fixed = Path(*Path(item).parts[: _first_magic(item)])
        root = fixed.resolve()
        for path in map(Path, matches):
            if not self.follow_links and _through_link(path, fixed):
                continue
            if path.is_dir():
                yield from self._walk(path, root, frozenset({root}))
            elif path.exists() and self._stays(path, root):
                yield path

    def folder(self, folder: Path) -> Iterator[Path]:
        root = folder.resolve()
        yield from self._walk(folder, root, frozenset({root}))

    def _walk(self, folder: Path, root: Path, above: frozenset[Path]) -> Iterator[Path]:
        """The documents of a folder by name, as a sorted walk: only the names of the folders on the way are held."""
        for entry in _entries(folder):
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                real = path.resolve()
                if real != self.output and real not in above and (self.follow_links or not entry.is_symlink()):
                    yield from self._walk(path, root, above | {real})
            elif entry.is_file() and path.suffix.lower() not in remote.PASSED_OVER and self._stays(path, root):
                yield path

    def _stays(self, path: Path, root: Path) -> bool:
        """Whether a path lies in the folder it was found in, once its links are followed."""
        return self.follow_links or path.resolve().is_relative_to(root)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise PlanparseError(f"cannot look into {folder}: {error.strerror}") from None


def _through_link(path: Path, fixed: Path) -> bool:
    """Whether a path leads through a linked folder on its way from `fixed`; a walk would not have gone there."""
    way = [path, *path.parents][: len(path.parts) - len(fixed.parts)]
    return any(step.is_symlink() and step.is_dir() for step in way)


def _first_magic(item: str) -> int:
    return next(i for i, part in enumerate(Path(item).parts) if glob.has_magic(part))
