"""Label files from what a person has corrected in an annotation tool.

Fields that the tool does not hold come from the record at the same place, else from the words themselves; a label with
such fields says so in its note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from planparse.annotation import tool_of
from planparse.annotation.marks import FIELDS, LISTS, MODELS, Mark, Marked, marks_of, to_json
from planparse.api import find_quantities, normalize
from planparse.errors import PlanparseError
from planparse.evaluate.reviewed_labels import at
from planparse.write.by_source import by_source
from planparse.write.dataset import replacing
from planparse.write.sources import SourceTexts

UNREVIEWED = "fields as planparse reads them, not reviewed: "


@dataclass
class Imported:
    """The label files that were written, and one line for each mark that could not become a label."""

    files: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def import_labels(folder: Path, paths: Iterable[Path], out: Path, base: Path) -> Imported:
    """Write a label file, and its text beside it, for each text in the tools' files that a person has annotated.

    Errors: PlanparseError where a file is none of its tool, or its texts are not those of the dataset.
    """
    texts = SourceTexts(folder, base)
    sources = {source.name: source for source in by_source(folder)}
    done = Imported()

    def text_of(name: str) -> str:
        if name not in sources:
            raise PlanparseError(f"{path}: {name} is no source of {folder}")
        return texts.as_read(sources[name].documents[0])

    for path in paths:
        for marked in _read(path, text_of):
            if text_of(marked.source) != marked.text:
                raise PlanparseError(f"{path}: the text of {marked.source} is another than that of the dataset")
            labels = _Labels(marked, marks_of(sources[marked.source]))
            done.files.append(_write(marked, labels.lists(), out, done.files))
            done.problems += labels.problems
    return done


def _read(path: Path, text_of: Callable[[str], str]) -> Iterator[Marked]:
    tool = tool_of(path)
    if tool is None:
        raise PlanparseError(f"{path}: the name tells no tool; let it end as planparse export named it")
    try:
        yield from tool.read(path, text_of)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise PlanparseError(f"{path}: not as the tool writes it ({type(error).__name__}: {error})") from None


def _write(marked: Marked, lists: dict[str, Any], out: Path, before: Sequence[Path]) -> Path:
    name = PurePosixPath(marked.source).name
    path = out / f"{PurePosixPath(name).stem}.labels.json"
    if path in before:
        raise PlanparseError(f"{marked.source}: another text has the label file {path.name}; import them into two folders")
    out.mkdir(parents=True, exist_ok=True)
    with replacing(out / name) as text:
        text.write(marked.text.encode("utf-8", "surrogatepass"))
    with replacing(path) as labels:
        labels.write(to_json({"source": name, "measure_zone": [0, len(marked.text)]} | lists) + b"\n")
    return path


class _Labels:
    """The labels of one text."""

    def __init__(self, marked: Marked, found: Sequence[Mark]) -> None:
        self.marked, self.found = marked, found
        self.problems: list[str] = []

    def lists(self) -> dict[str, list[dict[str, Any]]]:
        """The lists of a label file; a mark that makes no label is a problem and left out."""
        lists: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS.values()}
        for mark in sorted(self.marked.marks, key=lambda m: (m.start, m.end)):
            if label := self.label(mark):
                lists[LISTS[mark.label]].append(label)
        return lists

    def label(self, mark: Mark) -> dict[str, Any] | None:
        whole = isinstance(mark.start, int) and isinstance(mark.end, int)  # as far as the tool's file goes
        if not whole or not 0 <= mark.start < mark.end <= len(self.marked.text):
            self.problems.append(f"{self.marked.source}: {mark.label} from {mark.start} to {mark.end}: outside of the text")
            return None
        words = self.marked.text[mark.start : mark.end]
        fields, borrowed = self.fields(mark, words)
        note = {"note": UNREVIEWED + ", ".join(borrowed)} if borrowed else {}
        try:
            label = MODELS[mark.label].model_validate({"at": at(self.marked.text, mark.start, mark.end)} | fields | note)
        except ValidationError as error:
            first = error.errors()[0]
            where = f"{self.marked.source}: {mark.label} {words[:30]!r} at {mark.start}"
            self.problems.append(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}")
            return None
        return {name: getattr(label, name) for name in ("at", *FIELDS[mark.label], *note)}

    def fields(self, mark: Mark, words: str) -> tuple[dict[str, Any], list[str]]:
        """The fields of a mark, and the names of those that the tool did not give."""
        if not mark.fields:
            for known in (self.nearest(mark), _of_words(mark, words)):
                if known:
                    return known, sorted(known)
        needed = {n for n in FIELDS[mark.label] if MODELS[mark.label].model_fields[n].is_required()} - set(mark.fields)
        borrowed = {name: value for name, value in _of_words(mark, words).items() if name in needed}
        return borrowed | mark.fields, sorted(borrowed)

    def nearest(self, mark: Mark) -> dict[str, Any]:
        """The fields of the record that shares most of the stretch."""
        shared = [(min(m.end, mark.end) - max(m.start, mark.start), m) for m in self.found if m.label == mark.label]
        most, record = max(shared, key=lambda pair: pair[0], default=(0, mark))
        return record.fields if most > 0 else {}


def _of_words(mark: Mark, words: str) -> dict[str, Any]:
    """What the words of a mark tell by themselves."""
    if mark.label == "agency":
        return {"name": normalize(words).text.strip(), "role": "responsible"}
    if mark.label == "target":
        for q in find_quantities(words):
            read = {"kind": q.kind, "value": q.value, "value_max": q.value_max, "comparator": q.comparator, "unit": q.unit, "per": q.per}
            return read | {"change": "level", "status": "planned"}
    return {}
