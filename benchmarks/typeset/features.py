"""A document with all that a reader has to tell apart, and the files that LibreOffice makes of it for the tests.

Run it to write tests/data/features.* anew: python benchmarks/typeset/features.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible", "draw": "drawing", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def _level(level: int, form: str, prefix: str, suffix: str) -> str:
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" style:num-prefix="{prefix}" style:num-suffix="{suffix}">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="nothing"/></style:list-level-properties></text:list-level-style-number>'
    )


STYLES = f"""<office:styles><style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"/></office:styles>
<office:automatic-styles><style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<text:list-style style:name="L1">{_level(1, "一, 二, 三, ...", "", "、")}{_level(2, "1", "（", "）")}</text:list-style>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p>松桥县水务局文件</text:p></style:header>
<style:footer><text:p>第<text:page-number text:select-page="current">1</text:page-number>页</text:p></style:footer></style:master-page></office:master-styles>"""

CHANGES = """<text:tracked-changes><text:changed-region text:id="d1" xml:id="d1"><text:deletion><office:change-info>
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">甲</dc:creator><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2019-01-01T00:00:00</dc:date>
</office:change-info><text:p text:style-name="Standard">旧渠60公里，</text:p></text:deletion></text:changed-region></text:tracked-changes>"""


def _row(*cells: str) -> str:
    return "<table:table-row>" + "".join(cells) + "</table:table-row>"


def _cell(text: str, columns: int = 1, rows: int = 1) -> str:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="Ruled" table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}">{paragraphs}</table:table-cell>'


COVERED = "<table:covered-table-cell/>"
TABLE = (
    '<table:table table:name="分解表"><table:table-column table:number-columns-repeated="3"/>'
    + _row(_cell("序号"), _cell("任务"), _cell("时限"))
    + _row(_cell("灌区改造", columns=3), COVERED, COVERED)
    + _row(_cell("1"), _cell("改造渠道15公里"), _cell("9月底前", rows=2))
    + _row(_cell("2"), _cell("新建泵站4座\n更新闸门30扇"), COVERED)
    + "</table:table>"
)


def _item(text: str, inner: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def _list(*items: str) -> str:
    return f'<text:list text:style-name="L1">{"".join(items)}</text:list>'


BODY = f"""<text:h text:style-name="Heading" text:outline-level="1">松桥县水务局2019年工作计划</text:h>
<text:p>今年整治<text:change text:change-id="d1"/>新渠80公里，<text:span text:style-name="Hidden">密语七百件</text:span>由𠮷水站、朱镕渠管理所负责。</text:p>
<text:p>详见<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:type="simple" xlink:href="http://water.example/">工程清单</text:a>，\
供水保证率<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>\
<text:p>按国家标准计算。</text:p></text:note-body></text:note>达到95%以上。</text:p>
{_list(_item("抓建设", _list(_item("新建水库2座。"), _item("加固堤防6公里。"))), _item("抓管理", _list(_item("2019年培训河长120人。"))))}
{TABLE}
<text:p>附注：本表由县水务局解释。</text:p>"""

DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
{STYLES}<office:body><office:text>{CHANGES}{BODY}</office:text></office:body></office:document>"""


def main() -> int:
    from typeset import office

    out = Path(__file__).parents[2] / "tests" / "data"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "features.fodt"
        source.write_text(DOCUMENT, "utf-8")
        for target in ("doc", "odt", "rtf", "pdf"):
            office.convert([source], target, out)
        locked = Path(folder) / "password.fodt"
        locked.write_text(DOCUMENT, "utf-8")
        office.convert([locked], "pdf with a password", out)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main())
