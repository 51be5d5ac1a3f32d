"""The words around a number: in its clause, and in its sentence as far as the semicolons."""

from __future__ import annotations

from typing import NamedTuple

from planparse.extract.quantity import Quantity
from planparse.link.clauses import BLANK
from planparse.text import Span


class Said(NamedTuple):
    """What stands around a number, asides left out."""

    before: str  # its clause up to it
    after: str  # its clause behind it
    clause: str
    lead: str  # what stands before its clause
    rest: str  # what stands behind its clause


def around(text: str, sentence: Span, clause: Span, q: Quantity) -> Said:
    """The words around a quantity in its sentence."""
    opens, closes = piece(text, sentence, clause.start), text.find(";", clause.end, sentence.end)
    words = text[opens : closes if closes >= 0 else sentence.end]
    cuts = [clause.start - opens, q.start - opens, q.end - opens, clause.end - opens]
    if BLANK in words:
        cuts = [cut - words.count(BLANK, 0, cut) for cut in cuts]
        words = words.replace(BLANK, "")
    begin, here, behind, end = cuts
    return Said(words[begin:here], words[behind:end], words[begin:end], words[:begin], words[end:])


def piece(text: str, sentence: Span, position: int) -> int:
    """Where the piece of a sentence begins that holds a place: behind the last semicolon."""
    return max(sentence.start, text.rfind(";", sentence.start, position) + 1)
