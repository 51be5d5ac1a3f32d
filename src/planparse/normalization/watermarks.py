"""Watermarks: what a site lets be copied along with every paragraph, the same words at the end of lines that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_SITE_WORD = re.compile(r"网(?!络|格|点|上)|百科|大全|文库|论坛|www|http|--")
_STOPS = "。!?;”"
# No sentence goes on behind its stop with a few Latin letters that end the line.
_TOKEN = re.compile(r"(?<=[。!?;])[A-Za-z]{2,8}(?=[ \t]*(?:\n|\Z))")
_OFTEN, _BEHIND_STOPS, _SHORTEST, _LONGEST = 3, 2, 6, 40
_LINE = re.compile(r"[^\n]+")


def find(text: str) -> Iterator[tuple[int, int]]:
    """The watermarks of a text: known behind the stops of sentences, taken from the ends of all lines.

    >>> list(find("建桥2座。qTv\\n一、修路qTv\\n修路3公里。qTv"))
    [(5, 8), (13, 16), (23, 26)]
    """
    known = {words for words, n in Counter([*_site_words(text), *_TOKEN.findall(text)]).items() if n >= _BEHIND_STOPS}
    if not known:
        return
    lengths = sorted({len(words) for words in known}, reverse=True)
    ends: dict[str, list[int]] = {}
    for line in _LINE.finditer(text):
        end = line.start() + len(line.group().rstrip())
        if words := _ending(text, line.start(), end, lengths, known):
            ends.setdefault(words, []).append(end)
    for words, places in ends.items():
        if len(places) >= _OFTEN:
            yield from ((end - len(words), end) for end in places)


def _site_words(text: str) -> Iterator[str]:
    """What stands behind the last stop of lines and speaks of a site."""
    if not _SITE_WORD.search(text):
        return
    for line in _LINE.finditer(text):
        whole = line.group().rstrip()
        tail = whole[-_LONGEST:]
        words = tail[max(map(tail.rfind, _STOPS)) + 1 :]
        if _SHORTEST <= len(words) < len(tail) and ":" not in words and _SITE_WORD.search(words):
            yield words


def _ending(text: str, start: int, end: int, lengths: Sequence[int], known: set[str]) -> str | None:
    """The known words with which a line ends; Latin letters are not cut out of a longer word."""
    for length in lengths:
        words, before = text[max(start, end - length) : end], text[end - length - 1 : end - length] if end - length > start else ""
        if words in known and not (words.isascii() and before.isascii() and before.isalnum()):
            return words
    return None
