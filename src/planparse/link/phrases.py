"""Noun phrases beside a number: cleaned of what is not part of them, cut where they end."""

from __future__ import annotations

import re
from functools import cache

from planparse.lexicon import Words
from planparse.link import words
from planparse.link.things import of_work

_LEAD_PREPOSITION = re.compile(r"^(?:—+|面向(?:全社会|社会|社会各界|全国|全市|全省)|在[^,;。]{0,14}?(?:基础上|前提下|范围内|过程中|期间|方面|以上|上|中|内|下)(?=[^\W\d]|$)|我们|(?:扣除|剔除|排除)[^,;。]{1,14}?(?:因素|影响)?后|按(?:同|可比)?口径(?:计算)?|按可比价格?(?:计算)?|(?:[一二三四五六七八九十两]|\d{1,2})年(?:以?来|间|中|内)?(?:累计|合计|共(?!同))|执行中|(?:实际)?工作中|在(?![建库校编册岗谈籍研逃押职园读役孕院训])|对(?![象口])|为|给(?!排?水)|向(?!上)|从(?!业)|以(?!上|下)|按照|按(?!时|期|需|质|揭)|于[、和]*(?=[召举])|由?我[局县市区镇乡校院委办][^,;。]{0,4}(?:承担|实施|负责|牵头|承建)的(?=[^\W\d]{2})|使(?!用)|让|把|将|由(?!于)|与|同(?!比|步|级|口径)|围绕|用于|针对|通过|随着|截至目前|目前|当前|年末|年底|去冬今春|今冬明春|去冬以来|全年|全年共|今年以来|一年来|上半年|下半年)")
_DOES = re.compile(r"(?:进行|开展|实施|给予|予以)(?:了)?")
_FILLER = re.compile(r"(?:及时|严格|认真|全面|分别|顺利|陆续|率先|稳定|成功|已经|已|(?<!平)均(?!衡)|都|全部|共同|集中(?![隔供居安采处式连])|统一(?![战配采]))")
_FREQUENCY = re.compile(r"(?:平均)?每(?:天|日|周|月|年|季度|学期|学年)")
_NOT_NOUN = re.compile(r"^(?:的)?(?:标准(?=[^\W\d]{0,4}(?:,|$))|中(?=[,的有已不]|$)|不变|持平|由(?=[^\W\d]{2})|和|与(?!会)|及|以及|以上|以下|左右|不等|之间|大关|[,;。、)]|$)")
_MAX_RIGHT = 26
# What is said behind the noun: the adverb before its verb, or a verb of its own.
_SAID_OF = re.compile(
    r"(?:全部|均|同比|环比|提前|如期|正在|顺利|陆续|不断|持续|蓬勃|加快|稳步|日益|迅速|快速|成功)(?=[^\W\d]{2})(?!覆盖)|(?:破获|清零|正式(?!党员|编制|职工)|入选|入驻|荣获|获评|排名(?!末|靠)|追回|援助|援建|刷新|高于|低于|居全|位居|开工建设|动工建设|投入(?:使用|运[行营])|有序推进|组织实施|水质达标|(?:占比)?(?:不低于|不少于|不超过|不高于))"
    r"|的?基础上|为(?:抓手|契机|重点|依托|载体|核心|突破口|龙头|主体|主线|支撑)"
)
_PREDICATE_IN_RIGHT = re.compile(r"(?:率先|全部|全面|基本|顺利|提前|均|都|已|稳定)?(?:达到|实现|完成|通过|投入|进入|开工|竣工|建成|投用|落地|脱贫|出列|达标|受益|纳入)")


def clean(phrase: str) -> str:
    """A subject without connectors, prepositions, openers and 每…."""
    phrase = _BARE_NUMBER.sub("", phrase) if phrase[:1].isdigit() else phrase
    phrase = words.tidy(_FREQUENCY.sub("", phrase))
    if "为" in phrase or "是" in phrase:
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


_OWN_ACTOR = re.compile(r"(?:[我本该][国省市县区州镇乡村局校院园所站办委会]|[我本该](?:街道|社区|单位|公司|中心|支队|部门|企业)|公司|[省市县区镇乡](?:政府|财政))(?:共|累计|已|先后|(?<=共)向上)*(?=[^\W\d]{4})")
_OPENS_ACTOR = frozenset("我本该公省市县区镇乡")
_NAMED_ACTOR = re.compile(r"[^\W\d]{2,8}?(?<!公)(?:共(?![同享建管])|累计|先后)(?=[^\W\d]{4})")
_BARE_NUMBER = re.compile(r"^\d+[万亿](?=目标|任务|计划|指标)")  # 500万目标任务: the number was set aside
_TASK_IS = re.compile(r"^[^,;。]{2,16}(?:计划|任务|目标|指标)[为是](?=[^\W\d]{2})")  # 指导性计划为人工造林
_HAS = re.compile(r"^(?:(?:全[国省市县区镇乡村]|我[省市县区镇乡局校]|(?:辖区|境|区域|县域|市域|镇域|园区)内?)?(?:目前)?(?:已经?|共|现)(?:拥)?)?有(?![效机限线关色偿序期奖问违权害毒所无声意])(?=[^\W\d]{2,20}$)")
# 百强企业实现总产值: the verb between whose sum it is and the sum.
_KEPT = re.compile("(?<=[率量额比])控制$")
_ACHIEVES_SUM = re.compile(r"(?<=[^\W\d]{3})实现(?=(?:营业|主营业务|销售|财政|税收|旅游|总|年)?(?:总?收入|[总年]?产值|利润总?额?|增加值|税收|销售额|交易额|贸易额)$)")
_NO_DIGITS = re.compile(r"(?<=[^\W\d]{3}[值额入资金款])[万亿]+元?$")  # a site took the digits out of 产值320万元
_NEW_VERBS = ("新上", "新修", "新栽", "新签")  # 新 is part of the verb
_PER_TAIL = re.compile(r"(?<=[^\W\d]{2})为?(?:[年月日][人户]均|人[年月])$")


# Modals and adverbs that never belong to a noun; the others (重点, 高标准, 公开) only go before a verb.
_ALWAYS = re.compile(
    r"(?:向上(?=争取)|[仅只](?=完成|实现|占)|拥有(?=[^\W\d]{2}[^量])|[全我][国省市县区镇乡州](?=实际|累计|共(?!有)|预计|计划)|共计|合计|实际(?=完成|到位|投入|发放|新增)|确保|力争|争取|努力|务必|必须|要|将|拟|计划|预计|应当|应(?![急用届收征付])|须|继续|进一步|共(?!建(?![设成立])|[享同和产青])|累计|已经|已|先后|分别|均|都|全部|至少|还(?![款贷迁田林])|又|也|并(?![网轨购])|同时|另外|此外|其中|全年|年内|今年|本年度|逐步|基本|如期|按期|成功|顺利|首次|超额|圆满|每年|预期)+"
)


def _glued(phrase: str, opener: re.Match[str]) -> bool:
    """重点项目, 高标准农田: here the word belongs to the noun."""
    end = opener.end()
    if len(phrase) - end < 2 or _TERM.match(phrase):
        return True
    verb = words.verb_at(phrase, end)
    return _ALWAYS.fullmatch(opener.group()) is None and (not verb or _COMPOUND.match(phrase, end + len(verb)) is not None)


# Terms that begin with an adverb.
_TERM = re.compile(r"计划(?:完成|执行)率|(?:集中|分散|统一|公开|定期|系统|综合)(?:供养|供水|供热|供暖|供气|安置|采购|居住|隔离|处置|执法|配送|支付|式)(?!了)|共(?:建(?![设成立])|享)|应[^\W\d]{1,2}尽[^\W\d]|基本(?:建设|医疗|养老|农田|公共|药物|生活|口粮|保险|公卫)")


def object_of(phrase: str) -> str | None:
    """Verb and object of a clause that says first where, for whom or by whom: 向东岭中学捐赠图书 gives 捐赠图书."""
    match = _acted().match(phrase)
    if not match or _NOMINAL.match(match["object"]) or _PROJECT.match(match["object"]) or match["object"][0] in "性化的率型已" or words.verb_at(phrase):
        return None
    if match["verb"] in _REACHES_SUM and of_work(match["object"]):
        return None  # 客运站完成投资额: the station is what it is of
    if match["verb"] in _WITH and (inner := object_of(match["object"])):
        return inner  # 工会指导学生会举办活动
    return match["verb"] + match["object"]


def done_by(phrase: str) -> str:
    """What an office does, where nothing is named that it is done to: 水政监察队巡查 gives 巡查."""
    match = _office_acts().fullmatch(phrase)
    return match["verb"] if match else ""


@cache
def _office_acts() -> re.Pattern[str]:
    verbs = "|".join(v for v in words.verb_forms() if len(v) >= 2)
    return re.compile(rf"[^,;。]{{2,12}}?(?:局|委|办|科|股|站|所|队|中心|部门|支队|大队)(?:要|应|须)?(?P<verb>{verbs})")


_REACHES_SUM = frozenset(("完成", "实现", "累计完成"))
_WITH = frozenset(("联合", "会同", "指导", "组织", "督促", "安排", "协调"))
_PROJECT = re.compile("项目|工程|任务|工作")  # 医院迁建项目: the verb is part of the noun
_BY_WHOM = (
    r"(?:(?:在|对|为|向|到|给|由|从|联合|与|依托|通过|围绕|针对|对照|利用|组织)[^,;。]{1,30}?"
    r"|[^,;。]{1,24}?(?:局|委|办|科|股|站|所|队|(?<!社)会|院|中心|公司|集团|部门|单位|学校|中学|小学|幼儿园|政府|社区|校|机构|教授|街道)(?:[与和同][^,;。]{2,14}?)?(?:要|应|须|应当)?(?:共同)?)"
)


@cache
def _acted() -> re.Pattern[str]:
    """Who or where, adverbs, a verb of two or more characters, and what it is done to."""
    adverbs = words.openers().pattern
    verbs = "|".join(v for v in words.verb_forms() if len(v) >= 2)
    return re.compile(rf"^{_BY_WHOM}(?:{adverbs})?(?P<verb>{verbs}|慰问|移交|捐赠|核定|通报|派出|运送|新栽|兴建)(?:了|出|起|成)?(?P<object>[^\W\d]{{2,}})$")


def part_of_noun(following: str) -> bool:
    """Whether what follows a verb makes a noun of it: 改造资金, 受益区."""
    return bool(_NOMINAL.match(following) or _COMPOUND.match(following) or following.startswith(("户均", "人均", "亩均", "生均")))


def strip_verbs(phrase: str) -> str:
    """The phrase behind its leading verbs: 配备标准校车 gives 标准校车."""
    position = 0
    while verb := words.verb_at(phrase, position):
        end = position + len(verb)
        following = phrase[end:]
        if (following[:1] == "的" and verb in _HAPPENS) or len(following.lstrip("了、和")) < 2 or _NOMINAL.match(following) or (len(verb) < 2 and following[0] != "了"):
            break
        if _RATE_OF.fullmatch(following) and verb not in _REACHES_RATE:
            break  # 投诉办结率
        if following.startswith("立卡") or following[:1] in ("、", "和", "与") or _COMPOUND.match(following):
            break
        position = end
        while phrase[position : position + 1] in ("了", "出", "好", "起", "成") and not _OF_NOUN.match(phrase, position):
            position += 1
    return phrase[position:]


# What a thing does by itself: 开工的小区 keeps its verb.
_HAPPENS = frozenset(("开工", "新开工", "开工建设", "动工", "复工", "停工", "完工", "竣工", "建成", "投产", "投用", "签约", "落地", "启用", "毕业", "就业", "参保", "获奖", "脱贫", "摘帽"))
_RATE_OF = re.compile(r"[^\W\d]{2,3}率")
_REACHES_RATE = frozenset(("提高", "保持", "实现", "确保", "达到", "完成", "控制", "降低", "巩固", "提升", "稳定", "减少"))
# What makes a noun of a verb before it (生产总值, 制造业), and a noun that begins like a complement (出口).
_COMPOUND = re.compile(r"总值|[引选]资|社(?![会区])|业(?![务绩主态余])|[性力线员者商品率]|区(?=$|[数、和与及农群居企实完累投引工项])|面(?![向对临])|[点站](?![多燃亮上])|[户群房](?=$|[数、和与及])|会(?=$|[议、和与及])|集团|公司|[局股厅]|科(?![学技研普级])|委(?![托派])|[大支]队")
_OF_NOUN = re.compile(r"出[口台租让生境入行版席]|起[诉点义草]|成[本效果人员品]|起点|好评")
# A verb before one of these is part of a noun: 培训基地, 投资项目, 建设用地.
_NOMINAL = re.compile(r"(?:基地|中心|机构|项目|工程|用地|资金|经费|标准|面积|长度|里程|能力|人员|总?人数|任务|工作|单位|对象|平台|体系|制度|机制|网络|总额|总量|金额|率|量|额|数)(?:[^\W\d]{0,2})$|(?:设施|设备)(?:建设)?$")


def only_verbs(phrase: str) -> bool:
    """Whether a phrase is nothing but verbs: 新建, 改扩建."""
    position = 0
    while verb := words.verb_at(phrase, position):
        position += len(verb)
    return position > 0 and (position == len(phrase) or phrase[position:] in ("成", "了", "好", "完"))


def _before_verb(phrase: str) -> str:
    """为38所农村小学配齐器材: the noun ends where the verb begins."""
    match = _GIVES.search(phrase, 2)
    return phrase[: match.start()] if match else phrase


_GIVES = re.compile(r"(?:免费)?(?:配齐|配备|配置|更换|更新|发放|安装|加装|提供|缴纳|代缴|垫付|报销|减免|落实|办理|设立|设置|建立|逐条|逐一|编制|划分|补充|送|上门|给予|实施|推广|开设)")


_BY_RATE = re.compile(r"按[^,;。]*$")
_TOWARDS = re.compile(r"^(?:[^,;。]{0,8}(?:期间|以来|政府|[局委]|公司|中心|学校|协会))?(?:为|对|给|向|将|把|在)[^,;。]*$")


def right_noun(right: str, left: str = "", clause: str = "") -> str:
    """The noun phrase behind a number, with what is done to it: 新教师进行了试用期岗位培训 is 新教师试用期岗位培训."""
    if _NOT_NOUN.match(right) or _LEADS_ON.search(right) or (_BY_RATE.search(left) and only_verbs(words.tidy(right))):
        return ""
    if average := _PER_HEAD.search(right, 2):
        right = right[: average.start()]
    phrase = words.tidy(right.split("(")[0] if right.index("(") > 1 else right) if "(" in right else words.tidy(right)
    does = _DOES.search(phrase)
    if does and (_HANDLED.search(left) or does.group()[0] in "实给予"):
        phrase = phrase[: does.start()] if does.start() >= 2 else phrase
    elif does:
        phrase = phrase[: does.start()] + phrase[does.end() :]
    if (inside := _INSIDE.search(phrase)) and re.search(r"在[^,;。]{0,8}$", left):
        phrase = phrase[: inside.start()]
    elif not does and _TOWARDS.match(clause):
        phrase = _before_verb(phrase)
    if not _MONEY_HEAD.match(phrase) and (cut := _GOES_ON.search(phrase, 1)):
        phrase = phrase[: cut.start()]
    phrase = _QUALIFIED.sub("", phrase)
    if said := _SAID_OF.search(phrase, 2):
        phrase = phrase[: said.start()]
    if len(phrase) > _MAX_RIGHT or _PREDICATE_IN_RIGHT.search(phrase[4:]):
        cut = _PREDICATE_IN_RIGHT.search(phrase, 2)
        if cut and cut.start() >= (2 if cut.group().startswith("提前") else 4):
            phrase = phrase[: cut.start()]
    return _DANGLING.sub("", words.tidy(_FILLER.sub("", _FREQUENCY.sub("", phrase))))


# What is asked of the thing is no part of its name: 具有硕士学位的紧缺人才.
_QUALIFIED = re.compile(r"^(?:具有|具备|能够|符合|掌握|紧跟|站在)[^,;。]{2,}的(?=[^\W\d]{4})")
_PER_HEAD = re.compile("[人户亩村校生]均")  # 带动300户农户户均增收5000元
_DANGLING = re.compile(r"(?:(?<=[^\W\d]{3})(?<![高初集其途])中|除|年产|和|与|及|以及|、|至少|最少|平均)+$")
# 把X进行V: X alone is counted.
_HANDLED = re.compile(r"(?:把|将)[^,;。]*$")
_INSIDE = re.compile(r"(?:中|里|内|设立|设置|建立|开展|举办|推广|实施)")
# Where the noun phrase ends and the sentence goes on: 骨干教师到缺编学校支教.
_GOES_ON = re.compile(r"(?:(?<!受)到(?![达位期])|对(?!象|口)|补充|充实|赴|(?<!方)向(?=[^\W\d])|用于|用以|以便|充分发挥|(?<!公)共(?![作建享生育养治管])(?=[^\W\d]{2})|(?<![初高其集途小])中(?=[不有已共,]|$)|已(?=[^\W\d]{2})|分别|由(?=[^\W\d]{2}))")
_MONEY_HEAD = re.compile(r"(?:专项|补助|奖励|财政)?(?:资金|经费|投资|补助|贷款)")
# Words that only lead on to the next number: 28人折算为3.5人.
_LEADS_ON = re.compile(r"^[^\W\d]{0,6}?(?:折算|折合|减少|增加|提高|下降|扩大|压减|调整|占|增长|降低)?(?:为|(?<!建)成|到|至|的)$")


def within(left: str) -> str:
    """Without the group that a rank or number is taken in: 县级部门中行风评议 gives 行风评议."""
    return _WITHIN.sub("", left)


@cache
def _long_verbs() -> Words:
    return Words(v for v in words.verb_forms() if len(v) >= 2)


def ends_in_verb(phrase: str) -> bool:
    """Whether a phrase ends in a verb, so that what follows is its object."""
    return _long_verbs().closes(phrase, 0, len(phrase))


def thing_of(clause: str) -> str:
    """What a clause without a number speaks of: 小城镇建设稳步推进 gives 小城镇建设."""
    clause = _IS.split(clean(clause))[0]
    if pursued := _PURSUED.match(clause):
        return _SOME.sub("", pursued["thing"])
    if len(clause) > 4 and _WORK_AT_END.search(clause):
        return _SOME.sub("", strip_verbs(clause)) if words.verb_at(clause) else clause
    verbs = (at for at, form in words.verbs_in(clause) if at >= 4 and not _COMPOUND.match(clause, at + len(form)) and not _WORK.search(clause, at + len(form)))
    if (at := next(verbs, None)) is not None:
        return _ADVERB.sub("", words.tidy(clause[:at]))
    return clause[:-4] if len(clause) >= 8 and not _NAMES_WORK.search(clause) else clause


_NAMES_WORK = re.compile(r"(?:基地|园区?|中心|[一二三四五]?期|标?段|公路|大道|水库|医院|学校)$")


_IS = re.compile(r"(?<=[^\W\d]{4})(?:属于?|是|系(?![统列数]))|(?<=[^\W\d]{2})(?:位于|坐落[于在]|(?<!位)(?<!坐落)于)(?=[^\W\d]{2})")
_WORK = re.compile("工程|项目")
# Who works on it, and how.
_PURSUED = re.compile(r"[^,;。\d]{0,12}?(?:推进|实施|启动|引进|承建|谋划|争取|抓好|承担){1,2}了?(?P<thing>[^,;。]{4,24}(?:工程|项目))$")
_WORK_AT_END = re.compile("(?:工程|项目)$")
_SOME = re.compile("^(?:一批|一系列)")
_ADVERB = re.compile(r"(?:基本|全面|顺利|已经?|正在|加快|如期|全部|率先|成功|稳步|扎实|有序|深入)+$")


def behind(left: str) -> str:
    """The words between two numbers of one clause: what the first counts, then the verb, then what the second does."""
    left = words.tidy(_WITHIN.sub("", left))
    if words.verb_at(left):
        return clean(left)  # 向48人次发放技能提升补贴8万元: no noun was counted
    last = last_end = 0
    for at, verb in words.verbs_in(left):
        following = left[at + len(verb) :].lstrip("了、和出起好")
        if len(verb) >= 2 and len(following) >= 2 and not _NOMINAL.match(following) and not _YIELD.match(left, at):
            last, last_end = at, at + len(verb)
    return clean(left[last_end:]) if last >= 2 else clean(left)


_YIELD = re.compile("(?:销售|营业|经营)(?:收入|额|利润)")
_WITHIN = re.compile(r"^[^,;。、]{2,10}?(?:中(?![医学心小央等国型期职专华部层游药院考])|里(?![程面])|内(?![容部科镇河外需涝]))(?=[^\W\d]{2})")
