"""Verbs in a phrase: those that lead it, that are all of it, that end it, and what they are done to."""

from __future__ import annotations

import re
from functools import cache

from planparse.lexicon import Words
from planparse.link import words
from planparse.link.things import of_work
from planparse.patterns import lazy


def strip_verbs(phrase: str) -> str:
    """The phrase behind its leading verbs: 配备标准校车 gives 标准校车."""
    position = 0
    while verb := words.verb_at(phrase, position):
        end = position + len(verb)
        following = phrase[end:]
        if (following[:1] == "的" and verb in _HAPPENS) or len(following.lstrip("了、和")) < 2 or NOMINAL.match(following) or (len(verb) < 2 and following[0] != "了"):
            break
        if verb in _EARNS and _EARNED.match(following):
            break
        if _RATE_OF.fullmatch(following) and verb not in _REACHES_RATE:
            break  # 投诉办结率
        if verb in _HANDS_OVER and _OFFICE.fullmatch(following):
            break  # 移送司法机关6人
        if verb in _QUALIFIES and following[:1] in _QUALIFIED:
            break  # 试点县
        if position and verb in _EXAMINES and _REPORTED.match(following):
            break  # 提出审计建议
        if following.startswith("立卡") or _JOINED.match(following) or COMPOUND.match(following):
            break
        position = end
        while phrase[position : position + 1] in ("了", "出", "好", "起", "成") and not _OF_NOUN.match(phrase, position):
            position += 1
    return phrase[position:]


def object_alone(phrase: str) -> str:
    """What something is done to, without the verb; nothing where a phrase is all verbs: 办理案件 gives 案件, 立案 nothing."""
    if only_verbs(phrase) or phrase in _FILED:
        return ""
    return phrase if _PROJECT.search(phrase) else strip_verbs(phrase)  # 扩大内需项目 is named by its verb


_FILED = frozenset(("立案", "结案", "破案", "受案", "发案"))
# What a thing does by itself: 开工的小区 keeps its verb.
_HAPPENS = frozenset(("开工", "新开工", "开工建设", "动工", "复工", "停工", "完工", "竣工", "建成", "投产", "投用", "签约", "落地", "启用", "毕业", "就业", "参保", "获奖", "脱贫", "摘帽"))
_EARNS = frozenset(("销售", "经营", "运营", "营业", "租赁", "服务", "加工"))  # 销售收入 is one noun
_EARNED = lazy("总?(?:收入|利润|成本|费用|支出|毛利)|[额量]")
_JOINED = lazy(r"[、与或及]|和(?!谐|平|睦|美(?![丽食容化术观]))")
_HANDS_OVER = frozenset(("移送", "移交", "送"))
# What they yield is named by them: 审计建议, 督查报告.
_EXAMINES = frozenset(("审计", "巡察", "督查", "检查", "监督", "调研", "整改", "评估", "考核", "监测", "督导", "评审"))
_QUALIFIES, _QUALIFIED = frozenset(("试点", "示范")), frozenset("县市区镇乡村校园户企")
_REPORTED = lazy(r"(?:建议|报告|意见|业务|会议|方案|问题|简报|通报)(?:[^\W\d]{0,2})$")
_OFFICE = lazy(r"[^\W\d]{0,8}(?:机关|公安|部门|检察院|法院|监委|纪委|处理)")
_RATE_OF = lazy(r"[^\W\d]{2,3}率")
_REACHES_RATE = frozenset(("提高", "保持", "实现", "确保", "达到", "完成", "控制", "降低", "巩固", "提升", "稳定", "减少"))
# What makes a noun of a verb before it (生产总值, 制造业), and a noun that begins like a complement (出口).
COMPOUND = lazy(r"总值|[引选]资|社(?![会区])|业(?![务绩主态余])|[性力线员者商品率型]|降费|不(?:规范|到位|合规|实|力|当)|到位|区(?=$|[数、和与及农群居企实完累投引工项绿面人平])|面(?![向对临])|[点站](?![多燃亮上])|[户群房](?=$|[数、和与及])|房(?=[建项源小])|户(?=单位|职工)|会(?=$|[议、和与及])|集团|公司|机构|类|[局股厅]|科(?![学技研普级])|委(?![托派])|[大支]队")
_OF_NOUN = lazy(r"出[口台租让生境入行版席]|起[诉点义草]|成[本效果人员品]|起点|好评")
# A verb before one of these is part of a noun: 培训基地, 投资项目, 建设用地.
NOMINAL = lazy(r"(?:基地|中心|机构|项目|工程|用地|资金|经费|标准|面积|长度|总?里程|能力|人员|总?人数|任务|工作|单位|对象|平台|体系|制度|机制|网络|总额|总量|金额|率|量|额|数)(?:[^\W\d]{0,2})$|(?:设施|设备)(?:建设)?$")


def part_of_noun(following: str) -> bool:
    """Whether what follows a verb makes a noun of it: 改造资金, 受益区."""
    return bool(NOMINAL.match(following) or COMPOUND.match(following) or following.startswith(("户均", "人均", "亩均", "生均")))


def only_verbs(phrase: str) -> bool:
    """Whether a phrase is nothing but verbs: 新建, 改扩建."""
    position = 0
    while verb := words.verb_at(phrase, position):
        position += len(verb)
    return position > 0 and (position == len(phrase) or phrase[position:] in ("成", "了", "好", "完"))


def ends_in_verb(phrase: str) -> bool:
    """Whether a phrase ends in a verb, so that what follows is its object."""
    return _long_verbs().closes(phrase, 0, len(phrase))


@cache
def _long_verbs() -> Words:
    return Words(v for v in words.verb_forms() if len(v) >= 2)


def object_of(phrase: str) -> str | None:
    """Verb and object of a clause that says first where, for whom or by whom: 向东岭中学捐赠图书 gives 捐赠图书."""
    match = _acted().match(phrase)
    if not match or NOMINAL.match(match["object"]) or _PROJECT.match(match["object"]) or match["object"][0] in "性化的率型已" or words.verb_at(phrase):
        return None
    if match["verb"] in _REACHES_SUM and of_work(match["object"]):
        return None  # 客运站完成投资额: the station is what it is of
    if match["verb"] in _WITH and (inner := object_of(match["object"])):
        return inner  # 工会指导学生会举办活动
    return match["verb"] + match["object"]


_REACHES_SUM = frozenset(("完成", "实现", "累计完成"))
_WITH = frozenset(("联合", "会同", "指导", "组织", "督促", "安排", "协调"))
_PROJECT = lazy("项目|工程|任务|工作")  # 医院迁建项目: the verb is part of the noun
_BY_WHOM = (
    r"(?:(?:在|对|为|向|到|给|由|从|联合|与|依托|通过|围绕|针对|对照|利用|组织)[^,;。]{1,30}?"
    r"|[^,;。]{1,24}?(?:局|委|办|科|股|站|(?<![厕场])所|队|(?<!社)会|院|中心|公司|集团|部门|单位|学校|中学|小学|幼儿园|政府|社区|校|机构|教授|街道)(?:[与和同][^,;。]{2,14}?)?(?:要|应|须|应当)?(?:共同)?)"
)


@cache
def _acted() -> re.Pattern[str]:
    """Who or where, adverbs, a verb of two or more characters, and what it is done to."""
    adverbs = words.openers().pattern
    verbs = "|".join(v for v in words.verb_forms() if len(v) >= 2)
    return re.compile(rf"^{_BY_WHOM}(?:{adverbs})?(?P<verb>(?!上报刊|刊发表)(?:{verbs})|慰问|移交|捐赠|核定|通报|派出|运送|新栽|兴建)(?:了|出|起|成)?(?P<object>[^\W\d]{{2,}})$")


def done_by(phrase: str) -> str:
    """What an office does, where nothing is named that it is done to: 水政监察队巡查 gives 巡查."""
    match = _office_acts().fullmatch(phrase)
    return match["verb"] if match else ""


@cache
def _office_acts() -> re.Pattern[str]:
    verbs = "|".join(v for v in words.verb_forms() if len(v) >= 2)
    return re.compile(rf"[^,;。]{{2,12}}?(?:局|委|办|科|股|站|所|队|中心|部门|支队|大队)(?:要|应|须)?(?P<verb>{verbs})")
