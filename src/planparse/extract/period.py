"""Periods: the words that state a year, a date, a deadline or a span, resolved against a year that is given.

Nothing here knows today's date. Relative words (年底前, 上半年) need the document's own year; without one they
are found and left unresolved. A frequency (每年) is not a period, nor is a plan's name (“十四五”规划). A month
without a year takes the year written earlier in its sentence.

Sources: GB/T 15835-2011 and GB/T 7408.1-2023 for the written forms; five-year plans are counted from the first
(1953 to 1957), the fourteenth being 2021 to 2025; the school year runs from September to August.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planparse.extract.period_days import ABSOLUTE, BACK, ONLY_BACK, READERS, full_year
from planparse.extract.period_pattern import PATTERN, TRIGGER
from planparse.patterns import lazy

__all__ = ["PATTERN", "PeriodMention", "find"]

Basis = Literal["written", "document_year", "document_year_unknown"]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period where it stands; `first` and `last` are ISO days, None where open or not resolved."""

    start: int
    end: int
    first: str | None
    last: str | None
    basis: Basis
    rule: str


_SENTENCE_END = lazy(r"[。!?\n;]")
# Where a five-year plan is named and no other year is known, 五年来 are its years.
_FIVE_YEARS = lazy(r"(?:近|过去|过去的|最近|前)?[五5]年(?:以?来|间|里|中)")


def find(
    text: str, year: int | None, start: int = 0, end: int | None = None, *, last: int | None = None, coming: int | None = None, back: bool = False
) -> Iterator[PeriodMention]:
    """Every period of a text, from left to right, relative words resolved against `year`.

    `last` is the year that 去年 means, where that is not the one before `year`: a report of 2016 says it of 2015 also
    where it reviews 2015; `coming` is the one that 明年 means, in the same way. `back` tells that the text looks back: its 五年内 are those that end with the year.

    >>> [(p.first, p.last) for p in find("2020年底前完成三年内的任务", 2019)]
    [(None, '2020-12-31'), ('2019-01-01', '2021-12-31')]
    """
    written: int | None = None
    term: int | None = None
    position = start
    for match in _matches(text, start, len(text) if end is None else end):
        if written is not None and _SENTENCE_END.search(text, position, match.start()):
            written = None
        position = match.start()
        said = match["rel"] or match["prel"]
        own_year = last + 1 if last and said == "去年" else coming - 1 if coming and said == "明年" else year
        if term and year is None and _FIVE_YEARS.fullmatch(match.group()):
            own_year = term
        mention = _resolve(match, own_year, written, back)
        if mention is None:
            continue
        if mention.rule == "fyp" and mention.last:
            term = int(mention.last[:4])
        if own := match["year"] or match["pyear"]:
            written = full_year(own)
        yield mention


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    done = start
    for trigger in TRIGGER.finditer(text, start, end):
        at = trigger.start()
        if at >= done and (match := PATTERN.match(text, at, end)):
            done = match.end()
            yield match


def _resolve(match: re.Match[str], year: int | None, written: int | None, back: bool) -> PeriodMention | None:
    rule = match.lastgroup if match.lastgroup in READERS else next(r for r in READERS if match[r] is not None)
    if rule in ONLY_BACK and not back:
        return None
    known = READERS[rule] in ABSOLUTE or bool(match["year"] or match["pyear"] or match["cyear"])
    within = written if written is not None and not known and rule == "part" and not match["rel"] else None
    base = within if within is not None else year
    reader = BACK.get(rule, READERS[rule]) if back else READERS[rule]
    days = reader(match, base if base is not None else 2000)
    if days is None:
        return None
    basis: Basis = "written" if known or within is not None else "document_year"
    if rule == "masked" or (basis == "document_year" and base is None):
        days, basis = (None, None), "document_year_unknown"
    return PeriodMention(match.start(), match.end(), *days, basis, rule)
