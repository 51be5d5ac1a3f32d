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

from planparse import Pipeline, explain, find_periods, find_quantities, normalize, parse
from planparse.records import Target

CORPUS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
TABLES = ("targets", "standing", "indicator")
CASES = [
    case
    for name in TABLES
    for case in tomllib.loads(resources.files("planparse.link").joinpath(f"{name}.cases.toml").read_text("utf-8"))["case"]
]
PLAN = "临江县2015年工作要点\n一、主要任务\n"
HEADS = {"plan": PLAN, "profile": "临江县概况\n", "summary": "临江县2015年工作总结\n一、完成情况\n", "half": "临江县2015年上半年工作总结和下半年工作计划\n一、上半年工作情况\n", "report": "临江县人民政府工作报告\n——2016年1月在县第九届人民代表大会上\n一、过去一年的工作回顾\n"}


def said(target: Target, field: str) -> Any:
    if field in ("first", "last"):
        return (target.period.start if field == "first" else target.period.end) if target.period else ""
    value = getattr(target, field)
    return "" if value is None else value


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_targets_of_a_sentence(case: dict[str, Any]) -> None:
    found = parse(HEADS[case.get("document", "plan")] + case["text"] + "\n").targets
    wanted = case["targets"]
    assert [t.quote for t in found] == [w["quote"] for w in wanted]
    for target, row in zip(found, wanted, strict=True):
        fields = {k: Decimal(v) if k == "baseline" and v else v for k, v in row.items()}
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


def test_masked_amounts_have_a_reason_of_their_own() -> None:
    coverage = parse(PLAN + "合格率达到xx%,改造道路**公里,新建泵站3座,由xx县中学落实。\n").coverage
    assert coverage.set_aside["masked"] == 2
    assert coverage.seen == coverage.used + sum(coverage.set_aside.values())


def test_explaining_tells_what_was_dropped_and_stays_in_the_sentence() -> None:
    parsed = parse(PLAN + "1.骨干教师培训120人,推进第二轮课改。\n2.新建第三中学。\n")
    story = explain.target(parsed, parsed.targets[0])
    assert "set aside   二 — it is an ordinal" in story.replace("第二", "二")
    assert "2015" not in story.split("confidence")[1]
    assert "三" not in story.split("confidence")[1]
    parsed = parse(PLAN + "入园率达到85%的幼儿园全部挂牌。\n")
    assert "dropped     幼儿园" in explain.target(parsed, parsed.targets[0])


@pytest.mark.parametrize(
    ("head", "middle", "doc_type"),
    [
        ("临江县人民法院工作报告\n过去五年工作回顾\n", "2016年工作安排\n", "report"),
        ("临江县水利局2015年工作报告\n一、工作回顾\n", "二、下一步工作打算\n", "report"),
        ("2015年医院工作总结和计划\n", "今后工作打算\n", "mixed"),
        ("临江县2015年国民经济统计公报\n", "2016年工作安排\n", "report"),
    ],
)
def test_headings_without_a_number_part_what_was_done_from_what_is_planned(head: str, middle: str, doc_type: str) -> None:
    parsed = parse(f"{head}办结案件520件。\n{middle}办结案件600件。\n")
    assert [t.status for t in parsed.targets] == ["achieved", "planned"]
    assert parsed.documents[0].doc_type == doc_type


def test_a_line_within_a_plan_is_no_heading() -> None:
    (target,) = parse(PLAN + "过去的做法要总结。\n培训教师30名。\n").targets
    assert target.status == "planned"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("临江县水务局2015年工作总结\n一、完成情况\n修渠9公里。\n二、明年工作打算\n明年修渠12公里。\n", "2016-12-31"),
        ("临江县人民政府工作报告\n一、2015年工作回顾\n修渠9公里。\n二、2016年工作安排\n到明年修渠12公里。\n", "2017-12-31"),
        ("临江县2015年前三季度经济运行分析\n前三季度,修渠12公里。\n", "2015-09-30"),
    ],
    ids=["written the year before", "given in the year", "within the year"],
)  # fmt: skip
def test_relative_years_count_from_when_a_document_is_written(text: str, last: str) -> None:
    period = parse(text).targets[-1].period
    assert (period.end if period else None) == last
