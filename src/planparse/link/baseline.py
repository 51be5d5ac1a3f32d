"""Earlier values: 由400元提高到500元 is one target with a baseline, not two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from planparse.extract import numerals
from planparse.extract.quantity import Quantity
from planparse.link.clauses import tail_end
from planparse.patterns import lazy
from planparse.text import Span

_MOVE = r"(?:提高|增加|增长|扩充|增|缩|提升|上升|扩大|扩容|扩建|发展|升|涨|上调|下降|降低|减少|下调|压减|压缩|压|缩小|收窄|拓宽|加密|精简|缩短|降|减|调整|变更|变|跃升|前移|跃居|进|整合|合并|撤并|缩减|优化|回落|攀升|改|恢复|上浮|拉长|延长)"
_MOVED = lazy(rf"[^;。\n]{{0,12}}?,?(?>(?:分别|逐步|进一步|统一|大幅|再|将|已|均|各|全部|普遍|相应|逐年|新(?=增))*){_MOVE}(?:并稳定|并保持)?(?:了)?(?:到|至|为|成|在)?(?>(?:了|第|约|近|最[多少长短高低]|不超过|不[高低多少]于|全国|全省|全市|全县|的|(?:目前|现在|如今|当前)的?|(?:\d{{4}}|[去今])年(?:[末底]|\d{{1,2}}月[末底份]?)?的)*)(?:每[^,;。\d]{{1,10}}|[日月年]供?)?$")
_STARTS = lazy(r"(?:由(?!于)|从(?!业|事|严|优|紧|快|重|速)|自(?![治主然筹身行动贸建我给增有营用留备保检查救愿觉律强助购产办学媒流燃发负驾养种付习信控测])(?!来水)|原来的?|(?<![高草平川太还中])原(?![料油煤粮木则产生始野]))(?:\d{4}年[末底初]?的?|\d{1,2}月份?的?)?[^,;。\n\d]{0,22}$")
# 比上年的80亿元增加5亿元: the earlier value stands with the comparison.
THAN = lazy(r"(?:比(?![例重率值])|较)(?:\d{4}年)?(?:[^,;。\n\d]{0,16}的|[^,;。\n\d]{0,8}(?:同期|上年|去年|[末底初]))$")
# 比“十一五”末(4.1亿元)增长54%, 是2005年(1400元)的3倍: the earlier value in a bracket.
_IN_BRACKET = lazy(r"(?:(?<![占对])比(?![例重率值])|较|是|为)[^,;。\n()]{1,14}\($")
_BEHIND_BRACKET = lazy(r"\)(?:的|(?:同比|分别|约)?(?:净增|增长|增加|提高|上升|多|增|减少|下降|降低|减)(?:了|约|近)*)")
# 在去年80万元的基础上增长10%
ON_BASE = lazy(r"(?:要|将|拟|力争|确保|可)?在(?:\d{4}年[末底]?的?)?[^,;。\n\d]{0,14}$")
UPON = lazy(r"的?基[础数]上,?(?=(?:再|又|将|力争|确保|实现|同比|分别|平均|年均|新|净)*(?:增|提|上升|下降|降低|减少|压减|翻))")
# 在原有4所的基础上,再建幼儿园2所: what there was is the ground of what is added.
_THERE_WAS = lazy(r"在[^,;。\n\d]{0,8}(?:原|现|已|[去今上]年|前期|过去)[^,;。\n\d]{0,10}$")
GROUND = lazy(r"[^,;。\n\d]{0,10}的?基[础数]上,?")
_REACHED_FROM = lazy(r"的?基[础数]上,?(?:到?\d{4}年[末底]?)?(?:达到?|发展到|增长到|增加到|扩大到|跃升[至到]|上升[至到]|提高[至到]|突破|超过)了?")
_ADDS = lazy(r"(?:今年|本年|力争|计划|将|要|拟|又)*(?:新|再|增|净增|扩)")
_RATES = frozenset(("percent", "multiple"))
_BY = lazy(r",?(?:再|又|将)?(?:增加|增收|减收|增支|减支|增产|减产|增(?=$)|减(?=$)|增长|提高|上升|减少|下降|降低)(?:了|约)?")
_MERGED = lazy(r"(?:整合|合并|撤并|归并|精简|压缩|优化)(?:了)?$")
_INTO = lazy(r"[^,;。\n]{0,14}?(?:为|成|至|到)$")
_LIST = lazy(r"(?:、|和|与|及|以及|,)|、(?![^\W\d]*[由从])[^\W\d]{1,4}")
_BARE = lazy(r"(?:由(?!于)|从(?!业|事|严))(?:[^,;。\d]{0,12})(?P<n>\d+(?:,\d{3})*(?:\.\d+)?[万亿千百]*)(?![月年日季])(?P<move>[^,;。\d]{1,12})$")


@dataclass(frozen=True)
class Baselined:
    """The quantities that are left, and the earlier value of some."""

    quantities: tuple[Quantity, ...]
    earlier: dict[int, Decimal]  # by start of the later quantity
    earlier_at: dict[int, Span]  # where the earlier values stand


def resolve(text: str, low: int, quantities: Sequence[Quantity]) -> Baselined:
    """Pair each earlier value with the later one, a list of earlier ones with a list of later ones."""
    runs = _runs(text, quantities)
    gone: set[int] = set()
    earlier: dict[int, Decimal] = {}
    before: dict[int, Span] = {}
    counted_for: dict[int, str | None] = {}
    for first, second in pairwise(runs):
        if first[0].start in gone or len(first) != len(second) or not _moves(text, low, first, second):
            continue
        for old, new in zip(first, second, strict=True):
            bracketed = _is_bracketed(text, low, old, new)
            compared = bracketed or UPON.match(text, tail_end(text, old)) is not None or THAN.search(text[max(low, old.start - 26) : old.start]) is not None
            if old.kind != new.kind and new.kind != "rank" and not (compared and new.kind in _RATES):
                continue
            earlier[new.start] = old.value
            gone.add(old.start)
            if bracketed:
                continue  # the words around the later value read over the bracket
            before[new.start] = Span(first[0].start, tail_end(text, first[-1]))
            counted_for[new.start] = new.per or old.per or first[0].per
    for old, new in pairwise(quantities):
        if old.start in gone or not (ground := GROUND.match(text, tail_end(text, old))) or not _THERE_WAS.search(text[max(low, old.start - 26) : old.start]):
            continue
        gone.add(old.start)
        if new.start not in before:
            before[new.start] = Span(old.start, tail_end(text, old))
        if (new.kind, new.unit) == (old.kind, old.unit) and _ADDS.match(text, ground.end()):
            earlier.setdefault(new.start, old.value)
    for q in quantities:
        if q.start not in gone and q.start not in earlier and (found := _bare(text, low, q)):
            earlier[q.start], before[q.start] = found
    left = (replace(q, per=counted_for[q.start]) if q.start in counted_for else q for q in quantities if q.start not in gone)
    return Baselined(tuple(left), earlier, before)


def _runs(text: str, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities that stand side by side in a list."""
    runs: list[list[Quantity]] = []
    for q in quantities:
        gap = text[tail_end(text, runs[-1][-1]) : q.start] if runs else None
        if gap == "" and runs[-1][-1].unit != q.unit:
            runs[-1].append(q)  # 1300户4900人
        elif gap is not None and _LIST.fullmatch(gap) and (runs[-1][-1].kind == q.kind or gap in ("、", "和", "与")):
            runs[-1].append(q)
        else:
            runs.append([q])
    return runs


def _is_bracketed(text: str, low: int, old: Quantity, new: Quantity) -> bool:
    between = text[tail_end(text, old) : new.start]
    return between[:1] == ")" and _BEHIND_BRACKET.fullmatch(between) is not None and _IN_BRACKET.search(text, max(low, old.start - 26), old.start) is not None


def _moves(text: str, low: int, first: list[Quantity], second: list[Quantity]) -> bool:
    between = text[tail_end(text, first[-1]) : second[0].start]
    left = text[max(low, first[0].start - 26) : first[0].start]
    if _STARTS.search(left) and _MOVED.fullmatch(between):
        return True
    if ON_BASE.search(left) and (upon := UPON.match(between)) and _MOVED.fullmatch(between, upon.end()):
        return True
    if ON_BASE.search(left) and _REACHED_FROM.fullmatch(between):
        return True  # 在2005年80亿元的基础上,2010年达到150亿元
    if THAN.search(left) and _BY.fullmatch(between):
        return True
    if len(first) == 1 and _is_bracketed(text, low, first[0], second[0]):
        return True
    return bool(_MERGED.search(left) and _INTO.fullmatch(between))


def _bare(text: str, low: int, q: Quantity) -> tuple[Decimal, Span] | None:
    """从1720提高至1960元: the earlier value without a unit."""
    match = _BARE.search(text, max(low, q.start - 40), q.start)
    if not match or not _MOVED.fullmatch(match["move"]):
        return None
    value = numerals.evaluate(match["n"])
    return (value, Span(match.start("n"), match.end("n"))) if value is not None else None
