"""Whole targets: what links write into a record, sentence by sentence."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse import Pipeline, find_periods, find_quantities, normalize, parse
from planparse.records import Target

CORPUS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
CASES = tomllib.loads(resources.files("planparse.link").joinpath("targets.cases.toml").read_text("utf-8"))["case"]
PLAN = "临江县2015年工作要点\n一、主要任务\n"


def said(target: Target, field: str) -> Any:
    if field == "last":
        return target.period.end if target.period else ""
    value = getattr(target, field)
    return "" if value is None else value


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_targets_of_a_sentence(case: dict[str, Any]) -> None:
    found = parse(PLAN + case["text"] + "\n").targets
    wanted = case["targets"]
    assert [t.quote for t in found] == [w["quote"] for w in wanted]
    for target, row in zip(found, wanted, strict=True):
        fields = {k: Decimal(v) if k == "baseline" else v for k, v in row.items()}
        assert {field: said(target, field) for field in fields} == fields


def test_parts_know_their_total_and_repetitions_each_other() -> None:
    parsed = parse(PLAN + "建设学校25所,其中新建6所、扩建8所。\n二、保障\n年内建设学校25所。\n")
    total, new, extended, again = parsed.targets
    assert (new.part_of, extended.part_of) == (total.target_id, total.target_id)
    assert (total.same_as, again.same_as, new.same_as) == (total.target_id, total.target_id, None)


def test_every_number_is_a_target_or_set_aside() -> None:
    coverage = parse(PLAN + "巩固率由90%提高到92%,推进第二轮改革,新建幼儿园5所。\n").coverage
    assert coverage.seen == coverage.used + sum(coverage.set_aside.values())


def test_the_library_reads_text_without_a_document() -> None:
    assert normalize("新建學校２所，擴建醫院").text == "新建学校2所,扩建医院"
    (sum_,) = find_quantities("投入9塊5毛")
    assert (sum_.value, sum_.unit) == (Decimal("9.5"), "元")
    (half,) = find_periods("上半年", 2019)
    assert (half.first, half.last) == ("2019-01-01", "2019-06-30")


def test_processes_give_what_one_process_gives() -> None:
    texts = [PLAN + f"新建学校{n}所。" for n in range(1, 6)]
    alone = [p.targets for p in Pipeline().parse_many(texts)]
    assert [p.targets for p in Pipeline().parse_many(texts, workers=2)] == alone


@given(st.sampled_from(CORPUS), st.integers(0, 2500), st.integers(1, 900), st.lists(st.integers(0, 899), max_size=12))
def test_any_piece_of_a_document_gives_records_that_hold(path: Path, start: int, length: int, swapped: list[int]) -> None:
    """Torn out anywhere, with characters out of place: no fault, exact quotes, every number accounted for."""
    piece = list(path.read_text("utf-8")[start : start + length])
    for i in swapped:
        if i + 1 < len(piece):
            piece[i], piece[0] = piece[0], piece[i]
    parsed = parse("".join(piece))
    if parsed.rejected:
        return
    assert parsed.source is not None
    for record in (*parsed.targets, *parsed.measures):
        assert parsed.source.text[record.start : record.end] == record.quote
        assert type(record).model_validate(record.model_dump()) == record  # the pipeline makes records unchecked
    assert len({t.target_id for t in parsed.targets}) == len(parsed.targets)
    assert parsed.coverage.seen == parsed.coverage.used + sum(parsed.coverage.set_aside.values())


@pytest.mark.parametrize(
    "text", ["平均住院日从9.1.缩短至8.3天。", "发布日期：20道1年3月19日\n新建学校3所。", "从1,720提高至1960元。"]
)
def test_misprints_do_no_harm(text: str) -> None:
    found = parse(PLAN + text + "\n").targets
    assert len(found) == 1
    assert found[0].indicator is None or not found[0].indicator.isdigit()
