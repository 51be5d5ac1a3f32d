"""Which character encoding a file is in, and its text.

A byte order mark decides; then UTF-16, by which half of each byte pair looks like the high one; then strict
UTF-8; then whichever of GB18030, Big5-HKSCS and damaged UTF-8 gives most of the characters that Chinese text
is made of. A file may begin or end in the middle of a character: the broken character becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from planparse.patterns import lazy

BROKEN = "\ufffd"

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How many bytes at the head of a file may be what is left of a broken character.
LEGACY_HEADS = {"gb18030": (0, 1, 2, 3), "big5hkscs": (0, 1), "utf-8": (0,)}
NAMES = {"big5hkscs": "big5-hkscs"}
# A window this long, from the first byte that is not ASCII, is enough to tell the encodings apart.
WINDOW = 1 << 16
# High bytes of UTF-16: ASCII and Latin, general punctuation and signs, Chinese punctuation, ideographs,
# full-width forms.
HIGH_BYTES = bytes((0x00, *range(0x20, 0x27), 0x30, *range(0x4E, 0xA0), 0xFF))

_NOT_ASCII = lazy(rb"[\x80-\xff]")
_SURROGATE = lazy("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text and the encoding it was in."""

    text: str
    encoding: str


class _Guess(NamedTuple):
    encoding: str
    head: int


def decode(data: bytes) -> Decoded:
    """The text of a file, whatever its encoding, without its byte order mark.

    >>> decode("全县新建幼儿园5所".encode("gb18030"))
    Decoded(text='全县新建幼儿园5所', encoding='gb18030')
    >>> decode("全縣新建幼兒園5所".encode("big5"))
    Decoded(text='全縣新建幼兒園5所', encoding='big5-hkscs')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return Decoded(_lenient(data[len(mark) :], encoding), encoding)
    if data.isascii() and b"\x00" not in data:
        return Decoded(data.decode("ascii"), "utf-8")
    if guess := _utf16(data):
        return _decoded(data, guess)
    if (text := _strict_utf8(data)) is not None:
        return Decoded(text, "utf-8")
    return _decoded(data, _most_chinese(data, _legacy_guesses()))


def whole(text: str) -> str:
    """The text with surrogate pairs joined, and U+FFFD for each lone surrogate."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def share_of_common(text: str) -> float:
    """How much of what is not ASCII is among the most common Chinese characters."""
    foreign = [c for c in text if c > "\x7f"]
    return sum(c in _common() for c in foreign) / len(foreign) if foreign else 0.0


def _decoded(data: bytes, guess: _Guess) -> Decoded:
    broken_head = BROKEN if guess.head else ""
    text = broken_head + _lenient(data[guess.head :], guess.encoding)
    return Decoded(text, NAMES.get(guess.encoding, guess.encoding))


def _lenient(data: bytes, encoding: str) -> str:
    if encoding == "utf-8" and (text := _strict_utf8(data)) is not None:
        return text
    return data.decode(encoding, "replace")


def _strict_utf8(data: bytes) -> str | None:
    """The text, if all of it is UTF-8 but for a character that is broken at either end."""
    head = next((i for i, byte in enumerate(data[:4]) if byte & 0xC0 != 0x80), 0)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
    try:
        text = decoder.decode(data[head:])
    except UnicodeDecodeError:
        return None
    broken_tail = BROKEN if decoder.getstate()[0] else ""
    return whole((BROKEN if head else "") + text + broken_tail)


def _utf16(data: bytes) -> _Guess | None:
    """UTF-16 without a mark: one half of the byte pairs lies in few ranges, and it reads as Chinese."""
    window = data[:WINDOW]
    if max(_share_of_high(window[0::2]), _share_of_high(window[1::2])) < 0.9:
        return None
    guesses = [_Guess(name, head) for head in (0, 1) for name in ("utf-16-le", "utf-16-be")]
    guess = _most_chinese(window, guesses)
    return guess if share_of_common(_decoded(window, guess).text) > 0.2 else None


def _share_of_high(half: bytes) -> float:
    return 1 - len(half.translate(None, HIGH_BYTES)) / len(half) if half else 0.0


def _legacy_guesses() -> list[_Guess]:
    return [_Guess(encoding, head) for encoding, heads in LEGACY_HEADS.items() for head in heads]


def _most_chinese(data: bytes, guesses: list[_Guess]) -> _Guess:
    """The guess that gives most common, fewest rare and broken characters; of equal ones the first."""
    foreign = _NOT_ASCII.search(data)
    window = data[: (foreign.start() if foreign else 0) + WINDOW]
    return max(guesses, key=lambda guess: _score(_decoded(window, guess).text))


def _score(text: str) -> int:
    common = sum(c in _common() for c in text)
    foreign = sum(c > "\x7f" for c in text)
    # A rare character speaks a little against a guess, a broken one more.
    return 2 * common - (foreign - common) - text.count(BROKEN)


@cache
def _common() -> frozenset[str]:
    table = tomllib.loads(resources.files(__package__).joinpath("common.toml").read_text("utf-8"))
    return frozenset("".join(table.values()).replace("\n", ""))
