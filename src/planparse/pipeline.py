"""The whole flow on one screen: read, normalize, segment, extract, link, record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from planparse.collector import resting
from planparse.config import USUAL, Config
from planparse.errors import Reject
from planparse.extract import mentions
from planparse.extract.quantity import SetAside
from planparse.link import assemble
from planparse.link.clauses import without_asides
from planparse.link.named import Named
from planparse.link.rows import Rows
from planparse.link.targets import Linker
from planparse.normalization import Normalized, normalize
from planparse.read import SourceText, read_bytes, read_text
from planparse.records import Document, Measure, Rejected, Target
from planparse.segment import Part, segment
from planparse.text import AlignedText


@dataclass(frozen=True)
class Coverage:
    """How many numbers a file holds, how many became targets, and why the others did not."""

    seen: int = 0
    used: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)

    def __add__(self, other: Coverage) -> Coverage:
        aside = Counter(self.set_aside) + Counter(other.set_aside)
        return Coverage(self.seen + other.seen, self.used + other.used, dict(sorted(aside.items())))


@dataclass(frozen=True)
class ParsedFile:
    """The records of one file, and the texts they were read from (None where the file was rejected)."""

    documents: tuple[Document, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    coverage: Coverage = Coverage()
    aside: tuple[SetAside, ...] = field(default=(), repr=False)  # numbers without a target, in the normalised text
    source: SourceText | None = field(default=None, repr=False)
    text: AlignedText | None = field(default=None, repr=False)

    def _repr_html_(self) -> str:
        """The documents with their targets highlighted, for notebooks."""
        from planparse.notebook import of_file

        return of_file(self.source.text if self.source else None, self.documents, self.targets, self.rejected)


def parse(data: str | bytes | Path, *, year: int | None = None, config: Config | None = None, name: str | None = None) -> ParsedFile:
    """Everything planparse knows of one file, given as text, bytes or path.

    `year` stands above the document's own year. A file that can't be read gives no records and one `rejected` row.

    >>> parsed = parse("青河县教育局2015年工作要点\\n一、抓培训。年内培训骨干教师300人。")
    >>> [(t.quote, t.indicator, t.period.end) for t in parsed.targets]
    [('300人', '骨干教师', '2015-12-31')]
    """
    config = config or USUAL
    try:
        source = _read(data, name, config)
    except Reject as reject:
        shown = name or (data.as_posix() if isinstance(data, Path) else "<input>")
        return ParsedFile(rejected=(Rejected(source=shown, stage=reject.stage, reason=reject.reason),))
    with resting():
        return _parse(source, normalize(source.text, source.asides, source.line_ends()), year, config)


def _read(data: str | bytes | Path, name: str | None, config: Config) -> SourceText:
    if isinstance(data, str):
        return read_text(data, name or "<text>")
    if isinstance(data, bytes):
        return read_bytes(data, name or "<bytes>", config)
    try:
        return read_bytes(data.read_bytes(), name or data.as_posix(), config)
    except OSError as error:
        raise Reject("read", f"cannot be opened: {error.strerror}") from None


def _parse(source: SourceText, normalized: Normalized, year: int | None, config: Config) -> ParsedFile:
    text = normalized.text
    parts = segment(normalized, year, source.tables)
    found = mentions.find(text.text, parts, config.agency_model)
    documents: list[Document] = []
    measures: list[Measure] = []
    rows: list[Target] = []
    aside = list(found.aside)
    flat = without_asides(text.text)
    for number, (part, here, (start, end)) in enumerate(zip(parts, found.by_part, _bounds(source, text, parts), strict=True), 1):
        doc = assemble.document(source, normalized, part, number, start, end)
        documents.append(doc)
        builder = Rows(source, text, part, doc, here, flat)
        found_measures, found_targets = builder.build()
        measures += found_measures
        rows += found_targets
        aside += [SetAside(q.start, q.end, reason) for q, reason in builder.unused()]
    coverage = _coverage(sum(len(here.quantities) for here in found.by_part) + len(found.aside), len(rows), aside)
    return ParsedFile(tuple(documents), tuple(measures), tuple(rows), (), coverage, tuple(aside), source, text)


def readings(source: SourceText, place: int) -> list[Named]:
    """Every indicator that a rule read for the number at a place of the normalised text, the one that stands first."""
    normalized = normalize(source.text, source.asides, source.line_ends())
    parts = segment(normalized, None, source.tables)
    for part, here in zip(parts, mentions.find(normalized.text.text, parts).by_part, strict=True):
        if part.start <= place < part.end:
            linker = Linker(normalized.text.text, part, here)
            linker.overheard = {}
            list(linker.targets())
            return linker.overheard.get(place, [])
    return []


def _coverage(seen: int, used: int, aside: Iterable[SetAside]) -> Coverage:
    return Coverage(seen, used, dict(sorted(Counter(a.reason for a in aside).items())))


def _bounds(source: SourceText, text: AlignedText, parts: tuple[Part, ...]) -> list[tuple[int, int]]:
    """Where the documents lie in the source: from the first character, each to where the next begins."""
    starts = [0, *(text.to_source((p.start, max(p.start, p.start + 1))).start for p in parts[1:])]
    return list(zip(starts, [*starts[1:], len(source.text)], strict=True))


@dataclass(frozen=True)
class Pipeline:
    """A configured `parse` for many files."""

    config: Config = field(default_factory=Config)

    def parse_many(self, inputs: Iterable[str | bytes | Path], workers: int = 1) -> Iterator[ParsedFile]:
        """Parse inputs in their order; with several workers in separate processes, with the same results."""
        if workers == 1:
            for one in inputs:
                yield parse(one, config=self.config)
            return
        from planparse.run.pool import in_processes

        yield from in_processes(inputs, self.config, workers)
