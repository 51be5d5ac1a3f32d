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


def rows(files: Sequence[File]) -> dict[str, Any]:
    """The files of one page with their documents and targets, each naming the other by its position."""
    before = [0, *accumulate(len(f.documents) for f in files)]
    return {
        "files": [_file(file) for file in files],
        "documents": [_document(d, i, Utf16(f.text or "")) for i, f in enumerate(files) for d in f.documents],
        "fields": TARGET_FIELDS,
        "targets": [row for f, first in zip(files, before, strict=False) for row in _targets(f, first)],
        "initials": initials(word for f in files for word in _words(f)),
    }


def _file(file: File) -> dict[str, Any]:
    sha256 = file.documents[0].sha256
    return {"source": file.source, "sha256": sha256, "text": file.text, "problem": file.problem}


def _document(document: Document, file: int, at: Utf16) -> dict[str, Any]:
    names = ("title", "issuer", "year", "doc_type", "doc_number", "date", "script", "encoding", "reader", "truncated")
    return {
        "id": document.doc_id,
        "file": file,
        "start": at(document.start),
        "end": at(document.end),
        **{name: getattr(document, name) for name in names},
        "removed": [[at(r.start), at(r.end), r.rule] for r in document.removed],
        "sections": [[s.level, s.marker, s.title, at(s.start), at(s.end)] for s in document.sections],
    }


def _targets(file: File, first: int) -> list[list[Any]]:
    at = Utf16(file.text or "")
    marker = Marker(file.text, _asides(file)) if file.text is not None else None
    places = {d.doc_id: first + i for i, d in enumerate(file.documents)}
    sections = {s.section_id: i for d in file.documents for i, s in enumerate(d.sections)}
    return [_target(t, places[t.doc_id], sections.get(t.section_id or ""), at, marker) for t in file.targets]


def _asides(file: File) -> list[Aside]:
    """What a reader has set aside; of plain text there is nothing that normalizing does not find again."""
    removed = {(r.start, r.end, r.rule) for d in file.documents for r in d.removed if d.reader != PLAIN}
    return [Aside(*r) for r in sorted(removed)]


def _target(target: Target, doc: int, section: int | None, at: Utf16, marker: Marker | None) -> list[Any]:
    marks = marker.marks(target) if marker else ()
    shown = {name: _plain(getattr(target, name)) for name in TARGET_FIELDS if hasattr(target, name)}
    own = {
        "id": target.target_id, "doc": doc, "section": section, "start": at(target.start), "end": at(target.end),
        "marks": [[m.field, at(m.start), at(m.end)] for m in marks],
    }  # fmt: skip
    return [(shown | own)[name] for name in TARGET_FIELDS]


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
