"""The piece of work of one clause: its predicate may stand behind a ground, a subject, or what it is done to."""

from __future__ import annotations

import re
from functools import cache

from planparse.extract import action_lead as lead
from planparse.extract.action_forms import Reading
from planparse.extract.action_object import between, tidy
from planparse.extract.action_unlisted import Unlisted
from planparse.extract.action_verbs import Verb, compound, governing
from planparse.extract.action_words import either, verb_at, words
from planparse.patterns import lazy

_TIED = ("结对帮扶", "结对共建", "结对", "挂钩", "联网", "对接", "联动", "衔接")
_WITH = lazy(rf"[与和同](?P<what>[^,;。]{{1,60}}?)(?:层层|签约)?(?P<verb>{'|'.join(_TIED)})$")
_SERVING = lazy(
    r"以[^,;]{1,80}?为(?:重点|抓手|契机|突破口|载体|主线|核心|龙头|依托|目标|导向|基础|主体|切入点|牵引)"
)
_MEANWHILE = lazy(r"的(?:同时|基础上)$")
_PUT = lazy(r"把(?![关握控脉守])|(?<![即行])将")
# Words that begin like a word of ground and are none.
_NO_GROUND = lazy(
    r"在[岗建职编册籍]|自[来主然行愿动]|同[学志步级类时]|经[济费营办常]|用[水电地工人户]|从业|以[上下]|比[例重武]|到[位期]|受[灾益众]"
    r"|因病|与会|向上|为民|据点|就[业近医读学地]|给[予力]|和谐|借调|如期|按[时期月季年质]"
)
_SIGNS = frozenset("对把将按在于从每以")
# Grounds that stand before any verb, with whom the work is done for, and those whose verb is the work itself.
_AIMED = frozenset({"向", "按", "按照", "从", "面向", "为", "由", "与", "给"})
_USED = frozenset({"利用", "依托", "借助", "运用"})
_ACCORDING = frozenset({"按", "按照", "根据", "依据", "依照"})
_GOVERNED = frozenset({"为", "与", "向", "由", "按", "围绕"})
_PLACED = frozenset({"在", "于", "从", "到", "自"})
_OWN = frozenset({"在", "为", "为了", "以", "通过"})
# What a deed cost, before it: 花费30万元|维修活动场所4处.
_COST = lazy(r"(?:花费?|支出|耗资|斥资|耗费)了?[^,;。\d]{0,8}\d[\d.]*[余多]?[千百万亿]*余?元(?:资金|左右)?")
_EVENT = lazy(r"[^,;。、\d]{2,8}?后(?=及时|给予|予以|兑[付现]|发放|奖励|补助|拨付|方可)")
_EVENT_REACH = 10
_FIELD = lazy(r"在[^,;。]{2,60}?方面(?![的取有成存])")  # in what: 在用地、贷款等方面给予扶持
# What a subject is, has or undergoes: no verb behind it is its work.
_UNDERGOES = lazy(r"被|受到|得到|获得?(?!取)|荣获|有\d|没有|存在|未(?!来)|已成为|(?<![也还总])是(?!否)")


class Reader(Unlisted):
    """Reads one clause."""

    __slots__ = ()

    def read(self) -> Reading | None:
        """The piece of work that the clause states, if any."""
        at = self.behind_event(lead.skip(self.text, self.start, self.end))
        if at < self.end and (cost := _COST.match(self.text, at, self.end)):
            at = lead.skip(self.text, cost.end(), self.end)
        if at >= self.end:
            return None
        will = self.text.rfind("将", self.start, at)
        if will >= 0 and (found := self.put(will)):
            return found
        if self.text[at] not in "把将对" and will < 0:
            if found := self.became(at):
                return found
            if self.stands(at):
                return None
        if found := self.passive(at):
            return found
        verb = verb_at(self.text, at, self.end)
        if self.has_ground(at, verb):
            return self.behind_ground(at, verb)
        found = self.predicate(at, verb)
        if found or (not verb and self.text[at] in "使让"):
            return found
        return self.behind_subject(at) or (None if verb else self.unlisted(at))

    def behind_event(self, at: int) -> int:
        """Behind what has to come first: 上岗后|给予奖励."""
        if self.text.find("后", at + 2, min(self.end, at + _EVENT_REACH)) < 0:
            return at
        match = _EVENT.match(self.text, at, self.end)
        return lead.skip(self.text, match.end(), self.end) if match else at

    def striven_for(self) -> Reading | None:
        """The goal in figures that the clause states."""
        at = lead.skip(self.text, self.start, self.end)
        return None if at >= self.end or self.working(at, opened=False) else self.goal(at)

    # ---- behind a ground
    def has_ground(self, at: int, verb: str) -> bool:
        """Whether the clause opens with its ground, means or manner; `verb` is the verb at `at`."""
        if verb in words("open"):
            return words("basis_end").closes(self.text, at, self.end)
        if verb:
            return verb in words("means") and not lead.taken(verb, self.text, at + len(verb), self.end)
        return words("basis").at(self.text, at, self.end) != "" and not _NO_GROUND.match(self.text, at, self.end)

    def behind_ground(self, at: int, verb: str) -> Reading | None:
        """在X V Y, 为X V Y, 按X V Y."""
        if self.text[at] == "以" and (match := _SERVING.match(self.text, at, self.end)):
            return Reader(self.text, match.end(), self.end, self.more).read() if match.end() < self.end else None
        if self.text[at] == "在" and (match := _FIELD.match(self.text, at, self.end)):
            found = Reader(self.text, match.end(), self.end, self.more).read() if match.end() < self.end else None
            return found._replace(rule="ground") if found else None
        word = verb or words("basis").at(self.text, at, self.end)
        start = at + len(word)
        near = lead.skip(self.text, start, self.end)
        if form := self.working(near, opened=near > start):
            if word == "对照" or (near > start and self.is_place(word, near)):
                return self.acted(Verb(near, form), near, "ground")
            if word in _OWN and not (word == "以" and self.text.find("来", near, self.end) >= 0):
                return self.named(word, Verb(near, form))
            start = compound(self.text, Verb(near, form), self.end)[1]
        put = _PUT.search(self.text, start, self.end)
        return self.put(put.start()) if put else self.within(at, word, start)

    def is_place(self, word: str, near: int) -> bool:
        """Whether the ground ends before the verb at `near`, openers or a time between (面向全国公开招聘)."""
        if word in _PLACED:
            return not _MEANWHILE.search(self.text, near, self.end)
        return word in _AIMED and word != "为" and not words("basis_end").closes(self.text, near, self.end)

    def named(self, word: str, verb: Verb) -> Reading | None:
        """Work that is named as a ground: 在完成X的同时, 通过健全X; 为做好X is a purpose."""
        if word == "在" and (match := _MEANWHILE.search(self.text, verb.end, self.end)):
            return self.acted(verb, verb.start, "ground", match.start())
        if word == "通过" and not words("basis_end").closes(self.text, verb.end, self.end):
            return self.acted(verb, verb.start, "ground")
        return None

    def within(self, at: int, word: str, start: int) -> Reading | None:
        """The verb behind a ground that names no work."""
        if word in ("比", "较", "用于"):
            return None
        if word in ("与", "和", "同") and (match := _WITH.match(self.text, at, self.end)):
            return Reading(at, self.end, match["verb"], tidy(match["what"]), "ground", match["verb"])
        closed = (word in words("means") or word in _ACCORDING) and words("basis_end").closes(self.text, start, self.end)
        verb = None if closed else governing(self.text, start, self.end)
        if not verb and (word in _AIMED or word in _USED) and not words("basis_end").closes(self.text, start, self.end):
            verb = governing(self.text, start, self.end, lenient=True)
        if not verb:
            return None
        return self.acted(verb, at if word in _GOVERNED else verb.start, "ground for" if word == "为" else "ground")

    # ---- behind a subject
    def behind_subject(self, at: int) -> Reading | None:
        """Clauses that begin with who does it, or with what is done."""
        if found := self.by_body(at):
            return found
        if self.text.endswith(_TIED, at, self.end) and (match := _WITH.search(self.text, at, self.end)):
            return Reading(at, self.end, match["verb"], tidy(match["what"]), "passive", match["verb"])
        verb = None if _UNDERGOES.search(self.text, at, self.end) else governing(self.text, at, self.end)
        if not verb or (verb.form in words("measured") and not self.text.startswith("了", verb.end)):
            return None
        if verb.form in words("deliver") and not words("organ_end").closes(self.text, at, verb.start):
            obj = between(self.text, at, verb.start)
            return Reading(at, self.end, verb.form, obj, "passive", verb.form) if obj else None
        return self.acted(verb, verb.start, "subject")

    def by_body(self, at: int) -> Reading | None:
        """A body or group as the subject, then what it does."""
        quote = self.text.find("“", at, self.end)
        for match in _bodies().finditer(self.text, at, min(quote if quote > at else self.end, at + 40)):
            behind = lead.skip(self.text, match.end(), self.end)
            if behind >= self.end:
                return None
            will = self.text.rfind("将", match.end(), behind)
            if will >= 0 and (found := self.put(will)):
                return found
            if match.end() < at + 2 or not self.signals(match.end(), behind):
                continue
            verb = verb_at(self.text, behind, self.end)
            ground = self.has_ground(behind, verb)
            found = self.behind_ground(behind, verb) if ground else self.predicate(behind, verb)
            if found and not self.moves(found):
                return found
        return None

    def moves(self, found: Reading) -> bool:
        """Whether a verb of change without a figure says how the subject itself moves."""
        return found.rule == "verb" and found.verb in words("measured") and not lead.FIGURE.search(found.object)

    def signals(self, start: int, behind: int) -> bool:
        """Whether a predicate begins here: an opener, a preposition, or a verb that is no noun."""
        verb = verb_at(self.text, behind, self.end)
        sign = self.text[behind] in _SIGNS
        if behind > start:
            return sign or verb != ""
        if sign:
            return not _NO_GROUND.match(self.text, behind)
        if verb in words("nominal"):
            if lead.urges(self.text, verb, behind + len(verb), self.end):
                return True
            return verb not in words("modifier") and bool(lead.FIGURE.search(self.text, behind, self.end))
        if verb in words("physical"):  # 北山镇疏浚工程 is a name
            return not lead.qualifies(self.text, behind + len(verb), self.end, opened=False)
        return verb != ""


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(either(words("organ_end")))
