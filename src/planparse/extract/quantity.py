"""Quantities: numbers with what they count, their comparator, range and denominator.

One pass over the numerals of a text. Each numeral becomes a quantity, a part of one (the low end of a range), or
is set aside with a reason, so that nothing is dropped in silence. Reading order for a newcomer: `scan`,
`_Scanner.read`, then the readers it tries, from the most to the least specific: `fractions`, `ranges`, `refusal`
(why a number is no amount), `measured`; at the end `implicit` and `spread`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from planparse.extract import (
    denominator,
    fractions,
    implicit,
    masked,
    masks,
    measured,
    negative,
    ranges,
    ranks,
    refusal,
    spread,
)
from planparse.extract.amount import Page, Quantity, SetAside
from planparse.extract.masks import Mask
from planparse.extract.numerals import Numeral
from planparse.extract.units import Unit
from planparse.records import exact

__all__ = ["Quantity", "Scan", "SetAside", "scan"]


@dataclass(frozen=True)
class Scan:
    """All numbers of a text: what became a quantity and what was set aside."""

    quantities: tuple[Quantity, ...]
    aside: tuple[SetAside, ...]


def scan(text: str, known: Iterable[Mask] = (), *, bare: bool = False) -> Scan:
    """Read every number of a normalised text.

    `known` are stretches that are spoken for (dates, section markers); with `bare`, numbers without any unit are
    quantities too.

    >>> [(q.kind, str(q.value), q.unit, q.comparator) for q in scan("新建小学3所,入学率达到99.5%以上").quantities]
    [('count', '3', '所', 'eq'), ('percent', '99.5', '%', 'ge')]
    """
    return _Scanner(text, known, bare).run()


# Behind a number without a unit: the list goes on, and the unit stands at its end (新建6、扩建8所).
_GOES_ON = frozenset("、和与及,/")
_GOES_ON_LONG = ("以及",)
_START = attrgetter("start")


class _Scanner:
    """One scan: the page, its masks, and what has been found so far."""

    def __init__(self, text: str, known: Iterable[Mask], bare: bool) -> None:
        self.page = Page(text)
        self.bare = bare
        self.masks = masks.find(text, known, self.page.places)
        self.found: list[Quantity] = []
        self.aside: list[SetAside] = []
        self.unitless: list[tuple[Numeral, int]] = []  # each with the place of the number behind it

    def run(self) -> Scan:
        text, page = self.page.text, self.page
        places = list(page.places)
        for start, following in zip(places, [*places[1:], -1], strict=False):
            if start >= page.done:
                self.read(start, following)
        self.found += implicit.find(text, self.masks)
        found, left = spread.units(text, self.found, reversed(self.unitless))
        if hidden := list(masked.find(text)):
            self.aside = [a for a in self.aside if not _covered(hidden, a.start)] + hidden
        self.aside += (SetAside(n.start, n.end, "bare_number") for n in left)
        quantities = spread.comparators(text, sorted(found, key=_START))
        return Scan(tuple(quantities), tuple(sorted(self.aside, key=_START)))

    def read(self, start: int, following: int) -> None:
        """One numeral; `following` is the place of the next one."""
        page = self.page
        mask = self.masks.at(start)
        if mask and mask.reason not in ("ordinal", "quoted"):
            self._set_aside(start, page.places[start].end(), mask.reason)
            return
        numeral = page.numeral_at(start)
        if numeral is None:
            return
        if numeral.end - start > _DIGITS and _is_endless(numeral):
            self._set_aside(start, numeral.end, "endless")
            return
        if mask and mask.reason == "ordinal":
            self._ordinal(mask, numeral)
            return
        found = measured.unit_of(page.text, numeral)
        if mask and not _is_share(numeral, found):
            self._set_aside(start, numeral.end, mask.reason)
        elif quantity := fractions.read(page, numeral) or ranges.read(page, numeral, found):
            self._add(quantity)
        elif found is None:
            self._without_unit(numeral, following)
        elif front := ranks.front(page.text, numeral, found[0].name, found[1]):
            self._add(front)
        elif reason := refusal.reason(page.text, numeral, *found):
            self._set_aside(start, numeral.end, reason)
        else:
            self._add(negative.signed(page.text, measured.read(page, numeral, *found)))

    def _add(self, quantity: Quantity) -> None:
        if denominator.counts_for(self.page.text, quantity.start, quantity.kind):
            self._set_aside(quantity.start, quantity.end, "denominator")
            return
        self.found.append(quantity)
        self.page.done = quantity.end

    def _set_aside(self, start: int, end: int, reason: str) -> None:
        self.aside.append(SetAside(start, end, reason))
        self.page.done = end

    def _ordinal(self, mask: Mask, numeral: Numeral) -> None:
        if rank := ranks.read(self.page.text, mask, numeral):
            self._add(rank)
        else:
            self.aside.append(SetAside(numeral.start, numeral.end, "ordinal"))

    def _without_unit(self, numeral: Numeral, following: int) -> None:
        if quantity := measured.without_unit(self.page, numeral):
            self._add(quantity)
            return
        if numeral.arabic and following >= 0 and self._in_list(numeral):
            self.unitless.append((numeral, following))
        elif self.bare:
            value, bound = exact(numeral.value), numeral.bound
            self.found.append(
                Quantity(numeral.start, numeral.end, "count", value, numeral.value_max, "", bound, None, "bare_number")
            )
        else:
            self.aside.append(SetAside(numeral.start, numeral.end, "bare_number"))
        self.page.done = numeral.end

    def _in_list(self, numeral: Numeral) -> bool:
        """新建6、 or, behind such a number, a further one: a name before it, a list sign behind it."""
        text = self.page.text
        if text[numeral.end : numeral.end + 1] not in _GOES_ON and not text.startswith(_GOES_ON_LONG, numeral.end):
            return False
        touches = self.unitless and self.unitless[-1][0].end == numeral.start - 1
        return bool(touches) or text[numeral.start - 1 : numeral.start].isalpha()


# As many digits are exact in decimal arithmetic; what is longer is no amount but a key or a damaged file.
_DIGITS = 27


def _covered(apart: Sequence[SetAside], place: int) -> bool:
    """Whether one of some stretches that stand apart holds a place."""
    i = bisect_right(apart, place, key=_START) - 1
    return i >= 0 and place < apart[i].end


def _is_endless(numeral: Numeral) -> bool:
    return len(numeral.value.as_tuple().digits) > _DIGITS or numeral.value.adjusted() >= _DIGITS


def _is_share(numeral: Numeral, found: tuple[Unit, int] | None) -> bool:
    """A percentage or a sum of money is an amount also inside quotation marks."""
    return found is not None and found[0].kind in ("percent", "money") and numeral.arabic


