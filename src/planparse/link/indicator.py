"""Indicators: what a quantity measures, as a short noun phrase from the text.

The words left of the number are split into subject and predicate (`predicate`). A predicate binds the subject; a
number before a noun binds the noun; a number that follows another with neither takes over its subject. Each way
is a rule of its own, and its share of right records is its confidence (`confidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.extract.quantity import Quantity
from planparse.link.clauses import Around
from planparse.link.compared import OF_PLAN, compared
from planparse.link.counted import of_sort, right_noun
from planparse.link.distribute import shared_tail
from planparse.link.granted import granted, paid
from planparse.link.invested import invested
from planparse.link.named import Named
from planparse.link.phrases import clean
from planparse.link.plain import ACHIEVES, given_each, plain
from planparse.link.predicate import Predicate
from planparse.link.ranked import ranked
from planparse.link.shares import part_of, share
from planparse.link.states import stated
from planparse.link.subjects import subject_of
from planparse.link.thresholds import OF_SIZE, scorers, with_threshold
from planparse.link.topic import Topic
from planparse.link.verbal import ends_in_verb, only_verbs, strip_verbs
from planparse.patterns import lazy

_WEAK = lazy(r"^(?>(?:有|共有|仅有|约有|共|共计|合计|总计|累计|计|约|近|至少|不足|逾|超过|超|突破|接近|为|是|达|达到|实现|在|到)+)$")
_MONEY_NOUN = lazy(r"^(?:的)?(?P<noun>(?:专项)?(?:补助|奖励|扶持|救助|奖补)?资金|专项经费|经费|奖金|投资|补助|补贴|贷款|债券|基金|费用|奖励)(?=$|[,、和与及用支对]|的)")
_PURPOSE = lazy(r"^(?:[^用支]{0,6})?(?:用于|支持|用来|以支持)(?P<what>[^,;。]{2,})")
# What a number behind a counter says of the thing: its size, cost or output.
_ATTRIBUTE_OF = lazy(r"[日年][^\W\d]{1,6}|(?:总|计划|概算)?投资(?:额)?|(?:总)?(?:占地|建筑)?面积|占地|总?[全库装][长容机](?:容量)?|总?长度?|高度?|宽度?|注册资本|容量|规模|产值|[^\W\d]{0,4}能力|距离|(?:年)?(?:纳税|销售|营业|主营业务)[^\W\d]{0,3}")
_STATED = lazy(r"实现|已|均|全部|都|移[交送]|到(?![达位期])|无[^\W\d]")
_DEALS_OUT = lazy(r"(?:发放|拨付|兑付|兑现|支付|支出|筹[集措]|减免|报销)(?!对象|人|单位|[户点率])[^\W\d]{2}")
_DEED = lazy("开展|进行|实施|组织")
_AFFECTS = lazy(r"(?:造成|导致|使|让|为|给|对|向)$")
_PERSON = frozenset("人名位")
_WITH_NEXT = ("和", "、", "与", "及")


def single(q: Quantity, near: Around, pred: Predicate, topic: Topic) -> Named:
    """The indicator of a quantity that stands alone.

    >>> from planparse.link.predicate import read
    >>> near = Around("年内配备专用校车", "", 0, 0, 0, False, "")
    >>> q = Quantity(0, 0, "count", None, None, "辆", "eq", None, "number_unit")
    >>> single(q, near, read(near.left), Topic()).name
    '专用校车'
    """
    return next(readings(q, near, pred, topic))


def readings(q: Quantity, near: Around, pred: Predicate, topic: Topic) -> Iterator[Named]:
    """Every indicator that a rule reads, in the order in which the rules are asked; the first stands."""
    noun = right_noun(near.right, near.left, near.clause)
    if q.kind == "count" and (sort := of_sort(near.left, noun)):
        yield Named(sort, "counted")
    noun = topic.counted(noun)
    if near.relative and q.kind == "count" and _ATTRIBUTE_OF.fullmatch(near.right):
        noun = right_noun(near.relative)  # 1座日供水30吨的水厂
    if near.leads_on and q.kind == "count" and near.clause.startswith("对") and (does := _DEED.search(near.right, 2)):
        noun = right_noun(near.right[: does.start()])  # 对12个乡镇、36个部门开展检查5轮
    if q.kind == "money" and only_verbs(noun):
        noun = ""  # 按小学600元、初中800元拨付
    if not near.right and near.following and (_AFFECTS.search(near.left) or (near.touching and (not (said := strip_verbs(clean(near.left))) or only_verbs(said)))):
        noun = right_noun(near.following)  # 为1369户2524人发放补贴
    if noun and q.unit[-1:] not in _PERSON and _STATED.match(near.right) and not near.left.endswith(_WITH_NEXT) and strip_verbs(clean(near.left)):
        noun = ""  # 大型活动18场实现零事故
    if noun and q.kind == "count" and near.leads_on and _DEALS_OUT.match(near.right) and (strip_verbs(clean(near.left)) if near.left else topic.full):
        noun = ""  # 救助孤儿36人次发放救助金9万元: the next number has a deed of its own
    if q.kind != "count" and OF_PLAN.fullmatch(noun):
        noun = ""  # 高于年初10%的目标, 实现产量6万吨目标: what is aimed at stands before
    subject = subject_of(q, near, pred, noun, topic)
    if (spent := invested(q, near, pred, topic)) is not None:
        yield spent
    if (grant := granted(q, near)) is not None:
        yield grant
    if money := paid(q, near):
        yield Named(money, "subject_of_topic")
    if q.unit in ("人", "名") and (scored := scorers(near)):
        yield Named(scored, "noun")
    if near.described and not near.left.startswith("的") and (of := _OF_SUM.search(near.left)) and (thing := right_noun(near.described)):
        yield Named(thing + of["sum"], "counted_relative")
    for rule in (compared, share, ranked, stated, _covered, part_of, _of_bound, _bound, _lasting, _verbal_share, _counted):
        if (named := rule(q, near, pred, subject, noun, topic)) is not None:
            yield named
    yield plain(q, near, subject, topic)


def _covered(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """全覆盖: what covers, without where it covers."""
    if q.rule != "full_coverage":
        return None
    thing = strip_verbs(subject)
    before = thing.split("在")[0]
    return Named((before if len(before) >= 3 else thing) or topic.full, "coverage")


def _of_bound(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """10亿元以上项目3个: the bound stands before the noun of what is counted."""
    whole = with_threshold(q, near, pred) if subject and not pred.verb and not noun else ""
    if whole.startswith(_OVER) and (said := next(filter(None, map(_SORTED_BY.match, reversed(topic.recent))), None)):
        whole = said["sum"] + whole  # 产值过亿元企业32户、过10亿元企业3户
    return Named(whole, "subject") if whole else None


_OVER = ("超", "过", "突破", "逾")
_SORTED_BY = lazy(r"(?P<sum>[^\W\d]{2,8}?)(?:超|过|突破|逾)")


def _bound(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """A predicate stands before the number: its subject is measured."""
    if not pred.verb or ((_WEAK.match(pred.verb) or _bounds(near, pred, subject)) and noun and (q.kind == "count" or not subject or _MONEY_NOUN.match(noun))):
        return None
    if pred.change != "level" and q.kind == "money" and subject and _MONEY_NOUN.match(noun):
        return Named(noun, "noun_of_change")  # 省财政新增3亿元专项补助
    if pred.change != "level" and noun and (not subject or only_verbs(subject)) and q.kind in ("money", "count", "area", "length"):
        return Named(noun, "noun_of_change")
    if q.kind != "percent" and subject and (owned := topic.of_work(subject)):
        return Named(owned, "subject")
    if subject and only_verbs(subject) and topic.full:
        return Named(topic.full + subject, "verb_of_topic")
    if q.kind == "money" and "增收" in near.left and (income := _INCOME.search(near.left)):
        who = strip_verbs(clean(income["who"]))
        return Named((who if not only_verbs(who) else "") + income["what"], "subject")
    if subject and (whole := with_threshold(q, near, pred)):
        return Named(whole, "subject")
    if not subject and _OWN_NOUN.match(pred.verb):
        return Named(pred.verb, "verb")
    if subject:
        return Named(topic.of_thing(subject), "subject_changes" if pred.change != "level" else "subject")
    if given := given_each(q, near, topic):
        return Named(given, "verb_of_topic")
    if topic.share and q.unit == "百分点":
        return Named(topic.share, "subject_of_topic")  # 产值占总产值的35%,提高2个百分点
    return Named(topic.full, "subject_of_topic") if topic.full else Named(noun, "noun_of_change")


def _bounds(near: Around, pred: Predicate, subject: str) -> bool:
    """选拔不少于80名教师: the bound stands between the verb and what is counted."""
    return _BOUND.fullmatch(pred.verb) is not None and not near.right.startswith("的") and (not subject or only_verbs(subject) or ends_in_verb(subject))


_BOUND = lazy("不?[少低多高超大小][于过出]|不足")
# Verbs of accounting that name their own sum.
_OWN_NOUN = lazy(r"审减|核减|节约|节省|追缴|挽回|清退|减免")


_INCOME = lazy(r"(?P<who>[^,;。\d]*?)(?P<what>[人户亩]均年?增收)[了约近]?$")


def _lasting(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """连续两年居末位的校长: what lasts, without whom it is said of."""
    if q.kind != "duration" or not noun:
        return None
    what = noun.split("的")[0] if "的" in noun else noun
    thing = _FOR_LONG.sub("", strip_verbs(subject))
    what = _FOR_LONG.sub("", what)
    return Named(thing + what if thing and not only_verbs(thing) and len(thing) <= 16 else what, "lasting")


_FOR_LONG = lazy("(?:连续|历时|已)+$")


def _verbal_share(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """残疾儿童100%纳入保障: the subject with what is said of it."""
    if q.kind != "percent" or not noun or not subject or near.right.startswith("的") or only_verbs(subject):
        return None
    return Named(subject + noun if len(noun) <= 16 else subject, "verbal_share")


def _counted(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """A noun follows the number: it is counted, with what is done to it."""
    if not noun or q.kind == "ratio":
        return None
    if q.kind == "money" and (money := _MONEY_NOUN.match(noun)):
        return _money(noun, money, subject, topic)
    if q.kind == "money" and near.right.startswith("的") and near.behind and _ONE_MORE.fullmatch(near.left) and (of := _OF_SUM.search(topic.full)):
        return Named(noun.split("等")[0] + of["sum"], "counted_relative")  # 投资3亿元的钢厂、2亿元的纸厂
    if (near.right.startswith("的") or (near.leads_on and OF_SIZE.fullmatch(near.right))) and (of := _OF_SUM.search(near.left)):
        return Named(noun + of["sum"], "counted_relative")
    if near.leads_on and q.kind in ("count", "area") and len(bare := _MEASURE_OF.sub("", noun)) >= 2:
        noun = bare  # 4条干渠总长21公里
    if near.left.endswith("的") and 3 <= len(subject) <= 12 and not only_verbs(subject) and q.kind == "count":
        return Named(strip_verbs(subject) + noun, "counted_relative")
    if q.unit[-1:] in _PERSON and not near.left.endswith(_WITH_NEXT) and (who := strip_verbs(_CAUSES.split(subject)[-1])) and 2 <= len(who) <= 10 and not who.endswith(("等", "个", "期间", "以来", *_OFFICES)) and not ends_in_verb(who):
        return Named(who + noun, "people")
    if len(noun) <= 2 and subject and only_verbs(subject) and subject not in ACHIEVES:
        return Named(subject + noun, "verb_and_noun")
    if near.following and (tail := right_noun(near.following)):
        noun = shared_tail(noun, tail)
    return Named(noun, "counted")


_MEASURE_OF = lazy(r"(?:(?:平均)?[单亩]产|总长度?|全长|总|(?:年度|完成|计划|总)*投资(?:计划)?|总?面积|年?总?产[值量]|年?(?:销售|营业|主营业务|经营)(?:收入|额)|年?(?:实现|完成)?(?:增加值|利润|税收)|占地|总库容|总?装机容量|水质[^\W\d]{0,8}(?:率|比例)|空气质量[^\W\d]{0,8}(?:率|比例)|共|均)$")
_OF_SUM = lazy(r"(?P<sum>(?:总|计划|概算)?投资|(?:总|建筑|占地)?面积|占地(?:面积)?|全长|总长度?|总?里程|总?库容|装机容量|(?:年)?产值|营业收入|主营业务收入|销售收入|税收|利税|利润|(?:年)?营收|注册资本|合同额|[日年](?:供[水热气电]|处理|运转|发电|加工)[^\W\d]{0,4})(?:约|近|达|为|超过?|突破|(?<!超)过|逾)*$")
_OFFICES = ("政府", "局", "委", "办", "公司", "中心", "财政")  # who gives to people is no part of them
_CAUSES = lazy("使得?|让")
_ONE_MORE = lazy(r"的[^,;。]{2,24}(?:、|和|与|及)")


def _money(noun: str, money: re.Match[str], subject: str, topic: Topic) -> Named:
    """投入3亿元资金用于…: the money by its purpose, else by what stands before it."""
    purpose = _PURPOSE.match(noun[money.end() :])
    thing = strip_verbs(subject)
    if purpose:
        return Named(purpose["what"] + money["noun"], "money_for")
    return Named((thing if thing and not only_verbs(thing) else topic.head) + money["noun"], "money_of")
