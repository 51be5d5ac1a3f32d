"""Units of measurement and classifiers: which one stands at a place, and what it says of the number before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from planparse.lexicon import alternation, load
from planparse.patterns import lazy
from planparse.records import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a record carries it: `group` is the table's entry (`strong`, `weak`, `yuan` …)."""

    kind: Kind
    name: str
    factor: Decimal
    group: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Every form with its unit; behind each first character the lengths to try, longest first."""

    units: dict[str, Unit]
    lengths: dict[str, tuple[int, ...]]
    compounds: frozenset[str]
    whole_words: re.Pattern[str]


@cache
def _table() -> _Table:
    units = _units()
    lengths: dict[str, set[int]] = {}
    for form in units:
        lengths.setdefault(form[0], set()).add(len(form))
    return _Table(
        units,
        {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()},
        frozenset(load("planparse.extract", "compounds").forms),
        lazy(alternation(load("planparse.extract", "whole_words").forms)),
    )


def _units() -> dict[str, Unit]:
    found = {}
    for form, entry in load("planparse.extract", "units", ("kind", "unit", "factor")).by_form.items():
        name = entry.more.get("unit", form.removeprefix("个") or form)
        found[form] = Unit(entry.more["kind"], name, Decimal(entry.more.get("factor", "1")), entry.id)
    return found


# 块 is money before a stop or a further digit (9块5), a classifier before a noun (两块领域).
_BLOCK = lazy(r"[^\W\d_零一二两三四五六七八九左以多半]")
_HANDLED = "椅伞锁扇刀剑枪剪"  # what is counted in 把
# What is counted in 块, before the number: 悬挂光荣牌8735块.
_OF_BLOCKS = lazy(r"(?:[牌匾板屏碑砖]|荧幕|屏幕|显示器|电池|地块|绿地|菜地|苗圃|样地|样方|展架|图斑|场地|球场)\(?(?:共计?|约|近|达|合计|累计)?[\d.,一二三四五六七八九十百千万]{1,9}[余多]?$")
_BLOCK_UNIT = Unit("count", "块", Decimal(1), "weak")
# Classifiers that a whole word may follow (5名师生); behind the others (年, 天, 度 …) the compound is meant.
_BEFORE_WHOLE_WORD = frozenset("名家所个支处批届")


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The longest unit that begins at a place, and where it ends.

    >>> unit_at("6个百分点", 1)[0].name, unit_at("三年级", 1)
    ('百分点', None)
    """
    table = _table()
    for length in table.lengths.get(text[at : at + 1], ()):
        form = text[at : at + length]
        unit = table.units.get(form)
        if unit is None or len(form) < length:
            continue
        end = at + length
        following = text[end : end + 1]
        if length == 1 and form + following in table.compounds and not _before_whole_word(table, form, text, end):
            continue
        if form == "个点" and not _is_point(text, at, end):
            continue
        if form == "把" and following.isalpha() and following not in _HANDLED:
            continue  # 30日前完成,把工作…: 把 puts its object first
        if form == "块" and (_BLOCK.match(following) or _OF_BLOCKS.search(text, max(0, at - 14), at)):
            return _BLOCK_UNIT, end
        if form[-1].isascii() and form[-1].isalpha() and following.isascii() and following.isalpha():
            continue
        return unit, end
    return None


# 提高1.9个点 are percentage points, 新设3个点 and 增加3个点 places.
_MOVES = lazy(r"(?:[高低降升长快慢落涨跌]了?\d{1,4}|\.\d{1,4})$")
_NO_PLACE = lazy(r"[,、;。)\s和与及以左]|$")


def _is_point(text: str, at: int, end: int) -> bool:
    return _MOVES.search(text, max(0, at - 8), at) is not None and _NO_PLACE.match(text, end) is not None


def _before_whole_word(table: _Table, form: str, text: str, end: int) -> bool:
    return form in _BEFORE_WHOLE_WORD and table.whole_words.match(text, end) is not None
