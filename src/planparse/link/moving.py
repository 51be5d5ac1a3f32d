"""A clause that says how something moves (粮食产量稳步提高), before the one that says by how much."""

from __future__ import annotations

from planparse.link.verbal import only_verbs
from planparse.patterns import lazy

_CLOSES = frozenset("长高升少低善落大涨滑温加降强")
_HOW = r"(?:稳步|平稳|稳定|稳中[有趋]|持续|大幅度?|小幅|明显|显著|进一步|快速|较快|高速|迅速|逐年|逐步|不断|有所|继续|同步|全面|强劲|恢复性|均|都|也|又|再)"
_MOVES = r"(?:增长|提高|提升|上升|攀升|下降|降低|增加|减少|增强|改善|回升|回落|扩大|上涨|下滑|升温)"
_MOVED = lazy(rf"(?P<what>[^,;。]{{2,30}}?)(?:得到|实现|保持)?(?:了)?{_HOW}*{_MOVES}$")
_MEASURED = r"(?:标准|水平|收入|支出|税收|投资|[^\W\d]值|[^\W\d]率|总?额|[^\W\d]量|面积|比例|比重|价格|时间|时限|工资|待遇|补贴|补助|成本|规模)"
_RAISED = lazy(rf"(?:{_HOW}|适[时当]|再次|合理|及时)*(?:提高|提升|降低|增加|扩大|缩短|减少|上调|下调)了?(?P<what>[^,;。]{{0,24}}{_MEASURED})$")


def whose(clause: str) -> str:
    """What moves in a clause that `phrases.clean` gave, or is made to; empty for a clause that says something else.

    >>> whose("全县粮食产量稳步提高"), whose("提高了低保补助标准"), whose("旅游设施建成使用")
    ('全县粮食产量', '低保补助标准', '')
    """
    if raised := _RAISED.fullmatch(clause):
        return raised["what"]
    moved = _MOVED.fullmatch(clause) if clause[-1:] in _CLOSES else None
    return moved["what"] if moved and not only_verbs(moved["what"]) else ""


def measured(clause: str) -> str:
    """The same, if it is something that is measured: 财政收入 of 财政收入较快增长, nothing of 招商活动不断增加.

    >>> measured("财政收入较快增长"), measured("招商活动不断增加")
    ('财政收入', '')
    """
    what = whose(clause)
    return what if _IS_MEASURED.search(what) else ""


_IS_MEASURED = lazy(rf"{_MEASURED}$")
