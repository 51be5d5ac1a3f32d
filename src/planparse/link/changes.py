"""Whether a quantity is a level, an increase or a decrease: by its verb, or by that of the list or total that it stands in."""

from __future__ import annotations

import re

from planparse.extract.quantity import Quantity
from planparse.link import counted, predicate, verbal, words
from planparse.link.clauses import Around, tail_end
from planparse.patterns import lazy
from planparse.records import Change

_WORKS_ON = lazy(r"(?:改造|整治|巩固|修缮|维修|优化)(?:提升|改善)$")
_BETTERS = frozenset(("提升", "改善", "扩容"))
_MEMBER = lazy(r"[^\W\d]{0,8}(?:、|和)(?P<noun>[^\W\d]{2,20}|“[^“”]{1,8}”[^\W\d]{1,16})")
_PART = lazy(r"[,、](?:其中[:,]?)?(?P<noun>[^\W\d]{2,10}|“[^“”\d]{1,8}”[^\W\d]{1,6})")  # 新增产业园13000亩,其中果业9500亩,茶叶2000亩
_RESIZES = frozenset(("延长", "拉长", "加长", "加宽", "加高", "缩短"))
_THINGS = {"count", "area", "length"}
_BENEFITS = ("人", "名", "户", "人次", "家", "户次", "家次")
_JOBS = lazy("新增(?:城镇)?就业$")  # a term: the next in the list need not grow


def of(q: Quantity, pred: predicate.Predicate, near: Around) -> Change:
    """Whether a quantity says what is reached, or by how much something grew or shrank."""
    if q.rule in ("doubling", "multiplied"):
        return "increase"
    if q.kind in ("rank", "ratio"):
        return "level"
    if q.kind == "multiple" and re.search(r"(?:是|为|相当于|等于)[^,;。]*$", near.left) and pred.change == "level":
        return "level"
    if pred.verb in _BETTERS and q.kind in ("area", "length", "count") and (_WORKS_ON.search(near.left) or (q.kind != "count" and counted.right_noun(near.right))):
        return "level"  # 改造提升0.5万亩农田 says how much is worked on
    if q.kind == "money" and near.leads_on and near.right.startswith("的") and q.comparator in ("ge", "le"):
        return "level"  # 减利90万元以上的企业4户: how they are sorted
    if pred.verb in _RESIZES and q.kind == "count":
        return "level"  # 加宽村道4条 says how many are worked on
    if pred.change != "level" and q.kind == "count" and counted.of_sort(near.left, counted.right_noun(near.right)):
        return "level"  # 出台降低成本20条措施: what the measures are for
    if pred.change == "decrease" and q.unit in _BENEFITS and "减免" in near.left:
        return "level"  # 减免学费46人次 counts who was spared
    return pred.change


def carried(text: str, before: tuple[Quantity, Change, bool] | None, q: Quantity, change: Change) -> tuple[Change, bool]:
    """新增三星级养老院35家、四星级7家: one verb for the members of a list, and for the parts of a total."""
    if before is None:
        return change, False
    gap = text[tail_end(text, before[0]) : q.start]
    if before[0].kind != q.kind and not (gap[:1] == "、" and before[1] == "increase" and {before[0].kind, q.kind} <= _THINGS):
        return change, False  # of one list are 新增基地2000亩、合作社13个
    if not gap and before[0].kind == "count" and change == "level":
        return before[1], False  # 新增低保对象120户310人
    part = before[0].unit == q.unit and _PART.fullmatch(gap) is not None and (before[2] or "其中" in gap)
    if part and not before[2] and before[0].value is not None and q.value is not None and q.value > before[0].value:
        return change, False  # 常住人口42万人,增加1万人,其中城镇人口20万人: no part of what was added
    member = _MEMBER.fullmatch(gap) or (_PART.fullmatch(gap) if part and before[1] == "increase" else None)
    if change != "level" or not member or verbal.ends_in_verb(member["noun"]) or _JOBS.search(text, max(0, before[0].start - 8), before[0].start) or words.verb_at(member["noun"]) or predicate.read(member["noun"]).verb:
        return change, part
    return before[1], part
