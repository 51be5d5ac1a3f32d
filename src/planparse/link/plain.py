"""The noun before a number, behind its verb or without one: 配备标准校车2000辆."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link import words
from planparse.link.attributes import ADDED, VILLAGES
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.link.phrases import without_named_actor
from planparse.link.predicate import Predicate
from planparse.link.states import state_before
from planparse.link.thresholds import with_threshold
from planparse.link.topic import Topic
from planparse.link.verbal import done_by, object_alone, object_of, only_verbs, part_of_noun, strip_verbs
from planparse.patterns import lazy


def plain(q: Quantity, near: Around, subject: str, topic: Topic) -> Named:
    """The noun stands before the number, behind its verb or without one: 配备标准校车2000辆."""
    if not subject and (given := given_each(q, near, topic)):
        return Named(given, "verb_of_topic")
    if q.kind != "percent" and subject and (owned := topic.of_work(subject)):
        return Named(owned, "noun")
    if not subject and q.unit in _PEOPLE and (people := _people(q, near, topic)):
        return Named(people, "topic")
    if q.kind == "percent" and 0 < len(subject) <= _SHORT and topic.label and not topic.label.endswith(subject):
        return Named(topic.label + subject, "noun")  # 口蹄疫免疫:猪100%,牛98%
    subject = topic.counted(subject)
    if subject in ACHIEVES and (achieved := _achieved(q, topic)):
        return Named(achieved, "verb_of_topic")
    if q.kind == "money" and subject in _RAISED:
        return Named(subject + "资金", "verb")
    if not subject or subject in _LEFT or (q.kind == "multiple" and topic.full and _IS_TIMES.match(near.left)):
        deed = topic.deed if not near.left else ""
        return Named(deed + object_alone(topic.full) if only_verbs(deed) else deed or topic.full, "topic")
    if topic.head and q.kind == "count" and near.left.endswith(("的", "的有")) and len(subject) <= 12 and not subject.endswith(topic.head):
        return Named(f"{subject}的{_STATE.sub('', topic.head.rsplit('的', 1)[-1])}", "topic")  # 检查纳税人638户,有问题的29户
    if not (topic.head and only_verbs(subject)) and (stated := state_before(q, near, topic)):
        return Named(stated, "verb_of_topic")
    if topic.head and q.unit in _PEOPLE and _BENEFITS.fullmatch(subject):
        return Named((topic.full if _FUNDS.search(topic.full) else topic.head) + subject, "verb_of_topic")  # 实施饮水工程,惠及3万人
    if only_verbs(subject):
        subject = _DONE_AT_END.sub("", subject)
        if topic.head and subject.endswith("投资"):
            return Named(_STANDS.sub("", topic.head) + subject, "verb_of_topic")
        builds = topic.head and _BUILDS.match(subject)
        return Named(subject + object_alone(_STANDS.sub("", _STATE.sub("", topic.head))), "verb_of_topic") if builds else Named(subject, "verb")
    if "符合" in subject and (meets := _MEETS.search(subject)):
        return Named(meets.group(), "noun")  # 安置符合安排工作条件的退役士兵28名
    if whole := with_threshold(q, near, Predicate(near.left, "", "level", False)):
        return Named(whole, "noun")
    if q.unit in ("次", "轮", "轮次", "遍") and (verb := done_by(subject)):
        return Named(verb, "done_to")
    if done := object_of(words.tidy(near.left)):
        verb = words.verb_at(done)
        thing = words.tidy(done[len(verb) :]) if verb in _BRINGS_ABOUT else ""
        return Named(thing, "object") if len(thing) > _SHORT else Named(done, "done_to")
    subject = subject if _INNER_VERB.match(subject) else without_named_actor(subject)
    thing = subject if ADDED.fullmatch(subject) else strip_verbs(subject) or subject
    if q.kind == "money" and len(thing) == _SHORT and thing != "投资" and _ACHIEVED.match(subject) and topic.of_thing(thing) == thing:
        return Named(thing, "object")  # 完成税收3亿元
    if _HANDED_TO.fullmatch(subject):
        return Named(subject, "done_to")  # 移送公安机关5件
    if (inner := _INNER_VERB.search(thing)) and not only_verbs(inner["done"]) and not part_of_noun(inner["object"]) and not _NEW_AMONG.match(thing):
        return Named(inner["done"], "inner_object")
    if (closing := _DONE.search(thing)) and closing.start() >= 2:
        whose = thing[: closing.start()]
        return Named(topic.collected(whose) or topic.of_thing(whose), "subject")  # 财政总收入完成15亿元
    return Named(topic.of_thing(thing if len(thing) >= 3 else subject), "object" if thing != subject else "noun")


def given_each(q: Quantity, near: Around, topic: Topic) -> str:
    """What each of those that were named gets: 每村补助3万元."""
    given = _GIVEN.search(near.left) if q.kind == "money" and topic.head else None
    return topic.head + given["what"] if given else ""


def _achieved(q: Quantity, topic: Topic) -> str:
    """Of how much 完成 is said: 年度计划投资6亿元,预计完成5亿元."""
    if q.kind == "money" and "投资" in topic.full:
        return topic.of_work("完成投资") or topic.full
    if q.kind in ("money", "weight") and (topic.head != topic.full or _OF_GOAL.search(topic.full) or topic.full.endswith(("总值", "收入", "增加值"))) and (sum_ := _OF_GOAL.sub("", topic.full))[-1:] in _SUMS:
        return sum_  # 完成总产值147亿元,预计全年完成163亿元; 收入预算为12亿元,实际完成13亿元
    return "" if topic.head else topic.owner


_OF_GOAL = lazy("(?:预算|计划|任务|目标)数?$")
_SUMS = frozenset("值入额量出税利")


def _people(q: Quantity, near: Around, topic: Topic) -> str:
    """全镇1390户6820人, or 辖25个村,1390户: the people of the place, not its villages."""
    if whole := _WHOLE_PLACE.fullmatch(near.left.strip(" ,、")):
        return whole["place"] + "人口"
    return ("户" if q.unit == "户" else "人口") if VILLAGES.search(topic.full) else ""


_PEOPLE = ("户", "人")
_MEETS = lazy(r"符合[^,;。]{2,}条件[^,;。]*$")
_FUNDS = lazy("(?:资金|补贴|补助|津贴|[^税罚基]金)$")  # 发放优抚资金2460万元,惠及3125人
_BENEFITS = lazy("惠及|受益|覆盖|辐射|带动|服务|涉及")
_WHOLE_PLACE = lazy(r"(?P<place>全[省市县区镇乡村州])(?>(?:现有|共有|总计|共计|现|共|有|辖)*)")
_GIVEN = lazy(r"(?P<what>补助|补贴|奖励|奖补|资助|救助|投入|供餐)(?:不[低少]于|不超过|约|达|为)*$")
_IS_TIMES = lazy("(?:是|为|相当于)[^,;。]*的$")  # 是前五年总和的1.4倍
# A verb in the middle: who does it stands before, what it is done to behind (税费改革减轻农民负担).
_INNER_VERB = lazy(r"^[^\W\d]{2,}?(?P<done>(?:募集|获(?=[金银铜奖]牌|[^\W\d]{0,6}[一二三]等奖)|抓获|查获|破获|查纠|发生|惠及|新增|减轻|减少|增加(?!值)|发放|争取|引进|安装|开展|受理|兴建|增设|开办|慰问|开设|设立|召开|接待|发送|配备|建成|新建|(?<![区房网户田厕炕])改造|(?<!核)查处(?!置)|拆除|落实|提供|(?<!社会)(?<!基层)(?<![党团])组织|举办|召开|选派|招聘|包含|包括|涉及|征集|达成|获得|取得|夺得|创建|评选|拨付|督促|安排|投入|承担|牵头)(?:了)?(?!的)(?P<object>[^\W\d]{2,}))$")
# What is brought about or given is counted, whoever does it: 县医院开展义诊12次; what is worked on is not all there is of it (检查企业80家).
_BRINGS_ABOUT = frozenset((
    "开展", "组织", "组织开展", "举办", "召开", "举行", "设立", "设置", "增设", "新增", "新设", "建设", "兴建", "建成", "建立", "开办", "开设", "配备", "配置", "购置", "购买", "落实", "安排", "拨付", "拨出", "下达", "到位",
    "发放", "争取", "筹集", "投入", "核定", "派出", "选派", "批复", "移交", "压减", "出台", "制定", "印发", "成立", "实施", "完成", "提出", "发现", "获得", "招聘", "打造", "创建", "推出",
))
_HANDED_TO = lazy(r"(?:移[送交诉]|转交|转送|交由|提请|报请)[^\W\d]{0,8}(?:机关|部门|法院|检察院|公安局?|纪委|单位)[^\W\d]{0,4}")
_SHORT = 2
_ACHIEVED = lazy("(?:完成|实现)了?[^\\W\\d]{2}$")
_DONE_AT_END = lazy(r"(?<=[^\W\d]{4})(?:完成|实现)$")  # 造林绿化完成2.8万亩
_DONE = lazy(r"(?:累计|预计|已|[还尚仍]需|[仍依]然)?(?:完成|实现)$")
ACHIEVES = ("完成", "实现", "达到")
_LEFT = ("剩余", "余下", "其余", "尚余")  # of what was spoken of
_RAISED = ("到位", "筹集", "筹措", "争取", "整合", "兑现")
_STATE = lazy(r"^(?:新开工|新建|续建|在建|拟建|开工|竣工|新?签约|新引进)(?=[^\W\d]{2})")
_STANDS = lazy(r"(?:已|新)?(?:开工|竣工|建成|完工|启动)$")
_NEW_AMONG = lazy(r"(?:全[市县区省镇国])?(?:城镇|农村|城乡|全年|年均|年末|市区|城区)(?:新增|净增)")
_BUILDS = lazy(r"完成$|完成投资|投资|检查|整改|办结|化解|解决|处理|调处|销号|新|改(?![厕灶炕水电路])|扩|续|加固|维修|分配|投用|净增|增|整合|合并|退出|保障|救助|帮扶|调出|调入|开工|竣工|完工|在建|建成|投产|启动|拆|关|取消|保留|撤")
