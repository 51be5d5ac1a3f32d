"""Sheets: Excel files old and new, text tables, Markdown."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwt

import renderings
from planparse import parse
from planparse.config import Config
from planparse.errors import Reject
from planparse.read import SourceText, read_bytes

CORPUS = Path(__file__).parent.parent / "corpus"


def saved(book: openpyxl.Workbook | xlwt.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def read(data: bytes, name: str = "a.xlsx", **limits: int) -> SourceText:
    return read_bytes(data, name, Config(**limits))


def new_book() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务"
    sheet["B1"] = "松河县2025年教育工作任务分解表"
    sheet.merge_cells("B1:E1")
    rows = [("序号", "任务", "指标", None), (None, None, "数值", "时限"), (1, "入学率\n达标", 0.855, date(2025, 6, 30)), (2, "新建幼儿园", "3所", None), ("备注：由县教育局负责。",)]
    for r, row in enumerate(rows, 2):
        for c, value in enumerate(row, 2):
            sheet.cell(r, c).value = value
    sheet.merge_cells("D2:E2")
    sheet.merge_cells("B2:B3")
    sheet["D4"].number_format = "0.0%"
    book.create_sheet("隐藏").append(["不读", 1])
    book["隐藏"].sheet_state = "hidden"
    book.create_sheet("附表").append(["说明", "新建", 0.1 + 0.2, True])
    return saved(book)


def test_a_sheet_gives_titles_a_table_and_notes() -> None:
    source = read(new_book())
    assert source.text.splitlines() == [
        "松河县2025年教育工作任务分解表", "\t序号\t任务\t指标", "\t\t\t数值\t时限", "\t1\t入学率", "达标\t85.5%\t2025年6月30日", "\t2\t新建幼儿园\t3所", "备注：由县教育局负责。",
        "说明\t新建\t0.3\t是",
    ]  # fmt: skip
    assert [table.name for table in source.tables] == ["任务", "附表"]
    assert [source.locator(source.text.index(word)) for word in ("松河", "85.5", "备注", "说明")] == [
        "sheet 任务, cell B1", "sheet 任务, cell D4", "sheet 任务, cell B6", "sheet 附表, cell A1",
    ]  # fmt: skip
    assert [(c.rows, c.columns) for c in source.tables[0].cells if source.text[c.start : c.end] in ("序号", "指标")] == [(2, 1), (1, 2)]


def test_an_old_excel_file_shows_the_same() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet, other = book.add_sheet("任务"), book.add_sheet("附表")
    percent, fraction = xlwt.easyxf(num_format_str="0.0%"), xlwt.easyxf(num_format_str="0.00")
    sheet.write_merge(0, 0, 1, 3, "松河县2025年教育工作任务分解表")
    for c, value in enumerate(("任务", "数值", "增长"), 1):
        sheet.write(1, c, value)
    for c, (value, style) in enumerate((("入学率", fraction), (0.855, percent), (0.85, fraction)), 1):
        sheet.write(2, c, value, style)
    other.write(0, 0, 0.5, fraction)
    other.write(0, 1, "年")
    other.write(1, 1, 12, percent)
    source = read(saved(book), "a.xls")
    assert source.text.splitlines() == ["松河县2025年教育工作任务分解表", "\t任务\t数值\t增长", "\t入学率\t85.5%\t0.85", "0.5\t年", "1200%"]
    assert (source.reader, source.locator(source.text.index("85.5"))) == ("xls", "sheet 任务, cell C3")


def test_targets_of_a_sheet_say_where_they_stand() -> None:
    book = openpyxl.Workbook()
    for row in (("松河县2025年教育工作任务分解表",), ("序号", "任务", "牵头单位", "完成时限"), (1, "学前毛入园率达到92%", "县教育局", "6月底前"), (2, "新建幼儿园3所", "县住建局", "12月底前")):
        book.active.append(row)
    parsed = parse(saved(book), name="分解表.xlsx")
    assert [(t.quote, t.locator, t.period.end if t.period else None, [a.name for a in t.responsible]) for t in parsed.targets] == [
        ("92%", "sheet Sheet, cell B3", "2025-06-30", ["县教育局"]),
        ("3所", "sheet Sheet, cell B4", "2025-12-31", ["县住建局"]),
    ]


def test_the_records_of_a_breakdown_sheet_are_those_of_its_text() -> None:
    for name in ("business_env_tabs_2025", "rural_tasks_pipe_2023"):
        text = (CORPUS / f"{name}.txt").read_text("utf-8")
        plain, sheet = parse(text), parse(renderings.workbook(text), name="a.xlsx")
        assert sheet.rejected == ()
        facts = [[(t.kind, t.value, t.unit, t.indicator, t.period, [a.name for a in t.responsible]) for t in p.targets] for p in (plain, sheet)]
        assert facts[0] == facts[1]
        assert plain.targets


def test_limits_of_sheets() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "年"
    book.active["XFD1048576"] = "3所"
    assert read(saved(book)).text == "年" + "\n" + "3所\n"
    for _ in range(60):
        book.active.append(["年"] * 20)
    with pytest.raises(Reject, match="max_cells = 1000"):
        read(saved(book), max_cells=1000)
    with pytest.raises(Reject, match="damaged"):
        read(saved(book)[:-400])


@pytest.mark.parametrize(
    ("text", "name"),
    [("任务,数量\n“抓培训”,3所\n\"甲,乙\",\"多\n行\"\n", "a.csv"), ("任务\t数量\n“抓培训”\t3所\n甲,乙\t\"多\n行\"\n", "a.tsv"), ("任务;数量\n“抓培训”;3所\n甲,乙;\"多\n行\"\n", "分工.CSV")],
)
def test_text_tables(text: str, name: str) -> None:
    for codec in ("utf-8-sig", "gb18030", "utf-16"):
        source = read(text.encode(codec), name)
        assert source.text == "任务\t数量\n“抓培训”\t3所\n甲,乙\t多\n行\n"
        assert source.locator(source.text.index("3所")) == f"sheet {Path(name).stem}, cell B2"
    assert read("任务\t数量\n新建\t3所".encode("gbk"), "a.xls").reader == "csv"


def test_markdown_keeps_its_text_and_marks_its_headings() -> None:
    text = "# 松河县2015年工作要点\n\n一、抓培训\n---\n\n培训**300人**。\n\n| 任务 | 数量 |\n| --- | --- |\n| 新建幼儿园 | 3所 |\n"
    source = read(text.encode(), "a.md")
    assert (source.text, source.reader) == (text, "markdown")
    assert [(text[h.start : h.end], h.level) for h in source.headings] == [("# 松河县2015年工作要点", 1), ("一、抓培训", 2)]
    assert [(t.value, t.unit) for t in parse(text.encode(), name="a.md").targets] == [(Decimal(300), "人"), (Decimal(3), "所")]
