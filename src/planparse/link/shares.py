"""Shares: what a percentage is a part of, or how much of a plan it is."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link import words
from planparse.link.clauses import Around
from planparse.link.compared import OF_PLAN
from planparse.link.named import Named
from planparse.link.phrases import clean, thing_of
from planparse.link.predicate import Predicate
from planparse.link.thresholds import with_threshold
from planparse.link.topic import Topic
from planparse.patterns import lazy

_SHARE = lazy(r"(?P<subject>[^,;。]*?)(?P<how>占(?!比|地(?!方)|用)到?|不低于|不少于|不得低于|不得少于|不超过|高于|低于|相当于|超过|为|是)(?P<base>[^,;。占]{2,24}?)的?(?:比重|比例|份额)?(?:(?:稳定|保持|维持|控制)?(?:达到?|为|约|近|在)|(?:提高|上升|增加|提升|下降|降低|减少)(?:了|[到至])?)?$")


def share(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """占X的15%: the share of something in X."""
    if q.kind != "percent" and topic.full and near.right.startswith("的") and (planned := _PLANNED.search(near.left)):
        return Named(topic.full + planned["base"], "share")
    match = _SHARE.search(near.left.rstrip(" (")) if q.kind == "percent" else None
    if q.kind == "percent" and near.left == "的" and (of := _SHARE_OF_SUM.search(near.clause)):
        whose = topic.before if near.behind and topic.before and not _PLANNED.search("占" + of["base"]) else topic.full
        return Named(whose + "占" + words.tidy(of["base"]), "share")
    if q.kind == "percent" and near.left[-1:] in _ENDS_PLAN and not near.right[:1].isalpha() and (of := _SHARE_DONE.search(near.clause)):
        said = clean(near.clause[: of.start()]) or _PACE.sub("", topic.before if near.behind and _ALLOTTED.search(topic.full) else topic.full)
        return Named(said + "完成" + words.tidy(_FIGURE.sub("", of["base"])), "share") if said else None
    if not match or (match["how"] in ("为", "是") and (match["subject"].strip("、") or not topic.full or not _ALLOTTED.search(match["base"]))):
        return None
    if OF_PLAN.match(near.right):
        return Named(clean(match["subject"]) or topic.full, "subject_of_topic")
    base = words.tidy(match["base"])
    if not base or not (match["how"].startswith("占") or _WHOLE.search(base)):
        return None
    if match["how"].startswith("占"):
        topic.whole = base
        topic.parts.add(clean(match["subject"]) or topic.full)
    how = "为" if match["how"] == "是" else match["how"] if match["how"] in ("相当于", "超过", "为") or q.unit == "百分点" else "占"
    return Named(topic.of_thing((clean(match["subject"]) or topic.full) + how + base), "share")


# 收入2亿元,占年初预算4亿元的50%: the plan's own figure.
_PLANNED = lazy(r"(?:^|(?<=[^\W\d]))(?:占|完成|为(?=[^,;。]{0,16}预算))了?(?:[^,;。\d占为完批通了]{1,14}(?:批准|通过)的?)?(?P<base>(?:年初|年度|全年|本年|当年|市县?|省|县|全[市县]|下达|考核|调整后?的?)*(?:预算|计划|目标|任务)(?:数|任务|目标)?)(?:的|数)?(?:为|是)?$")
_SHARE_OF_SUM = lazy(r"(?:(?<=占)|(?<=[,、]为)|^为)(?:[^,;。\d占批通]{1,14}(?:批准|通过)的?)?(?P<base>[^,;。\d]{2,16}?)(?: ?(?:[\d.]+(?:,\d{3})*|[xX×*]{1,5})[^,;。\d]{0,4})?的 ?$")  # 占全县任务15万亩的97%
_ENDS_PLAN = frozenset("的务划标算数量资")
_FIGURE = lazy(r"[\d.]+[^\d]*$")  # 完成年度任务80亿元的85%
# 新增就业3万人,完成年度任务的109%, or 完成年度任务109%.
_SHARE_DONE = lazy(r"(?:超额)?(?<!未)完成了?(?P<base>[^,;。\d]{0,14}?(?:任务|计划|目标|指标|预算)(?:完成投资|投资|开工|总?量)?(?:[^,;。\d占率]{0,3}?(?:[\d.]+[^,;。\d]{0,4})?的|数?量?))$")
_PACE = lazy(r"(?<=[^\W\d]{2})(?:增幅|增速|增长率)$")  # 产值增长9%,增幅回落1个百分点;完成计划的46%
_WHOLE = lazy(r"[总数量额值入出比重资产口人积务]|计划|指标|目标|预算|任务")
_ALLOTTED = lazy("预算|计划|任务")  # 收入2亿元,为预算的55%


def part_of(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """其中农业支出14亿元,占11%: the part of what the sentence spoke of before it."""
    if not pred.verb.startswith("占") or q.kind != "percent":
        return None
    if subject in _WEIGHTS and near.clause_before:
        return Named(thing_of(near.clause_before) + subject, "part_of")
    subject = with_threshold(q, near, pred) or subject
    part, whole = (subject, topic.full) if subject else (topic.full, topic.before)
    whole = topic.whole if not whole or whole in topic.parts else whole  # 教育7亿元,占9%,医疗5亿元,占6%: both of one whole
    topic.whole = whole = "" if "、" in whole else whole
    topic.parts.add(part)
    return Named(f"{part}占{whole}" if part and whole and not part.endswith(whole) else part, "part_of")


_WEIGHTS = ("权重", "分值", "占分")
