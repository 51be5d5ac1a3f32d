"""Web pages: charsets, the main text, tables, lists, metadata; the same records as from plain text."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

import renderings
from planparse import parse
from planparse.config import Config
from planparse.errors import Reject
from planparse.pipeline import ParsedFile
from planparse.read import SourceText, read_bytes

CORPUS = Path(__file__).parent.parent / "corpus"
WORDS = "全县普惠性幼儿园覆盖率达到85%以上，新增学位1200个。"


def read(markup: str | bytes, name: str = "a.html") -> SourceText:
    data = markup if isinstance(markup, bytes) else f"<!DOCTYPE html><html><body>{markup}</body></html>".encode()
    return read_bytes(data, name, Config())


def body(source: SourceText) -> str:
    """The text without asides."""
    text = source.text
    for aside in reversed(source.asides):
        text = text[: aside.start] + text[aside.end :]
    return text


@pytest.mark.parametrize(
    ("declared", "codec", "name"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "gbk", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("big5", "big5", "big5-hkscs"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("x-unknown", "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("utf-16", "utf-8", "utf-8"),
    ],
)
def test_charset_by_declaration_and_evidence(declared: str, codec: str, name: str) -> None:
    text = "全縣新建學校三所，投入資金八百萬元。" if codec == "big5" else WORDS
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    source = read(f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(codec), "a.htm")
    assert (source.text, source.encoding, source.reader) == (text + "\n", name, "html")


def test_utf16_with_a_mark() -> None:
    assert read(f"<html><p>{WORDS}</p></html>".encode("utf-16")).text == WORDS + "\n"


def test_a_line_is_what_stands_between_two_breaks() -> None:
    source = read(
        f"<h1>要点</h1><div>一、抓<b>培</b><i>训</i>&mdash;&#25945;&nbsp;师<br>{WORDS}<p>二、抓\n   基建<p>三 、<span>x</span></div><script>不是</script><!-- 也不是 -->"
    )
    assert source.text == f"要点\n一、抓培训—教\xa0师\n{WORDS}\n二、抓基建\n三 、x\n"
    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [("要点", 1)]
    assert [source.locator(i) for i in (0, 3)] == ["paragraph 1", "paragraph 2"]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol><li>抓培训<li>抓基建<ol type=a><li>改造</ol><li>抓安全</ol>", ["1. 抓培训", "2. 抓基建", "a. 改造", "3. 抓安全"]),
        ("<ol start=3><li>抓培训<li value=7>抓基建<li>抓安全</ol>", ["3. 抓培训", "7. 抓基建", "8. 抓安全"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>抓培训<li><p>抓基建</p></ol>", ["一、抓培训", "二、抓基建"]),
        ("<ol style='list-style:none'><li>抓培训</ol><ol><li>（一）抓基建</ol>", ["抓培训", "（一）抓基建"]),
        ("<ul><li>抓培训<ul><li>抓基建</ul></ul>", ["抓培训", "抓基建"]),
        ("<pre>抓培训\n抓基建</pre>", ["抓培训", "抓基建"]),
    ],
)
def test_lists_are_numbered_as_they_are_seen(markup: str, lines: list[str]) -> None:
    assert read(markup).text.splitlines() == lines


def test_merged_cells_keep_their_places() -> None:
    source = read(
        "<table><caption>分工表</caption><tr><th rowspan=2>任务<th colspan=2>单位<tr><th>牵头<th>配合<tr><td>新建<br>3所<td>教育局<td>财政局"
        "<tr><td>扩建<td colspan=99999999>住建局</table>"
    )
    (table,) = source.tables
    shape = [(source.text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in table.cells]
    assert shape == [
        ("任务", 0, 0, 2, 1), ("单位", 0, 1, 1, 2), ("牵头", 1, 1, 1, 1), ("配合", 1, 2, 1, 1),
        ("新建\n3所", 2, 0, 1, 1), ("教育局", 2, 1, 1, 1), ("财政局", 2, 2, 1, 1), ("扩建", 3, 0, 1, 1), ("住建局", 3, 1, 1, 1000),
    ]  # fmt: skip
    assert source.text.startswith("分工表\n任务\t单位\n\t牵头\t配合\n新建\n3所\t教育局\t财政局\n")
    assert source.locator(source.text.index("财政局")) == "table 1, row 3, cell 3"


def test_metadata_is_heard_and_set_aside() -> None:
    table = "<table><tr><td>索 引 号：<td>X0-0<td>发布机构：<td>松河县水务局</tr><tr><td>发文字号：<td>松水发〔2019〕7号<td>成文日期：<td>2019年3月2日</table>"
    lines = "<ul><li>索引号：X0-0</li><li>发布机构：松河县水务局</li><li><b>发文字号：</b><span>松水发〔2019〕7号</span></li><li>成文日期：2019-03-02</li></ul>"
    text = f"<div class=a><p>一、整治河道</p><p>年内{WORDS}</p><p>年内再{WORDS}</p><p>二、修水库</p></div>"
    for block in (table, lines):
        parsed = parse(f"<html><body>{block}{text}</body></html>".encode())
        (document,) = parsed.documents
        assert (document.issuer, document.doc_number, document.date, document.year) == ("松河县水务局", "松水发〔2019〕7号", "2019-03-02", 2019)
        assert {r.rule for r in document.removed} == {"portal_block"}
        assert [t.quote for t in parsed.targets] == ["85%", "1200个"] * 2


def test_a_title_over_two_lines_is_one_when_the_page_says_so() -> None:
    source = read(f"<html><title>松河县教育局关于抓好学前教育工作的通知_松河县政府</title><body><p>松河县教育局关于抓好</p><p>学前教育工作的通知</p><p>{WORDS}</p></body></html>".encode())
    assert body(source) == f"松河县教育局关于抓好学前教育工作的通知\n{WORDS}\n"


def test_what_stands_between_the_lines_of_a_title_stays() -> None:
    table = "<table><tr><td>任务<td>数量<tr><td>培训教师<td>300人</table>"
    title = "松河县教育局重点任务分解表"
    source = read(f"<html><title>{title}_松河县政府</title><body><p>{title}</p>{table}<p>{WORDS}</p></body></html>".encode())
    assert body(source) == f"{title}\n任务\t数量\n培训教师\t300人\n{WORDS}\n"
    source = read(f"<html><title>关于抓好学前教育工作的通知</title><body><p>关于抓好学前</p><div class='share'>分享到微信</div><p>教育工作的通知</p><p>{WORDS}</p>".encode())
    assert "分享到微信" in source.text
    assert body(source) == f"关于抓好学前教育工作的通知\n{WORDS}\n"


def test_a_short_text_in_a_page_that_a_table_arranges() -> None:
    menu = "<td><ul><li><a href=a>机构</a><li><a href=b>文件</a></ul>"
    source = read(f"<table><tr><td colspan=2>松河县教育局<tr>{menu}<td><p>一、目标</p><p>{WORDS}</p><p>二、要求</p><p>{WORDS}</p></table>")
    assert source.tables == ()
    assert f"一、目标\n{WORDS}\n二、要求\n{WORDS}\n" in body(source)


def test_a_page_whose_text_lies_in_an_element_with_a_suspect_name_is_read() -> None:
    source = read(f"<div class='share-content'><p>{WORDS}</p><p>{WORDS}</p></div><div class='share'>分享到<a>微信</a></div>")
    assert body(source) == f"{WORDS}\n" * 2


def test_attachments_stay_and_lists_of_links_go() -> None:
    links = "".join(f"<p><a href=x>第{i}次会议今日召开，研究部署工作</a></p>" for i in range(4))
    source = read(f"<div><p>{WORDS}</p><p>{WORDS}</p><p><a href=a.xls>附件1：任务分解表.xls</a></p>{links}</div>")
    assert body(source) == f"{WORDS}\n{WORDS}\n附件1：任务分解表.xls\n"


@pytest.mark.parametrize("render", [renderings.page, renderings.portal, renderings.tables_page, renderings.modern_page])
def test_the_records_of_a_page_are_those_of_its_text(render: Callable[[str], bytes]) -> None:
    for name in ("edu_task_list_2021", "transport_summary_2017", "business_env_tabs_2025", "fenbie_edu_2021"):
        text = (CORPUS / f"{name}.txt").read_text("utf-8")
        plain, paged = parse(text), parse(render(text))
        assert paged.rejected == ()
        assert facts(paged) == facts(plain)
        chrome = "".join(paged.source.text[a.start : a.end] for a in paged.source.asides) if paged.source else ""
        assert not [word for word in ("分享到", "热点推荐", "打印本页", "承办单位：青河县") if word in body(paged.source or read(WORDS)) and word not in chrome]


def facts(parsed: ParsedFile) -> Counter[tuple[object, ...]]:
    return Counter((t.kind, t.value, t.unit, t.comparator, t.indicator, t.period, t.status, tuple(a.name for a in t.responsible)) for t in parsed.targets)


def mhtml(charset: str | None) -> bytes:
    message = MIMEMultipart("related")
    message["From"], message["Subject"] = "saved", "plan"
    page = MIMEText("", "html")
    page.replace_header("Content-Type", f'text/html; charset="{charset}"' if charset else "text/html")
    page.set_payload(f"<html><body><p>{WORDS}</p></body></html>".encode("gb18030"))
    del page["Content-Transfer-Encoding"]
    from email.encoders import encode_base64

    encode_base64(page)
    message.attach(page)
    message.attach(MIMEImage(b"GIF89a", "gif"))
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["gb2312", None])
def test_a_saved_page(charset: str | None) -> None:
    source = read(mhtml(charset), "要点.doc")
    assert (source.text, source.encoding, source.reader) == (WORDS + "\n", "gb18030", "mhtml")
    with pytest.raises(Reject, match="without a page"):
        read(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\ntext\n--x--", "a.mht")


def test_absurd_pages_end_soon() -> None:
    began = time.monotonic()
    with pytest.raises(Reject, match="nest more than 1000"):
        read("<div>" * 50_000 + WORDS)
    with pytest.raises(Reject, match="nest more than 1000"):
        read("<b><i></p>" * 50_000 + WORDS)
    assert body(read("<table><tr><td>" * 300 + WORDS)) == WORDS + "\n"
    assert len(read("<p>" * 100_000 + WORDS).text) == len(WORDS) + 1
    with pytest.raises(Reject, match="max_cells = 200000"):
        read("<table>" + "<tr><td>3<td>年" * 100_001)
    assert time.monotonic() - began < 20
