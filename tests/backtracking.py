"""Text that makes a pattern with a choice too many work hard: what it repeats, many times over, and then a sign that fits nowhere.

A pattern that can divide such a text in more than one way tries every division before it gives up, and each further
repetition doubles its work.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import random
import re
from collections.abc import Iterable, Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import cast

import planparse
from planparse.patterns import Compiled

_MISFIT = "@"
_COMMON = "中一十1年元个、,的了 "
_CATEGORIES = {ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_SPACE: r"\s", ops.CATEGORY_WORD: r"\w"} | {
    ops.CATEGORY_NOT_DIGIT: r"\D", ops.CATEGORY_NOT_SPACE: r"\S", ops.CATEGORY_NOT_WORD: r"\W"
}  # fmt: skip
_SHORT = 3  # repetitions that allow no more are written as often as they may be


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the package with its name: those of the modules, in tables of them, and those made when first asked for."""
    seen: set[tuple[str, int]] = set()
    for module in pkgutil.walk_packages(planparse.__path__, "planparse."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _held(module.name, value):
                if isinstance(pattern.pattern, str) and (key := (pattern.pattern, pattern.flags)) not in seen:
                    seen.add(key)
                    yield f"{module.name.removeprefix('planparse.')}.{name}", pattern


def _held(module: str, value: object) -> Iterable[re.Pattern[str]]:
    if isinstance(value, functools._lru_cache_wrapper):
        made_here = value.__module__ == module and not inspect.signature(value).parameters
        return _held(module, value()) if made_here else ()
    if isinstance(value, (re.Pattern, Compiled)):
        return (cast("re.Pattern[str]", value),)
    if isinstance(value, dict):
        value = tuple(value.values())
    return [p for v in value for p in _held(module, v)] if isinstance(value, (tuple, list)) else ()


def hard_texts(pattern: re.Pattern[str], samples: int) -> Iterator[str]:
    """Some texts for a pattern, each from its shortest head to the whole, so that the work is seen to grow before it is endless."""
    writer = _Writer(random.Random(0))
    tree = parser.parse(pattern.pattern, pattern.flags)
    for _ in range(samples):
        text = writer.write(tree)
        for body in (text, text * _TIMES):
            yield from (body[:length] + _MISFIT for length in _LENGTHS if length - _STEP < len(body))


_TIMES = 30
_STEP = 6  # characters: from one text to the next, work that doubles with each of them is still soon done
_LENGTHS = (*range(12, 60, _STEP), *range(60, 200, 2 * _STEP))


class _Writer:
    """Writes what a parsed pattern matches."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def write(self, tree: Iterable[tuple[object, object]]) -> str:
        return "".join(self._node(op, value) for op, value in tree)

    def _node(self, op: object, value: object) -> str:
        if op is ops.LITERAL:
            return chr(value)
        if op is ops.NOT_LITERAL:
            return next(c for c in _COMMON if ord(c) != value)
        if op is ops.ANY:
            return self.chance.choice(_COMMON)
        if op is ops.IN:
            return self._one_of(value)
        if op is ops.BRANCH:
            return self.write(self.chance.choice(value[1]))
        if op is ops.SUBPATTERN:
            return self.write(value[3])
        if op is ops.ATOMIC_GROUP:
            return self.write(value)
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            return self._repeated(*value)
        return ""  # what only looks, and what refers back

    def _repeated(self, least: int, most: int, body: Iterable[tuple[object, object]]) -> str:
        if most <= _SHORT:
            return "".join(self.write(body) for _ in range(self.chance.randint(least, most)))
        count = min(_TIMES, most) if self.chance.random() < 0.6 else least
        if self.chance.random() < 0.6:
            return self.write(body) * count
        return "".join(self.write(body) for _ in range(count))

    def _one_of(self, items: list[tuple[object, object]]) -> str:
        negated = items[0][0] is ops.NEGATE
        common = [c for c in _COMMON if any(_matches(item, c) for item in items) != negated]
        if common and (negated or self.chance.random() < 0.7):
            return self.chance.choice(common)
        op, value = self.chance.choice([i for i in items if i[0] is not ops.NEGATE])
        if op is ops.LITERAL and not negated:
            return chr(value)
        return chr(value[0]) if op is ops.RANGE and not negated else "".join(common[:1])


def _matches(item: tuple[object, object], char: str) -> bool:
    op, value = item
    if op is ops.LITERAL:
        return ord(char) == value
    if op is ops.RANGE:
        return value[0] <= ord(char) <= value[1]
    return op is ops.CATEGORY and re.match(_CATEGORIES[value], char) is not None
