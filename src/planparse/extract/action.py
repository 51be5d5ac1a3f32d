"""Pieces of work (举措): clauses with an action and what it is done to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from planparse.extract import action_clauses as clauses
from planparse.extract import action_lead as lead
from planparse.extract.action_clauses import Clause
from planparse.extract.action_forms import Reading
from planparse.extract.action_keep import is_benefit, is_figure, states_work
from planparse.extract.action_object import tidy
from planparse.extract.action_reader import Reader
from planparse.extract.action_spending import SPENDING, spent
from planparse.extract.action_words import verb_at, words
from planparse.patterns import lazy


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
    led = aimed = striven = False
    reaches = text.find("达到", start, end) >= 0
    done = start
    for i, clause in enumerate(parts):
        if clause.start < done or clause.end - clause.start > _LONGEST:
            continue
        more = parts[i + 1 : i + 4]
        done = _ground_across(text, clause, more)
        striven = reaches and (text.startswith(_STRIVEN, clause.start) or (striven and _REACHING.search(text, clause.start, clause.end) is not None))
        for found in () if done else _readings(text, clause, more, striven=striven):
            if clause.mark == ":" and found.rule == "subject":
                continue  # a label: 技能培训服务站:
            if not (aimed and is_benefit(found)) and states_work(text, clause.start, found, led):
                end, obj = found.end, found.object
                if clause.mark == "," and end == clause.end and (far := _goes_on(text, found, parts, i)) > end:
                    end, obj = far, obj + tidy(text[end:far])
                led, done = led or found.verb != "坚持", max(done, end)
                kept.append(ActionMention(found.start, end, found.action, obj, found.rule.split()[0]))
        aimed = text[clause.start] == "为" or (aimed and not led)
        led = led and clause.mark != ";"
    return kept


_STRIVEN = ("力争", "确保", "争取")
_REACHING = lazy(r"达到[^\d,;。]{0,2}\d")  # what is striven for goes on over commas: 力争面积达到…,产量达到…

# A further thing of a list and its figure; and what says of the things before it how many they are in all or how they grew.
_AMOUNT = r"\d[\d.]*[余多]?[万亿]?[余多]?(?P<unit>[^\W\d]{1,6}?)(?:以上|左右)?"
_AMOUNT_LENGTH = 20
_LAST = lazy(rf"{_AMOUNT}$")
_ITEM = lazy(rf"(?P<what>[^\d,;:。%]{{2,12}}){_AMOUNT}$")
_NO_ITEM = lazy(r"其中|[增减比占达均总含为是有约近共]|提高|下降|惠及|受益|涉及|带动|覆盖|包括")
_SUMMED = lazy(r"[量额值入积产]$")


def _goes_on(text: str, found: Reading, parts: Sequence[Clause], place: int) -> int:
    """The end of a list of things and figures under one verb, found in the clause at a place: 种植玉米12亩,红薯30亩."""
    if parts[place + 1 : place + 2] and (besides := _besides(text, parts[place + 1])):
        return besides
    last = None if found.verb in SPENDING or text[found.end - 1] in "%‰" else _LAST.search(text, max(found.start, found.end - _AMOUNT_LENGTH), found.end)
    if not last or is_figure(found.object):
        return found.end
    end, mark = found.end, ","
    for item in parts[place + 1 :]:
        match = _ITEM.match(text, item.start, item.end) if mark == "," else None
        if not match or _NO_ITEM.search(match["what"]) or lead.skip(text, item.start, item.end) > item.start:
            return end
        verb = verb_at(text, item.start, item.end)
        if verb and verb not in words("nominal"):
            return end
        alike = match["unit"] == last["unit"] or (found.verb in ("完成", "实现") and _SUMMED.search(match["what"]))
        behind = Reader(text, item.start, item.end).read()
        if not alike or (behind and states_work(text, item.start, behind, led=True)):
            return end
        end, mark = item.end, item.mark
    return end


def _besides(text: str, item: Clause) -> int:
    """The end of a clause that only adds a thing (开展监测,以及儿童接种管理), or 0."""
    at = item.start + len("以及")
    if not text.startswith("以及", item.start) or lead.skip(text, at, item.end) > at or verb_at(text, at, item.end):
        return 0
    return item.end


_GROUND_OPENS = lazy(r"(?:继续|始终|坚持|要)?(?:以(?![上下])|本着|按照|遵循|通过|采取)")
_GROUND_FIRST = frozenset(_GROUND_OPENS.pattern)  # one of these begins it
_CLOSED = lazy(r"[”」为]|(?:原则|要求|思路|方针|精神|方式|形式|途径|手段|渠道|方法)$")
_GROUND_CLOSES = lazy(
    r"为(?:目标|重点|抓手|契机|导向|主线|核心|宗旨|中心|根本|动力|己任)$|的(?:原则|要求|思路|方针|精神|总要求|方式|形式)$"
    r"|等(?:方式|形式|途径|手段|渠道|方法|活动)$"
)


def _ground_across(text: str, clause: Clause, more: Sequence[Clause]) -> int:
    """The end of a ground that goes over commas (以培养一个好校长,带出一个好班子…为目标), or 0."""
    if text[clause.start] not in _GROUND_FIRST or not _GROUND_OPENS.match(text, clause.start, clause.end) or _CLOSED.search(text, clause.start, clause.end):
        return 0
    return next((c.end for c in more if _GROUND_CLOSES.search(text, c.start, c.end)), 0)


def _readings(text: str, clause: Clause, more: Sequence[Clause], *, striven: bool) -> list[Reading]:
    """The readings of a clause: cut where 、 lists pieces of work, and where money is spent on one; `striven` where a goal may stand."""
    if striven and (goal := Reader(text, clause.start, clause.end).striven_for()):
        return [goal]
    edges = [clause.start, *_listed(text, clause.start, clause.end), clause.end]
    found = []
    for i, (start, end) in enumerate(pairwise(edges), 2):
        reading = Reader(text, start, end, more if end == clause.end else ()).read()
        if reading:
            behind = [Clause(end + 1, edges[i], "")] if i < len(edges) else more if clause.mark == "," else ()
            found += spent(text, reading, behind) if reading.verb in SPENDING else [reading]
    return found


_COMPLETE = lazy(r"\d[\d.]*[万亿余多]*[^\W\d]{0,4}$")
_COUNTED = lazy(r"\d[\d.]*[余多]?[万亿]?[余多]?[个名所项次家处座期场支件条人套份届轮种辆台户批]")
_LISTING = frozenset({"verb", "ground", "subject"})
_GROUND = lazy(r"[在对以从向由与]")


def _listed(text: str, start: int, end: int) -> list[int]:
    """Places of 、 behind which a new piece of work begins (修建机耕道42公里、衬砌渠道65公里)."""
    found: list[int] = []
    places = clauses.pauses(text, start, end) if "、" in text[start:end] else []
    if places and len(verb_at(text, places[0] + 1, end)) == 2 and _parallel(text, lead.skip(text, start, end), places, end):
        return places
    for pause in places:
        if _begins_anew(text, start, pause, end):
            found.append(pause)
            start = pause + 1
    also = _ALSO.search(text, start + 2, end) if not found and text.find("并", start, end) > 0 else None
    if also and _begins_also(text, start, also.start(), end):
        found.append(also.start())
    return found


_ALSO = lazy(r"(?<![合兼归一吞])并(?![入网重举列存行轨购])")  # 梳理问题并反馈乡镇


def _begins_also(text: str, start: int, place: int, end: int) -> bool:
    """Whether further work, or whom it is done for, stands behind 并, and a complete piece of work before it."""
    at = lead.skip(text, place, end)
    verb = verb_at(text, at, end)
    if at >= end or text.count("“", start, place) > text.count("”", start, place):
        return False
    if text[at] not in "对向将把" and (len(verb) < 2 or lead.noun(text, at, verb, end, opened=True)):
        return False
    first = Reader(text, start, place).read()
    return first is not None and not first.object.endswith("的") and not _DONE_TO.search(text, place, end)


_DONE_TO = lazy(r"的[^,;。]*(?:进行|给予|予以)")


def _parallel(text: str, start: int, places: Sequence[int], end: int) -> bool:
    """Whether verbs with objects of their own and of one length stand between the 、 (推进退城进园、扩大技能培训)."""
    if len({b - a for a, b in pairwise([start - 1, *places, end])}) > 1:
        return False
    for at, stop in pairwise([start - 1, *places, end]):
        verb = verb_at(text, at + 1, stop)
        if len(verb) != 2 or stop - at < 6 or verb in words("modifier") or verb_at(text, at + 3, stop) or lead.noun(text, at + 1, verb, stop, opened=True):
            return False
    return True


_PRESSED = frozenset({"加大", "加快"})
_PRESS = ("力度", "步伐", "进度", "投入")  # with one of these, a verb and its object are complete: 落实责任、加大督查力度


def _begins_anew(text: str, start: int, pause: int, end: int) -> bool:
    """Whether a verb at work stands behind the 、, and a complete piece of work before it."""
    at = lead.skip(text, pause + 1, end)
    verb = verb_at(text, at, end)
    if text.startswith(("将", "把"), pause + 1) or (at + 4 == end and verb[2:] == "落实"):  # 细化分工、狠抓落实
        return Reader(text, pause + 1, end).read() is not None and Reader(text, start, pause).read() is not None
    if not verb or len(verb) == 1 or lead.noun(text, at, verb, end, opened=False):
        return False
    first = Reader(text, start, pause).read()
    if not first or first.rule not in _LISTING or first.verb in ("负责", "承担") or _GROUND.match(first.object):
        return False
    if _COMPLETE.search(first.object) or (_COUNTED.match(first.object) and _COUNTED.match(text, at + len(verb), end)):
        return True
    if verb in words("nominal"):
        return False
    if verb in words("second", "complement") or (verb in _PRESSED and text.endswith(_PRESS, at, end)):
        return True
    return first.verb not in words("carrier") and "的" not in text[at:end]
