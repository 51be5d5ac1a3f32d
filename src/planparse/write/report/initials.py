"""Search by pinyin initials: which characters may begin with which letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.util import find_spec


def are_known() -> bool:
    """Whether pypinyin (the extra `report`) is installed."""
    return find_spec("pypinyin") is not None


def initials(words: Iterable[str | None]) -> dict[str, str]:
    """The characters of some words under their initials; one with several readings stands under each.

    Nothing is found where the readings are not known.

    >>> initials(["入学率"])
    {'l': '率', 'r': '入', 's': '率', 'x': '学'}
    """
    if not are_known():
        return {}
    from pypinyin import Style, pinyin

    found: dict[str, list[str]] = defaultdict(list)
    for character in sorted(set("".join(filter(None, words)))):
        if not character.isascii():
            for letter in pinyin(character, style=Style.FIRST_LETTER, heteronym=True)[0]:
                if letter.isascii() and letter.isalpha():
                    found[letter].append(character)
    return {letter: "".join(found[letter]) for letter in sorted(found)}
