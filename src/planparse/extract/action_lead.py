"""What stands before the verb of a clause, and whether a verb there is one at work."""

from __future__ import annotations

import re
from functools import cache

from planparse.extract.action_words import doubles, either, may_block, openers, verb_at, words
from planparse.patterns import lazy

TIME = (
    r"(?:(?:到|自|从|至|于|在|截至|截止)?(?>(?:\d{1,2}[-—~至]\d{1,2}月份?|(?:今年|明年|去年|上年|当年|本年度?|同年|次年|(?:\d{4}|XX|XXXX)年度?"
    r"|\d{1,2}月(?:份|底|初|末|中旬|上旬|下旬)?(?:\d{1,2}[日号])?|\d{1,2}[日号]|第?[一二三四](?:、[二三四])?季度|[上下]半年"
    r"|年[底初内末中]|年度内?|[上下]学期|学期[初末]?|“?十[二三四五]五”?(?:期间|末)|[春夏秋冬]季|雨季|汛[前期后]|节前|开学前?|年前"
    r"|[一二三四五两\d]+年内)(?:至|到|、|—|-|和)?)+)(?:之前|以前|前|底|起|内|期间|开始|里|中|来|以来)?)"
    r"|每(?:年|月|季度|季|周|日|天|学期|学年|半年|两?个?月)(?:末月?\d{1,2}日前|前?\d{1,2}日前)?"
    r"|[于在]每(?:个?月|季度?)末?月?\d{1,2}[日号](?:之?前)?"
    r"|[近当目]前|近期|今后|届时|现(?=已|在)|此外|近年来|两次|多次|[\d一二三四两]+次(?=[^\W\d])"
)
_SCOPE = (
    r"在?全[县市区省镇乡校局州国院]|全系统|我[县市区局校省镇州院委厅]|本[局县市区校]|全?[县市区省]范围内?"
    r"|每(?:个|户|人|头|亩|所|座|辆|台|件|吨|公里|名|项|家|只|处)(?=补|给予|发放|奖励|联系|安排|包抓|资助|投入)"
)
_LINK = (
    r"[\s、*]+|\((?:[^()\n]|\([^()\n]*\))*\)|通过(?=对)|将(?=[^\W\d])"
    r"|(?:并且|并|同时|还|又|也|来|则|而|且|以及|及|和|或|一并|一方面|另一方面|即|就|方可|才能)(?=[^\W\d])"
)
_LEADS = lazy(f"{TIME}|{_SCOPE}|{_LINK}")
# By what means something is done: 通过政府购买服务方式招录协理员.
_MEANS = lazy(r"通过[^,;。()]{2,16}?(?:方式|形式|途径|渠道|手段|模式)(?=[^\W\d]{2})")
_LEADING = frozenset("到自从至于在截今明去上当本同次X第一二三四下年学“十春夏秋冬雨汛节开两每近目届现此多全我县市区省 、*\n\t(通将并还又也来则而且以及和或另即就方才\u3000")
FIGURE = lazy(
    r"\d|全覆盖|[一二两三四五六七八九十百千]+(?:个|名|所|项|次|家|处|座|期|场|支|件|条|人|套|份|届|轮|种|辆|台|户|批(?!评))"
)


def skip(text: str, p: int, end: int) -> int:
    """Behind connectives, times, scopes and openers, at the first word of the clause proper.

    >>> skip("年内要切实加强监管", 0, 9)
    5
    """
    while p < end:
        if text.startswith("通过", p) and (means := _MEANS.match(text, p, end)):
            p = means.end()
        verb = verb_at(text, p, end)
        if len(verb) > 1:
            return _behind_double(text, p, verb, end) if verb in doubles() else p
        opener = openers().at(text, p, end)
        if opener and words("blocked").at(text, p, end):
            opener = ""
        leads = len(opener) < 2 and (text[p] in _LEADING or text[p].isdigit())  # 及时 is no 及
        if leads and (match := _LEADS.match(text, p, end)) and match.end() > p:
            p = match.end()
        elif opener:
            p += len(opener) + text.startswith("地", p + len(opener))
        else:
            return p
    return p


# Doubles that are said of nouns as often as of verbs: 规范采购行为.
_OF_NOUNS = frozenset({"开始", "规范", "稳定", "加快", "协调", "统筹"})
_STRESSED = frozenset({"突出", "聚焦"})  # openers only before a verb that is no noun: 突出抓好, but 突出转型
_EXERTED = frozenset({"加大", "集中"})
_FORCE = lazy(r"(?:工作)?力度|力量|精力")  # 加大力度打击, 集中力量办成: how it is done
_PACES = ("步伐", "进度", "进程", "速度")  # 加快规划建设步伐: what is made faster
_ACCORDING = lazy(r"按照|按(?![期时月季年质])|根据|依[据照]|[遵参]照")
_REACH = 30  # adverbs between a double and its verb
_ASKED = lazy(r"资金|经费|项目|指标|补助|政策|支持")


def _behind_double(text: str, p: int, double: str, end: int) -> int:
    """加快 before a verb is an adverb (加快推进), before a noun the verb itself (加快建设步伐)."""
    q = p + len(double)
    force = _FORCE.match(text, q, end) if double in _EXERTED else None
    if double == "加大" and not force:
        return p
    q = force.end() if force else q
    if _ACCORDING.match(text, q, end):
        return q
    if text.startswith(("和", "与", "、"), q) or (double == "加快" and text.endswith(_PACES, q, end)):
        return p
    q += text.startswith("地", q)
    behind = skip(text, q, min(end, q + _REACH))
    verb = verb_at(text, behind, end)
    if len(verb) > 1 and double in _OF_NOUNS and text[behind + len(verb) : behind + len(verb) + 1].isdigit():
        return behind  # 规范治疗18例
    if len(verb) < 2 or (double in _STRESSED and verb in words("nominal")) or (double in _OF_NOUNS and verb in words("modifier") and verb not in words("plain")):
        return p
    if double == "争取" and behind == q and _ASKED.search(text, q, end):
        return p
    return p if noun(text, behind, verb, end, opened=True) else behind


# An indicator and how it moves: no verb before it is at work (整改到位率达到100%).
_INDICATOR = lazy(
    r"[^,;。\d]{0,8}?(?:率|比例|占比|比重|时间|时限|期限|周期|面积|金额|水平|产值|收入|费用|人数|次数|面|量|额|系数|标准|期|价格|指数|位|力)"
    r"(?:均|已|分别|平均|力争|全部|要|稳步|持续)*(?:(?:由|从|达到?|为(?!重)|不[低少高得足超][于过]?|超过?|控制|保持|稳定|提高|提升|缩短|压缩|降低|下降"
    r"|上升|增长|减少|增加|约|近|在|比|较|是|占)(?:[^\d,;。的]{0,4}\d[^,;。的]*|上升|提高|下降|增长)?$|[上升提高增长好转]{2}$)"
)
_MEASURE = lazy("[率比占时期周面金水产收费人次量额系标价指位力]")  # with one of these the indicator's own word begins
_SUM = lazy(r"[^,;。\d]{0,3}(?:率|面积|金额|额|时间|人数|次数)\d")
# What follows a verb that is itself the subject.
_PREDICATE = lazy(
    r"不低于|不少于|不超过|不得|达到?\d|为\d|由\d|均|占(?!道|用地)(?=[^,;。]*\d)|占比|率|是|也|都(?!市)|还(?![迁款贷建])|已|一定|必|可以|能够|方面|之[^一]|令人|正在|经国务院|取得|初具|迈出|步伐|得到|受到|日益|更加|明显|显著|不断|稳步|有序|扎实|顺利"
    r"|走深|成效|跻身|入围|(?<![报送通])进展|迈上|跃上|迈出|基本(?:结束|完成|形成)|格局|将历时|成为|全面(?:完成|推进|展开)|(?:工作|工程|项目|任务)(?:有序|稳步|扎实|顺利|全面|持续|不断|进展(?=[顺良较迅缓有明快])|已|均|全部|圆满|正在|加快)|相(?:结合|统一|衔接|适应|协调)|\d+周年|力(?:稳步|明显|不断|持续|显著)"
)
# How large something is, behind the verb that names it: 提高幅度达30%, 集中供养年人均3000元, 建设补助资金达到9万元.
_SIZED = lazy(
    r"(?![^,;。]*的[^\W\d])(?:(?P<plain>幅度)|[年月日]?[人户亩生]均(?:达到?|为|约)?\d|(?:(?:财政|专项|配套)?(?:补助|补偿|奖补)?(?:资金|经费)|总?投资|补助标准)(?:已?达到?|为|约)\d)"
)
_OPENS_SIZE = frozenset("幅年月日人户亩生财专配补奖资经总投")
_CUT_OFF = frozenset("的等率者员费性型式")
_OF_HOUSES = tuple("厕外内用型籍")  # 安置户 are people, 改造户厕 is work


# A verb and what closes a word: 招生数较去年增加, 补偿比48%, 规范化管理, 增加值、税金.
_SUFFIX = lazy(
    r"(?:[数量值比](?=$|[\d,;、。]|[较达为由从在占均已增减同]|提高|下降|上升|保持)|化(?=$|[,;、的]|建设|管理|水平|运[作营]|经营|发展|生产|程度|服务)|之中|有(?=\d))"
)
# A verb and a noun of which the clause says how it stands: 种植结构趋于合理, 建设显现成效, 扩建有3所, 改造工程10月竣工.
_STANDS = lazy(
    r"[^,;。、的了\d]{0,6}?(?:趋于|得到|得以|显现|凸显|良好$|创(?:历史|新高|近)|供不应求|涉及|带来|造成|呈现|(?<![也还总])是(?!否))"
    r"|[^,;。、的了\d]{0,2}?实现(?!形式|途径|方式)|(?:强度|幅度|总额|总量)[^,;。\d]{0,3}(?:\d|[达为由从])"
)
_WORK_STANDS = lazy(
    r"[^,;。\d的]{1,4}(?:工程|项目)(?:正在|已(?:全部|基本)?(?:完工|竣工|建成|开工|投用))|(?:工程|项目)(?:年度)?(?:计划|任务)为\d|(?:工程|项目)(?:方案)?(?:总投资|新增|净增|完成|已经?(?![建批])|正在|均|全部|全面(?:启动|完成|铺开|展开)|(?:于|计划)?\d{1,2}月[^,;。]{0,4}(?:竣工|完工|开工|启动)$)"
)


# Works and how many they are: 续建项目3个 counts them, 续建校舍3栋 is work.
_UNDER_WAY = frozenset({"建设", "续建", "开工", "新开工", "竣工", "施工", "投产", "完工"})
_WORKS = lazy(r"(?:项目|里程|面积|规模|工期|总?投资|资金)(?:共|总计|约|近|达|为){0,2}\d")


def moved(text: str, verb: str, q: int, end: int) -> bool:
    """Whether the verb that ends at `q` is part of an indicator of which the clause says how it moves."""
    if not _MEASURE.search(text, q, min(end, q + 9)):
        return False
    return verb not in words("complement", "purpose") and _INDICATOR.match(text, q, end) is not None


def noun(text: str, p: int, verb: str, end: int, *, opened: bool) -> bool:
    """Whether a verb stands as a noun here, or qualifies one; `opened` where an opener stands before it.

    >>> noun("考核结果公开", 0, "考核", 6, opened=False), noun("考核干部30人", 0, "考核", 7, opened=False)
    (True, False)
    """
    q = p + len(verb)
    if q >= end or text[q] in _CUT_OFF or (text[q] == "户" and text[q + 1 : q + 2] not in _OF_HOUSES) or (may_block(verb) and words("blocked").at(text, p, end)):
        return True
    if text[q] in _OPENS_SIZE and (sized := _SIZED.match(text, q, end)) and (sized["plain"] or (verb in words("nominal") and not opened)):
        return True
    if (verb in _UNDER_WAY and _WORKS.match(text, q, end)) or _stands(text, verb, q, end):
        return True
    if q + 2 == end and text[p:end] in words("done_to"):
        return False
    if urges(text, verb, q, end):
        return False
    if verb not in words("nominal"):
        return verb == "成立" and bool(_PREDICATE.match(text, q, end))
    if _PREDICATE.match(text, q, end):
        return True
    plainly = opened and verb in words("plain")
    if verb in words("modifier") and not plainly and (_SUM.match(text, q, end) or qualifies(text, q, end, opened=opened)):
        return True
    second = "" if opened else verb_at(text, q, end)
    return bool(second) and q + len(second) >= end and second in words("nominal")


_WHO = frozenset({"企业", "单位", "部门", "机构", "人员", "干部", "教师", "学校", "领导"})


def urges(text: str, verb: str, q: int, end: int) -> bool:
    """Whether whom a verb of asking or helping is said of stands at `q`, and behind them what they are to do.

    >>> urges("支持企业开拓市场", "支持", 2, 8), urges("支持企业名单", "支持", 2, 6)
    (True, False)
    """
    whom = words("thing").at(text, q, end) if verb in words("complement") else ""
    if whom not in _WHO:
        return False
    behind = skip(text, q + len(whom), end)
    return behind < end and verb_at(text, behind, end) != "" and not _PREDICATE.match(text, q + len(whom), end)


def _stands(text: str, verb: str, q: int, end: int) -> bool:
    """Whether the verb that ends at `q` begins a noun, by its suffix or by what the clause says of it."""
    if text[q] in _SUFFIXED and _SUFFIX.match(text, q, end):
        return True
    if _WORK_STANDS.match(text, q, end) and verb not in words("carrier", "complement", "purpose"):
        return True
    if not _STANDING.search(text, q, min(end, q + _STANDS_REACH)) or verb not in words("nominal"):
        return False
    return verb not in words("complement", "carrier", "purpose") and _STANDS.match(text, q, end) is not None


_STANDING = lazy("[趋得显凸良创供涉带造呈是实强幅总]")  # with one of these the state begins
_STANDS_REACH = 8
_SUFFIXED = frozenset("数量值比化之有")


def qualifies(text: str, q: int, end: int, *, opened: bool) -> bool:
    """Whether a noun that verbs qualify stands at `q` (结果 in 考核结果)."""
    thing = words("thing").at(text, q, end)
    if thing and not _PREDICATE.match(text, q + len(thing), end):
        q += len(thing)
        return not opened and (text.startswith("(", q) or not FIGURE.search(text, q, end) or verb_at(text, q, end) in words("second"))
    if not thing and not words("attribute").at(text, q, end):
        return False
    return bool(thing) or _attribute().match(text, q, end) is not None


@cache
def _attribute() -> re.Pattern[str]:
    """Abstract nouns, and single characters that close a word."""
    forms = words("attribute")
    single = "".join(w for w in forms if len(w) == 1)
    return re.compile(rf"(?:{either(w for w in forms if len(w) > 1)})|[{single}](?=$|[^\w]|[由为达不在的比均超约接与和])")


_TAKEN_REACH = 30  # what is longer describes how things stand
_STEPPED = frozenset({"采取"})
_SEIZED = frozenset({"抢抓", "抓住", "紧抓", "利用"})


def taken(verb: str, text: str, start: int, end: int) -> bool:
    """Whether a verb of means is itself the work, by what it is said of in `[start, end)`.

    >>> taken("采取", "有力措施", 0, 4), taken("采取", "集中办班方式", 0, 6)
    (True, False)
    """
    kind = "steps" if verb in _STEPPED else "chances" if verb in _SEIZED else ""
    return kind != "" and end - start <= _TAKEN_REACH and words(kind).closes(text, start, end)
