"""Targets of one document: each quantity bound to its indicator, baseline, period and status."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planparse.extract.mentions import Mentions
from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity
from planparse.link import (
    background,
    baseline,
    cells,
    confidence,
    described,
    distribute,
    indicator,
    intent,
    owners,
    phrases,
    predicate,
    runs,
    said,
    status,
    table_rows,
    when,
    wholes,
    words,
)
from planparse.link.clauses import BLANK, Around, around, clause_end, clause_start, tail_end, without_asides
from planparse.link.named import Named
from planparse.link.said import Said
from planparse.link.topic import Topic
from planparse.link.views import Views
from planparse.records import Change, Commitment, Status
from planparse.segment.documents import Part, section_at
from planparse.segment.zones import Zone
from planparse.text import Span


@dataclass(frozen=True, slots=True)
class LinkedTarget:
    """A target before it becomes a record; offsets of the normalised text."""

    quantity: Quantity
    sentence: Span
    section: int | None
    indicator: str | None
    indicator_rule: str
    change: Change
    baseline: Decimal | None
    period: PeriodMention | None
    status: Status
    commitment: Commitment
    confidence: float


_FOLLOWS = frozenset(("share", "subject_of_topic", "part_of", "members_again"))  # what is said further of the same thing
_COUNTS = frozenset(("counted", "object", "noun", "subject"))  # what may be a group of which some are said
_MERGES = re.compile(r"(?:整合|合并|撤并|归并|精简|压缩|优化)(?:了)?$")
_EACH_DONE = re.compile(r"分别(?:给予|按)?[^\W\d]{2,4}$")  # 一星、二星民宿分别奖补
_OF_EACH = re.compile(r"分别(?:累计)?(?:完成|实现|投入)?(?P<sum>(?:总|固定资产)?投资|总?产值|增加值|[^\W\d]{0,2}收入|税收|利润|产量)$")
_SHARE_EACH = re.compile(r"(?:同比)?分别(?P<how>占|[为完]成?(?=[^,;。\d]*(?:任务|计划|目标|指标)))(?P<base>[^,;。\d]{2,16}?)(?:的|比重|比例)*$")
_BARE_RATE = re.compile(r"(?:所)?占(?:比|比重|比例)|比[重例]|[^\W\d、和与及]{2,4}率")  # 甲类80人、乙类60人,管理率分别为82%、79%
_DONE_EACH = re.compile(r"(?:分别)?完成(?P<base>[^,;。\d]{0,12}?(?:任务|计划|目标|指标)[^,;。\d]{0,3}?)的$")
_THAN_BOTH = re.compile("同比.?环比|环比.?同比")  # two rates of one thing
_WORKS_ON = re.compile(r"(?:改造|整治|巩固|修缮|维修|优化)(?:提升|改善)$")
_BETTERS = frozenset(("提升", "改善", "扩容"))
_PART_OF_YEAR = re.compile(r"半年|季度|\d{1,2}月")
_REACHED = re.compile(r"(?<=[^\W\d]{4})(?:完成|实现)$")
_AVERAGE = re.compile(r"(?P<one>[人户亩])均")
_OPENS_MOVE = re.compile(r"(?:由(?!于)|从(?!业|事)|自(?![治然主来筹建])|分别由|原来的?)[^,;。]{0,14}$")
_MERGED_NOUN = re.compile(r"(?P<noun>[^\W\d]{2,12})(?:为|成|至|到)")
_MEMBER = re.compile(r"[^\W\d]{0,8}(?:、|和)(?P<noun>[^\W\d]{2,20})")
_AMONG = re.compile(r"[,、]?其中[:,]?[^\W\d]{2,12}")
_PART = re.compile(r"[,、](?:其中[:,]?)?(?P<noun>[^\W\d]{2,10}|“[^“”\d]{1,8}”[^\W\d]{1,6})")  # 新增产业园13000亩,其中果业9500亩,茶叶2000亩
_GOES_ON = re.compile(r"[,;]\s*$")
_LINES = 4
_JOBS = re.compile("新增(?:城镇)?就业$")  # a term: the next in the list need not grow
_LACKING = re.compile(r"存在(?:的)?(?:主要)?(?:问题|困难|不足)|困难和问题|问题(?:与|和)不足")
_OFFICE = re.compile(r"(?P<office>[^\W\d、,;:。()]{2,12}(?:处|科|股|室|队|所|局|委|中心|办|组|党委|部))\s*\(?$")


@dataclass(frozen=True, slots=True)
class _Aside:
    """A bracketed aside, where it opens, and what it speaks of."""

    start: int
    topic: Topic


_LEANS = re.compile(r"(?:[分从][^,;。]{1,6}看,|同比|环比|较|比(?![例重])|增长|增幅|增速)")


class Linker:
    """Links the mentions of one document."""

    def __init__(self, text: str, part: Part, mentions: Mentions, flat: str | None = None) -> None:
        """`flat` is the text without asides, where the caller has it already: a file may hold many documents."""
        self.text = text
        self.part = part
        self.mentions = mentions
        self.quantities = mentions.quantities
        self.q_starts = [q.start for q in mentions.quantities]
        self.periods = mentions.periods
        self.p_starts = [p.start for p in mentions.periods]
        self.flat = without_asides(text) if flat is None else flat
        self.views = Views(text, part)
        self.described = described.Described(text)
        self.whole_year = _PART_OF_YEAR.search(part.title or "") is None
        self.profile = described.describes_place(part.title or "")
        self.subjects: dict[int | None, tuple[bool, bool]] = {None: (False, self.profile)}
        self.s_starts = [s.start for s in part.sentences]
        self.openings = {place for s in part.sections for place in (s.start, s.body_start)}
        self.paths: dict[int | None, tuple[str, ...]] = {None: ()}
        self.overheard: dict[int, list[Named]] | None = None  # where asked for: every reading of each number, by its place
        self.begins = 0  # where the sentence in hand begins, over the ends of lines
        self.owners = owners.Owners(text, part)
        self.spoken = self.spoken_of = ""  # the topic of the sentence before, and the thing that it was about
        self.groups: dict[str, str] = {}  # what was counted last in the item, by its unit
        self.grouped: int | None = None  # the item
        self.spoken_to = 0  # where that sentence ends
        self.totals: dict[tuple[str, str], str] = {}  # what was counted or summed up last, by kind and unit: 其中 may name parts of it
        self.baselines: set[int] = set()  # where the earlier values stand, as sentences are linked

    def targets(self) -> Iterator[LinkedTarget]:
        """The targets of the document, in reading order."""
        for sentence in self.part.sentences:
            found = self.in_sentence(sentence)
            if found:
                yield from self.link(Span(sentence.start, table_rows.words_end(self.part, sentence, self.mentions)), found)

    def in_sentence(self, sentence: Span) -> Sequence[Quantity]:
        return self.quantities[bisect_left(self.q_starts, sentence.start) : bisect_left(self.q_starts, sentence.end)]

    def periods_in(self, start: int, end: int) -> Sequence[PeriodMention]:
        return self.periods[bisect_left(self.p_starts, start) : bisect_left(self.p_starts, end)]

    def path(self, section: int | None) -> tuple[str, ...]:
        """The titles of the sections around a place, outermost first."""
        if section not in self.paths:
            here = self.part.sections[section] if section is not None else None
            above = self.path(here.parent) if here else ()
            self.paths[section] = (*above, here.title) if here and here.title else above
        return self.paths[section]

    def _speaks_of(self, section: int | None) -> tuple[bool, bool]:
        """Whether a section speaks of what is lacking, and of how a place stands."""
        if section not in self.subjects:
            title = "".join(self.path(section)[-1:])
            glued = "" if section is None else described.glued_title(self.text, self.part.sections[section].body_start)
            self.subjects[section] = (_LACKING.search(title) is not None, described.describes_place(glued or title) or self.profile)
        return self.subjects[section]

    # ---- one sentence
    def link(self, sentence: Span, found: Sequence[Quantity]) -> Iterator[LinkedTarget]:
        based = baseline.resolve(self.text, sentence.start, found)
        quantities = based.quantities
        self.baselines |= {q.start for q in found} - {q.start for q in quantities}
        section = section_at(self.part, sentence.start)
        if section is not None and self.part.sections[section].start == sentence.start:
            sentence = Span(self.part.sections[section].body_start, sentence.end)
        spoken, self.begins = self.spoken, self._begins(sentence)
        topic, aside = self._opening_topic(sentence, section), _Aside(-1, Topic())
        before: tuple[Quantity, Change, bool] | None = None  # and whether it is a part of a total
        foretold, carried, whole = intent.Foretold(self.text, sentence.start), background.Carried(), ""
        divided = dict(self.totals) if wholes.is_divided(self.text, sentence.start) else {}
        if not self.text.startswith("其中", sentence.start):
            self.totals = {}
        for run in runs.runs(self.text, quantities, based.earlier):
            near = [self._around(sentence, quantities, i, based) for i in run]
            aside = self._aside(quantities[run[0]], topic, aside, sentence.start)
            here = topic if aside.start < 0 else aside.topic
            own = when.each(self.text, sentence.start, quantities[run[0]].start, self.periods_in(sentence.start, sentence.end), len(run)) if len(run) > 1 else None
            for i, (named, change) in zip(run, self._indicators([quantities[i] for i in run], near, here, section), strict=True):
                q = quantities[i]
                if not named.name and named.rule == "noun_of_change":
                    named = Named(spoken, named.rule)  # 去年建成15个基地。今年要增建5个
                change, part = self._carried(before, q, change)
                if _AMONG.fullmatch(self.text, before[0].end if before else sentence.start, q.start):
                    whole = self.totals.get((q.kind, q.unit), "")
                    part = bool(whole)
                if part:
                    named = wholes.of_whole(q, named, whole)
                else:
                    named = wholes.of_place(named, divided.get((q.kind, q.unit)) or topic.label)
                    self.totals[q.kind, q.unit] = whole = named.name
                before = q, change, part
                if q.kind == "count" and named.rule in _COUNTS:
                    self.groups[q.unit] = named.name
                linked, around_it = self._linked(q, sentence, section, named, change, based.earlier.get(q.start), own[i - run[0]] if own else None)
                goes_on = carried.carries(self.text, q.start)
                if linked.status == "achieved" and goes_on:
                    linked = replace(linked, status="context")
                elif linked.status == "achieved" and foretold.carries(q.start, named.rule in _FOLLOWS):
                    linked = replace(linked, status="planned")  # 预计完成投资3亿元,占计划77%
                carried.see(around_it, linked.status == "context", goes_on, q.end)
                foretold.see(linked.status == "planned", q.start, q.end)
                self.spoken, self.spoken_of, self.spoken_to = topic.full, whole if part else topic.head, sentence.end
                yield linked

    def _opening_topic(self, sentence: Span, section: int | None) -> Topic:
        """What a sentence speaks of at its head: nothing, or what the one before did, where it only compares (较去年提高…)."""
        if section != self.grouped:
            self.groups, self.grouped = {}, section
        topic = Topic(groups=self.groups, owner=self.owners.of(sentence, section, self.spoken_of, self.spoken_to), label=(label := self.owners.label(sentence, section)))
        topic.head = topic.full = label
        if _LEANS.match(self.text, sentence.start):
            topic.remember(self.spoken)
        self.spoken = self.spoken_of = ""
        return topic

    def _aside(self, q: Quantity, topic: Topic, last: _Aside, low: int) -> _Aside:
        """The bracket that holds a quantity, with a topic of its own: 28个(续建14个,总投资3亿元),占地40亩."""
        if self.flat[q.start] != BLANK:
            return _Aside(-1, topic)
        opening = self.text.rfind("(", 0, q.start)
        if last.start == opening:
            return last
        owner = self.owners.of_aside(low, opening) or topic.owner
        return _Aside(opening, replace(topic, members=[*topic.members], recent=[*topic.recent], owner=owner))

    def _around(self, sentence: Span, quantities: Sequence[Quantity], i: int, based: baseline.Baselined) -> Around:
        """The words around a quantity; of a value that was raised, those before the earlier value."""
        if (opening := self._opens_aside(quantities[i])) is not None:
            return self._before_aside(sentence, quantities, i, opening)
        text, sentence = self._reading(sentence, quantities[i])
        near = around(text, sentence.start, sentence.end, quantities, i, self.periods_in(sentence.start, sentence.end))
        earlier = based.earlier_at.get(quantities[i].start)
        if earlier is None:
            return near
        shifted = replace(quantities[i], start=earlier.start)
        moved = around(text, sentence.start, sentence.end, [*quantities[:i], shifted], i, self.periods_in(sentence.start, sentence.end))
        if than := baseline.THAN.search(moved.left):
            return replace(near, left=moved.left[: than.start()] + text[earlier.end : quantities[i].start], clause_before="")
        if (base := baseline.ON_BASE.search(moved.left)) and (upon := baseline.UPON.match(text, earlier.end)):
            return replace(near, left=moved.left[: base.start()] + text[upon.end() : quantities[i].start])
        left = _OPENS_MOVE.sub("", moved.left)
        if not left.strip() and moved.clause_start > sentence.start:
            start = clause_start(text, sentence.start, moved.clause_start - 1)
            left = text[start : moved.clause_start - 1].replace(BLANK, "")
        merged = _MERGED_NOUN.fullmatch(text[earlier.end : quantities[i].start]) if _MERGES.search(left) else None
        return replace(near, left=left + (merged["noun"] if merged else "") + "达到")

    def _opens_aside(self, q: Quantity) -> int | None:
        """Where the bracket stands that a quantity follows at once: 行政处罚(400个工作日)."""
        if self.flat[q.start] != BLANK:
            return None
        opening = self.text.rfind("(", 0, q.start)
        return opening if not self.text[opening + 1 : q.start].strip() else None

    def _before_aside(self, sentence: Span, quantities: Sequence[Quantity], i: int, opening: int) -> Around:
        q = quantities[i]
        moved = replace(q, start=opening, end=opening + 1)
        near = around(self.flat, sentence.start, sentence.end, [*quantities[:i], moved], i, self.periods_in(sentence.start, sentence.end))
        end = self.text.find(")", q.end)
        return replace(near, right=re.split(r"[,;、]", self.text[q.end : end if end >= 0 else q.end])[0])

    def _reading(self, sentence: Span, q: Quantity) -> tuple[str, Span]:
        """The text and stretch in which a quantity is read: asides blanked out, or, inside an aside, the aside."""
        if self.flat[q.start] != BLANK:
            return self.flat, sentence
        start, end = self.text.rfind("(", sentence.start, q.start) + 1, self.text.find(")", q.end)
        return self.text, Span(max(start, sentence.start), end if end >= 0 else sentence.end)

    def _indicators(
        self, qs: Sequence[Quantity], near: Sequence[Around], topic: Topic, section: int | None
    ) -> list[tuple[Named, Change]]:
        pred = predicate.read(near[0].left)
        topic.notice(near[0].clause_before)
        if self.overheard is not None:
            for q, n in zip(qs, near, strict=True):
                self.overheard[q.start] = list(indicator.readings(q, n, predicate.read(n.left), topic))
        if len(qs) > 1:
            return self._of_list(qs, near, pred, topic)
        named = cells.named(self.text, self.part.grids, qs[0]) or self._office(qs[0], near[0], section) or indicator.single(qs[0], near[0], pred, topic)
        topic.share = named.name if named.rule in ("share", "part_of") else ""
        passing = named.rule in ("lasting", "share", "part_of", "verb_of_topic") or (named.rule == "verb" and topic.full)
        if passing and named.rule in ("verb", "verb_of_topic"):
            topic.recent.append(named.name)
        if not passing:
            topic.remember(named.name)
        return [(named, self._change(qs[0], pred, near[0]))]

    def _of_list(
        self, qs: Sequence[Quantity], near: Sequence[Around], pred: predicate.Predicate, topic: Topic
    ) -> list[tuple[Named, Change]]:
        """Values side by side: against as many subjects, against the subjects of the list before, or all of one."""
        subject = _REACHED.sub("", phrases.clean(pred.subject))
        changes = [self._change(q, pred, near[0]) for q in qs]
        if not subject and len(topic.members) == len(qs):
            return [(Named(name, "members_again"), c) for name, c in zip(topic.members, changes, strict=True)]
        named = phrases.strip_verbs(subject) if not pred.verb else subject
        of_each = _OF_EACH.search(named)
        named = _EACH_DONE.sub("", named)
        names = distribute.members(named, len(qs)) if named else None
        if names and of_each:
            names = [n + of_each["sum"] for n in names]
        alike = len(topic.recent) >= len(qs) and len({n[-1:] for n in topic.recent[-len(qs) :]}) == 1
        if not names and len(topic.members) == len(qs) and "分别" in near[0].left and _BARE_RATE.fullmatch(named) and (stems := distribute.stems(topic.members)):
            return [(Named(stem + named, "members_again"), c) for stem, c in zip(stems, changes, strict=True)]
        if not names and alike and "分别" in near[0].left and _BARE_RATE.fullmatch(named):
            return [(Named(n + named, "members_again"), c) for n, c in zip(topic.recent[-len(qs) :], changes, strict=True)]
        if (done := _DONE_EACH.match(near[0].left)) and len(topic.members) == len(qs):
            return [(Named(n + "完成" + words.tidy(done["base"]), "members_again"), c) for n, c in zip(topic.members, changes, strict=True)]
        if (share := _SHARE_EACH.match(near[0].left)) and len(topic.recent) >= len(qs):
            return [(Named(n + share["how"] + words.tidy(share["base"]), "members_again"), c) for n, c in zip(topic.recent[-len(qs) :], changes, strict=True)]
        if not names and len(qs) == 2:
            names = distribute.both(named)
        grown = "分别" in near[0].left or (qs[0].kind == "percent" and pred.change != "level" and _THAN_BOTH.search(near[0].left) is None)
        if not subject and grown and len(topic.recent) >= len(qs):
            return [(Named(name, "members_again"), c) for name, c in zip(topic.recent[-len(qs) :], changes, strict=True)]
        if names and (whole := near[0].clause_whole) and whole != "其中" and (whole.endswith("中") or all(map(distribute.CATEGORY.fullmatch, names))) and all(len(n) <= 6 for n in names):
            names = [whole.removesuffix("中") + n if whole.endswith("中") else n + whole for n in names]
        if names and not any(phrases.right_noun(n.right) for n in near[:-1]):
            topic.members = [words.tidy(n) for n in names]
            topic.head = topic.full = words.tidy(subject)
            return [(Named(name, "members"), c) for name, c in zip(topic.members, changes, strict=True)]
        return self._one_by_one(qs, near, pred, changes, topic)

    def _one_by_one(
        self, qs: Sequence[Quantity], near: Sequence[Around], pred: predicate.Predicate, changes: Sequence[Change], topic: Topic
    ) -> list[tuple[Named, Change]]:
        """No pairing: each value takes the noun beside it, or the whole subject."""
        out = []
        for i, (q, n, change) in enumerate(zip(qs, near, changes, strict=True)):
            found = indicator.single(q, n, predicate.read(n.left) if i else pred, topic)
            topic.remember(found.name)
            out.append((Named(found.name or topic.full, "unpaired"), change))
        return out

    def _office(self, q: Quantity, near: Around, section: int | None) -> Named | None:
        """Working-day allotments: 危化处(60日)."""
        if q.kind != "duration" or q.unit not in ("日", "天", "工作日"):
            return None
        match = _OFFICE.search(self.text[max(near.clause_start, q.start - 20) : q.start])
        if not match or section is None:
            return None
        return Named(match["office"] + self._task(section) + "工作日", "allotment")

    def _task(self, section: int | None) -> str:
        """The task of an item: its title, the label that opens it, or the title above."""
        while section is not None:
            here = self.part.sections[section]
            label = re.match(r"(?P<label>[^\W\d][^,;。:\n]{1,18}):", self.text[here.body_start : here.body_start + 24])
            if here.title or label:
                return re.split(r"[(:。]", here.title or label["label"])[0]  # type: ignore[index]
            section = here.parent
        return ""

    def _carried(self, before: tuple[Quantity, Change, bool] | None, q: Quantity, change: Change) -> tuple[Change, bool]:
        """新增三星级养老院35家、四星级7家: one verb for the members of a list, and for the parts of a total."""
        if before is None or before[0].kind != q.kind:
            return change, False
        gap = self.text[before[0].end : q.start]
        if not gap and before[0].kind == "count" and change == "level":
            return before[1], False  # 新增低保对象120户310人
        part = before[0].unit == q.unit and _PART.fullmatch(gap) is not None and (before[2] or "其中" in gap)
        member = _MEMBER.fullmatch(gap) or (_PART.fullmatch(gap) if part and before[1] == "increase" else None)
        if change != "level" or not member or phrases.ends_in_verb(member["noun"]) or _JOBS.search(self.text, max(0, before[0].start - 8), before[0].start) or words.verb_at(member["noun"]) or predicate.read(member["noun"]).verb:
            return change, part
        return before[1], part

    def _change(self, q: Quantity, pred: predicate.Predicate, near: Around) -> Change:
        if q.rule in ("doubling", "multiplied"):
            return "increase"
        if q.kind in ("rank", "ratio"):
            return "level"
        if q.kind == "multiple" and re.search(r"(?:是|为|相当于|等于)[^,;。]*$", near.left) and pred.change == "level":
            return "level"
        if pred.verb in _BETTERS and q.kind in ("area", "length", "count") and (_WORKS_ON.search(near.left) or (q.kind != "count" and phrases.right_noun(near.right))):
            return "level"  # 改造提升0.5万亩农田 says how much is worked on
        return pred.change

    def _is_over(self, zone: Zone) -> bool:
        """Whether the time that a document reviews is over when it is given, so that an estimate is one of what was done."""
        if self.part.doc_type in ("summary", "mixed"):
            return self.whole_year
        return self.part.doc_type == "report" and zone.year != self.part.year

    def _linked(
        self, q: Quantity, sentence: Span, section: int | None, named: Named, change: Change, earlier: Decimal | None,
        own: PeriodMention | None = None,
    ) -> tuple[LinkedTarget, Said]:
        item_end = self.part.sections[section].end if section is not None else sentence.end
        reach = min(item_end, sentence.start + 600)  # an item may be as long as the document
        low = self.begins
        near = self.periods_in(low, max(sentence.end, reach))
        period = own or when.governing(self.text, low, sentence.end, q.start, near, reach)
        period = period or when.of_row(self.part.grids, q.start, self.periods)
        text, reading = self._reading(sentence, q)
        start = clause_start(text, reading.start, q.start)
        end = clause_end(text, tail_end(text, q), reading.end)
        year = int(period.last[:4]) if period and period.last else None
        if q.per is None and q.kind in ("money", "area", "weight") and (average := _AVERAGE.search(named.name)):
            q = replace(q, per=average["one"])
        zone = self.views.at(q.start)
        problems, place = self._speaks_of(section)
        around_it = said.around(text, reading, Span(start, end), q)
        dated = q.kind != "count" and period is not None and period.start >= said.piece(text, reading, start)
        describes = self.described.holds(around_it, q, titled=place, dated=dated)
        told = status.of(zone, around_it, q.unit or "", year, problems=problems, described=describes, over=self._is_over(zone))
        linked = LinkedTarget(
            q, sentence, section, named.name or None, named.rule, change, earlier, period, told, status.commitment(text[start:end]),
            confidence.of(named, told),
        )  # fmt: skip
        return linked, around_it

    def _begins(self, sentence: Span) -> int:
        """Where the sentence begins that a line goes on with: the line before ends in a comma or a semicolon."""
        start = sentence.start
        i = bisect_left(self.s_starts, start)
        for before in reversed(self.part.sentences[max(0, i - _LINES) : i]):
            if start in self.openings or not _GOES_ON.search(self.text[max(before.start, start - 4) : start]):
                break
            start = before.start
        return start
