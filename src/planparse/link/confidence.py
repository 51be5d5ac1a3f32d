"""Confidence: the share of records with the same evidence that were right in every field on labelled documents."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from planparse.link.named import Named
from planparse.records import Status

# The last character of a noun that can only be measured: 入学率, 总产值.
_MEASURED = frozenset("率额量数值")


@cache
def _table() -> dict[str, dict[str, float]]:
    return tomllib.loads(resources.files("planparse.link").joinpath("confidence.toml").read_text("utf-8"))


def of(named: Named, status: Status) -> float:
    """The confidence of a target, from 0 to 1, in hundredths: by rule and noun, and lower for what only gives the context.

    >>> of(Named("", "topic"), "planned") < of(Named("骨干教师", "object"), "planned")
    True
    """
    table = _table()
    if not named.name:
        return table["rule"]["unnamed"]
    known = table["measured_noun"] if named.name[-1] in _MEASURED else {}
    value = known.get(named.rule, table["rule"].get(named.rule, table["rule"]["unknown"]))
    return round(min(value, table["rule"]["context"]), 2) if status == "context" else value
