"""Targets of one document: each quantity bound to its indicator, baseline, period and status."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planparse.extract.mentions import Mentions
from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity
from planparse.link import (
    allotments,
    background,
    baseline,
    cells,
    changes,
    confidence,
    described,
    indicator,
    insets,
    intent,
    owners,
    predicate,
    rates,
    runs,
    said,
    status,
    table_rows,
    when,
    wholes,
)
from planparse.link.asides import Aside, Asides
from planparse.link.clauses import BLANK, Around, clause_end, clause_start, tail_end, without_asides
from planparse.link.headings import Headings
from planparse.link.lines import Lines
from planparse.link.lists import of_list
from planparse.link.named import Named
from planparse.link.said import Said
from planparse.link.surroundings import words_around
from planparse.link.topic import Topic
from planparse.link.views import Views
from planparse.patterns import lazy
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
_PART_OF_YEAR = lazy(r"半年|季度|\d{1,2}月")
_AVERAGE = lazy(r"(?P<one>[人户亩])均")
_CLOSES_PARTS = lazy("[^\\w]*;")  # a semicolon ends the parts of a whole
_AMONG = lazy(r"[,、]?其中[:,]?[^\W\d]{2,12}")
_GREW = lazy(r"[,(]?(?:同比|环比|[比较][^,;。\d]{1,8})?(?:增长|上升|下降|增加|减少|提高|降低)了?")
_LEANS = lazy(r"(?:[分从][^,;。]{1,6}看,|同比|环比|较|比(?![例重])|增长|增幅|增速)")


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
        self.asides = Asides(text, without_asides(text) if flat is None else flat)
        self.views = Views(text, part)
        self.described = described.Described(text)
        self.whole_year = _PART_OF_YEAR.search(part.title or "") is None
        self.headings = Headings(text, part)
        self.lines = Lines(text, part)
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

    # ---- one sentence
    def link(self, sentence: Span, found: Sequence[Quantity]) -> Iterator[LinkedTarget]:
        based = baseline.resolve(self.text, sentence.start, found)
        quantities = based.quantities
        self.baselines |= {q.start for q in found} - {q.start for q in quantities}
        section = section_at(self.part, sentence.start)
        if section is not None and self.part.sections[section].start == sentence.start:
            sentence = Span(self.part.sections[section].body_start, sentence.end)
        periods = self.periods_in(sentence.start, sentence.end)
        spoken, self.begins = self.spoken, self.lines.begins(sentence)
        topic, aside = self._opening_topic(sentence, section), Aside(-1, Topic())
        before: tuple[Quantity, Change, bool] | None = None  # and whether it is a part of a total
        standard = rates.Rates(self.text, sentence.start, sentence.end)
        foretold, carried, whole = intent.Foretold(self.text, sentence.start), background.Carried(), ""
        last, verbal = "", False  # what the number before is of, and whether that is only what was done
        divided = dict(self.totals) if wholes.is_divided(self.text, sentence.start) else {}
        if not self.text.startswith("其中", sentence.start):
            self.totals = {}
        for run in runs.runs(self.text, quantities, based.earlier):
            near = [words_around(self.asides, sentence, quantities, i, based, periods) for i in run]
            aside = self.asides.topic_of(quantities[run[0]], topic, aside, self.owners, sentence.start)
            here = topic if aside.start < 0 else aside.topic
            if before and here is topic and _CLOSES_PARTS.fullmatch(self.text, before[0].end, tail_end(self.text, before[0]) + 1):
                topic.resume()
            own = when.each(self.text, sentence.start, quantities[run[0]].start, periods, len(run)) if len(run) > 1 else None
            for i, (named, change) in zip(run, self._indicators([quantities[i] for i in run], near, here, section), strict=True):
                q = quantities[i]
                if not named.name and named.rule == "noun_of_change":
                    named = Named(spoken, named.rule)  # 去年建成15个基地。今年要增建5个
                if rate := standard.named(self.text, q.start, tail_end(self.text, q), money=q.kind == "money"):
                    named = Named(rate, named.rule)
                if named.rule == "topic" and before and before[0].kind != q.kind and self.text[before[0].end : q.start] == "、":
                    named = Named(last, "topic")  # 理赔463人次、86万元
                if before and verbal and change != "level" and q.kind == "percent" and _GREW.fullmatch(self.text, before[0].end, q.start):
                    named = Named(last, named.rule)  # 线索90件,立案30件,同比增长3%
                last, verbal = named.name, named.rule in ("verb", "verb_of_topic")
                change, part = changes.carried(self.text, before, q, change)
                if _AMONG.fullmatch(self.text, tail_end(self.text, before[0]) if before else sentence.start, q.start):
                    whole = self.totals.get((q.kind, q.unit), "")
                    part = bool(whole)
                if part:
                    named = wholes.of_whole(q, named, whole)
                else:
                    named = wholes.of_place(named, divided.get((q.kind, q.unit)) or topic.label)
                    self.totals[q.kind, q.unit] = whole = named.name
                before = q, change, part
                here.among = whole if part else ""
                if q.kind == "count" and named.rule in _COUNTS and not part and here is topic:
                    self.groups[q.unit] = named.name
                linked, around_it = self._linked(q, sentence, section, named, change, based.earlier.get(q.start), own[i - run[0]] if own else None)
                goes_on = carried.carries(self.text, q)
                if linked.status == "achieved" and goes_on:
                    linked = replace(linked, status="context")
                elif linked.status == "achieved" and foretold.carries(q.start, named.rule in _FOLLOWS, q.kind == "count"):
                    linked = replace(linked, status="planned")  # 预计完成投资3亿元,占计划77%
                carried.see(around_it, linked.status == "context", goes_on, q)
                foretold.see(linked.status == "planned", q.start, q.end, q.kind == "count")
                self.spoken, self.spoken_of, self.spoken_to = topic.full, whole if part else topic.head, sentence.end
                yield linked

    def _opening_topic(self, sentence: Span, section: int | None) -> Topic:
        """What a sentence speaks of at its head: nothing, or what the one before did, where it only compares (较去年提高…)."""
        if section != self.grouped:
            self.groups, self.grouped = {}, section
        asks = self.owners.asked(sentence)
        owner = self.owners.of(sentence, section, self.spoken_of, self.spoken_to) if asks else ""
        topic = Topic(groups=self.groups, asks=asks, owner=owner, label=(label := self.owners.label(sentence, section)))
        topic.head = topic.full = label
        if _LEANS.match(self.text, sentence.start):
            topic.remember(self.spoken)
        if self.text.startswith("其中", sentence.start):
            topic.whole = self.spoken  # 财政支出9亿元。其中教育支出2亿元,占22%
        self.spoken = self.spoken_of = ""
        return topic

    def _indicators(
        self, qs: Sequence[Quantity], near: Sequence[Around], topic: Topic, section: int | None
    ) -> list[tuple[Named, Change]]:
        pred = predicate.read(near[0].left)
        topic.notice(near[0].clause_before)
        if topic.asks and not topic.owner:
            topic.owner = owners.thing_in(near[0].clause_before)
        if not near[0].behind and qs[0].kind == "percent" and pred.change == "level":
            topic.back_to_whole(pred.subject)
        if self.overheard is not None:
            for q, n in zip(qs, near, strict=True):
                self.overheard[q.start] = list(indicator.readings(q, n, predicate.read(n.left), topic))
        if len(qs) > 1:
            return of_list(qs, near, pred, [changes.of(q, pred, near[0]) if not n.left.strip("、,和与及以") else changes.of(q, predicate.read(n.left), n) for q, n in zip(qs, near, strict=True)], topic)
        named = cells.named(self.text, self.part.grids, qs[0]) or allotments.named(self.text, self.part.sections, qs[0], near[0], section) or indicator.single(qs[0], near[0], pred, topic)
        topic.share = named.name if named.rule in ("share", "part_of") else ""
        passing = named.rule in ("lasting", "share", "part_of", "verb_of_topic") or (named.rule == "verb" and topic.full)
        topic.deed = named.name if passing and named.rule in ("verb", "verb_of_topic") and qs[0].kind != "percent" else ""
        if topic.deed or topic.share:
            topic.recent.append(named.name)
        if not passing:
            topic.remember(named.name, near[0].left)
        return [(named, changes.of(qs[0], pred, near[0]))]

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
        period = period or when.of_row(self.part.grids, q.start, self.periods) or when.of_heading(self.text, self.part.sections, section, self.periods)
        text, reading = self.asides.reading(sentence, q)
        start = clause_start(text, reading.start, q.start)
        end = clause_end(text, tail_end(text, q), reading.end)
        year = int(period.last[:4]) if period and period.last else None
        if q.per is None and q.kind in ("money", "area", "weight") and (average := _AVERAGE.search(named.name)):
            q = replace(q, per=average["one"])
        zone = self.views.at(q.start)
        name = named.name or None
        if name and BLANK in text[max(low, q.start - insets.BEFORE) : q.end + insets.BEHIND]:
            name = insets.restored(self.text, name, low, q.start, q.end)
        problems, place = self.headings.speaks_of(section)
        problems = problems and not (zone.view == "plan" and section is not None and zone.start > self.part.sections[section].start)
        around_it = said.around(text, reading, Span(start, end), q)
        dated = q.kind != "count" and period is not None and period.start >= said.piece(text, reading, start)
        describes = self.described.holds(around_it, q, titled=place, dated=dated)
        told = status.of(zone, around_it, q.unit or "", year, problems=problems, described=describes, over=self._is_over(zone))
        linked = LinkedTarget(
            q, sentence, section, name, named.rule, change, earlier, period, told, status.commitment(text[start:end]),
            confidence.of(named, told),
        )  # fmt: skip
        return linked, around_it

