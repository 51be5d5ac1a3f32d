"""The noun phrase behind a number: what is counted, cut where the sentence goes on."""

from __future__ import annotations

import re

from planparse.extract.comparator import INSIDE
from planparse.link import words
from planparse.link.phrases import FREQUENCY
from planparse.link.verbal import only_verbs, strip_verbs
from planparse.patterns import lazy

_BY_STANDARD = lazy(r"(?:按照?|依据|根据)[^,;。]{0,10}$"), lazy(r"的(?:补助|补贴|奖励)?标准(?=[^\W\d]{4})")
_BY_RATE = lazy(r"按[^,;。]*$")
_TOWARDS = lazy(r"^(?:[^,;。]{0,8}(?:期间|以来|政府|[局委]|公司|中心|学校|协会))?(?:为|对|给|向|将|把|在)[^,;。]*$")
_NOT_NOUN = lazy(r"^(?:的)?(?:标准(?!化|厂房|农田|校舍|操场|泊位|跑道|间|地)(?=[^\W\d]{0,4}(?:,|$))|(?:比|较)(?=[上去前]年|同期|计划)|同比|环比|中(?=[,的有已不]|$)|不变|持平|[人户亩村校生]均|由(?=[^\W\d]{2})|和|与(?!会)|及|以及|以上|以下|左右|不等|之间|大关|正在|必须|务必|应当|逐[户个村项一](?=[^\W\d]{2})|[,;。、)]|$)")
_MAX_RIGHT = 26
# What is said behind the noun: the adverb before its verb, or a verb of its own.
_SAID_OF = lazy(
    r"(?:全部|基本(?=完[成工]|建成|竣工|结束)|(?<!平)均|都(?!市|城)|同比|环比|提前|如期|正在|顺利|陆续|不断|持续|蓬勃|加快|稳步|日益|迅速|快速|成功)(?=[^\W\d]{2})(?!覆盖)|(?:得到(?=[^\W\d]{2})|进展(?=顺利|良好|较快|缓慢|有序)|破获|清零|正式(?!党员|编制|职工)|入选|入驻|荣获|获评|排名(?!末|靠)|追回|援助|援建|刷新|高于|低于|居全|位居|开工建设|动工建设|投入(?:使用|运[行营])|主体(?:工程)?(?:完工|封顶|竣工)|有序推进|组织实施|水质达标|(?:占比)?(?:不低于|不少于|不超过|不高于))"
    r"|的?基础上|为(?:抓手|契机|重点|依托|载体|核心|突破口|龙头|主体|主线|支撑)"
)
_PREDICATE_IN_RIGHT = lazy(r"(?:率先|全部|全面|基本|顺利|提前|均|都|已|稳定)?(?:达到|实现|完成|通过|投入|进入|[开动]工|竣工|建成|投用|落地|脱贫|出列|达标|受益|纳入)")
_DOES = lazy(r"(?:进行|开展|实施|给予|予以)(?:了)?")
_FILLER = lazy(r"(?:及时|严格|认真|全面|分别|顺利|陆续|率先|(?<!不)稳定|成功|已经|已|(?<!平)均(?!衡)|都|全部|共同|集中(?![隔供居安采处式连])|统一(?![战配采]))")


def right_noun(right: str, left: str = "", clause: str = "") -> str:
    """The noun phrase behind a number, with what is done to it: 新教师进行了试用期岗位培训 is 新教师试用期岗位培训."""
    if (standard := _BY_STANDARD[1].match(right)) and _BY_STANDARD[0].search(left):
        right = strip_verbs(right[standard.end() :])  # 按照人均100元的标准发放慰问金
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
    return _DANGLING.sub("", words.tidy(_FILLER.sub("", FREQUENCY.sub("", phrase))))


def of_sort(left: str, noun: str) -> str:
    """The sort that stands before the number, with the noun that has no name of its own; empty where no sort stands there.

    >>> of_sort("推进棚户区改造", "项目"), of_sort("出台支持民营经济", "措施"), of_sort("开工建设", "项目"), of_sort("推进棚户区改造", "小区")
    ('棚户区改造项目', '支持民营经济措施', '', '')
    """
    pattern = _SORTS.get(noun)
    if pattern is None or not (found := pattern.search(left)) or only_verbs(sort := words.tidy(found["sort"])):
        return ""
    return sort + noun if len(sort) > 2 else ""


_OF_WORKS = lazy(r"(?:^|[,、])(?:(?:全[年省市县区]|共|累计|已|全面|加快|大力|组织|重点)*(?:推进|实施|完成|抓好|启动|安排|谋划)了?)?(?P<sort>(?![推实完抓启安谋全共累已加大组重])[^\W\d]{2,12}(?:改造|建设|整治|治理|调整|升级|开发|修复|振兴|保护))$")
_OF_POLICIES = lazy(r"(?:出台|制定|落实|推出|印发|采取)了?(?P<sort>(?:稳|支持|促进|降低|减轻|减少|缓解|防范|扶持|鼓励|加快|推动|拉动|稳定|保障|服务|优化|规范|改善|提高|提升|增加|扩大|加强)[^\W\d]{2,12})$")
_SORTS = dict.fromkeys(("项目", "重点项目", "重大项目", "工程", "重点工程"), _OF_WORKS) | dict.fromkeys(("措施", "政策", "政策措施", "举措", "办法", "意见"), _OF_POLICIES)
# What is asked of the thing is no part of its name: 具有硕士学位的紧缺人才.
_QUALIFIED = lazy(r"^(?:具有|具备|能够|符合|掌握)[^,;。]{2,}的(?=[^\W\d]{4})")
_PER_HEAD = lazy("[人户亩村校生]均")  # 带动300户农户户均增收5000元
_DANGLING = lazy(r"(?>(?:(?:仅|只|约)?占|(?<=[^\W\d]{2})(?:年度|实际)|(?<=[^\W\d]{3})(?<![高初集其途])中|之一|除|年产|和|与|及|以及|、|至少|最少|平均)+)$")
# 把X进行V: X alone is counted.
_HANDLED = lazy(r"(?:把|将)[^,;。]*$")
_INSIDE = lazy(rf"(?:中|里|{INSIDE}|设立|设置|建立|开展|举办|推广|实施)")
# Where the noun phrase ends and the sentence goes on: 骨干教师到缺编学校支教.
_GOES_ON = lazy(r"(?:(?<![受得])到(?![达位期])|对(?!象|口)|补充|充实|赴|(?<!方)向(?=[^\W\d])|用于|用以|以便|充分发挥|(?<!公)共(?![作建享生育养治管])(?=[^\W\d]{2})|(?<![初高其集途小])中(?=[不有已共,]|$)|已(?=[^\W\d]{2})|(?:作|改|更名|升级|调整|变更)为(?=[^\W\d]{2})|从(?=的|\d)|分别|由(?=[^\W\d]{2})|于(?=[\d去今本上下年]))")
_MONEY_HEAD = lazy(r"(?:专项|补助|奖励|财政)?(?:资金|经费|投资|补助|贷款)")
# Words that only lead on to the next number: 28人折算为3.5人.
_LEADS_ON = lazy(r"^[^\W\d]{0,6}?(?:折算|折合|减少|增加|提高|下降|扩大|压减|调整|占|增长|降低)?(?:为|(?<![建完达落])成|到|至|的)$")


def _before_verb(phrase: str) -> str:
    """为38所农村小学配齐器材: the noun ends where the verb begins."""
    match = _GIVES.search(phrase, 2)
    return phrase[: match.start()] if match else phrase


_GIVES = lazy(r"(?:免费)?(?:配齐|配备|配置|更换|更新|发放|安装|加装|提供|缴纳|代缴|垫付|报销|减免|落实|办理|设立|设置|建立|逐条|逐一|编制|划分|补充|送|上门|给予|实施|推广|开设)")
