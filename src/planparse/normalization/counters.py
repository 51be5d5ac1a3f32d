"""Numbers that a site or a copy machine put into running text: preview page counters and paper page numbers.

A document-sharing site begins each previewed page with 「3、」, wherever the page breaks: in a sentence, a word, a
number. A real list item follows a finished sentence; a counter is known by the series it belongs to and by how
often that series breaks a sentence. Paper page numbers stand fused to the text (「…预算。183、启动…」 is page 18,
item 3); they are known by repeating, or by counting up, where a number makes no sense.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from planparse.normalization.lines import Hints
from planparse.patterns import lazy
from planparse.text import AlignedText

_AT_LINE = lazy(r"(?m)^[ ]*+(?P<n>\d{1,3})、[ ]?")
_FINISHED = "。!?;:；：！？"
_MIN_SERIES = 2
_RUNNING = 60  # a line as long as this is running text, with or without a stop
_LOOK_BACK = 3000
# A number before one of these counts something; it is no page.
_COUNTS = lazy(r"[年月日号时分秒周天名所个人项次条元万亿千百十岁级届期家户亩米吨公斤克平台辆座处张件份场批类种位只头间套栋艘多余%‰倍成比至到.、、—~-]")
# It begins with the stop before the number, by which the search leaps.
_FUSED = lazy(
    r"""
    [。!?)] (?:
      (?<!\)) (?P<alone> \d{1,3} )(?=[(][一二三四五六七八九十]{1,3}[)] | [一二三四五六七八九十]{1,3}、)
    | (?P<n> \d{1,3} )(?=[^\W\d_])
    | (?P<both> \d{2,4} )(?=[、.][^\W\d_])
    )""",
    re.VERBOSE,
)


def strip(text: AlignedText, hints: Hints) -> AlignedText:
    """Cut preview counters, then paper page numbers."""
    text = text.cut(page_counters(text.text, sharing=hints.sharing), "page_counter")
    return text.cut(paper_pages(text.text, hints.pages), "paper_page")


def page_counters(text: str, *, sharing: bool) -> list[tuple[int, int]]:
    """The series 1、2、3、… at line heads, if it breaks sentences more often than a list would.

    >>> page_counters("1、全局要落实好\\n2、的意见,做好工作。\\n3、抓好落实。", sharing=True)
    [(0, 2), (9, 11), (21, 23)]
    """
    found = list(_AT_LINE.finditer(text))
    series = _series(found)
    breaking = sum(_breaks(text, m) for m in series[1:])
    if len(series) >= _MIN_SERIES:
        share = breaking / (len(series) - 1)
        if share >= (0.3 if sharing else 0.6) and (sharing or breaking >= min(_MIN_SERIES, len(series) - 1)):
            return [(m.start("n"), m.end()) for m in series]
    return [(m.start("n"), m.end()) for m in found if _cannot_begin(text, m)]


def _series(found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The places that count 1, 2, 3, … in the order of the text."""
    series: list[re.Match[str]] = []
    for match in found:
        if int(match["n"]) == len(series) + 1:
            series.append(match)
    return series


def _breaks(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence before goes on behind the counter.

    The line before must be running text: a list of bare items (1、加强领导) has no stops at its line ends either.
    """
    end = _end_before(text, match.start())
    line = text[text.rfind("\n", 0, end) + 1 : end]
    running = (len(line) >= _RUNNING or any(c in line for c in "。;!?")) and not _LABELLED.search(line)
    return _cannot_begin(text, match) or (end > 0 and text[end - 1] not in _FINISHED and running and not _HEADS_LINE.match(text, match.end()))


# 2、城镇医疗救助进一步优化。, a line of its own: no page of a preview is so short.
_HEADS_LINE = lazy(r"[^,。;\n]{2,40}。?[ 　]*(?:\n|\Z)")
# A label that closes an item needs no stop behind it: 责任部门:工程部;配合部门:财务部
_LABELLED = lazy(r"(?:单位|部门|科室|股室|处室|机构|主体|责任人|负责人|联系人|领导|时限|时间|期限)[:：][^。;!?:：]{1,60}$")


def _end_before(text: str, position: int) -> int:
    """Where the text before a place ends, blanks and line breaks left out."""
    while position and text[position - 1].isspace():
        position -= 1
    return position


def _cannot_begin(text: str, match: re.Match[str]) -> bool:
    """What stands behind the number begins no sentence: a stop, a closing mark, 和, 的."""
    if _NO_BEGINNING.match(text, match.end()) is None:
        return False
    end = _end_before(text, match.start())
    return end > 0 and text[end - 1] not in _FINISHED


_NO_BEGINNING = lazy(r"[,。、;:)”》」!?%]|[和与及的了等](?![谐解平睦美])")


def paper_pages(text: str, pages: int | None) -> list[tuple[int, int]]:
    """Page numbers fused to the text behind a finished sentence."""
    fused = list(_FUSED.finditer(text))
    usable = [(m.start() + 1, n) for m in fused if (n := _page_in(text, m)) is not None]
    sure = {int(m["alone"]) for m in fused if m["alone"]}
    accepted = {n for n, times in Counter(n for _, n in usable).items() if times >= 2 or n == pages}
    accepted |= sure | _ascending([n for _, n in usable])
    return [(start, start + len(str(n))) for start, n in usable if n in accepted]


def _page_in(text: str, match: re.Match[str]) -> int | None:
    """The page number of a fused place: the whole number, or what stands before the next item's number."""
    if match["alone"]:
        return int(match["alone"])
    if match["n"]:
        return None if _COUNTS.match(text, match.end()) or match["n"][0] == "0" else int(match["n"])
    digits = match["both"]
    following = str(_next_item(text, match.start() + 1))
    if digits.endswith(following) and len(digits) > len(following):
        return int(digits[: -len(following)])
    return None


_ITEM = lazy(r"(?<![\d.])(\d{1,2})[、.](?=[^\W\d_])")


def _next_item(text: str, position: int) -> int:
    """The number the list before a place goes on with."""
    items = _ITEM.findall(text, max(0, position - _LOOK_BACK), position)
    return int(items[-1]) + 1 if items else 1


def _ascending(numbers: Sequence[int]) -> set[int]:
    """Numbers of a run that counts up by one at least three times."""
    best: set[int] = set()
    run: list[int] = []
    for n in numbers:
        run = [*run, n] if run and n == run[-1] + 1 else [n]
        if len(run) >= 3:
            best |= set(run)
    return best
