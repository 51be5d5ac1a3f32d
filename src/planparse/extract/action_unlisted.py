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
_HEAD = lazy(r"(?:[^\W\d一二三四五六七八九十两各每这那本我全]{2})(?![的地、和与及,;。])")
_DONE = lazy(r"[^\W\d]{2}(?=了(?!解|结)[^,;。]{2})")


class Unlisted(Passives):
    """Reads a clause whose verb is known by its place alone."""

    __slots__ = ()

    def unlisted(self, at: int) -> Reading | None:
        """The work of a clause that begins at `at` and in which no listed verb is at work."""
        if self.end - at < _LEAST or not _HEAD.match(self.text, at, self.end) or words("no_verb").at(self.text, at, self.end):
            return None
        done = _DONE.match(self.text, at, self.end)
        if not done and not _manners().closes(self.text, max(self.start, at - 5), at - self.text.startswith("地", at - 1)):
            return None
        return self.acted(Verb(at, self.text[at : at + _WORD]), at, "verb")


@cache
def _manners() -> Words:
    return words("manner")
