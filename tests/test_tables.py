"""Breakdown tables: the case table, and tables that a reader gives."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest

from planparse import parse
from planparse.records import Measure, Target

CASES = tomllib.loads(resources.files("planparse.link").joinpath("tables.cases.toml").read_text("utf-8"))["case"]


def shown(measure: Measure, targets: dict[str, Target]) -> dict[str, Any]:
    """A measure as the case table writes it."""
    who = [f"{a.name} {a.role}" + ("" if a.basis == "explicit" else f" {a.basis}") for a in measure.responsible]
    end = measure.period.end if measure.period else None
    held = [targets[i] for i in measure.target_ids]
    assert all(t.responsible == measure.responsible for t in held)
    row = {"at": measure.locator, "quote": measure.quote, "action": measure.action, "object": measure.object, "who": who}
    return row | ({"by": str(end)} if end else {}) | {"targets": [t.quote for t in held]}


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case_table(case: dict[str, Any]) -> None:
    parsed = parse(case["text"])
    targets = {t.target_id: t for t in parsed.targets}
    in_tables = [m for m in parsed.measures if m.locator]
    assert [shown(m, targets) for m in in_tables] == case["expect"]
    if "values" not in case:  # no time at the head of a column
        assert all((targets[i].period and targets[i].period.end) == (m.period and m.period.end) for m in in_tables for i in m.target_ids)


@pytest.mark.parametrize("case", [c for c in CASES if "values" in c], ids=[c["why"] for c in CASES if "values" in c])
def test_values_in_cells(case: dict[str, Any]) -> None:
    """What the numbers measure, with status and time."""
    targets = parse(case["text"]).targets
    written = [f"{t.quote} {t.indicator} {t.status}" + (f" {t.period.text}" if t.period else "") for t in targets]
    assert written == case["values"]


def test_a_cell_that_names_a_group_opens_a_section_over_its_rows() -> None:
    text = "石桥县2020年实事表\n大类 | 序号 | 工作任务 | 牵头单位 |\n一、守住民生底线 | 1 | 提高补助30元。 | 民政局 |\n2 | 新增床位60张。 | 卫健局 |\n"
    sections = parse(text).documents[0].sections
    assert [(s.marker, s.level, s.title) for s in sections] == [("一、", 1, "守住民生底线"), ("1", 2, None), ("2", 2, None)]


def test_the_case_table_is_large_enough() -> None:
    assert len(CASES) >= 25
