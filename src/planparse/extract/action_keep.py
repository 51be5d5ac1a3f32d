"""What states a piece of work, and what only a purpose, an outcome, a slogan or an attitude."""

from __future__ import annotations

from planparse.extract.action_forms import Reading
from planparse.extract.action_lead import FIGURE, taken
from planparse.extract.action_words import verbs, words
from planparse.patterns import lazy

# The character with which each of these begins comes first, for the search to leap from one to the next.
_LEAD_IN = lazy(
    r"[以如下几时后之负牵配其为至](?:(?<=以)下(?=[几各方]|工作|措施|任务|目标|内容|$|[一二三四五六七八九十])|(?<=如)下|(?<=下)列|(?<=几)(?:个方面|项工作|方面)"
    r"|(?:(?<=时)(?<![小课工及同学]时)|(?<=后)|(?<=之)际)$|(?<=时)[^,;。]{0,8}(?:不得|应当?|须|必须)|(?:(?<=负)责|(?<=牵)头|(?<=配)合)$"
    r"|(?<=^其)(?![余他中对])|(?<=^[为至])(?![期民企农老群学基])|(?<=为)(?:重点|目标|抓手|着力点|契机|导向)$)"
)
_ONLY_JOINED = lazy("和(?![谐平美睦顺])|及(?!时)")  # 新开工和续建项目
_SLOGAN = lazy(r"又好又快发展$|经济社会(?:全面|持续|健康|协调|平稳|高质量)+发展$|周年$")
_ENSURED = lazy(
    r"[\s,]*(?:切实|努力)?(?:确保|保证|从而|进而|以此|借此|让|有[效力]地?(?=[^,;。]{2,4}了))(?!年内|\d)"
)
# What a vague purpose verb leads to when it states no work.
_HOPED = (
    "发展", "进步", "提升", "提高", "改善", "步伐", "转变", "氛围", "局面", "新形象", "积极性", "竞争力", "优势", "品牌", "资源", "成果", "队伍", "合力", "秩序",
    "利益", "权益", "稳定", "安全", "和谐", "声誉", "形象", "活力", "动力", "增收", "致富", "增长", "公平", "水平", "需求", "环境",
)  # fmt: skip
_SUPPORT = lazy(r"(?:保障|支撑|基础|条件|经验|动力|支持|保证|样板|示范|贡献|力量)[”」]?$")
_SERVED = frozenset({"奠定", "夯实", "打下", "创造", "积累", "注入", "贡献", "作出", "营造", "增添", "打牢"})
_HELD = frozenset({"树立", "增强", "提高", "强化", "坚定", "牢记", "保持", "树牢", "激发", "提升", "弘扬", "发扬", "转变", "践行", "改进"})
# A figure and nothing else: behind a verb of change it says how the subject moves (人均补差增加30元), behind 投资 what a
# project costs.
_FIGURE = (
    r"(?>(?:[到至]|约|近|不[低少]于|不超过)*)[\d一二三四五六七八九十百千两零〇半][\d一二三四五六七八九十百千两零〇点.,、—-]*[万亿余多]*"
    r"(?:个?百分点|[^\W\d]{0,2}[元%‰倍天年月]|[^\W\d]{0,3})(?:/[^\W\d]{1,4})?(?:以上|以下|以内|左右)?"
)
_FIGURE_FIRST = frozenset("到至约近不0123456789一二三四五六七八九十百千两零〇半")
_ONE_OF_LIST = rf"(?>{_FIGURE}(?=、|\Z))"  # never given back: a list of figures is read in one way only
_FIGURE_ALONE = lazy(rf"{_ONE_OF_LIST}(?>(?:、{_ONE_OF_LIST})*)")
_RATE = lazy(r"[^\d,]*(?:增长|下降|增幅|增速)[^\d,]{0,4}\d")  # 实现地区生产总值增长7%
_TOLD_OF = lazy(r"的(?:主要|具体)做法$|做法[及和与](?:主要)?(?:成效|成绩|体会)$")  # the heading of an account
_HANDS_ON = lazy("总结|推广|学习|借鉴|复制|交流|宣传|介绍|提炼")  # work on what others have done
_PROPORTION = lazy(r"的(?:比例|比率|比重|覆盖面)(?:均|都|稳定)?(?:保持|达|为|占|提高|上升|控制)[^,;。\d]{0,4}\d")  # 接受培训的比例保持90%
_PEOPLE = lazy(r"(?:人民|群众|干群|干部|职工|师生)$")
# How a thing stands: 抵御灾害的能力差, 实施成效显著, 拓宽基本结束.
_STATE = lazy(
    r"的(?:能力|水平|程度|质量|意识)(?:较|偏|比较|还|仍)?(?:差|弱|低|不[强足高够])$|(?:成效|效果|作用|进展|效益)(?:显著|明显|突出|良好|顺利|较好)$"
    r"|[中上]来$|^(?:已|已经|基本|全部|正式|顺利|全面|全线)+(?:结束|完成|完工)$|为(?:零|0)$|^了?(?:难度|压力|负担|困难)$"
    r"|(?:计划|任务|目标|指标)[^,;。]{0,4}[为是共][^,;。]*\d"
)
_STATE_ENDS = frozenset("差弱低强足高够著显出好利束成工零0度力担难来")
_TIMES = lazy(r"(?:(?<!人)次|[遍轮场期])$")  # 食品抽检2次 tells of work
_SPENT = frozenset({"投入", "投资"})
_SET = frozenset({"下达", "确定", "批复"})  # what a superior sets: 市下达我县任务为造林300亩
_LIGHT = frozenset({"进行", "予以", "加以"})  # they carry a verb, whose object stands elsewhere
_ENDEAVOUR = lazy(r"(?:着力|努力|竭力|奋力|力争|确保|继续|不断|持续)[^,;。]{0,4}$")  # an opener of effort says that work is done
# What work puts an end to is its outcome: 改变了出行难的状况, 填补了空白.
_ENDED = frozenset({"改变", "扭转", "填补", "打破"})
_ENDED_STATES = ("局面", "状况", "现状", "现象", "历史", "空白", "格局", "面貌", "难题")
# What an economy yields is an outcome; so is a work that is open or in use.
_YIELD = lazy(r"[^\d,]{0,12}(?:产值|利润|利税|增加值|生产总值|总收入|税收|收入|销售额|交易额|总额|营业额)\d")
_FINISHED = lazy(
    r"(?:开业|开园|开馆|投产|投用|投运|启用|通车|运行|运营|竣工|使用|营业|落成|验收|完工)[^\d]{0,4}$"
)


def states_work(text: str, start: int, found: Reading, led: bool) -> bool:
    """Whether a reading of the clause that begins at `start` is kept; `led` where work was stated before it."""
    obj = found.object
    if len(obj) < 2 or obj.endswith("方面") or _ONLY_JOINED.match(obj) or _LEAD_IN.search(obj) or _outcome(found, led) or _attitude(found):
        return False
    if (_TOLD_OF.search(obj) and not _HANDS_ON.search(found.verb)) or (_PROPORTION.search(obj) and found.verb not in words("measured")):
        return False
    if found.verb == "实现" and _RATE.match(obj) and not _ENDEAVOUR.search(text, start, found.start):
        return False
    if found.rule == "put":
        return True
    if found.verb in _ENDED and obj.endswith(_ENDED_STATES) and (led or text.startswith("了", found.start + len(found.verb))):
        return False
    if _SLOGAN.search(obj) or (found.rule == "ground for" and _SUPPORT.search(obj)):
        return False
    if _ENSURED.match(text, start) and not FIGURE.search(text, start, found.end):
        return False
    return not _is_purpose(found, led) or FIGURE.search(obj) is not None or _ENDEAVOUR.search(text, start, found.start) is not None


def _outcome(found: Reading, led: bool) -> bool:
    """Something reached, received, yielded or counted; or one verb said of another (调研检查)."""
    if found.verb in words("result") and found.rule not in ("caused", "put") and not taken(found.verb, found.object, 0, len(found.object)):
        return True
    if found.rule.endswith(" spent"):
        return False
    if found.verb in ("实现", "完成") and _YIELD.match(found.object):
        return found.rule == "subject" or (led and found.verb == "实现")
    if found.object[0] in _FIGURE_FIRST and _counts(found) and is_figure(found.object):
        return True
    if found.object.startswith("总投资") and found.verb != "完成":
        return True
    last = found.object[-1]
    if (last in _STATE_ENDS or found.verb in _SET) and found.verb != "克服" and _STATE.search(found.object):
        return True
    if found.rule in ("subject", "ground") and _FINISHED.match(found.object):
        return True
    doubtful = found.rule in ("subject", "ground") or found.verb in words("nominal", "open")
    carried = found.verb in words("carrier") and (found.rule != "subject" or found.verb not in _LIGHT)
    bare = found.object.lstrip("与和")
    alone = len(bare) == 2 and bare not in words("nominal") and found.verb not in words("carrier", "complement")  # 严防严控
    return bare in verbs() and (alone or (doubtful and not carried))


def _counts(found: Reading) -> bool:
    """Whether a verb before a figure alone says what there was: how a thing moves, what it costs, how many there were."""
    if found.verb in words("measured") or found.verb in ("投资", "争取", "加快"):
        return True
    if _TIMES.search(found.object):
        return False
    return found.rule == "subject" and found.verb not in _SPENT


def is_figure(obj: str) -> bool:
    """Whether an object is a figure and nothing else.

    >>> is_figure("30元"), is_figure("耕地30亩")
    (True, False)
    """
    return _FIGURE_ALONE.fullmatch(obj) is not None


def _attitude(found: Reading) -> bool:
    """An attitude held, 坚持 with a principle, not with a rule or a routine, or the people led."""
    obj = found.object
    if found.verb in ("带领", "团结带领"):
        return _PEOPLE.search(obj) is not None
    if found.verb == "坚持":
        return not _CENTRED.match(obj) and (words("standing").closes(obj, 0, len(obj)) or obj[0] in "以把从用" or "相结合" in obj)
    if found.verb == "转变" and not found.object.endswith("作风"):
        return False
    return found.verb in _HELD and words("attitude").closes(obj, 0, len(obj))


_CENTRED = lazy(r"以[^,;。]{2,12}为中心$")  # what stands in the centre is held as a rule: 坚持以群众为中心


def is_benefit(found: Reading) -> bool:
    """Whether a clause behind one of purpose goes on with what the work is for: 为完善路网,方便出行,提高效率."""
    return found.rule == "verb" and (found.verb in words("purpose") or (found.verb == "完善" and _BETTERED.search(found.object) is not None))


_BETTERED = lazy(r"(?:功能|结构|条件|环境|布局)$")


def _is_purpose(found: Reading, led: bool) -> bool:
    if found.verb == "实现":
        return True
    if not led or found.rule == "passive":
        return False
    if found.rule == "ground for" and found.verb in _SERVED:
        return True
    if found.verb not in words("purpose"):
        return False
    return found.verb not in words("vague") or found.object.endswith(_HOPED)
