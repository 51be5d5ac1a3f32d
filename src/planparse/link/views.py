"""How each place of a document looks: back or ahead. Its zone says so; labels, goals with their results and columns know better.

A report lists what was to be reached and what was (年度目标: … 完成情况: …), or sets each result below its goal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from planparse.lexicon import alternation, load
from planparse.patterns import lazy
from planparse.segment.documents import Part
from planparse.segment.grids import row_at
from planparse.segment.zone_headings import View
from planparse.segment.zones import Zone


class _Stretch(NamedTuple):
    start: int
    end: int
    view: View


class Views:
    """The views of one document, by place."""

    def __init__(self, text: str, part: Part) -> None:
        self.part = part
        self.stretches = sorted([*_stated(text, part), *_turned(text, part)]) or list(_goals(text, part))
        self.starts = [s.start for s in self.stretches]
        self.reports = any("progress" in grid.kinds for grid in part.grids)

    def at(self, place: int) -> Zone:
        """The zone of a place, with the view that is nearest to it."""
        zone = self.part.zone_at(place)
        if not self.stretches and not self.reports:
            return zone
        view = self._in_row(place) or self._in_stretch(place)
        return zone if view is None or view == zone.view else replace(zone, view=view)

    def _in_stretch(self, place: int) -> View | None:
        i = bisect_right(self.starts, place) - 1
        return self.stretches[i].view if i >= 0 and place < self.stretches[i].end else None

    def _in_row(self, place: int) -> View | None:
        """In a table that reports how the work goes, one column does and the others say what was to be done."""
        row = row_at(self.part.grids, place) if self.reports else None
        if row is None or not any(c.kind == "progress" for c in row.cells):
            return None
        kind = next((c.kind for c in row.cells if c.start <= place < c.end), None)
        return "review" if kind == "progress" else "plan" if kind in ("task", "goal") else None


# ---- labels
@cache
def _label() -> re.Pattern[str]:
    """A label at the head of a line, of a sentence or of a cell, up to its colon."""
    table = load("planparse.link", "standing")
    goal, result = (alternation(table.forms_of(f"{kind}_label")) for kind in ("goal", "result"))
    number = r"(?:[(]?[一二三四五六七八九十\d]{1,3}[).、][ \t]*)?"
    return re.compile(rf"(?:^|[\n。;|】])[ \t]*{number}[【(\[]?(?:(?P<goal>{goal})|(?P<result>{result}))[)\]]?[ \t]*$")


_COLON = lazy(r":|】(?!:)")
_LONGEST = 20


def _stated(text: str, part: Part) -> Iterator[_Stretch]:
    """What stands behind a label: its line, or where that is empty what follows up to the next section."""
    found: list[tuple[int, View]] = []
    for colon in _COLON.finditer(text, part.start, part.end):
        head = text[max(part.start, colon.start() - _LONGEST) : colon.start()].removesuffix("】")
        if match := _label().search(head):
            found.append((colon.end(), "plan" if match["goal"] else "review"))
        elif _ANNOUNCES.search(head) and _opens_line(text, part.start, colon.start()):
            yield _Stretch(colon.end(), _line_end(text, colon.end(), part.end), "plan")
        elif _IS_GOAL.search(head):
            yield _Stretch(colon.end(), min(_line_end(text, colon.end(), part.end), _sentence_end(text, colon.end(), part.end)), "plan")
    for i, (start, view) in enumerate(found):
        line = _line_end(text, start, part.end)
        end = line if text[start:line].strip() else _section_end(part, start)
        yield _Stretch(start, min(end, found[i + 1][0]) if i + 1 < len(found) else end, view)


# A review that comes to what is next, without a heading: 下一步,我们将….
_NEXT = lazy(
    r"[。\n][ \t]*(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.][ \t]*)?"
    r"(?P<next>(?:下一?步|下阶段|接下来|今后一个时期)(?![^,。\n]{0,6}[有是为]了)|(?:明年|来年|下一年度?|下半年)(?=[^。\n]{0,40}(?:将|要|力争|争取|确保|计划|打算|拟|重点|继续|做好|抓好)))"
)


# 下半年重点开展了环境整治: the half of the year under review.
_HAS_DONE = lazy(r"[^。;\n]{0,40}(?:(?<=[^\W\d])了(?!解)|已(?=[^\W\d]{2}))")


def _turned(text: str, part: Part) -> Iterator[_Stretch]:
    """The rest of a paragraph that comes to what is next; of a line that ends in a colon, what follows up to the next section."""
    done = part.start
    for match in _NEXT.finditer(text, part.start, part.end):
        start = match.start("next")
        if start < done or part.zone_at(start).view != "review" or _HAS_DONE.match(text, start, part.end):
            continue
        done = _line_end(text, start, part.end)
        if text[done - 1 : done] == ":":
            done = _section_end(part, done)
        yield _Stretch(start, done, "plan")


# 2015年的主要任务是:… goes on to the end of its line.
_ANNOUNCES = lazy(r"(?:任务|目标)(?:主要)?(?:是|为)$")
# 主要预期目标是:…, within a line, to the end of its sentence.
_IS_GOAL = lazy(r"(?:预期|奋斗|总体|主要|工作|发展|经营|调控)目标(?:任务)?(?:初步)?(?:主要)?(?:是|为|定为|安排为)$")
_LEAD = 48


def _opens_line(text: str, start: int, position: int) -> bool:
    """Whether the first sentence of a line holds a place, not far from the line's head."""
    head = text[max(start, position - _LEAD) : position]
    return "。" not in head[head.rfind("\n") + 1 :] and ("\n" in head or position - _LEAD <= start)


def _line_end(text: str, position: int, end: int) -> int:
    line = text.find("\n", position, end)
    return end if line < 0 else line


def _sentence_end(text: str, position: int, end: int) -> int:
    stop = text.find("。", position, end)
    return end if stop < 0 else stop


def _section_end(part: Part, position: int) -> int:
    following = bisect_right(part.section_starts, position)
    return part.section_starts[following] if following < len(part.section_starts) else part.end


# ---- goals, each with its result below it
_TOLD = lazy(r"(?<=[^\W\d])了|已|目前|截[至止]|累计|共|我[省市县区州盟旗镇乡局]")
_FEWEST = 2


def _goals(text: str, part: Part) -> Iterator[_Stretch]:
    """The first lines of items, where most items tell in the lines below it what came of it."""
    items = [
        (s.start, _item_end(part, i))
        for i, s in enumerate(part.sections)
        if part.zone_at(s.start).view == "review"
    ]
    split = [(start, _line_end(text, start, end), end) for start, end in items]
    split = [(a, b, c) for a, b, c in split if text[a:b].rstrip().endswith("。")]  # not a heading
    paired = [(a, b, c) for a, b, c in split if text[b:c].strip()]
    told = [1 for a, b, c in paired if not _TOLD.search(text, a, b) and _TOLD.search(text, b, c)]
    if len(told) <= _FEWEST or 3 * len(told) < 2 * len(paired):
        return
    for start, line, _ in split:
        if not _TOLD.search(text, start, line):
            yield _Stretch(start, line, "plan")


def _item_end(part: Part, number: int) -> int:
    """Where an item ends: at the next marker, whatever its level."""
    return part.sections[number + 1].start if number + 1 < len(part.sections) else part.sections[number].end
