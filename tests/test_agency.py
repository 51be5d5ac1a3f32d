"""Responsible units: the case table, and how far each naming reaches."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from planparse import parse
from planparse.extract import agency
from planparse.link.responsibility import Answering, Responsibility
from planparse.normalization import normalize, width
from planparse.read import layouts
from planparse.segment import grids, segment
from planparse.text import AlignedText

CASES = tomllib.loads(resources.files("planparse.extract").joinpath("agency.cases.toml").read_text("utf-8"))[
    "case"
]


def folded(text: str) -> str:
    return width.fold(AlignedText.of(text)).text


@pytest.mark.parametrize("case", CASES, ids=[case["text"].split("\n")[0][:24] for case in CASES])
def test_case_table(case: dict) -> None:
    marked = folded(case["text"])
    places = [(m.start() - 2 * i, m.end() - 2 * i - 2) for i, m in enumerate(re.finditer("⟦[^⟧]*⟧", marked))]
    text = re.sub("[⟦⟧]", "", marked)
    tables = grids.find(layouts.find(text), AlignedText.of(text))
    found = agency.find(text, issuer=case.get("issuer"), tables=tables)
    expected = [
        (*place, folded(unit["name"]), unit["role"])
        for place, unit in zip(places, case["expect"], strict=True)
    ]
    assert [(m.start, m.end, m.name, m.role) for m in found] == expected


def test_the_case_table_is_large_enough_in_rows_that_name_nobody_too() -> None:
    assert len(CASES) >= 200
    assert sum(not case["expect"] for case in CASES) >= 60


def answering(source: str, word: str) -> tuple[Answering, ...]:
    """Who answers for the place of a word in a document."""
    text = normalize(source).text.text
    part = segment(normalize(source))[0]
    mentions = agency.find(text, part.start, part.end, part.issuer)
    return Responsibility(text, part, mentions).of(text.index(word))


def names(source: str, word: str) -> list[tuple[str, str]]:
    return [(a.name, a.basis) for a in answering(source, word)]


HEAD = "松溪县教育局2019年工作要点\n"


def test_a_label_at_the_end_answers_for_the_whole_item() -> None:
    text = (
        HEAD
        + "一、抓基建。新建校舍3栋。维修厕所8座。(牵头单位:基建股;配合单位:财务股)\n二、抓培训。培训教师90人。\n"
    )
    for word in ("3栋", "8座"):
        assert names(text, word) == [("基建股", "explicit"), ("财务股", "explicit")]
    assert names(text, "90人") == [("松溪县教育局", "issuer")]
    assert answering(text, "90人")[0].start is None


def test_labels_on_lines_of_their_own_answer_for_the_item_above_them() -> None:
    text = (
        HEAD
        + "一、改善校舍\n目标任务:改造教室40间。\n牵头单位:县住建局\n责任单位:各乡镇政府\n二、配齐图书\n目标任务:购置图书2万册。\n牵头单位:县文旅局\n"
    )
    assert names(text, "40间") == [("县住建局", "explicit"), ("各乡镇政府", "explicit")]
    assert names(text, "2万册") == [("县文旅局", "explicit")]


def test_a_subject_answers_up_to_the_next_subject_and_not_beyond_its_sentence() -> None:
    text = HEAD + "一、抓安全。县公安局排查学校52所,县消防大队检查宿舍31栋。安装探头600个。\n"
    assert names(text, "52所") == [("县公安局", "explicit")]
    assert names(text, "31栋") == [("县消防大队", "explicit")]
    assert names(text, "600个") == [("松溪县教育局", "issuer")]


def test_the_nearer_naming_overrides_the_heading() -> None:
    text = HEAD + "一、抓队伍(牵头单位:人事股)\n1.招聘教师60人。\n2.培训班主任80人。(责任单位:师训股)\n"
    assert names(text, "60人") == [("人事股", "inherited")]
    assert names(text, "80人") == [("师训股", "explicit")]


def test_a_sentence_that_only_assigns_answers_for_its_item() -> None:
    text = (
        HEAD
        + "一、抓监测。监测学校20所,抽取学生900名。由教研室牵头,各学校配合。\n二、抓体育。举办比赛4场。\n"
    )
    assert [(a.name, a.role) for a in answering(text, "900名")] == [("教研室", "lead"), ("各学校", "support")]
    assert names(text, "4场") == [("松溪县教育局", "issuer")]


def test_a_bracket_inside_a_sentence_answers_for_its_own_clause() -> None:
    text = HEAD + "一、抓考核。承担指标12项(我局牵头),参与指标7项(我局配合),全部达标。\n"
    assert [a.role for a in answering(text, "12项")] == ["lead"]
    assert [a.role for a in answering(text, "7项")] == ["support"]


def test_days_allotted_belong_to_the_office_before_them() -> None:
    text = HEAD + "一、抓检查。检查食堂30家。责任单位:安全股(40日)勤工办(25日)\n"
    assert names(text, "30家") == [("安全股", "explicit"), ("勤工办", "explicit")]
    assert names(text, "25日") == [("勤工办", "explicit")]


def test_a_body_whose_action_no_word_list_holds_still_has_its_work() -> None:
    parsed = parse(HEAD + "一、抓作风。各股室每季度报送进展,主体责任由机关党委承担。\n")
    found = [(m.action, m.object, [a.name for a in m.responsible]) for m in parsed.measures]
    assert found[-2:] == [("报送", "进展", ["各股室"]), ("承担", "主体责任", ["机关党委"])]


def test_labels_on_lines_of_their_own_answer_together_though_a_stop_ends_each() -> None:
    text = HEAD + "1、修缮校舍3处。\n牵头单位:基建股。\n责任单位:各学校。\n2、举办比赛4场。\n责任单位:体卫股。\n"
    assert [(a.name, a.role) for a in answering(text, "3处")] == [("基建股", "lead"), ("各学校", "responsible")]
    assert names(text, "4场") == [("体卫股", "explicit")]


def test_bodies_that_end_an_item_without_a_stop_do_not_run_into_the_next_paragraph() -> None:
    text = HEAD + "1、修缮校舍3处,年内完工。责任单位:基建股 县财政局 县住建局\n\n县政府督查室负责对进展情况进行督查。\n"
    assert names(text, "3处") == [("基建股", "explicit"), ("县财政局", "explicit"), ("县住建局", "explicit")]


def test_a_sentence_that_only_assigns_states_no_work() -> None:
    parsed = parse(HEAD + "1、修缮校舍3处。基建股牵头负责,县财政局配合,各学校落实。\n2、清理校园8处。安全股负责落实\n")
    assert [(m.action, [a.name for a in m.responsible]) for m in parsed.measures] == [
        ("修缮", ["基建股", "县财政局", "各学校"]), ("清理", ["安全股"]),
    ]  # fmt: skip


def test_a_verb_in_the_name_of_a_body_is_no_work_and_a_label_no_object() -> None:
    parsed = parse(HEAD + "1、修缮校舍3处 牵头单位:基建股 责任单位:各学校\n2、清理校园8处。由社会帮扶科会同计财股组织实施,年底前完成。\n")
    assert [(m.action, m.object, [a.name for a in m.responsible]) for m in parsed.measures] == [
        ("修缮", "校舍3处", ["基建股", "各学校"]), ("清理", "校园8处", ["社会帮扶科", "计财股"]),
    ]  # fmt: skip


def test_a_table_that_divides_the_work_of_a_report_is_no_report() -> None:
    parsed = parse("松溪县2019年政府工作报告任务分解表\n1、10月底前修缮校舍3处。责任单位:县教育局\n")
    assert [d.doc_type for d in parsed.documents] == ["table"]
    assert [str(m.period.end) for m in parsed.measures if m.period] == ["2019-10-31"]


def test_a_deadline_at_the_end_of_an_item_holds_for_its_measures_but_for_no_heading_above() -> None:
    parsed = parse(HEAD + "一、抓基建\n1、修缮校舍3处。\n责任单位:基建股\n完成时限:10月底\n2、清理校园8处。\n")
    assert [(m.action, m.period and str(m.period.end)) for m in parsed.measures if m.action != "抓"] == [("修缮", "2019-10-31"), ("清理", None)]
    assert [m.period for m in parsed.measures if m.action == "抓"] == [None]


BLOCKS = """安溪镇2021年度重点工作任务清单

任务名称:道路硬化
具体内容:完成村组道路硬化12公里
责任领导:郑某某
责任科室:规划建设办
配合科室:财政所、各村
完成时限:8月底

任务名称:环境整治
具体内容:拆除违建2000平方米;建设分类亭30座
责任科室:综合执法队
完成时限:10月底
"""


def test_blocks_of_lines_with_keys_answer_each_for_their_own_work() -> None:
    parsed = parse(BLOCKS)
    found = [(m.action, [(a.name, a.role) for a in m.responsible], m.period and str(m.period.end)) for m in parsed.measures]
    assert found == [
        ("完成", [("规划建设办", "responsible"), ("财政所", "support"), ("各村", "support")], "2021-08-31"),
        ("拆除", [("综合执法队", "responsible")], "2021-10-31"),
        ("建设", [("综合执法队", "responsible")], "2021-10-31"),
    ]


def test_names_that_only_blanks_set_apart_stay_apart_in_a_file_full_of_them() -> None:
    items = "".join(f"{i}.修缮校舍{i}处。\n牵头单位:县教育局 配合单位:县财政局 县住建局 残联\n" for i in range(1, 40))
    text = "松溪县2019年重点任务分解\n" + items
    assert names(text, "校舍7处"[2:]) == [("县教育局", "explicit"), ("县财政局", "explicit"), ("县住建局", "explicit"), ("残联", "explicit")]


def test_what_names_a_document_states_no_work() -> None:
    parsed = parse("关于印发松溪县2019年为民办实事项目责任分解方案的通知\n一、抓基建。修缮校舍3处。\n")
    assert [m.action for m in parsed.measures] == ["抓", "修缮"]


def test_no_cell_of_a_table_is_the_issuer() -> None:
    parsed = parse("2019年重点任务分解表\n\n序号\n工作任务\n责任单位\n完成时限\n\n1\n修缮校舍3处\n县教育局\n2019年10月8日\n2\n举办比赛4场\n县文旅局\n2019年11月2日\n")
    assert [d.issuer for d in parsed.documents] == [None]


def test_units_named_inside_a_clause_and_those_of_its_item_answer_together() -> None:
    parsed = parse(HEAD + "一、抓卫生。组织各学区开展爱国卫生活动40次。(责任单位:体卫艺股)\n")
    assert [(a.name, a.basis) for a in parsed.measures[-1].responsible] == [("体卫艺股", "explicit"), ("各学区", "explicit")]


def test_labels_in_lines_of_their_own_hold_for_the_item_above() -> None:
    parsed = parse(HEAD + "1.实施技改项目30个。\n\n牵头责任领导:王建国。\n\n牵头责任单位:市工信局。\n\n协同责任单位:市住建局,各县、市、区人民政府。\n")
    assert [(m.action, [(a.name, a.role) for a in m.responsible]) for m in parsed.measures] == [
        ("实施", [("市工信局", "lead"), ("市住建局", "support"), ("各县、市、区人民政府", "support")])
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("1.居民收入与经济同步增长。\n牵头单位:县发改局\n责任单位:各镇", ("", "居民收入与经济同步增长", ["县发改局", "各镇"])),
        ("1.高效便捷的办事环境。(责任单位:县行政审批局)", ("", "高效便捷的办事环境", ["县行政审批局"])),
        ("1.水源管控。责任单位:县水利局", ("管控", "水源", ["县水利局"])),
    ],
)
def test_an_item_that_only_names_its_work_keeps_who_answers_for_it(item: str, expected: tuple[str, str, list[str]]) -> None:
    [measure] = parse(f"柳湾县2023年重点工作任务分解\n一、主要目标\n{item}\n").measures
    assert (measure.action, measure.object, [a.name for a in measure.responsible]) == expected


@pytest.mark.parametrize(
    "item",
    [
        "1.规上工业增加值增长5%左右。\n牵头单位:县工信局",  # the target keeps them
        "1.总体要求。\n(1)修建水渠。\n牵头单位:县水利局",  # the item below states it
        "1.修建水渠。\n牵头单位:县水利局",
    ],
)
def test_other_items_state_no_further_work(item: str) -> None:
    parsed = parse(f"柳湾县2023年重点工作任务分解\n一、主要目标\n{item}\n")
    assert [m.action for m in parsed.measures] == ["修建"] * (not parsed.targets)


def test_the_deadline_of_an_item_that_only_names_its_work_is_kept() -> None:
    [measure] = parse("柳湾县2023年重点工作任务分解\n一、主要目标\n1.水源管控。\n责任单位:县水利局\n完成时限:6月底前\n").measures
    assert measure.period is not None
    assert measure.period.end == "2023-06-30"
