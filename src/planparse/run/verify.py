"""A dataset checked against its sources: hashes, offsets, quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any, cast

from planparse.errors import PlanparseError
from planparse.records import Document, Measure, Target
from planparse.write.dataset import path_of, read_manifest, read_records
from planparse.write.sources import CurrentText, SourceTexts


@dataclass
class Checked:
    """What was looked at, and one line for everything that is wrong."""

    sources: int = 0
    quotes: int = 0
    problems: list[str] = field(default_factory=list)


def verify(folder: Path, base: Path = Path()) -> Checked:
    """Read every source again (paths are taken from `base`) and check all that the dataset says about it.

    Errors: PlanparseError where the folder is no finished dataset.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise PlanparseError(f"{folder} is no finished dataset (no run.json); make one with: planparse run")
    checked = Checked(problems=list(_changed_files(folder, manifest)))
    sources = _Sources(SourceTexts(folder, base))
    for document in cast("Iterator[Document]", read_records(folder, "documents")):
        checked.problems += _document_problems(document, sources.read(document.source))
    for record in ("measures", "targets"):
        for row in cast("Iterator[Measure | Target]", read_records(folder, record)):
            checked.quotes += 1
            checked.problems += _row_problems(row, sources.read(row.source))
    checked.problems += sources.unread.values()
    checked.sources = len(sources.seen)
    return checked


def _changed_files(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    for name, expected in manifest["sha256"].items():
        path = path_of(folder, name)
        if not path.is_file():
            yield f"{path.name}: missing"
            continue
        with path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != expected:
                yield f"{path.name}: changed since the run"


class _Sources:
    """Source texts; what can't be read is a problem, once."""

    def __init__(self, texts: SourceTexts) -> None:
        self.texts = texts
        self.seen: set[str] = set()
        self.unread: dict[str, str] = {}

    def read(self, name: str) -> CurrentText | None:
        """The text of a source; None where it can't be read."""
        self.seen.add(name)
        if name in self.unread:
            return None
        try:
            return self.texts.read(name)
        except PlanparseError as error:
            self.unread[name] = str(error)
            return None


def _document_problems(document: Document, source: CurrentText | None) -> Iterator[str]:
    if source is None:
        return
    if source.sha256 != document.sha256:
        yield f"{document.source}: changed since the run (its SHA-256 is another)"
    removed = [(r.start, r.end) for r in document.removed]
    sections = [(s.start, s.end) for s in document.sections]
    for start, end in [(document.start, document.end), *document.body, *removed, *sections]:
        if not 0 <= start <= end <= len(source.text):
            yield f"{document.source}: {document.doc_id}: [{start}, {end}) is outside of the text"


def _row_problems(row: Measure | Target, source: CurrentText | None) -> Iterator[str]:
    if source is None:
        return
    if source.text[row.start : row.end] != row.quote:
        yield f"{row.source}: [{row.start}, {row.end}) is not {row.quote!r}"
    for agency in row.responsible:
        if agency.start is None or agency.end is None:
            continue
        if not 0 <= agency.start < agency.end <= len(source.text):
            yield f"{row.source}: {agency.name}: [{agency.start}, {agency.end}) is outside of the text"
