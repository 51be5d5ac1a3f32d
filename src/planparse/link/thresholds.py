"""Things with the bound that they meet: 纳税超百万元的企业, 30万亩以上的灌区."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link.clauses import Around
from planparse.link.phrases import clean
from planparse.link.predicate import Predicate
from planparse.link.verbal import strip_verbs
from planparse.patterns import lazy


def with_threshold(q: Quantity, near: Around, pred: Predicate) -> str:
    """纳税超百万元的企业达到2家, 30万亩以上的灌区21处: the things with the bound that they meet."""
    if q.kind not in ("count", "percent") or not near.behind:
        return ""
    taken = _BOUND.search(near.clause, 0, len(near.clause) - len(near.left)) and _GROUP.match(near.left)
    taken = taken or (_OVER.search(near.clause, 0, len(near.clause) - len(near.left)) and OF_SIZE.fullmatch(near.left))
    if not taken and not _OF_BOUND.match(near.left):
        return ""
    end = len(near.clause) - len(near.left) + len(pred.subject)
    name = clean(_ITEM_BEFORE.sub("", near.clause[:end]))
    name = strip_verbs(name) if not _NOT_ALONE.match(strip_verbs(name)) else name
    return name if len(name) <= _LONGEST and name[:1].isalnum() else ""


_SCORED = lazy(r"(?P<bound>\d[\d.]*分及?以[上下])(?:的|共|达|有)*$")
def scorers(near: Around) -> str:
    """600分以上126人, 500分以上的有312人: those who scored as much."""
    scored = _SCORED.search(near.clause[-_SHORT:]) if near.behind else None
    return scored["bound"] if scored else ""


_SHORT = 14
_ITEM_BEFORE = lazy(r"^.*\d[^\W\d]{1,3}、(?=[^、]*\d)")  # 亿元以上项目25个、10亿元以上项目3个
_OF_BOUND = lazy(r"(?:及?以上|及?以下|以内)?的(?=[^\W\d]{1,8})|(?:及?以上|及?以下|以内)(?=[^\W\d]{2})")
_BOUND = lazy(r"及?以[上下]$")
# What may be counted behind a bound without 的; where work or money is spoken of, the bound is an amount of its own.
COUNTED = r"(?![^,;。\d]{0,9}(?:完成|实现|增长|下降|分别|新增|培训|资金|收入|[达奖补]))[^\W\d]{2,10}"
_GROUP = lazy(COUNTED)
# 产值过10亿元企业3户: what is sorted by its size without 以上.
_OVER = lazy(r"(?:超过?|突破|过|逾|达)(?:[\d.]+[百千万亿]*|[百千万亿]{1,2})(?:美?元|吨|亩|平方米|公顷|千瓦|人|户)$")
OF_SIZE = lazy(r"[^\W\d]{0,6}?(?:企业|项目|公司|园区|基地|集群|产业链?|乡镇|街道|[县区村户]|合作社|单位|工程|平台|市场|商场|品牌)")
_NOT_ALONE = lazy("[超达过]|及?以[上下]")
_LONGEST = 24
