"""No pattern of the package takes more than proportionate time on text made of what it looks for, nor tries every division of it."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from re import _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

import planparse
from backtracking import hard_texts, patterns
from planparse.patterns import lazy

LENGTH = 600  # nearly all sentences are shorter, and no rule looks further
SECONDS = 1.0  # a pass over it takes a thousandth of this; one that backtracks without bound takes for ever
SUFFIXES = ("", "☃", "1")  # a match may fail, or go on, behind a long run

NEEDS_ALARM = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no alarm to stop a match with")


def pieces(parsed: Any) -> Iterator[str]:
    """The characters and runs of characters that a pattern spells out."""
    run = ""
    for kind, argument in parsed:
        name = str(kind)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if run:
            yield from {run, *run}
            run = ""
        if name == "RANGE":
            yield chr(argument[0])
        elif name == "CATEGORY":
            yield {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "字"}.get(str(argument), "~")
        elif name == "IN":
            yield from pieces(argument)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from pieces(branch)
        elif isinstance(argument, (tuple, list)):
            for part in argument:
                if isinstance(part, _parser.SubPattern):
                    yield from pieces(part)
    if run:
        yield from {run, *run}


def texts(pattern: re.Pattern[str]) -> Iterator[str]:
    found = sorted(set(pieces(_parser.parse(pattern.pattern, pattern.flags)))) or ["字"]
    chance = random.Random(ascii(pattern.pattern))
    units = chance.sample(found, min(8, len(found)))
    units += ["".join(chance.choices(found, k=chance.choice((2, 2, 3)))) for _ in range(8)]
    for unit in units:
        for suffix in SUFFIXES:
            yield unit * (LENGTH // len(unit)) + suffix


def too_long(signal_number: int, frame: FrameType | None) -> None:
    raise TimeoutError


EVERY = [pytest.param(p, id=name) for name, p in patterns()]


@NEEDS_ALARM
@pytest.mark.parametrize("pattern", EVERY)
def test_no_pattern_backtracks_without_bound(pattern: re.Pattern[str]) -> None:
    before = signal.signal(signal.SIGALRM, too_long)
    try:
        for text in texts(pattern):
            signal.setitimer(signal.ITIMER_REAL, 20)
            began = time.process_time()
            try:
                sum(1 for _ in pattern.finditer(text))
                pattern.match(text)
            except TimeoutError:
                pytest.fail(f"no end on {text[:30]!r}…{text[-3:]!r}")
            assert time.process_time() - began < SECONDS, f"{text[:30]!r}…{text[-3:]!r}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


SAMPLES = 16
FEW = 0.1  # seconds; what divides such a text in one way takes a hundredth of this


def is_quick(match: Callable[[str], object], text: str) -> bool:
    """Whether a text is gone through in no time; asked twice, for the collector of garbage may have come in between."""
    for _ in range(2):
        began = time.process_time()
        match(text)
        if time.process_time() - began < FEW:
            return True
    return False


@pytest.mark.parametrize("pattern", EVERY)
def test_no_pattern_tries_every_division(pattern: re.Pattern[str]) -> None:
    for text in hard_texts(pattern, SAMPLES):
        for match in (pattern.search, pattern.fullmatch):
            assert is_quick(match, text), text


@pytest.mark.parametrize("pattern", ["(?:一|一一)*", r"(?:[一、]+中?、?)*", "(?:较好地?|较好|地)*。"])
def test_such_a_pattern_is_found(pattern: str) -> None:
    with pytest.raises(AssertionError):
        test_no_pattern_tries_every_division(re.compile(pattern))


def groups_repeated_possessively(parsed: Any) -> Iterator[str]:
    """What a pattern repeats with *+, ++ or ?+ and is more than one character."""
    for kind, argument in parsed:
        if str(kind) == "POSSESSIVE_REPEAT" and (len(argument[2]) > 1 or str(argument[2][0][0]) not in ONE_CHARACTER):
            yield str(argument[2])
        for part in argument if isinstance(argument, (tuple, list)) else [argument]:
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, _parser.SubPattern):
                    yield from groups_repeated_possessively(inner)


ONE_CHARACTER = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


@pytest.mark.parametrize("pattern", EVERY)
def test_no_pattern_repeats_a_group_possessively(pattern: re.Pattern[str]) -> None:
    """Python before 3.11.5 goes wrong there (its issues 100061 and 106052): (?>(?:…)*) says the same and goes right."""
    assert list(groups_repeated_possessively(_parser.parse(pattern.pattern, pattern.flags))) == []


@pytest.mark.parametrize("pattern", ["(?:局办?委)*+", "项|(?P<all>(?:(?!等).)++)", "(?>(?:各(?:镇区|乡)?+)+)"])
def test_such_a_repetition_is_found(pattern: str) -> None:
    with pytest.raises(AssertionError):
        test_no_pattern_repeats_a_group_possessively(re.compile(pattern))


def held(value: object) -> Iterator[object]:
    """A value of a module, and what its tables hold."""
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else ():
        yield from held(part)


def test_no_module_compiles_a_pattern_before_it_is_asked() -> None:
    names = [m.name for m in pkgutil.walk_packages(planparse.__path__, "planparse.") if not m.name.endswith("__main__")]
    values = ((name, key, value) for name in names for key, value in vars(importlib.import_module(name)).items())
    assert [(name, key) for name, key, value in values if any(isinstance(one, re.Pattern) for one in held(value))] == []


def test_a_lazy_pattern_is_a_pattern() -> None:
    counted = lazy(r"(?P<count>\d+)名", re.ASCII)
    assert counted.pattern == r"(?P<count>\d+)名"
    assert [m["count"] for m in counted.finditer("教师12名,校长3名")] == ["12", "3"]
    assert (counted.flags, counted.groups, counted.sub("", "共5名")) == (re.compile("", re.ASCII).flags, 1, "共")


def test_what_is_wrong_with_a_lazy_pattern_is_said_when_it_is_asked() -> None:
    unclosed = lazy("(年")
    with pytest.raises(re.error):
        unclosed.search("2026年")
    with pytest.raises(AttributeError, match="colour"):
        unclosed.colour  # type: ignore[attr-defined]  # noqa: B018
