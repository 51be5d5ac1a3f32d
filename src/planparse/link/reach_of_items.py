"""How far labels and brackets answer: for the item they close, or for what stands under their heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planparse.extract.agency import AgencyMention
from planparse.extract.agency_lists import IN_LABELS
from planparse.link.reach import (
    CLAUSE,
    HEADING,
    INHERITED,
    ITEM,
    PARENT,
    WORK_KEY,
    Mentions,
    Outline,
    Scope,
    first_keyed,
)
from planparse.patterns import lazy

_GAP = 90


def of_items(text: str, outline: Outline, mentions: Sequence[AgencyMention]) -> Iterator[Scope]:
    """Labels and brackets answer for the item they close, or for all that stands under the heading they stand in."""
    done: dict[int | None, int] = {}
    labelled = [m.start for m in mentions]
    for block in _blocks(text, outline, mentions):
        section = outline.at(block[0].start)
        end = _closed(text, block[-1].end)
        low = max(done.get(section, 0), _item_start(text, outline, section, block[0].start))
        done[section] = end
        if section is None or _ends_in_mid_sentence(text, outline, section, end):
            yield Scope(
                max(low, _clause_start(text, block[0].start)) if section is not None else low,
                end,
                CLAUSE,
                block,
            )
        elif _in_heading(text, outline, section, block[0].start, end):
            yield from _of_heading(outline, section, block)
        else:
            yield Scope(low, end, ITEM, block)
            yield from _of_parents(text, outline, section, block, labelled)


def _blocks(text: str, outline: Outline, mentions: Sequence[AgencyMention]) -> Iterator[Mentions]:
    """Mentions of one item with nothing between them but labels, marks and deadlines."""
    block: list[AgencyMention] = []
    for mention in mentions:
        if block and not _continues(text, outline, block[-1], mention):
            yield tuple(block)
            block = []
        block.append(mention)
    if block:
        yield tuple(block)


def _continues(text: str, outline: Outline, last: AgencyMention, mention: AgencyMention) -> bool:
    gap = text[last.end : mention.start]
    if len(gap) > _GAP or _names_work(gap) or outline.at(last.start) != outline.at(mention.start):
        return False
    bracketed = last.rule == mention.rule == "bracket"
    if last.rule == mention.rule == "label" and _NEXT_LABEL.fullmatch(gap):
        return True
    return "。" not in gap and not (bracketed and ")" in gap and "(" in gap[gap.index(")") :])


_NEXT_LABEL = lazy(rf"[^。]{{0,40}}。\s*{IN_LABELS}[^,;。:\n]{{0,6}}:\s*")
def _names_work(gap: str) -> bool:
    """Whether a line of what stands between two names says what the next piece of work is: 任务名称:…"""
    return "\n" in gap and any(WORK_KEY.match(line) for line in gap.split("\n")[1:])


_CLOSING = lazy(r"\(?\d+个?(?:工作)?[日天]\)?|等[^,;。)】\n]{0,12}|[^。()\n【】]{0,80}?[)】〕\]]")


def _closed(text: str, end: int) -> int:
    """The end of a block with what closes it: days allotted, 等部门, a deadline, the bracket."""
    while closing := _CLOSING.match(text, end):
        end = closing.end()
    return end


def _item_start(text: str, outline: Outline, section: int | None, place: int) -> int:
    """Where an item begins: its section, or without one the line it stands on, and the one above a line of labels."""
    if section is not None:
        return outline.part.sections[section].start
    line = text.rfind("\n", 0, place) + 1
    if place - line > 8:
        return line
    top = first_keyed(text, line)
    if top < line and WORK_KEY.match(text, top):
        return max(outline.part.start, top)
    above = len(text[:top].rstrip())
    return max(outline.part.start, text.rfind("\n", 0, above) + 1)


def _clause_start(text: str, place: int) -> int:
    """The head of the clause before the bracket that a name stands in."""
    opening = max(text.rfind(mark, 0, place) for mark in "(【〔[")
    return max(text.rfind(mark, 0, max(opening, 0)) for mark in ",;。\n:") + 1


def _ends_in_mid_sentence(text: str, outline: Outline, section: int, end: int) -> bool:
    """A bracket in the middle of a sentence answers for its own clause: 11项(我局牵头),16项(我局配合)."""
    return (
        text[end : end + 1] in (",", "、")
        and text[end - 1 : end] in (")", "】")
        and end < outline.own_end(section)
    )


def _in_heading(text: str, outline: Outline, section: int, start: int, end: int) -> bool:
    """Whether a block stands in the heading of its section, before its text or its sub-items."""
    head = text[outline.part.sections[section].body_start : start]
    below = text[end : outline.part.sections[section].end].strip(" 。;\n")
    return "。" not in head and "\n" not in head.strip() and len(below) > 8


def _of_heading(outline: Outline, section: int, block: Mentions) -> Iterator[Scope]:
    """Named in the heading: for its own text outright, for the items under it by inheritance."""
    whole = outline.part.sections[section]
    yield Scope(whole.start, outline.own_end(section), HEADING, block)
    yield Scope(whole.start, whole.end, INHERITED, block, "inherited")


def _of_parents(
    text: str, outline: Outline, section: int, block: Mentions, labelled: Sequence[int]
) -> Iterator[Scope]:
    """A label behind the last of some sub-items that have none answers for the item above them too.

    One in brackets does so only behind the stop that closes sub-items inside a paragraph: ①…;②…。(责任单位:X)
    """
    if text[block[-1].end : block[-1].end + 1] in (")", "】", ";") and not _behind_inline(
        text, outline, section, block
    ):
        return
    parent = outline.part.sections[section].parent
    while parent is not None and outline.children[parent][-1] == section:
        whole = outline.part.sections[parent]
        if any(whole.start <= start < outline.part.sections[section].start for start in labelled):
            return
        yield Scope(whole.start, whole.end, PARENT, block)
        section, parent = parent, whole.parent


def _behind_inline(text: str, outline: Outline, section: int, block: Mentions) -> bool:
    start = outline.part.sections[section].start
    opening = max(text.rfind(mark, 0, block[0].start) for mark in "(【")
    return text[start - 1 : start] not in ("\n", "") and text.startswith("。", opening - 1)
