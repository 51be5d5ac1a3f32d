"""Responsible units that open a clause and act: 县教育局核准各学校任务目标数."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from planparse.extract.agency_clauses import REST, SEPARATOR, SHORT, WATCHES, kind_ends
from planparse.extract.agency_lists import Found, in_list
from planparse.extract.agency_names import all_names, alternatives, ends, is_elliptic
from planparse.extract.agency_predicates import LEAD_IN, acts, last_before, opens_otherwise
from planparse.lexicon import load
from planparse.patterns import lazy
from planparse.records import Role
from planparse.text import Span

_COUNTED = lazy(
    r"(?:全[省市县区镇乡校])?\d+(?:余|多)?[个所家]"
    rf"(?P<kind>{alternatives(load('planparse.extract', 'agencies').forms_of('place', 'weak_noun'))})"
)
_JOINTS = "、和与及以同会联/等"
_MOST = 12


def acting(text: str, start: int, end: int, edges: list[int], issuer: str | None) -> Iterator[Found]:
    """Names that open a clause and are followed by what they do."""
    tried = -1
    for trigger in last_before().finditer(text, start, end):
        i = bisect_right(edges, trigger.start()) - 1
        if i == tried:
            continue
        tried = i
        lead = LEAD_IN.match(text, edges[i], end)
        first = lead.end() if lead else edges[i]
        if opens_otherwise(text, first):
            continue
        spans = _chain(text, first, end, ()) or (_of_issuer(text, first, end, issuer) if issuer else None)
        yield from in_list(text, spans, _role(text, spans, end), "subject") if spans else ()


_WATCHER = lazy(r"(?:纪委|纪检|监察|督查|审计|督办)[^,;。\n]{0,6}$")
_WATCHING = lazy(r"[^,;。\n]{0,30}(?:监督(?!管理|检查)|督查|督办|跟踪审计|跟踪问效|问责)")


def _role(text: str, spans: list[Span], end: int) -> Role:
    """Bodies that see to it that others do their work supervise it."""
    last = spans[-1]
    if WATCHES.match(text, last.end, end) or (_WATCHER.search(text, last.start, last.end) and _WATCHING.match(text, last.end, end)):
        return "supervise"
    return "responsible"


def _chain(text: str, start: int, end: int, before: tuple[Span, ...]) -> list[Span] | None:
    """The names from `start` on, if what follows the last of them is what they do."""
    counted = _COUNTED.match(text, start, end)
    if counted and acts(text, counted.end(), end, True):
        return [*before, Span(*counted.span("kind"))]
    for stop, one_body in _candidates(text, start, end, bool(before)):
        so_far = (*before, Span(start, stop))
        others = REST.match(text, stop, end)
        if acts(text, others.end() if others else stop, end, one_body or others is not None) and all_names(text, list(so_far), False):
            return list(so_far)
        joint = SEPARATOR.match(text, stop, end)
        if joint and len(so_far) < _MOST and (rest := _chain(text, joint.end(), end, so_far)):
            return rest
    return None


def _candidates(text: str, start: int, end: int, later: bool) -> Iterator[tuple[int, bool]]:
    """Where a name may end that begins at `start`, and whether it names one body, not a kind of bodies."""
    for stop in ends(text, start, end, last_before(_JOINTS)):
        yield stop, True
    for stop in kind_ends(text, start, end, later, last_before(_JOINTS)):
        yield stop, later
    short = SHORT.match(text, start, end)
    if short and is_elliptic(short.group()):
        yield short.end(), False


_SELF = {"学校": ("小学", "中学", "学校", "高中", "初中", "中心校"), "街道": ("街道", "街道办事处"), "医院": ("医院",), "学院": ("学院",)}


def _of_issuer(text: str, start: int, end: int, issuer: str) -> list[Span] | None:
    """The issuer's own name, its tail (师资科 where the issuer is 河阳市教育局师资科), or what it calls itself (学校)."""
    own = [word for word, endings in _SELF.items() if issuer.endswith(endings)]
    for stop in (*_tails(text, start, end, issuer), *(start + len(w) for w in own if text.startswith(w, start))):
        if acts(text, stop, end, True):
            return [Span(start, stop)]
    return None


def _tails(text: str, start: int, end: int, issuer: str) -> Iterator[int]:
    """Where a tail of the issuer's name ends that begins at `start`, the longest first; 星沙街道 is one without its 办事处."""
    for name in {issuer: None, issuer.removesuffix("办事处"): None}:
        yield from (start + n for n in range(min(len(name), end - start), 2, -1) if name.endswith(text[start : start + n]))
