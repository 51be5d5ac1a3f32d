"""Owners: what a sentence speaks of before it says anything, told by its label, by the item it stands in or by the sentence before."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from planparse.link import words
from planparse.link.clauses import clause_start
from planparse.link.phrases import clean, thing_of
from planparse.link.things import names_thing
from planparse.patterns import lazy
from planparse.segment.documents import Part
from planparse.text import Span

_LABEL = lazy(r"(?P<label>[^,;。:!?\n]{3,30}?):")
_ASIDE = lazy(r"\([^()]{0,80}\)")
_SUFFIX = lazy(r"(?:(?:项目|工程)?建设|建设项目)?(?:进展|实施|推进|完成)?(?:情况)?$")
_WORKS_ON = lazy(r"(?:实施|启动|推进|开工建设|新建|建设|抓好|完成)了?(?P<thing>[^,;。:\d]{3,24}?(?:工程|项目))(?=[,;。]|$)")
_BEGINS = lazy(r"^(?:(?:加快|推进|实施|启动|抓好|完成|开工|[新改扩迁]建|建设|建成|加强|做好|继续|全力|大力|全面|扎实|着力|打造|修建|改造|提升|规范)+)(?=[^\W\d]{4})(?!项目|工程)")
_MOVES = lazy("加快|推进|实施|启动|抓好|加强|做好|继续|大力|全面|完善|提高|提升|开展")
_MEASURED = lazy(r"^[\d.]+[^\W\d]{1,3}的(?=[^\W\d]{4})|^[\d.]+(?:公里|千米|米|亩|座|条|个|处)")
# Headings of many works name none of them.
_SORT = lazy(r"(?>(?:重点|重大|主要|工业|农业|水利|林业|交通|城建|市政|电网|能源|环保|基础设施|民生|民心|惠民|实事|产业|招商|续建|新建|在建|拟建|前期|建设|其他|其它|社会事业|投资|政府|政府投资|省级?|市级?|县级?|区级?)*)(?:项目|工程)")
_GOES_ON = lazy(r"(?<![^\W\d])(?P<thing>[^,;。:\n]{3,24}?(?:工程|项目))(?:建设)?(?:进展|推进|建设|正在|已|全面|顺利|加快|稳步|如期|于)")
# What is asked for an owner; most sentences have none of it.
_ASKS = lazy(r"投资|投入|占地|用地|建筑面积|全长|总长|工期|工程量|造价|概算|装机|受益人口|完成\d|项目(?:[\d一二三四五六七八九十两]|[,;。]|$)")
_SEVERAL = lazy("、|及|和|与")
_LABELLED = lazy(r"(?P<label>[^\W\d]{2,18}):")
_STATES = lazy(r"(?:(?:的?具体|建设|完成|分布|分配|实施|进展)*(?:情况)?(?:是|为|如下|分别为)|(?:建设|完成|分布|分配|实施|进展)*情况|方面|工作)$")
_SORT_OF = lazy(r"^(?:其中|具体|主要|全[市县区镇乡])(?=[^\W\d]{2})")
_FIELD = lazy(r"(?:索引号|摘要|导读|提示|标题|正文|附件|编辑|记者|说明|全文|关键词|文号|编号|目标|任务|内容|单位|措施|时限|时间|要求|领导|部门|责任人?|联系人?|电话|地点|对象|范围|原则|问题|原因|意见|建议|特点|亮点|成效|规模|计划|安排|方案|步骤|阶段|指标|依据|来源|概况|如下|是|为|其中|有|数量|金额|备注|名称|作者|日期|字号|类|即|讯|注|例如|比如|包括)$")
_LOOK_BACK, _HEAD, _NEAR = 120, 48, 24


def thing_in(title: str) -> str:
    """The thing that a title or label names, empty where it names none.

    >>> thing_in("(二)加快推进松河大桥项目建设"[3:]), thing_in("松河水库除险加固工程进展情况"), thing_in("项目进展情况")
    ('松河大桥', '松河水库除险加固工程', '')
    """
    title = _ASIDE.sub("", title)
    if not title or len(title) > 40:
        return ""
    bare = title if names_thing(title) else _SUFFIX.sub("", title, count=1)
    if not names_thing(bare):
        bare = title[: -len("建设")] if title.endswith("建设") else bare
    name = _MEASURED.sub("", _BEGINS.sub("", clean(bare)))
    return name if len(name) >= 4 and "," not in name and names_thing(name) and not _SORT.fullmatch(name) and not _MOVES.match(name) else ""


def _label(text: str, start: int) -> str:
    """A label that names a thing, not a field of a form or a piece of work: no 责任单位, no 加快发展."""
    found = _LABELLED.match(text, start)
    if not found:
        return ""
    name = _SORT_OF.sub("", _STATES.sub("", found["label"]))
    return "" if len(name) < 2 or _FIELD.search(name) or words.verb_at(name) or words.openers().match(name) else name


class Owners:
    """The owners in one document."""

    def __init__(self, text: str, part: Part) -> None:
        self.text = text
        self.part = part
        self.starts = [s.start for s in part.sentences]
        self.titled = lru_cache(maxsize=64)(self._titled)
        self.labelled = lru_cache(maxsize=64)(self._labelled)

    def asked(self, sentence: Span) -> bool:
        """Whether a sentence has words that may lack whose they are."""
        return _ASKS.search(self.text, sentence.start, sentence.end) is not None

    def of(self, sentence: Span, section: int | None, before: str, spoken_to: int) -> str:
        """Whose the bare attributes of a sentence are: its label's, its item's, or what the sentence before spoke of."""
        label = _LABEL.match(self.text, sentence.start, sentence.end)
        if label and (thing := thing_in(label["label"])):
            return thing
        titled = self.titled(section) if section is not None else ""
        if titled and not _SEVERAL.search(titled):
            return titled
        last = self._last_of_item(sentence, section)
        return (before if last and spoken_to > last.start and names_thing(before) else self._worked_on(last)) or titled

    def of_aside(self, low: int, opening: int) -> str:
        """What stands before a bracket: 健康工程(项目6个)."""
        if not _ASKS.search(self.text, opening, opening + _NEAR):
            return ""
        return thing_in(self.text[clause_start(self.text, low, opening) : opening])

    def label(self, sentence: Span, section: int | None) -> str:
        """The noun before a colon at the head of the sentence, or of its item: 养老驿站:3月底前新建2家;6月底前新建3家."""
        here = _label(self.text, sentence.start)
        return here or (self.labelled(section) if section is not None else "")

    def _labelled(self, section: int) -> str:
        return _label(self.text, self.part.sections[section].body_start)

    def _titled(self, section: int) -> str:
        """What the title of an item names, or its first sentence where that stands like a title: the first cell of a row."""
        here = self.part.sections[section]
        if here.title:
            return thing_in(here.title.rstrip("。:"))
        at = bisect_right(self.starts, here.body_start) - 1
        return thing_in(self.text[here.body_start : self.part.sentences[at].end].strip(" 。:|\n")) if at >= 0 else ""

    def _last_of_item(self, sentence: Span, section: int | None) -> Span | None:
        """The sentence before, where it belongs to the same item."""
        at = bisect_right(self.starts, sentence.start) - 2
        if at < 0 or (section is not None and self.starts[at] < self.part.sections[section].start):
            return None
        return self.part.sentences[at]

    def _worked_on(self, last: Span | None) -> str:
        """The work that a sentence puts in hand: 实施松河治理工程,改善环境."""
        if last is None:
            return ""
        found = _WORKS_ON.search(self.text, max(last.start, last.end - _LOOK_BACK), last.end) or _GOES_ON.search(self.text, last.start, min(last.end, last.start + _HEAD))
        return _MEASURED.sub("", thing_of(found["thing"])) if found else ""
