"""What a sentence speaks of, carried from one number to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from planparse.link import attributes, grades, words
from planparse.link.attributes import ATTRIBUTE, joined, rated
from planparse.link.distribute import CATEGORY as _CATEGORY
from planparse.link.things import STANDS_FOR, names_thing, of_work
from planparse.patterns import lazy

_LIST_ATTRIBUTE = lazy(r"(?:平均年产量|年产量|总产量|产量|产值|销售量|销量|价格|收购价|出口量)$")


_OF_ECONOMY = lazy("固定资产(?:总)?投资")  # of a whole place, unless the sentence speaks of something that is invested in
_INVESTED = lazy(r"(?:固定资产|项目|工程|企业|园区|开发区)$")
_AVERAGES = ("人均", "户均", "亩均", "生均", "村均", "校均", "日均", "月均")
# Words that only divide a thing: alone they need it (地下 of 公共停车泊位).
_MODIFIER = lazy(r"各级(?:各类)?|中央|[国省市县境区]内|[国省市县境区]外|(?:国家|省|市|县|区|乡镇?|村|镇)级|地[上下面]|特?大型|中型|小微?型|大中型|中小型|[中初高]级|国有|民营|市?本级|[区县省]本级|机构[内外]|货币化|实物|城镇|农村|城市|城区|公办|民办|男|女|市区|县城|(?:国家)?[1-5]?A级|[英日韩法俄]语|(?:半|全|部分)?失能|[全半]?自理|纯电动|新能源|混合动力")
_DIGIT = lazy(r"\d")
_REACHES = lazy(r"(?<=[^\W\d]{2})(?:实现|完成)(?:销售)?$")  # 县属企业实现产值
# What is done of a work so far is a part of it: 目前完成路基3公里.
_DONE_SO_FAR = lazy(r"(?:目前|现|已经?|累计|共|截至目前|截止目前|,)*完成(?!投资)[^,;。\d]{2,6}$")
_PART_DONE = lazy(r"(?<=[^\W\d]{4})(?:已经?|累计)*完成[^\W\d]{2,4}$")
_LISTED = frozenset("、和及")
_OF_PLACE = lazy(r"^(?:全[国省市县区镇乡州]|我[省市县区])(?:现有|共有|拥有)?(?=[^\W\d]{2})")
# What each way of transport has: 公路运输客运量, 旅客周转量.
_CARRIED = lazy(r"(?:[客货]运量|(?:旅客|货物)?周转量|(?:货物|集装箱|旅客)吞吐量|旅客发送量)$")
_BY = lazy("[客货]运")  # 客运周转量9亿人公里,货运量3万吨
_SPENT = lazy("[投概造资价]")  # a sum is that of the whole work, an area may be that of what was counted last
_TASK = lazy("(?:建设|改造|整治|创建|目标|年度)*任务")
_GENERIC = ("项目", "子项目")
_SIDES = ("宽", "高", "宽度", "高度", "深", "路宽", "路基宽", "路面宽")
_SHARES = ("占比", "比重", "所占比重", "所占比例", "总量")  # 工业投资6亿元,占比65%
_TWO_SIDES = {"支出": "收入", "收入": "支出"}  # 基金收入预算9亿元,支出8亿元
_COLLECTS = lazy("(?:国税|地税|税务|财政|海关)(?:部门|系统|局)")  # 收入9亿元,其中税务部门完成7亿元
_OF_PROFITS = ("利润", "税金", "税收", "实现利润", "上缴税金")
_PROFITS = lazy("(?:实现|完成)?(?:利税|税利)(?:总额)?$")
_LONG = lazy(r"(?<=[^\W\d]{2})(?:[全总]长|长度?)$")
# What those who work there do not earn, but the place: 企业60家,从业人员900人,实现增加值2亿元.
_OF_STAFF = lazy("(?:从业人员|员工|职工|工人)(?:人数)?$")
_YIELD = lazy("(?:实现|完成|年|总)*(?:增加值|产值|利税|利润|税收|税金|营业收入|销售收入|主营业务收入)(?:总额)?")
_DONE_RATES = ("任务完成率", "目标完成率", "计划完成率")
_SUMS = frozenset("额量值资率入数出度积重")
# Money of a project, by who gives it: 改造工程3个,中央预算内资金500万元.
_FUNDS = lazy(r"(?:中央|国家|[省市县区]级?|上级|财政|预算内|专项|补助|配套|奖补|扶持|债券|到位)+(?:资金|补助|投资|债券)")
_PACES = ("增幅", "增速", "降幅", "涨幅", "增长率", "增长速度")
_PACE_BEYOND = lazy("(?:增幅|增速|降幅|涨幅)(?:超过|[高低快慢]于|比|较|居)")
_STOCKS = ("存栏", "出栏", "年末存栏", "年出栏")
_STOCK = lazy(r"(?:年末?)?[存出]栏(?:量|数)?")
_PRIZE = lazy("(?:(?:特|[一二三四两])等|金|银|铜|优秀|优胜|入围)奖$")
_AREAS = lazy("城市|农村|城镇|乡村|城区|城乡|县城|镇区|山区")
_STATE = lazy("^(?:新?开工|新建|续建|在建|竣工|建成|投产)+")
_SECTOR = lazy(r"(?:业|地区)$")
_OF_SECTOR = lazy(r"(?:业|地区)(?P<measure>增加值|总?产值|投资|利润总?额?|[营销][业售]收入|主营业务收入|出口额?|进出口额?|用电量|零售额)$|(?<=[^\W\d])(?P<whole>固定资产投资|用电量)$")
_CLOSES_RATE = frozenset("率例面")
_PEOPLE = lazy(r"(?:员|师|学生|考生|居民|村民|农民)$")
_RATE_AT_END = lazy(r"(?P<stem>[^\W\d]{2})率$")
_OF_PART = ("完成", "增长")
_RATE = lazy(r"(?P<stem>[^\W\d]{2,4})(?:率|比例|覆盖面)")


@dataclass
class Topic:
    """What the sentence speaks of so far."""

    head: str = ""  # the thing itself: 在库重点项目
    full: str = ""  # the last indicator: 在库重点项目总投资
    members: list[str] = field(default_factory=list)  # the subjects of the last list
    recent: list[str] = field(default_factory=list)  # the indicators so far, in order
    before: str = ""  # the indicator before that
    attribute: str = ""  # what a list of products is measured by: 平均年产量
    label: str = ""  # what stands before a colon at the head of the sentence or item
    deed: str = ""  # what was done of it, said last: 授权142件
    among: str = ""  # what the number before was a part of
    share: str = ""  # the share just named, if it was one: its points are those of the share
    groups: dict[str, str] = field(default_factory=dict)  # what was counted last in the item, by its unit
    told: bool = False  # whether the parts of a work are told that are done: 完成路基3公里、桥涵4座
    whole: str = ""  # what the last share was a share of
    parts: set[str] = field(default_factory=set)  # what was a part of it
    asks: bool = False  # whether the sentence has attributes that may lack whose they are
    owner: str = ""  # whose the bare attributes are as long as the sentence has named nothing itself

    def notice(self, clause: str) -> None:
        """A clause without a number may say by what the products of the next ones are measured."""
        if match := _LIST_ATTRIBUTE.search(clause):
            self.attribute = match.group()

    def remember(self, indicator: str, left: str = "") -> None:
        """Let the topic follow the indicator just found; `left` are the words before its number."""
        if not indicator:
            return
        self.told = names_thing(self.head) and (_DONE_SO_FAR.match(left) is not None or (self.told and left[:1] in _LISTED))
        if match := _LIST_ATTRIBUTE.search(indicator):
            self.attribute = match.group()
        if not (self.head and indicator.startswith(self.head) and len(indicator) > len(self.head)):
            head = attributes.bare(indicator)
            head = _REACHES.sub("", head)
            if (so_far := _PART_DONE.search(head)) and names_thing(head[: so_far.start()]):
                head = head[: so_far.start()]
            if not ATTRIBUTE.match(indicator) and not (self.told and not names_thing(head)):  # 占地 alone names no thing
                self.head = head if len(head) >= 2 and not _MODIFIER.fullmatch(head) else indicator
        if indicator != self.full:
            self.recent.append(indicator)
            self.before, self.full = self.full, indicator
        elif self.recent and self.recent[-1] != indicator and indicator[-2:] in left:
            self.recent.append(indicator)  # named anew behind what was done of it

    def back_to_whole(self, subject: str) -> None:
        """Behind its parts a rate is of the whole again, unless one of the parts names it: 其中公办30所、民办20所,达标率90%."""
        rate = _RATE_AT_END.search(subject)
        if self.among and rate and rate["stem"] not in self.full and rate["stem"] not in _OF_PART:
            self.head, self.full = attributes.bare(self.among) or self.among, self.among
        self.among = ""

    def resume(self) -> None:
        """Behind the semicolon that ends its parts the whole is spoken of again: 学校90所,其中小学60所;农村70所."""
        if self.among:
            self.head, self.full, self.among = attributes.bare(self.among) or self.among, self.among, ""

    def group(self, unit: str) -> str:
        """The group that some are said of: what was counted last with their unit, else what the sentence speaks of."""
        return self.groups.get(unit) or self.head

    def completed(self, subject: str, before: str) -> str:
        """A subject that leans on what was said: 安置率 of those 安置, 市级 beside 省级课题, 人均 of the sum before."""
        if subject in _AVERAGES:
            return self.full or subject
        if subject in _DONE_RATES and self.full:
            return joined(self.full, subject)
        if subject and not grades.without(subject):
            said = before.strip("其中,、 ")
            return said if said and said[-1] in _SUMS else self.full or subject
        if _FUNDS.fullmatch(subject) and names_thing(self.head):
            return joined(self.head, subject)
        if (_CATEGORY.fullmatch(subject) or _MODIFIER.fullmatch(subject)) and self.full and subject not in words.verbs():
            full, thing = (_OF_PLACE.sub("", said) for said in (self.full, self.head))
            head = (_CATEGORY.match(full) if _CATEGORY.fullmatch(subject) else None) or _MODIFIER.match(full)
            if head and _AREAS.fullmatch(subject) and not _AREAS.fullmatch(head.group()) and _CATEGORY.fullmatch(head.group()):
                return subject + full  # 义务教育学校90所,农村70所
            if head and self.among and _MODIFIER.fullmatch(full, head.end()):
                return subject + self.among  # 务工90人,其中省内县外60人、县内30人
            if head and full[head.end() :] and subject.endswith(full[head.end() :]):
                return subject  # 学前教育90人,义务教育700人
            if head and full[head.end() :] and not full.startswith("次", head.end()):
                return subject + full[head.end() :]
            thing = full if full.endswith(("资金", "经费")) else thing.rsplit("的", 1)[-1]
            divided = any(1 < len(m.group()) < len(thing) for m in _CATEGORY.finditer(thing))
            return subject + thing if _MODIFIER.fullmatch(subject) and not divided and not _DIGIT.search(thing) else subject
        if _PRIZE.fullmatch(subject) and (prize := _PRIZE.search(self.full)):
            return self.full[: prize.start()] + subject
        if subject in _STOCKS and self.head and not _STOCK.search(self.head):
            return self.head + subject
        if subject in _STOCKS and (stock := _STOCK.search(self.head)):
            return self.head[: stock.start()] + self.head[stock.end() :] + subject
        rate = _RATE.fullmatch(subject)
        if rate and rate["stem"] not in self.deed and (thing := self._deed_object()):
            return thing + subject  # 受理投诉9起,办结率100%
        if rate and self.head and (rate["stem"] in words.verbs() or rate["stem"] in self.full or rate["stem"] in before or _PEOPLE.search(self.head)):
            return rated(self.head, rate["stem"], subject)
        return subject

    def _deed_object(self) -> str:
        """What the last deed was done to: 投诉 of 受理投诉."""
        verb = words.verb_at(self.deed)
        thing = self.deed[len(verb) :]
        return thing if verb and len(thing) > 1 and not verb.startswith(("完成", "实现")) else ""

    def of_sector(self, subject: str) -> str:
        """What the sectors of a list are measured by: 采矿业增加值增长3%,制造业增长6%."""
        said = _OF_SECTOR.search(self.full)
        return (said["measure"] or said["whole"]) if said and _SECTOR.search(subject) else ""

    def of_thing(self, subject: str) -> str:
        """总投资 alone is the total investment of what the sentence speaks of."""
        if subject[-1:] == "量" and (carried := _CARRIED.fullmatch(subject) and _CARRIED.search(self.full)) and (by := _REACHES.sub("", self.full[: carried.start()])):
            return subject if _BY.search(by) and _BY.match(subject) else by + subject
        if subject in _SHARES and self.full[-1:] in _SUMS:
            return self.full + subject
        if subject in _TWO_SIDES and (other := self.head.rfind(_TWO_SIDES[subject])) > 1:
            return self.head[:other] + subject
        if subject in _OF_PROFITS and (both := _PROFITS.search(self.head)):
            return self.head[: both.start()] + subject  # 企业实现利税9亿元,其中利润5亿元
        if subject in _SIDES and (long := _LONG.search(self.full)):
            return self.full[: long.start()] + subject
        if subject in _PACES and self.full:
            return self.full if self.full.endswith(subject) else self.full + subject
        if self.full and _PACE_BEYOND.match(subject):
            return self.full + subject  # 同比增长9%,增幅超过全国2个百分点
        if _OF_ECONOMY.fullmatch(subject) and not _INVESTED.search(self.head):
            return self.full if self.full.endswith(subject) else subject
        if subject[-1:] in _CLOSES_RATE and (rate := _RATE.fullmatch(subject)) and self.head.startswith(rate["stem"]) and ATTRIBUTE.match(subject):
            return rated(self.head, rate["stem"], subject)
        if _OF_STAFF.search(self.head) and _YIELD.fullmatch(subject):
            whose = next((name for name in reversed(self.recent) if not _OF_STAFF.search(name)), "")
            return whose + subject.removeprefix("实现")
        if self.head and self.head[-1] not in "率额值" and not attributes.stands_alone(subject, self.head, self.full) and ATTRIBUTE.match(subject) and not self._named_in(subject):
            return joined(self.head, subject.removeprefix("实现"))
        return subject

    def counted(self, noun: str) -> str:
        """A noun that is the end of the label, or only says that the label's work is a task; 项目 alone is of its owner.

        >>> Topic(label="养老服务托位").counted("托位"), Topic(label="养老驿站").counted("建设任务")
        ('养老服务托位', '养老驿站')
        """
        if noun and self.label and (self.label.endswith(noun) or _TASK.fullmatch(noun)):
            return self.label
        return joined(self.owner, noun) if noun in _GENERIC and self.owner else noun

    def collected(self, subject: str) -> str:
        """What a revenue office brings in of the revenue that was spoken of; empty for another subject.

        >>> Topic(recent=["地方财政收入"]).collected("税务部门"), Topic(label="地方收入按部门分").collected("税务局"), Topic(recent=["地方财政收入"]).collected("县医院")
        ('税务部门地方财政收入', '税务局收入', '')
        """
        if not _COLLECTS.fullmatch(subject):
            return ""
        whole = next((said for said in reversed(self.recent) if said.endswith("收入") and not _COLLECTS.match(said)), "收入" if "收入" in self.label else "")
        return subject + whole if whole else ""

    def of_work(self, subject: str) -> str:
        """What only a piece of work has, with the piece that was named before: 该项目总投资, 投资概算; empty for another subject."""
        if not of_work(subject):
            return ""
        bare = STANDS_FOR.sub("", subject, count=1)
        whose = self.head if names_thing(self.head) and not STANDS_FOR.match(self.head) else self.owner
        if self.recent and self.recent[-1] != whose and (of_all := _STATE.sub("", whose)) and self.recent[-1].endswith(of_all):
            whose = of_all  # 新开工项目30个,竣工投产18个,完成投资9亿元: the investment is that of both
        if not whose or not bare or (self.head and self.head not in words.verbs() and whose is self.owner and not _SPENT.search(bare)):
            return ""
        return bare if bare.startswith(whose) else joined(whose, bare)

    def _named_in(self, subject: str) -> bool:
        """Whether a subject says itself whose it is: 项目开工率 of 项目."""
        return subject.startswith(self.head[:2] if len(subject) > 3 else self.head)
