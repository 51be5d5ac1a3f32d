"""How a place or a body stands: where it lies, how large it is, who lives there. That is background until something is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planparse.extract.quantity import Quantity
from planparse.lexicon import alternation, load
from planparse.link import words
from planparse.link.said import Said
from planparse.link.verbal import part_of_noun
from planparse.patterns import lazy

_TITLE = lazy(r"(?:基本(?:村|镇|乡|县|区|市|校)?情|概)况|(?:自然|基本)条件")
_OF_WORK = lazy(r"工作|完成|进展|开展|建设|落实|执行|实施|项目")
_GLUED = lazy(r"[^\W\d]{0,4}(?:基本情况|概况)(?=[我全该本])")  # 一、基本情况我校有教师46人


def describes_place(title: str) -> bool:
    """Whether a section tells how a place stands, by its title: 基本情况, but not 工作基本情况.

    >>> describes_place("白沙镇基本情况"), describes_place("工作基本情况")
    (True, False)
    """
    return _TITLE.search(title) is not None and _OF_WORK.search(title) is None


_PART = lazy(r"(?:机构|编制|人员|人口|队伍|干部|职能|职责|内设|党员|党组织|区位|地理|资源|资产|设施|设备|办学|师资|班子)[^,;。:]{0,8}$")


def describes_part(path: Sequence[str]) -> bool:
    """Whether a section tells one side of how a body stands: 机构编制情况 under 基本情况.

    >>> describes_part(("单位基本情况", "机构编制情况")), describes_part(("基本情况", "队伍建设"))
    (True, False)
    """
    return len(path) > 1 and _PART.search(path[-1]) is not None and _OF_WORK.search(path[-1]) is None and any(map(describes_place, path[:-1]))


def glued_title(text: str, start: int) -> str:
    """The heading 基本情况 that a page has glued to the text behind it."""
    match = _GLUED.match(text, start)
    return match.group() if match else ""


@cache
def _lies() -> re.Pattern[str]:
    forms = load("planparse.link", "standing").forms_of("lies")
    first = "".join(sorted({form[0] for form in forms}))
    return re.compile(rf"(?=[{first}总])(?:(?:{alternation(forms)})(?!区|内)|(?<!占)(?<!占全[国省市县区镇乡村])总人口)")


@cache
def _does() -> re.Pattern[str]:
    return re.compile(rf"(?<!未)(?:{alternation(load('planparse.link', 'standing').forms_of('does', 'assigns'))})(?!站|室|中心|委员会|基地|编制|床位)|{words.ASPECT}")  # no 救助站


@cache
def _nature() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(load('planparse.link', 'standing').forms_of('nature'))})[^,;。\d]{{0,12}}$")


def acts(clause: str) -> bool:
    """Whether a clause opens with what was done, and not with what goes on in a place.

    >>> acts("共走访群众"), acts("种植油菜"), acts("耕地")
    (True, False, False)
    """
    opener = words.openers().match(clause)
    start = opener.end() if opener else 0
    verb = words.verb_at(clause, start)
    return len(verb) >= 2 and verb not in _goes_on_there() and not part_of_noun(clause[start + len(verb) :])


@cache
def _goes_on_there() -> frozenset[str]:
    return frozenset(load("planparse.link", "described").forms_of("goes_on"))


# 距县城41公里, but not 距目标还差3公里.
_AWAY = lazy(r"(?<!差)距(?!任务|目标|计划|完成)[^,;。\d差]{1,16}$")
_AWAY_KINDS = ("length", "duration")
_EXTENT = lazy(r"(?:^|[,。])(?:全[县市区镇乡村]|[^\W\d]{1,6}(?:社区|[县镇乡村]))(?:总|辖区)?面积(?:约|为|达)?$")  # 青山社区面积0.9平方公里
# 项目位于: a work is no place, and what is planned for a place does not describe it.
_IN_PLACE = lazy(r"(?:位于|地处|坐落)")
_PLACE = lazy(r"(?:^|\n|[县区市州盟旗镇乡村校学园院场社部站,。])[^\W\d]{0,2}$")
_TURNS = lazy(r"项目|工程|规划|计划|拟|将|力争|争取|确保|目标|任务|规模|总投资|\n")
_ENDS = lazy(r"[。;\n]")
_LONGEST = 1_000  # of a paragraph; a line may be the whole document
_FAR = 200  # descriptions are shorter
_NEAR = 80  # and each of their numbers is nearer to the one before


_COMPARED_YEARS = lazy("比上年|比去年|同比|较上年|较去年")
_A_FEW = 2


def compares_years(text: str) -> bool:
    """Whether a text gives accounts of a year against the one before, also where it is headed 概况.

    >>> compares_years("产值9亿元,比上年增长6%;税收2亿元,比上年增长8%;投资3亿元,同比增长9%。"), compares_years("辖6个村,耕地2万亩。")
    (True, False)
    """
    return len(_COMPARED_YEARS.findall(text)) > _A_FEW


class Described:
    """Whether the numbers of a document describe; a description goes on from sentence to sentence."""

    def __init__(self, text: str) -> None:
        self.text, self.end = text, -1
        self.last = 0  # where the number before ends
        self.flows_to = -1  # where the paragraph ends that tells of a year
        self.done = False  # whether something was done to it

    def holds(self, said: Said, q: Quantity, *, titled: bool, dated: bool) -> bool:
        """Whether a number describes how a place stands, by its words, its section's title or the number before.

        `titled` tells that the section is about that, `dated` that the number is a flow for which a period is stated.
        """
        opens = self._opens(said, q)
        if titled and dated and q.start >= self.flows_to:
            line = self.text.find("\n", q.end, q.end + _LONGEST)
            self.flows_to = line if line >= 0 else q.end + _LONGEST
        told = not opens and titled and not q.start < self.flows_to and not dated and not self._is_done(said, q.start)
        goes_on = not opens and not told and not dated and not acts(said.before) and self._goes_on(q.start)
        self.end = q.end if goes_on or (opens and self._is_of_place(said)) else -1
        self.last = q.end
        return opens or told or goes_on

    def _is_done(self, said: Said, start: int) -> bool:
        """Whether something is told to have been done before a number, up to its semicolon; what a bracket adds was done too."""
        goes_on = self.done and _ENDS.search(self.text, self.last, start) is None
        self.done = goes_on or acts(said.before) or _does().search(said.lead[-_FAR:] + said.before) is not None
        return self.done

    def _opens(self, said: Said, q: Quantity) -> bool:
        if q.kind in _AWAY_KINDS and _AWAY.search(said.before):
            return True
        if q.kind == "area" and _EXTENT.search(said.before):
            return True
        nature = _nature().search(said.before)
        if nature is not None and _does().search(nature.group()) is None:
            return True
        told = said.lead[-_FAR:] + said.before
        lies = _lies().search(told)
        if lies is None or acts(said.before) or _does().search(told, lies.end()) is not None:
            return False
        return self._is_of_place(said) or _TURNS.search(told, lies.end()) is None

    def _is_of_place(self, said: Said) -> bool:
        told = said.lead[-_FAR:] + said.before
        lies = _IN_PLACE.search(told)
        return lies is None or _PLACE.search(told, max(0, lies.start() - 4), lies.start()) is not None

    def _goes_on(self, start: int) -> bool:
        """Whether nothing turns from the description before: that of the last number, or of the words that open the line."""
        begin = self.end if self.end >= 0 and start <= self.end + _NEAR else self._opened(start)
        return begin >= 0 and not _TURNS.search(self.text, begin, start) and not _does().search(self.text, begin, start)

    def _opened(self, start: int) -> int:
        """Where a place is named in words without a number: 云岭县位于…。南北长60公里."""
        line = self.text.rfind("\n", self.last, start) + 1
        if not line and self.last:
            return -1  # not the first number of its line
        lies = _IN_PLACE.search(self.text, max(line, start - _FAR), start)
        if lies is None or not _PLACE.search(self.text, max(line, lies.start() - 4), lies.start()):
            return -1
        return lies.end()
