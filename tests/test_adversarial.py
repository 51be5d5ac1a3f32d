"""Hostile text: long runs of one character, or of a few in turn, take time in proportion to their length.

And no pattern of the program tries every division of a text of what it repeats.
"""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable, Iterator

import pytest

from backtracking import hard_texts
from backtracking import patterns as all_patterns
from planparse.extract import period, quantity
from planparse.normalization import normalize
from planparse.segment import segment

LENGTH = 20_000
SECONDS = 1.0  # a linear pass takes a hundredth of this; a quadratic one would take many times as long
MODULES = (
    "normalization.breaks", "normalization.counters", "normalization.inline", "normalization.marks", "normalization.width",
    "segment.markers", "segment.sentences", "extract.amount", "extract.denominator", "extract.implicit",
    "extract.masks", "extract.measured", "extract.numerals", "extract.period", "extract.ranges", "extract.spread",
    "extract.units",
)  # fmt: skip
RUNS = (
    "1", "一", "中", " ", "(", ")", "《", "“", "[", "*", "_", "#", "&", ".", ",", ":", "、", "—", "\n", "年", "月", "十", "百", "万",
    "几", "第", "半", "a", "X", "/", "-", "。", "%",
)  # fmt: skip
TURNS = (
    "1,", "1.", "1一", "1万", "一、", "1 ", "1\n", " \n", "第一", "1年", "十年", "一1", "1+", "1·", "1:", "1/", "1—", "A-1", "“一", "位置:",
    "浏览: ", "来源: ", "字体 ", "微信 ", "(来源:", "[1", "一是", "(一)", "1、中", "。1", "每人", "中 ", "20", "到2", "**中", "二〇", "&#1",
)  # fmt: skip
TEXTS = [pytest.param(unit * (LENGTH // len(unit)), id=repr(unit)) for unit in RUNS + TURNS]


def patterns() -> Iterator[object]:
    """Every compiled pattern of the modules that search whole texts."""
    for name in MODULES:
        for key, value in vars(importlib.import_module(f"planparse.{name}")).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value, id=f"{name}.{key}")


def seconds(work: Callable[[], object]) -> float:
    """Seconds of this process: on a busy machine the clock says nothing about the pattern."""
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.parametrize("pattern", list(patterns()))
@pytest.mark.parametrize("text", TEXTS)
def test_every_pattern_is_linear(pattern: re.Pattern[str], text: str) -> None:
    if pattern.pattern.endswith(("$", r"\Z")):
        text = text[:40]  # tried on the few characters before a number, never on a text
    assert seconds(lambda: sum(1 for _ in pattern.finditer(text))) < SECONDS


@pytest.mark.parametrize("text", TEXTS)
def test_normalizing_is_linear(text: str) -> None:
    assert seconds(lambda: normalize(text)) < SECONDS


@pytest.mark.parametrize("text", TEXTS)
def test_segmenting_is_linear(text: str) -> None:
    normalized = normalize(text)
    assert seconds(lambda: segment(normalized)) < SECONDS


@pytest.mark.parametrize("text", TEXTS)
def test_extracting_is_linear(text: str) -> None:
    assert seconds(lambda: (list(period.find(text, 2020)), quantity.scan(text))) < SECONDS


SAMPLES = 16
FEW = 0.1  # seconds; what divides such a text in one way takes a hundredth of this


def is_quick(match: Callable[[str], object], text: str) -> bool:
    """Whether a text is gone through in no time; asked twice, for the collector of garbage may have come in between."""
    return any(seconds(lambda: match(text)) < FEW for _ in range(2))


@pytest.mark.parametrize("pattern", [pytest.param(p, id=name) for name, p in all_patterns()])
def test_no_pattern_tries_every_division(pattern: re.Pattern[str]) -> None:
    for text in hard_texts(pattern, SAMPLES):
        for match in (pattern.search, pattern.fullmatch):
            assert is_quick(match, text), text


@pytest.mark.parametrize("pattern", ["(?:一|一一)*", r"(?:[一、]+中?、?)*", "(?:较好地?|较好|地)*。"])
def test_such_a_pattern_is_found(pattern: str) -> None:
    with pytest.raises(AssertionError):
        test_no_pattern_tries_every_division(re.compile(pattern))
