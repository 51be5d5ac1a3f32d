"""Pieces of work (举措): clauses with an action and what it is done to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from planparse.extract import action_clauses as clauses
from planparse.extract import action_lead as lead
from planparse.extract.action_clauses import Clause
from planparse.extract.action_forms import Reading
from planparse.extract.action_keep import states_work
from planparse.extract.action_reader import Reader
from planparse.extract.action_words import verb_at, words


class ActionMention(NamedTuple):
    """A clause `[start, end)` that states one piece of work; `rule` is the form it was read by."""

    start: int
    end: int
    action: str
    object: str
    rule: str


_LONGEST = 600  # a longer stretch without a mark is a glued table or damage, no clause


def find(text: str, start: int, end: int) -> list[ActionMention]:
    """The pieces of work of one sentence `[start, end)` of normalised text, in reading order.

    >>> text = "一是制定和完善考勤制度,对窗口人员进行培训,提高办事效率。"
    >>> [(m.action, m.object) for m in find(text, 0, len(text))]
    [('制定和完善', '考勤制度'), ('培训', '窗口人员')]
    """
    parts = list(clauses.split(text, clauses.skip_marker(text, start, end), end))
    kept: list[ActionMention] = []
    led, done = False, start
    for i, clause in enumerate(parts):
        if clause.start < done or clause.end - clause.start > _LONGEST:
            continue
        more = parts[i + 1 : i + 4]
        done = _ground_across(text, clause, more)
        for found in () if done else _readings(text, clause, more):
            if states_work(text, clause.start, found, led):
                led, done = True, max(done, found.end)
                kept.append(ActionMention(found.start, found.end, found.action, found.object, found.rule.split()[0]))
        led = led and clause.mark != ";"
    return kept


_GROUND_OPENS = re.compile(r"(?:继续|始终|坚持|要)?(?:以(?![上下])|本着|按照|遵循|通过|采取)")
_GROUND_FIRST = frozenset(_GROUND_OPENS.pattern)  # one of these begins it
_CLOSED = re.compile(r"[”」为]|(?:原则|要求|思路|方针|精神|方式|形式|途径|手段|渠道|方法)$")
_GROUND_CLOSES = re.compile(
    r"为(?:目标|重点|抓手|契机|导向|主线|核心|宗旨|中心|根本|动力|己任)$|的(?:原则|要求|思路|方针|精神|总要求|方式|形式)$"
    r"|等(?:方式|形式|途径|手段|渠道|方法|活动)$"
)


def _ground_across(text: str, clause: Clause, more: Sequence[Clause]) -> int:
    """The end of a ground that goes over commas (以培养一个好校长,带出一个好班子…为目标), or 0."""
    if text[clause.start] not in _GROUND_FIRST or not _GROUND_OPENS.match(text, clause.start, clause.end) or _CLOSED.search(text, clause.start, clause.end):
        return 0
    return next((c.end for c in more if _GROUND_CLOSES.search(text, c.start, c.end)), 0)


def _readings(text: str, clause: Clause, more: Sequence[Clause]) -> list[Reading]:
    """The readings of a clause: cut where 、 lists pieces of work, and where money is spent on one."""
    edges = [clause.start, *_listed(text, clause.start, clause.end), clause.end]
    found = []
    for start, end in pairwise(edges):
        reading = Reader(text, start, end, more if end == clause.end else ()).read()
        if reading:
            found += _spent(text, reading) if reading.verb in _SPENDING else [reading]
    return found


_SPENDING = frozenset({"投入", "投资", "筹措", "筹集", "筹资", "支出", "安排", "整合", "落实", "拨付"})
_MONEY_FIRST = re.compile(r"[^\d,;]{0,6}\d[\d.]*[万亿]?元(?P<tail>[^\d\W].*)$")


def _spent(text: str, found: Reading) -> list[Reading]:
    """投入资金260万元建设影像中心 states two pieces of work."""
    match = _MONEY_FIRST.match(found.object) if found.rule == "verb" else None
    at = found.end - len(match["tail"]) if match else found.end
    behind = Reader(text, at, found.end).read() if match else None
    if not match or not behind or behind.rule not in ("verb", "ground for") or behind.start != at:
        return [found]
    return [found._replace(end=at, object=found.object[: -len(match["tail"])]), behind]


_COMPLETE = re.compile(r"\d[\d.]*[万亿余多]*[^\W\d]{0,4}$")
_LISTING = frozenset({"verb", "ground", "subject"})
_GROUND = re.compile(r"[在对以从向由与]")


def _listed(text: str, start: int, end: int) -> list[int]:
    """Places of 、 behind which a new piece of work begins (修建机耕道42公里、衬砌渠道65公里)."""
    found: list[int] = []
    for pause in clauses.pauses(text, start, end) if "、" in text[start:end] else ():
        if _begins_anew(text, start, pause, end):
            found.append(pause)
            start = pause + 1
    return found


def _begins_anew(text: str, start: int, pause: int, end: int) -> bool:
    """Whether a verb at work stands behind the 、, and a complete piece of work before it."""
    at = lead.skip(text, pause + 1, end)
    verb = verb_at(text, at, end)
    if not verb or len(verb) == 1 or lead.noun(text, at, verb, end, opened=False):
        return False
    first = Reader(text, start, pause).read()
    if not first or first.rule not in _LISTING or first.verb in ("负责", "承担") or _GROUND.match(first.object):
        return False
    if _COMPLETE.search(first.object):
        return True
    if verb in words("nominal"):
        return False
    if verb in words("second", "complement"):
        return True
    return first.verb not in words("carrier") and "的" not in text[at:end]
