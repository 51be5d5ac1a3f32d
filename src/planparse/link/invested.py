"""Money by the work that it is spent on, which is said behind it: 投资300万元新建客运站, 投入80万元,改造厕所12座."""

from __future__ import annotations

import re

from planparse.extract.quantity import Quantity
from planparse.link import words
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.link.phrases import clean, only_verbs, strip_verbs
from planparse.link.predicate import Predicate
from planparse.link.things import names_thing
from planparse.link.topic import Topic

_INVESTS = re.compile(r"(?P<sum>投资|投入|筹资|出资|(?:投入|筹集|筹措|整合|争取|安排|自筹|落实)(?:各类|各级|财政|专项)?资金)")
_CLOSES = frozenset("资入金")
_TREATS = re.compile(r"(?:已?经?)?(?:对|为|给|在)(?P<thing>[^,;。]{3,30}?)(?:进行|实施|全面|予以|给予|配备|安装|开展)")
_USED = re.compile(r"(?:主要|全部|重点)?(?:用于|用在|用来)(?P<thing>[^,;。]{3,})")
_BUILDS = re.compile(
    r"[新改扩兴迁修重]建|建设|建成|建(?=[^\W\d]{2})|改造|维修|实施|完成|[购添新]置|购买|新购|更新|安装|打造|整治|治理|加固|修复|绿化|[硬亮美]化|拓宽|铺设|升级|配备|配套|开展|加强|推进|启动|搬迁|扶持|改善|完善|提升|创建|栽植|种植|修缮|开工|顺利|对"
)
_DIGITS = re.compile(r"\d")
_TAIL = re.compile(r"(?:等)?(?:的?(?:全长|总长|面积|总?里程|共计?|总计|约|近|达到?|[年日]产|总)){0,3}$")
_LONGEST = 24


def invested(q: Quantity, near: Around, pred: Predicate, topic: Topic) -> Named | None:
    """The money with what is done for it; where an item is about one piece of work, only with what follows at once."""
    if q.kind != "money" or pred.subject[-1:] not in _CLOSES or near.right.startswith("的"):
        return None
    spent = _INVESTS.fullmatch(clean(pred.subject))
    if not spent or (near.clause_before and names_thing(near.clause_before)):
        return None
    thing = _spent_on(near.right or near.after)
    if not thing or (topic.owner and not near.right and not names_thing(thing)):
        return None
    return Named(thing + spent["sum"], "money_for")


def _spent_on(behind: str) -> str:
    """The object of the verb that follows a sum: 建成了松河客运站 gives 松河客运站."""
    if treats := _TREATS.match(behind) or _USED.match(behind):
        return _cut(treats["thing"])
    done = _cut(clean(behind))
    if not _BUILDS.match(done) or only_verbs(done):
        return ""
    thing = strip_verbs(done)
    return thing if len(thing) >= 4 else done


def _cut(thing: str) -> str:
    """Up to the first digit, without what leads on to the next number."""
    thing = _TAIL.sub("", words.tidy(_DIGITS.split(thing, maxsplit=1)[0]))
    return thing if 2 <= len(thing) <= _LONGEST else ""
