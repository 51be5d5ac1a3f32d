"""Word files: numbers that are not in the text, revisions, fields, text boxes, notes, tables, margins."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest

import renderings
from planparse import parse
from planparse.config import Config
from planparse.errors import Reject
from planparse.pipeline import ParsedFile
from planparse.read import SourceText, read_bytes
from planparse.read.numbering import number_text
from renderings import WORD, word_file

CORPUS = Path(__file__).parent.parent / "corpus"


def read(body: str, **parts: str) -> SourceText:
    return read_bytes(word_file(body, **parts), "a.docx", Config())


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.splitlines()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, key: int = 1, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>')


def level(at: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{nums}'


THREE = (level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))


@pytest.mark.parametrize(
    ("style", "numbers", "written"),
    [
        ("chineseCounting", (1, 10, 11, 20, 101, 110), "一 十 十一 二十 一百零一 一百一十"),
        ("chineseCountingThousand", (12, 1003, 10000, 12345), "十二 一千零三 一万 一万二千三百四十五"),
        ("japaneseCounting", (9, 19), "九 十九"),
        ("ideographDigital", (5, 20, 103), "五 二〇 一〇三"),
        ("chineseLegalSimplified", (1, 12, 103), "壹 壹拾贰 壹佰零叁"),
        ("decimalEnclosedCircle", (1, 20, 21, 50, 51), "① ⑳ ㉑ ㊿ 51"),
        ("decimalEnclosedParen", (1, 20), "⑴ ⒇"),
        ("decimalEnclosedFullstop", (3,), "⒊"),
        ("ideographEnclosedCircle", (1, 10), "㊀ ㊉"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("decimalFullWidth", (12,), "１２"),
        ("decimalZero", (3, 12), "03 12"),
        ("lowerLetter", (1, 26, 27), "a z aa"),
        ("upperLetter", (2,), "B"),
        ("lowerRoman", (4, 1999), "iv mcmxcix"),
        ("upperRoman", (9,), "IX"),
        ("hebrew1", (3,), "3"),
    ],
)
def test_number_formats(style: str, numbers: tuple[int, ...], written: str) -> None:
    assert [number_text(style, n) for n in numbers] == written.split(" ")


def test_levels_count_on_and_begin_anew() -> None:
    body = item("抓培训") + item("教师", level=1) + item("校长", level=1) + item("名师", level=2) + p("说明") + item("抓基建") + item("新建", level=1) + item("扩建", level=2)
    assert lines(body, numbering=lists(*THREE)) == ["一、抓培训", "（一）教师", "（二）校长", "1. 名师", "说明", "二、抓基建", "（一）新建", "1. 扩建"]


def test_a_level_that_does_not_begin_anew_and_numbers_of_outer_levels() -> None:
    levels = (level(0, "chineseCounting", "第%1章 "), level(1, "decimal", "%1.%2", "<w:isLgl/><w:lvlRestart w:val='0'/>"), level(2, "upperLetter", "%1-%3", "<w:suff w:val='nothing'/>"))
    body = item("总则") + item("甲", level=1) + item("乙", level=1) + item("分则") + item("丙", level=1) + item("丁", level=2)
    assert lines(body, numbering=lists(*levels)) == ["第一章 总则", "1.1 甲", "1.2 乙", "第二章 分则", "2.3 丙", "二-A丁"]


def test_lists_of_one_kind_count_on_unless_they_have_a_start() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:lvlOverride></w:num>'
    )
    body = item("甲") + item("乙", 2) + item("丙", 3) + item("丁", 3) + item("戊", 1) + item("己", 4) + item("庚", 99) + item("辛", 0)
    assert lines(body, numbering=lists(*THREE, nums=nums)) == ["一、甲", "二、乙", "五、丙", "六、丁", "七、戊", "⑧己", "庚", "辛"]


def test_styles_carry_numbers_and_headings() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="标题二"/><w:basedOn w:val="h"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
    )
    second = level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>')
    body = "".join(p(text, f'<w:pStyle w:val="{style}"/>') for text, style in (("要点", "t"), ("抓培训", "h"), ("教师", "h2"), ("校长", "h2"), ("抓基建", "h"), ("正文", "loop")))
    source = read(body + p("别项", '<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>'), styles=styles, numbering=lists(THREE[0], second))
    assert source.text.splitlines() == ["要点", "一、抓培训", "（一）教师", "（二）校长", "二、抓基建", "正文", "别项"]
    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [
        ("要点", 1), ("一、抓培训", 1), ("（一）教师", 2), ("（二）校长", 2), ("二、抓基建", 1), ("别项", 1),
    ]  # fmt: skip


def test_a_list_that_takes_its_levels_from_a_style() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="s"><w:name w:val="s"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = lists(*THREE) + '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="s"/></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    assert lines(item("甲", 2) + item("乙", 2), styles=styles, numbering=numbering) == ["一、甲", "二、乙"]


def test_bullets_and_empty_items() -> None:
    levels = (level(0, "bullet", "\uf06c"), level(1, "bullet", "——"))
    assert lines(item("甲") + item("乙", level=1), numbering=lists(*levels)) == ["•甲", "——乙"]
    assert lines(item("甲") + item("") + item("乙"), numbering=lists(THREE[0])) == ["一、甲", "三、乙"]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(instruction: str, result: str) -> str:
    return FIELD.format("begin") + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>" + FIELD.format("separate") + result + FIELD.format("end")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("新建") + f"<w:ins>{run('3所')}</w:ins><w:del><w:r><w:delText>5所</w:delText></w:r></w:del>", "新建3所"),
        (f"<w:moveTo>{run('甲')}</w:moveTo><w:moveFrom>{run('乙')}</w:moveFrom>", "甲"),
        (run("新建") + run("旧文", "<w:vanish/>") + run("3所", "<w:vanish w:val='0'/>"), "新建3所"),
        ("<w:hyperlink>" + run("任务表") + "</w:hyperlink><w:smartTag>" + run("北山县") + "</w:smartTag>", "任务表北山县"),
        (field(' HYPERLINK "http://example.invalid" ', run("任务表")), "任务表"),
        (run("第") + field(" PAGE \\* MERGEFORMAT ", run("3")) + run("页"), "第页"),
        (field(" REF x ", run("甲") + field("PAGE", run("7")) + run("乙")), "甲乙"),
        (f'<w:fldSimple w:instr="NUMPAGES">{run("9")}</w:fldSimple><w:fldSimple w:instr="REF a">{run("见表")}</w:fldSimple>', "见表"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        ("<w:r><w:t>全</w:t><w:tab/><w:t>县</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>年</w:t><w:br w:type='page'/></w:r>", "全 县-年"),
        ("<w:r><w:sym w:font='x' w:char='2460'/><w:sym w:font='Wingdings' w:char='F0A8'/><w:t>年</w:t></w:r>", "①年"),
        (f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>", "拼"),
        (FIELD.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("坏"), ""),
    ],
)
def test_the_text_is_what_a_reader_sees(content: str, text: str) -> None:
    assert lines(f"<w:p>{content}</w:p>" + p("后文")) == [line for line in (text, "后文") if line]


def test_a_line_break_within_a_paragraph_and_a_deleted_end() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = f"<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p><w:p>{mark}{run('新建')}</w:p><w:p>{run('3所')}</w:p>"
    assert lines(body) == ["甲", "乙", "新建3所"]
    assert lines(f"<w:p>{mark}{run('年末')}</w:p>") == ["年末"]


def test_text_boxes_stand_once_and_notes_behind_their_paragraph() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    shape = f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p>{run('甲')}{shape}{note}</w:p>" + p("乙")
    source = read(body, footnotes=f'<w:footnote w:id="0" w:type="separator">{p("—")}</w:footnote><w:footnote w:id="2">{p("注文")}</w:footnote>')
    assert source.text.splitlines() == ["甲", "框内", "注文", "乙"]
    assert source.locator(source.text.index("注文")) == "footnote 2"


def test_margins_and_contents_are_set_aside() -> None:
    toc = FIELD.format("begin") + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>" + FIELD.format("separate")
    body = f"<w:p>{toc}{run('一、目录项 1')}</w:p>" + p("二、目录项 2") + f"<w:p>{FIELD.format('end')}</w:p>" + p("正文有3所。")
    header = p("松河县教育局文件")
    footer = f"<w:p>{run('— ')}{field('PAGE', run('1'))}{run(' —')}</w:p>"
    source = read(body, header=header, footer=footer)
    assert [(source.text[a.start : a.end], a.rule) for a in source.asides] == [
        ("松河县教育局文件\n", "page_head"), ("一、目录项 1\n", "contents"), ("二、目录项 2\n", "contents"), ("—  —\n", "page_foot"),
    ]  # fmt: skip
    assert parse(word_file(body, header=header, footer=footer)).documents[0].body == ((source.text.index("正文"), source.text.index("—")),)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"


def test_tables_keep_merged_and_nested_cells_and_count_their_rows() -> None:
    counted = item("")
    nested = f"<w:tbl><w:tr>{cell(p('子甲'))}{cell(p('子乙'))}</w:tr></w:tbl>"
    rows = (
        cell(p("任务"), '<w:gridSpan w:val="2"/>') + cell(p("单位"), '<w:vMerge w:val="restart"/>'),
        cell(counted) + cell(p("新建") + p("3所")) + cell(p(""), "<w:vMerge/>"),
        cell(counted) + cell(p("扩建") + nested) + cell(p("住建局")),
    )
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p('已删'))}{cell(p('行'))}</w:tr>"
    source = read("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + deleted + "</w:tbl>" + f"<w:tbl><w:tr>{cell(p('框中文字'))}</w:tr></w:tbl>", numbering=lists(level(0, "decimal", "%1")))
    (table,) = source.tables
    assert [(source.text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in table.cells] == [
        ("任务", 0, 0, 1, 2), ("单位", 0, 2, 2, 1), ("1 ", 1, 0, 1, 1), ("新建\n3所", 1, 1, 1, 1),
        ("2 ", 2, 0, 1, 1), ("扩建\n子甲 子乙", 2, 1, 1, 1), ("住建局", 2, 2, 1, 1),
    ]  # fmt: skip
    assert source.text.endswith("框中文字\n")
    assert source.locator(source.text.index("住建局")) == "table 1, row 3, cell 3"


def test_a_file_made_by_another_library() -> None:
    document = docx.Document()
    document.add_heading("松河县教育局2015年工作要点", 0)
    document.add_heading("一、普及高中", 1)
    document.add_paragraph("年底前，高中阶段毛入学率由82%提高到85%以上，由基础教育股负责。")
    table = document.add_table(2, 2)
    for c, text in zip(table._cells, ("任务", "数量", "新建幼儿园", "3所"), strict=True):
        c.text = text
    saved = io.BytesIO()
    document.save(saved)
    parsed = parse(saved.getvalue(), name="a.docx")
    assert [(t.quote, t.locator) for t in parsed.targets] == [("85%", "paragraph 3"), ("3所", "table 1, row 2, cell 2")]
    assert parsed.documents[0].reader == "docx"


def facts(parsed: ParsedFile) -> Counter[tuple[object, ...]]:
    return Counter((t.kind, t.value, t.unit, t.comparator, t.indicator, t.period, t.status, tuple(a.name for a in t.responsible)) for t in parsed.targets)


@pytest.mark.parametrize("name", ["edu_task_list_2021", "transport_summary_2017", "business_env_tabs_2025", "fenbie_edu_2021", "gov_report_2014"])
def test_the_records_of_a_word_file_are_those_of_its_text(name: str) -> None:
    text = (CORPUS / f"{name}.txt").read_text("utf-8")
    plain, worded = parse(text), parse(renderings.word(text))
    assert facts(worded) == facts(plain)
    assert [(s.level, s.marker, s.title) for s in worded.documents[0].sections] == [(s.level, s.marker, s.title) for s in plain.documents[0].sections]


def test_strict_files_and_damaged_ones() -> None:
    data = word_file(item("甲"), numbering=lists(THREE[0]))
    strict, damaged, bomb = (io.BytesIO() for _ in range(3))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(strict, "w") as new, zipfile.ZipFile(damaged, "w") as broken, zipfile.ZipFile(bomb, "w") as entities:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
            broken.writestr(name, content[:-20] if name.endswith("document.xml") else content)
            entities.writestr(name, b'<!DOCTYPE w [<!ENTITY a "b">]>' + content if name.endswith("document.xml") else content)
    assert read_bytes(strict.getvalue(), "a.docx", Config()).text == "一、甲\n"
    with pytest.raises(Reject, match="damaged XML"):
        read_bytes(damaged.getvalue(), "a.docx", Config())
    with pytest.raises(Reject, match="document type"):
        read_bytes(bomb.getvalue(), "a.docx", Config())
    with pytest.raises(Reject, match="nested more than 40 deep"):
        read("<w:p><w:r><w:txbxContent>" * 60 + p("年") + "</w:txbxContent></w:r></w:p>" * 60)
