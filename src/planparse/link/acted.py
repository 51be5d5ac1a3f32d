"""The work of a body that opens a clause of which no action was read: 各部门|每季度报送进展, 主体责任由街道党工委承担.

Without it who is to do it would be lost: a body is recorded with the work it answers for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planparse.extract.action import ActionMention
from planparse.extract.action_clauses import skip_marker
from planparse.extract.action_words import words
from planparse.extract.agency import AgencyMention
from planparse.extract.agency_predicates import task_at
from planparse.patterns import lazy
from planparse.text import Span

RULES = frozenset(("subject", "role_word", "assigned", "charged", "joined", "model"))
_STOP = lazy(r"[,;。:!?\n]")
_LISTED = lazy(r"(?:等(?:部门|单位)?)?(?:、|和|与|及|以及|/|会同|联合|同)?")
_NO_BODY = lazy(r"\d(?:余|多)?[个所家]$")  # 87个村(居)依法完成换届 tells of a number of places
_IS_TITLE = lazy(r"(?:计划|总结|要点|报告|方案|安排|打算|清单)$")
_PASSIVE = lazy(r"(?P<thing>[^,;。:!?\n]{2,30})由$")


def find(text: str, sentence: Span, bodies: Sequence[AgencyMention], found: Sequence[ActionMention]) -> Iterator[ActionMention]:
    """A piece of work for each clause of a sentence in which a body acts and none of those found stands."""
    groups = _groups(text, bodies)
    low = skip_marker(text, sentence.start, sentence.end)
    for group, following in pairwise([*groups, []]):
        start, end = group[0].start, group[-1].end
        stop = _STOP.search(text, end, sentence.end)
        close = min(stop.start() if stop else sentence.end, following[0].start if following else sentence.end)
        head = _clause_head(text, low, start)
        if _NO_BODY.search(text, head, start) or _IS_TITLE.search(text, end, close):
            continue
        if any(m.start < close and head < m.end for m in found):
            continue
        task = task_at(text, end, close)
        if task and text[task.start : task.verb_end] in words("means", "result"):
            continue  # 街道立足实际 says how
        if task:
            yield ActionMention(task.start, close, text[task.start : task.verb_end], text[task.verb_end : close].strip(), "acting")
        elif (passive := _PASSIVE.search(text, head, start)) and close - end >= 2:
            yield ActionMention(head, close, text[end:close].strip(), passive["thing"].strip(), "acting")


def _groups(text: str, bodies: Sequence[AgencyMention]) -> list[list[AgencyMention]]:
    """Bodies side by side act together."""
    groups: list[list[AgencyMention]] = []
    for body in bodies:
        if groups and _LISTED.fullmatch(text, groups[-1][-1].end, body.start):
            groups[-1].append(body)
        else:
            groups.append([body])
    return groups


def _clause_head(text: str, low: int, place: int) -> int:
    return max((m.end() for m in _STOP.finditer(text, low, place)), default=low)
