"""States of a group: of how many of it something holds (42个项目中,6个已完工、25个在建, or 已开工6个,在建25个)."""

from __future__ import annotations

import re
from functools import cache

from planparse.extract.quantity import Quantity
from planparse.lexicon import load
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.link.phrases import clean
from planparse.link.predicate import Predicate
from planparse.link.topic import Topic
from planparse.link.verbal import object_alone
from planparse.patterns import lazy

_JOINS = "、,和与及 "
_LEADS = lazy(r"^[、,和与及;]*(?:其中[:,]?)?")
_LONGEST = 16
_EVENTS = ("立案", "受案", "收案", "发案", "出生")
_GROUP = lazy(r"(?P<group>[^,;。]{2,24}?)中(?:有|,)*")


@cache
def _state() -> re.Pattern[str]:
    forms = "|".join(load("planparse.link", "states").forms)
    return re.compile(
        r"(?:目前|现|年内|近期|即将|计划|预计)*(?P<state>(?:(?:已经?|均已|全部|正在|正|仍|尚|还|基本|全面|顺利|提前|按期|实际|拟|未|没有|未能|尚未|待|暂未))*"
        rf"(?:{forms}))(?:的|有|的有|建设|共|共有)?"
    )


def state_in(phrase: str) -> str:
    """The state that a phrase is and says no more than.

    >>> state_in("其中已完工"), state_in("、25个在建"), state_in("新建学校")
    ('已完工', '', '')
    """
    found = _state().fullmatch(_LEADS.sub("", phrase).rstrip(_JOINS)) if len(phrase) <= _LONGEST else None
    return found["state"] if found else ""


def stated(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """What holds of a number, behind it, of the group that was counted before; the words left of it name no other thing."""
    if q.kind != "count" or not near.right[:1].isalpha() or not (state := state_in(near.right)):
        return None
    left = _LEADS.sub("", near.left).strip(_JOINS)
    group = _GROUP.fullmatch(left)
    if left and not group and left not in ("有", "已有") and not state_in(left):
        return None
    name = (clean(group["group"]) if group and not topic.head else "") or object_alone(topic.group(q.unit))
    return Named(name + state, "verb_of_topic") if name else None


def state_before(q: Quantity, near: Around, topic: Topic) -> str:
    """The group with its state where that stands before the number and is no verb of the lexicon: 在建25个, 尚未开工2个."""
    state = state_in(near.left) if q.kind == "count" else ""
    name = object_alone(topic.group(q.unit)) if state else ""
    if name.endswith(_EVENTS):
        return ""  # 立案286件,结案271件
    return name + state if name else ""
