"""Clauses of a sentence, and the stretches of text around a quantity that may say what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planparse.extract.comparator import INSIDE
from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity
from planparse.patterns import lazy

_EDGE = lazy(r"[;:。!?\n \t|】]|,(?!(?<=\d,)\d{3}(?!\d))")  # not the comma of 1,720
_LAST_EDGE = lazy(rf"(?s:.*)(?:{_EDGE.pattern})")
_BRACKETED = lazy(r"\([^()\n]{1,600}\)")
BLANK = "\0"  # stands for each character of a bracketed aside
_AFTER_NUMBER = lazy(rf"(?:\(含\))?(?:及?以上|或以上|及?以下|或以下|以内|之内|左右|上下|前后|不等|{INSIDE}|余|多)")


@dataclass(frozen=True)
class Around:
    """What stands around a quantity in its clause: `left` back to the clause's start or the quantity before.

    `behind` tells that the quantity before stands in the same clause; `clause_before` is the clause before, where
    no number stands in between.
    """

    left: str
    right: str
    left_start: int
    right_end: int
    clause_start: int
    behind: bool
    clause_before: str
    clause: str = ""  # the clause up to the number
    following: str = ""  # behind the next number, where the list goes on: 4个高级版、42个初级版绿盈村庄
    touching: bool = False  # the next number follows at once: 134户252人
    clause_whole: str = ""  # the clause before also where it is adverbial: 校舍维修资金中
    leads_on: bool = False  # the next number stands in the same clause, behind words
    relative: str = ""  # what a number within its attribute belongs to: 1座日供水30吨的水厂
    described: str = ""  # what a list of sizes describes: 总长9公里、投资2亿元的公路
    paid: str = ""  # of a sum that opens its clause: the clause before, back to the number in it
    spent: str = ""  # what stands behind a sum of money in its clause, or in the next where it ends its own, without the numbers in it


def without_asides(text: str) -> str:
    """The text with bracketed asides blanked out, so that a clause reads on across them; offsets stay.

    >>> without_asides("产值(含村)达到").replace(BLANK, "-")
    '产值----达到'
    """
    return _BRACKETED.sub(lambda m: BLANK * len(m.group()), text)


def around(text: str, low: int, high: int, quantities: Sequence[Quantity], i: int, periods: Sequence[PeriodMention]) -> Around:
    """The words around quantity `i` within the sentence `[low, high)`."""
    q = quantities[i]
    start = clause_start(text, low, q.start)
    floor = max(low, tail_end(text, quantities[i - 1])) if i else low
    left_start = max(start, floor)
    right_start = tail_end(text, q)
    right_end = clause_end(text, right_start, high)
    leads_on = i + 1 < len(quantities) and right_start < quantities[i + 1].start < right_end
    if i + 1 < len(quantities) and quantities[i + 1].start < right_end:
        right_end = quantities[i + 1].start
    left = _without(text, left_start, q.start, periods)
    right = _undated(text, right_start, right_end, periods).replace(BLANK, "")
    whole = _clause_before(text, floor, start, low, periods) if start == left_start else ""
    if _BY_MEASURE.fullmatch(whole) or _UNCHANGED.fullmatch(whole):
        whole = _clause_before(text, floor, start - len(whole) - 1, low, periods)
    before = "" if _ADVERBIAL.search(whole) else whole
    return Around(
        left.replace(BLANK, ""), right, left_start, right_end, start, left_start > start, before,
        _without(text, start, q.start, periods).replace(BLANK, ""), _following(text, right, quantities, i, high),
        i + 1 < len(quantities) and quantities[i + 1].start == right_start, whole, leads_on,
        _relative(text, quantities[i + 1], high) if leads_on and right else "",
        "" if text[right_start : right_start + 1] not in ("、", ",", "和") else _described(text, right_start, quantities, i, high),
        text[max(floor, clause_start(text, low, start - 1)) : start - 1].replace(BLANK, "") if q.kind == "money" and floor < start == left_start else "",
        _spent(text, right_start, quantities, i, high) if q.kind == "money" else "",
    )  # fmt: skip


def _following(text: str, right: str, quantities: Sequence[Quantity], i: int, high: int) -> str:
    """What the next number of a list counts, where this one's noun ends in a connector."""
    if i + 1 >= len(quantities) or (right and not right.endswith(("、", "和", "与", "及"))):
        return ""
    if not right and (quantities[i + 1].kind != "count" or not _TOUCH.fullmatch(text, tail_end(text, quantities[i]), quantities[i + 1].start)):
        return ""
    start = tail_end(text, quantities[i + 1])
    end = min(clause_end(text, start, high), quantities[i + 2].start if i + 2 < len(quantities) else high)
    return text[start:end].replace(BLANK, "")


def _relative(text: str, following: Quantity, high: int) -> str:
    """What stands behind the next number and 的."""
    end = tail_end(text, following)
    return text[end + 1 : clause_end(text, end + 1, high)].replace(BLANK, "") if text[end : end + 1] == "的" else ""


def _described(text: str, end: int, quantities: Sequence[Quantity], i: int, high: int) -> str:
    """What stands behind the last of a list of sizes and 的."""
    for q in quantities[i + 1 : i + 4]:
        if not _NEXT_SIZE.fullmatch(text, end, q.start):
            return ""
        end = tail_end(text, q)
        if head := _DESCRIBED.match(text, end, min(high, end + _REACH)):
            return head["thing"]
    return ""


_NEXT_SIZE = lazy(r"[、和]|[、,和][^\W\d]{0,4}?(?:(?:投资|面积|占地|长度?|[宽高]|里程|库容|容量|产值|能力|[日年]产)(?:约|近|达到?|为|超过?)?)")
_DESCRIBED = lazy(r"[^\W\d]{0,6}?的(?P<thing>[^\W\d]{2,24})")


def _spent(text: str, start: int, quantities: Sequence[Quantity], i: int, high: int) -> str:
    """The rest of the clause, or the next one, up to the next sum: 投资3万元硬化村路4公里的工程 gives 硬化村路的工程."""
    end = clause_end(text, start, high)
    if end == start and text[end : end + 1] == ",":
        start, end = end + 1, clause_end(text, end + 1, high)
    pieces = []
    for q in quantities[i + 1 :]:
        if q.start >= end or q.kind == "money":
            end = min(end, q.start)
            break
        pieces.append(_SIZED.sub("", text[start : q.start]))
        start = tail_end(text, q)
        if not text[start : start + 1].isalpha():
            end = start  # 购置图书900册、电脑4台: the number stands behind its noun
    return "".join([*pieces, text[start:end]]).replace(BLANK, "")


# Which size a number is, before it.
_SIZED = lazy(r"(?:全长|总长度?|[长宽高]|(?:建筑|占地|总)?面积|总?里程|容积|库容|共计?|总计|约|近|达到?|(?<=[^\W\d])[、和与及])+$")
# 按同口径计算, between a subject and its value: the subject stands before it.
_BY_MEASURE = lazy("按(?:照)?(?:同|可比)?(?:口径|价格?|标准)(?:计算)?")
# 播种面积9万亩,与上年基本持平,总产4万吨: what is unchanged was named before.
_UNCHANGED = lazy("(?:与|同|和|较|比)[^,;。\\d]{2,10}?(?:基本|大体|大致|根本)?(?:持平|相当|不变|一致)|(?:再?创|创造|达到?|为)*(?:历史|有史以来|同期)[^,;。\\d]{0,4}最?[高好](?:水平|纪录|记录)?")
_TOUCH = lazy("[、,]?")
_ADVERBIAL = lazy(r"^(?:按照?|在|经|通过|根据|围绕|坚持|以|为|随着|截至|其中|同时|另外|目前|今年|全年|此外|下一?步|下阶段|接下来|因|由于|对照|面对|初步核算|据(?!点)|[分从][^,;。]{1,8}看$)|(?:下|后|中|上|以来|时|方面工作)$")


def _clause_before(text: str, low: int, start: int, first: int, periods: Sequence[PeriodMention]) -> str:
    """The clause before the one that begins at `start`, if it begins behind `low`; the sentence begins at `first`."""
    if start - 1 <= low or text[start - 1] in ":;":
        return ""
    begin = clause_start(text, low, start - 1)
    clause = _without(text, begin, start - 1, periods).replace(BLANK, "").strip()
    if begin == low and low > first and text[low - 1 : low] not in (",", ";", ":", "。", "\n", "", ")", "、", ".") and not _EDGE.match(text, low - 1):
        return ""
    return "" if len(clause) > 24 else clause


_REACH = 48  # most clauses are shorter; looking back from the sentence's head would be quadratic in a long one


def clause_start(text: str, low: int, position: int) -> int:
    """Where the clause that holds a position begins.

    >>> clause_start("新建3所,招聘教师20人", 0, 9)
    5
    """
    reach = _REACH
    while True:
        floor = max(low, position - reach)
        if edge := _LAST_EDGE.match(text, floor, position):
            return edge.end()
        if floor == low:
            return low
        reach *= 4


def clause_end(text: str, position: int, high: int) -> int:
    """Where it ends."""
    match = _EDGE.search(text, position, high)
    return match.start() if match else high


def tail_end(text: str, q: Quantity) -> int:
    """The end of a quantity with the comparator behind it."""
    match = _AFTER_NUMBER.match(text, q.end)
    return match.end() if match else q.end


def _undated(text: str, start: int, end: int, periods: Sequence[PeriodMention]) -> str:
    """The words behind a number without the times in them: 8个项目于年内竣工 is about 项目竣工."""
    if not periods or not any(start <= p.start < end for p in periods):
        return text[start:end]
    return _AT_NO_TIME.sub("", _without(text, start, end, periods))


_AT_NO_TIME = lazy(r"(?<=[^\W\d])(?:[将已]?于|在)(?=[前底内]?(?:全部|全面)?(?:[动竣开完]工|建成|投产|投用|通车|完成|启动|启用|交付))")


# 上年结余收入3亿元,调入资金2亿元: where money comes from, in the names of accounts.
LEFT_OVER = lazy(r"(?:净|滚存|累计)?(?:结转|结余)")


def _without(text: str, start: int, end: int, periods: Sequence[PeriodMention]) -> str:
    """The text without the periods in it."""
    parts, position = [], start
    for p in periods:
        if p.end <= start or p.start >= end or text[p.start - 1 : p.start] in ("比", "较") or LEFT_OVER.match(text, p.end):
            continue
        parts.append(text[position : max(position, p.start)])
        position = max(position, min(end, p.end))
    return "".join([*parts, text[position:end]])
