"""Clauses in which what is done stands before its verb (经费拨付到位, 大桥已建成通车), and those that only say how it stands."""

from __future__ import annotations

from planparse.extract import action_lead as lead
from planparse.extract.action_forms import Predicates, Reading
from planparse.extract.action_object import between, tidy
from planparse.extract.action_words import verb_at, verbs, words
from planparse.patterns import lazy

_CHANGED = lazy(
    r"(?P<what>[^,;。]{1,60}?)(?:[由从][^,;。]{0,20}?\d[^,;。]{0,20}?)?(?P<verb>提高|降低|提升|增加|调整|压减|压缩|上调|下调)[到至为][^,;。]*\d"
)
_REACHES = lazy(r"[高低升加整减缩调建造格名合型][到至为成]")  # with one of these, either of the two may hold
_IN_PLACE = lazy(
    r"(?:[^,;。]{0,24}?(?:确保|保证))?(?:按(?=[《“]))?(?P<what>[^,;。]{1,80}?)(?:年内|年底前|如期|按时|足额|全部|及时|按期|均|已|全面|基本){0,3}(?P<verb>[^\W\d]{2})到位$"
)
_ALL = lazy(r"(?:100%|全部|均|都|一律)(?:要|应)?(?P<verb>纳入|列入|录入|并入|融入|接入|移交)")
_TURNED = lazy(r"(?P<verb>创建|升格|更名|改造|改建|整合|转型|扩建)[为成]")
_PUT_INTO = lazy("[把将被由使让经向以]")
_STATES = (
    "推进", "完成", "提升", "改善", "提高", "增强", "加强", "优化", "完善", "展开", "开展", "落实", "巩固", "扩大", "拓展", "深化", "好转", "显现", "向好",
    "发展", "实施", "建设", "运行", "推行", "壮大", "健全", "夯实", "增长", "下降", "上升", "降低", "加快", "控制", "防控", "规范", "形成", "织密", "释放",
    "推开", "铺开", "启动", "落地", "进行",
)  # fmt: skip
_ADVERB = lazy(
    r"(?<![的、])(?:稳步|有序|扎实|深入|持续|全面|顺利|明显|显著|不断|基本(?!建设)|成功|纵深|日益|更加|逐步|逐年|大幅|进一步|快速|加快|加速|积极|初步|得到|有效|平稳|正在|抓紧)"
    r"(?:有力|有效|有序)?[^\W\d]{2}$"
)
_ATTAINED = lazy(r"取得了?[^,;。]{0,16}(?:成效|进展|成绩|成果|突破|效果|进步|业绩)$")


# What becomes of a work, behind it: 水库已开工建设, 项目竣工投产, 工程全面启动, 路基正在建设.
_BECAME = lazy(
    r"(?:(?P<verb>(?:[开动]工|筹划|规划)建设|(?:竣工|建成)(?:投产|投用|投运|运营|启用|验收)|建成(?=(?:并?投入|交付)(?:使用|运营|运行|生产)))"
    r"|(?:全面|顺利|正式)(?P<begun>启动)|正在(?:加快|抓紧|加紧)?(?P<going>建设)|(?P<done>竣工交付|建成交付|竣工|完工|完成|交付|封顶))(?:并?投入(?:使用|运营|运行|生产)|交付使用)?$"
)
_BECAME_REACH = 10  # the longest of them
_WHEN = lazy(r"(?:(?:于|在|提前|历时)[^,;。]{2,12}?)?(?:已经?|均|都|也|全部|全线|相继|陆续|先后|同步|如期|按期|顺利|成功|正式|全面|即将|将){0,3}$")
_WHEN_REACH = 18  # a time and adverbs before them
_DEADLINE = lazy(r"[\d年月日底末初旬](?:以前|之前|前)")  # with one, that a work is done is no state: 桥梁于6月底前完工
_BECOMES = ("完成", "竣工", "完工", "交付", "封顶", "建设", "投产", "投用", "投运", "运营", "启用", "验收", "启动", "使用", "运行", "生产")
_SHORTEST_WORK = 4  # characters of a name


class Passives(Predicates):
    """Reads the part of a clause that begins with what it is done to."""

    __slots__ = ()

    def working(self, at: int, *, opened: bool) -> str:
        """The verb at `at` if it is at work there."""
        form = verb_at(self.text, at, self.end)
        if not form or lead.noun(self.text, at, form, self.end, opened=opened):
            return ""
        return "" if self.text[at + len(form)] in "上中下时后前里" else form

    def became(self, at: int) -> Reading | None:
        """What becomes of a work that stands before its verb."""
        ends = self.text.endswith(_BECOMES, at, self.end)
        match = _BECAME.search(self.text, max(at, self.end - _BECAME_REACH), self.end) if ends else None
        if not match or self.working(at, opened=False) or words("basis").at(self.text, at, self.end):
            return None
        when = _WHEN.search(self.text, max(at, match.start() - _WHEN_REACH), match.start())
        what = self.text[at : when.start() if when else match.start()]
        if len(what) < _SHORTEST_WORK or what[-1] == "、":
            return None
        if match["done"] and not _DEADLINE.search(self.text, self.start, match.start()):
            return None
        action = match["verb"] or match["begun"] or match["going"] or match["done"]
        return Reading(at, self.end, action, tidy(what), "passive", action)

    def stands(self, at: int) -> bool:
        """Whether the clause says how a thing stands (改革稳步推进), or what was attained."""
        if self.text.endswith(_STATES, at, self.end):
            verb = self.working(at, opened=False)  # 推动农业快速发展 is work
            return (verb not in words("complement") or verb in words("nominal")) and bool(_ADVERB.search(self.text, max(at + 2, self.end - 9), self.end))
        return self.text.find("取得", at, self.end) >= 0 and bool(_ATTAINED.search(self.text, at, self.end))

    def passive(self, at: int) -> Reading | None:
        """X由A提高到B, X拨付到位, X全部纳入Y."""
        if self.text[at] in "把将对使":
            return None
        moves = _REACHES.search(self.text, at, self.end)
        return (moves and (self.changed(at) or self.turned(at))) or self.in_place(at) or self.all_put(at) or None

    def changed(self, at: int) -> Reading | None:
        """X由A提高到B, of amounts that are set by a decision."""
        match = _CHANGED.match(self.text, at, self.end)
        if not match or not words("money_rule").closes(self.text, at, match.end("what")):
            return None
        return Reading(at, self.end, match["verb"], tidy(match["what"]), "passive", match["verb"])

    def in_place(self, at: int) -> Reading | None:
        """X拨付到位."""
        match = _IN_PLACE.match(self.text, at, self.end) if self.text.endswith("到位", at, self.end) else None
        if not match or match["verb"] not in verbs() or self.working(at, opened=False):
            return None
        obj = between(self.text, match.start("what"), match.end("what"))
        return Reading(at, self.end, match["verb"], obj, "passive", match["verb"]) if obj else None

    def all_put(self, at: int) -> Reading | None:
        """X全部纳入Y."""
        match = _ALL.search(self.text, at + 2, self.end)
        return Reading(at, self.end, match["verb"], tidy(self.text[at : match.start()]), "passive", match["verb"]) if match else None

    def turned(self, at: int) -> Reading | None:
        """X创建为Y, X整合为Y, without a word that puts it."""
        match = _TURNED.search(self.text, at + _SHORTEST_WORK, self.end)
        if not match or _PUT_INTO.search(self.text, at, match.start()) or self.working(at, opened=False):
            return None
        obj = between(self.text, at, match.start())
        return Reading(at, self.end, match["verb"], obj, "passive", match["verb"]) if obj else None
