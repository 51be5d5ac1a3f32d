"""brat: a folder with a text and its standoff annotations for each source, and annotation.conf. Offsets count code points.

Fields with fixed values are attributes, the others stand as JSON in the note of their annotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from planparse.annotation.counting import Counting, plain
from planparse.annotation.marks import (
    CHOICES,
    FIELDS,
    MODELS,
    Mark,
    Marked,
    from_json,
    known_label,
    read_bytes_of,
    to_json,
)
from planparse.errors import PlanparseError
from planparse.patterns import lazy
from planparse.write.dataset import replacing

SOURCES = "sources.json"

_BOUND = lazy(r"(?P<id>T\d+)\t(?P<type>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)\t(?P<words>.*)")
_ATTRIBUTE = lazy(r"[AM]\d+\t(?P<name>\S+) (?P<id>T\d+)(?: (?P<value>\S+))?")
_NOTE = lazy(r"#\d+\tAnnotatorNotes (?P<id>T\d+)\t(?P<note>.*)")
_UNSAFE = lazy(r'[<>:"|?*\x00-\x1f\\]')


def write(texts: Iterable[Marked], path: Path) -> None:
    """Write the folder. sources.json says which text is which source."""
    names: dict[str, str] = {}
    for marked in texts:
        name = _name(marked.source, set(names))
        names[name] = marked.source
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        _save(path / f"{name}.txt", marked.text)
        _save(path / f"{name}.ann", "".join(f"{line}\n" for line in _lines(marked)))
    path.mkdir(parents=True, exist_ok=True)
    _save(path / "annotation.conf", configuration())
    _save(path / SOURCES, to_json(names).decode() + "\n")


def read(path: Path, text_of: Callable[[str], str]) -> Iterator[Marked]:
    """The annotations of the folder."""
    names = from_json(read_bytes_of(path / SOURCES), path / SOURCES)
    for name, source in names.items():
        text = _text(path / f"{name}.txt")
        lines = _text(path / f"{name}.ann").splitlines()
        yield Marked(source, plain(text), tuple(_marks(lines, text, path / f"{name}.ann")))


def configuration() -> str:
    """annotation.conf: the three labels and the attributes of each."""
    attributes = [
        f"{name}\tArg:{label}, Value:{'|'.join(CHOICES[name])}" for label in MODELS for name in FIELDS[label] if name in CHOICES
    ]
    return "\n".join(["[entities]", *MODELS, "", "[relations]", "", "[events]", "", "[attributes]", *attributes, ""])


def _save(path: Path, text: str) -> None:
    with replacing(path) as out:
        out.write(text.encode("utf-8", "surrogatepass"))


def _text(path: Path) -> str:
    try:
        return read_bytes_of(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanparseError(f"{path}: not UTF-8") from None


def _name(source: str, taken: set[str]) -> str:
    """A path inside the folder, without an ending, that any system takes and no other source has."""
    parts = [_UNSAFE.sub("_", part) for part in PurePosixPath(source).parts if part not in ("/", "..", ".")]
    name = "/".join(parts).removesuffix(".txt") or "text"
    while name.lower() in {other.lower() for other in taken}:
        name += "_"
    return name


def _lines(marked: Marked) -> Iterator[str]:
    attributes = notes = 0
    for number, mark in enumerate(marked.marks, 1):
        pieces = list(_pieces(marked.text, mark))
        places = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"T{number}\t{mark.label} {places}\t{' '.join(marked.text[start:end] for start, end in pieces)}"
        for name, value in mark.fields.items():
            if name in CHOICES:
                attributes += 1
                yield f"A{attributes}\t{name} T{number} {str(value).lower()}"
        if held := {name: value for name, value in mark.fields.items() if name not in CHOICES}:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{to_json(held).decode()}"


def _pieces(text: str, mark: Mark) -> Iterator[tuple[int, int]]:
    """The stretch line by line, which is how brat holds one that goes over line ends."""
    for line in re.finditer(r"[^\n]+", text[mark.start : mark.end]):
        yield mark.start + line.start(), mark.start + line.end()


def _marks(lines: list[str], text: str, where: Path) -> Iterator[Mark]:
    bounds = [match for line in lines if (match := _BOUND.fullmatch(line))]
    fields: dict[str, dict[str, Any]] = {}
    for line in lines:
        if attribute := _ATTRIBUTE.fullmatch(line):
            fields.setdefault(attribute["id"], {})[attribute["name"]] = attribute["value"] or "true"
        elif note := _NOTE.fullmatch(line):
            fields.setdefault(note["id"], {}).update(_fields_of(note["note"], where))
    counting = _counting(bounds, text, where)
    for match in bounds:
        if label := known_label(match["type"]):
            places = [int(place) for place in re.findall(r"\d+", match["places"])]
            known = {name: value for name, value in fields.get(match["id"], {}).items() if name in FIELDS[label]}
            yield Mark(label, counting.to_source(min(places)), counting.to_source(max(places)), known)


def _fields_of(note: str, where: Path) -> dict[str, Any]:
    """The fields in a note; notes that people write for themselves hold none."""
    found = from_json(note, where) if note.startswith("{") else {}
    return found if isinstance(found, dict) else {}


def _counting(bounds: list[re.Match[str]], text: str, where: Path) -> Counting:
    """How the offsets count: in the text as it lies there, or as it was before its line ends became those of Windows."""
    for copy in (text, plain(text)):
        if all(_words(copy, match) == match["words"] for match in bounds):
            return Counting(copy)
    raise PlanparseError(f"{where}: the offsets do not fit the text beside it; was the text changed?")


def _words(text: str, match: re.Match[str]) -> str:
    places = [tuple(map(int, place.split())) for place in match["places"].split(";")]
    return " ".join(text[start:end] for start, end in places)
