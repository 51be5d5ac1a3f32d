"""The predicate before a number: how a subject is tied to its value, and what that says of change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planparse.link import words
from planparse.patterns import lazy
from planparse.records import Change

_UP = r"(?<!(?<!平)稳)增长|增利|增效|前进|(?<=同比|环比|上年|去年|同期)改善|扩容|扩充|增加(?!值)|增收|增支|增产|增建|加高|加长|加宽|提高|上升|提升|增|扩大|扩增|递增|上涨|攀升|上浮|回升|增幅|增速|涨幅|升幅|加快|同比增|环比增|净增|新增|涨|拉长|延长|高出|多出|多收|多"
_DOWN = r"负增长|减利|减收|减支|减产|减亏|下降|下浮|降低|减少|减|压减|压降|缩短|缩减|审减|核减|回落|下滑|下调|降幅|减幅|跌|压缩|精简|减轻|(?<![起升])降|少|递减|削减|收窄|放缓"
_TO = r"到|至|为|成"
_LEVEL = (
    r"[≥≤<>]|达到了?|高达|可达|已达|达成|(?<![发雷])达|发展到|发展至|调整为|调整到|缩小到|缩小至|实现|保持在|稳定在|维持在|巩固在|控制在|稳控在|不(?:得|能|应|许|准|可|要|宜|允许)?再?(?:低于|少于|小于|超过|突破|高于|多于|大于)|保持|稳定|维持|不低于|不少于|不超过|不高于|[不]?[大小]于|高于|低于|不到|只有|仅|超过|突破|接近|(?<!行)(?<!作)为|是|(?<![国私公民享])有|共有|仅有|约有|占到|占|居|位居|排名|名列|(?<![出系下])列|位列|"
    r"相当于(?:上年|去年)?的?|折合|约合|跨越|跨过|跨入|站上|迈上|迈入|迈过|跃上|跃过|登上|共计|(?<!^收入)(?<!^支出)合计|(?<!收入)(?<!支出)总计|共|累计|(?<![预统审会设总合])计|大约|(?<![签节契集违履条])约|近|至少|不足|逾|超|到|至|在|升至|升到|降至|降到|增至|增到|减至|减到|扩至|涨至|跃升至|跃居|跻身|翻了|翻"
)
# What is compared with stands once: a repetition of 比… in it would be tried in every division.
_ADVERBIALS = r"(?:同比|同期|环比|比(?=[增升降减])|平均每年|每年|年均|逐年|平均|[年月]?[人户]均(?=[增提减下上])|[日月季周]均(?=[增新净提减下上])|将|约|共|再|又|已|均|实际|净(?=[增减])|自然(?=增幅)|分别|累计|持续|大幅|首次|预计|计划|预期|稳步|明显|比上年|同比实际|名义|可比){0,4}"
_CHANGING = lazy(rf"(?P<gap>{_ADVERBIALS}(?:(?:(?<![占对可])比(?![例重率值])[^,;。]{{1,16}}?|较[^,;。]{{1,16}}?){_ADVERBIALS})?)(?P<verb>(?P<up>{_UP})|{_DOWN})(?:了|约|近)*(?P<to>{_TO})?(?:了|约|近)*$")
_LEVELS = lazy(rf"(?P<verb>(?:{_LEVEL})(?:了|约|近|到|至|在)*)$")
_THAN = lazy(r"(?:要|将|力争)?(?<![占对])(?:比|较)(?![例重率值])[^,;。]{1,12}$")
# 低于全省平均增速2个百分点: how far beyond another rate, no change.
BEYOND = lazy(r"^[,、]?(?:但|仍|也|均|都)*(?P<how>(?:[高低快慢优]于|[高低]出|落后于?)[^,;。\d]{2,16}|超过(?:了)?(?:[全本]?[国省市县区镇乡校]|同类|年级)[^,;。\d]{0,6}平均(?:水平|分|值|数)?|超过?(?:了)?(?:时序|序时|时间|目标|计划|年度|全年|预期|任务)[^,;。\d]{0,8})$")
_ABOVE = lazy(r"(?<=[^\W\d])(?:[高低快慢]于|高出|低出)[^,;。\d]{2,16}(?:增速|增幅|涨幅|降幅|平均数?|均值|水平)$")  # 小微贷款增速高于各项贷款增速10个百分点
_PRICES = lazy(r"按(?:可比|不变|现行)?(?:价格?|口径|汇率)计?算?|扣除价格因素")
_EACH_BY = lazy("(?P<verb>增长|下降|提高|减少|增加|上升)分别(?:为|达到?|是)$")
_COMPARED = ("同比", "环比")
_PER = lazy(r"(?<=[到至])(?:每[^\W\d]{1,4}){1,2}$")  # 提高到每人每月600元
_NEW = lazy(r"(?:新增(?!劳动力)|净增|增添|增加(?!值)|新扩(?!建)|增建)(?:了)?[^,;。]{0,30}$")
_LESS = lazy(r"(?:减少|减轻|压减|核减|审减|削减|缩减|减免|降低(?![^,;。]{0,6}标准))(?:了)?[^,;。达为]{0,16}$")
_RATE_OF_CHANGE = lazy(r"(?:(?P<up>增速|增幅|涨幅|升幅|增长速度)|降幅|减幅|跌幅)$")
_ADVERBS = lazy(r"(?:分别|(?<![满续每第到达至近约])(?:[一二三四五六七八九十两]|\d{1,2})年(?:以?来|间|中|内)?|(?<![人户生亩村校日月年周次平])均|都|总共|一共|(?<![签节契集违履条])约|力争|争取|确保|全部|逐步|已|将|(?<=[^\W\d]{2})要求|要|必须|(?<![供适响反效对])应|须|(?<=[^\W\d]{2})仍|[还尚仍只]需|(?<![许认])可|根本(?=$)|[仍依]然|仍旧|可望|有望|拟按|拟|基本|至少|最高|最低|最多|最长|最短|最大|大约|大概|总体|普遍|稳步|稳定|平稳|累计|共|首次|预计|历史性地?|大幅|持续|同口径)+$")

# 比上年多争取3亿元: by how much more was done.
_MORE = lazy(r"(?:同比|(?<![占对可])比(?![例重率值])[^,;。多少]{1,16}|较[^,;。多少]{1,16})(?P<how>[多少])(?P<done>[^,;。\W\d]{1,10}?)(?:了|约|近)*$")
_BRIEF = frozenset("增发收产销用支付拨投招录建修卖买")
_CLOSES_ABOVE = frozenset("速幅均数值平")
# 提高幅度达30%: by how much it was raised.
_EXTENT = lazy(r"(?:(?P<up>提高|提升|增长|增加|上升|上涨)|下降|降低|减少|下浮)的?幅度$")
_RATES = frozenset(("增幅", "增速", "涨幅", "升幅", "降幅", "减幅"))
_CLOSES_RATE = frozenset("速度幅")
# What ends in another character than any of the pattern does not end in what it looks for.
_CLOSES_CHANGE, _CLOSES_ADVERB, _CLOSES_LEVEL = (frozenset(f"{p.pattern}\n") for p in (_CHANGING, _ADVERBS, _LEVELS))


@dataclass(frozen=True, slots=True)
class Predicate:
    """What stands before it is the subject; `verb` is empty where number and noun stand side by side."""

    subject: str
    verb: str
    change: Change
    reach: bool


def read(left: str) -> Predicate:
    """Split the words left of a number into subject and predicate.

    >>> p = read("学前一年幼儿入园率达到"); p.subject, p.change
    ('学前一年幼儿入园率', 'level')
    >>> p = read("财政收入比上年增长"); p.subject, p.change
    ('财政收入', 'increase')
    """
    left = _PER.sub("", left.rstrip(" (")) if "每" in left[-8:] else left.rstrip(" (")
    left = _EACH_BY.sub(r"分别\g<verb>", left) if "分别" in left else left
    left = _PRICES.sub("", left) if "价" in left or "按" in left else left
    if left.rstrip("+＋").endswith(_COMPARED):
        return Predicate(_bare(left.rstrip("+＋")[:-2]), "增长", "increase", False)  # 同比+18%
    if BEYOND.search(left) or (left[-1:] in _CLOSES_ABOVE and _ABOVE.search(left)):
        return Predicate(_bare(left), "", "level", False)
    if ("多" in left or "少" in left) and (more := _MORE.search(left)) and (verb := words.verb_at(more["done"]) or more["done"][:1] * (more["done"][:1] in _BRIEF)):
        bare = more["done"] == verb  # 比上年多争取3亿元, but of 多争取资金3亿元 the object is measured
        return Predicate(_bare(left[: more.start()]) if bare else more["done"], more["how"], "increase" if more["how"] == "多" else "decrease", False)
    match = _CHANGING.search(left) if left[-1:] in _CLOSES_CHANGE else None
    if match and not _part_of_noun(left, match):
        rate = match["verb"] in _RATES  # 增速为8% is a rate of growth, 提高为8% is none
        change: Change = "level" if match["to"] and not rate else ("increase" if match["up"] else "decrease")
        return Predicate(_bare(left[: match.start()]), match["verb"] + (match["to"] or ""), change, bool(match["to"]))
    verbs: list[str] = []
    while left[-1:] in _CLOSES_LEVEL and (match := _LEVELS.search(left)):
        verbs.insert(0, match["verb"])
        left = _bare(left[: match.start()])
    if verbs and left and (match := _CHANGING.fullmatch(left)) and not match["to"] and match["verb"] not in _RATES:
        return Predicate("", match["verb"] + "".join(verbs), "increase" if match["up"] else "decrease", True)  # 增长超过5%
    if left.endswith("幅度") and (extent := _EXTENT.search(left)):
        return Predicate(_bare(left[: extent.start()]), extent.group(), "increase" if extent["up"] else "decrease", bool(verbs))
    left = _THAN.sub("", _bare(left)) if verbs and "翻" in verbs[0] else left
    return Predicate(_bare(left), "".join(verbs), _side_change(left), bool(verbs))


def _part_of_noun(left: str, match: re.Match[str]) -> bool:
    """新增 before a number is the verb; 增速 in 增速目标 never ends a clause, so only single characters are doubtful."""
    verb = match["verb"]
    before = left[: match.start("verb")][-1:]
    return verb in ("多", "少", "减", "增", "降", "涨", "跌") and ((before != "" and before in "很最较许不至更众自") or (before == "" and verb in "多少"))  and not match["gap"]


def _bare(left: str) -> str:
    left = left.rstrip(" ,")
    return _ADVERBS.sub("", left) if left[-1:] in _CLOSES_ADVERB else left


def _side_change(left: str) -> Change:
    """新增机动车泊位 1.3 万个 is an increase though 泊位 stands before the number; a price rise kept below 3% is one."""
    if left[-1:] in _CLOSES_RATE and (rate := _RATE_OF_CHANGE.search(left)):
        return "increase" if rate["up"] else "decrease"
    if _NEW.search(left.rsplit("、", 1)[-1]):
        return "increase"
    return "decrease" if _LESS.search(left) else "level"
