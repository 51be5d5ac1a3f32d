"""Watermarks: what a site lets be copied along with every paragraph, the same words at the end of lines that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from planparse.patterns import lazy

_SITE_WORD = lazy(r"(?<![电管路水联气热渠])网(?!络|格|点|上|信)|百科|大全|文库|论坛|www|http|--")
_SURELY_SITE = lazy(r"百科|大全|文库|论坛|www|http|--")
_STOPS = "。!?;”"
# No sentence goes on behind its stop with a few Latin letters that end the line.
_TOKEN = lazy(r"[。!?;]([A-Za-z]{2,8})(?=[ \t]*(?:\n|\Z))")
_LATIN = lazy(r"(?<![A-Za-z0-9])[A-Za-z]{2,8}(?=\s|\Z)")
_OFTEN, _BEHIND_STOPS, _GROUPED, _SHORTEST, _LONGEST = 3, 2, 3, 6, 40
_LINE = lazy(r"[^\n]+")


def find(text: str) -> Iterator[tuple[int, int]]:
    """The watermarks of a text: known behind the stops of sentences, taken from the ends of all lines.

    >>> list(find("建桥2座。qTv\\n一、修路qTv\\n修路3公里。qTv"))
    [(5, 8), (13, 16), (23, 26)]
    """
    tokens = _known(_TOKEN.findall(text))
    words = _known(_site_words(text)) | _shared_ends(text)
    places: dict[str, list[int]] = {}
    for match in _LATIN.finditer(text) if tokens else ():
        if match.group() in tokens:
            places.setdefault(match.group(), []).append(match.end())
    lengths = sorted({len(known) for known in words}, reverse=True)
    for line in _LINE.finditer(text) if words else ():
        end = line.start() + len(line.group().rstrip())
        if known := next((tail for n in lengths if n < end - line.start() and (tail := text[end - n : end]) in words), None):
            places.setdefault(known, []).append(end)
    for known, ends in places.items():
        if len(ends) >= _OFTEN:
            yield from ((end - len(known), end) for end in ends)


def _shared_ends(text: str) -> set[str]:
    """A site's words in which many lines end, whether a stop stands before them or none."""
    places: dict[str, list[str]] = {}
    for line in _LINE.finditer(text) if _SURELY_SITE.search(text) else ():
        tail = line.group().rstrip()[-_LONGEST:]
        places.setdefault(tail[-_GROUPED:], []).append(tail[::-1])
    ends = (_shared(tails)[::-1] for tails in places.values() if len(tails) >= _OFTEN)
    words = {end[max(map(end.rfind, _STOPS)) + 1 :] for end in ends}
    return {w for w in words if len(w) >= _SHORTEST and ":" not in w and _SURELY_SITE.search(w)}


def _shared(words: Sequence[str]) -> str:
    """The characters with which all words begin."""
    return "".join(c for c, *_ in takewhile(lambda characters: len(set(characters)) == 1, zip(*words, strict=False)))


def _known(candidates: Iterable[str]) -> set[str]:
    return {words for words, n in Counter(candidates).items() if n >= _BEHIND_STOPS}


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
