"""Indicators: what a quantity measures, as a short noun phrase from the text.

The words left of the number are split into subject and predicate (`predicate`). A predicate binds the subject; a
number before a noun binds the noun; a number that follows another with neither takes over its subject. Each way
is a rule of its own, and its share of right records is its confidence (`confidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.extract.quantity import Quantity
from planparse.link import words
from planparse.link.clauses import Around
from planparse.link.distribute import CATEGORY, shared_tail
from planparse.link.invested import invested
from planparse.link.named import Named
from planparse.link.phrases import (
    behind,
    clean,
    done_by,
    ends_in_verb,
    object_of,
    only_verbs,
    part_of_noun,
    right_noun,
    strip_verbs,
    thing_of,
)
from planparse.link.predicate import Predicate
from planparse.link.ranked import ranked
from planparse.link.shares import OF_PLAN, part_of, share
from planparse.link.things import STANDS_FOR, names_thing, of_work
from planparse.link.topic import ATTRIBUTE, Topic

_WEAK = re.compile(r"^(?:有|共有|仅有|约有|共|共计|合计|总计|累计|计|约|近|至少|不足|逾|超过|超|突破|接近|为|是|达|达到|实现|在|到)++$")
_MONEY_NOUN = re.compile(r"^(?:的)?(?P<noun>专项资金|补助资金|奖励资金|资金|专项经费|经费|奖金|投资|补助|补贴|贷款|债券|基金|费用|奖励)(?=$|[,、和与及用支对]|的)")
_PURPOSE = re.compile(r"^(?:[^用支]{0,6})?(?:用于|支持|用来|以支持)(?P<what>[^,;。]{2,})")
# What a number behind a counter says of the thing: its size, cost or output.
_ATTRIBUTE_OF = re.compile(r"[日年][^\W\d]{1,6}|(?:总|计划|概算)?投资(?:额)?|(?:总)?(?:占地|建筑)?面积|占地|总?[全库装][长容机](?:容量)?|总?长度?|高度?|宽度?|注册资本|容量|规模|产值|[^\W\d]{0,4}能力|距离|(?:年)?(?:纳税|销售|营业|主营业务)[^\W\d]{0,3}")
_STATED = re.compile(r"实现|已|均|全部|都|移[交送]|到(?![达位期])|无[^\W\d]")
_AFFECTS = re.compile(r"(?:造成|导致|使|让|为|给|对|向)$")
_PERSON = frozenset("人名位")


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
    noun = topic.counted(right_noun(near.right, near.left, near.clause))
    if near.relative and q.kind == "count" and _ATTRIBUTE_OF.fullmatch(near.right):
        noun = right_noun(near.relative)  # 1座日供水30吨的水厂
    if q.kind == "money" and only_verbs(noun):
        noun = ""  # 按小学600元、初中800元拨付
    if not near.right and near.following and (_AFFECTS.search(near.left) or (near.touching and (not (said := strip_verbs(clean(near.left))) or only_verbs(said)))):
        noun = right_noun(near.following)  # 为1369户2524人发放补贴
    if noun and q.unit[-1:] not in _PERSON and _STATED.match(near.right) and not near.left.endswith(_WITH_NEXT) and strip_verbs(clean(near.left)):
        noun = ""  # 大型活动18场实现零事故
    if q.kind != "count" and OF_PLAN.fullmatch(noun):
        noun = ""  # 高于年初10%的目标, 实现产量6万吨目标: what is aimed at stands before
    subject = _subject(q, near, pred, noun, topic)
    if (money := invested(q, near, pred, topic)) is not None:
        yield money
    for rule in (share, ranked, _covered, part_of, _bound, _lasting, _verbal_share, _counted):
        if (named := rule(q, near, pred, subject, noun, topic)) is not None:
            yield named
    yield _plain(q, near, subject, topic)


def _subject(q: Quantity, near: Around, pred: Predicate, noun: str, topic: Topic) -> str:
    """The subject before the number; where its clause has none, that of the clause before."""
    subject = behind(pred.subject) if near.behind and near.left[:1].isalpha() and near.left[0] not in "和与及" else clean(pred.subject)
    if q.kind == "money" and not pred.verb and (of := _FOR_GROUP.fullmatch(subject)):
        return of["group"] + CATEGORY.sub("", of["thing"], count=1) if CATEGORY.match(of["thing"]) else of["group"] + of["thing"]
    if near.behind and q.kind == "percent" and subject[:1].isalpha() and not near.left.startswith("、"):
        subject = subject.split("、", 1)[-1]  # 提高1个等级、亩产提高10%
    if not subject and near.clause_before and (pred.verb or not noun):
        return clean(near.clause_before)
    if near.clause_before and (ATTRIBUTE.match(subject) or of_work(subject)):
        return _of_clause(subject, thing_of(near.clause_before), topic)
    if topic.attribute and 1 <= len(subject) <= 4 and not _MEASURED.search(subject) and _is_product(q) and (pred.verb or near.left.strip("、,和") == subject):
        return subject + ("产量" if topic.attribute.endswith(("值", "价格")) else topic.attribute)
    if q.kind in ("percent", "money") and (measure := topic.of_sector(subject)):
        return subject + measure
    if near.left.startswith("、") and len(subject) <= 4 and _RATE_AT_END.fullmatch(subject) and _RATE_AT_END.search(topic.full) and len(topic.full) >= len(subject) + 2:
        return topic.full[: -len(subject)] + subject  # 乡镇通达率为100%、通畅率达94%
    return topic.completed(subject, near.clause_before)


def _of_clause(subject: str, thing: str, topic: Topic) -> str:
    """An attribute with what the clause before speaks of; 工程 and 工作 alone name nothing, and work of its own has a name."""
    if STANDS_FOR.fullmatch(thing) or thing in _UNNAMED or _HANDLED.search(thing) or (of_work(subject) and not names_thing(thing) and (topic.of_work(subject) or not ATTRIBUTE.match(subject))):
        return topic.of_work(subject) or subject
    bare = STANDS_FOR.sub("", subject, count=1)
    return thing + (bare if bare and names_thing(thing) else subject)


_HANDLED = re.compile(r"(?<=[^\W\d])(?:对|把|将)(?=[^\W\d]{2})")  # 市发改委对工程
_UNNAMED = ("工作", "施工", "建设", "任务")
_RATE_AT_END = re.compile(r"[^\W\d的]{2,3}率$")


def _is_product(q: Quantity) -> bool:
    """Whether an amount can be one of what a list of products is measured by: 水稻产量31万吨,大豆2万吨."""
    return q.kind in ("weight", "count", "volume") and q.unit not in _NO_PRODUCT


# 公用经费按小学每生600元: whose the sum is stands last.
_FOR_GROUP = re.compile(r"(?P<thing>[^\W\d]{3,}?)(?:按照?|标准为?)?(?P<group>小学|初中|高中|中职|机构[内外]|特困|城市|农村|本科|专科)")
_NO_PRODUCT = frozenset(("头", "只", "羽", "匹", "尾", "户", "人", "名", "家", "个", "处", "座", "项", "次", "起", "所", "张", "期", "场"))
_MEASURED = re.compile(r"[产销价率量额值]$|产[量值]")


def _covered(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """全覆盖: what covers, without where it covers."""
    if q.rule != "full_coverage":
        return None
    thing = strip_verbs(subject)
    before = thing.split("在")[0]
    return Named((before if len(before) >= 3 else thing) or topic.full, "coverage")


def _bound(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """A predicate stands before the number: its subject is measured."""
    if not pred.verb or (_WEAK.match(pred.verb) and noun and (q.kind == "count" or not subject or _MONEY_NOUN.match(noun))):
        return None
    if pred.change != "level" and noun and (not subject or only_verbs(subject)) and q.kind in ("money", "count", "area", "length"):
        return Named(noun, "noun_of_change")
    if q.kind != "percent" and subject and (owned := topic.of_work(subject)):
        return Named(owned, "subject")
    if subject and only_verbs(subject) and topic.full:
        return Named(topic.full + subject, "verb_of_topic")
    if q.kind == "money" and "增收" in near.left and (income := _INCOME.search(near.left)):
        who = strip_verbs(clean(income["who"]))
        return Named((who if not only_verbs(who) else "") + income["what"], "subject")
    if subject and (whole := _with_threshold(q, near, pred)):
        return Named(whole, "subject")
    if not subject and _OWN_NOUN.match(pred.verb):
        return Named(pred.verb, "verb")
    if subject:
        return Named(topic.of_thing(subject), "subject_changes" if pred.change != "level" else "subject")
    return Named(topic.full, "subject_of_topic") if topic.full else Named(noun, "noun_of_change")


# Verbs of accounting that name their own sum.
_OWN_NOUN = re.compile(r"审减|核减|节约|节省|追缴|挽回|清退|减免")


def _with_threshold(q: Quantity, near: Around, pred: Predicate) -> str:
    """纳税超百万元的企业达到2家, 30万亩以上的灌区21处: the things with the bound that they meet."""
    if q.kind not in ("count", "percent") or not near.behind or not _OF_BOUND.match(near.left):
        return ""
    end = len(near.clause) - len(near.left) + len(pred.subject)
    name = clean(near.clause[:end])
    name = strip_verbs(name) if not _NOT_ALONE.match(strip_verbs(name)) else name
    return name if len(name) <= _LONGEST and name[:1].isalnum() else ""


_OF_BOUND = re.compile(r"(?:及?以上|及?以下|以内)?的(?=[^\W\d]{1,8})|(?:及?以上|及?以下|以内)(?=[^\W\d]{2})")
_NOT_ALONE = re.compile("[超达过]|及?以[上下]")
_LONGEST = 24


_INCOME = re.compile(r"(?P<who>[^,;。\d]*?)(?P<what>[人户亩]均年?增收)[了约近]?$")


def _lasting(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """连续两年居末位的校长: what lasts, without whom it is said of."""
    if q.kind != "duration" or not noun:
        return None
    what = noun.split("的")[0] if "的" in noun else noun
    thing = _FOR_LONG.sub("", strip_verbs(subject))
    what = _FOR_LONG.sub("", what)
    return Named(thing + what if thing and not only_verbs(thing) and len(thing) <= 16 else what, "lasting")


_FOR_LONG = re.compile("(?:连续|历时|已)+$")


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
    if near.right.startswith("的") and (of := _OF_SUM.search(near.left)):
        return Named(noun + of["sum"], "counted_relative")
    if near.left.endswith("的") and 3 <= len(subject) <= 12 and not only_verbs(subject) and q.kind == "count":
        return Named(strip_verbs(subject) + noun, "counted_relative")
    if q.unit[-1:] in _PERSON and not near.left.endswith(_WITH_NEXT) and (who := strip_verbs(_CAUSES.split(subject)[-1])) and 2 <= len(who) <= 10 and not who.endswith(("等", "个", "期间", "以来")) and not ends_in_verb(who):
        return Named(who + noun, "people")
    if len(noun) <= 2 and subject and only_verbs(subject) and subject not in _ACHIEVES:
        return Named(subject + noun, "verb_and_noun")
    if near.leads_on and q.kind == "count" and len(bare := _MEASURE_OF.sub("", noun)) >= 2:
        noun = bare  # 4条干渠总长21公里
    if near.following and (tail := right_noun(near.following)):
        noun = shared_tail(noun, tail)
    return Named(noun, "counted")


_MEASURE_OF = re.compile(r"(?:总长度?|全长|总|(?:完成|计划|总)*投资|总?面积|总?产值|总库容|总?装机容量|共|均)$")
_OF_SUM = re.compile(r"(?P<sum>(?:总|计划|概算)?投资|(?:总|建筑|占地)?面积|全长|总长|(?:年)?产值|注册资本|合同额|[日年](?:供[水热气电]|处理|运转|发电|加工)[^\W\d]{0,4})(?:约|近|达|为|超过?|突破)*$")
_CAUSES = re.compile("使得?|让")
_ONE_MORE = re.compile(r"的[^,;。]{2,24}(?:、|和|与|及)")


def _money(noun: str, money: re.Match[str], subject: str, topic: Topic) -> Named:
    """投入3亿元资金用于…: the money by its purpose, else by what stands before it."""
    purpose = _PURPOSE.match(noun[money.end() :])
    thing = strip_verbs(subject)
    if purpose:
        return Named(purpose["what"] + money["noun"], "money_for")
    return Named((thing if thing and not only_verbs(thing) else topic.head) + money["noun"], "money_of")


def _plain(q: Quantity, near: Around, subject: str, topic: Topic) -> Named:
    """The noun stands before the number, behind its verb or without one: 配备标准校车2000辆."""
    if not subject and q.kind == "money" and topic.head and (given := _GIVEN.search(near.left)):
        return Named(topic.head + given["what"], "verb_of_topic")  # 每村补助3万元
    if q.kind != "percent" and subject and (owned := topic.of_work(subject)):
        return Named(owned, "noun")
    if not subject and q.unit in _PEOPLE and (people := _people(q, near, topic)):
        return Named(people, "topic")
    subject = topic.counted(subject)
    if subject in _ACHIEVES and (achieved := _achieved(q, topic)):
        return Named(achieved, "verb_of_topic")
    if q.kind == "money" and subject in _RAISED:
        return Named(subject + "资金", "verb")
    if not subject or (q.kind == "multiple" and topic.full and _IS_TIMES.match(near.left)):
        return Named(topic.full, "topic")
    if topic.head and q.kind == "count" and near.left.endswith(("的", "的有")) and len(subject) <= 12 and not subject.endswith(topic.head):
        return Named(f"{subject}的{topic.head}", "topic")  # 检查纳税人638户,有问题的29户
    if only_verbs(subject):
        if topic.head and subject.endswith("投资"):
            return Named(_STANDS.sub("", topic.head) + subject, "verb_of_topic")
        builds = topic.head and _BUILDS.match(subject)
        return Named(subject + _STATE.sub("", topic.head), "verb_of_topic") if builds else Named(subject, "verb")
    if whole := _with_threshold(q, near, Predicate(near.left, "", "level", False)):
        return Named(whole, "noun")
    if q.unit in ("次", "轮", "轮次", "遍") and (verb := done_by(subject)):
        return Named(verb, "done_to")
    if done := object_of(words.tidy(near.left)):
        return Named(done, "done_to")
    thing = strip_verbs(subject) or subject
    if (inner := _INNER_VERB.search(thing)) and not only_verbs(inner["done"]) and not part_of_noun(inner["object"]) and not _NEW_AMONG.match(thing):
        return Named(inner["done"], "inner_object")
    if (closing := _DONE.search(thing)) and closing.start() >= 2:
        return Named(topic.of_thing(thing[: closing.start()]), "subject")  # 财政总收入完成15亿元
    return Named(topic.of_thing(thing if len(thing) >= 3 else subject), "object" if thing != subject else "noun")


def _achieved(q: Quantity, topic: Topic) -> str:
    """Of how much 完成 is said: 年度计划投资6亿元,预计完成5亿元."""
    if q.kind == "money" and "投资" in topic.full:
        return topic.of_work("完成投资") or topic.full
    return "" if topic.head else topic.owner


def _people(q: Quantity, near: Around, topic: Topic) -> str:
    """全镇1390户6820人, or 辖25个村,1390户: the people of the place, not its villages."""
    if whole := _WHOLE_PLACE.fullmatch(near.left.strip(" ,、")):
        return whole["place"] + "人口"
    return ("户" if q.unit == "户" else "人口") if _UNIT_OF_PLACE.search(topic.full) else ""


_PEOPLE = ("户", "人")
_WHOLE_PLACE = re.compile(r"(?P<place>全[省市县区镇乡村州])(?:现有|共有|总计|共计|现|共|有|辖)*")
_UNIT_OF_PLACE = re.compile("(?:村|社区|(?:村|居)委会|村民?小?组|居民小组|村民委员会)$")
_GIVEN = re.compile(r"(?P<what>补助|补贴|奖励|奖补|资助|救助|投入|供餐)$")
_IS_TIMES = re.compile("(?:是|为|相当于)[^,;。]*的$")  # 是前五年总和的1.4倍
# A verb in the middle: who does it stands before, what it is done to behind (税费改革减轻农民负担).
_INNER_VERB = re.compile(r"^[^\W\d]{2,}?(?P<done>(?:募集|抓获|查获|破获|查纠|发生|惠及|新增|减轻|减少|增加(?!值)|发放|争取|引进|安装|开展|受理|兴建|增设|开办|慰问|开设|设立|召开|接待|发送|配备|建成|新建|改造|查处|拆除|落实|提供|组织|举办|召开|选派|招聘|包含|包括|涉及|征集|达成|获得|取得|夺得|创建|评选|拨付|督促|安排|投入|承担|牵头)(?:了)?(?!的)(?P<object>[^\W\d]{2,}))$")
_DONE = re.compile(r"(?:累计|预计|已)?(?:完成|实现)$")
_WITH_NEXT = ("和", "、", "与", "及")
_ACHIEVES = ("完成", "实现", "达到")
_RAISED = ("到位", "筹集", "筹措", "争取", "整合", "兑现")
_STATE = re.compile(r"^(?:新开工|新建|续建|在建|拟建|开工|竣工|新?签约|新引进)(?=[^\W\d]{2})")
_STANDS = re.compile(r"(?:已)?(?:开工|竣工|建成|完工|启动)$")
_NEW_AMONG = re.compile(r"(?:全[市县区省镇国])?(?:城镇|农村|城乡|全年|年均|年末|市区|城区)(?:新增|净增)")
_BUILDS = re.compile(r"完成$|完成投资|投资|检查|整改|办结|化解|解决|处理|调处|销号|新|改(?![厕灶炕水电路])|扩|续|加固|维修|分配|投用|净增|增|整合|合并|退出|保障|救助|帮扶|调出|调入|开工|竣工|完工|在建|建成|投产|启动|拆|关|取消|保留|撤")
