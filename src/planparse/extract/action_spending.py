"""Money spent on work: 投入资金260万元建设影像中心 and 投资90万元,硬化村道 state two pieces of work."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.extract import action_lead as lead
from planparse.extract.action_clauses import Clause
from planparse.extract.action_forms import Reading
from planparse.extract.action_reader import Reader
from planparse.patterns import lazy

SPENDING = frozenset({"投入", "投资", "筹措", "筹集", "筹资", "安排", "整合", "落实", "拨付", "使用", "列支"})
# What a figure alone says is what a thing costs, unless a deed follows: 大桥投资2亿元.
_BY_DEED = frozenset({"投资"})
_MONEY = r"[^\d,;]{0,6}\d[\d.]*[千百万亿余多]*元(?:左右|以上)?"
_MONEY_ALONE = lazy(rf"{_MONEY}$")
_MONEY_FIRST = lazy(rf"{_MONEY}(?P<tail>[^\d\W].*)$")
_TO_THING = frozenset("对将把在为于用")  # 投资90万元对村道进行硬化
_DEEDS = frozenset({"verb", "ground", "ground for", "toward", "put"})
_SPENT_SO_FAR = lazy(r"投资|[^,;]{0,10}\d[\d.]*%$")  # 投资900万元,完成投资400万元; 完成70%


def spent(text: str, found: Reading, more: Sequence[Clause]) -> list[Reading]:
    """A reading of money spent, with the deed behind the amount; `more` are the clauses behind it."""
    match = _MONEY_FIRST.match(found.object) if found.rule in ("verb", "subject") else None
    at = found.end - len(match["tail"]) if match else found.end
    behind = _deed(text, at, found.end) if match else None
    if match and behind:
        money = found._replace(end=at, object=found.object[: -len(match["tail"])])
        return [_worked(money), behind]
    deed = found.verb in _BY_DEED and more and _MONEY_ALONE.match(found.object) and _deed(text, more[0].start, more[0].end)
    return [_worked(found) if deed else found]


def _worked(money: Reading) -> Reading:
    return money._replace(rule=f"{money.rule.split()[0]} spent") if money.verb in _BY_DEED else money


def _deed(text: str, start: int, end: int) -> Reading | None:
    """The deed that a stretch begins with."""
    behind = Reader(text, start, end).read() if start < end else None
    if not behind or behind.rule not in _DEEDS or behind.verb in SPENDING or _SPENT_SO_FAR.match(behind.object):
        return None
    opens = text[start] in _TO_THING or behind.start <= lead.skip(text, start, end)
    return behind if opens else None
