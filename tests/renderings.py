"""Documents of the corpus in the formats that offices and sites keep them in, for tests and benchmarks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import groupby

import openpyxl

Row = list[str]

_PIPES = re.compile(r"^\|.*\|$")
_RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+$")


def blocks(text: str) -> Iterator[str | list[Row]]:
    """The paragraphs of a plain text and its tables (lines with tabs, or between pipes)."""
    lines = [line.strip(" \u3000\r") for line in text.split("\n") if line.strip()]
    apart = ["\t" in line or bool(_PIPES.match(line)) for line in lines]
    for i in range(1, len(lines) - 1):
        apart[i] |= apart[i - 1] and apart[i + 1] and len(lines[i]) < 20  # a row that is one merged cell
    rows = dict(enumerate(apart))
    for table, numbers in groupby(range(len(lines)), key=rows.__getitem__):
        group = [lines[i] for i in numbers]
        if table:
            yield [_row(line) for line in group if not _RULE.match(line)]
        else:
            yield from group


def _row(line: str) -> Row:
    cells = line.strip("|").split("|") if _PIPES.match(line) else line.split("\t")
    return [cell.strip() for cell in cells]


def body(text: str) -> str:
    """A text as paragraphs and tables of a web page."""
    parts = []
    for block in blocks(text):
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
        else:
            width = max(map(len, block))
            rows = (f"<td colspan={width}>{escape(row[0])}</td>" if len(row) == 1 else "".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block)
            parts.append("<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return "\n".join(parts)


def page(text: str) -> bytes:
    """A page with nothing but the text."""
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body(text)}</body></html>".encode()


_LINKS = "".join(f"<li><a href='/c{i}'>{title}</a></li>" for i, title in enumerate(("关于做好防汛备汛工作的提示", "我市召开重点项目调度会", "一图读懂便民服务新举措", "全市旅游市场平稳有序")))


def portal(text: str) -> bytes:
    """A portal of divisions with classes, in GBK; the text in one of them."""
    nav = "".join(f"<a href='/n{i}'>{word}</a>" for i, word in enumerate(("首页", "机构职能", "政务公开", "办事服务", "互动交流")))
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>工作文件_松河县人民政府</title>
<style>p{{text-indent:2em}}</style><script>var a = "<p>脚本里的字，不是正文。</p>";</script></head><body>
<div class="header"><div class="logo"><img alt="松河县人民政府"></div><div class="nav">{nav}</div></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 工作文件</div>
<div class="main"><div class="info"><span>发布时间：2019-03-04 10:20</span> <span>来源：县政府办</span> <span class="font">字体：<a>大</a> <a>中</a> <a>小</a></span></div>
<div class="article" id="zoom">{body(text)}</div>
<div class="share">分享到：<a>微信</a><a>微博</a><a>QQ空间</a></div>
<div class="related"><h3>相关链接</h3><ul>{_LINKS}</ul></div></div>
<div class="side"><h3>热点推荐</h3><ul>{_LINKS}</ul></div>
<div class="footer">主办：松河县人民政府办公室　网站标识码：0000000000　<a href="http://beian.invalid">某ICP备00000000号</a></div>
</body></html>""".encode("gb18030")


def tables_page(text: str) -> bytes:
    """An old site that arranges its pages in tables within tables."""
    return f"""<HTML><HEAD><TITLE>临江市政府信息公开</TITLE></HEAD><BODY><TABLE width=960><TR><TD><TABLE><TR><TD><A href=/>首页</A></TD><TD><A href=/a>政府信息公开指南</A></TD>
<TD><A href=/b>政府信息公开目录</A></TD></TR></TABLE></TD></TR><TR><TD><TABLE><TR><TD width=200 valign=top><TABLE><TR><TD><A href=/1>规章文件</A></TD></TR>
<TR><TD><A href=/2>规划计划</A></TD></TR><TR><TD><A href=/3>统计信息</A></TD></TR></TABLE></TD><TD valign=top>
<TABLE class=bt><TR><TD>索引号：</TD><TD>000000000/2019-00001</TD><TD>信息分类：</TD><TD>规划计划</TD></TR><TR><TD>公开方式：</TD><TD>主动公开</TD><TD>公开时限：</TD><TD>长期</TD></TR></TABLE>
<TABLE><TR><TD>{body(text)}</TD></TR><TR><TD align=right><A href=javascript:print()>【打印本页】</A> <A href=javascript:close()>【关闭窗口】</A></TD></TR></TABLE>
</TD></TR></TABLE></TD></TR><TR><TD><TABLE><TR><TD>版权所有：临江市人民政府　建议使用1024×768分辨率浏览</TD></TR></TABLE></TD></TR></TABLE></BODY></HTML>""".encode()


def modern_page(text: str) -> bytes:
    """A page of HTML 5 with landmarks; every line of the text is a division of its own."""
    lines = body(text).replace("<p>", "<div class='p'><span>").replace("</p>", "</span></div>")
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>要闻</title></head><body>
<header><a href="/">青河县</a><nav><ul>{_LINKS}</ul></nav></header>
<aside><section><h2>推荐</h2>{"".join(f"<a href='/x{i}'><p>本县近日举行了一场活动，吸引了许多人参加，现场气氛热烈。</p></a>" for i in range(4))}</aside>
<main><article>{lines}</article><div class="toolbar" hidden>打印</div></main>
<footer><p>承办单位：青河县大数据中心</p><p>联系电话：0000-0000000</p></footer></body></html>""".encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The markers that Word can count by itself, each a list of its own: what is asked of a line, the format, the text.
_COUNTED = (
    (re.compile(r"([一二三四五六七八九十]+)、"), "chineseCountingThousand", "%1、"),
    (re.compile(r"[（(]([一二三四五六七八九十]+)[）)]"), "chineseCounting", "（%1）"),
    (re.compile(r"(\d{1,2})[.．](?!\d)"), "decimal", "%1."),
    (re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])"), "decimalEnclosedCircle", "%1"),
)
_HAN = "一二三四五六七八九十"


def word(text: str) -> bytes:
    """A Word file that counts its headings and items by automatic numbering, where they count as Word does."""
    paragraphs, numbers = [], []
    for block in blocks(text):
        if isinstance(block, str):
            paragraphs.append(_word_paragraph(block, numbers))
        else:
            paragraphs.append(_word_table(block))
    return word_file("".join(paragraphs), numbering=_word_lists(numbers))


def _word_paragraph(line: str, numbers: list[tuple[int, int]]) -> str:
    for kind, (marker, _, _) in enumerate(_COUNTED):
        if (match := marker.match(line)) and (count := _ordinal(match[1])):
            last = next((n for k, n in reversed(numbers) if k == kind), 0)
            numbers.append((kind, count))
            restart = "" if count == last + 1 else str(len(numbers))  # a list that begins anew, or in the middle
            key = restart or _list_of(numbers, kind)
            return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr></w:pPr>{_run(line[match.end() :])}</w:p>'
    return f"<w:p>{_run(line)}</w:p>"


def _list_of(numbers: list[tuple[int, int]], kind: int) -> str:
    """The list that the last number goes on with: the last of its kind that did not go on."""
    runs = [i for i, (k, n) in enumerate(numbers) if k == kind]
    first = next((a for b, a in zip(runs[-2::-1], runs[:0:-1], strict=False) if numbers[a][1] != numbers[b][1] + 1), runs[0])
    return str(first + 1)


def _ordinal(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if written in "①②③④⑤⑥⑦⑧⑨⑩":
        return ord(written) - ord("①") + 1
    tens, ten, ones = written.partition("十")
    return ((_HAN.find(tens) + 1 or 1) * 10 if ten else 0) + (_HAN.find(ones or "?") + 1 if ten else _HAN.find(written) + 1)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _word_table(rows: list[Row]) -> str:
    width = max(map(len, rows))
    lines = []
    for row in rows:
        span = f'<w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>' if len(row) == 1 else ""
        lines.append("<w:tr>" + "".join(f"<w:tc>{span}<w:p>{_run(cell)}</w:p></w:tc>" for cell in row) + "</w:tr>")
    return "<w:tbl>" + "".join(lines) + "</w:tbl>"


def _word_lists(numbers: list[tuple[int, int]]) -> str:
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for i, (_, style, text) in enumerate(_COUNTED)
    )
    lists = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{kind}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="{count}"/></w:lvlOverride></w:num>'
        for i, (kind, count) in enumerate(numbers, 1)
    )
    return abstract + lists


def word_file(body: str, *, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    """A Word file of this body; further parts are headers, footers and notes by the name of their kind."""
    parts = {"numbering": numbering, "styles": styles} | parts
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        kinds = "".join(f'<Override PartName="/word/{p}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{p}+xml"/>' for p in parts)
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{kinds}</Types>',
        )
        archive.writestr("_rels/.rels", _relations(officeDocument="word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", _relations(**{part: f"{part}.xml" for part in parts}))
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>')
        for part, content in parts.items():
            root = {"header": "hdr", "footer": "ftr"}.get(part, part)
            archive.writestr(f"word/{part}.xml", f'<w:{root} xmlns:w="{WORD}">{content}</w:{root}>')
    return data.getvalue()


def _relations(**targets: str) -> str:
    lines = (f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets.items()))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(lines)}</Relationships>'


def workbook(text: str) -> bytes:
    """An Excel file with the text in its first column and its tables cell by cell, rows of one cell merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    row = 0
    for block in blocks(text):
        width = max(map(len, block)) if isinstance(block, list) else 1
        for line in block if isinstance(block, list) else [[block]]:
            row += 1
            for column, value in enumerate(line, 1):
                sheet.cell(row, column).value = value
            if len(line) < width:
                sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
