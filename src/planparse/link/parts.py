"""Totals and repetitions: 25所,其中新建6所 knows its total; a target stated twice knows the first statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from planparse.link.targets import LinkedTarget
from planparse.patterns import lazy

_INCLUDING = lazy(r"其中[:,]?|\(")
_NEW_SUBJECT = lazy(r"[;。!?]")


def totals(text: str, linked: Sequence[LinkedTarget]) -> Mapping[int, int]:
    """For each part, by where its number starts, where the number of its total starts.

    A part follows 其中, or stands in a bracket, behind the total in the same sentence; it is of the same kind and
    unit and not larger.
    """
    found: dict[int, int] = {}
    whole: LinkedTarget | None = None
    for before, this in pairwise(linked):
        gap = text[before.quantity.end : this.quantity.start]
        if before.sentence != this.sentence or _NEW_SUBJECT.search(gap):
            whole = None
        if _INCLUDING.search(gap) and before.sentence == this.sentence:
            whole = before
        if whole and _fits(whole, this):
            found[this.quantity.start] = whole.quantity.start
    return found


def _fits(whole: LinkedTarget, part: LinkedTarget) -> bool:
    a, b = whole.quantity, part.quantity
    return a.kind == b.kind == "count" and a.unit == b.unit and b.value <= a.value and whole.change == part.change


def repetitions(linked: Iterable[LinkedTarget]) -> Mapping[int, int]:
    """For all targets of a document that say the same as one before, by where their number starts, where the first's does."""
    first: dict[tuple[object, ...], int] = {}
    same: dict[int, int] = {}
    for t in linked:
        q = t.quantity
        if not t.indicator:
            continue
        key = (q.kind, q.value, q.value_max, q.unit, q.comparator, q.per, t.change, _UNSAID.sub("", t.indicator))
        if key in first:
            same[q.start] = same[first[key]] = first[key]
        else:
            first[key] = q.start
    return same


_UNSAID = lazy(r"[\W_的]+")
