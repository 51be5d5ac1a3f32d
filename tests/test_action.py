"""Every case row of the measures: a clause, and the pieces of work it states."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from planparse.extract import action
from planparse.normalization import normalize
from planparse.pipeline import parse

ROWS = tomllib.loads(resources.files("planparse.extract").joinpath("action.cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:24])
def test_row(row: dict[str, object]) -> None:
    text = normalize(str(row["text"])).text.text
    found = [{"action": m.action, "object": m.object} for m in action.find(text, 0, len(text))]
    assert found == row["expect"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("明年,我院将深化改革,完善制度,启动创建。", ["planned", "planned", "planned"]),
        ("将9个村纳入试点,建成示范村2个。", ["achieved", "achieved"]),
        ("建成门诊楼,明年将启动创建。", ["achieved", "planned"]),
    ],
)
def test_what_lies_ahead_goes_on_over_commas(sentence: str, wanted: list[str]) -> None:
    assert [m.status for m in parse(f"柳湾镇2013年工作总结\n{sentence}\n").measures] == wanted
