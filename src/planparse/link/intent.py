"""What a text that looks back says was still to be done: 将, 拟, a plan that was given out, an estimate of what is to come."""

from __future__ import annotations

import re
from functools import cache

from planparse.lexicon import alternation, load
from planparse.link import words
from planparse.link.said import Said
from planparse.patterns import lazy

# 将全县标准提高到900元: what 将 stands before is changed, nothing is foretold.
_CHANGED = r"[^,;。]{0,24}(?:升格|升级|划分|划归|划为|分为|改制|改为|转为|合并|撤并|移交|命名|列为|定为|录入|拓展|提高|提升|降低|降至|降到|纳入|列入|调整|整合|压减|压缩|扩大|延长|缩短|确定|打造成|作为|增加到|派驻|派往|派到|选派|下派|安排[到在]|安置|分配|送[到往]|投入|用于|转移|充实|落实到|建成|改造[成为]|转化|搬迁[到至]|移送|反馈|报送|由)"
_OBJECT = lazy(rf"将(?!进一步|继续|逐步|再|全面|大力)(?:[^,;。]{{2}}{_CHANGED}|(?P<open>[^,;。]{{0,10}})$)")
_IS_CHANGED = lazy(_CHANGED)
_WILL = lazy(r"(?=[将拟力年打要还尚仍])(?:将(?!军)|打算|[还尚仍]需(?!要)|(?<![主重需只首纲摘简提紧])要(?=力争|确保|努力|争取|完成|实现|达到|新)|拟(?!定|订)|力争|年(?:[底末]前?|前)可)[^,;。]{0,10}$")
_ESTIMATE = lazy(r"预[计期](?!目标)[^,;。]{0,24}$")
_CAN = lazy(r"预[计期],?(?:[^,;。\d]{0,8}年内)?[能将可][^,;。]{0,24}$")
_AHEAD = lazy(r"年[底末]|[明后次]年|下半年|春节|投产后|建成后|达产|[可有]望")
_WHOLE_YEAR = lazy(r"全年|年内")
_PLAN = lazy(r"(?=[计规目任指])(?:计划|规划(?=建设|新建|实施|改造|全面完成|完成|新增)|目标|任务|指标)")
# 特岗计划, “雨露计划”, 三年行动计划: a programme, not what is intended.
_PROGRAMME = lazy(r"(?:岗|行动|助学|圆梦|帮扶|培养|培育|人才|英才|名师|雨露|希望|春蕾|阳光|关爱|国培|省培|西部|强基|火炬|星火|育苗|暖流|改善|彩虹|牵手|扶苗|领航|青蓝|(?P<work>工程)|[”」》])$|“[^”]{0,6}$")
# What the plan is the measure of: 完成计划的97%, 超额完成任务.
_MEASURED = lazy(
    r"(?:(?:完成|占|(?<!下)达到?|超|实现|执行|落实|通过|比|较|按照?|依照|根据|列入|纳入|高于|低于|高出|低出|快于|慢于|好于|优于|多于|少于|落后)[^,;。]{0,14}|为[^,;。]{0,4})$"
)
_GOAL_OF_SHARE = lazy(r"(?:完成|占|(?<!下)达到?|超|比|较|高于|低于|为)[^,;。\d]{0,14}(?:任务|目标|计划|指标)(?:任务|数|值|产量|面积|投资|收入|产值)?$")
_WHOLE = lazy(r"占[^,;。\d]{0,20}$|为[^,;。\d]{0,20}预算数?$")  # 占总投资1.2亿元的25.8%
_SHARE_OF_GOAL = lazy(r"^(?:的\d|[低高多少增减超](?:[产出加少]了?)?\d)")
# 9个计划开工项目完成投资6.2亿元: what was planned has been acted on.
_ACTED = lazy(r"(?:项目|工程|任务|企业|村|户)(?:实际|已|累计|共)?(?:完成|实现|开工|建成|竣工|投入)")
_RATE = lazy("(?:完成|执行)(?:率|比|情况|进度)")  # 投资计划完成率97%
# 力争到2018年, 计划到年底前: the modal of the next clause.
_BEFORE_TIME = lazy(r"(?:力争|争取|确保|计划|拟|将)(?:[到在于用至]|通过)?[^,;。]{0,9}(?:年度?|月份?|[年月]?[底末]|[旬内]|前),[^,;。]{0,24}$")
# 计划于年底完成停车场建设,新增车位200个: what follows when it is done.
_TO_FOLLOW = lazy(r"(?:^|[,;。])(?:并|还|均)?(?:计划|拟|将|预计|力争)[于在到]?[^,;。]{0,12}(?:[年月]?底|年内|\d月份?|[月旬]前)前?[^,;。]{0,3}(?:完成|建成|竣工|完工|投用|投入使用|投产|开园|交付)[^,;。]*,$")
_LEADS_ON = lazy(r"(?:全面|基本|逐步|[于在到再新共总]|用(?=[\d一二两三])|今年|明年|本年|年内|全年|分别|完成(?=[^\W\d])|\d{4}年|\d{1,2}月)*")
_STATES = lazy(r"(?:任务|数|值)?(?:分别)?(?:为|是|共|定为|:)[^,;。]{0,24}$")
_FIGURE = lazy(r"(?:任务|指标)?(?:数量?|量)$")  # 省训练任务数28人
_BARE = lazy(r"(?:任务|数|值)?$")
_OF_YEAR = lazy(r"(?:年度?|全年|[省市县区镇乡]|责任|预期)的?(?:工作|目标|投资)?$")
# 市里下达我县造林3000亩; money that is given out has come.
_HANDED = lazy(r"(?:下达|分配|分解|核定)给?(?:我|全|各|本)[省市县区州盟旗镇乡村局院校站所街][^,;。]{0,30}$")
_DECIDED = lazy(r"决定(?:投资|兴建|建设|新建|修建|改建|扩建|筹资|出资|用)[^,;。\d]{0,16}$")
_COSTS = lazy(r"预计(?:项目|工程)?(?:总)?投资(?:总?额)?(?:为|达|约)?$")
_BUDGET = lazy(r"(?:年初|年度|调整|收入|支出|本级|变动)预算数?(?:调整)?(?:为|是|:)$")  # 收入预算为3亿元,实际完成4亿元
_CONTENT = lazy(r"(?:建设|工程|改造|实施|治理|项目)(?:内容|规模)(?:主要)?(?:包括|包含|为|有|是|含)[^;。]{0,20}$")
_PUTS = ("提出", "制定", "确定", "确立", "定下", "明确")
_PUT_FORWARD = lazy(r"..了?+[^;。]{2,50}$")  # 明确了12个部门的任务 says whose they are
_AS_GOAL = lazy(r"[^;。]{0,30}的(?:奋斗|工作|预期|发展|总体|年度|增长|总)?(?:目标|任务|指标)+(?:要求)?(?![^\W\d])")
# 剩余20%将于年底完成; 7个计划开工项目 are named so.
_IS_AHEAD = lazy(r"[^,;。\d已了]{0,12}(?:将|预计|计划|力争|拟|有望)(?!投资|总)[^,;。\d已了项工任]{0,3}(?:\d{1,2}月|年)?[^,;。\d已了项工任]{0,6}(?:完成|建成|开工|投产|竣工|通车|投用|投入使用)(?!项目|的|工程|企业|率)")
_TASKS = frozenset(("项", "个", "件", "条", "类"))  # 年度任务7项 counts the tasks


# 计划搬迁的86户: they are named so.
_NAMED_SO = lazy(r"(?:^|[,;。]|对|向|为|给|在|与|把)(?:计划|力争|必须|需要?|应|要)(?!投资)[^,;。\d]{2,12}的$")


@cache
def _assigned() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(load('planparse.link', 'standing').forms_of('assigns'))})[^,;。]{{0,24}}$")


@cache
def _planned_noun() -> re.Pattern[str]:
    return re.compile(alternation(load("planparse.link", "standing").forms_of("planned_noun", "does")))


def is_intended(before: str, after: str, unit: str, over: bool) -> bool:
    """Whether the words around a number, in a review, say that it was still to be reached.

    `over` tells that the time under review is over, so that an estimate for the whole of it is one of what was done.

    >>> is_intended("市里下达造林计划", "", "亩", True), is_intended("完成造林计划", "", "亩", True)
    (True, False)
    """
    if before.endswith("的") and _NAMED_SO.search(before):
        return False
    if _will(before, after) or _IS_AHEAD.match(after) or is_content(before) or _DECIDED.search(before):
        return True
    if unit != "元" and (handed := _HANDED.search(before)) and not _MEASURED.search(before, 0, handed.start()):
        return True
    if "预" in before and (_COSTS.search(before) or ((budget := _BUDGET.search(before)) and not _MEASURED.search(before, 0, budget.start()))):
        return True
    if "预" in before and _ESTIMATE.search(before):
        ahead = _WHOLE_YEAR.search(before) or _CAN.search(before)
        return _AHEAD.search(before) is not None or (not over and ahead is not None)
    return any(_plans(before, match, unit) for match in _PLAN.finditer(before))


def _will(before: str, after: str) -> bool:
    will = _WILL.search(before)
    if will is not None and before.endswith("的有"):
        return False  # 将于近期投产的有7家 counts them as they are
    if will is None or before[will.start()] != "将":
        return will is not None
    changed = _OBJECT.match(before, will.start())
    return changed is None or (changed["open"] is not None and not _IS_CHANGED.match(after))


def is_work_ahead(clause: str) -> bool:
    """Whether a clause of a review says that its work was still to be done: 计划新建泵站, but not 完成计划."""
    if _WILL.search(clause) or ("预" in clause and _ESTIMATE.search(clause)):
        return True
    at = clause.find("计划")
    return at >= 0 and not _RATE.match(clause, at + 2) and _MEASURED.search(clause, 0, at) is None and _is_verb(clause[at + 2 :])


def is_timed_intent(said: Said) -> bool:
    """Whether a modal stands before the time that opens a number's clause: 力争到2018年,全县….

    >>> is_timed_intent(Said("全县", "", "", "力争到2018年,", "")), is_timed_intent(Said("新增学位", "", "", "预计年底前建成投用,", ""))
    (True, True)
    """
    lead = said.lead[-_HEAD:]
    return lead.endswith(",") and (_BEFORE_TIME.search(lead + said.before) is not None or _TO_FOLLOW.search(lead) is not None)


def is_put_forward(said: Said) -> bool:
    """Whether a number is part of a goal that was put forward: 提出了税收增长9%以上,达到2.3亿元的目标."""
    if not _AS_GOAL.match(said.after + said.rest[:_HEAD]):
        return False
    told = said.lead[-_HEAD:] + said.before
    put = max((told.rfind(word) for word in _PUTS), default=-1)
    return put >= 0 and _PUT_FORWARD.match(told, put) is not None and _MEASURED.search(told, 0, put) is None


def is_content(before: str) -> bool:
    """Whether words say what a work is to consist of: 建设内容包括6条干渠."""
    return _CONTENT.search(before) is not None


def is_goal_of_share(before: str, after: str) -> bool:
    """Whether a number is the goal that a share is taken of: 完成年目标任务6000人的105%."""
    if _SHARE_OF_GOAL.match(after) is None:
        return False
    return _GOAL_OF_SHARE.search(before) is not None or (after[0] == "的" and _WHOLE.search(before) is not None)


def _plans(before: str, match: re.Match[str], unit: str) -> bool:
    """Whether a word for a plan says what is planned: as a verb, or as a noun with its figure behind it."""
    head, tail = before[: match.start()], before[match.end() :]
    acts = match.group() in ("计划", "规划") and _is_verb(tail)
    programme = _PROGRAMME.search(head)
    if (programme and not (programme["work"] and acts)) or _MEASURED.search(head) or _ACTED.search(tail):
        return False
    if _RATE.match(tail) or (unit == "%" and tail == "完成"):
        return False
    if acts or _STATES.match(tail) or (match.group() != "目标" and _FIGURE.fullmatch(tail)):
        return True
    if not head and _BARE.fullmatch(tail):
        return unit not in _TASKS  # (任务3000亩)
    if _assigned().search(head):
        return len(tail) <= 24 and not (unit in _TASKS and _BARE.fullmatch(tail))
    return _BARE.fullmatch(tail) is not None and unit not in _TASKS and _OF_YEAR.search(head) is not None


def _is_verb(tail: str) -> bool:
    """Whether 计划 is the verb: another follows it, at once or behind a place or a time."""
    at = _LEADS_ON.match(tail).end()  # type: ignore[union-attr]
    if words.verb_at(tail) or words.verb_at(tail, at) or _planned_noun().match(tail, at) or tail.startswith(("完成", "全面完成")):
        return True
    return tail.startswith(_PLACED) and any(words.verb_at(tail, i) for i in range(2, min(len(tail), _NEAR)))


_PLACED = ("在", "于", "对", "向", "为")
_NEAR = 9


_TASK_LIST = lazy(r"(?:任务|目标|计划|安排|打算)(?:是|为|如下)?:|任务(?:共计?|总计)?[\d一二三四五六七八九十]{1,3}[个项类],(?:即|其中|分别)")
# 今年计划完成造林3万亩;新建…: all that the sentence goes on with.
_PLANS_ALL = lazy(r"\s*(?:今年|全年|本年度?|年内|20\d\d年)[,,]?[^,;。\d]{0,14}(?<![按超照原])计划(?:完成|实施|新建|建设|改造|治理|整治)")
_DONE_SUM = lazy(r",(?:全年|实际|累计|已|目前|现已)*完成投资(?:额|量)?")
_HEAD = 60  # the words of a sentence that announce its list
_TOLD = lazy(r"(?<=[^\W\d])了|已(?!建(?!成))|在建|实际|目前|截[至止]|累计|到位")
_REPORTED = lazy(rf"{_TOLD.pattern}|完成|实现|占|[;。]")


class Foretold:
    """What a sentence has said is to be done, so that the parts of a total and the lines of a list are to be done too."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lists = _TASK_LIST.search(text, start, start + _HEAD) is not None or _PLANS_ALL.match(text, start, start + _HEAD) is not None
        self.end, self.planned, self.among = start, False, False
        self.counted: bool | None = None  # whether what was counted last is planned: its parts are as it is
        self.listed = False  # 其中: opens a list whose members semicolons part
        self.outside: bool | None = None  # within a bracket: whether the number before it is planned

    def carries(self, start: int, follows: bool, counts: bool) -> bool:
        """Whether the next number is one more of what is to be done: 计划投资3亿元,其中财政1亿元."""
        gap = self.text[self.end : start]
        if self.outside is not None and ")" in gap:
            self.planned, self.outside = self.outside, None
        if self.lists and _TASK_LIST.search(gap):
            return not _TOLD.search(gap)  # 旅游目标:接待游客超过90万人次
        if not self.planned or (counts and self.counted is False and (self.among or "其中" in gap)):
            return False  # 实施项目9个,计划投资3亿元,其中续建项目4个
        if follows and not _TOLD.search(gap):
            return True
        if "其中" not in gap and _DONE_SUM.fullmatch(gap):
            return False  # 其中,9个项目年度计划投资3亿元,全年完成投资4亿元
        if self.lists or "其中" in gap or (self.among and (self.listed or ";" not in gap)):
            return not _TOLD.search(gap)
        return not _REPORTED.search(gap)

    def see(self, planned: bool, start: int, end: int, counts: bool) -> None:
        """Take note of a number, and of whether it is planned."""
        gap = self.text[self.end : start]
        self.among = "其中" in gap or (self.among and (self.listed or ";" not in gap))
        self.listed = "其中:" in gap or (self.listed and self.among)
        if ")" in gap:
            self.outside = None
        if "(" in gap and ")" not in gap[gap.rfind("(") :]:
            self.outside = self.planned
        self.counted = planned if counts else self.counted
        self.end, self.planned = end, planned
