"""Which period governs a quantity: the last one stated before it in its sentence, or a deadline at its item's end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from planparse.extract.period import PeriodMention
from planparse.link import passing
from planparse.link.clauses import clause_end
from planparse.patterns import lazy
from planparse.records import Period
from planparse.segment.grids import Grid, at, row_at
from planparse.segment.outline import Section

_DEADLINE = lazy(r"(?:完成时限|完成时间|时限|办结时限|时间要求|实施时间|完成期限|期限|时间安排|进度要求|完成日期|起止时间)\s*[:：]?\s*$")
_JOINED = lazy(r"(?:、|和|与|及|至|到)")


def governing(text: str, low: int, high: int, position: int, periods: Sequence[PeriodMention], item_end: int) -> PeriodMention | None:
    """The period that governs a place; `[low, high)` is its sentence, `item_end` the end of its item."""
    if periods and periods[-1].start > position and (due := _due(text, position, periods)) is not None:
        return due
    before = [p for p in periods if low <= p.start < position and passing.governs(text, low, p, position)]
    while len(before) > 1 and _is_inner(text, before[-2], before[-1], position):
        before.pop()
    if before:
        return _joined(text, before)
    if (own := _of_subject(text, low, position, periods)) is not None:
        return own
    for p in periods:
        if position <= p.start < item_end and _fills_cell(text, p) and "\n" not in text[position : p.start]:
            return p
        if position <= p.start < item_end and _DEADLINE.search(text, max(low, p.start - 12), p.start):
            return p
    return None


def _is_inner(text: str, first: PeriodMention, second: PeriodMention, position: int) -> bool:
    """Whether the whole year is named amid what a part of it opens, up to a semicolon: 下半年生产40万吨,全年达到90万吨;…."""
    return text.startswith("全年", second.start) and ";" in text[second.end : position] and ";" not in text[first.end : second.start] and "," in text[first.end : second.start]


def _due(text: str, position: int, periods: Sequence[PeriodMention]) -> PeriodMention | None:
    """3个水厂项目6月底前竣工: the time that stands between what is counted and what becomes of it."""
    p = next(p for p in periods if p.start > position)
    if p.start > position + _NEAR or text.startswith("当年", p.start) or not _COUNTED.fullmatch(text, position, p.start) or not _BECOMES.match(text, p.end):
        return None
    return p


_COUNTED = lazy(r"[\d.]+[个项座条所处家栋户套台栋]+[^\W\d]{2,16}?")
_BECOMES = lazy("(?:前|底)?(?:全部|全面|基本|陆续|均|建成)?(?:竣工|建成|[动开完]工|投产|投用|通车|交付|启用|达产|完成|启动|验收|摘帽|出列|脱贫)")


def each(text: str, low: int, position: int, periods: Sequence[PeriodMention], count: int) -> list[PeriodMention] | None:
    """As many periods in a row as there are values in a list that 分别 pairs: 2014年、2015年分别脱贫210人、330人."""
    before = [p for p in periods if p.start < position][-count:]
    if len(before) < count or passing.is_comparison(text, low, before[-1]) or "分别" not in text[before[-1].end : position] or _EDGE.search(text, before[-1].end, position):
        return None
    joined = all(_JOINED.fullmatch(text[a.end : b.start]) and text[a.end : b.start] not in ("至", "到") for a, b in pairwise(before))
    return before if joined and all(p.first and p.last for p in before) else None


_EDGE = lazy(r"[,;。\n]")
_AT = lazy(r"(?:将|已)?[于在]$")


def _of_subject(text: str, low: int, position: int, periods: Sequence[PeriodMention]) -> PeriodMention | None:
    """6.5公里环湖路于4月下旬动工: the time of what the number belongs to, where the clause goes on with it."""
    for p in periods:
        if p.start <= position:
            continue
        if p.start >= position + _NEAR:
            break
        if _AT.search(text, max(low, p.start - 3), p.start):
            holds = p.end < clause_end(text, position, min(len(text), position + _NEAR))
            return p if holds and not passing.is_comparison(text, low, p) else None
    return None


_NEAR = 48


def of_row(grids: Sequence[Grid], place: int, periods: Sequence[PeriodMention]) -> PeriodMention | None:
    """The time at the head of the column that holds a place, else the deadline of its row, but not for what a cell reports of progress."""
    grid = at(grids, place)
    row = grid.row_at(place) if grid else None
    if grid is None or row is None:
        return None
    column = next((c.column for c in row.cells if c.start <= place < c.end), None)
    if column is not None and (held := _within(periods, *grid.heads[column])):
        return _joined_all(held)
    held = [p for cell in row.of("deadline") for p in _within(periods, cell.start, cell.end)]
    return _joined_all(held) if held and not is_progress(grids, place) else None


def of_heading(text: str, sections: Sequence[Section], section: int | None, periods: Sequence[PeriodMention]) -> PeriodMention | None:
    """The time that the heading of an item gives in brackets, for all that the item says: (一)动员阶段(3月1日至10日)."""
    while section is not None:
        here = sections[section]
        dated = here.title is not None and "月" in here.title
        for p in _within(periods, here.start, here.body_start + len(here.title or "")) if dated else ():
            if "月" in text[p.start : p.end] and text[p.start - 1] == "(" and text[p.end : p.end + 1] == ")":
                return p
        section = here.parent
    return None


def is_progress(grids: Sequence[Grid], place: int) -> bool:
    """Whether a place stands in the cell of a table that reports how the work goes."""
    row = row_at(grids, place)
    return row is not None and any(c.start <= place < c.end for c in row.of("progress"))


def _within(periods: Sequence[PeriodMention], start: int, end: int) -> Sequence[PeriodMention]:
    return periods[bisect_left(periods, start, key=_START) : bisect_left(periods, end, key=_START)]


_START = attrgetter("start")


def _joined_all(held: Sequence[PeriodMention]) -> PeriodMention:
    """3月至10月 in two mentions is one span."""
    first, last = held[0], held[-1]
    return first if len(held) == 1 else PeriodMention(first.start, last.end, first.first, last.last, last.basis, last.rule)


def _fills_cell(text: str, p: PeriodMention) -> bool:
    """A cell of a table row that holds a period and nothing else is the row's deadline."""
    return text[max(0, p.start - 3) : p.start].rstrip(" ")[-1:] in ("|", "\t") and text[p.end : p.end + 2].lstrip(" ")[:1] in ("|", "\t", "\n", "")


def _joined(text: str, before: Sequence[PeriodMention]) -> PeriodMention:
    """2月、8月 are one span; else the last period, within the year stated before it."""
    last = before[-1]
    if len(before) > 1 and _JOINED.fullmatch(text[before[-2].end : last.start]) and before[-2].first and last.first and last.last:
        first = before[-2]
        return PeriodMention(first.start, last.end, first.first, last.last, last.basis, last.rule)
    if len(before) > 1 and before[-2].end == last.start and before[-2].last is None and last.first is None:
        return replace(last, start=before[-2].start, first=before[-2].first)  # 2012年以来至2017年10月
    return last


def record(text: str, mention: PeriodMention | None) -> Period | None:
    """The record of a period."""
    if mention is None:
        return None
    return Period.of({"start": mention.first, "end": mention.last, "text": text[mention.start : mention.end], "basis": mention.basis})
