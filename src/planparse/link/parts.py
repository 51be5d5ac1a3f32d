"""Totals and repetitions: 25所,其中新建6所 knows its total; a target stated twice knows the first statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from planparse.link.targets import LinkedTarget
from planparse.records import Target

_INCLUDING = re.compile(r"其中[:,]?|\(")
_NEW_SUBJECT = re.compile(r"[;。!?]")


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


def repetitions(targets: Iterable[Target]) -> Mapping[str, str]:
    """For all targets of a document that say the same, the first among them, the identifier of the first."""
    first: dict[tuple[object, ...], str] = {}
    same: dict[str, str] = {}
    for t in targets:
        key = (t.doc_id, t.kind, t.value, t.value_max, t.unit, t.comparator, t.per, t.change, _bare(t.indicator))
        if t.indicator and key in first:
            same[t.target_id] = same[first[key]] = first[key]
        else:
            first[key] = t.target_id
    return same


def _bare(indicator: str | None) -> str:
    return re.sub(r"[\W_的]+", "", indicator or "")
