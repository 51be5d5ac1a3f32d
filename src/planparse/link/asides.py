"""Brackets: where they open, what is spoken of in them, and the words around a number within one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity
from planparse.link.clauses import BLANK, Around, around
from planparse.link.owners import Owners
from planparse.link.topic import Topic
from planparse.text import Span


@dataclass(frozen=True, slots=True)
class Aside:
    """A bracket, where it opens, and what it speaks of."""

    start: int
    topic: Topic


class Asides:
    """The brackets of a document, which are read apart from the text around them."""

    def __init__(self, text: str, flat: str) -> None:
        """`flat` is the text without asides."""
        self.text = text
        self.flat = flat

    def holds(self, q: Quantity) -> bool:
        """Whether a quantity stands within a bracket."""
        return self.flat[q.start] == BLANK

    def topic_of(self, q: Quantity, topic: Topic, last: Aside, owners: Owners, low: int) -> Aside:
        """The bracket that holds a quantity, with a topic of its own: 28个(续建14个,总投资3亿元),占地40亩."""
        if not self.holds(q):
            return Aside(-1, topic)
        opening = self.text.rfind("(", 0, q.start)
        if last.start == opening:
            return last
        owner = owners.of_aside(low, opening) or topic.owner
        return Aside(opening, replace(topic, members=[*topic.members], recent=[*topic.recent], owner=owner))

    def opens(self, q: Quantity) -> int | None:
        """Where the bracket stands that a quantity follows at once: 行政处罚(400个工作日)."""
        if not self.holds(q):
            return None
        opening = self.text.rfind("(", 0, q.start)
        return opening if not self.text[opening + 1 : q.start].strip() else None

    def before(self, sentence: Span, quantities: Sequence[Quantity], i: int, opening: int, periods: Sequence[PeriodMention]) -> Around:
        """The words around a quantity that follows an opening bracket at once: those before the bracket."""
        q = quantities[i]
        moved = replace(q, start=opening, end=opening + 1)
        near = around(self.flat, sentence.start, sentence.end, [*quantities[:i], moved], i, periods)
        end = self.text.find(")", q.end)
        return replace(near, right=re.split(r"[,;、]", self.text[q.end : end if end >= 0 else q.end])[0])

    def reading(self, sentence: Span, q: Quantity) -> tuple[str, Span]:
        """The text and stretch in which a quantity is read: asides blanked out, or, inside an aside, the aside."""
        if not self.holds(q):
            return self.flat, sentence
        start, end = self.text.rfind("(", sentence.start, q.start) + 1, self.text.find(")", q.end)
        return self.text, Span(max(start, sentence.start), end if end >= 0 else sentence.end)
