"""A page as a list of blocks: what stands between two line breaks of its layout, and the elements that hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planparse.config import Config
from planparse.patterns import lazy
from planparse.read.blocks import CellText
from planparse.read.numbering import LISTS, begins_with_marker, written

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TEXT, COMMENT = "-text", "-comment"
_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "audio", "video", "map", "head", "select", "option", "datalist", "button", "input", "textarea", "rt", "rp", "del", "math"]
)
_BLOCKS = frozenset(
    ["html", "body", "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "blockquote", "pre", "form", "fieldset", "legend", "figure", "figcaption", "address", "center", "hr", "details", "summary", "dialog", "menu"]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CHROME_TAGS = frozenset(("nav", "footer", "aside", "form", "menu", "dialog"))
_CHROME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))
_CHROME_NAMES = lazy(
    r"(?<![a-z])(?:nav\w*|menu\w*|(?:bread)?crumbs?|bread|position|location|weizhi|dqwz|foot\w*|copyright|share\w*|bdshare\w*|jiathis\w*|side(?:bar)?\w*|"
    r"related\w*|xgxw|xgwd|xglj|recommend\w*|hot\w*|tool(?:s|bar)?|print\w*|qr\w*|ewm|erweima|login\w*|search\w*|comment\w*|pag(?:er|ination)|prev\w*|"
    r"(?:friend|you)?links?|banner\w*|headers?|topbar|logo|fontsize|zoom|backtop|gotop|float\w*|statement|disclaimer|keywords?|tags?|updown|sxt|shangxia)(?![a-z])",
    re.IGNORECASE,
)
_HIDDEN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = lazy(r"[ \t\n\r\f]+")
# A line break of the markup within Chinese text is no blank.
_BROKEN = lazy(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\n\r\f][ \t\n\r\f]*(?=[\u3000-\u9fff\uff00-\uffef])")
_LIST_STYLE = lazy(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_MAX_HEADING = 120


@dataclass
class Block:
    """A stretch of text without a break, or a table; `linked` characters of it lie in `links` links."""

    text: str
    element: int
    heading: int | None = None
    linked: int = 0
    links: int = 0
    table: Sequence[CellText] | None = None
    aside: str | None = None
    whole: bool = True  # not a line that a br ends


@dataclass
class _List:
    style: str | None
    number: int


@dataclass
class _Line:
    """What has been met since the last break."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    preformatted: bool = False


class Page:
    """The blocks of a page (or of a cell of it) in their order, and its elements: the parent of each, and its chrome."""

    def __init__(self, root: LexborNode, config: Config | None = None) -> None:
        """The blocks of a whole page; without settings, of what a cell holds."""
        from planparse.read.html_tables import Tables

        self.blocks: list[Block] = []
        self.parents: list[int] = []
        self.chrome: list[bool] = []
        self.title = ""
        self._line = _Line()
        self._element = -1
        self._heading: int | None = None
        self._lists: list[_List] = []
        self._marker = ""
        self._link = self._pre = 0
        self._tables = None if config is None else Tables(root, config)
        if config is not None and (title := root.css_first("title")):
            self.title = " ".join(title.text().split())
        self._walk(root)
        self._break()

    def _walk(self, root: LexborNode) -> None:
        stack = [(child, False) for child in root.iter(include_text=True)][::-1]
        self._enter_element(False)
        while stack:
            node, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                self._leave(tag)
            elif tag == TEXT:
                self._line.parts.append(text := node.text_content or "")
                self._line.linked += len(text.strip()) if self._link else 0
            elif tag not in _UNSEEN and tag != COMMENT and self._enter(node, tag):
                stack.append((node, True))
                stack += [(child, False) for child in node.iter(include_text=True)][::-1]

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; False where what it holds has been dealt with, or is not to be seen."""
        if tag == "br":
            self._break(whole=False)
            return False
        attributes = node.attributes
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
            return False
        if tag == "a":
            self._link += 1
            self._line.links += 1
        if tag not in _BLOCKS:
            return True
        self._break()
        self._enter_element(_is_chrome(tag, attributes))
        self._heading = _HEADINGS.get(tag, self._heading)
        self._pre += tag == "pre"
        self._enter_list(tag, attributes)
        return not (tag == "table" and self._table(node))

    def _enter_element(self, chrome: bool) -> None:
        self.parents.append(self._element)
        self.chrome.append(chrome)
        self._element = len(self.parents) - 1

    def _enter_list(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in ("ol", "ul"):
            self._lists.append(_list(tag, attributes))
        elif tag == "li" and self._lists and (inner := self._lists[-1]).style:
            if (value := attributes.get("value") or "").isdecimal():
                inner.number = int(value[:6])
            self._marker = written(inner.style, inner.number)
            inner.number += 1

    def _table(self, node: LexborNode) -> bool:
        """Take a table as a whole, if it is no mere means of layout."""
        if self._tables is None:
            return False
        found = self._tables.read(node)
        for text in found.metadata:
            self.blocks.append(Block(text, self._element, aside="portal_block"))
        if found.cells:
            if found.caption:
                self.blocks.append(Block(found.caption, self._element))
            self.blocks.append(Block("\n".join(cell.text for cell in found.cells), self._element, linked=found.linked, links=found.links, table=found.cells))
        if taken := bool(found.cells or found.metadata):
            self._leave("table")
        return taken

    def _leave(self, tag: str) -> None:
        self._link -= tag == "a"
        if tag not in _BLOCKS:
            return
        self._break()
        self._element = self.parents[self._element]
        self._pre -= tag == "pre"
        if tag in _HEADINGS:
            self._heading = None
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def _break(self, whole: bool = True) -> None:
        """End the line."""
        line, self._line = self._line, _Line(links=self._link > 0)
        joined = "".join(line.parts)
        for text in joined.split("\n") if self._pre else [_SPACES.sub(" ", _BROKEN.sub("", joined))]:
            text = text.strip()
            if not text:
                continue
            if self._marker and not begins_with_marker(text):
                text = self._marker + text
            self._marker = ""
            heading = self._heading if len(text) <= _MAX_HEADING else None
            self.blocks.append(Block(text, self._element, heading, line.linked, line.links, whole=whole))


def _is_chrome(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag in _CHROME_TAGS or attributes.get("role") in _CHROME_ROLES:
        return True
    return bool(_CHROME_NAMES.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"))


def _list(tag: str, attributes: dict[str, str | None]) -> _List:
    if tag == "ul":
        return _List(None, 1)
    declared = _LIST_STYLE.search(attributes.get("style") or "")
    style = LISTS.get(declared[1].lower()) if declared else LISTS.get(attributes.get("type") or "1")
    start = attributes.get("start") or "1"
    return _List(style, int(start[:6]) if start.isdecimal() else 1)
