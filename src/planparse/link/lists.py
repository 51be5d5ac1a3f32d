"""Values side by side: each with its indicator, from a list of as many subjects, from what was said before, or from the noun beside it."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.extract.quantity import Quantity
from planparse.link import counted, distribute, indicator, phrases, predicate, verbal, words
from planparse.link.attributes import ATTRIBUTE
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.link.topic import Topic
from planparse.patterns import lazy
from planparse.records import Change

_REACHED = lazy(r"(?<=[^\W\d]{4})(?:完成|实现)$")
_EACH_DONE = lazy(r"分别(?:给予|按)?[^\W\d]{2,4}$")  # 一星、二星民宿分别奖补
_SIDE = lazy("总量|增速|增幅|增量|总额|绝对额|绝对值|均值|增长速度|增长率|人均")
_EACH = lazy(r"(?<=[^\W\d])分别(?P<done>完成|实现|达到?|占)")
_OF_EACH = lazy(r"分别(?:累计)?(?:完成|实现|投入)?(?P<sum>(?:总|固定资产)?投资|总?产值|增加值|[^\W\d]{0,2}收入|税收|利润|产量)$")
_SHARE_EACH = lazy(r"(?:同比)?分别(?P<how>占|达到?(?=[^,;。\d]*(?:任务|计划|目标|指标))|[为完]成?(?=[^,;。\d]*(?:任务|计划|目标|指标)))(?P<base>[^,;。\d]{2,16}?)(?:的|比重|比例)*$")
_SUMS_EACH = lazy(r"[,\s]*(?:预计|年|总|可|将|实现|完成)*(?P<sum>产值|产量|收入|投资|面积|增加值|利润|税收|销售额)(?:可|将)?分别(?:可|将)?(?:达到?|为|是|约)?$")
_BARE_RATE = lazy(r"(?:所)?占(?:比|比重|比例)|比[重例]|(?:生师|师生|床护|医护|男女|性别)比|[^\W\d、和与及]{2,4}率")  # 甲类80人、乙类60人,管理率分别为82%、79%
_DONE_EACH = lazy(r"(?:分别)?完成(?P<base>[^,;。\d]{0,12}?(?:任务|计划|目标|指标|预算)[^,;。\d]{0,3}?)的$")
_DONE_BEFORE = lazy(r"(?<=[^\W\d]{2})完成[^\W\d]*(?:任务|计划|目标|指标|预算)$")
_THAN_BOTH = lazy("同比.?环比|环比.?同比")  # two rates of one thing


def of_list(qs: Sequence[Quantity], near: Sequence[Around], pred: predicate.Predicate, changes: Sequence[Change], topic: Topic) -> list[tuple[Named, Change]]:
    """Values side by side: against as many subjects, against the subjects of the list before, or all of one."""
    if qs[0].kind == "percent" and "分别" in near[0].left and (beyond := _beyond(near[0].left, len(qs), topic)):
        return [(Named(name, "members"), "level") for name in beyond]
    subject = _REACHED.sub("", phrases.clean(pred.subject))
    if not subject and len(topic.members) == len(qs):
        return [(Named(name, "members_again"), c) for name, c in zip(topic.members, changes, strict=True)]
    named = verbal.strip_verbs(subject) if not pred.verb else subject
    of_each = _OF_EACH.search(named)
    named = _EACH_DONE.sub("", named)
    names = distribute.members(named, len(qs)) if named else None
    if names and of_each:
        names = [n + of_each["sum"] for n in names]
    alike = len(topic.recent) >= len(qs) and len({n[-1:] for n in topic.recent[-len(qs) :]}) == 1
    if not names and len(topic.members) == len(qs) and "分别" in near[0].left and _BARE_RATE.fullmatch(named) and (stems := distribute.stems(topic.members)):
        return [(Named(stem + named, "members_again"), c) for stem, c in zip(stems, changes, strict=True)]
    if not names and alike and "分别" in near[0].left and _BARE_RATE.fullmatch(named):
        return [(Named(n + named, "members_again"), c) for n, c in zip(topic.recent[-len(qs) :], changes, strict=True)]
    if (done := _DONE_EACH.match(near[0].left)) and (said := _said_before(topic, len(qs))):
        return [(Named(_DONE_BEFORE.sub("", n) + "完成" + words.tidy(done["base"]), "members_again"), c) for n, c in zip(said, changes, strict=True)]
    if (share := _SHARE_EACH.match(near[0].left)) and (said := _said_before(topic, len(qs))):
        return [(Named(n + share["how"] + words.tidy(share["base"]), "members_again"), c) for n, c in zip(said, changes, strict=True)]
    if (sums := _SUMS_EACH.fullmatch(near[0].left)) and len(topic.recent) >= len(qs):
        things = [verbal.strip_verbs(n) or n for n in topic.recent[-len(qs) :]]
        return [(Named(thing + sums["sum"], "members_again"), c) for thing, c in zip(things, changes, strict=True)]
    if not names and grown_by(named, near[0].left) and len(topic.recent) >= len(qs):
        return [(Named(n + named, "members_again"), c) for n, c in zip(topic.recent[-len(qs) :], changes, strict=True)]
    if not names and len(qs) == 2:
        names = distribute.both(named)
    if not names and "分别" in near[0].left and named and ATTRIBUTE.match(named) and (listed := distribute.members(phrases.thing_of(near[0].clause_before), len(qs))):
        names = [n + named for n in listed]  # 棉花、花生等稳步发展,产量分别增长8%、9%
    moved_alike = alike and pred.change != "level" and not pred.reach and len({q.kind for q in qs}) == 1
    grown = "分别" in near[0].left or moved_alike or (qs[0].kind == "percent" and pred.change != "level" and _THAN_BOTH.search(near[0].left) is None)
    if not subject and grown and len(topic.recent) >= len(qs):
        return [(Named(name, "members_again"), c) for name, c in zip(topic.recent[-len(qs) :], changes, strict=True)]
    if names and (whole := near[0].clause_whole) and whole != "其中" and (whole.endswith("中") or all(map(distribute.CATEGORY.fullmatch, names))) and all(len(n) <= 6 for n in names):
        names = [whole.removesuffix("中") + n if whole.endswith("中") else n + whole for n in names]
    if names and qs[0].kind == "rank" and topic.full and all(map(_SIDE.fullmatch, names)):
        names = [topic.full + n for n in names]  # 投资126亿元,总量和增速分别居第2位、第3位
    names = [_EACH.sub(r"\g<done>", n) for n in names] if names else names
    if names and not any(counted.right_noun(n.right) for n in near[:-1]):
        topic.members = [words.tidy(n) for n in names]
        topic.head = topic.full = words.tidy(_OF_EACH.sub(r"\g<sum>", subject))
        return [(Named(name, "members"), c) for name, c in zip(topic.members, changes, strict=True)]
    return _one_by_one(qs, near, pred, changes, topic)


def grown_by(named: str, left: str) -> bool:
    """Whether nothing but a verb stands with 分别: 分别恢复到80%、90%."""
    return "分别" in left and named != "" and verbal.only_verbs(named)


def _beyond(left: str, count: int, topic: Topic) -> list[str] | None:
    """增速分别快于全市和全省2个、3个百分点: beyond each of several, or each of several beyond one."""
    found = _BEYOND_EACH.fullmatch(left)
    if not found:
        return None
    subject, base = phrases.clean(found["subject"]), found["base"]
    if bases := distribute.members(base, count):
        return [(subject or topic.full) + found["how"] + each for each in bases]
    whose = [m + subject for m in topic.members] if not subject or _SIDE.fullmatch(subject) else distribute.members(subject, count)
    return [each + found["how"] + base for each in whose] if whose and len(whose) == count else None


_BEYOND_EACH = lazy(r"[,、]?(?P<subject>[^,;。\d]*?)分别(?P<how>[高低快慢优]于|高出|低出|落后于?)(?P<base>[^,;。\d]{2,30})")


def _said_before(topic: Topic, count: int) -> list[str]:
    """The subjects of the list before, else as many as were named one by one."""
    if len(topic.members) == count:
        return topic.members
    return topic.recent[-count:] if len(topic.recent) >= count else []


def _one_by_one(qs: Sequence[Quantity], near: Sequence[Around], pred: predicate.Predicate, changes: Sequence[Change], topic: Topic) -> list[tuple[Named, Change]]:
    """No pairing: each value takes the noun beside it, or the whole subject."""
    out = []
    for i, (q, n, change) in enumerate(zip(qs, near, changes, strict=True)):
        found = indicator.single(q, n, predicate.read(n.left) if i else pred, topic)
        topic.remember(found.name)
        out.append((Named(found.name or topic.full, "unpaired"), change))
    return out
