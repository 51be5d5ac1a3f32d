"""Hostile text: long runs of one character, or of a few in turn, take time in proportion to their length."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable, Iterator

import pytest

from planparse.extract import period, quantity
from planparse.normalization import normalize
from planparse.patterns import Compiled
from planparse.segment import segment

LENGTH = 20_000
SECONDS = 1.0  # a linear pass takes a hundredth of this; a quadratic one would take many times as long
MODULES = (
    "normalization.breaks", "normalization.counters", "normalization.gathered", "normalization.inline", "normalization.marks",
    "normalization.pages", "normalization.readings", "normalization.width", "segment.marker_signs", "segment.markers", "segment.sentences", "extract.amount", "extract.denominator", "extract.implicit",
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
            if isinstance(value, (re.Pattern, Compiled)):
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


def test_blanks_between_words_that_nothing_repeats_are_looked_up_in_linear_time() -> None:
    characters = [chr(0x4E00 + n * 7919 % 20_000) for n in range(600_000)]
    characters[::80] = " " * len(characters[::80])
    characters[40::80] = "," * len(characters[40::80])
    text = "".join(characters)
    assert seconds(lambda: normalize(text)) < SECONDS


@pytest.mark.parametrize("text", TEXTS)
def test_segmenting_is_linear(text: str) -> None:
    normalized = normalize(text)
    assert seconds(lambda: segment(normalized)) < SECONDS


@pytest.mark.parametrize("text", TEXTS)
def test_extracting_is_linear(text: str) -> None:
    assert seconds(lambda: (list(period.find(text, 2020)), quantity.scan(text))) < SECONDS
