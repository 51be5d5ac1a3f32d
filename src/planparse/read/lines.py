"""Lines of a text as stretches of it."""

from __future__ import annotations

from planparse.patterns import lazy

Line = tuple[int, int]
WRITTEN = lazy(r"[^\n]*\S[^\n]*")  # a line that is not empty


def line_at(text: str, place: int) -> Line:
    """The line that holds a place, without its end."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return start, len(text) if end < 0 else end


def trimmed(text: str, start: int, end: int) -> Line:
    """A stretch without the blanks at its ends.

    >>> trimmed("  甲 ", 0, 4)
    (2, 3)
    """
    written = text[start:end]
    a = start + len(written) - len(written.lstrip())
    return a, max(a, start + len(written.rstrip()))
