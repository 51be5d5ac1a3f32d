"""The data of a page: files, documents and targets as plain values, offsets as browsers count."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any

from planparse.read import Aside
from planparse.read.plain import READER as PLAIN
from planparse.records import Agency, Document, Period, Target
from planparse.text import Utf16
from planparse.write.report.files import File
from planparse.write.report.initials import initials
from planparse.write.report.mentions import Marker

# The columns of a target's row; the page reads them by these names.
TARGET_FIELDS = (
    "id", "doc", "section", "start", "end", "quote", "sentence", "kind", "value", "value_max", "unit", "comparator",
    "per", "indicator", "action", "change", "baseline", "period", "status", "commitment", "implicit", "responsible",
    "rule", "confidence", "locator", "part_of", "same_as", "marks",
)  # fmt: skip
DOCUMENT_FIELDS = (
    "title", "issuer", "year", "doc_type", "doc_number", "date", "script", "encoding", "reader", "truncated",
)  # fmt: skip


def rows(files: Sequence[File]) -> dict[str, Any]:
    """The files of one page with their documents and targets, each naming the other by its position."""
    built = [_File(file, number) for number, file in enumerate(files)]
    before = [0, *accumulate(len(f.documents) for f in files)]
    return {
        "files": [file.head() for file in built],
        "documents": [row for file in built for row in file.documents()],
        "fields": TARGET_FIELDS,
        "targets": [row for file, first in zip(built, before, strict=False) for row in file.targets(first)],
        "initials": initials(word for f in files for word in _words(f)),
    }


class _File:
    """One file on its way into the page: its offsets as browsers count, and the words behind its records."""

    def __init__(self, file: File, number: int) -> None:
        self.file, self.number = file, number
        self.at = Utf16(file.text or "")
        self.marker = Marker(file.text, _asides(file)) if file.text is not None else None

    def head(self) -> dict[str, Any]:
        """What is said once for the file."""
        file = self.file
        return {"source": file.source, "sha256": file.documents[0].sha256, "text": file.text, "problem": file.problem}

    def documents(self) -> list[dict[str, Any]]:
        """Its documents."""
        return [self._document(document) for document in self.file.documents]

    def _document(self, document: Document) -> dict[str, Any]:
        at = self.at
        title = self.marker.title(document) if self.marker else None
        return {
            "id": document.doc_id,
            "file": self.number,
            "start": at(document.start),
            "end": at(document.end),
            **{name: getattr(document, name) for name in DOCUMENT_FIELDS},
            "heading": [at(title.start), at(title.end)] if title else None,
            "removed": [[at(r.start), at(r.end), r.rule] for r in document.removed],
            "sections": [[s.level, s.marker, s.title, at(s.start), at(s.end)] for s in document.sections],
        }

    def targets(self, first: int) -> list[list[Any]]:
        """Its targets; `first` is the position of its first document."""
        places = {d.doc_id: first + i for i, d in enumerate(self.file.documents)}
        sections = {s.section_id: i for d in self.file.documents for i, s in enumerate(d.sections)}
        return [self._target(t, places[t.doc_id], sections.get(t.section_id or "")) for t in self.file.targets]

    def _target(self, target: Target, doc: int, section: int | None) -> list[Any]:
        at = self.at
        marks = self.marker.marks(target) if self.marker else ()
        own = {
            "id": target.target_id, "doc": doc, "section": section, "start": at(target.start), "end": at(target.end),
            "marks": [[m.field, at(m.start), at(m.end)] for m in marks],
        }  # fmt: skip
        return [own[name] if name in own else _plain(getattr(target, name)) for name in TARGET_FIELDS]


def _asides(file: File) -> list[Aside]:
    """What a reader has set aside; of plain text there is nothing that normalizing does not find again."""
    removed = {(r.start, r.end, r.rule) for d in file.documents for r in d.removed if d.reader != PLAIN}
    return [Aside(*r) for r in sorted(removed)]


def _plain(value: Any) -> Any:
    """Decimals with their exact digits as text, since a browser would round them."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Period):
        return [value.start, value.end, value.text, value.basis]
    if isinstance(value, tuple):
        return [[a.name, a.role, a.basis] if isinstance(a, Agency) else a for a in value]
    return value


def _words(file: File) -> list[str | None]:
    """What can be searched for by initials."""
    names = [word for d in file.documents for word in (d.title, d.issuer)]
    return [*names, *(w for t in file.targets for w in (t.indicator, *(a.name for a in t.responsible)))]
