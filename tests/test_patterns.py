"""No pattern of the package takes more than proportionate time on text made of what it looks for."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import signal
import time
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

import planparse

LENGTH = 600  # nearly all sentences are shorter, and no rule looks further
SECONDS = 1.0  # a pass over it takes a thousandth of this; one that backtracks without bound takes for ever
SUFFIXES = ("", "☃", "1")  # a match may fail, or go on, behind a long run

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no alarm to stop a match with")


def compiled() -> Iterator[Any]:
    """The patterns of all modules, and those that functions build from word tables and keep."""
    for info in pkgutil.walk_packages(planparse.__path__, "planparse."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if hasattr(value, "cache_info") and "Pattern[" in str(getattr(value, "__annotations__", {}).get("return")):
                if value.__module__ == info.name and value.__wrapped__.__code__.co_argcount == 0:
                    made = value()
                    for number, one in enumerate(made if isinstance(made, tuple) else (made,)):
                        yield pytest.param(one, id=f"{info.name}.{name}.{number}")
            elif isinstance(value, re.Pattern) and not isinstance(value.pattern, bytes):
                yield pytest.param(value, id=f"{info.name}.{name}")


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


@pytest.mark.parametrize("pattern", list(compiled()))
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
