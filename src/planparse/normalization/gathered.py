"""The lines that number the texts of a collection: 水利工作总结范文篇1, 水利工作总结范文篇2, or the name with (一), (二).

Sites gather texts of several bodies and years on one page, and head each with the page's own title and a number. They
are neither chrome nor headings: each begins a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planparse import dates
from planparse.normalization.lines import Found, Line
from planparse.patterns import lazy
from planparse.text import Span

_NINE = "一二三四五六七八九"
_N = rf"(?:\d{{1,2}}|十[{_NINE}]?|[{_NINE}])"
_HEAD = lazy(
    rf"(?m)^[ \t]*(?P<stem>[^,。;:!?\n|()\d{_NINE}十][^,。;:!?\n|()]{{1,40}})(?:(?P<piece>篇)(?P<n>{_N})|\(篇?(?P<m>{_N})\)) ?:?[ \t]*$"
)
_NUMBERED_HEADING = lazy(r"(?m)^[ \t]*(?:一、|\(一\)|第一[章条部]|1[.、])")
_NAME = lazy(r"(?:总结|计划|报告|要点|方案|安排|思路|打算|汇报)$")
_SAMPLE = lazy(r"(?:范文|精选|优秀|通用|最新|模板)+$")


def heads(text: str) -> list[Span]:
    """Where such lines stand, if there are two or more of the same name that count on; behind a numbered heading (一) numbers parts of one text.

    >>> text = "镇水利工作总结范文篇1\\n修渠3公里。\\n镇水利工作总结范文篇2\\n修渠5公里。"
    >>> [text[a:b] for a, b in heads(text)]
    ['镇水利工作总结范文篇1', '镇水利工作总结范文篇2']
    >>> len(heads("水利工作总结范文(一)\\n修渠3公里。\\n水利工作总结范文(二)\\n修渠5公里。"))
    2
    >>> heads("水利工作总结(一)\\n修渠3公里。\\n林业工作总结(二)\\n造林5公顷。")
    []
    >>> heads("任务分解表(一)\\n修渠3公里。\\n任务分解表(二)\\n造林5公顷。")
    []
    >>> heads("一、总体思路\\n抓好水利。\\n重点工作安排(一)\\n修渠3公里。\\n重点工作安排(二)\\n修渠5公里。")
    []
    """
    series: dict[str, list[tuple[int, Span]]] = {}
    for stem, number, span in _numbered(text):
        told = series.setdefault(stem, [])
        if not told or told[-1][0] == number - 1:
            told.append((number, span))
    several = [[span for _, span in told] for told in series.values() if len(told) > 1]
    return sorted(span for spans in several if not _within_a_text(text, spans[0]) for span in spans)


def _within_a_text(text: str, first: Span) -> bool:
    """Whether a line with (一) stands behind a numbered heading."""
    return text[first.start : first.end].endswith(")") and _NUMBERED_HEADING.search(text, 0, first.start) is not None


def keep(text: str, lines: Sequence[Line], found: Found) -> None:
    """A line that begins a text of a collection is no chrome, though the page's own title stands in it.

    >>> text = "水利总结篇1\\n修渠3公里。\\n水利总结篇2\\n修渠5公里。"
    >>> found = {0: "site_title"}
    >>> from planparse.normalization import lines
    >>> keep(text, lines.of(text), found)
    >>> found
    {}
    """
    begun = {start for start, _ in heads(text)}
    for i in [i for i in found if lines[i].start in begun]:
        del found[i]


def _numbered(text: str) -> Iterator[tuple[str, int, Span]]:
    """The name, the number and the place of each line that may be one."""
    for match in _HEAD.finditer(text):
        stem, written = _SAMPLE.sub("", match["stem"].strip()), match["n"] or match["m"]
        if match["piece"] or _NAME.search(stem):
            yield match["stem"].strip(), dates.small_number(written), Span(match.start("stem"), match.start() + len(match.group().rstrip()))
