"""Tables of web pages: those that hold data, those that hold metadata, and those that only arrange the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from planparse.config import Config
from planparse.patterns import lazy
from planparse.read.blocks import CellText, too_many_cells

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from planparse.read.html_blocks import Block

LABEL = lazy(
    r"(?:索引号|信息索引号?|主题分类|信息分类|组配分类|体裁分类|公文种类|文种|发文机关|发布机构|发布单位|发文单位|制发机关|公开主体|责任部门|成文日期|印发日期|发文日期|生成日期|"
    r"发布日期|发布时间|公开日期|公开方式|公开时限|公开范围|公开形式|标题|名称|信息名称|文件名称|发文字号|文号|文件编号|主题词|关键词|有效性|时效性?|效力状态|公文时效|"
    r"统一编号|登记号|服务对象|实施日期|废止日期|失效日期|生效日期|有效期|公文类型|内容概述|体裁)"
)
_LABELLED = lazy(rf"^{LABEL.pattern}[:：]")
_SPAN = {"colspan": 1000, "rowspan": 65534}
# A cell of data is short; a page arranged in cells has one that holds the whole text.
_MAX_LINES, _MAX_CELL, _MAX_OF_ONE_ROW = 12, 1500, 100
_MIN_PARAGRAPHS = 4


_PLAIN = lazy(r"[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")


@dataclass
class Found:
    """What a table gave: cells of data, or lines of metadata, or nothing where it only arranges."""

    cells: Sequence[CellText] = ()
    metadata: Sequence[str] = ()
    caption: str | None = None
    linked: int = 0
    links: int = 0


@dataclass
class _Cell:
    text: str
    lines: int
    linked: int
    links: int
    row: int
    column: int
    rows: int
    columns: int


class Tables:
    """The tables of a page."""

    def __init__(self, root: LexborNode, config: Config) -> None:
        self._config, self._seen = config, 0
        self._outer: set[int] = set()  # those that hold tables
        for table in root.css("table table"):
            self._mark_outer(table)

    def _mark_outer(self, table: LexborNode) -> None:
        node = table.parent
        while node is not None:
            if node.tag == "table":
                if node.mem_id in self._outer:
                    return
                self._outer.add(node.mem_id)
            node = node.parent

    def read(self, table: LexborNode) -> Found:
        """What a table holds; nothing where it is a means of layout, whose cells are read as paragraphs."""
        if table.mem_id in self._outer or table.attributes.get("role") == "presentation":
            return Found()
        cells = self._limited(_cells(table))
        if len(pairs := _pairs(cells)) >= 2:
            return Found(metadata=[f"{label}：{value}" for label, value in pairs])
        rows, columns = len({c.row for c in cells if c.text}), len({c.column for c in cells if c.text})
        longest = _MAX_CELL if rows > 1 else _MAX_OF_ONE_ROW
        if columns < 2 or any(c.lines > _MAX_LINES or len(c.text) > longest for c in cells) or _holds_page(cells):
            return Found()
        caption = next((node.text() for node in table.iter() if node.tag == "caption"), "")
        found = [CellText(c.text, c.row, c.column, c.rows, c.columns) for c in cells]
        return Found(found, (), " ".join(caption.split()), sum(c.linked for c in cells), sum(c.links for c in cells))

    def _limited(self, cells: Iterator[_Cell]) -> list[_Cell]:
        """The cells. Errors: Reject where there are too many in all."""
        found = list(islice(cells, self._config.max_cells - self._seen + 1))
        self._seen += len(found)
        if self._seen > self._config.max_cells:
            raise too_many_cells(self._config)
        return found


def _blocks(cell: LexborNode) -> list[Block]:
    """The blocks of a cell; most hold a word or two and no element."""
    from planparse.read.html_blocks import TEXT, Block, Page

    only = cell.first_child
    if only is not None and only.tag == TEXT and only.next is None:
        text = (only.text_content or "").strip()
        if _PLAIN.fullmatch(text):
            return [Block(text, 0)]
    return Page(cell).blocks if only is not None else []


def _cells(table: LexborNode) -> Iterator[_Cell]:
    """The cells of a table at their places in its grid, merged ones once."""
    taken: dict[int, int] = {}  # the first free row of each column that a merged cell reaches down
    for row, line in enumerate(_rows(table)):
        column = 0
        for node in line.iter():
            if node.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > row:
                column += 1
            attributes = node.attributes
            rows, columns = _span(attributes, "rowspan"), _span(attributes, "colspan")
            if rows > 1:
                taken.update(dict.fromkeys(range(column, column + columns), row + rows))
            blocks = _blocks(node)
            text = "\n".join(block.text for block in blocks)
            yield _Cell(text, len(blocks), sum(b.linked for b in blocks), sum(b.links for b in blocks), row, column, rows, columns)
            column += columns


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for node in table.iter():
        if node.tag == "tr":
            yield node
        elif node.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in node.iter() if row.tag == "tr")


def _span(attributes: dict[str, str | None], name: str) -> int:
    written = (attributes.get(name) or "").strip()
    return min(max(int(written[:6]), 1), _SPAN[name]) if written.isascii() and written.isdecimal() else 1


def _holds_page(cells: Sequence[_Cell]) -> bool:
    """Whether one cell has paragraphs and most of all text: a short document in a page that a table arranges."""
    largest = max(cells, key=lambda c: len(c.text))
    return largest.lines >= _MIN_PARAGRAPHS and 2 * len(largest.text) > sum(len(c.text) for c in cells)


def _pairs(cells: Sequence[_Cell]) -> list[tuple[str, str]]:
    """Labels of metadata, each with what stands in the next cell or behind its colon."""
    pairs: list[tuple[str, str]] = []
    for i, cell in enumerate(cells):
        packed = "".join(cell.text.split())
        if match := _LABELLED.match(packed):
            value = packed[match.end() :]
        elif LABEL.fullmatch(packed):
            value = ""
        else:
            continue
        following = cells[i + 1] if i + 1 < len(cells) and cells[i + 1].row == cell.row else None
        if not value and following and not LABEL.fullmatch("".join(following.text.split()).rstrip(":：")):
            value = " ".join(following.text.split())
        pairs.append((packed.partition("：")[0].partition(":")[0], value))
    return pairs


def is_labelled(text: str) -> bool:
    """Whether a line gives metadata: 发文字号：…"""
    return _LABELLED.match("".join(text[:40].split())) is not None
