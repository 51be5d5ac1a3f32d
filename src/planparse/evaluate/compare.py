"""When a field of a record counts as the same as its label's."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from planparse.evaluate.labels import TargetLabel
from planparse.patterns import lazy
from planparse.records import Period, Target

# Classifiers and signs that name the same unit.
SAME_UNIT = {
    "名": "人",
    "位": "人",
    "個": "个",
    "家": "个",
    "处": "个",
    "m2": "平方米",
    "percent": "%",
    "CNY": "元",
}
ALIKE = 0.6

_IDLE = lazy(r"[\W_的]+")


class Stretch(Protocol):
    """Anything that lies in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=Stretch)
Wanted = TypeVar("Wanted", bound=Stretch)


def plain(phrase: str | None) -> str:
    """A phrase without punctuation, spaces and 的.

    >>> plain("小学的 入学率。")
    '小学入学率'
    """
    return _IDLE.sub("", phrase or "")


def similar(one: str | None, other: str | None) -> float:
    """How alike two phrases are, 0 to 1: F1 of their pairs of neighbouring characters.

    >>> similar("学前入园率", "学前一年入园率")
    0.6
    """
    a, b = plain(one), plain(other)
    if not a or not b:
        return float(a == b)
    x, y = _pairs_of(a), _pairs_of(b)
    return 2 * (x & y).total() / (x.total() + y.total())


def same_indicator(one: str | None, other: str | None) -> bool:
    """Alike, or one is the other with at most two characters in front: 新增学位, 学位."""
    short, long = sorted((plain(one), plain(other)), key=len)
    tail = len(short) >= 2 and long.endswith(short) and len(long) - len(short) <= 2
    return tail or similar(one, other) >= ALIKE


def same_number(found: Decimal | None, wanted: Decimal | None) -> bool:
    """Equal but for rounding at the second decimal or the sixth digit."""
    if found is None or wanted is None:
        return found is wanted
    return abs(found - wanted) <= max(Decimal("0.01"), abs(wanted) * Decimal("1e-6"))


def same_unit(found: str | None, wanted: str | None) -> bool:
    """Equal, full-width or half-width, or two names of one unit.

    >>> same_unit("名", "人"), same_unit("所", "个")
    (True, False)
    """
    return _unit(found) == _unit(wanted)


def same_period(found: Period | None, wanted: str | None) -> bool:
    """The label's year, month or day, or its span, is where the found period ends (and starts)."""
    if wanted is None:
        return found is None or not found.end
    if found is None:
        return False
    first, _, last = wanted.partition("/")
    ends = (found.end or "").startswith(last or first)
    return ends and (last in ("", first) or (found.start or "").startswith(first))


def same_quantity(found: Target, wanted: TargetLabel) -> bool:
    """Value, unit and comparator are right."""
    return (
        _same_values(found, wanted)
        and same_unit(found.unit, wanted.unit)
        and found.comparator == wanted.comparator
    )


def _same_values(found: Target, wanted: TargetLabel) -> bool:
    return same_number(found.value, wanted.value) and same_number(found.value_max, wanted.value_max)


# The fields of a target, in the order they are reported in.
TARGET_FIELDS: dict[str, Callable[[Target, TargetLabel], bool]] = {
    "kind": lambda found, wanted: found.kind == wanted.kind,
    "value": _same_values,
    "unit": lambda found, wanted: same_unit(found.unit, wanted.unit),
    "comparator": lambda found, wanted: found.comparator == wanted.comparator,
    "per": lambda found, wanted: plain(found.per) == plain(wanted.per),
    "indicator": lambda found, wanted: same_indicator(found.indicator, wanted.indicator),
    "change": lambda found, wanted: found.change == wanted.change,
    "baseline": lambda found, wanted: same_number(found.baseline, wanted.baseline),
    "period": lambda found, wanted: same_period(found.period, wanted.period),
    "status": lambda found, wanted: found.status == wanted.status,
}


def pair(
    found: Sequence[Found], wanted: Sequence[Wanted], score: Callable[[Found, Wanted], float]
) -> list[tuple[Found, Wanted]]:
    """Pair overlapping stretches one to one: best score first, then longest overlap, then reading order."""
    edges = [
        (-score(f, w), -shared, i, j)
        for i, f in enumerate(found)
        for j, w in enumerate(wanted)
        if (shared := min(f.end, w.end) - max(f.start, w.start)) > 0
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, _, i, j in sorted(edges):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((found[i], wanted[j]))
    return pairs


def _unit(unit: str | None) -> str:
    plain_unit = unicodedata.normalize("NFKC", (unit or "").strip())
    return SAME_UNIT.get(plain_unit, plain_unit)


def _pairs_of(phrase: str) -> Counter[str]:
    return Counter(phrase[i : i + 2] for i in range(max(1, len(phrase) - 1)))
