"""Old Word files, OpenDocument texts and RTF: the same document from each, and what damaged ones give."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from planparse.config import Config
from planparse.errors import Reject
from planparse.read import SourceText, read_bytes
from planparse.read.odt_lists import OFFICE, TEXT

DATA = Path(__file__).parent / "data"
LINES = [
    "松桥县水务局2019年工作计划",
    "今年整治新渠80公里，由𠮷水站、朱镕渠管理所负责。",
    "详见工程清单，供水保证率达到95%以上。",
    "一、抓建设",
    "（1）新建水库2座。",
    "（2）加固堤防6公里。",
    "二、抓管理",
    "（1）2019年培训河长120人。",
    "序号\t任务\t时限",
    "灌区改造",
    "1\t改造渠道15公里\t9月底前",
    "2\t新建泵站4座",
    "更新闸门30扇",
    "附注：本表由县水务局解释。",
]
NOTE = "按国家标准计算。"


def features(ending: str) -> bytes:
    return (DATA / f"features.{ending}").read_bytes()


def read(data: bytes, name: str = "a", **limits: int) -> SourceText:
    return read_bytes(data, name, Config(**limits))


def reason(data: bytes, **limits: int) -> str:
    with pytest.raises(Reject) as caught:
        read(data, **limits)
    return caught.value.reason


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_every_format_gives_the_text_as_it_is_shown(ending: str) -> None:
    source = read(features(ending))
    assert source.reader == ending
    lines = source.text.splitlines()
    note = lines.index(NOTE)
    assert source.locator(source.text.index(NOTE)) == "footnote"
    assert [*lines[:note], *lines[note + 1 :]] == LINES
    assert [source.text[h.start : h.end] for h in source.headings] == LINES[:1]


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_cells_know_their_rows_and_columns(ending: str) -> None:
    source = read(features(ending))
    (table,) = source.tables
    cells = {source.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns) for c in table.cells}
    assert cells == {
        "序号": (0, 0, 1, 1), "任务": (0, 1, 1, 1), "时限": (0, 2, 1, 1), "灌区改造": (1, 0, 1, 3), "1": (2, 0, 1, 1),
        "改造渠道15公里": (2, 1, 1, 1), "9月底前": (2, 2, 2, 1), "2": (3, 0, 1, 1), "新建泵站4座\n更新闸门30扇": (3, 1, 1, 1),
    }  # fmt: skip
    assert source.locator(source.text.index("9月底前")) == "table 1, row 3, cell 3"


def patched(data: bytes, offset: int, value: int) -> bytes:
    """An old Word file with a byte changed at an offset of its main stream."""
    start = next(i for i in range(512, len(data), 512) if data.startswith(b"\xec\xa5", i))
    return data[: start + offset] + bytes([value]) + data[start + offset + 1 :]


def test_old_word_files_that_cannot_be_read_say_why() -> None:
    data = features("doc")
    assert "password" in reason(patched(data, 11, 3))
    assert "Word 95" in reason(patched(data, 3, 0))
    assert "damaged" in reason(data[:1000] + bytes(2000) + data[3000:])
    assert "damaged" in reason(data.replace("1Table".encode("utf-16-le"), "9Table".encode("utf-16-le")))


def odt(body: str, *, manifest: str = "<manifest/>", head: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?>{head}<o:document-content xmlns:o="{OFFICE[1:-1]}" xmlns:t="{TEXT[1:-1]}" '
        'xmlns:tb="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        '<o:automatic-styles><t:list-style s:name="L"><t:list-level-style-number t:level="1" s:num-format="1" s:num-suffix="."/>'
        '<t:list-level-style-number t:level="2" s:num-format="a" t:display-levels="2" s:num-suffix=")"/></t:list-style></o:automatic-styles>'
        f"<o:body><o:text>{body}</o:text></o:body></o:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<t:p>新建<t:s t:c='2'/>3<t:tab/>所<t:line-break/>幼儿园</t:p>", "新建  3\t所\n幼儿园\n"),
        (
            "<t:list t:style-name='L'><t:list-item><t:p>抓培训</t:p><t:p>续段</t:p></t:list-item></t:list><t:p>插叙</t:p>"
            "<t:list t:style-name='L' t:continue-numbering='true'><t:list-item><t:p>2018年完成</t:p>"
            "<t:list><t:list-item><t:p>细项</t:p></t:list-item></t:list></t:list-item></t:list>",
            "1.抓培训\n续段\n插叙\n2. 2018年完成\n2.a)细项\n",
        ),
        ("<t:list t:style-name='L'><t:list-item t:start-value='5'><t:p>抓培训</t:p></t:list-item></t:list>", "5.抓培训\n"),
        ("<t:section><t:p>培训<o:annotation><t:p>批注</t:p></o:annotation>3人</t:p></t:section>", "培训3人\n"),
        ("<t:p>见<t:ruby><t:ruby-base>表</t:ruby-base><t:ruby-text>biao</t:ruby-text></t:ruby></t:p>", "见表\n"),
    ],
)
def test_opendocument_texts(body: str, text: str) -> None:
    assert read(odt(body)).text == text


def test_a_table_of_contents_is_an_aside() -> None:
    source = read(odt("<t:table-of-content><t:index-body><t:p>一、目标 1</t:p></t:index-body></t:table-of-content><t:p>一、目标</t:p>"))
    assert [(source.text[a.start : a.end], a.rule) for a in source.asides] == [("一、目标 1\n", "table_of_contents")]


def test_opendocument_texts_that_cannot_be_read_say_why() -> None:
    assert "password" in reason(odt("<t:p>甲</t:p>", manifest="<m><encryption-data/></m>"))
    assert "document type" in reason(odt("<t:p>&x;</t:p>", head='<!DOCTYPE d [<!ENTITY x "培训">]>'))
    assert "max_cells" in reason(odt("<tb:table><tb:table-row tb:number-rows-repeated='999999'><tb:table-cell><t:p>甲</t:p></tb:table-cell></tb:table-row></tb:table>"), max_cells=500)
    assert reason(odt("<t:span>" * 3000 + "甲" + "</t:span>" * 3000))


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"\ansicpg936 \'c5\'e0\'d1\'b5 300 \'c8\'cb\par", "培训 300 人\n"),
        (rb"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 B;}}{\f1 \'c5\'e0}\f0 \u35757?3\f1\'c8\'cb\par", "培训3人\n"),
        (rb"\uc2\u22521\'c5\'e0\uc0\u-30000\uc1 3\u20154 x\par", "培諐3人\n"),
        (rb"\u22521?\u35757?{\deleted \u26087?}{\v \u23494?}\u20154?\par", "培训人\n"),
        (rb"\u35265?{\field{\*\fldinst HYPERLINK x}{\fldrslt \u34920?}}\par", "见表\n"),
        (rb"\u22521?{\*\shppict{\pict\bin9 }{}{}{}{}}}\u35757?\par", "培训\n"),
        (rb"{\listtext\pard 1.\tab}2018\u24180?\par{\listtext \u19968?\u12289?\tab}\u22521?\par", "1. 2018年\n一、培\n"),
        (rb"\u-10174?\u-8265?\u20154?\par", "𠮷人\n"),
        (rb"{\header \u39029?}{\info{\title \u39064?}}\u22521?\par", "培\n"),
        (rb"\u22521?\line \u35757?\par\par\u20154?", "培\n训\n人\n"),
        (b"\\ansicpg936 " + "训".encode("gbk") + rb"\par", "训\n"),
    ],
)
def test_rtf(rtf: bytes, text: str) -> None:
    assert read(rb"{\rtf1" + rtf + b"}").text == text


def test_rtf_tables_with_merged_and_nested_cells() -> None:
    rows = (
        rb"\trowd\clvmgf\cellx1000\cellx3000\intbl \u30002?\cell\u20057?\cell\row"
        rb"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\intbl \cell\u19993?\par\u19969?\cell\u25098?\nestcell\u24049?\cell\row\pard \u24218?\par"
    )
    source = read(rb"{\rtf1" + rows + b"}")
    (table,) = source.tables
    cells = [(source.text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in table.cells]
    assert cells == [("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("丙\n丁", 1, 1, 1, 1), ("戊\n己", 1, 2, 1, 1)]
    assert source.text.endswith("庚\n")


def test_rtf_with_too_many_groups_is_rejected() -> None:
    assert "nested" in reason(rb"{\rtf1" + b"{" * 5000 + rb"\u22521?" + b"}" * 5000)
