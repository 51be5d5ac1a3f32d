"""Offsets as other programs count them: browsers in UTF-16 units, files from Windows with both characters of a line end."""

from __future__ import annotations

from bisect import bisect_left

from planparse.patterns import lazy

_BEYOND = lazy("[\U00010000-\U0010ffff]")
_CR = lazy("\r(?=\n)")
_LINE_END = lazy("\r\n?")


def plain(text: str) -> str:
    """A text as source texts are: line ends made `\\n`."""
    return _LINE_END.sub("\n", text)


class Counting:
    """The way between offsets in a tool's copy of a text and offsets in the source text.

    >>> counting = Counting("𠮷县\\r\\n新建5所", utf16=True)
    >>> counting.to_source(7), counting.to_tool(5)
    (5, 7)
    """

    def __init__(self, text: str, *, utf16: bool = False) -> None:
        pairs = [match.start() for match in _BEYOND.finditer(text)] if utf16 else []
        returns = [match.start() for match in _CR.finditer(text)]
        # Each place twice: where it stands in code points, and where in the counting it leads to or from.
        self._pairs, self._units = pairs, [place + i for i, place in enumerate(pairs)]
        self._returns, self._source = returns, [place - i for i, place in enumerate(returns)]

    def to_source(self, offset: int) -> int:
        """The offset in the source text of one in the tool's copy."""
        points = offset - bisect_left(self._units, offset)
        return points - bisect_left(self._returns, points)

    def to_tool(self, offset: int) -> int:
        """The offset in the tool's copy of one in the source text."""
        points = offset + bisect_left(self._source, offset)
        return points + bisect_left(self._pairs, points)
