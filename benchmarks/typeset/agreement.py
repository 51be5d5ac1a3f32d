"""How far the records of a document agree between its plain text and another format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from planparse.pipeline import ParsedFile
from planparse.records import Document, Target


@dataclass
class Agreement:
    """Records of the same content: in both, only in the plain text, only in the other format."""

    both: int = 0
    missed: Counter[Hashable] = field(default_factory=Counter)
    spurious: Counter[Hashable] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        wrong = self.missed.total() + self.spurious.total()
        return 2 * self.both / (2 * self.both + wrong) if self.both or wrong else 1.0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.both + other.both, self.missed + other.missed, self.spurious + other.spurious)


def _agreement(plain: Iterable[Hashable], other: Iterable[Hashable]) -> Agreement:
    expected, found = Counter(plain), Counter(other)
    return Agreement((expected & found).total(), expected - found, found - expected)


def targets(plain: ParsedFile, other: ParsedFile) -> Agreement:
    """Whether the targets are the same: kind, value, unit, comparator, indicator, period, status and agencies."""
    return _agreement(map(_target, plain.targets), map(_target, other.targets))


def sections(plain: ParsedFile, other: ParsedFile) -> Agreement:
    """Whether the outline is the same: each section with its marker, its title and those of the sections above it."""
    return _agreement(
        (path for document in plain.documents for path in _paths(document)), (path for document in other.documents for path in _paths(document))
    )


def _target(target: Target) -> Hashable:
    period = (target.period.start, target.period.end) if target.period else None
    agencies = tuple(sorted((agency.name, agency.role) for agency in target.responsible))
    return (
        target.kind, target.value, target.value_max, target.unit, target.comparator, target.indicator, period, target.status, agencies,
    )  # fmt: skip


def _paths(document: Document) -> list[Hashable]:
    paths: dict[str, tuple[tuple[str, str | None], ...]] = {}
    for section in document.sections:
        above = paths.get(section.parent_id or "", ())
        paths[section.section_id] = (*above, (section.marker.strip(), section.title))
    return list(paths.values())
