"""Verbs that stand in no table: behind an adverb of manner, or before 了, a word with an object behind it is one."""

from __future__ import annotations

from functools import cache

from planparse.extract.action_forms import Reading
from planparse.extract.action_passive import Passives
from planparse.extract.action_verbs import Verb
from planparse.extract.action_words import words
from planparse.lexicon import Words
from planparse.patterns import lazy

_WORD = 2
_LEAST = 5  # characters of verb and object: four are an idiom (群策群力)
# Verbs of one character, before a thing and its number: 修渠道6公里, 打机井4眼, but not 建筑面积 or 种子.
_PLAIN = lazy(
    r"(?P<verb>建(?![筑制材档言议国党军校团市县安工设业成])|修(?![养理正订配编])|铺(?![面位])|架(?![构子])|栽(?!培)|种(?![子类苗群族植畜禽粮质])|挖(?!掘)|砌(?!体)"
    r"|植(?=[^\d]{0,4}树)|打(?=[^\d]{0,4}[井窖坝]))[^\d,;。:、的了率量额积值数]{1,12}\d[\d.]*[余多]?[万亿]?[余多]?[^\W\d]{1,3}$"
)
_HEAD = lazy(r"(?:[^\W\d一二三四五六七八九十两各每这那本我全]{2})(?![的地、和与及,;。])")
# What is striven for is an indicator, whose first word is no verb: 力争游客满意度达到95%.
_ATTAINS = lazy(r"(?:达到?|超过?|突破|增长|[提高降升缩][高升低至到短]|保持在?|控制在?|稳定在?|不低于|不少于)[^,;。\d]{0,4}\d")
_DONE = lazy(r"[^\W\d]{2}(?=了(?!解|结)[^,;。]{2})")


class Unlisted(Passives):
    """Reads a clause whose verb is known by its place alone."""

    __slots__ = ()

    def unlisted(self, at: int) -> Reading | None:
        """The work of a clause that begins at `at` and in which no listed verb is at work."""
        if plain := _PLAIN.match(self.text, at, self.end):
            return self.acted(Verb(at, plain["verb"]), at, "verb")
        if self.end - at < _LEAST or not _HEAD.match(self.text, at, self.end) or words("no_verb").at(self.text, at, self.end):
            return None
        if _ATTAINS.search(self.text, at + _WORD, self.end):
            return None
        done = _DONE.match(self.text, at, self.end)
        if not done and not _manners().closes(self.text, max(self.start, at - 5), at - self.text.startswith("地", at - 1)):
            return None
        return self.acted(Verb(at, self.text[at : at + _WORD]), at, "verb")


@cache
def _manners() -> Words:
    return words("manner")
