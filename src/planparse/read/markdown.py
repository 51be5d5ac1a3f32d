"""Markdown files: the text as it stands, with its headings marked; tables between pipes as in plain text."""

from __future__ import annotations

import re
from dataclasses import replace

from planparse.config import Config
from planparse.patterns import lazy
from planparse.read import plain
from planparse.read.source import Heading, SourceText

READER = "markdown"
_HEADING = lazy(r"^ {0,3}(?P<signs>#{1,6})[ \t]+\S.*$", re.MULTILINE)
_UNDERLINED = lazy(r"^(?P<text>\S.*)\n(?P<line>=+|-{3,})[ \t]*$", re.MULTILINE)


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The text of a Markdown file.

    Errors: Reject (stage `read`) as for plain text.

    >>> read("# 要点\\n培训300人。".encode(), "a.md", Config()).headings
    (Heading(start=0, end=4, level=1),)
    """
    source = plain.read(data, name, config)
    found = [Heading(m.start(), m.end(), len(m["signs"])) for m in _HEADING.finditer(source.text)]
    found += [Heading(m.start("text"), m.end("text"), 1 if m["line"][0] == "=" else 2) for m in _UNDERLINED.finditer(source.text)]
    return replace(source, reader=READER, headings=tuple(sorted(found, key=lambda h: h.start)))
