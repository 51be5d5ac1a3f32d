"""Confidence: the share of records with the same evidence that were right in every field on labelled documents."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity
from planparse.link.indicator import Named

_UNRESOLVED = 0.9  # a period whose year is not known
_ASIDE = 0.95  # a number inside brackets
_UNNAMED = 0.2


@cache
def _table() -> dict[str, float]:
    return tomllib.loads(resources.files("planparse.link").joinpath("confidence.toml").read_text("utf-8"))


def of(named: Named, q: Quantity, period: PeriodMention | None, aside: bool) -> float:
    """The confidence of a target, from 0 to 1, in hundredths."""
    if not named.name:
        return _UNNAMED
    value = _table().get(named.rule, _table()["default"])
    if period is not None and period.first is None and period.last is None:
        value *= _UNRESOLVED
    return round(value * (_ASIDE if aside else 1.0), 2)
