"""Owners: what a sentence speaks of before it says anything, told by its label, by the item it stands in or by the sentence before."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from planparse.link.phrases import clean, strip_verbs, thing_of
from planparse.link.things import names_thing
from planparse.segment.documents import Part
from planparse.text import Span

_LABEL = re.compile(r"(?P<label>[^,;。:!?\n]{3,30}?)[:。]")
_SUFFIX = re.compile(r"(?:\([^()]{0,20}\))?(?:(?:项目|工程)?建设|建设项目)?(?:进展|实施|推进|完成)?(?:情况)?(?:\([^()]{0,20}\))?$")
_WORKS_ON = re.compile(r"(?:实施|启动|推进|开工建设|新建|建设|抓好|完成)了?(?P<thing>[^,;。:\d]{3,24}?(?:工程|项目))(?=[,;。]|$)")
# What is asked for an owner; most sentences have none of it.
_ASKS = re.compile("投资|投入|占地|用地|建筑面积|全长|总长|工期|工程量|造价|概算|装机|受益人口")
_SEVERAL = re.compile("、|及|和|与")
_LOOK_BACK = 120


def thing_in(title: str) -> str:
    """The thing that a title or label names, empty where it names none.

    >>> thing_in("(二)加快推进松河大桥项目建设"[3:]), thing_in("松河水库除险加固工程进展情况"), thing_in("项目进展情况")
    ('松河大桥', '松河水库除险加固工程', '')
    """
    if not title or len(title) > 40:
        return ""
    bare = title if names_thing(title) else _SUFFIX.sub("", title, count=1)
    if not names_thing(bare):
        bare = title[: -len("建设")] if title.endswith("建设") else bare
    name = clean(bare)
    name = strip_verbs(name) or name
    return name if len(name) >= 4 and "," not in name and names_thing(name) else ""


class Owners:
    """The owners in one document."""

    def __init__(self, text: str, part: Part) -> None:
        self.text = text
        self.part = part
        self.starts = [s.start for s in part.sentences]
        self.titled = lru_cache(maxsize=64)(self._titled)

    def of(self, sentence: Span, section: int | None, before: str) -> str:
        """Whose the bare attributes of a sentence are: its label's, its item's, or what the sentence before spoke of."""
        if not _ASKS.search(self.text, sentence.start, sentence.end):
            return ""
        label = _LABEL.match(self.text, sentence.start, sentence.end)
        if label and (thing := thing_in(label["label"])):
            return thing
        titled = self.titled(section) if section is not None else ""
        if titled and not _SEVERAL.search(titled):
            return titled
        last = self._last_of_item(sentence, section)
        return (before if last and names_thing(before) else self._worked_on(last)) or titled

    def _titled(self, section: int) -> str:
        """What the title of an item names, or its first sentence where that stands like a title: the first cell of a row."""
        here = self.part.sections[section]
        if here.title:
            return thing_in(here.title.rstrip("。:"))
        first = self._sentence_at(here.body_start)
        return thing_in(self.text[first.start : first.end].strip(" 。:|\n")) if first else ""

    def _sentence_at(self, place: int) -> Span | None:
        at = bisect_left(self.starts, place)
        return self.part.sentences[at] if at < len(self.starts) else None

    def _last_of_item(self, sentence: Span, section: int | None) -> Span | None:
        """The sentence before, where it belongs to the same item."""
        at = bisect_left(self.starts, sentence.start) - 1
        if at < 0 or (section is not None and self.starts[at] < self.part.sections[section].start):
            return None
        return self.part.sentences[at]

    def _worked_on(self, last: Span | None) -> str:
        """The work that a sentence puts in hand: 实施松河治理工程,改善环境."""
        if last is None:
            return ""
        found = _WORKS_ON.search(self.text, max(last.start, last.end - _LOOK_BACK), last.end)
        return thing_of(found["thing"]) if found else ""
