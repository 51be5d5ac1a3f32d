"""Sentences that go on over the ends of lines: a list of which each line ends in a comma or a semicolon."""

from __future__ import annotations

from bisect import bisect_left

from planparse.patterns import lazy
from planparse.segment.documents import Part
from planparse.text import Span

_GOES_ON = lazy(r"[,;]\s*$")
_LINES = 4


class Lines:
    """The lines of one document."""

    def __init__(self, text: str, part: Part) -> None:
        self.text = text
        self.part = part
        self.starts = [s.start for s in part.sentences]
        self.openings = {place for s in part.sections for place in (s.start, s.body_start)}

    def begins(self, sentence: Span) -> int:
        """Where the sentence begins that a line goes on with: the line before ends in a comma or a semicolon."""
        start = sentence.start
        i = bisect_left(self.starts, start)
        for before in reversed(self.part.sentences[max(0, i - _LINES) : i]):
            if start in self.openings or not _GOES_ON.search(self.text[max(before.start, start - 4) : start]):
                break
            start = before.start
        return start
