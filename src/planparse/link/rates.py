"""Rates of a standard: 补助标准:新建的每亩2000元,改建的每亩1000元 gives each who it is for, and the standard."""

from __future__ import annotations

from planparse.link import words
from planparse.link.phrases import clean
from planparse.patterns import lazy

_STANDARD = lazy(
    r"(?P<of>[^,;。:\d]{0,24}?标准)(?:发放|执行|调整)?(?:统一|分别|具体|如下|暂定|确定)*"
    r"(?::|(?:为|是|按照?)(?:分别)?:?)(?!每|基数)"
)
_MEMBER = lazy(
    r"(?:[,、;和及]|\d\.|\(\d\)|[①-⑨])*(?P<who>(?!其中|另|共|均|人均|户均|惠及|财政|中央|省级|市级|县级|个人|政府|集体|原|现行|上年|去年|执行|不低于)"
    r"(?:\d{1,3}[—~至-])?(?:\d{1,3}(?:周?岁|年|级|A级))?[^,;。:\d]{0,14}?)(?P<each>(?:的|按|为|是|给予|补助|补贴|奖励|发放)*)"
)
_DOES = lazy("发放|惠及|资助(?!标准)|累计|提高|落实|完成|新增|增长|兑现|到位|调整|比|较|投入|安排")
_OPENS = lazy("(?:按照?|执行|落实|提高|严格|明确)+(?=[^\\W\\d]{2})")


class Rates:
    """The rates of the standard that a sentence states; each number of it is shown in turn."""

    def __init__(self, text: str, start: int, end: int) -> None:
        found = _STANDARD.search(text, start, end) if text.find("标准", start, end) >= 0 else None
        self.of = _OPENS.sub("", clean(found["of"])) if found else ""
        self.begins = found.start() if found else end
        self.end = found.end() if found else end
        self.on = bool(self.of)

    def named(self, text: str, start: int, end: int, *, money: bool) -> str:
        """The name of the number at `[start, end)` if it is a rate: for whom, and the standard.

        >>> standard = Rates("补助标准:新建的每亩20元,改建的每亩10元", 0, 21)
        >>> standard.named("补助标准:新建的每亩20元,改建的每亩10元", 10, 13, money=True)
        '新建补助标准'
        """
        if not self.on or start < self.begins:
            return ""
        member = words.each().sub("", text[self.end : start]) if start >= self.end else ""
        who = _MEMBER.fullmatch(member) if money else None
        self.on, self.end = who is not None and bool(who["who"]) and not _DOES.search(member), end
        return who["who"] + self.of if self.on and who else ""
