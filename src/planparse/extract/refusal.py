"""Why a number with a unit may still be no amount: codes, names of years, nouns, and numbers that are only said."""

from __future__ import annotations

from planparse.extract import comparator
from planparse.extract.amount import is_bare_scale
from planparse.extract.numerals import Numeral
from planparse.extract.units import Unit
from planparse.patterns import lazy

_NAME_OF_YEARS = lazy(
    r"年(?:工作)?(?:总结|回顾)|年(?:发展|建设|改革|整治|提升|治理|攻坚|专项)?(?:行动|规划|计划|攻坚|任期|大变样|禁渔|义务教育|制(?!定)|一贯)|年(?:(?:总体|相对)?(?:生存|存活|保存|成活|保留|留存)率)"
)
_NUMBERED_YEAR = lazy(r"\d\.(?:19|20)\d\d")  # 1.2022年任务分解表: an item and the year that it begins with
# 是加快发展的一年: a year that is praised; 五年累计: the span that the sentence speaks of.
_PRAISED = lazy(r"(?:是|为)[^,;。!?\n]{2,60}的(?:最后|关键|重要|又)?$")
_NAMES_SPAN = ("任期的", "过去的", "发展的", "奋斗的", "平凡的", "走过的", "届期的", "时期的")  # 本届政府任期的五年
_NO_MORE = lazy(r"\s*(?:[,;。!?:\n)]|$)")
_SPAN = lazy(r"(?:多|余)?以来|(?:以?来|间|中|内)?,?(?:分别|累计|合计|总共|一共|共(?!同)|平均每?年|年均|新[增建改修]|建成|完成|投入|用于|投资|增长|引进|培训|转移|改造|减少|解决|争取)")
_LASTING = lazy(r"(?:满|连续|每|第|达到?|至少?|到|近|约|为|超过|学制|期限|任期|提前|推迟|延迟|历时|用时?|需|未)$")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_ABSTRACT = lazy(
    r"(?:方面|层面|维度|意识|坚持|关键|突破|转变|结合|统筹|原则|文章|确保|着力|重点(?![项工企区实人])|目标(?!任务)|主题|主线"
    r"|中心(?:任务|工作|环节)|机制|体系|战略|理念|要求|领域|环节|阶段|层次|关系|优势|文明|体制|抓手|定位|特色|转型|聚焦"
    r"|提升(?!工程)|优化|强化|精准|统一|融合|更加|新的|新突破|亮点|品牌(?!店)|高地|阵地|现代化|支柱|标准|主体)"
)
_ABSTRACT_HEAD = lazy(
    r"(?:改革|工程|行动|计划|任务|工作|活动|建设|政策|制度|措施|举措|内容|问题|方案|产业|能力|作用|服务|形态|精神|主义|教育|关|力|化|性|观"
    r"|责任|课程|平台|渠道|纪律|规定|文件|事项|功能|路径|模式|学段|短板|难题|精品|格局|底线|红线|防线|局面|合作|探索)$"
)
_CONCRETE_HEAD = lazy(
    r"(?:园|校|站|院|馆|厂|场|店|路|桥|楼|库|点|室|基地|项目|工程|中心|公园|广场|平台|示范[区点县镇村]|社区|小区|农场|企业|车间|装置"
    r"|机构|试点|片区|实验室|大棚|生产线|合作社|工作室|泊位|床位|水库|泵站|码头|队伍?)$"
)
_COUNTED = lazy(r"(?:工程|项目|课题|专利|案件|实事|[^一公]共[有计]?|[总合]计)$")  # 项目任务共三个
# A verb right before the number, so that the number says how much of it is done.
_DOING = lazy(
    r"(?:建|建成|建设|新建|改建|扩建|改扩建|创建|增设|设立|成立|组建|引进|新增|开工|竣工|完成|打造|创成|获评|命名|认定|举办|召开|开展|组织"
    r"|进行|实施|查处|培训|招聘|改造|维修|购置|配备|安装|开设|开办|培育|申报|争取|评选|表彰|选派|发放|制定|出台|修订|编制|开通|新开|补选"
    r"|设置|配置)(?:了|成|出|起|好)?(?:第?)$"
)
_EACH_OR_LEAST = lazy(r"(?:每|至少|不少于|各)[^\W\d]{0,6}$")
_NOUN = lazy(r"[^,;:。!?\n、()]{0,24}")
# Behind 一 these classifiers only make an indefinite article of it.
_INDEFINITE = frozenset("个项种类支条件张套部面份块本篇片双层团组队次批轮届期")
_OF_EVENTS = frozenset(("次", "场", "期"))
_OF_TURNS = frozenset(("次", "批", "轮", "届", "期"))
_OF_FIGURES = frozenset(("级", "重", "层", "面", "条", "支", "篇", "块"))  # 两条腿, 一面旗: figures of speech
_REPORTERS = ("记者", "本报讯")
_CLASS = lazy(r"\d{4}")  # 1611班, 年鉴2017卷; 120班 counts classes
_SMALL = 12  # up to here a number before an idea is counted off, not measured


def reason(text: str, numeral: Numeral, unit: Unit, end: int) -> str | None:
    """Why a numeral with the unit that ends at `end` is no amount; None if it is one."""
    written = text[numeral.start : numeral.end]
    before = text[numeral.start - 1 : numeral.start]
    if before == "." or (before.isascii() and before.isalpha()):
        return "code"
    if unit.name == "日" and text.endswith(_REPORTERS, 0, numeral.start):
        return "date"  # 记者20日从市政府获悉
    if unit.name in ("班", "卷") and _CLASS.fullmatch(written):
        return "code"
    if before == "后" and unit.name in ("位", "名") and text[numeral.start - 3 : numeral.start - 1] in ("排名", "末位", "全县", "全市", "全省"):
        return "ordinal"
    if unit.group == "year" and _NUMBERED_YEAR.fullmatch(written):
        return "date"
    if unit.kind == "duration" and _is_day(text, numeral, unit, end):
        return "date"
    if unit.name == "度" and _SLOPE.match(text, end):
        return "name"  # 25度以上坡耕地
    if before == "?" and text[numeral.start - 2 : numeral.start - 1].isdigit():
        return "code"  # 46?36%: a point that was lost
    if before == "无" and written == "一":
        return "indefinite"  # 无一人漏管 counts nobody
    if is_bare_scale(written) and (said := _of_bare_scale(text, numeral, unit, end)):
        return said
    if unit.group == "year" and (_NAME_OF_YEARS.match(text, end - 1) or _is_year(numeral)):
        return "name"
    if unit.group == "year" and (said := _of_years(text, numeral, end)):
        return said
    if unit.kind == "weight" and text.startswith("级", end):
        return "grade"  # 万吨级泊位
    if said := _of_turn(text, numeral, end):
        return said
    if unit.group == "tenth" and not 0 < numeral.value <= 10:
        return "name"
    if numeral.arabic:
        weak = unit.group == "weak" and numeral.value <= _SMALL
        return "rhetorical" if weak and text.startswith(("方面", "层面", "维度"), end) else None
    if unit.group == "place":
        return "noun"
    if written in _FORMAL and unit.kind != "money":
        return "name"
    return _rhetorical(text, numeral, unit, end) if unit.group in ("weak", "strong") else None


_SLOPE = lazy(r"(?:及?以[上下])?的?(?:陡?坡|斜)")
_PART_OF_DAY = lazy("[上中下]午|凌晨|清晨|傍晚|晚(?!于)|电[(讯]")
_DAY = lazy(r"(?:次月|下月|当月|上月|个月|季末|每月|每季度?(?:末月?|首月)|每[月季]度)(?:的|第|前)?$")
_DAMAGED_DAY = lazy(r"(?:19|20)\d{4,6}")


def _is_day(text: str, numeral: Numeral, unit: Unit, end: int) -> bool:
    """Whether a duration is a day of a month: 次月5日前, 每月25日前, 最后一个月30日前; 2022121日 is a damaged one."""
    if unit.name in ("日", "号"):
        if _PART_OF_DAY.match(text, end):
            return True  # 八日上午
        return _DAMAGED_DAY.fullmatch(text, numeral.start, numeral.end) is not None or _DAY.search(text, max(0, numeral.start - 5), numeral.start) is not None
    return unit.name in ("月", "个月") and text[numeral.start - 2 : numeral.start] == "最后" and text[end : end + 1].isdigit()


def _of_years(text: str, numeral: Numeral, end: int) -> str | None:
    """Why years are no duration: 是转型升级的五年, 五年累计完成."""
    if _NO_MORE.match(text, end) and _PRAISED.search(text, max(0, numeral.start - 64), numeral.start):
        return "rhetorical"
    if _NO_MORE.match(text, end) and text.endswith(_NAMES_SPAN, 0, numeral.start):
        return "rhetorical"
    spans = _SPAN.match(text, end) and not _LASTING.search(text, max(0, numeral.start - 4), numeral.start)
    return "date" if spans else None


def _of_turn(text: str, numeral: Numeral, end: int) -> str | None:
    """Why 届, 轮 and 起 count nothing: 十六届三中全会, 三轮车, 一起抓; 连续三届 and 发生一起事故 do."""
    classifier = text[numeral.end : end]
    before = text[max(0, numeral.start - 6) : numeral.start]
    if classifier == "届" and (_HOW_OFTEN.match(text, end) or not _HELD_OFTEN.search(before)):
        return "ordinal"
    if classifier == "次" and _SESSION.search(text, max(0, numeral.start - 12), numeral.start):
        return "ordinal"  # 十一届七次、八次全会
    if classifier == "轮" and _WHEELS.match(text, end):
        return "name"
    if classifier == "起" and text[numeral.start : numeral.end] == "一" and not (_EVENT.match(text, end) or _HAPPENS.search(before)):
        return "set_phrase"
    return None


_SESSION = lazy(r"届(?>(?:[一二三四五六七八九十\d]{1,3}次、)*)$")
_WHEELS = lazy(r"车(?![辆间位站船])|(?:摩托|电动|低速)[^\W\d]{0,4}车(?!辆)")
_HOW_OFTEN = lazy(r"[一二三四五六七八九十\d]{1,3}次")  # 召开六届三次教代会
_HELD_OFTEN = lazy(r"(?:连续|举办|承办|办|召开|历经|经历|共|近|前|过去)(?:了|过)?$")
_EVENT = lazy(r"[^,;。!?\n]{0,12}(?:案|事故|事件|纠纷|火灾|投诉|中毒|险情|灾害|违法)")
_HAPPENS = lazy(r"(?:发生|出现|查处|破获|处置|立案|调处|化解|侦破|受理|每)(?:了)?$")


def _of_bare_scale(text: str, numeral: Numeral, unit: Unit, end: int) -> str | None:
    """百, 千, 万, 亿 alone: 万元 names a size, 千村 many; 上百名 and 千余名 are amounts."""
    if unit.kind == "money" and numeral.end - numeral.start == 1 and not text.startswith("大关", end):
        return "name"
    told = comparator.before(text, numeral.start, 0, bare_scale=True)
    return None if told or text[end - 1] == "余" else "bare_scale"


def _is_year(numeral: Numeral) -> bool:
    return numeral.arabic and (numeral.value >= 1900 or 50 <= numeral.value <= 99)


def _rhetorical(text: str, numeral: Numeral, unit: Unit, end: int) -> str | None:
    """Small Chinese numbers before ideas (四项改革, 一支队伍) state no amount; before things they do."""
    classifier = text[numeral.end : end]
    doing = _DOING.search(text[max(0, numeral.start - 6) : numeral.start]) is not None
    if numeral.value == 1 and classifier[0] in _INDEFINITE:
        return None if _counts_one(text, numeral, classifier, doing, end) else "indefinite"
    small = numeral.value <= _SMALL
    if unit.group == "weak" and small and (not numeral.scaled or numeral.value == 10):
        noun = _noun(text, end)
        ideal = _ABSTRACT.search(noun) is not None
        if (doing and not ideal) or (not noun and _COUNTED.search(text, max(0, numeral.start - 4), numeral.start)):
            return None
        return "rhetorical" if not noun or ideal or _ABSTRACT_HEAD.search(noun) else None
    return "rhetorical" if classifier in _OF_FIGURES and small and not doing else None


def _counts_one(text: str, numeral: Numeral, classifier: str, doing: bool, end: int) -> bool:
    """Whether 一 counts: 召开一次会议, 每年一次, 新建一个车间; not 一个问题."""
    if doing and classifier in _OF_EVENTS:
        return True
    if classifier in _OF_TURNS:
        return _EACH_OR_LEAST.search(text[max(0, numeral.start - 10) : numeral.start]) is not None
    return doing and _CONCRETE_HEAD.search(_noun(text, end)) is not None


def _noun(text: str, end: int) -> str:
    """The words that follow up to the end of the clause."""
    match = _NOUN.match(text, end)
    return match.group() if match else ""
