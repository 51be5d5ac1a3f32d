"""Attributes: nouns that say which side of a thing is measured (总投资, 面积, 到位率), and how they are joined to the thing."""

from __future__ import annotations

from planparse.link import words
from planparse.patterns import lazy

# Nouns that say which side of a thing is measured; alone they need the thing.
ATTRIBUTE = lazy(
    r"^(?:其中)?(?:年度?|合同|累计|已|计划|预计|项目|本年度?|当年|全年|合计)*(?:总|计划|完成|到位|实际|新增|平均|人均|户均|亩均|生均|固定资产|申报|申请|提供|设|实现|可)*"
    r"(?:投资|总投资额?|投资金?额|[省市县区]?(?:下达)?(?:任务|目标|计划)数|概算投资|估算投资|占地|占地面积|利润|利税|税金|税利|补助|补助标准|财政补助|县级补助|个人缴费|得分|缺口|总长|全长|长|高|宽|投入|资金|资金需求|金额|总金额|面积|种植面积|播种面积|建筑面积|总建筑面积|产量|总产量|总产|单产|产值|总产值|年产值|增加值|数量|总量|总数|总额|余额|规模|收入|支出|利润|比例|占比|比重|比率|覆盖率|完成率|使用率|合格率|达标率|"
    r"到位率|增幅|增速|增长率|降幅|人数|户数|人口|床位|床位数|学位|教学班|泊位|停车位|编制|标准|成本|长度|里程|总里程|宽度|库容|总库容|容量|能力|日处理能力|年处理能力|均价|单价|税收|缴费率|参保率|入学率|签约率|"
    r"报告率|满意率|满意度|办结率|结案率|办复率|执行率|支付率|支出率|开工率|竣工率|入园率|巩固率|升学率|就业率|利用率|普及率|处理率|治愈率|保存率|成活率)$"
)
_TAIL = lazy(
    r"(?:平均)?(?:(?:年度?|当年|累计|已|预计|计划|货币|现有|平均)*(?:完成|计划|总|概算)*投资(?:计划|额|概算)?|工程量|总投入|全长|总长度|总投资|概算投资|计划投资|完成投资|固定资产投资|投资|占地(?:总?面积)?|总产|总库容|库容|建筑面积|总长|床位数|总产量|产量|总产|单产|亩产|(?:播种|种植|生产|栽培|养殖)?总?面积|总产值|产值|金额|总额|总量|数量|人数|资金|经费|(?:主营业务|营业|销售|经营|综合|服务)?收入|支出|覆盖率|使用率|毛?[^\W\d]{2}率|标准|规模|比重|比例|占比|平均分|人均分|总分)$"
)
_CLOSES = frozenset(_TAIL.pattern)
# What is added stands for itself: 新建学校3所,新增学位900个.
ADDED = lazy(r"新增(?:学位|床位|(?:停车)?[泊车]位|停车位|库容|托位|就业|岗位)")
_OTHER_SUM = lazy(r"(?:收入|支出|总值|增加值|总额|产值)$")
_OF_AREA = lazy("(?>(?:总|年末总?|常住|户籍|国土|土地|耕地|区域)*)(?:人口|户数|面积)")
VILLAGES = lazy("(?:村|乡镇|街道|耕地|社区|(?:村|居)委会|村民?小?组|居民小组|村民委员会)$")
_SCHOOLS = ("教学点", "幼儿园", "小学", "初中", "高中", "中学")
_PEOPLE_AT_END = lazy("(?:群众|居民|村民|农户|住户)$")
_SUM_AT_END = lazy("(?:资产|收入|支出|利润|税收|税金|成本|工资|[产销电气热客货运]量)$")
_ANOTHER_SUM = lazy("(?:实现|完成|总)*(?:利润|利税|税金|税利|税收|收入|支出|产值|增加值)(?:总额)?")
_OF_GROUND = lazy("(?:面积|占地|全长|总长)$")
_SUM_OF = lazy("余额|总额|金额|人数|户数|数量|数$|额$")


def bare(indicator: str) -> str:
    """The thing whose attribute an indicator is, or the indicator itself.

    >>> bare("在库重点项目总投资"), bare("标准化学校")
    ('在库重点项目', '标准化学校')
    """
    return _TAIL.sub("", indicator) if indicator[-1:] in _CLOSES else indicator


def stands_alone(subject: str, thing: str, measured: str) -> bool:
    """Whether an attribute is not that of the thing spoken of: what is added, another sum, the population of a place; `measured` is what was measured last.

    >>> stands_alone("总人口", "行政村", "行政村"), stands_alone("利润", "营业收入", "营业收入"), stands_alone("总投资", "重点项目", "重点项目")
    (True, True, False)
    """
    if _OF_AREA.fullmatch(subject) and VILLAGES.search(thing):
        return True  # 辖12个村,总人口2万人
    if _SUM_AT_END.search(thing) and _ANOTHER_SUM.fullmatch(subject):
        return True  # 营业收入12亿元,利润9000万元
    if subject == "教学班" and thing.endswith(_SCHOOLS):
        return True  # 小学4所,教学点6个,教学班32个
    if _PEOPLE_AT_END.search(thing) and _OF_GROUND.search(subject):
        return True  # 惠及群众900人,建筑面积2万平方米
    return ADDED.match(subject) is not None or (subject.startswith("固定资产") and _OTHER_SUM.search(measured) is not None)


def rated(thing: str, stem: str, rate: str) -> str:
    """The rate of those who do what it is named after: 开工项目 with 开工率 is 项目开工率; 不良贷款余额 has 不良率 alone.

    >>> rated("开工项目", "开工", "开工率"), rated("不良贷款余额", "不良", "不良率"), rated("安置对象", "安置", "安置率")
    ('项目开工率', '不良率', '对象安置率')
    """
    thing = thing.removesuffix(stem).removesuffix("已").removesuffix("实际")
    if (at := thing.find(stem)) > 1:
        return thing[:at] + rate  # 垃圾分类覆盖小区 with 覆盖率
    if thing.startswith(stem):
        thing = thing.removeprefix(stem)
        return rate if len(thing) < 2 or _SUM_OF.search(thing) else thing + rate
    return rate if thing.endswith("的") or thing in words.verbs() else thing + rate


def joined(head: str, subject: str) -> str:
    """A thing with its attribute, what both say said once.

    >>> joined("水利固定资产", "固定资产投资"), joined("改造工程", "总投资")
    ('水利固定资产投资', '改造工程总投资')
    """
    shared = next((n for n in range(min(len(head), len(subject)), 0, -1) if head.endswith(subject[:n]) and (n > 1 or subject[0] == "总")), 0)
    return head + subject[shared:]
