"""The door of all formats: what a file is by its content, what readers write, and what a dataset keeps."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import document, target
from planparse.config import Config
from planparse.errors import Reject
from planparse.normalization import normalize
from planparse.pipeline import ParsedFile
from planparse.read import Aside, SourceText, read_bytes
from planparse.read.blocks import CellText, Writer
from planparse.read.detect import archive_kind, detect
from planparse.read.package import Package, parse_xml
from planparse.run.verify import verify
from planparse.write.dataset import SOURCES, path_of, write_files, write_manifest
from planparse.write.sources import KeptSources


def zipped(**members: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0\0"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        ("一、新建3所。".encode(), "a.doc", "plain"),
        (b"<!DOCTYPE html>\n<html><body>", "a.txt", "html"),
        (b"\xef\xbb\xbf <!-- saved --> <HTML lang=zh>", "a.doc", "html"),
        ("<table><tr><td>3所</td></tr></table>".encode("gbk"), "a.xls", "html"),
        ("<html><p>3所</p></html>".encode("utf-16"), "a.htm", "html"),
        ("<p>是一种记号，不是网页。".encode(), "a.txt", "plain"),
        ("<<通知>>一、新建3所。".encode(), "a.html", "plain"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "a.doc", "mhtml"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (b"%PDF-1.7", "a.txt", "pdf"),
        (b"\n\n%PDF-1.4", "a", "pdf"),
        (ole("WordDocument"), "a.wps", "doc"),
        (ole("Workbook"), "a.et", "xls"),
        ("序号\t任务\n1\t新建".encode("gbk"), "a.xls", "csv"),
        ("序号,任务".encode("gbk"), "a.csv", "csv"),
        ("# 要点".encode(), "a.MD", "markdown"),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, name: str, kind: str) -> None:
    assert detect(data, name) == kind


def test_documents_that_are_zip_archives_inside_are_told_apart() -> None:
    types = {"[Content_Types].xml": "<Types/>"}
    assert detect(zipped(**types, word__document__xml=""), "a.zip") == "docx"
    assert detect(zipped(**types, xl__workbook__xml=""), "a.zip") == "xlsx"
    assert detect(zipped(**{"OFD.xml": ""}), "a.doc") == "ofd"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert detect(data.getvalue(), "a.doc") == "odt"
    assert archive_kind(zipped(a="b")) == "zip"
    assert archive_kind(zipped(**types, word__x="")) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ole("EncryptedPackage"), "with a password"),
        (ole("PowerPoint Document"), r"PowerPoint file \(ppt\)"),
        (zipped(**{"[Content_Types].xml": "", "ppt__a": ""}), r"PowerPoint file \(pptx\)"),
        (OLE, "of unknown kind"),
        (b"Rar!\x1a\x07\0", "RAR archive; repack it"),
        (zipped(a="b"), "zip archive, which holds documents of its own"),
    ],
)
def test_what_no_reader_reads_is_rejected_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Reject, match=reason):
        read_bytes(data, "a.doc", Config())


def test_a_bomb_is_rejected_before_it_fills_the_memory() -> None:
    data = zipped(**{"a.xml": b"0" * (3 << 20)})
    with pytest.raises(Reject, match="max_ratio"):
        Package(data, Config()).bytes("a.xml")
    with pytest.raises(Reject, match="max_unpacked = 1000000"):
        Package(data, Config(max_unpacked=1_000_000)).bytes("a.xml")
    package = Package(zipped(a=b"1" * 600, b=b"2" * 600), Config(max_unpacked=1000))
    assert package.bytes("a") == b"1" * 600
    with pytest.raises(Reject, match="max_unpacked"):
        package.bytes("b")
    with pytest.raises(Reject, match="max_members = 1"):
        Package(zipped(a="", b=""), Config(max_members=1))


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.invalid/x">%p;]><a/>',
    ],
)
def test_xml_with_entities_is_rejected(xml: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        with pytest.raises(Reject, match="document type"):
            parse_xml(xml.encode(encoding))


words = st.text(alphabet="新建3所，。 \t\n\r甲乙\u2028\ud800", max_size=12)


@given(st.lists(st.one_of(words, st.lists(st.lists(words, max_size=3), max_size=3)), max_size=6))
def test_what_is_written_stands_where_it_is_said_to_stand(blocks: list[str | list[list[str]]]) -> None:
    writer = Writer(Config())
    writer.paragraph("年")
    for block in blocks:
        if isinstance(block, str):
            writer.paragraph(block, heading=2)
        else:
            writer.table(CellText(text, r, c) for r, row in enumerate(block) for c, text in enumerate(row))
    source = writer.source("a.docx", b"", "docx")
    assert [h for h in source.headings if source.text[h.end] == "\n"] == list(source.headings)
    for table in source.tables:
        assert source.text[table.end] == "\n"
        for cell in table.cells:
            assert source.text[cell.end] in "\t\n"
            assert "\t" not in source.text[cell.start : cell.end]
            if cell.start < cell.end:
                assert str(source.locator(cell.start)).endswith(f"row {cell.row + 1}, cell {cell.column + 1}")
    assert [p.start for p in source.places] == sorted(p.start for p in source.places)
    assert all(a.end <= b.start for a, b in zip(source.places, source.places[1:], strict=False))


def test_a_paragraph_may_go_on_over_a_page() -> None:
    writer = Writer(Config())
    writer.paragraph("新建3所，扩建8所。", locator="page 1", places=[(5, "page 2")])
    source = writer.source("a.pdf", b"", "pdf")
    assert [source.locator(i) for i in (0, 4, 5, 9, 10)] == ["page 1", "page 1", "page 2", "page 2", None]


def test_limits_of_text_and_tables() -> None:
    with pytest.raises(Reject, match="max_characters = 5"):
        Writer(Config(max_characters=5)).paragraph("新建幼儿园")
    with pytest.raises(Reject, match="max_cells = 2"):
        Writer(Config(max_cells=2)).table(CellText("年", 0, i) for i in range(3))
    with pytest.raises(Reject, match="no text in it"):
        Writer(Config()).source("a", b"", "docx")
    writer = Writer(Config())
    writer.paragraph("plan")
    with pytest.raises(Reject, match="no Chinese character"):
        writer.source("a", b"", "docx")


def test_asides_are_removed_under_their_rule_and_metadata_is_heard() -> None:
    text = "发布机构：松河县教育局\n— 3 —\n抓培训。"
    result = normalize(text, [Aside(0, 12, "portal_block"), Aside(12, 18, "page_number")])
    assert result.text.text == "抓培训。"
    assert [(r.start, r.rule) for r in result.text.removed] == [(0, "portal_block"), (12, "page_number")]
    assert result.hints.issuer == "松河县教育局"


def test_no_sentence_goes_on_over_a_line_that_is_known_to_end() -> None:
    head, body = "全面提升义务教育优质均衡发展水平，办好人民满意的教育", "今年新建学校3所。"
    assert normalize(f"{head}\n{body}").text.text == head.replace("，", ",") + body
    assert normalize(f"{head}\n{body}", line_ends=[len(head)]).text.text == head.replace("，", ",") + "\n" + body


def test_a_dataset_keeps_the_texts_that_are_not_plain(tmp_path: Path) -> None:
    kept = SourceText("新建幼儿园5所", "甲.docx", "1" * 64, "utf-8", "docx")
    plain = SourceText("新建幼儿园5所", "乙.txt", "2" * 64, "utf-8", "plain")
    write_files(tmp_path, [ParsedFile(source=plain), ParsedFile(source=kept)])
    sources = KeptSources(tmp_path)
    assert ("甲.docx" in sources, "乙.txt" in sources) == (True, False)
    assert sources.text("甲.docx") == kept.text
    write_files(tmp_path, [ParsedFile(source=plain)])
    assert not path_of(tmp_path, SOURCES).exists()


def test_verify_reads_quotes_from_the_kept_text(tmp_path: Path) -> None:
    name, text = "甲.docx", "新建幼儿园5所"
    digest = "cb1ad2119d8fafb69566510ee712661f9f14b83385006ef92aec47f523a38358"
    row = document(source=name, sha256=digest, start=0, end=7, body=(), sections=())
    quote = target(source=name, start=5, end=7)
    parsed = ParsedFile((row,), (), (quote,), source=SourceText(text, name, digest, "utf-8", "docx"))
    (tmp_path / name).write_bytes(b"no format at all")
    hashes = {part: written.sha256 for part, written in write_files(tmp_path, [parsed]).items()}
    write_manifest(tmp_path, {"sha256": hashes, "config": {}})
    assert set(hashes) == {"documents", "measures", "targets", "rejected", "sources"}
    checked = verify(tmp_path, tmp_path)
    assert (checked.sources, checked.quotes) == (1, 1)
    assert checked.problems == ["甲.docx: changed since the run (its SHA-256 is another)"]
