"""Responsible units at role words inside sentences: 由X负责, X牵头, X会同Y, 督促X, 明确X为责任单位."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from planparse.extract.agency_lists import CUES, Found, cue, in_list, role_of
from planparse.extract.agency_names import (
    LAST_CHARACTER,
    PLACES,
    all_names,
    alternatives,
    ends,
    is_elliptic,
    is_generic,
    is_name,
    members,
)
from planparse.extract.agency_predicates import LEAD_IN, acts, opens_otherwise
from planparse.patterns import lazy
from planparse.records import Role
from planparse.text import Span

_EDGE = lazy(rf"(?=[(,;。:!?\n\s》)|】.一二三四五六七八九十\d])(?:({PLACES})|[,;。:!?\n\s》)|】.]|[一二三四五六七八九十]是|(?:(?<=[\n。;:!?\s])|\A)(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})、)")


def edges_of(text: str, start: int, end: int) -> list[int]:
    """Where clauses begin."""
    return [start, *(m.end() for m in _EDGE.finditer(text, start, end) if m[1] is None)]


_ROLES = CUES.forms_of("lead", "lead_by_name", "support_by_name", "answer_by_name", "watch_by_name")
_ROLE = lazy(
    rf"(?=[配协承负督监会联{''.join(sorted({form[0] for form in _ROLES}))}])(?P<word>{alternatives(_ROLES)}"
    r"|配合|协助|协办|承办|负责|督办|(?<=全程)监督|会同|联合(?!国))"
    r"(?!人(?!居)|单位|部门|科室|者|制(?![定订作])|的|同志|领导|机制|体系|责任|体|会(?!同)|度)"
)
# 对执行情况进行监督 sees to it that work is done; 对农贸市场进行监督检查 is work itself.
WATCHES = lazy(
    r"[^,;。\n]{0,8}对[^,;。\n]{0,24}(?:落实|执行|进展|推进|完成|运用|滞后|任务|事项|决策|履职|进度)[^,;。\n]{0,10}(?:监督|督查|督办|督导|跟踪问效)"
)
_MANNER_END = lazy(rf"{cue('rest')}?(?>(?:{cue('manner', 'adverb')})*)$")
_JOINS: dict[str, tuple[Role, Role]] = {
    "会同": ("responsible", "support"),
    "联合": ("responsible", "responsible"),
}


def by_role_word(text: str, start: int, end: int, edges: list[int]) -> Iterator[Found]:
    """由X负责 X牵头,Y配合 X会同Y 与X联合: the names between the head of the clause and the role word."""
    floor = start
    for match in _ROLE.finditer(text, start, end):
        clause = max(edges[bisect_right(edges, match.start()) - 1], floor)
        spans = _before(text, clause, match.start())
        word = match["word"]
        if word in _JOINS:
            joined = _joined(text, match.end(), end)
            yield from in_list(text, joined, _JOINS[word][1], "joined")
            if not joined and not (spans and text.startswith("与", spans[0].start - 1)):
                continue
        if spans:
            watches = word == "负责" and WATCHES.match(text, match.end(), end)
            role = "supervise" if watches else _JOINS[word][0] if word in _JOINS else role_of(word)
            yield from in_list(text, spans, role, "role_word")
            floor = match.end()


def _before(text: str, clause: int, at: int) -> list[Span]:
    """The names that stand between the head of a clause and a role word."""
    start = _across(text, _left(text, clause, at), at)
    manner = _MANNER_END.search(text, start, at)
    stop = manner.start() if manner else at
    if start >= stop:
        return []
    led = text.startswith("牵头", at) and not opens_otherwise(text, start)
    return members(text, start, stop, trusted=led or text.startswith("由", start - 1)) or []


def _across(text: str, start: int, at: int) -> int:
    """Where a list behind 由 begins that goes on over a comma: 由县财政局、农业局,各乡镇负责."""
    by = text.rfind("由", max(0, start - _LONGEST_LIST), start) + 1
    if not by or text[start - 1 : start + 1] != ",各" or not members(text, by, start - 1, trusted=True):
        return start
    return by


_LONGEST_LIST = 80


def _left(text: str, clause: int, at: int) -> int:
    """Where the names before a role word begin: behind 由 or 与, else behind what leads into the clause."""
    with_whom = text.rfind("与", clause, at) if text.startswith("联合", at) else -1
    by = max(text.rfind("由", clause, at), with_whom)
    if by >= 0 and not is_name(text[clause:at]):
        return by + 1
    clause = (
        max(clause, text.rfind("(", clause, at) + 1)
        if text.count("(", clause, at) > text.count(")", clause, at)
        else clause
    )
    lead = LEAD_IN.match(text, clause, at)
    return lead.end() if lead else clause


_CLOSED = lazy(rf"[,;。)】〕]|(?>(?:{cue('manner', 'adverb')})*){cue('answer', 'answer_by_name')}")


def _joined(text: str, start: int, end: int) -> list[Span]:
    """The bodies behind 会同 or 联合, if they go on to act."""
    spans, after = _forward(text, start, end)
    return spans if spans and (_CLOSED.match(text, after, end) or acts(text, after, end, True, cued=True)) else []


_BY = lazy(r"由(?<![自理缘事]由)(?![于此])(?=[^\W\d])")
_MANNER = lazy(rf"(?>(?:{cue('manner', 'adverb')})*)")
_TASK = lazy(cue("watch", "watch_by_name", "lead", "support"))
_NOT_ASSIGNED = lazy(
    r"自行(?:把握|掌握|决定|确定)|改|转|变|为|提|增|降|减|[,;。:、)]|(?!(?:承担|承办|负责|实施)的).{1,4}的(?!$)|负责同志|[^,;。\n]{0,8}(?:组成|构成|担任|扩[展大]至)|[^,;。\n]{0,16}(?:参加|参与|出席)的"
)

# 由市财政给予一次性补助: who only pays does not do the work.
_PAYS = lazy(r"(?:一次性|再|另行|统一|每年)?给予[^,;。\n]{0,16}(?:补助|补贴|资助|奖励|奖补|经费|资金|支持)")


def assigned(text: str, start: int, end: int) -> Iterator[Found]:
    """由X拟订, 由X统一调配, 由X监督."""
    for by in _BY.finditer(text, start, end):
        spans, after = _forward(text, by.end(), end, kinds=True)
        manner = _MANNER.match(text, after, end)
        verb = manner.end() if manner else after
        word = _TASK.match(text, verb, end)
        if word and not text.startswith(("检查", "管理"), word.end()):
            yield from in_list(text, spans, role_of(word.group()), "assigned")
        elif verb < end and not _NOT_ASSIGNED.match(text, verb) and not _PAYS.match(text, after, end) and _assignable(text, spans, after, end):
            yield from in_list(text, spans, "responsible", "assigned")


def _assignable(text: str, spans: list[Span], after: int, end: int) -> bool:
    """Kinds of bodies (由学校…) are given work only where a verb follows at once: not 由企业职工扩展至农民工."""
    return all(is_name(text[a:b]) for a, b in spans) or acts(text, after, end, True, cued=True)


_CHARGE = lazy(rf"{cue('charge')}|牵头(?=各|相关|有关)|协调(?=各|相关|有关)")
_NAMED_AS = lazy(
    r"明确(?P<names>[^,;。:\s为]{2,24})为[^,;。\n]{0,12}(?P<role>责任|牵头|配合)(?:单位|部门)"
)


def charged(text: str, start: int, end: int) -> Iterator[Found]:
    """督促X限期完成, 委托X开展, 明确X为责任单位."""
    for match in _CHARGE.finditer(text, start, end):
        spans, after = _forward(text, match.end(), end)
        if spans and acts(text, after, end, True, cued=True):
            yield from in_list(text, spans, "responsible", "charged")
    for match in _NAMED_AS.finditer(text, start, end):
        role: Role = "responsible" if match["role"] == "责任" else role_of(match["role"])
        yield from in_list(text, members(text, *match.span("names")) or [], role, "charged")


SEPARATOR = lazy(r"、|以及|会同|联合|[和与及同/]")
SHORT = lazy(r"[^\W\d_]{2,8}(?=、)")
REST = lazy(cue("rest"))


def _forward(text: str, start: int, end: int, kinds: bool = False) -> tuple[list[Span], int]:
    """The names that begin at `start`, each as long as it can be, and where the list ends."""
    spans: list[Span] = []
    position = start
    while stop := _longest(text, position, end, kinds):
        spans.append(Span(position, stop))
        kinds = kinds or text.startswith("各", start)
        joint = SEPARATOR.match(text, stop, end)
        if not joint:
            break
        position = joint.end()
    if not spans or not all_names(text, spans, False):
        return [], start
    rest = REST.match(text, spans[-1].end)
    return spans, rest.end() if rest else spans[-1].end


def _longest(text: str, start: int, end: int, kinds: bool) -> int | None:
    """Where the longest name that begins at `start` ends; with `kinds`, also a general noun for bodies."""
    found = ends(text, start, end) or (kind_ends(text, start, end, True) if kinds else [])
    if found:
        return found[0]
    short = SHORT.match(text, start, end)
    return short.end() if short and is_elliptic(short.group()) else None


_KIND = lazy(rf"(?:{PLACES}|[^\W_]){{0,12}}")


def kind_ends(
    text: str, start: int, end: int, later: bool, last: re.Pattern[str] = LAST_CHARACTER
) -> list[int]:
    """Where a general noun for bodies may end that begins at `start`; `later` in a list, where more will do."""
    window = _KIND.match(text, start, end)
    close = window.end() if window else start
    stops = (m.end() for m in last.finditer(text, start, min(end, close + 1)) if m.end() <= close)
    return [stop for stop in stops if is_generic(text[start:stop], later)]
