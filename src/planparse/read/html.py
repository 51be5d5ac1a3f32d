"""Web pages: charset by header, declaration and evidence; the main text with its headings and tables.

What belongs to the site is written too, as an aside, so that nothing disappears unseen; what the page says of the
document in a block of metadata (发文字号, 成文日期) becomes an aside that the normalizing stage listens to.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from planparse.config import Config
from planparse.errors import Reject
from planparse.patterns import lazy
from planparse.read.blocks import Writer
from planparse.read.encoding import NAMES, Decoded, decode, whole
from planparse.read.html_blocks import Block, Page
from planparse.read.html_main import arranged
from planparse.read.source import SourceText

READER = "html"
# Unclosed elements nest; each costs the parser a look at all that are open.
MAX_NESTING = 1000
_DECLARED = lazy(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_TAG = lazy(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")
# Elements that need no end tag, or have none.
_CLOSE_THEMSELVES = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "th", "tr", "dd", "dt", "option"])


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The main text of a web page.

    Errors: Reject (stage `read`) where there is no text in it, or its elements nest absurdly deep.

    >>> read("<title>x</title><h2>一、抓培训</h2><p>年内培训教师300人。".encode(), "a.html", Config()).text
    '一、抓培训\\n年内培训教师300人。\\n'
    """
    text, encoding = charset(data, None)
    return page_text(text, encoding, data, name, config, READER)


def page_text(text: str, encoding: str, data: bytes, name: str, config: Config, reader: str) -> SourceText:
    """The source text of a page whose markup is decoded; `data` are the bytes of the file it came from."""
    from selectolax.lexbor import LexborHTMLParser

    _check_nesting(text)
    root = LexborHTMLParser(whole(text).replace("\x00", "\ufffd")).root
    if root is None:
        raise Reject("read", "no text in it")
    writer = Writer(config)
    for block in arranged(Page(root, config)):
        _write(writer, block)
    return writer.source(name, data, reader, encoding)


def charset(data: bytes, header: str | None) -> Decoded:
    """The markup of a page: UTF-8 if it can be, else as the header or the page declares, else by evidence."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        declared = _DECLARED.search(data[:4096])
        said = header or (b"".join(declared.groups(b"")).decode("ascii", "replace") if declared else None)
        if said and (known := _as_said(data, said)):
            return known
    return decode(data)


def _as_said(data: bytes, said: str) -> Decoded | None:
    """As declared, where that fits without a broken character; what is UTF-8 is so whatever the page declares."""
    for encoding in ("utf-8", _WIDER.get(said.lower(), said.lower())):
        try:
            codec = codecs.lookup(encoding).name
            text = data.decode(codec)
        except (LookupError, UnicodeError, ValueError):
            continue
        if not codec.startswith("utf-16"):
            return Decoded(text, NAMES.get(codec, codec))
    return None


def _check_nesting(text: str) -> None:
    nested: Counter[str] = Counter()
    depth = 0
    for end, tag in _TAG.findall(text):
        name = tag.lower()
        if name in _CLOSE_THEMSELVES:
            continue
        if not end:
            nested[name] += 1
            depth += 1
        elif nested[name]:
            nested[name] -= 1
            depth -= 1
        if depth > MAX_NESTING:
            raise Reject("read", f"a web page whose elements nest more than {MAX_NESTING} deep")


def _write(writer: Writer, block: Block) -> None:
    if block.table is not None and block.aside is None:
        writer.table(block.table)
    else:
        writer.paragraph(block.text, heading=block.heading if block.aside is None else None, aside=block.aside, whole=block.whole)
