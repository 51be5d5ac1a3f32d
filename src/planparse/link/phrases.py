"""Noun phrases before a number and in clauses without one: cleaned of what is not part of them."""

from __future__ import annotations

import re

from planparse.link import grades, words
from planparse.link.verbal import COMPOUND, NOMINAL, strip_verbs
from planparse.patterns import lazy

_LEAD_PREPOSITION = lazy(r"^(?:—+|(?:通过|采取|采用|运用)[^,;。]{2,16}?(?:方式|形式|途径|渠道|手段|模式)(?=[^\W\d]{2})|主要(?:是|为|系)|面向(?:全社会|社会|社会各界|全国|全市|全省)|在[^,;。]{0,14}?(?:基础上|前提下|范围内|过程中|期间|方面|以上|上|中|内|下)(?=[^\W\d]|$)|我们|免费(?=[为对给向])|(?:扣除|剔除|排除|还原)[^,;。]{1,14}?(?:因素|影响|口径)?后|(?:按?(?:同|可比)|按)口径(?:计算)?|按可比价格?(?:计算)?|(?:[一二三四五六七八九十两]|\d{1,2})年(?:以?来|间|中|内)?(?:累计|合计|共(?!同))|执行中|(?:实际)?工作中|(?:(?:全部|项目|工程)?(?:(?:建成|投产|达产|竣工|完工|投用|投入使用|达效|投入运营)+)后,?(?:预计)?(?:每?年)?(?:可|能|将)*(?:实现|新增)?)(?=[^\W\d]{2})|在(?![建库校编册岗谈籍研逃押职园读役孕院训])|对(?![象口])|为|给(?!予|排?水|予)|向(?!上)|从(?!业)|以(?!上|下)|按照|按(?!时|期|需|质|揭)|于[、和]*(?=[召举])|由?我[局县市区镇乡校院委办][^,;。]{0,4}(?:承担|实施|负责|牵头|承建)的(?=[^\W\d]{2})|使(?!用)|让|把|将|由(?!于)|与|同期(?=[^\W\d]{3})|同(?!比|步|级|口径|期)|围绕|用于|针对|通过|随着|截[至止](?:目前)?|目前|当前|年末|年底|去冬今春|今冬明春|去冬以来|全年|全年共|今年以来|一年来|上半年|下半年)")
FREQUENCY = lazy(r"(?:平均)?每(?:天|日|周|月|年|季度|学期|学年)")


def clean(phrase: str) -> str:
    """A subject without connectors, prepositions, openers and 每…."""
    phrase = phrase.rsplit("加上", 1)[1] if "加上" in phrase[:-4] else phrase  # 本级收入加上补助收入8亿元: what is added
    phrase = _LOST_NUMBER.sub("", phrase) if phrase[:1].isdigit() or phrase[:1] == "年" else phrase
    phrase = words.tidy(FREQUENCY.sub("", phrase))
    if "以" in phrase and "为" in phrase:
        phrase = _MAINLY.sub("", phrase)
    if "为" in phrase or "是" in phrase or "计划完成" in phrase:
        phrase = _TASK_IS.sub("", phrase)
    before = None
    while before != phrase:
        before = phrase
        while each := words.each().match(phrase):
            phrase = phrase[each.end() :]
        phrase = words.tidy(_LEAD_PREPOSITION.sub("", phrase))
        phrase = _HAS.sub("", phrase) if "有" in phrase[:9] else phrase
        if (always := _ALWAYS.match(phrase)) and len(phrase) - always.end() >= 2 and not _TERM.match(phrase):
            phrase = words.tidy(phrase[always.end() :])
        phrase = _without_actor(phrase)
        opener = words.openers().match(phrase)
        if opener and opener.end() == len(phrase) and phrase not in words.verbs():
            return ""
        if opener and opener.group() == "新" and (phrase.startswith(_NEW_VERBS) or words.verb_at(phrase)):
            opener = None  # 新增补贴家庭: 新增 is the verb, not 增补
        if opener and opener.end() < len(phrase) and not _glued(phrase, opener):
            phrase = words.tidy(phrase[opener.end() :])
    if "达" in phrase[1:]:
        phrase = _HANDED_DOWN.sub("", phrase)
    if phrase[-1:] in "关阶" and (passed := _PASSED.search(phrase)):
        phrase = phrase[: passed.start()]
    if phrase[-2:] == "影响":
        phrase = _AFFECTED.sub("", phrase)
    if "目标" in phrase[2:]:
        phrase = grades.without(phrase) or phrase
    if phrase[-2:] == "控制":
        phrase = _KEPT.sub("", phrase)
    if "现" in phrase[3:]:
        phrase = _ACHIEVES_SUM.sub("", phrase)
    return _NO_DIGITS.sub("", _PER_TAIL.sub("", phrase))


def _without_actor(phrase: str) -> str:
    """我镇引进企业: who does it stands before a verb and is no part of what is done."""
    return _behind_actor(phrase, _OWN_ACTOR.match(phrase)) if phrase[:1] in _OPENS_ACTOR else phrase


def without_named_actor(phrase: str) -> str:
    """供水公司共安装水表: the actor has a name of its own, and 共 or 累计 parts it from the verb.

    >>> without_named_actor("供水公司共安装水表"), without_named_actor("全县公共安装水表")
    ('安装水表', '全县公共安装水表')
    """
    return _behind_actor(phrase, _NAMED_ACTOR.match(phrase)) if "共" in phrase or "累计" in phrase or "先后" in phrase else phrase


def _behind_actor(phrase: str, who: re.Match[str] | None) -> str:
    if who is None:
        return phrase
    opener = words.openers().match(phrase, who.end())
    verb = words.verb_at(phrase, opener.end() if opener else who.end())
    return phrase[who.end() :] if len(verb) >= 2 and not phrase.endswith(verb) else phrase


_OWN_ACTOR = lazy(r"(?:[我本该][国省市县区州镇乡村局校院园所站办委会]|[我本该](?:街道|社区|单位|公司|中心|支队|部门|企业)|公司|[省市县区镇乡](?:政府|财政))(?:共|累计|已|先后|(?<=共)向上)*(?=[^\W\d]{4})")
_OPENS_ACTOR = frozenset("我本该公省市县区镇乡")
_NAMED_ACTOR = lazy(r"[^\W\d]{2,8}?(?<!公)(?:共(?![同享建管])|累计|先后)(?=[^\W\d]{4})")
_LOST_NUMBER = lazy(r"^(?:\d+[万亿](?=目标|任务|计划|指标)|年(?=[全我本][国省市县区镇乡]))")  # 500万目标任务: the number was set aside; 年全县: a site lost it
_TASK_IS = lazy(r"^[^,;。]{2,16}(?:(?:计划|任务|目标|指标)[为是]|(?<![按超照原])计划完成)(?=[^\W\d]{2})")  # 指导性计划为人工造林
_MAINLY = lazy(r"(?<!予)以(?![上下])[^,;。]{2,14}?为(?:主体?|主导|重点|核心|龙头|代表)的(?=[^\W\d]{2})")  # 完成以设备更新为主的技改投资
_HAS = lazy(r"^(?:(?:全[国省市县区镇乡村]|我[省市县区镇乡局校]|(?:辖区|境|区域|县域|市域|镇域|园区)内?)?(?:目前)?(?:已经?|共|现)(?:拥)?)?有(?![效机限线关色偿序期奖问违权害毒所无声意])(?=[^\W\d]{2,20}$)")
# Who sets a task and for whom: 市下达我县棚改任务.
_HANDED_DOWN = lazy(r"^[^,;。]{0,8}?(?:分解|计划)?下达(?:给|到)?(?:[我全本](?:[国省市县区镇乡州局校院]|街道))?的?(?=[^,;。\d]{2,}(?:任务|计划|指标|目标))")
# 财政总收入突破百亿元大关,达到103亿元: what was passed is no part of what is measured.
_PASSED = lazy("(?<=[^\\W\\d]{2})(?:首次|成功|历史性地?|一举|已|再次)*(?:突破|跨越|迈上|跃上|站上|越过|冲破|登上|迈过)[^,;。\\d]{0,8}(?:大关|台阶)$")
_AFFECTED = lazy(r"(?<=[^\W\d]{2})受(?!益|理|灾)[^,;。]{2,20}影响$")  # 税收受减税影响,减少3亿元
_KEPT = lazy("(?<=[率量额比])控制$")
# 百强企业实现总产值: the verb between whose sum it is and the sum.
_ACHIEVES_SUM = lazy(r"(?<=[^\W\d]{3})实现(?=(?:营业|主营业务|销售|财政|税收|旅游|总|年)?(?:总?收入|[总年]?产值|利润总?额?|增加值|税收|销售额|交易额|贸易额)$)")
_NO_DIGITS = lazy(r"(?<=[^\W\d]{3}[值额入资金款])[万亿]+元?$")  # a site took the digits out of 产值320万元
_NEW_VERBS = ("新上", "新办", "新修", "新栽", "新签")  # 新 is part of the verb
_PER_TAIL = lazy(r"(?<=[^\W\d]{2})为?(?:[年月日][人户]均|人[年月])$")
# Modals and adverbs that never belong to a noun; the others (重点, 高标准, 公开) only go before a verb.
_ALWAYS = lazy(
    r"(?:现(?=已|新|累计|共(?!有)|超额|完成|建成)|向上(?=争取)|[仅只](?=完成|实现|占)|拥有(?=[^\W\d]{2}[^量])|[全我][国省市县区镇乡州](?=实际|累计|共(?!有)|预计|计划)|共计|合计|实际(?=完成|到位|投入|发放|新增)|确保|力争|争取|努力|务必|必须|要|将|拟|计划|预计|应当|应(?![急用届收征付缴交退还])|须|继续|进一步|共(?!建(?![设成立])|[享同和产青])|累计|已经|已|先后|分别|均|都|全部|至少|还(?![款贷迁田林])|又|也|并(?![网轨购])|同时|另外|此外|其中|全年|年内|今年|本年度|逐步|基本|如期|按期|成功|顺利|首次|超额|圆满|每年|预期)+"
)


def _glued(phrase: str, opener: re.Match[str]) -> bool:
    """重点项目, 高标准农田: here the word belongs to the noun."""
    end = opener.end()
    if len(phrase) - end < 2 or _TERM.match(phrase):
        return True
    verb = words.verb_at(phrase, end)
    if opener.group().endswith("重点") and verb in _NAMED_BY and NOMINAL.match(phrase, end + len(verb)):
        return True  # 全市重点建设项目
    return _ALWAYS.fullmatch(opener.group()) is None and (not verb or COMPOUND.match(phrase, end + len(verb)) is not None)


_NAMED_BY = frozenset(("建设", "改造", "扶持", "监管", "监控", "培育", "攻坚", "招商", "整治", "帮扶"))
# Terms that begin with an adverb.
_TERM = lazy(r"计划(?:完成|执行)率|(?:集中|分散|统一|公开|定期|系统|综合)(?:供养|供水|供热|供暖|供气|安置|采购|居住|隔离|处置|执法|配送|支付|式)(?!了)|共(?:建(?![设成立])|享)|应[^\W\d]{1,2}尽[^\W\d]|应[收缴付退还交](?!尽)|基本(?:建设|医疗|养老|农田|公共|药物|生活|口粮|保险|公卫)")


def within(left: str) -> str:
    """Without the group that a rank or number is taken in: 县级部门中行风评议 gives 行风评议."""
    return _WITHIN.sub("", left)


def thing_of(clause: str) -> str:
    """What a clause without a number speaks of: 小城镇建设稳步推进 gives 小城镇建设."""
    clause = _IS.split(clean(clause))[0]
    if fared := _FARED.search(clause):
        return clause[: fared.start()]
    if pursued := _PURSUED.match(clause):
        return _SOME.sub("", pursued["thing"])
    if len(clause) > 4 and _WORK_AT_END.search(clause):
        return _SOME.sub("", strip_verbs(clause)) if words.verb_at(clause) else clause
    verbs = (at for at, form in words.verbs_in(clause) if at >= 4 and not COMPOUND.match(clause, at + len(form)) and not _WORK.search(clause, at + len(form)))
    if (at := next(verbs, None)) is not None:
        return _ADVERB.sub("", words.tidy(clause[:at]))
    return clause[:-4] if len(clause) >= 8 and not _NAMES_WORK.search(clause) else clause


_FARED = lazy(r"(?<=[^\W\d]{2})(?:喜|再|又)?(?:获得?|夺取|取得)[^\W\d]{0,6}?(?:丰收|收成)$")  # 粮食获得好收成
_NAMES_WORK = lazy(r"(?:基地|园区?|中心|[一二三四五]?期|标?段|公路|大道|水库|医院|学校)$")
_IS = lazy(r"(?<=[^\W\d]{4})(?:属于?|是|系(?![统列数]))|(?<=[^\W\d]{2})(?:位于|坐落[于在]|(?<!位)(?<!坐落)于)(?=[^\W\d]{2})")
_WORK = lazy("工程|项目")
# Who works on it, and how.
_PURSUED = lazy(r"[^,;。\d]{0,12}?(?:推进|实施|启动|引进|承建|谋划|争取|抓好|承担){1,2}了?(?P<thing>[^,;。]{4,24}(?:工程|项目|厂扩建|厂改造))$")
_WORK_AT_END = lazy("(?:工程|项目)$")
_SOME = lazy("^(?:一批|一系列)")
_ADVERB = lazy(r"(?:基本|全面|顺利|已经?|正在|加快|如期|全部|率先|成功|稳步|扎实|有序|深入)+$")


def behind(left: str) -> str:
    """The words between two numbers of one clause: what the first counts, then the verb, then what the second does."""
    left = words.tidy(_WITHIN.sub("", left))
    if words.verb_at(left):
        return clean(left)  # 向48人次发放技能提升补贴8万元: no noun was counted
    last = last_end = 0
    for at, verb in words.verbs_in(left):
        following = left[at + len(verb) :].lstrip("了、和出起好")
        if len(verb) >= 2 and len(following) >= 2 and not NOMINAL.match(following) and not _YIELD.match(left, at):
            last, last_end = at, at + len(verb)
    return clean(left[last_end:]) if last >= 2 else clean(left)


_YIELD = lazy("(?:销售|营业|经营)(?:收入|额|利润)")
_WITHIN = lazy(r"^[^,;。、]{2,10}?(?:中(?![医学心小央等国型期职专华部层游药院考])|里(?![程面])|内(?![容部科镇河外需涝]))(?=[^\W\d]{2})")
