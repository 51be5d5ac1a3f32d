"""What is only the background of a report or a plan: rules and standards, what works cost, shortcomings."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link.described import acts
from planparse.link.intent import is_content, is_goal_of_share
from planparse.link.said import Said
from planparse.link.thresholds import COUNTED, OF_SIZE
from planparse.patterns import lazy
from planparse.records import Status

# Facts that hold whatever is done: rules, standards set elsewhere, conditions, compositions, shortcomings.
_RULE = lazy(
    r"(?=[国省法规上部行不控连累每时原须应])(?:(?:国家|省定|省级|法定|规定|上级|部颁|行业)(?:要求|标准|下达|确定|时限|控制)|不得(?:少于|低于|超过|高于)在|控制(?:指标|目标|线)为|(?:连续|累计)[^,;。]{1,8}(?:的|居)|每年不得|时限为|原则上|须在|应当在)"
)
_STANDARD = lazy(r"标准(?:分别)?(?:为|是|:):?[^,;。:]{0,16}$")
_AT_RATE = lazy(r"按(?!期|时|计划)[^,;。]{0,14}每[人户亩名个村生月年][^,;。]{0,8}$")
_RAISED = lazy("提高|提升|调整|上调|增加|降")
_COMPOSED = lazy(
    r"(?=[涉包下辖现原尚仍还仅缺不空牵承在编折])(?:涉及(?!金额|资金)|包含|包括|下辖|下设|辖(?![内区])|(?<!实)现有|原有(?!的?基础)|(?<!实)现行(?!命案|案件)|尚有|仍有|还有|仅有|缺口|不足|(?<!紧)缺|空缺|牵头(?=[约共]?$)|承担(?=[约共]?$)|在册|在编|编制(?!完成(?!总投资)|了|[^,;。]{0,10}(?:规划|方案|预案|计划|目录|清单|图|报告|标准|指南|手册|导则|教材|办法))|折算)[^,;。]{0,14}$"
)
_PARTS_OF_TOTAL = lazy(r"^[(,、]?包括[^,;。]{0,14}$")  # 40个村(包括25个重点村)
_OF_THING = lazy(r"涉及[^,;。]{1,14}的$")  # 涉及全市的24项指标通过验收
_COST = lazy(r"(?=[总概估])(?:总投(?:资|(?=[约达近为共计]|$))|概算|估算|总造价)[^,;。\d]{0,14}$")
_SIZE = lazy(r"(?=[占用建年产装规全总投])(?:全长|总长|投资[达约]|占地|用地|建筑面积|年产|产量|产能|装机|规模)[^,;。\d]{0,10}$")
_UNDER_WAY = lazy(r"正在|在建|进行基础|前期(?:准备|工作)|筹备|待建")
_DONE_COST = lazy(r"完成[^,;。\d]{0,14}总投资")
_PLANNED_COST = lazy(r"(?:计划|拟|预计)(?:完成)?总投资[^,;。\d]{0,8}$")
_BUILT = lazy(r"完成|建成|竣工|完工|新增|(?:修建|新建|建设(?!项目|工程|任务|单位|用地)|改造(?!项目|工程|任务)|整治|硬化|安装)[^,;。\d]{0,16}\d")
_NOT_BUILT = lazy(r"在建|争取|申报|上报|续建|策划|谋划|计划|拟|签约|引进|招商|储备|正在|前期|开工|启动|推进|列入|安排")
_IS_BUILT = lazy(r"(?:已|均|全部|全面|现)[^,;。]{0,6}(?:完成|建成|竣工|完工|投产|投用|投入使用|通车)")
_ADDED = lazy("新增|增加(?!值)|增设")  # 新增编制45名
_RESTRICTS = lazy(
    r"^(?:及?以上|以下|以内|左右)?[^,;。、\d]{0,6}(?:的|以上的)(?:[^\W\d]{0,10}(?:校长|单位|企业|学校|教学点|村|户|项目|车辆|人员|对象|地区|班级|教师|学生|船舶|问题|案件)(?:[,;。、]|$|要|应|须|由|作|按|实行|给予|全部|可|不|将))"
)
# The group that something is taken from: 在全县44个部门中, 入选全省第二批15所学校名单.
_GROUP = lazy(r"(?=[在居位入获列])(?:在|居|位居|入选|获评|列入)[^,;。\d]{0,6}全[国省市县区][^,;。\d]{0,8}$")
_AMONG = lazy(r"^[^,;。\d]{0,20}(?:中|里|之一|名单|行列)")
# 在15个区县排名第10位; 以7个重点县为抓手.
_RANKED_AMONG = lazy(r"^[^\W\d]{1,10}(?:排名|位居|位列|名列)")
_BY_MEANS, _MEANS = lazy(r"以[^,;。]{0,12}$"), lazy(r"^[^,;。]{0,16}为(?:抓手|载体|依托|契机|突破口|龙头)")
_LIMIT = lazy(r"(?:不足|不满|低于|少于|超过|高于|达到|满|在)$")
_FORMULA = lazy(r"(?:[=×÷]\s*|按\(|(?<!拟)按)$")
_CLOSES_FORMULA = frozenset("=×÷(按 ")
# What a plan says of how things stand.
_EXISTS = lazy(r"现有|现辖|共辖|目前(?:有|共有|仅|只)|只有|仅有|仅占|(?<![不每])仅$|(?<!达)不到$|尚有|辖区内?(?:共|现)?有|辖区内?$")
_SHORTCOMING = lazy(r"(?=[只仅仍占不缺偏滞尚还未成])(?:只有|仅有|仅占|仍占|占比不到|不足|缺口|偏低|偏多|偏少|偏高|滞后|[尚还]未|未(?=脱贫|达标|完成|开工|通)|未达|未能|成本需)")
_LESSENED = lazy("(?:(?:下降|减少|缩[小短减]|降低|压[减缩])(?:了|[到至为])|降[到至为])$")  # 未通公路的村由40个减少到12个
_HARM = lazy(r"(?=[遭造])(?:遭受|遭遇|造成)[^,;。]{0,14}$"), lazy(r"^(?:遭受|遭遇)")


def is_background(said: Said, base: Status, *, problems: bool, described: bool, intended: bool) -> bool:
    """Whether a number only gives the background.

    `base` is what its zone says of numbers, `problems` whether its section speaks of what is lacking, `described` whether
    it tells how a place stands, `intended` whether its clause says what is to be done.
    """
    before, after = said.before, said.after
    if _is_rule(before, after) or _is_composition(said, base) or _is_group(before, after) or is_goal_of_share(before, after):
        return True
    if described:
        return True
    if base == "planned":
        return _EXISTS.search(before) is not None and not intended and before[:1] not in _DONE_TO
    if ("每" in before and _AT_RATE.search(before)) or _states_standard(said):  # a plan sets them
        return True
    if "的" in after[:5] and _GONE_BY[1].match(after) and _GONE_BY[0].search(before):
        return True
    harmed = _HARM[0].search(before) or _HARM[1].match(after)
    return problems or bool(harmed) or (_SHORTCOMING.search(before) is not None and _LESSENED.search(before) is None)


def _is_rule(before: str, after: str) -> bool:
    if _RULE.search(before) or (before[-1:] in _CLOSES_FORMULA and _FORMULA.search(before)):
        return True
    return _LIMIT.search(before) is not None and _RESTRICTS.match(after) is not None


# 按人均收入3100元以下的标准: what is gone by.
_GONE_BY = lazy(r"(?:按照?|依据|根据)(?!期|时)[^,;。]{1,20}$"), lazy(r"(?:及?以[上下]|以内)?的(?:标准|比例|条件|档次)")


def _states_standard(said: Said) -> bool:
    """护理补贴标准为:重度每人每月120元, but not a standard that was raised."""
    told = said.lead[-24:] + said.before
    if "标准" not in told:
        return False
    standard = _STANDARD.search(told)
    return standard is not None and not _RAISED.search(told, 0, standard.start())


_DONE_TO = ("对", "把", "将")


def _is_composition(said: Said, base: Status) -> bool:
    """What something consists of; what works cost that are not finished."""
    before = said.before
    if before[:1] in _DONE_TO:
        return False  # 对辖区内30条巷道进行清理
    if _COMPOSED.search(before) and not _ADDED.search(before):
        return not (_PARTS_OF_TOTAL.match(before) or _OF_THING.search(before) or "在内" in said.after or is_content(before))
    if base == "achieved" and _SIZE.search(before) and _UNDER_WAY.search(said.after + said.rest):
        return True
    if base == "planned" or not _COST.search(before) or _DONE_COST.search(before) or _PLANNED_COST.search(before):
        return False
    built = _BUILT.search(said.lead) and not _NOT_BUILT.search(said.lead)
    return not built and not _IS_BUILT.search(said.rest)


# 15个项目中,封顶9个: the group that its members are told of.
_OF_MEMBERS = lazy(r"[^,;。\d]{0,20}(?<![初高集年其])中(?:$|[,:]|\d|已|有\d|的\d)"), lazy(r"^(?>(?:目前|其余|剩余|其他|余下|[^,;。\d]{0,6}[省市县区镇乡村]级?的?)*)(?:的)?$")


# 10亿元以上项目3个: how large those are that are counted.
_OPENS_BOUND = frozenset("及以")
_SIZE_OF_GROUP = lazy(rf"及?以[上下](?:规模)?的?{COUNTED}\d")
_OVER = ("超", "过", "突破", "逾", "达")
_SORTED = lazy(rf"{OF_SIZE.pattern}(?:达到?|有|共|突破|增加到|增至)?\d")  # 产值过10亿元企业3户


def _is_group(before: str, after: str) -> bool:
    if "中" in after and _OF_MEMBERS[0].match(after) and _OF_MEMBERS[1].match(before):
        return True
    if _GROUP.search(before) and _AMONG.match(after):
        return True
    if after[:1] in _OPENS_BOUND and _SIZE_OF_GROUP.match(after):
        return True
    if before.endswith(_OVER) and _SORTED.match(after):
        return True
    if before.endswith("在") and _RANKED_AMONG.match(after):
        return True
    return _BY_MEANS.search(before) is not None and _MEANS.match(after) is not None


class Carried:
    """Background that goes on: the sources of what works cost, the rates of a standard, the parts that a bracket names."""

    def __init__(self) -> None:
        self.end, self.on = -1, False
        self.kind = ""
        self.background = False  # the number before
        self.within = False  # a bracket names its parts
        self.exists = False  # 现有教学班45个,学生2855人

    def carries(self, text: str, q: Quantity) -> bool:
        """Whether the next number only goes on with the background: nothing is said to be done."""
        gap = text[self.end : q.start]
        self.within = (self.background and _OPENS_PARTS.fullmatch(gap) is not None) or (self.within and _MORE_PARTS.fullmatch(gap) is not None)
        self.exists = self.exists and _EXISTS_TOO.fullmatch(gap) is not None and not acts(gap.lstrip(",、;").removeprefix("其中").lstrip(":,"))
        self.on = self.on and q.kind == self.kind and _GOES_ON.fullmatch(gap) is not None
        return self.within or self.exists or self.on

    def see(self, said: Said, background: bool, carried: bool, q: Quantity) -> None:
        """Take note of a number."""
        self.on = self.on or (background and not carried and (_COST.search(said.before) is not None or _states_standard(said)))
        self.exists = self.exists or (background and _IS_THERE.search(said.before) is not None)
        self.background, self.end, self.kind = background, q.end, q.kind


_IS_THERE = lazy(r"(?:现有|现辖|下辖|下设)[^,;。]{0,14}$")
_EXISTS_TOO = lazy(r"[,、;](?:其中:?)?(?:\d{2}周?岁)?(?![^,;。]{0,10}(?:发放|拨付|已|完成|投入|惠及|新(?!”|型|农|兵)|建(?!档|立)|增|达(?<!率达)(?<!例达)|实现|比(?!例)|完|获|年内|今年|全年|共|培训|脱贫))[^,;。、\d]{1,12}")
_OPENS_PARTS = lazy(r"\((?:其中|含|包括)[:,]?(?![^,;。()]{0,10}(?:完成|新|已|建|发放|培训))[^,;。()\d]{1,12}")
_MORE_PARTS = lazy(r"[,、](?![^,;。()]{0,10}(?:完成|新|已|建|发放|培训))[^,;。()\d]{1,12}")
_GOES_ON = lazy(r"[,、](?:其中:?|资金来源:?)?(?![^,;。]{0,10}(?:发放|拨付|共|已|完成|投入|惠及|计划))[^,;。、]{0,24}")
