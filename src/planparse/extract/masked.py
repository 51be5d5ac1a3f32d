"""Amounts whose digits are masked (xx%, **公里, ×万元): they have no value, and coverage says so."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.extract.amount import SetAside
from planparse.extract.units import unit_at
from planparse.patterns import lazy

_SIGNS = lazy(r"[xX×*](?<![A-Za-z0-9*×.].)(?:(?<=[xX])[xX]{0,5}|(?<=[×*])[×*]{0,5})(?:\.(?:[xX]{1,3}|[×*]{1,3}))?[十百千万亿]*+(?=[^\sxX×*])")
# What also stands behind a masked name: XX县, XX年, xx班.
_OF_NAMES = frozenset(("place", "year", "month", "day"))
_NAMED = frozenset(("班", "期", "届", "部", "版", "组", "人", "处", "科", "层", "面", "门", "支", "条"))


def find(text: str) -> Iterator[SetAside]:
    """Every masked amount.

    >>> [text[a.start : a.end] for text in ["xx县合格率达到xx%,改造道路**公里"] for a in find(text)]
    ['xx', '**']
    """
    for match in _SIGNS.finditer(text):
        found = unit_at(text, match.end())
        if found and found[0].group not in _OF_NAMES and found[0].name not in _NAMED:
            yield SetAside(match.start(), match.end(), "masked")
