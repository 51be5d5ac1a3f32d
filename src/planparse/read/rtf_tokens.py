"""The tokens of an RTF file: braces, control words, and bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from planparse.patterns import lazy

_TOKEN = lazy(
    rb"\\(?:(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))|(?P<brace>[{}])|(?P<text>[^\\{}\r\n\x00]+)",
    re.DOTALL,
)


class Token(NamedTuple):
    """`word` with its number, or a sign or brace as a word of one character; or `data`, bytes of text."""

    word: str
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens in order; binary data (pictures) is passed over."""
    position = 0
    while match := _TOKEN.search(data, position):
        position = match.end()
        if text := match["text"]:
            yield Token("", None, text)
        elif code := match["hex"]:
            yield Token("", None, bytes.fromhex(code.decode()))
        elif word := match["word"]:
            number = int(match["number"]) if match["number"] else None
            if word == b"bin":
                position += max(0, number or 0)
            yield Token(word.decode(), number)
        else:
            yield Token((match["brace"] or match["sign"]).decode("latin-1"))
