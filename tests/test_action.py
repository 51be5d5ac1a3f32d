"""Every case row of the measures: a clause, and the pieces of work it states."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from planparse.extract import action
from planparse.normalization import normalize

ROWS = tomllib.loads(resources.files("planparse.extract").joinpath("action.cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:24])
def test_row(row: dict[str, object]) -> None:
    text = normalize(str(row["text"])).text.text
    found = [{"action": m.action, "object": m.object} for m in action.find(text, 0, len(text))]
    assert found == row["expect"]
