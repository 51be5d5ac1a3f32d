"""Who answers for a place of a document: the units named nearest to it, else its heading's, else the issuer.

A label or bracket at the end of an item, or on lines of its own under it, answers for the whole item; a subject
that acts, for its own sentence, up to the next one; a heading, for what stands under it where nothing nearer is named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from planparse.extract.agency import AgencyMention
from planparse.link.reach import ITEM, OWN, SENTENCE, Outline, Scope
from planparse.link.reach_of_items import of_items
from planparse.link.reach_of_sentences import by_sentence, in_rows, in_sentence, introduced, only_assigns
from planparse.patterns import lazy
from planparse.records import Basis, Role
from planparse.segment.documents import Part


@dataclass(frozen=True, slots=True)
class Answering:
    """A unit that answers for a place, in offsets of the normalised text; the issuer stands nowhere."""

    name: str
    role: Role
    start: int | None
    end: int | None
    basis: Basis


class Responsibility:
    """The responsible units of one document, to be asked by place.

    >>> from planparse.extract import agency
    >>> from planparse.normalization import normalize
    >>> from planparse.segment import segment
    >>> text = normalize("青河县教育局2015年工作要点\\n一、抓培训。年内培训教师300人。(责任单位:人事股)\\n二、抓基建。新建2所。")
    >>> part = segment(text)[0]
    >>> units = Responsibility(text.text.text, part, agency.find(text.text.text, part.start, part.end, part.issuer))
    >>> [(a.name, a.basis) for word in ("300人", "2所") for a in units.of(text.text.text.index(word))]
    [('人事股', 'explicit'), ('青河县教育局', 'issuer')]
    """

    def __init__(self, text: str, part: Part, mentions: Sequence[AgencyMention]) -> None:
        self.issuer = part.issuer
        self.said = sorted((m for m in mentions if m.rule not in (*_SET_APART, "table")), key=lambda m: m.start)
        self.said_starts = [m.start for m in self.said]
        self.scopes = _joined(sorted(_scopes(text, part, mentions), key=lambda s: s.start))
        self.edges, self.deciding = _deciding(self.scopes)

    def of(self, place: int) -> tuple[Answering, ...]:
        """The units that answer for the target or measure that begins at a place, leading ones first as written."""
        return self.answering(self.scope(place))

    def scope(self, place: int) -> int | None:
        """The number of the scope that decides at a place; None where the issuer answers."""
        at = bisect_right(self.edges, place) - 1
        return self.deciding[at] if at >= 0 else None

    def within(self, start: int, end: int) -> tuple[AgencyMention, ...]:
        """The units that a clause itself names: 组织各乡镇清理河道."""
        return tuple(self.said[bisect_left(self.said_starts, start) : bisect_left(self.said_starts, end)])

    def answering(self, scope: int | None, inside: tuple[AgencyMention, ...] = ()) -> tuple[Answering, ...]:
        """The units of a scope and those named `inside` the clause; where there are none, the issuer."""
        named = tuple(Answering(m.name, m.role, m.start, m.end, "explicit") for m in inside)
        if scope is not None:
            nearest = self.scopes[scope]
            if not inside or nearest.basis == "explicit":
                held = [m for m in nearest.mentions if m not in inside]
                return (*(Answering(m.name, m.role, m.start, m.end, _basis(nearest, m)) for m in held), *named)
        if named:
            return named
        return (Answering(self.issuer, "responsible", None, None, "issuer"),) if self.issuer else ()


def _joined(scopes: Sequence[Scope]) -> list[Scope]:
    """A body that acts in a sentence answers beside those that its item names: 各社区排查…。(责任单位:民政股)"""
    items = [s for s in scopes if s.rank == ITEM]
    starts = [s.start for s in items]
    joined: list[Scope] = []
    for scope in scopes:
        if scope.rank == SENTENCE and items:
            behind = bisect_right(starts, scope.start)
            held = [s for s in items[max(0, behind - _NEAR) : behind] if scope.start < s.end and s.basis == "explicit"]
            more = [m for s in held[-1:] for m in s.mentions if m not in scope.mentions]
            scope = scope._replace(mentions=(*scope.mentions, *more))
        joined.append(scope)
    return joined


_NEAR = 3


def _basis(scope: Scope, mention: AgencyMention) -> Basis:
    """A cell of a row above holds for a row by inheritance."""
    return scope.basis if mention.start >= scope.start else "inherited"


def _deciding(scopes: Sequence[Scope]) -> tuple[list[int], list[int | None]]:
    """The places where another scope begins to decide, and which: of those that hold a place, the nearest.

    One sweep over all edges with the open scopes in a heap; asking all scopes at each place would be quadratic.
    """
    edges = sorted({edge for s in scopes for edge in (s.start, s.end)})
    deciding: list[int | None] = []
    open_scopes: list[tuple[int, int, int]] = []
    following = 0
    for edge in edges:
        while following < len(scopes) and scopes[following].start <= edge:
            s = scopes[following]
            heappush(open_scopes, (s.rank, s.end - s.start, following))
            following += 1
        while open_scopes and scopes[open_scopes[0][2]].end <= edge:
            heappop(open_scopes)
        deciding.append(open_scopes[0][2] if open_scopes else None)
    return edges, deciding


_SET_APART = ("label", "bracket")
_ALLOTTED = lazy(r"\(?\d+个?(?:工作)?[日天]\)?")


def _scopes(text: str, part: Part, mentions: Sequence[AgencyMention]) -> Iterator[Scope]:
    """The scopes of all mentions of a document."""
    outline = Outline(text, part)
    for mention in mentions:
        if allotted := _ALLOTTED.match(text, mention.end):
            yield Scope(mention.start, allotted.end(), OWN, (mention,))
    said = [m for m in mentions if m.rule not in (*_SET_APART, "table")]
    apart = [m for m in mentions if m.rule in _SET_APART]
    for sentence, group in by_sentence(part, said):
        if only_assigns(text, sentence, group):
            apart += group
        else:
            yield from in_sentence(text, sentence, group)
            yield from introduced(text, outline, sentence, group)
    yield from in_rows(part.grids, [m for m in mentions if m.rule == "table"])
    yield from of_items(text, outline, sorted(apart, key=lambda m: m.start))
