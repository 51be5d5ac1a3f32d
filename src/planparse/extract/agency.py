"""Responsible units: every organisation that a text says is to do, or answers for, a piece of work.

Cue words are looked for first (牵头单位:, 由…负责, 会同, 督促), then clauses that begin with a name and go on with
what it does (县教育局核准…). Names are told by their shape, in `agency_names`. Receivers, places visited, partners
in name only and basis phrases (按省教育厅要求) are never found, since no cue word and no verb of theirs follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from planparse.extract import agency_clauses, agency_lists, agency_subjects
from planparse.extract.agency_lists import Found
from planparse.extract.agency_tables import in_tables
from planparse.patterns import lazy
from planparse.records import Role
from planparse.segment.grids import Grid, is_silent

_TITLE = lazy(r"《[^《》\n]{1,80}》")


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An organisation where it is named, in offsets of the text; `rule` says what kind of place that is."""

    start: int
    end: int
    name: str
    role: Role
    rule: str


def find(
    text: str, start: int = 0, end: int | None = None, issuer: str | None = None, tables: Sequence[Grid] = ()
) -> list[AgencyMention]:
    """Every responsible unit of a stretch of normalised text, in reading order.

    Inside `tables` the columns decide; what their cells say in words is read where it states work.

    >>> text = "新建幼儿园5所。(市教育局牵头,市财政、住建局配合)"
    >>> [(m.name, m.role, m.rule) for m in find(text)]
    [('市教育局', 'lead', 'bracket'), ('市财政局', 'support', 'bracket'), ('市住建局', 'support', 'bracket')]
    """
    stop = len(text) if end is None else end
    titles = [m.span() for m in _TITLE.finditer(text, start, stop)]
    taken: list[AgencyMention] = []
    for found in _all(text, start, stop, issuer):
        title = bisect_right(titles, found.start, key=itemgetter(0)) - 1
        if (title < 0 or found.start >= titles[title][1]) and not is_silent(tables, found.start):
            taken.append(AgencyMention(*found))
    return _apart([*(AgencyMention(*found) for found in in_tables(text, tables)), *taken])


def _all(text: str, start: int, end: int, issuer: str | None) -> Iterator[Found]:
    yield from agency_lists.labelled(text, start, end)
    yield from agency_lists.bracketed(text, start, end)
    yield from agency_lists.closing(text, start, end)
    edges = agency_clauses.edges_of(text, start, end)
    yield from agency_clauses.by_role_word(text, start, end, edges)
    yield from agency_clauses.assigned(text, start, end)
    yield from agency_subjects.acting(text, start, end, edges, issuer)
    yield from agency_clauses.charged(text, start, end)


def _apart(found: list[AgencyMention]) -> list[AgencyMention]:
    """Of mentions that overlap, the one whose rule comes first."""
    free: list[AgencyMention] = []
    covered: set[int] = set()
    for mention in found:
        if covered.isdisjoint(range(mention.start, mention.end)):
            free.append(mention)
            covered.update(range(mention.start, mention.end))
    return sorted(free, key=lambda m: m.start)
