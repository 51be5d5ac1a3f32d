"""Measures of one document: each action with its status, period and commitment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from planparse.extract import action
from planparse.extract.action import ActionMention
from planparse.extract.agency import AgencyMention
from planparse.extract.agency_lists import IN_LABELS
from planparse.extract.mentions import Mentions
from planparse.extract.period import PeriodMention
from planparse.link import acted, item_work, status, table_rows, when
from planparse.link.clauses import clause_start
from planparse.link.reach import last_keyed
from planparse.link.reach_of_sentences import only_assigns
from planparse.link.views import Views
from planparse.patterns import lazy
from planparse.records import Commitment, Status
from planparse.segment.documents import Part, section_at
from planparse.segment.grids import is_silent
from planparse.text import Span

_SURE = {"verb": 0.8}  # the other forms have been right less often on the labelled corpus
_LESS_SURE = 0.7
_ASSIGNED = ("role_word", "assigned")
_LONGEST_LABEL = 16
_START = attrgetter("start")
_LABEL = lazy(rf"(?<![(\[【〔])(?:{IN_LABELS}[^,;。:\n]{{0,6}}:|—{{1,2}})\s*$")
_TIMED = lazy("[时期日](?:(?<=[时期])[限间]|(?<=日)期)")
_HEAD = 400  # titles stand at the head of a document
_FAR = 600  # a deadline at the end of an item is looked for so far


class LinkedMeasure(NamedTuple):
    """A measure before it becomes a record; offsets of the normalised text."""

    mention: ActionMention
    sentence: Span
    section: int | None
    period: PeriodMention | None
    status: Status
    commitment: Commitment
    confidence: float


def link(text: str, part: Part, mentions: Mentions, views: Views) -> Iterator[LinkedMeasure]:
    """The measures of a document, in reading order; a row of a table, or an item with who answers for it, that states none is one."""
    found = list(_of_clauses(text, part, mentions, views))
    starts = sorted(m.mention.start for m in found)
    named = [*table_rows.without_clause(text, part, mentions, starts), *item_work.without_clause(text, part, mentions, starts)]
    yield from sorted([*found, *(_of_named(text, part, mentions, views, work) for work in named)], key=lambda m: m.mention.start)


def _of_named(text: str, part: Part, mentions: Mentions, views: Views, mention: ActionMention) -> LinkedMeasure:
    """A row of a table, or an item, that only names its work: 扬尘管控 | 达标率98%以上."""
    section, sentence = section_at(part, mention.start), Span(mention.start, mention.end)
    period = when.of_row(part.grids, mention.start, mentions.periods)
    if mention.rule == "item":
        end = _item_end(text, part, section, sentence)
        here = mentions.periods[bisect_left(mentions.periods, sentence.start, key=_START) : bisect_left(mentions.periods, end, key=_START)]
        period = _period(text, sentence, mention, here, end)
    return LinkedMeasure(
        mention, sentence, section, period,
        status.of_action(views.at(mention.start), text[mention.start : mention.end]), "plan", _LESS_SURE,
    )  # fmt: skip


def _of_clauses(text: str, part: Part, mentions: Mentions, views: Views) -> Iterator[LinkedMeasure]:
    said = mentions.agencies
    starts = [m.start for m in said]
    p_starts = [p.start for p in mentions.periods]
    timed = [m.start() for m in _TIMED.finditer(text, part.start, part.end)]
    for sentence in part.sentences:
        if is_silent(part.grids, sentence.start):
            continue
        named = said[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if (named and named[0].rule in _ASSIGNED and only_assigns(text, sentence, named)) or _names_document(text, part, sentence):
            continue
        end = _words_end(text, part, sentence, mentions, named)
        found = action.find(text, sentence.start, end)
        if named:
            found = [m for m in found if not (text.startswith(m.action, m.start) and _in_name(m, named))]
        bodies = [m for m in named if m.start < end and m.rule in acted.RULES] if named else ()
        found += acted.find(text, Span(sentence.start, end), bodies, found) if bodies else []
        if not found:
            continue
        section = section_at(part, sentence.start)
        item_end = _item_end(text, part, section, sentence) if _within(timed, sentence.end, sentence.start + _FAR) else sentence.end
        here = mentions.periods[bisect_left(p_starts, sentence.start) : bisect_left(p_starts, item_end)]
        ahead = False
        for mention in found:
            before = text[clause_start(text, sentence.start, mention.start) : mention.start]
            words = before + text[mention.start + (mention.rule == "put") : mention.end]  # 将X纳入Y: this 将 is no modal
            period = _period(text, sentence, mention, here, item_end) or when.of_row(part.grids, mention.start, mentions.periods)
            period = period or when.of_heading(text, part.sections, section, mentions.periods)
            told = status.of_action(views.at(mention.start), words)
            if told == "achieved" and status.of_action(views.at(mention.start), before) == "planned" and not status.tells_of_done(words):
                told = "planned"  # 力争年底前建成3个景区
            if ahead and told == "achieved" and not status.tells_of_done(words):
                told = "planned"  # 明年将深化改革,启动创建
            ahead = told == "planned"
            yield LinkedMeasure(
                mention, sentence, section, period, told, status.commitment(words),
                _SURE.get(mention.rule, _LESS_SURE),
            )  # fmt: skip


def _words_end(text: str, part: Part, sentence: Span, mentions: Mentions, named: Sequence[AgencyMention]) -> int:
    """Where what is to be done ends: before names behind a label or a dash, and in glued cells before those that nothing sets apart."""
    end = table_rows.words_end(part, sentence, mentions)
    first = next((m for m in named if m.rule == "label"), None) if named else None
    if first and (label := _LABEL.search(text, max(sentence.start, first.start - _LONGEST_LABEL), first.start)):
        if text.count("(", sentence.start, label.start()) > text.count(")", sentence.start, label.start()):
            return end  # the bracket closes the clause as a whole
        return min(end, label.start())
    return end


def _in_name(mention: ActionMention, named: Sequence[AgencyMention]) -> bool:
    """Whether a verb is part of a body's name: 督导 in 督导科."""
    return any(m.start <= mention.start and mention.start + len(mention.action) < m.end for m in named)


def _within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some places lies in `[start, end)`."""
    return bisect_left(places, start) < bisect_left(places, end)


def _item_end(text: str, part: Part, section: int | None, sentence: Span) -> int:
    """Where the item of a sentence ends, without the items below it; a deadline at its end holds for all of it."""
    if section is None:
        end = last_keyed(text, max(sentence.start, sentence.end - 1))
    else:
        following = bisect_right(part.section_starts, sentence.start)
        end = min([part.sections[section].end, *part.section_starts[following : following + 1]])
    return max(sentence.end, min(end, sentence.start + _FAR))


def _period(text: str, sentence: Span, mention: ActionMention, here: Sequence[PeriodMention], item_end: int) -> PeriodMention | None:
    """The period inside the clause, else the one that governs it."""
    inside = [p for p in here if mention.start <= p.start < mention.end and not _NAMES.search(text, p.end, p.end + 12)]
    if inside:
        return inside[0]
    return when.governing(text, sentence.start, sentence.end, mention.start, here, item_end)


def _names_document(text: str, part: Part, sentence: Span) -> bool:
    """Whether a sentence is the document's title, or that of another."""
    if sentence.start - part.start > _HEAD and text.find("关于", sentence.start, sentence.end) < 0:
        return False
    words = text[sentence.start : sentence.end].strip()
    return words == part.title or _DOCUMENT.fullmatch(words) is not None


# What names a document states no work: 关于印发…方案的通知.
_DOCUMENT = lazy(r"[^,。;:!?\n]{0,40}关于[^,。;:!?\n]{2,80}(?:通知|意见|方案|报告|通报|函|决定|办法|安排|分工|计划)")
# A year in a document's name is no deadline: 2017年培训项目方案.
_NAMES = lazy(r"^[^\W\d]{0,10}(?:方案|规划|计划|意见|办法|清单|目录|报告)")
