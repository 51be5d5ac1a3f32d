"""The building blocks on everyday text: every row of the case table, compared field by field."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest

from planparse import find_quantities

ROWS = tomllib.loads(resources.files("planparse.extract").joinpath("everyday.cases.toml").read_text("utf-8"))["case"]


def wanted(row: dict[str, Any]) -> list[tuple[object, ...]]:
    """What stands in the brackets of a row, with the fields that it states."""
    parts = row["text"].split("⟦")[1:]
    spans = [part.split("⟧")[0] for part in parts]
    return [
        (span, e["kind"], Decimal(e["value"]), Decimal(e["value_max"]) if "value_max" in e else None, e.get("unit", ""), e.get("comparator", "eq"))
        for span, e in zip(spans, row.get("expect", []), strict=True)
    ]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["text"]) for row in ROWS])
def test_everyday(row: dict[str, Any]) -> None:
    text = row["text"].replace("⟦", "").replace("⟧", "")
    found = [(text[q.start : q.end], q.kind, q.value, q.value_max, q.unit, q.comparator) for q in find_quantities(text)]
    assert found == wanted(row)
