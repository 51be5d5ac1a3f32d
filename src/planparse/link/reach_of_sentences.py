"""How far the units named inside sentences, and in the rows of tables, answer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from planparse.extract.agency import AgencyMention
from planparse.link.reach import INHERITED, ITEM, SENTENCE, Outline, Scope
from planparse.patterns import lazy
from planparse.segment.documents import Part
from planparse.segment.grids import Grid
from planparse.text import Span


def by_sentence(part: Part, mentions: Sequence[AgencyMention]) -> Iterator[tuple[Span, list[AgencyMention]]]:
    starts = [s.start for s in part.sentences]
    held: dict[int, list[AgencyMention]] = {}
    for mention in mentions:
        held.setdefault(bisect_right(starts, mention.start) - 1, []).append(mention)
    for i, group in held.items():
        if i >= 0:
            yield part.sentences[i], group


_ASSIGNING = lazy(
    r"由|负总责|总责|抓总|各负其责|各司其职|牵头|负责|主办|承办|协办|配合|协助|会同|监督|督办|具体|共同|组织实施|落实|实施|等|单位|部门|各自|分工|按?职责|[、和与及,;。\s*]"
    r"|(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|末)?|年底|年内)之?前?(?:全部|基本)?完成"
)


def only_assigns(text: str, sentence: Span, mentions: Sequence[AgencyMention]) -> bool:
    """由X牵头,Y配合。 as a sentence of its own answers for the item, as a label does."""
    rest, position = [], sentence.start
    for m in mentions:
        rest.append(text[position : m.start])
        position = m.end
    rest.append(text[position : sentence.end])
    return not _ASSIGNING.sub("", "".join(rest)).strip() and mentions[0].rule in ("role_word", "assigned")


_LISTED = lazy(r"(?:等(?:部门|单位)?)?(?:、|和|与|及|以及|/|会同|联合|牵头|负责|,|共同|具体)*")


def in_sentence(text: str, sentence: Span, mentions: Sequence[AgencyMention]) -> Iterator[Scope]:
    """Each subject answers up to the next; one behind 由 also for what stands before it."""
    groups = _groups(text, mentions)
    starts = [_reach_back(text, sentence.start, groups, i) for i in range(len(groups))]
    for group, start, end in zip(groups, starts, [*starts[1:], sentence.end], strict=True):
        stop = text.find(";", group[-1].end, end)
        yield Scope(start, stop if stop >= 0 else end, SENTENCE, tuple(group))


def _groups(text: str, mentions: Sequence[AgencyMention]) -> list[list[AgencyMention]]:
    """The mentions of a sentence that answer together: lists, and those that help with those they help."""
    groups: list[list[AgencyMention]] = []
    for mention in mentions:
        if groups and (
            mention.role == "support" or _LISTED.fullmatch(text, groups[-1][-1].end, mention.start)
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


_LEAD = 20
_ASSIGNED = lazy(
    r"(?:等|部门|单位|共同|具体|统一|按?职责|分工)*(?:牵头|负责|承办|承担|组织实施|实施|落实|监督|督办|配合)(?=[,;。、\s]|$)"
)
_COMMA = lazy(r"[,;]")


def _reach_back(text: str, low: int, groups: Sequence[Sequence[AgencyMention]], i: int) -> int:
    """Where the reach of a group begins: its first name, or before it where a lead-in or 由 does not cut it off."""
    first = groups[i][0].start
    assigned = text.startswith("由", first - 1) and _ASSIGNED.match(text, groups[i][-1].end) is not None
    if i == 0:
        near = first - low <= _LEAD and not any(c.isdigit() for c in text[first - 8 : first])
        return low if assigned or near else first
    if not assigned:
        return first
    return max((m.end() for m in _COMMA.finditer(text, groups[i - 1][-1].end, first - 2)), default=first)


def introduced(
    text: str, outline: Outline, sentence: Span, mentions: Sequence[AgencyMention]
) -> Iterator[Scope]:
    """县教育局要做好以下工作: before a list: for the items under it."""
    section = outline.at(sentence.start)
    if not text[sentence.start : sentence.end].rstrip().endswith(":"):
        return
    if section is not None and outline.children.get(section) and sentence.end >= outline.own_end(section) - 1:
        yield Scope(
            outline.own_end(section),
            outline.part.sections[section].end,
            INHERITED,
            tuple(mentions),
            "inherited",
        )


def in_rows(grids: Sequence[Grid], mentions: Sequence[AgencyMention]) -> Iterator[Scope]:
    """The cells of a table answer for their row, those that hold for rows below for these too."""
    starts = [m.start for m in mentions]
    for grid in grids:
        for row in grid.rows:
            named = [m for c in row.cells for m in mentions[bisect_left(starts, c.start) : bisect_left(starts, c.end)]]
            if named:
                yield Scope(row.start, row.end, ITEM, tuple(named))
