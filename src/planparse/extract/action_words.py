"""The words that the rules of measures ask for: verbs, their traits, openers, cues."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from planparse.lexicon import Entry, Words, load

_TABLES = ("action_traits", "action_cues")


@cache
def words(*idents: str) -> Words:
    """The words of one or more entries of the tables of traits and cues."""
    entries = [e for table in _TABLES for e in load("planparse.extract", table, ("also",)).entries if e.id in idents]
    if missing := set(idents) - {e.id for e in entries}:
        raise KeyError(f"no entry {sorted(missing)} in {_TABLES}")
    return Words(form for e in entries for form in _all(e))


def _all(entry: Entry) -> tuple[str, ...]:
    return (*entry.forms, *entry.more.get("also", ()))


def either(forms: Iterable[str]) -> str:
    """An alternation that prefers the longest."""
    return "|".join(map(re.escape, sorted(forms, key=lambda f: (-len(f), f))))


@cache
def openers() -> Words:
    """Openers and adverbs that are no verbs themselves; 牵头 stays with the verb behind it (牵头制定)."""
    return Words((_opening() | words("adverb")) - _listed() - {"牵头", "将"})


@cache
def doubles() -> Words:
    """Verbs that before another verb are its adverb: 加快推进, 严格执行."""
    return Words(_opening() & _listed() - {"牵头"})


@cache
def verbs() -> Words:
    """All verbs but those that are an opener and a verb (充分发挥, 新认定)."""
    return Words(f for f in _listed() if not _opened(f))


@cache
def _listed() -> frozenset[str]:
    return frozenset(load("planparse.extract", "actions").by_form)


def _opening() -> frozenset[str]:
    return frozenset(load("planparse.extract", "openers").by_form)


def _opened(form: str) -> bool:
    rest, building = form[1:], words("physical")
    if form[0] == "新":
        return rest in _listed() and rest not in building and form not in building
    return len(form) == 4 and form[0] != form[2] and form[2:] in _listed() and (form[:2] in openers() or form[:2] in doubles())


_ROADS = tuple("组村户乡屯寨")  # 通组路, 通村路 are roads


def verb_at(text: str, position: int, end: int) -> str:
    """The longest verb that stands at a position of a stretch that ends at `end`; empty if none does.

    >>> verb_at("建立健全制度", 0, 6), verb_at("共建成三座", 0, 5)
    ('建立健全', '')
    """
    form = verbs().at(text, position, end)
    if len(form) == 2 and form[0] in "共新":  # 共建成, 新开通: the character is an adverb of the verb behind it
        behind = text[position + 1 : position + 3]
        whole = (behind == "建设" and text[position + 3 : position + 4] in ("施", "备")) or (form == "新增" and behind != "增设")  # 新增补贴家庭 is no 增补
        whole = whole or (behind[1:] == "通" and text[position + 3 : position + 4] in _ROADS)  # 新修通组路
        return "" if not whole and behind in verbs() else form
    return form


@cache
def may_block(verb: str) -> bool:
    """Whether one of the words that are no verb though they begin with one may begin as a verb does."""
    return any(word.startswith(verb) or verb.startswith(word) for word in words("blocked"))


@cache
def verb_starts() -> re.Pattern[str]:
    """A character with which a verb of more than one begins."""
    return re.compile(f"[{''.join(sorted({v[0] for v in verbs() if len(v) > 1}))}]")
