"""Status and commitment: what is planned, what is reported as done, what only gives the context."""

from __future__ import annotations

import re
from bisect import bisect_right

from planparse.records import Commitment, Status
from planparse.segment.documents import Part
from planparse.segment.zones import Zone

# What is done: an aspect mark or an adverb of completion in the clause.
_DONE = re.compile(
    r"(?<=[^\W\d])了(?!解|然|望|如指)|已(?!知|婚)|累计|先后|达到了|获评|荣获|获得了|顺利(?:完成|通过)|超额完成|圆满完成|被评为|截至(?!目前不)|共(?:有|计完|投入|建成|举办|组织|排查|发放|查处|培训|召开|争取|接待|受理|办理|征集|收到|取得)"
)
# What is to be done: a modal or a deadline.
_PLANNED = re.compile(r"将(?!军)|力争|争取|拟(?!定)|计划(?:完成|解决|改造|治理|新增|建成|新建|引进|招|投入|签约|开工|安排|实施|培训|发放|组织|建设)|确保|要(?!求|点|素|闻|案|件|道)|预计|预期|努力|务必|必须|明年|今后|下一步|到(?:20\d\d|明)年")
# Facts that hold whatever is done: rules, standards set elsewhere, conditions, compositions, shortcomings.
_RULE = re.compile(
    r"(?:国家|省定|省级|法定|规定|上级|部颁|行业)(?:要求|标准|下达|确定|时限|控制)|不得(?:少于|低于|超过|高于)在|控制(?:指标|目标|线)为|(?:连续|累计)[^,;。]{1,8}(?:的|居)|每年不得|时限为|原则上|须在|应当在"
)
_COMPOSED = re.compile(r"(?:涉及|包含|包括|下辖|下设|辖|现有|原有|现行|尚有|仍有|还有|仅有|缺口|不足|缺|空缺|牵头(?=[约共]?$)|承担(?=[约共]?$)|(?<!完成)(?<!完成[^,;。]{2})总投资|概算|在册|在编|编制|折算)[^,;。]{0,14}$")
_ADDED = re.compile("新增|增加(?!值)|增设")  # 新增编制45名
_RESTRICTS = re.compile(r"^(?:及?以上|以下|以内|左右)?[^,;。、\d]{0,6}(?:的|以上的)(?:[^\W\d]{0,10}(?:校长|单位|企业|学校|教学点|村|户|项目|车辆|人员|对象|地区|班级|教师|学生|船舶|问题|案件)(?:[,;。、]|$|要|应|须|由|作|按|实行|给予|全部|可|不|将))")
# The group that something is taken from: 在全县44个部门中, 入选全省第二批15所学校名单.
_GROUP = re.compile(r"(?:在|居|位居|入选|获评|列入)[^,;。\d]{0,6}全[国省市县区][^,;。\d]{0,8}$")
_AMONG = re.compile(r"^[^,;。\d]{0,20}(?:中|里|之一|名单|行列)")
# 在15个区县排名第10位; 以7个重点县为抓手.
_RANKED_AMONG = re.compile(r"^[^\W\d]{1,10}(?:排名|位居|位列|名列)")
_BY_MEANS, _MEANS = re.compile(r"以[^,;。]{0,12}$"), re.compile(r"^[^,;。]{0,16}为(?:抓手|载体|依托|契机|突破口|龙头)")
_LIMIT = re.compile(r"(?:不足|不满|低于|少于|超过|高于|达到|满|在)$")
_FORMULA = re.compile(r"[=×÷]\s*$|按\($|(?<!拟)按$")
# What a plan says of how things stand.
_EXISTS = re.compile(r"现有|现辖|共辖|目前(?:有|共有|仅|只)|只有|仅有|仅占|(?<![不每])仅$|(?<!达)不到$|尚有")
_SHORTCOMING = re.compile(r"(?:只有|仅有|仅占|仍占|占比不到|不足|缺口|偏低|偏多|偏少|偏高|滞后|尚未|还未|未达|未能|成本需)")
_SUMS = re.compile(r"(?:总投资|概算投资|估算投资|总概算)")


def zone_at(part: Part, position: int) -> Zone:
    """The zone of a document that holds a position."""
    return part.zones[max(0, bisect_right(part.zone_starts, position) - 1)]


def of(zone: Zone, before: str, after: str, clause: str, problems: bool, year: int | None, *, over: bool = False) -> Status:
    """The status of a quantity from its zone and its clause: `before` and `after` stand around the number, `year`
    is the last one of the period that governs it.

    `problems` tells whether the section speaks of what is lacking, `over` whether the year it reviews is over when the
    document is given, so that an estimate is one of what was done.
    """
    base: Status = "achieved" if zone.view == "review" else "planned"
    if _is_context(before, after, clause, base, problems):
        return "context"
    if year is not None and zone.year is not None and year > zone.year and base == "achieved":
        return "planned"
    done, planned = _DONE.search(before), _PLANNED.search(before)
    if base == "planned" and done and not planned and not _PLANNED.search(clause) and not re.search(r"共|累计", done.group()):
        return "achieved"
    if base == "planned" and year is not None and zone.year is not None and year < zone.year and not planned and not _PLANNED.search(clause):
        return "achieved"
    if base == "achieved" and (told := _INTENDED.search(before)) and not _DONE.search(clause):
        return "achieved" if over and "预计" in told.group() and not _BY_END.search(before) else "planned"
    return base


_BY_END = re.compile(r"年[底末内]|明年")
_INTENDED = re.compile(r"(?:将(?!军)|拟(?!定)|力争|预计|(?<![按超照])计划(?=完成|解决|改造|治理|新增|建成|新建|投资|引进|建设|招|培|开工|签|安排))[^,;。]{0,10}$|年度计划投资|计划(?:总)?投资")


def _is_context(before: str, after: str, clause: str, base: Status, problems: bool) -> bool:
    if _RULE.search(before) or _FORMULA.search(before):
        return True
    if _COMPOSED.search(before) and not _ADDED.search(before) and (base == "achieved" or not _SUMS.search(before)):
        return True
    if _GROUP.search(before) and _AMONG.match(after):
        return True
    if (before.endswith("在") and _RANKED_AMONG.match(after)) or (_BY_MEANS.search(before) and _MEANS.match(after)):
        return True
    if _LIMIT.search(before) and _RESTRICTS.match(after):
        return True
    if base == "planned" and _EXISTS.search(before) and not _PLANNED.search(before):
        return True
    return base == "achieved" and (problems or bool(_SHORTCOMING.search(before)))


class Foretold:
    """What a sentence has said is to be done, so that the parts of a total and the lines of a list are to be done too."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lists = text.find(":", start, start + _HEAD) >= 0 and _TASKS.search(text, start, start + _HEAD) is not None
        self.end, self.planned, self.among = start, False, False

    def carries(self, start: int, follows: bool) -> bool:
        """Whether the next number is one more of what is to be done: 计划投资3亿元,其中财政1亿元."""
        gap = self.text[self.end : start]
        if not self.planned or follows:
            return self.planned
        return not _REPORTED.search(gap) and (self.lists or "其中" in gap or (self.among and ";" not in gap))

    def see(self, status: Status, start: int, end: int) -> None:
        """Take note of the status of a number."""
        gap = self.text[self.end : start]
        self.among = "其中" in gap or (self.among and ";" not in gap)
        self.end, self.planned = end, status == "planned"


_HEAD = 60  # the words of a sentence that announce its list
_TASKS = re.compile(r"(?:任务|目标|计划|安排|打算)(?:是|为|如下)?:")
_REPORTED = re.compile(r"(?<=[^\W\d])了|已(?!建)|实际|目前|截至|累计|到位")
_MUST = re.compile(r"确保|必须|务必|严禁|不得|坚决")
_STRIVE = re.compile(r"力争|争取|努力|力促")
_EXPLORE = re.compile(r"探索|鼓励|试点|试行|尝试")
_COMMITS = re.compile(f"{_STRIVE.pattern}|{_MUST.pattern}|{_EXPLORE.pattern}")


def commitment(clause: str) -> Commitment:
    """How firmly a clause commits.

    >>> commitment("力争年内建成2所"), commitment("确保入学率达到99%")
    ('strive', 'must')
    """
    if not _COMMITS.search(clause):
        return "plan"
    if _STRIVE.search(clause):
        return "strive"
    if _MUST.search(clause):
        return "must"
    return "explore" if _EXPLORE.search(clause) else "plan"


_ASPECT = re.compile(r"(?<=[^\W\d])了(?!解|然|望)|已(?!知)")


def of_action(zone: Zone, words: str) -> Status:
    """The status of a piece of work from its zone and its clause."""
    if zone.view == "review":
        return "planned" if _INTENDED.search(words) and not _DONE.search(words) else "achieved"
    marked = "了" in words or "已" in words
    return "achieved" if marked and _ASPECT.search(words) and not _PLANNED.search(words) else "planned"
