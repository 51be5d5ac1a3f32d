"""Money by the work that it is spent on, which is said behind it: 投资300万元新建客运站, 投入80万元,改造厕所12座."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link import words
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.link.phrases import clean
from planparse.link.predicate import Predicate
from planparse.link.things import names_thing
from planparse.link.topic import Topic
from planparse.link.verbal import only_verbs, strip_verbs
from planparse.patterns import lazy

_INVESTS = lazy(
    r"(?:(?:[^\W\d]{0,8}?(?:学校|财政|政府|局|公司|[村居]委会|街道|社区)|[我本该全][^\W\d])?(?:共|多方|自筹|另|又|再)?(?=[^\W\d]{2}$))?"
    r"(?P<sum>投资|投入|筹资|出资|斥资|耗资|集资|捐资|募资|(?:投入|筹集|筹措|整合|争取|安排|自筹|落实)(?:各类|各级|财政|专项)?资金|资金投入)"
)
_CLOSES = frozenset("资入金")
_TREATS = lazy(r"(?:已?经?)?(?:对|为|给|在)(?P<thing>[^,;。]{3,30}?)(?:进行|实施|全面|予以|给予|配备|安装|开展)(?:了)?(?P<done>[^,;。]{0,16})")
_PLACED = lazy(r"在(?P<place>[^,;。]{2,14}?)(?P<done>(?:[新改扩兴迁修]建|建设|建成|铺设|安装|架设|栽植|种植|打造|开展|实施|硬化)了?[^,;。]{2,})")
_TURNS = lazy(r"(?:将|把)[^,;。]{2,20}?(?P<done>改造|改建|扩建|建设|打造|翻建|提升|修缮)(?:成|为)了?(?P<thing>[^,;。]{2,})")
_USED = lazy(r"(?:主要|全部|重点)?(?:用于|用在|用来)(?P<thing>[^,;。]{3,})")
_BUILDS = lazy(
    r"[新改扩兴迁修重]建|建设|建成|建(?=[^\W\d]{2})|改造|维修|实施|完成|[购添新]置|购买|新购|更新|安装|打造|整治|治理|加固|修复|绿化|更换|添置|采购|发放|慰问|资助|救助|开挖|疏浚|清淤|修筑|接通|架设|[硬亮美]化|拓宽|铺设|升级|配备|配套|开展|加强|推进|启动|搬迁|扶持|改善|完善|提升|创建|栽植|种植|修缮|开工|顺利|对"
)
_DIGITS = lazy(r"\d")
_TAIL = lazy(r"(?:等)?(?:的?(?:全长|总长|面积|总?里程|共计?|总计|约|近|达到?|[年日]产|总)){0,3}$")
_SAID_OF = lazy(r"(?<=[^\W\d]{3})(?:投入使用|投入运[行营]|已(?=[^\W\d]{2})|正在|现已)")
_AMONG = lazy(r"^[^,;。]{2,}?(?<![高中初平优])等(?=[^\W\d]{4})")  # 石坝、柳河等乡镇敬老院
_AND = lazy("[、及和与]")
_SO_FAR = lazy(r"(?:目前|现|截[至止][^,;。]{0,8}|上半年|前三季度|\d{1,2}月[份底末]?)?,?已(?!建)")
_LONGEST = 24


def invested(q: Quantity, near: Around, pred: Predicate, topic: Topic) -> Named | None:
    """The money with what is done for it; where an item is about one piece of work, only with what follows at once."""
    if q.kind != "money" or pred.subject[-1:] not in _CLOSES or near.right.startswith("的"):
        return None
    spent = _INVESTS.fullmatch(clean(pred.subject))
    if not spent or (near.clause_before and names_thing(near.clause_before)) or (near.behind and near.left.startswith("、") and names_thing(topic.head)):
        return None  # 续建项目16个、计划投资26亿元,新建项目12个
    if not near.right and "计划" in near.left and _SO_FAR.match(near.spent):
        return None  # 计划投资2亿元,目前已完成征地: how far it has come is not what it is for
    thing = _spent_on(near.spent)
    if not thing or (topic.owner and not near.right and not names_thing(thing)):
        return None
    return Named(thing + spent["sum"], "money_for")


def _spent_on(behind: str) -> str:
    """The object of the verb that follows a sum: 建成了松河客运站 gives 松河客运站."""
    if turns := _TURNS.match(behind):
        return _cut(turns["thing"] + turns["done"])
    if treats := _TREATS.match(behind):
        thing = _cut(treats["thing"])
        return _cut(thing + treats["done"]) or thing
    if used := _USED.match(behind):
        return _cut(used["thing"])
    if placed := _PLACED.match(behind):
        return _cut(placed["place"] + strip_verbs(_cut(placed["done"])))
    done = _cut(clean(behind))
    if not _BUILDS.match(done) or only_verbs(done):
        return ""
    thing = words.tidy(strip_verbs(done))
    return thing if len(thing) >= 4 else done


def _cut(thing: str) -> str:
    """Up to the first digit, without what leads on to the next number; of a long list the first member."""
    thing = _SAID_OF.split(_TAIL.sub("", words.tidy(_DIGITS.split(thing, maxsplit=1)[0])), maxsplit=1)[0]
    thing = _AMONG.sub("", thing) if "等" in thing else thing
    if len(thing) > _LONGEST:
        thing = words.tidy(_AND.split(thing, maxsplit=1)[0])
    return thing if 2 <= len(thing) <= _LONGEST else ""
