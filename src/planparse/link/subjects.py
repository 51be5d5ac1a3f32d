"""The subject before a number; where its clause has none, that of the clause before."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link import moving
from planparse.link.attributes import ATTRIBUTE
from planparse.link.clauses import Around
from planparse.link.distribute import CATEGORY
from planparse.link.phrases import behind, clean, thing_of
from planparse.link.predicate import Predicate
from planparse.link.things import STANDS_FOR, names_thing, of_work
from planparse.link.topic import Topic
from planparse.link.verbal import only_verbs
from planparse.patterns import lazy


def subject_of(q: Quantity, near: Around, pred: Predicate, noun: str, topic: Topic) -> str:
    """The subject before the number; where its clause has none, that of the clause before."""
    subject = behind(pred.subject) if near.behind and near.left[:1].isalpha() and near.left[0] not in "和与及" else clean(pred.subject)
    if near.behind and near.left.startswith("的") and (sized := _SIZED.fullmatch(pred.subject)) and names_thing(sized["thing"]):
        return sized["thing"] + sized["done"]
    if q.kind == "money" and not pred.verb and (of := _FOR_GROUP.fullmatch(subject)):
        return of["group"] + CATEGORY.sub("", of["thing"], count=1) if CATEGORY.match(of["thing"]) else of["group"] + of["thing"]
    if pred.verb and (of := _MEASURE_OF_GROUP.fullmatch(subject)):
        return of["group"] + (CATEGORY.sub("", of["thing"], count=1) if CATEGORY.match(of["thing"]) else of["thing"])
    if near.behind and q.kind == "percent" and subject[:1].isalpha() and not near.left.startswith("、"):
        subject = subject.split("、", 1)[-1]  # 提高1个等级、亩产提高10%
    if not subject and near.clause_before and (pred.verb or not noun):
        said = clean(near.clause_before)
        return moving.whose(said) or said
    if subject in _LEANS and near.clause_before and (moved := moving.measured(clean(near.clause_before))):
        return moved
    if near.clause_before and (ATTRIBUTE.match(subject) or of_work(subject)):
        return _of_clause(subject, thing_of(near.clause_before), topic)
    if topic.attribute and 1 <= len(subject) <= 4 and not _MEASURED.search(subject) and _is_product(q) and (pred.verb or _AMONG.sub("", near.left).strip("、,和") == subject):
        return subject + ("产量" if topic.attribute.endswith(("值", "价格")) else topic.attribute)
    if q.kind in ("percent", "money") and (measure := topic.of_sector(subject)):
        return subject + measure
    if near.left.startswith("、") and len(subject) <= 4 and _RATE_AT_END.fullmatch(subject) and _RATE_AT_END.search(topic.full) and len(topic.full) >= len(subject) + 2:
        return topic.full[: -len(subject)] + subject  # 乡镇通达率为100%、通畅率达94%
    if q.kind == "percent" and near.left.startswith("、") and (whole := _alike(subject, topic.full)):
        return whole  # 主干道清扫率达到95%、次干道80%
    return topic.completed(subject, near.clause_before)


def _of_clause(subject: str, thing: str, topic: Topic) -> str:
    """An attribute with what the clause before speaks of; 工程 and 工作 alone name nothing, and work of its own has a name."""
    if STANDS_FOR.fullmatch(thing) or thing in _UNNAMED or only_verbs(thing) or _HANDLED.search(thing) or (of_work(subject) and not names_thing(thing) and (topic.of_work(subject) or not ATTRIBUTE.match(subject))):
        return topic.of_work(subject) or subject
    bare = STANDS_FOR.sub("", subject, count=1)
    return thing + (bare if bare and names_thing(thing) else subject)


_LEANS = ("完成", "实现", "人均", "户均", "亩均")  # 财政收入较快增长,全年完成8亿元
_HANDLED = lazy(r"(?<=[^\W\d])(?:对|把|将)(?=[^\W\d]{2})")  # 市发改委对工程
_UNNAMED = ("工作", "施工", "建设", "任务")
_RATE_AT_END = lazy(r"[^\W\d的]{2,3}率$")


def _alike(subject: str, full: str) -> str:
    """A subject with the rate of the one before it, where both are words of one form: 主干道清扫率, 次干道.

    >>> _alike("次干道", "主干道清扫率"), _alike("合格率", "主干道清扫率"), _alike("投诉", "主干道清扫率")
    ('次干道清扫率', '', '')
    """
    shared = 2 if len(subject) > 2 else 1
    if not _RATE_AT_END.search(full) or not 2 <= len(subject) <= 6 or _MEASURED.search(subject) or full[len(subject) - shared : len(subject)] != subject[-shared:]:
        return ""
    return subject + full[len(subject) :]


def _is_product(q: Quantity) -> bool:
    """Whether an amount can be one of what a list of products is measured by: 水稻产量31万吨,大豆2万吨."""
    return q.kind in ("weight", "count", "volume") and q.unit not in _NO_PRODUCT


# 总投资6亿元的柳河大桥项目累计完成投资2亿元: what has the size is also what is worked on.
_SIZED = lazy(r"的(?P<thing>[^,;。]{2,20}?)(?:累计|已|预计|共|目前|现已|全年|本年|当年|年度)*(?P<done>(?:完成|实现|到位)[^\W\d]{2,8}?)的?")
_AMONG = lazy("^[,、]?其中[:,]?")
# 公用经费按小学每生600元: whose the sum is stands last.
_FOR_GROUP = lazy(r"(?P<thing>[^\W\d]{3,}?)(?:按照?|标准为?)?(?P<group>小学|初中|高中|中职|机构[内外]|特困|城市|农村|本科|专科)")
# 作业时间小学不超过60分钟: the group stands behind what is measured.
_MEASURE_OF_GROUP = lazy(r"(?P<thing>[^\W\d]{2,}?(?:时间|时长|次数|比例|率|额度?|标准|人数|课时|面积|成本|限额|年限))(?P<group>小学|初中|高中|中职|幼儿园|城市|农村|城镇|职工|居民|本科|专科)")
_NO_PRODUCT = frozenset(("头", "只", "羽", "匹", "尾", "户", "人", "名", "家", "个", "处", "座", "项", "次", "起", "所", "张", "期", "场"))
_MEASURED = lazy(r"[产销价率量额值]$|产[量值]")
