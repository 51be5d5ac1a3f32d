"""Titles: where a document names itself, and where the next document of the file begins.

A title is a phrase that ends in the name of a kind of document (工作要点, 总结, 政府工作报告), with a year or an
issuer before it. It stands on a line of its own, behind a cover notice, or glued to the text that follows; or it is any
short line above the text. Everything that may be the title is weighed (`title_features`), and the best wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planparse.normalization.lines import Hints
from planparse.patterns import lazy
from planparse.segment import title_candidates, title_features
from planparse.segment.naming import HEAD, ISSUER, KIND, NOT_TITLE, NOTICE, TAIL, YEAR
from planparse.segment.title_candidates import MOST_LINES, lines
from planparse.segment.title_features import Surroundings

_LINE_TITLE = lazy(rf"^[^,。;!?|\t]{{2,60}}{KIND}{TAIL}$")
_CONTENTS = lazy(r"目\s*录")
_REPORT = lazy(r"^(?:[^,。;\n]{0,24})政府工作报告(?:\([^()]{1,20}\))?$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title and where it stands; without offsets where only the site's header gives it."""

    text: str | None
    start: int
    end: int


def find(text: str, start: int, end: int, first_marker: int, hints: Hints) -> Title:
    """The title of the document that stands in `[start, end)` and whose first marker stands at `first_marker`."""
    head = [line for line in lines(text, start, min(end, start + HEAD)) if not _CONTENTS.fullmatch(text, *line)][:MOST_LINES]
    around = Surroundings(text, start, end, head, max(first_marker, start), hints)
    weighed = [
        (title_features.score(c, around), -i, c)
        for i, c in enumerate(title_candidates.find(text, start, end, head, hints))
    ]
    if weighed and (best := max(weighed))[0] >= title_features.table()[1]:
        return Title(best[2].text, best[2].start, best[2].end)
    return Title(None, start, start)


def later(text: str, marked: Sequence[int]) -> list[int]:
    """Where further documents begin: a title with year or issuer on its own line, behind a finished document."""
    found: list[int] = []
    for start, end in lines(text):
        line = text[start:end]
        since = start - (found[-1] if found else 0)
        if since < 300 or not _is_title(line) or not _stands_alone(text, start, end):
            continue
        before = text[found[-1] if found else 0 : start]
        if _covers(before) or not any((found[-1] if found else 0) <= m < start for m in marked):
            continue
        if any(end <= m < end + 600 for m in marked):
            found.append(start)
    return found


def _covers(before: str) -> bool:
    """Whether all that stands before is a cover notice."""
    return (
        len(before.strip()) < 800 and bool(NOTICE.search(before[:400].replace("\n", ""))) and "印发" in before
    )


def _is_title(line: str) -> bool:
    """A line that names a kind of document, with a year or a body before it."""
    if len(line) > 60 or not _LINE_TITLE.match(line) or NOT_TITLE.match(line):
        return False
    return bool(re.search(YEAR + "年|学年", line) or ISSUER.match(line) or _REPORT.match(line))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in "。!?;)”》日" or text[:start].endswith("\n")
