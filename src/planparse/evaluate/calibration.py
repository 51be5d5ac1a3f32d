"""Calibration: whether a confidence of 0.9 means that nine records in ten are right in every field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from planparse.evaluate.compare import TARGET_FIELDS, pair
from planparse.evaluate.labels import Gold
from planparse.evaluate.score import Records
from planparse.evaluate.targets import likeness
from planparse.records import Target

_EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Bin:
    """The records of a range of confidence, or of one rule: how many, and how many right in every field."""

    name: str
    count: int
    right: int
    mean: float


def by_confidence(records: Records, golds: Iterable[Gold]) -> list[Bin]:
    """Bins of confidence; the records of optional labels are left out."""
    judged = list(_judged(records, golds))
    bins = []
    for low, high in pairwise(_EDGES):
        inside = [(t, ok) for t, ok in judged if low <= t.confidence < high]
        if inside:
            bins.append(_bin(f"{low:.2f} to {min(high, 1.0):.2f}", inside))
    return bins


def by_rule(records: Records, golds: Iterable[Gold]) -> list[Bin]:
    """One bin for each rule that found an indicator, the most frequent first."""
    groups: dict[str, list[tuple[Target, bool]]] = {}
    for target, ok in _judged(records, golds):
        groups.setdefault(target.rule.rpartition("/")[2], []).append((target, ok))
    return sorted((_bin(name, rows) for name, rows in groups.items()), key=lambda b: (-b.count, b.name))


def _bin(name: str, rows: list[tuple[Target, bool]]) -> Bin:
    return Bin(name, len(rows), sum(ok for _, ok in rows), sum(t.confidence for t, _ in rows) / len(rows))


def _judged(records: Records, golds: Iterable[Gold]) -> Iterator[tuple[Target, bool]]:
    """Each target of the labelled zones with whether all its fields are right."""
    for gold in golds:
        found = [
            t
            for t in records.targets
            if t.source.rpartition("/")[2] == gold.source and gold.zone.start <= t.start < gold.zone.end
        ]
        pairs = {id(t): label for t, label in pair(found, gold.targets, likeness)}
        for target in found:
            label = pairs.get(id(target))
            if label is None or not label.optional:
                yield target, label is not None and all(same(target, label) for same in TARGET_FIELDS.values())
