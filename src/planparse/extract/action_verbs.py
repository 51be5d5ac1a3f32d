"""Compound actions, and the verbs inside a clause."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from planparse.extract import action_clauses as clauses
from planparse.extract import action_lead as lead
from planparse.extract.action_words import doubles, openers, verb_at, verb_starts, words
from planparse.lexicon import Words
from planparse.patterns import lazy

_ASPECT = lazy(
    r"(?:起来|起(?!草|步|点|重)|好(?!人|转|评|氛|老|差)|到位(?!率)|完(?!善|成|整|工|备|全)"
    r"|出(?!台|租|口|入|行|版|资|让|生|国|勤|境|警|具|栏|圃))?(?:了(?!解|结))?"
)
_ASPECTS = frozenset("起好到完出了")
_JOIN = lazy(r"[、和与及并或](?:且|者)?")
_JOINS = frozenset("、和与及并或")
_FAMILIES = ("physical", "checking", "drafting", "second", "trial")
# Nouns of institutions are made by verbs (优化完善机制), not qualified by them.
_MADE = (
    "机制", "制度", "体系", "办法", "队伍", "方案", "内部", "意见", "措施", "规划", "计划", "标准", "流程", "平台", "责任", "政策", "网络", "台账", "机构",
)  # fmt: skip


_FOUNDING = frozenset({"建立", "建立健全", "健全", "完善", "制定", "制订", "出台", "构建", "设立", "形成", "搭建"})


class Verb(NamedTuple):
    """A verb inside a clause."""

    start: int
    form: str

    @property
    def end(self) -> int:
        """Behind the verb."""
        return self.start + len(self.form)


def compound(text: str, verb: Verb, end: int) -> tuple[str, int]:
    """The action with the verbs coordinate to it, and where its object begins.

    >>> compound("制定和完善了制度", Verb(0, "制定"), 8)
    ('制定和完善', 6)
    """
    action, last = verb.form, verb
    while following := _following(text, last, end):
        if not following.form:
            return action, following.start
        join = _JOIN.match(text, last.end, following.start)
        action += (join.group() if join else "") + following.form
        last = following
    match = _ASPECT.match(text, last.end, end) if text[last.end : last.end + 1] in _ASPECTS else None
    return action, match.end() if match else last.end


def _following(text: str, last: Verb, end: int) -> Verb | None:
    """The next verb of the compound; without a form where a second verb is left out (支持并积极鼓励)."""
    at = last.end
    join = _JOIN.match(text, at, end) if text[at : at + 1] in _JOINS else None
    at = join.end() if join else at
    besides = join is not None and text[last.end] == "并"
    if besides or (join and join.group() == "、"):  # 规划、合理调整布局
        at = lead.skip(text, at, end)
    form = verb_at(text, at, end)
    if join is None and len(form) > 1 and _built(text, last.form, Verb(at, form), end):
        return Verb(at, form)
    amid = join is not None and text[at + len(form) : at + len(form) + 1] == "、"  # 试验、示范、推广
    if len(form) < 2 or (not amid and lead.noun(text, at, form, end, opened=besides)):
        return None
    if besides and (join is None or at > join.end()):
        return Verb(at + len(form), "")
    following = Verb(at, form)
    together = _coordinate if join else _fused
    return following if together(text, last.form, following, end) else None


def _built(text: str, first: str, second: Verb, end: int) -> bool:
    """新建改造提升公厕: a third verb of building shows that the second is none of its object's."""
    own = second.form[:2]
    third = second.form[2:] or verb_at(text, second.end, end)
    last = second.end if second.form[2:] else second.end + len(third)
    return _family(first, own, "physical") and (third in words("physical") or third == "提升") and end - last > 1


def _family(first: str, second: str, *families: str) -> bool:
    return any(first in words(f) and second in words(f) for f in families)


_OPEN_CARRIERS = frozenset({"加强", "强化", "优化", "规范"})


def _coordinate(text: str, first: str, second: Verb, end: int) -> bool:
    """Two verbs with 和 or 、 between them share the object, unless both are nouns."""
    if end - second.end < 2 or (text[second.end] in "、和与及" and not verb_at(text, second.end + 1, end)):
        return False
    if _family(first, second.form, *_FAMILIES):
        return True
    if first in words("modifier") and second.form in words("modifier"):
        return False
    return first in _OPEN_CARRIERS or first not in words("carrier")


def _fused(text: str, first: str, second: Verb, end: int) -> bool:
    """Two verbs side by side make one action (研究制定, 维修加固), unless the second is the first's object."""
    if (first in words("complement") and first not in words("checking")) or end - second.end < 2 or len(first) == 1:
        return False
    plain = second.form in words("second") and second.form not in words("nominal")
    if plain and first in _FOUNDING and _is_purpose(text, second.end, end):
        return False
    if not plain and lead.qualifies(text, second.end, end, opened=False):
        return False
    if end - second.end == 2 and verb_at(text, second.end, end) in words("nominal"):
        return False  # 强化落实督办
    drafted = first in words("drafting") and second.form in words("second")
    return drafted or second.form == "完成" or (plain and first not in words("carrier")) or _family(first, second.form, "physical", "checking", "trial")


def _is_purpose(text: str, start: int, end: int) -> bool:
    """Whether a verb that ends at `start` says what an institution is for (建立巩固成果的机制)."""
    return text.endswith(_MADE, start, end) and text.find("的", start, end) >= 0


_SINGLE = lazy(r"(?<!为民)办(?=实事|好事)|上(?=党课)")


def inside(text: str, start: int, end: int) -> Iterator[Verb]:
    """Every verb of a stretch that stands outside of quotes and brackets."""
    closed = clauses.quoted(text, start, end)
    search = verb_starts().search
    while match := search(text, start, end):
        start = match.start()
        form = verb_at(text, start, end)
        span = next((s for s in closed if s.start <= start < s.end), None) if closed else None
        if span:
            start = span.end
        elif len(form) > 1 and text[start - 1 : start + 1] in openers():  # 强力|推进, not 强|力推
            start += 1
        elif len(form) > 1 or (form and _SINGLE.match(text, start, end)):
            yield Verb(start, form)
            start += len(form)
        else:
            start += 1


def last_inside(text: str, start: int, end: int) -> Verb | None:
    """The last verb of a stretch."""
    return next(iter(deque(inside(text, start, end), maxlen=1)), None)


_MODIFIES = frozenset("为的和与及、或跟被不未无非之“《(")


def governing(text: str, start: int, end: int, *, lenient: bool = False) -> Verb | None:
    """The verb of `[start, end)` that governs the clause; `lenient` takes a doubtful one without evidence.

    >>> governing("在网格化管理中建立台账", 1, 11)
    Verb(start=7, form='建立')
    """
    for verb in inside(text, start, end):
        if text[verb.start - 1 : verb.start] in _MODIFIES or lead.noun(text, *verb, end, opened=True):
            continue
        if words("blocked").at(text, verb.start - 1, end) or _is_said_of(text, start, verb):
            continue
        if _is_adverb(text, verb, end) or (text[verb.end : verb.end + 1] in "、和与及)" and not _in_list(text, verb, end)):
            continue
        if _SINCE.match(text, verb.end, end) or (verb.form in words("nominal") and _DURING.match(text, verb.end, end)):
            continue
        if _qualifying(text, start, verb, end):
            continue
        if verb.form not in words("nominal") or lenient or text.startswith("了", verb.end) or _evident(text, start, verb):
            return verb
    return None


_DURING = lazy(r"[上中下后时前里内](?![心学小国医药海级市岗勤备沿期尚央游门层部地河水乡村湖])")


_SINCE = lazy(r"以来|以后|之[后前]|期间|过程|中[的出]|情况(?:[和及、]|$)")


def _qualifying(text: str, start: int, verb: Verb, end: int) -> bool:
    """Whether a verb amid a clause makes a name with the noun behind it (疏浚工程, 拆解中心); an adverb tells of work."""
    if verb.form in words("second", "carrier", "complement", "deliver") and verb.form not in words("nominal", "modifier"):
        return False
    if verb.form in words("deliver", "drafting") and _PAPERS.match(text, verb.end, end):
        return False
    return lead.qualifies(text, verb.end, end, opened=False) and not adverbial(text, start, verb.start)


_PAPERS = lazy(r"[^,;。\d的]{0,8}?(?:信息|方案|意见|制度|计划|办法|材料|报告|简报)\d+[余多]?[条份个项篇期件]")  # 报送信息45条


def _is_said_of(text: str, start: int, verb: Verb) -> bool:
    """Whether the word is said of the noun before it (成绩突出人员)."""
    if verb.form != "突出" or verb.start == start or text[verb.start - 1] in "上中里":
        return False
    return not text.startswith("了", verb.end) and not adverbial(text, start, verb.start)


def _is_adverb(text: str, verb: Verb, end: int) -> bool:
    """Whether the verb is the adverb of one behind it (公开招聘)."""
    return verb.form in doubles() and lead.skip(text, verb.start, end) > verb.start


def _in_list(text: str, verb: Verb, end: int) -> bool:
    return verb.form not in words("nominal") and verb_at(text, verb.end + 1, end) != ""


def _evident(text: str, start: int, verb: Verb) -> bool:
    """Whether an adverb, a time or a body stands before a verb that may be a noun."""
    if verb.form in words("deliver") or adverbial(text, start, verb.start):
        return True
    return verb.form not in words("modifier") and words("organ_end").closes(text, max(start, verb.start - 4), verb.start)


def adverbial(text: str, start: int, end: int) -> bool:
    """Whether an adverb, a manner or a time ends here."""
    end -= text.startswith("地", end - 1)
    low = max(start, end - 12)
    if _adverbs().closes(text, low, end) or _MANNER.search(text, low, end):
        return True
    return text[end - 1] in _TIME_ENDS and _TIME.search(text, low, end) is not None


_MANNER = lazy(r"(?:[^重主需]要|[均都将已再]|(?<!公)共|方式|形式|名义|比例|标准|范围内|基础上|来|逐条|逐[一个户项])$")
_TIME = lazy(f"(?:{lead.TIME})$")
_TIME_ENDS = frozenset("年度月日号份底初末旬季前期内间里中起来始次天周时")


@cache
def _adverbs() -> Words:
    unsure = {"主要", "系统", "综合", "基本", "重点", "集中", "规范", "稳定", "协调"}
    return Words({f for f in openers() | doubles() if len(f) > 1} - unsure)
