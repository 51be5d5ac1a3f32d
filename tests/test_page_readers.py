"""PDF and OFD: lines and paragraphs by where characters stand, running heads, ruled tables, pages without text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from typeset import ofd
from typeset.content import blocks

from planparse.config import Config
from planparse.errors import Reject
from planparse.pipeline import parse
from planparse.read import SourceText, read_bytes
from planparse.read.page import Glyph, Ruling, lines
from planparse.read.page_grid import grids

FEATURES = (Path(__file__).parent / "data" / "features.pdf").read_bytes()
SENTENCE = "全县新建改建农村公路86公里，完成投资1.2亿元，危桥改造任务全部完成，群众满意率保持在98%以上，各项指标居全市前列，"


def read(data: bytes, **limits: int) -> SourceText:
    return read_bytes(data, "a", Config(**limits))


def reason(data: bytes, **limits: int) -> str:
    with pytest.raises(Reject) as caught:
        read(data, **limits)
    return caught.value.reason


def row(text: str, y: float = 0.0, x: float = 0.0, size: float = 10.0, gap: float = 0.0) -> list[Glyph]:
    """Characters side by side; those of Chinese are as wide as high, others half."""
    found = []
    for c in text:
        width = size if c > "\u2e80" else size / 2
        found.append(Glyph(c, x, y, x + width, y + size))
        x += width + gap
    return found


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (row("新建") + row("3", x=22) + row("所", x=29.5), "新建3所"),  # programs leave a quarter between
        (row("第一章") + row("总则", x=40), "第一章 总则"),
        (row("工作要点", gap=4), "工作要点"),  # a title set wide
        (row("the") + row("plan", x=19), "the plan"),
        (row("完成") + row("3", x=20, size=4) + row("所", x=22), "完成所"),  # the mark of a note
        (row("面积m") + row("2", x=25, size=4), "面积m2"),
        (row("培训") + row("培训", x=0.4), "培训"),  # bold by drawing twice
    ],
)
def test_characters_make_words(glyphs: list[Glyph], text: str) -> None:
    assert [line.text for line in lines(glyphs, 1)] == [text]


def test_a_grid_with_merged_cells_and_without_outer_uprights() -> None:
    level = [Ruling(0, y, 300, y) for y in (0, 20, 40, 60)]
    upright = [Ruling(100, 0, 100, 60), Ruling(200, 20, 200, 60)]
    (grid,) = grids([*level, *upright])
    assert [(b.row, b.column, b.rows, b.columns) for b in grid.boxes] == [
        (0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip
    assert grids([Ruling(0, 0, 300, 0), Ruling(0, 900, 300, 900)]) == []


def test_pdf_text_table_and_places() -> None:
    source = read(FEATURES)
    assert "（1）2019年培训河长120人。\n" in source.text
    assert "供水保证率达到95%以上。" in source.text
    (table,) = source.tables
    cells = {source.text[c.start : c.end]: (c.row, c.column, c.rows, c.columns) for c in table.cells}
    assert cells["灌区改造"] == (1, 0, 1, 3)
    assert cells["9月底前"] == (2, 2, 2, 1)
    assert cells["新建泵站4座\n更新闸门30扇"] == (3, 1, 1, 1)
    assert source.locator(source.text.index("9月底前")) == "page 1, table 1, row 3, cell 3"
    assert [source.text[a.start : a.end] for a in source.asides] == ["第1页\n"]
    (target,) = [t for t in parse(FEATURES, name="a.pdf").targets if t.indicator == "供水保证率"]
    assert target.locator == "page 1"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(rotation: int) -> None:
    # The page is drawn turned and shown turned back: its boxes are stored as if it lay on its side.
    with pypdfium2.PdfDocument(FEATURES) as document:
        page = document[0]
        width, height = page.get_size()
        matrix = {
            90: pypdfium2.PdfMatrix(0, 1, -1, 0, height, 0), 180: pypdfium2.PdfMatrix(-1, 0, 0, -1, width, height),
            270: pypdfium2.PdfMatrix(0, -1, 1, 0, 0, width),
        }[rotation]  # fmt: skip
        for found in page.get_objects(max_depth=1):
            found.transform(matrix)
        page.gen_content()
        for box in (page.set_mediabox, page.set_cropbox):
            box(0, 0, *((height, width) if rotation != 180 else (width, height)))
        page.set_rotation(rotation)
        saved = io.BytesIO()
        document.save(saved)
    assert read(saved.getvalue()).text == read(FEATURES).text


def scan(*, with_text: bool) -> bytes:
    with pypdfium2.PdfDocument(FEATURES) if with_text else pypdfium2.PdfDocument.new() as document:
        page = document.new_page(595, 842)
        image = pypdfium2.PdfImage.new(document)
        bitmap = pypdfium2.PdfBitmap.new_native(20, 20, pypdfium2.raw.FPDFBitmap_BGR)
        image.set_bitmap(bitmap)
        page.insert_obj(image)
        page.gen_content()
        saved = io.BytesIO()
        document.save(saved)
    return saved.getvalue()


def test_pages_without_a_text_layer() -> None:
    assert "scanned: no text layer" in reason(scan(with_text=False))
    source = read(scan(with_text=True))
    assert source.truncated
    assert parse(scan(with_text=True), name="a.pdf").documents[0].truncated
    assert not read(FEATURES).truncated


def test_pdf_files_that_cannot_be_read_say_why() -> None:
    assert "password" in reason((Path(__file__).parent / "data" / "password.pdf").read_bytes())
    assert "damaged" in reason(b"%PDF-1.7\n" + "无".encode() * 99)
    assert "max_pages" in reason(scan(with_text=True), max_pages=1)
    assert "max_characters" in reason(FEATURES, max_characters=50)


def plan(*paragraphs: str) -> bytes:
    return ofd.document(blocks("\n".join(("云陂县公路局2020年工作计划", *paragraphs))))


def test_running_heads_and_page_numbers_are_set_aside() -> None:
    source = read(plan(*[SENTENCE * 6 + "圆满收官。"] * 6))
    assert {source.text[a.start : a.end - 1]: a.rule for a in source.asides} == {
        "云陂县公路局2020年工作计划": "running_head", "— 1 —": "page_number", "— 2 —": "page_number", "— 3 —": "page_number", "— 4 —": "page_number",
    }  # fmt: skip
    assert source.text.count("云陂县公路局2020年工作计划\n") == 5  # the title stays, and a head on each page


def test_paragraphs_go_on_over_lines_and_pages() -> None:
    paragraph = SENTENCE * 20 + "圆满收官。"
    source = read(plan(paragraph, "（一）抓好项目。", SENTENCE * 3 + "建成通车。"))
    assert paragraph + "\n" in source.text
    start = source.text.index(paragraph)
    assert [source.locator(start), source.locator(start + len(paragraph) - 1)] == ["page 1", "page 2"]
    assert "\n（一）抓好项目。\n" in source.text


def test_a_table_goes_on_over_pages() -> None:
    rows = "\n".join(f"{i}\t新建农村公路{i}公里\t市公路局" for i in range(1, 61))
    source = read(plan("说明：见下表。", "序号\t任务\t单位\n" + rows))
    (table,) = source.tables
    assert len(table.cells) == 61 * 3
    assert [source.text[c.start : c.end] for c in table.row(60)] == ["60", "新建农村公路60公里", "市公路局"]
    assert source.locator(source.text.index("农村公路60公里")) == "page 3, table 1, row 61, cell 2"


def ofd_page(content: str, resources: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", "<OFD><DocBody><DocRoot>/D/Document.xml</DocRoot></DocBody></OFD>")
        archive.writestr(
            "D/Document.xml",
            "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea><PublicRes>Res.xml</PublicRes>"
            "<TemplatePage ID='7' BaseLoc='T.xml'/></CommonData><Pages><Page ID='1' BaseLoc='P.xml'/></Pages></Document>",
        )
        archive.writestr("D/T.xml", "<Page><Content><Layer><TextObject Boundary='20 20 99 5' Size='4'><TextCode X='0' Y='4'>模板字</TextCode></TextObject></Layer></Content></Page>")
        archive.writestr("D/Res.xml", f"<Res>{resources}</Res>")
        archive.writestr("D/P.xml", f"<Page><Template TemplateID='7'/><Content><Layer>{content}</Layer></Content></Page>".encode())
    return stream.getvalue()


def test_ofd_objects_in_blocks_composites_and_templates() -> None:
    text = "<TextObject Boundary='20 {} 99 5' Size='4' {}><TextCode X='0' Y='4' DeltaX='g 2 4'>{}</TextCode></TextObject>"
    body = text.format(40, "", "新建所") + "<PageBlock>" + text.format(60, "CTM='1 0 0 1 5 0'", "幼儿园") + "</PageBlock>"
    body += text.format(70, "Visible='false'", "看不见") + "<CompositeObject ResourceID='9' Boundary='0 80 9 9'/>"
    unit = "<CompositeGraphicUnits><CompositeGraphicUnit ID='9'><Content>" + text.format(0, "", "组合字") + "</Content></CompositeGraphicUnit></CompositeGraphicUnits>"
    assert read(ofd_page(body, unit)).text == "模板字\n新建所\n幼儿园\n组合字\n"


def test_ofd_files_that_cannot_be_read_say_why() -> None:
    deep = "<PageBlock>" * 40 + "</PageBlock>" * 40
    assert "too many objects" in reason(ofd_page(deep))
