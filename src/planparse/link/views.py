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
from planparse.segment.documents import Part
from planparse.segment.grids import row_at
from planparse.segment.zones import View, Zone


class _Stretch(NamedTuple):
    start: int
    end: int
    view: View


class Views:
    """The views of one document, by place."""

    def __init__(self, text: str, part: Part) -> None:
        self.part = part
        labelled = list(_labelled(text, part))
        self.stretches = sorted([*labelled, *_announced(text, part), *(() if labelled else _goals(text, part))])
        self.starts = [s.start for s in self.stretches]

    def at(self, place: int) -> Zone:
        """The zone of a place, with the view that is nearest to it."""
        zone = zone_at(self.part, place)
        view = self._in_row(place) or self._in_stretch(place)
        return zone if view is None or view == zone.view else replace(zone, view=view)

    def _in_stretch(self, place: int) -> View | None:
        i = bisect_right(self.starts, place) - 1
        return self.stretches[i].view if i >= 0 and place < self.stretches[i].end else None

    def _in_row(self, place: int) -> View | None:
        """In a table that reports how the work goes, one column does and the others say what was to be done."""
        row = row_at(self.part.grids, place)
        if row is None or not any(c.kind == "progress" for c in row.cells):
            return None
        kind = next((c.kind for c in row.cells if c.start <= place < c.end), None)
        return "review" if kind == "progress" else "plan" if kind in ("task", "goal") else None


def zone_at(part: Part, position: int) -> Zone:
    """The zone of a document that holds a position."""
    return part.zones[max(0, bisect_right(part.zones, position, key=lambda zone: zone.start) - 1)]


# ---- labels
@cache
def _label() -> re.Pattern[str]:
    table = load("planparse.link", "standing")
    goal, result = (table.forms_of(f"{kind}_label") for kind in ("goal", "result"))
    first = "".join(sorted({form[0] for form in (*goal, *result)}))
    return re.compile(rf"(?=[{first}])(?:(?P<goal>{alternation(goal)})|(?P<result>{alternation(result)}))(?:】:?|[)\]]?[ \t]*:)")


_OPENS = re.compile(r"(?:^|[\n。;|】])[ \t]*(?:[(]?[一二三四五六七八九十\d]{1,3}[).、][ \t]*)?[【(\[]?$")


def _labelled(text: str, part: Part) -> Iterator[_Stretch]:
    """What stands behind a label: its line, or where that is empty what follows up to the next section."""
    found = [m for m in _label().finditer(text, part.start, part.end) if _OPENS.search(text, max(part.start, m.start() - 8), m.start())]
    for i, match in enumerate(found):
        line = _line_end(text, match.end(), part.end)
        end = line if text[match.end() : line].strip() else _section_end(part, match.end())
        if i + 1 < len(found):
            end = min(end, found[i + 1].start())
        yield _Stretch(match.end(), end, "plan" if match["goal"] else "review")


def _line_end(text: str, position: int, end: int) -> int:
    line = text.find("\n", position, end)
    return end if line < 0 else line


def _section_end(part: Part, position: int) -> int:
    following = bisect_right(part.section_starts, position)
    return part.section_starts[following] if following < len(part.section_starts) else part.end


_ANNOUNCES = re.compile(r"(?:任务|目标)(?:主要)?(?:是|为):")
_LEAD = 48


def _announced(text: str, part: Part) -> Iterator[_Stretch]:
    """2015年的主要任务是:… goes on to the end of its line."""
    for match in _ANNOUNCES.finditer(text, part.start, part.end):
        head = text[max(part.start, match.start() - _LEAD) : match.start()]
        if "。" not in head[head.rfind("\n") + 1 :] and ("\n" in head or match.start() - _LEAD <= part.start):
            yield _Stretch(match.end(), _line_end(text, match.end(), part.end), "plan")


# ---- goals, each with its result below it
_TOLD = re.compile(r"(?<=[^\W\d])了|已|目前|截[至止]|累计|共|我[省市县区州盟旗镇乡局]")
_FEWEST = 2


def _goals(text: str, part: Part) -> Iterator[_Stretch]:
    """The first lines of items, where most items tell in the lines below it what came of it."""
    items = [(s.start, _item_end(part, i)) for i, s in enumerate(part.sections) if zone_at(part, s.start).view == "review"]
    split = [(start, _line_end(text, start, end), end) for start, end in items]
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
