"""doccano: one text a line as JSON, spans with labels; it has no place for fields. Offsets count code points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from planparse.annotation.counting import Counting, plain
from planparse.annotation.marks import Mark, Marked, from_json, known_label, read_bytes_of, to_json
from planparse.errors import PlanparseError
from planparse.write.dataset import replacing


def write(texts: Iterable[Marked], path: Path) -> None:
    """Write the lines; `source` becomes metadata, which doccano gives back."""
    with replacing(path) as out:
        for number, marked in enumerate(texts, 1):
            spans = [[mark.start, mark.end, mark.label] for mark in marked.marks]
            row = {"id": number, "text": marked.text, "label": spans, "source": marked.source}
            out.write(to_json(row) + b"\n")


def read(path: Path, text_of: Callable[[str], str]) -> Iterator[Marked]:
    """The spans of an export, with or without relations."""
    for number, line in enumerate(read_bytes_of(path).splitlines(), 1):
        if line.strip():
            yield _marked(from_json(line, f"{path}, line {number}"), f"{path}, line {number}")


def _marked(row: Any, where: str) -> Marked:
    if not isinstance(row, dict):
        raise PlanparseError(f"{where}: no object; export the project from doccano as JSONL")
    meta = row.get("meta") or row.get("metadata") or row
    text, source = row.get("text") or row.get("data"), meta.get("source")
    if not isinstance(text, str) or not isinstance(source, str):
        raise PlanparseError(f"{where}: no `text` and `source`; was it exported by planparse?")
    counting = Counting(text)
    marks = [
        Mark(label, counting.to_source(start), counting.to_source(end))
        for start, end, name in _spans(row)
        if (label := known_label(name))
    ]
    return Marked(source, plain(text), tuple(marks))


def _spans(row: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """The spans of a row, as lists or, in projects with relations, as objects."""
    for span in row.get("label") or row.get("labels") or row.get("entities") or []:
        if isinstance(span, dict):
            yield span["start_offset"], span["end_offset"], span["label"]
        else:
            yield tuple(span)
