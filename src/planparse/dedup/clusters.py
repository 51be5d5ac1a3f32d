"""Clusters of reposts: likenesses joined, as long as issuer and year allow, and one canonical copy for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planparse.dedup.pairs import ALIKE, Likeness, compare, likenesses
from planparse.dedup.sketch import Sketch

Relation = Literal["canonical", "copy", "part"]


@dataclass(frozen=True, slots=True)
class Member:
    """One copy; `similarity` and `part` compare it with the canonical one."""

    doc_id: str
    source: str
    relation: Relation
    similarity: float
    part: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """The copies of one document; the canonical one stands first, the others in input order."""

    cluster_id: str
    members: tuple[Member, ...]


class _Groups:
    """Documents joined step by step (union-find); a group never holds two years or two issuers."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self.parent = list(range(len(sketches)))
        self.years = [s.year for s in sketches]
        self.issuers = [s.issuer for s in sketches]

    def of(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, first: int, second: int) -> None:
        a, b = sorted((self.of(first), self.of(second)))
        if a == b or not (_agree(self.years[a], self.years[b]) and _same_body(self.issuers[a], self.issuers[b])):
            return
        self.parent[b] = a
        self.years[a] = self.years[a] or self.years[b]
        self.issuers[a] = self.issuers[a] or self.issuers[b]


def _agree(first: int | None, second: int | None) -> bool:
    return first is None or second is None or first == second


def _same_body(first: str | None, second: str | None) -> bool:
    """One name, also where one copy writes it with the place before it (湘江市松河区教育局, 松河区教育局)."""
    return first is None or second is None or first.endswith(second) or second.endswith(first)


def clusters(sketches: Sequence[Sketch]) -> list[Cluster]:
    """The groups of two and more copies, in input order.

    Next year's plan repeats much of this year's, and bureaus copy each other's: documents of another year or issuer are
    no copies, however alike. A piece that names neither belongs to what it is most alike.
    """
    groups = _Groups(sketches)
    for likeness in _strongest_first(sketches, likenesses(sketches)):
        groups.join(likeness.first, likeness.second)
    members: dict[int, list[int]] = {}
    for number in range(len(sketches)):
        members.setdefault(groups.of(number), []).append(number)
    return [_cluster(sketches, numbers) for numbers in members.values() if len(numbers) > 1]


def _strongest_first(sketches: Sequence[Sketch], found: Iterable[Likeness]) -> Iterator[Likeness]:
    """Likenesses of documents that both say their year first, so that what does not say it joins the right year."""
    yield from sorted(found, key=lambda a: sketches[a.first].year is None or sketches[a.second].year is None)


def _cluster(sketches: Sequence[Sketch], numbers: Sequence[int]) -> Cluster:
    canonical = min(numbers, key=lambda n: (sketches[n].truncated, -sketches[n].length, n))
    others = [_member(sketches, canonical, n) for n in numbers if n != canonical]
    first = sketches[canonical]
    return Cluster(f"c-{first.doc_id.removeprefix('d-')}", (Member(first.doc_id, first.source, "canonical", 1.0, 1.0), *others))


def _member(sketches: Sequence[Sketch], canonical: int, number: int) -> Member:
    likeness = compare(sketches, canonical, number)
    relation: Relation = "copy" if likeness.similarity >= ALIKE else "part"
    return Member(sketches[number].doc_id, sketches[number].source, relation, round(likeness.similarity, 2), round(likeness.part, 2))
