"""Clauses that begin with their predicate: the verb first, 把X, 将X, 对X, 使X."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from planparse.extract import action_lead as lead
from planparse.extract.action_clauses import Clause
from planparse.extract.action_object import between, done, extent, final_verb, tidy
from planparse.extract.action_verbs import Verb, adverbial, compound, governing, inside, last_inside
from planparse.extract.action_words import doubles, verb_at, words
from planparse.patterns import lazy


class Reading(NamedTuple):
    """A clause as read: its action and object, the form it has, and the verb that decides."""

    start: int
    end: int
    action: str
    object: str
    rule: str
    verb: str


# Verbs behind 把X and 将X that say what X becomes or where it goes; they stand before any other verb of the clause.
_PUT = lazy(
    r"作为|改为|列为|定为|设为|评为|纳入|列入|录入|融入|归入|并入|编入|写入|投入|植入|引入|挂钩|引向深入|抄送|报送|移送|移交|上报|提交|交由|交给|送交"
    r"|(?<![申汇上通简日海晚填预呈举情公播])报(?:送|请)?(?=[市县区省镇乡州校局院厅委办党组领上])"
    r"|(?:升格|上升|评定|认定|确定|确立|推荐|改制|划定|界定|固化|包装|分)(?=成|为)|划[入归]"
    r"|贯穿|延伸|下放|摆在|放在|控制在|稳定在|保持在|(?:发放|落实|分解|分配|传达|细化|覆盖|推广|应用|运用)(?=到|至|在|于)"
    r"|(?:打造|改造|建设|培育|发展|转化|转变|变|建|转型|改建|升级|培养|细化|分解|划分|调整|命名|更名|扩建|改编|整合|合并)(?=成|为)"
    r"|(?:提高|提升|降低|压缩|压减|缩短|减少|增加|扩大|调整|扩容|延长|下调|上调|扩面|精简|整合|合并|优化|减|增|控制)(?=到|至|为|成|\d|由)|[降升提缩](?=[至到为])|用(?=在|于)"
)
_TIMED = lazy(lead.TIME)  # what is put may begin with its year: 将2019年任务,纳入考核
_WILL_BY = lazy(r"依据|根据|按照|通过|围绕|结合|以(?![上下])|对(?!口)")
_COMPLEMENTS = frozenset({"", "起来", "到位", "下去", "出来", "好", "完毕"})
_LIGHT = lazy(r"(?:进行|予以|加以|作出|作了)了?(?P<verb>[^,;。]+)$")
_TO = lazy(r"成为|成|到|至|为|在|于|入|给|进|与")
_THEM = frozenset({"其", "之", "它", "它们"})
_CAUSED = lazy(r"使(?P<what>[^,;。]+?)(?P<verb>达到|提高|提升|上升|增长(?![点极])|增加(?!值)|扩大|控制|保持|稳定|突破|超过|下降|降低|减少|缩短|压缩)(?:到|在|至)?(?P<level>[^,;。]*\d[^,;。]*)$")
# A goal in figures: 力争粮食面积达到90万亩.
_GOAL = lazy(r"(?P<what>[^,;。\d]{2,20}?)(?P<verb>达到)(?P<level>(?:[^,;。\d%]{0,2})\d[^,;。%]*)$")
_GIVEN = frozenset({"移送", "移交", "补贴", "补助", "奖励", "资助"})
_TOWARD_WORK = frozenset({"深入", "下沉", "协助", "配合", "协同", "会同"})  # before another verb, how or for whom it is done
_ALONE = frozenset("抓办上打")
_GIVES = lazy(r"(?<![未的和])(?:给予|予以|开展|实行|实施)(?![的过])")


class Predicates:
    """Reads a clause `[start, end)` from its predicate on; `more` are the clauses behind it in the sentence."""

    __slots__ = ("end", "more", "start", "text")

    def __init__(self, text: str, start: int, end: int, more: Sequence[Clause] = ()) -> None:
        self.text, self.start, self.end, self.more = text, start, end, more

    def predicate(self, at: int, verb: str) -> Reading | None:
        """The predicate that begins at `at`, with the verb that stands there if one does."""
        if not verb:
            char = self.text[at]
            return self.put(at) if char in "把将" else self.toward(at) if char == "对" else self.caused(at) if char == "使" else None
        if len(verb) == 1 and verb != "抓" and not (verb in _ALONE and lead.FIGURE.search(self.text, at, self.end)):
            return None
        if at + len(verb) == self.end and len(verb) == 4 and verb[:2] in words("carrier") and verb[2:] == "落实":
            return Reading(at, self.end, verb[:2], verb[2:], "verb", verb[:2])  # 狠抓落实
        if lead.noun(self.text, at, verb, self.end, opened=at > self.start):
            return None
        return self.acted(Verb(at, verb), at, "verb")

    def acted(self, verb: Verb, start: int, rule: str, end: int | None = None) -> Reading | None:
        """A verb and the object behind it; 深入基层 before another verb is its manner, 协助街道 whom it is done for."""
        if verb.form in _TOWARD_WORK and (inner := governing(self.text, verb.end, self.end)):
            verb, start = inner, inner.start
        if rule != "toward" and lead.moved(self.text, verb.form, verb.end, end or self.end):
            return None
        action, at = compound(self.text, verb, end or self.end)
        stop = end or extent(self.text, at, self.end, self.more)
        obj = done(self.text[at:stop])
        if rule == "verb" and len(action) == 2 and self.text[verb.start - 1] == "新" and verb.start > self.start:
            action, start = f"新{action}", verb.start - 1
        return Reading(start, stop, action, obj, rule, verb.form) if obj else None

    # ---- 把 and 将
    def put(self, at: int) -> Reading | None:
        """把X作为Y, 将X纳入Y: the object stands before the verb."""
        if match := _PUT.search(self.text, at + 2, self.end):
            return self.put_by(at, Verb(match.start(), match.group()), self.end)
        timed = _TIMED.match(self.text, at + 1, self.end)
        if self.text[at] == "将" and not timed and self.wills(at):
            return None
        for clause in self.more:
            if match := _PUT.match(self.text, clause.start, clause.end):
                return self.put_by(at, Verb(match.start(), match.group()), clause.end)
        return None if timed and self.wills(at) else self.put_last(at)

    def wills(self, at: int) -> bool:
        """Whether 将 says what will be done (将引进人才), not what is done to something."""
        behind = lead.skip(self.text, at + 1, self.end)
        return behind > at + 1 or verb_at(self.text, behind, self.end) != "" or _WILL_BY.match(self.text, behind, self.end) is not None

    def put_last(self, at: int) -> Reading | None:
        """把X V: the last verb of the clause."""
        if (match := _LIGHT.search(self.text, at + 2, self.end)) and (action := final_verb(match["verb"])):
            return Reading(at, self.end, action, between(self.text, at + 1, match.start()), "put", action)
        last = last_inside(self.text, at + 2, self.end)
        if last and (self.text[last.end : self.end] in _COMPLEMENTS or last.form not in words("nominal")):
            return self.put_by(at, last, self.end)
        return None

    def put_by(self, at: int, verb: Verb, end: int) -> Reading | None:
        """The reading of 把 or 将 at `at` with its verb; 将其打造成平台 is done to the 平台."""
        obj = between(self.text, at + 1, verb.start)
        if obj in _THEM:
            to = _TO.match(self.text, verb.end, end)
            obj = tidy(self.text[to.end() if to else verb.end : end])
        action = verb.form.removesuffix("在")
        return Reading(at, end, action, obj, "put", action) if obj else None

    # ---- 对
    def toward(self, at: int) -> Reading | None:
        """对X进行V: done to X; 对X开展Y: Y is done; 对X V: done to X."""
        match = _LIGHT.search(self.text, at + 1, self.end)
        if match and (action := final_verb(match["verb"])):
            return self.done_to(at, action, match.start())
        if light := self.light(at):
            return self.acted(light, at, "toward")
        given = (v for v in inside(self.text, at + 1, self.end) if v.form in _GIVEN and lead.FIGURE.match(self.text, v.end))
        if verb := next(given, None) or self.main(at):
            if verb.end >= self.end - 1 or verb.form in _GIVEN:
                return self.done_to(at, verb.form, verb.start)
            return self.acted(verb, at, "toward")
        return None

    def light(self, at: int) -> Verb | None:
        """The light verb behind 对 and a clause that says to whom (对参加竞赛的学生给予奖励)."""
        last = next(iter(deque(_GIVES.finditer(self.text, at + 2, self.end), maxlen=1)), None)
        if not last or self.closing(at) or self.text.find("的", at, last.start()) < 0:
            return None
        return Verb(last.start(), last.group())

    def main(self, at: int) -> Verb | None:
        """The verb that 对 at `at` belongs to."""
        verb = governing(self.text, at + 1, self.end)
        if verb and verb.form not in doubles():
            return verb
        return self.closing(at) or verb or governing(self.text, at + 1, self.end, lenient=True)

    def closing(self, at: int) -> Verb | None:
        """A verb that closes the clause, not as a noun (对两所学校通报批评)."""
        last = last_inside(self.text, at + 1, self.end)
        if not last or last.end < self.end - 1 or self.text[last.start - 1] in "的和与":
            return None
        before = (v for v in inside(self.text, at, last.start) if v.end == last.start)
        if last.form not in words("nominal") or adverbial(self.text, at + 1, last.start):  # 对水库逐一排查
            return last
        return last if any(v.form in doubles() for v in before) else None

    def done_to(self, at: int, action: str, end: int) -> Reading | None:
        """The reading of 对X with X as the object."""
        obj = between(self.text, at + 1, end)
        return Reading(at, self.end, action, obj, "toward", action) if obj else None

    # ---- 使, 力争
    def goal(self, at: int) -> Reading | None:
        """X达到Y, of what is striven for."""
        match = _GOAL.match(self.text, at, self.end)
        return Reading(at, self.end, match["verb"], tidy(match["what"] + match["level"]), "caused", match["verb"]) if match else None

    def caused(self, at: int) -> Reading | None:
        """使X达到Y, with a figure."""
        match = _CAUSED.match(self.text, at, self.end)
        if not match:
            return None
        return Reading(at, self.end, match["verb"], tidy(match["what"] + match["level"]), "caused", match["verb"])
