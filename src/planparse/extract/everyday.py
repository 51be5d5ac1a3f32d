"""What a number says in everyday text, beyond what counts in a plan: one thing, half a litre, 港币300元, 负2度.

Documents are read without this module. It takes a scan of any text, brings back the amounts that are set aside
there for reasons of the genre (一个, 三岁), drops characters that only look like numbers (退伍, 一看), and reads
what is written around a number: its sign, a currency before it, a dozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import attrgetter

from planparse.extract import comparator, measured, numerals
from planparse.extract.amount import Page, Quantity, SetAside, is_bare_scale
from planparse.extract.numerals import Numeral
from planparse.extract.quantity import Scan
from planparse.extract.units import Unit, unit_at
from planparse.lexicon import Entry, alternation, load
from planparse.patterns import lazy
from planparse.records import exact

# Set aside in a plan because they are only said, or because they name a group; in everyday text they are amounts.
_SAID = frozenset(("rhetorical", "indefinite", "noun"))
_WORDS = frozenset(("set_phrase", "repeated", "quoted"))
_PHYSICAL = frozenset(("duration", "length", "weight", "area", "volume", "money"))
_HALVED = frozenset(("length", "weight", "area", "volume", "duration", "percent"))
_HALF = lazy(r"(?<![\w/])半|(?<=[约近足有要了在花用每到满共给加减剩留吃喝买卖走跑睡等])半")
_PAST = lazy(r"(?<![超通经不路度越])过$")
_TO = lazy(r"[-—~至到]{1,2}")
_AGE = lazy(r"周?岁(?!月)")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_SAYS_NUMBER = lazy(r"(?:[负米是为到有等于比过超第加减乘除约近共得至和与满差达在]|等于|[^\w百千])$")
# Behind 打 and 两: there they begin or hold another word (打造, 两个).
_OF_OTHER_WORD = "(?!(?<=打)[击造算开破好赢通拐黑假防响非伞压卡官架捞分基]|(?<=两)[个名种次年条人位天家类点三月小大级岸会委])"
_PLACE = attrgetter("start")


def read(text: str, scan: Scan) -> list[Quantity]:
    """The quantities of an everyday text, in order, each on its own.

    >>> from planparse.extract.quantity import scan
    >>> [(str(q.value), q.unit) for q in read("三岁,港币300元", scan("三岁,港币300元", bare=True))]
    [('3', '岁'), ('300', '港元')]
    """
    found = [*scan.quantities, *_brought_back(text, scan.aside)]
    out: list[Quantity] = []
    for quantity in sorted([*found, *_halves(text)], key=_PLACE):
        done = out[-1].end if out else 0
        if quantity.start >= done and not _is_no_number(text, quantity):
            out.append(_around(text, quantity, done))
    return out


# ---- what is set aside in a plan
def _brought_back(text: str, aside: Iterable[SetAside]) -> Iterator[Quantity]:
    page = Page(text)
    for item in aside:
        numeral = page.numeral_at(item.start)
        if numeral is None:
            continue
        if item.reason == "bare_number":
            value, bound = exact(numeral.value), numeral.bound
            yield Quantity(numeral.start, numeral.end, "count", value, numeral.value_max, "", bound, None, item.reason)
            continue
        if item.reason == "ordinal":
            start = numeral.start - (text[numeral.start - 1 : numeral.start] == "第")
            yield Quantity(start, numeral.end, "rank", exact(numeral.value), None, "", "eq", None, "ordinal")
            continue
        if ages := _ages(text, page, numeral):
            yield ages
            continue
        found = measured.unit_of(text, numeral)
        if age := _AGE.match(text, numeral.end):
            found = Unit("duration", "岁", Decimal(1), "age"), age.end()
        elif item.reason not in _SAID and not (item.reason in _WORDS and found and found[0].kind in _PHYSICAL):
            continue
        if found:
            yield measured.read(page, numeral, *found)


def _ages(text: str, page: Page, low: Numeral) -> Quantity | None:
    """20至30岁."""
    to = _TO.match(text, low.end)
    high = page.numeral_at(to.end()) if to else None
    age = _AGE.match(text, high.end) if high else None
    if high is None or age is None or high.value <= low.value:
        return None
    return Quantity(low.start, age.end(), "duration", exact(low.value), exact(high.value), "岁", "range", None, "range")


def _halves(text: str) -> Iterator[Quantity]:
    """半公升, 半天, 半成, 半个; not 半 inside a word."""
    for match in _HALF.finditer(text):
        found = unit_at(text, match.end())
        if found and (found[0].kind in _HALVED or found[0].name == "个"):
            unit, end = found
            value = exact(Decimal("0.5") * unit.factor)
            yield Quantity(match.start(), end, unit.kind, value, None, unit.name, "eq", None, "half")


# ---- characters that only look like numbers
def _is_no_number(text: str, found: Quantity) -> bool:
    """A lone Chinese digit inside words: 一看, 放肆, 远离大陆, 十足; 万 without a digit."""
    written = text[found.start : found.end]
    if found.rule != "bare_number" or written[0].isascii():
        return False
    if is_bare_scale(written):
        return not text.startswith("半百", found.start - 1)
    if (len(written) > 1 and any(c in numerals.SCALES for c in written)) or _factors().match(text, found.end):
        return False
    glued = text[found.end : found.end + 1].isalpha(), text[found.start - 1 : found.start].isalpha()
    if written[0] in _FORMAL:
        return any(glued)
    return any(glued) and not comparator.after(text, found.end) and not _SAYS_NUMBER.search(text, max(0, found.start - 3), found.start)


# ---- what stands around a number
def _around(text: str, found: Quantity, done: int) -> Quantity:
    """A quantity with what is written around it, back to `done`, where the one before it ends."""
    if found.rule == "bare_number":
        found = _with_comparator(text, _with_factor(text, found))
    if found.unit == "分" and (found.start, found.end) == (0, len(text)):
        found = replace(found, kind="money", unit="元", value=exact(found.value / 100))  # a score has its 得 or 满
    if found.unit in ("", "元"):
        found = _with_currency(text, found, done)
    return _signed(text, found)


def _with_factor(text: str, found: Quantity) -> Quantity:
    """十打 is 120, 半百 is 50, 三百两 a weight."""
    if text.startswith("半百", found.start - 1):
        return replace(found, start=found.start - 1, value=exact(found.value / 2))
    if match := _factors().match(text, found.end):
        entry = _entries()[match.group()]
        if "factor" in entry.more:
            return replace(found, end=match.end(), value=exact(found.value * Decimal(entry.more["factor"])))
        return replace(found, end=match.end(), kind="weight", unit=entry.more["unit"], rule="number_unit")
    return found


def _with_comparator(text: str, found: Quantity) -> Quantity:
    if found.comparator != "eq":
        return found
    after = comparator.after(text, found.end)
    told = after[0] if after else comparator.before(text, found.start, 0)
    if told is None and _PAST.search(text, max(0, found.start - 2), found.start):
        told = "gt"
    return replace(found, comparator=told) if told else found


def _with_currency(text: str, found: Quantity, done: int) -> Quantity:
    """港币300元, 人民币3.14, $20: the currency stands before the number."""
    match = _currencies().search(text, max(done, found.start - 6), found.start)
    if match is None or (found.kind != "money" and found.rule != "bare_number"):
        return found
    unit = _entries()[match["name"]].more["unit"]
    return replace(found, start=match.start(), kind="money", unit=unit, rule="currency_before")


def _signed(text: str, found: Quantity) -> Quantity:
    """负2度; a hyphen is a sign only where nothing stands before it and no unit but % behind the number."""
    sign = text[found.start - 1 : found.start]
    if sign == "负" or (sign == "-" and found.start == 1 and found.unit in ("", "%")):
        return replace(found, start=found.start - 1, value=-found.value)
    if found.unit in _DEGREES and text.startswith("零下", found.start - 2):
        return replace(found, start=found.start - 2, value=-found.value)
    return found


_DEGREES = ("度", "摄氏度", "℃", "华氏度")


def _entries() -> Mapping[str, Entry]:
    return load("planparse.extract", "everyday", ("side", "unit", "factor")).by_form


def _forms(side: str) -> str:
    return alternation(form for form, entry in _entries().items() if entry.more["side"] == side)


@cache
def _factors() -> re.Pattern[str]:
    return re.compile(_forms("after") + _OF_OTHER_WORD)


@cache
def _currencies() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_forms('before')}) *$")
