"""Quantities as they are handed on, the page they are read from, and the words around the number that each takes in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from planparse.extract import comparator, denominator, numerals
from planparse.extract.numerals import Numeral
from planparse.patterns import lazy
from planparse.records import Comparator, Kind, exact


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount where it stands: `[start, end)` covers the number with its unit (and a written denominator)."""

    start: int
    end: int
    kind: Kind
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    per: str | None
    rule: str
    implicit: bool = False
    group: str = ""


class SetAside(NamedTuple):
    """A number that is no amount, and why."""

    start: int
    end: int
    reason: str


class Page:
    """A text with its numerals, each read when it is asked for, and how far the text has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = {m.start(): m for m in numerals.PATTERN.finditer(text)}
        self.done = 0

    def numeral_at(self, position: int) -> Numeral | None:
        """The numeral that begins at a place."""
        match = self.places.get(position)
        return numerals.read(match) if match else None


def amount(
    page: Page, start: int, end: int, kind: Kind, value: Decimal, unit: str, rule: str,
    *, upper: Decimal | None = None, bound: Comparator = "eq", per: str | None = None, group: str = "", bare_scale: bool = False,
) -> Quantity:  # fmt: skip
    """The quantity at `[start, end)`, with the comparator and the denominator that the words around it state.

    `bound` is what the number itself says (余, a range), `bare_scale` that it is 百 or 千 without a digit.
    """
    text = page.text
    if bound != "range":
        bound = _stronger(bound, _told(page, start, end, kind, bare_scale))
    if per is None:
        per = denominator.before(text, clause_start(text, start), start, kind, unit)
    return Quantity(start, end, kind, exact(value), exact(upper) if upper is not None else None, unit, bound, per, rule, group=group)


def _told(page: Page, start: int, end: int, kind: Kind, bare_scale: bool) -> Comparator | None:
    """The comparator behind the number, else that before it, back to what is read already."""
    if after := comparator.after(page.text, end, time=kind == "duration"):
        return after[0]
    return comparator.before(page.text, start, min(page.done, start), bare_scale=bare_scale)


def _stronger(written: Comparator, told: Comparator | None) -> Comparator:
    """1300余名以上: what is said beside the number overrides what is inside it, but for 近…余."""
    return written if told is None or (written in ("gt", "ge") and told == "approx") else told


# A clause read backwards, over the brackets that are closed in it.
_CLAUSE = lazy(r"[^,;:。!?\n()]*(?:\)[^()\n]{0,20}\([^,;:。!?\n()]*)*")
_LONGEST_CLAUSE = 40


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds a place begins; at most 40 characters are looked at."""
    low = max(0, position - _LONGEST_CLAUSE)
    match = _CLAUSE.match(text[low:position][::-1])
    return position - match.end() if match else position


def trailing_scale(written: str) -> int:
    """The scale words that close a numeral: 10万 gives 10000."""
    scale = 1
    for c in reversed(written.rstrip(numerals.VAGUE)):
        if c not in numerals.SCALES:
            break
        scale *= numerals.SCALES[c]
    return scale


def is_bare_scale(written: str) -> bool:
    """百, 千, 万, 亿 without a digit before them count only behind 上, 近, 数 (上百名)."""
    return bool(written) and not written.strip("百千万亿")
