"""What stands behind a body and says that it acts: openers, times and verbs of work.

县教育局核准… acts; 县医院改造项目, 教育局网站 and 县教育局2015年工作总结 do not, nor do bodies to which something
happens (荣获, 入选, 达到).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from planparse.extract.agency_lists import CUES, cue
from planparse.extract.agency_names import ENDING, LAST, PLACES, SUBJECT, is_name
from planparse.extract.period import PATTERN as PERIOD
from planparse.lexicon import Words, load
from planparse.patterns import lazy

_TIME = (
    r"(?:(?:19|20)\d\d年度?|\d{1,2}月份?(?:\d{1,2}日|上旬|中旬|下旬|底|初)?(?:之?前)?|\d{1,2}日(?:之?前)?"
    r"|每(?:\d+|[一二三四五六七八九十两半])?个?(?:年|月|周|季度?|学期|学年|日|天|旬)|按(?:年度?|季度?|月|旬|周|日)(?!份)|半年|(?:至|—|-)(?=\d))"
)
_WHEN = lazy(_TIME)
_WHEN_ALL = lazy(rf"{_TIME}|[上下]半年")
LEAD_IN = lazy(
    rf"(?>(?:{cue('lead_in')}|{_TIME}|[一二三四五六七八九十]{{1,3}}是|第[一二三四五六七八九十百\d]{{1,4}}[条章节]|[,:\s*])*)"
)

_OPENERS = ("opener", "adverb", "plan", "lead_in", "must", "prepositional")
_OPENER = lazy(rf"(?!{cue('no_opener', 'charge')})(?P<word>{cue(*_OPENERS)})")
_NO_VERB = lazy(r"负责(?:人|同志)|领导(?:班子|干部|小组)")
_ENOUGH = frozenset((
    "要", "应", "应当", "应该", "须", "必须", "务必", "务于", "将", "均", "对", "把", "先后", "需", "需要", "不得", *CUES.forms_of("must"),
))  # fmt: skip
_PREPOSITIONAL = frozenset(CUES.forms_of("prepositional"))
_WORKING = _PREPOSITIONAL & frozenset(load("planparse.extract", "actions").forms)  # 坚持以人为本 is work and a ground
_TIMES = frozenset(CUES.forms_of("lead_in"))
_FOR = lazy(r"为[^,;。:!?\n为是]{2,12}?(?:提供|办理|开展|发放|免费|配备|购买|建立|举办|安排)")
_MEASURE = lazy(cue("measure"))
_STATE = lazy(cue("state"))
_PRINTED = lazy(rf"{cue('print')}(?=[(\n 。]|$)")
_NOUN_LIKE = frozenset(CUES.forms_of("noun_like", "plan_noun"))
_NOUN_TAIL = lazy(cue("noun_tail", "plan", "plan_noun"))
_CLOSE = lazy(r"[,;。:!?\n\t|]")
_OFFICES = frozenset("局科股处室所站办部委")


@cache
def _words(*more: str) -> Words:
    """The verbs of work."""
    return Words({*load("planparse.extract", "actions").forms, *CUES.forms_of("verb", *more)})


_NO_OPENING = lazy(r"[对向为从到在将被按据经由给以受自及并令使让每逐该其这依你他是](?!外|台|[他它](?=.{2,6}(?:单位|部门)))")


def opens_otherwise(text: str, at: int) -> bool:
    """Whether a clause begins with a verb or a preposition, so that no body opens it: 加强学校管理, but not 教育局 or 派出所."""
    if SUBJECT.match(text, at) or _named_whole().at(text, at, len(text)):
        return False
    return _NO_OPENING.match(text, at) is not None or len(_words().at(text, at, len(text))) > 1


@cache
def _named_whole() -> Words:
    return Words(load("planparse.extract", "agencies").forms_of("whole", "alone"))


@cache
def last_before(joints: str = "") -> re.Pattern[str]:
    """The last character of a name before the first of what a body does, or before one that joins names."""
    words = (
        *CUES.forms_of(*_OPENERS, "verb", "noun_like", "plan_noun"),
        *load("planparse.extract", "actions").forms,
    )
    return re.compile(
        rf"{LAST}(?P<places>{PLACES})?(?=[\d为{''.join(sorted({w[0] for w in words}))}{joints}])"
    )


_ANSWERS = lazy(
    rf"(?>(?:{cue('adverb', 'opener')})*)(?:(?:是|为|作为)[^,;。\n]{{0,12}}(?:责任人|责任主体|责任单位|实施主体)"
    r"|(?:落实|履行|承担|压实|扛起|担负)[^,;。\n]{0,8}责任(?!制|人|书|状|单位|部门))"
)


class _Opened(NamedTuple):
    """Where the openers behind a body end, and of what kinds they were."""

    end: int
    enough: bool = False
    any: bool = False
    prepositional: bool = False
    timed: bool = False


def acts(text: str, at: int, end: int, one_body: bool, cued: bool = False) -> bool:
    """Whether what stands at a place says that the body before it acts.

    A kind of bodies (学校, 企业) needs more evidence than `one_body`; a body behind a cue word (督促X) needs less.

    >>> acts("县教育局核准目标", 4, 8, True), acts("县教育局网站建设", 4, 8, True)
    (True, False)
    """
    if _ANSWERS.match(text, at, end):
        return True
    opened = _openers(text, at, end)
    position = opened.end
    if position >= end or text[position] in ",;。:!?\n":
        return False
    if _FOR.match(text, position, end):
        return True
    if not opened.prepositional and _MEASURE.match(text, position, end):
        return False
    if opened.enough or opened.prepositional:
        return opened.enough or (one_body and (_verb_later(text, position, end) or _verb_next(text, position, end)))
    return _does(text, opened, end, one_body, cued)


def _does(text: str, opened: _Opened, end: int, one_body: bool, cued: bool) -> bool:
    """Whether a verb of work stands behind the openers, and not as part of a noun."""
    start = opened.end
    verb = _words("noun_like", "plan_noun").at(text, start, end)
    behind = start + len(verb)
    if (
        not verb
        or text.startswith("的", behind)
        or _NO_VERB.match(text, start)
        or _goes_on(text, start, verb, end)
        or _happens(text, start, behind, end)
    ):
        return False
    if not (one_body or opened.timed or text.startswith("了", behind)):
        return False
    if _TO_US.match(text, behind, end) or _MEASURED.match(text, behind, end):
        return False
    if cued or verb not in _NOUN_LIKE:
        return True
    return (opened.any or _has_figure(text, behind, end)) and not _NOUN_TAIL.match(text, behind, end)


# 市残联下达我县任务: what comes down to us is no work of its own; 教育覆盖率达到 is measured.
_TO_US = lazy(r"(?<=下达|下拨|拨付|分配|安排|交办|批复|反馈|授予|核定|划拨|补助|通报|考核)了?(?:给|到|至)?(?:我|本)[省市州县区旗镇乡街局校院委办厅厂司所站村系]")
_MEASURED = lazy(r"[^\W\d]{0,6}(?:率|额|量|值|比例|水平)(?:达|为|由|从|提高|增长|保持|超)")


class Task(NamedTuple):
    """Where the verb of what a body does begins and ends."""

    start: int
    verb_end: int


_ROLE = lazy(rf"(?>(?:{cue('manner', 'adverb', 'lead', 'lead_by_name', 'support', 'support_by_name', 'answer', 'answer_by_name')})+)")


def task_at(text: str, at: int, end: int) -> Task | None:
    """The verb of what the body before a place does, behind openers and the word for its role.

    >>> task_at("各部门每季度报送进展", 3, 10)
    Task(start=6, verb_end=8)
    """
    opened = _openers(text, at, end).end
    role = _ROLE.match(text, opened, end)
    if role and role.end() < end and _words("noun_like", "plan_noun").at(text, role.end(), end):
        opened = role.end()
    verb = _words("noun_like", "plan_noun").at(text, opened, end)
    behind = opened + len(verb)
    if len(verb) < 2 or text.startswith(("的", "工作"), behind):
        return None
    if end - behind < 2 and (opened == at or verb in _NOUN_LIKE):
        return None
    return Task(opened, behind)


def _openers(text: str, at: int, end: int) -> _Opened:
    """The adverbs, modals and times at a place."""
    opened = _Opened(at)
    while True:
        time = _WHEN.match(text, opened.end, end) or PERIOD.match(text, opened.end, end)
        found = time or _OPENER.match(text, opened.end, end)
        if not found and opened.timed and text.startswith("、", opened.end) and _WHEN_ALL.match(text, opened.end + 1, end):
            opened = opened._replace(end=opened.end + 1)
            continue
        if not found:
            return opened
        word = "" if time else found.group()
        opened = _Opened(
            found.end(), opened.enough or word in _ENOUGH, True, opened.prepositional or word in _PREPOSITIONAL,
            opened.timed or not word or word in _TIMES,
        )  # fmt: skip


def _clause_end(text: str, start: int, end: int) -> int:
    close = _CLOSE.search(text, start, end)
    return close.start() if close else end


def _verb_later(text: str, start: int, end: int) -> bool:
    words, end = _words(), _clause_end(text, start, end)
    while start < end:
        verb = words.at(text, start, end)
        if len(verb) > 1 and verb not in _NOUN_LIKE:
            return True
        start += len(verb) or 1
    return False


def _verb_next(text: str, start: int, end: int) -> bool:
    """Whether the next clause begins with a verb of work, where this one only says on what ground (在县委领导下,推进…)."""
    close = _clause_end(text, start, end)
    if close >= end or text[close] != ",":
        return False
    opened = _openers(text, close + 1, end)
    if opened.prepositional:
        return any(word in text[close : opened.end] for word in _WORKING) or _verb_later(text, opened.end, end) or _verb_next(text, opened.end, end)
    verb = _words().at(text, opened.end, end)
    behind = opened.end + len(verb)
    return len(verb) > 1 and verb not in _NOUN_LIKE and not _happens(text, opened.end, behind, end)


def _has_figure(text: str, start: int, end: int) -> bool:
    return any(c.isdigit() for c in text[start : _clause_end(text, start, end)])


def _happens(text: str, start: int, behind: int, end: int) -> bool:
    """荣获, 入选, 开工建设: what becomes of a body; 印发 at the end of the last line."""
    state = _STATE.match(text, start, end)
    return (state is not None and state.end() >= behind) or _PRINTED.match(text, start, end) is not None


def _goes_on(text: str, start: int, verb: str, end: int) -> bool:
    """市委|办公室, 各县|教育局: what looks like a verb begins the rest of a longer name; 办 alone is no verb."""
    if len(verb) == 1:
        return text[start + 1 : start + 2] not in tuple("0123456789一二两三四五六七八九十了")
    near = ENDING.finditer(text, start, min(end, start + 10))
    return any((len(m.group()) > 1 or m.group() in _OFFICES) and is_name(text[start : m.end()]) for m in near)
