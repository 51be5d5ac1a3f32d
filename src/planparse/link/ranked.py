"""Ranks: what holds one."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.link.phrases import clean, within
from planparse.link.predicate import Predicate
from planparse.link.topic import Topic
from planparse.link.verbal import only_verbs
from planparse.patterns import lazy

_RANKING = lazy(r"(?P<subject>[^,;。]*?)(?:由|从|位居|居|位列|名列|列|排在|排(?=$|全|第)|在|为|是|获评|取得|获得|升|保持|,){0,5}(?P<rank>(?:综合|总分|累计|考核|总)?(?:排名|排序|位次|名次))?(?:位居|居|升至|升到|跃升至|为|列|在){0,3}(?:全[国省市县区州]|(?:[两二三四五六七八九十各][省市县区州]){1,2}|同类[^\W\d]{0,4}|[省市县区]属[^\W\d]{0,4})?(?:第|的|前){0,2}$")


def ranked(q: Quantity, near: Around, pred: Predicate, subject: str, noun: str, topic: Topic) -> Named | None:
    """What holds a rank: the subject, or what the sentence speaks of; 综合排名 is a subject of its own."""
    if q.kind != "rank":
        return None
    match = _RANKING.match(near.left.rstrip(" ("))
    name = _IN_CONTEST.sub(r"\1", clean(_MOVED.sub("", within(match["subject"])))) if match else subject
    if _PLACE_IN_ORDER.match(name) and topic.full:
        return Named(f"{topic.full}在{name}", "rank_of_topic")
    if near.behind and topic.before and _STAYS.search(name) and (speed := _SPEED.match(near.clause)):
        return Named(topic.before + speed.group(), "rank_of_topic")
    if near.behind and topic.full and _AMONG.fullmatch(near.left):
        return Named(topic.before or topic.full, "rank_of_topic")
    if _SPEED.fullmatch(name) and topic.full:
        return Named(topic.full + name, "rank_of_topic")
    if near.behind and (not name or name.endswith("中")):
        head = _HEAD.match(near.clause)
        name = clean(head["thing"]) if head else ""
    bare = only_verbs(name)
    if match and match["rank"] and len(match["rank"]) > 2:
        return Named(name + match["rank"] if name and not bare else match["rank"], "rank")
    if len(name) > 1 and not bare:
        return Named(name, "rank")
    if not near.clause_before and not topic.full and (contest := _CONTEST.search(near.left)):
        return Named(clean(contest["name"]), "rank")
    said = topic.before if near.behind and "中" in near.left and topic.before else topic.full  # not the group that it is ranked in
    return Named(clean(near.clause_before) or said, "rank_of_topic")


_MOVED = lazy(r"(?:由|从)[^,;。]*第[^,;。]*$")  # 由上年的第五位跃居全市第二位
_IN_CONTEST = lazy(r"(?<=[^\W\d]{2})在([^,;。]{2,})中$")  # 县医院在全市评比中: 县医院全市评比
_CONTEST = lazy(r"(?P<name>[^,;。\d]{2,16}(?:考核|考评|测评|评比|评价|评估|竞赛))中[^,;。]{0,8}$")  # 2012年在全省考核中排名第五
_HEAD = lazy(r"(?P<thing>[^\d]{3,}?)(?:(?:已)?连续|在[^\d,;。]{0,8})(?=\d|[一二三四五六七八九十])")
_STAYS = lazy("[中里](?:继续|仍然?|依然|再次|持续|稳|始终)*$")  # 总量在全省9个县中继续排名第一
_SPEED = lazy(r"增速|增幅|增长率|涨幅|降幅|总量|总数")
_AMONG = lazy(r"(?!.*[中里])[^\W\d]{1,8}?(?:排名|位居|位列|名列)")
_PLACE_IN_ORDER = lazy(r"全[国省市县区州].{0,4}(?:位次|排名|名次|位置)$")
