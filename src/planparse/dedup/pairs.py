"""Which documents to compare at all, and what a comparison says.

Two indexes give the candidates, so that no document meets all others: bands of signatures (documents alike as wholes),
and the rarest of the sampled shingles (a part and its whole, whose signatures differ).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from planparse.dedup.sketch import PERMUTATIONS, Sketch

BANDS = 32
ALIKE = 0.70  # Jaccard similarity from which two documents are the same text
PART = 0.80  # share of the shorter one's shingles from which it is a part of the longer
_INDEXED = 8  # one shingle in so many is indexed
_RAREST = 12  # of a document's indexed shingles, so many ask who else has them
_COMMON = 40  # a shingle in more documents than this is a formula of the genre
_SHARED = 3  # answers that two documents have in common before they are compared


class Likeness(NamedTuple):
    """How two documents compare, by their numbers in the list: `part` is the share of the shorter in the longer."""

    first: int
    second: int
    similarity: float
    part: float


def likenesses(sketches: Sequence[Sketch]) -> list[Likeness]:
    """All pairs that are alike enough to be one text, the most alike first."""
    found = []
    for first, second in sorted({*_by_signature(sketches), *_by_shingles(sketches)}):
        likeness = compare(sketches, first, second)
        if likeness.similarity >= ALIKE or likeness.part >= PART:
            found.append(likeness)
    return sorted(found, key=lambda a: (-max(a.similarity, a.part), a.first, a.second))


def compare(sketches: Sequence[Sketch], first: int, second: int) -> Likeness:
    """Compare two documents."""
    a, b = sketches[first], sketches[second]
    rate = max(a.rate, b.rate)
    here, there = ({h for h in s.sample if h % rate == 0} for s in (a, b))
    smaller = min(len(here), len(there))
    part = len(here & there) / smaller if smaller else 0.0
    return Likeness(first, second, float(a.signature.jaccard(b.signature)), part)


def _by_signature(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    from rensa import RMinHashLSH

    index = RMinHashLSH(ALIKE, PERMUTATIONS, BANDS)
    for number, sketch in enumerate(sketches):
        for earlier in index.query(sketch.signature):
            yield earlier, number
        index.insert(number, sketch.signature)


def _by_shingles(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs that share several of the shingles that are rarest in one of them."""
    numbers, groups, sizes = _postings(sketches)
    shared: Counter[tuple[int, int]] = Counter()
    for number, start, end in _rarest(numbers, groups, sizes):
        for other in numbers[start:end].tolist():
            if other != number:
                shared[min(number, other), max(number, other)] += 1
    return (pair for pair, times in shared.items() if times >= _SHARED)


def _postings(sketches: Sequence[Sketch]) -> tuple[Any, Any, Any]:
    """Of all indexed shingles, sorted by hash: the document, the group of equal ones, the groups' sizes.

    In arrays, since a dictionary of a large corpus would hold millions of lists.
    """
    import numpy as np

    samples = [np.frombuffer(sketch.sample, dtype=np.uint64) for sketch in sketches]
    hashes = np.concatenate([np.empty(0, np.uint64), *samples])
    numbers = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    indexed = hashes % _INDEXED == 0
    hashes, numbers = hashes[indexed], numbers[indexed]
    order = np.argsort(hashes, kind="stable")
    _, groups, sizes = np.unique(hashes[order], return_inverse=True, return_counts=True)
    return numbers[order], groups, sizes


def _rarest(numbers: Any, groups: Any, sizes: Any) -> Iterator[tuple[int, int, int]]:
    """For each document its rarest shingles that stand in others too, each with the stretch of its group."""
    import numpy as np

    ends = np.cumsum(sizes)
    size = sizes[groups]
    useful = np.flatnonzero((size >= 2) & (size <= _COMMON))
    useful = useful[np.lexsort((size[useful], numbers[useful]))]
    owners = numbers[useful]
    first = np.searchsorted(owners, owners)  # where the document's own begin
    useful = useful[np.arange(len(useful)) - first < _RAREST]
    for place in useful.tolist():
        group = groups[place]
        yield int(numbers[place]), int(ends[group] - sizes[group]), int(ends[group])
