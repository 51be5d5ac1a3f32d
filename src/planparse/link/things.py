"""Pieces of work: the nouns that name one, what is measured of one, and the words that stand for one named before."""

from __future__ import annotations

from planparse.patterns import lazy

# What is built or run, and so has a cost, an area and a length.
_THING = (
    r"(?:项目|工程|公路|[高快]速路|大道|大桥|道路|[^\W\d道公铁]{2}路|隧道|水库|水厂|电站|电厂|[客货]运站|变电站|转运站|处理厂|污水厂|填埋场|中心|产业园|工业园|科技园|园区|基地|广场|公园|小区|学校|[小中]学|幼儿园"
    r"|医院|卫生院|敬老院|福利院|养老院|图书馆|博物馆|体育馆|文化馆|市场|综合体|标段|[一二三四]期|[^\W\d]{2}段|港区|码头|机场|灌区|景区|度假区|示范区|生产线|专项|通道|管廊|枢纽|综合楼|大厦|大楼|厂房|泵站|干渠|公寓|商贸城|物流城|矿井|煤矿|(?:物流|加工|创业|生态|农业|孵化|双创|示范|文化|装备|食品|化工|电商)园|服务区|安置[区点房]|停车场|体育场|风电场|养殖场|屠宰场|步行街|小镇|冷库|粮库|换热站|热源厂|商场|酒店)"
)
_NAMES_THING = lazy(rf"{_THING}(?:\([^()]{{1,12}}\))?$")
# A stage of a piece of work, not the work.
_STAGE = lazy("(?:路基|路面|主体|主体结构|基础|土建|土石方|装饰|装修|设备安装|安装|附属|桩基|配套|外墙|收尾|征地拆迁)+工程")
_THING_CLOSES = frozenset("目程路道桥库厂站场心园区地校学院馆体段期头线项儿廊纽楼厦房渠寓城井矿点街镇店)")
# 该项目: what was named before. 项目 alone is it too, before what only a piece of work has.
STANDS_FOR = lazy(
    r"(?:该|本|此|整个)(?:项目|工程|公路|大桥|园区|基地|公园|水库|路段|线路)(?:建设)?"
    r"|(?:项目|工程|方案)(?=$|累计|预计|计划|共|年度|已|目前|概算|估算|总|完成|批复|核定|投资|占地|建筑|用地|全长|工期)"
)
_OF_WORK = lazy(
    rf"(?:{STANDS_FOR.pattern})?"
    r"(?:(?:本?年度?|当年|今年|全年|累计|预计|计划|共|总|已|可|目前|概算|估算|批复|核定|完成|货币|实际|规划|总用地|[一二三]期|[中日外]方|中央|省级|企业)*"
    r"(?:(?<!固定资产)投资|投资额|投资概算|概算投资|概算|投资计划|(?<=总)投入|占地|占地面积|用地|用地面积|(?<!新开工)建筑面积|全长|总长|总长度|工期|工程量|产值工作量|造价|合同价|受益人口|装机|装机容量))"
)
_CLOSES = frozenset("资额算划入地积长度期量价口机")


def names_thing(noun: str) -> bool:
    """Whether a noun names a piece of work, or a place that was built.

    >>> names_thing("松河大桥"), names_thing("财政收入")
    (True, False)
    """
    return noun[-1:] in _THING_CLOSES and _NAMES_THING.search(noun) is not None and not _STAGE.fullmatch(noun)


def of_work(subject: str) -> bool:
    """Whether a subject says what only a piece of work has: 总投资, 该项目占地.

    >>> of_work("该项目累计完成投资"), of_work("固定资产投资")
    (True, False)
    """
    return subject[-1:] in _CLOSES and _OF_WORK.fullmatch(subject) is not None
