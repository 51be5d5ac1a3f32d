"""Measures of one document: each action with its status, period and commitment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planparse.extract import action
from planparse.extract.action import ActionMention
from planparse.extract.mentions import Mentions
from planparse.extract.period import PeriodMention
from planparse.link import acted, status, table_rows, when
from planparse.link.clauses import clause_start
from planparse.records import Commitment, Status
from planparse.segment.documents import Part, section_at
from planparse.segment.grids import is_silent
from planparse.text import Span

_SURE = {"verb": 0.8}  # the other forms have been right less often on the labelled corpus
_LESS_SURE = 0.7


class LinkedMeasure(NamedTuple):
    """A measure before it becomes a record; offsets of the normalised text."""

    mention: ActionMention
    sentence: Span
    section: int | None
    period: PeriodMention | None
    status: Status
    commitment: Commitment
    confidence: float


def link(text: str, part: Part, mentions: Mentions) -> Iterator[LinkedMeasure]:
    """The measures of a document, in reading order; a row of a table that states none is one."""
    found = list(_of_clauses(text, part, mentions))
    rows = [_of_row(text, part, mentions, named) for named in table_rows.without_clause(text, part, mentions, [m.mention.start for m in found])]
    yield from sorted([*found, *rows], key=lambda m: m.mention.start)


def _of_row(text: str, part: Part, mentions: Mentions, mention: ActionMention) -> LinkedMeasure:
    """A row of a table that only names its work: 扬尘管控 | 达标率98%以上."""
    zone = status.zone_at(part, mention.start)
    period = when.of_row(part.grids, mention.start, mentions.periods)
    return LinkedMeasure(
        mention, Span(mention.start, mention.end), section_at(part, mention.start), period,
        status.of_action(zone, text[mention.start : mention.end]), "plan", _LESS_SURE,
    )  # fmt: skip


def _of_clauses(text: str, part: Part, mentions: Mentions) -> Iterator[LinkedMeasure]:
    said = mentions.agencies
    starts = [m.start for m in said]
    p_starts = [p.start for p in mentions.periods]
    for sentence in part.sentences:
        if is_silent(part.grids, sentence.start) or _of_title(text, part, sentence):
            continue
        end = table_rows.words_end(part, sentence, mentions)
        found = action.find(text, sentence.start, end)
        bodies = [m for m in said[bisect_left(starts, sentence.start) : bisect_left(starts, end)] if m.rule in acted.RULES]
        found += acted.find(text, Span(sentence.start, end), bodies, found) if bodies else []
        if not found:
            continue
        section = section_at(part, sentence.start)
        zone = status.zone_at(part, sentence.start)
        here = mentions.periods[bisect_left(p_starts, sentence.start) : bisect_left(p_starts, sentence.end)]
        for mention in found:
            before = text[clause_start(text, sentence.start, mention.start) : mention.start]
            words = before + text[mention.start : mention.end]
            period = _period(text, sentence, mention, here) or when.of_row(part.grids, mention.start, mentions.periods)
            yield LinkedMeasure(
                mention, sentence, section, period, status.of_action(zone, words), status.commitment(words),
                _SURE.get(mention.rule, _LESS_SURE),
            )  # fmt: skip


def _of_title(text: str, part: Part, sentence: Span) -> bool:
    """Whether a sentence is a line of the document's title (关于落实…分工的意见): it names the document."""
    words = text[sentence.start : sentence.end].strip()
    return part.title is not None and len(words) >= _TITLE_LINE and sentence.start < part.start + _HEAD and words in part.title


_TITLE_LINE, _HEAD = 6, 1_000


def _period(text: str, sentence: Span, mention: ActionMention, here: Sequence[PeriodMention]) -> PeriodMention | None:
    """The period inside the clause, else the one that governs it."""
    inside = [p for p in here if mention.start <= p.start < mention.end and not _NAMES.search(text, p.end, p.end + 12)]
    if inside:
        return inside[0]
    return when.governing(text, sentence.start, sentence.end, mention.start, here, sentence.end)


# A year in a document's name is no deadline: 2017年培训项目方案.
_NAMES = re.compile(r"^[^\W\d]{0,10}(?:方案|规划|计划|意见|办法|清单|目录|报告)")
