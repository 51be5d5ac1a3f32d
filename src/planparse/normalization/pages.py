"""What a page writes around a text and the text says itself: digests, an encyclopedia's entry, titles to leaf through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planparse.normalization.header import hint
from planparse.normalization.lines import TITLE_LIKE, Found, Hints, Line
from planparse.patterns import lazy

_HEAD = 12
_LETTERLESS = lazy(r"[\W_]+")
# What a page may put between a title and the text that says it again.
_BETWEEN = ("info_line", "portal_block", "navigation", "breadcrumb")
_NEAR, _SHORTEST_DIGEST, _LONGEST_LINE = 8, 16, 200


def digests(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """A line that says, letter by letter, what the lines right below it, or right above it, say together."""
    places = [i for i in range(min(len(lines), _HEAD + _NEAR)) if found.get(i) not in _BETWEEN]
    kept = [lines[i] for i in places]
    head = [_LETTERLESS.sub("", line.text[:_LONGEST_LINE]) for line in kept]
    for i, said in enumerate(head[:_HEAD]):
        if places[i] not in found and len(said) >= _SHORTEST_DIGEST and len(kept[i].text) < _LONGEST_LINE and _says_again(kept, head, i):
            found[places[i]] = "repeated_title"
    return hints


def _says_again(lines: Sequence[Line], head: Sequence[str], i: int) -> bool:
    said, above, below = head[i], head[max(0, i - 4) : i], head[i + 1 : i + 1 + _NEAR]
    if below and len(said) > len(below[0]) and "".join(below).startswith(said):
        return True
    if above and len(said) > len(above[-1]) and "".join(above).endswith(said):
        return True
    return bool(below and TITLE_LIKE.search(lines[i].text) and _opens(lines[i + 1].text, said))


def _opens(line: str, title: str) -> bool:
    """Whether a line of running text opens with a title, which a blank or the first heading ends."""
    apart = re.match(r"[\W_]*".join(map(re.escape, title)) + r"(?=\s|一、)", line)
    return apart is not None and apart.end() < len(line)


_KEY_OF_ENTRY = lazy(r"^[-•·*]?\s*中文名称?\s*:")
_KEY_LINE = lazy(r"^[-•·*]?\s*[^\W\d]{2,8}\s*:\s*\S")
_HEAD_OF_KEYS = lazy(r"^(?:基本(?:介绍|信息|资料)|简介)$")


def encyclopedia(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """The keys with which an encyclopedia opens an entry (中文名), its list of contents, and the headings listed."""
    first = next((i for i, line in enumerate(lines[:_HEAD]) if _KEY_OF_ENTRY.match(line.text)), None)
    if first is None:
        return hints
    end = next((i for i in range(first, len(lines)) if not _KEY_LINE.match(lines[i].text)), len(lines))
    for i in range(first, end):
        found[i], hints = "portal_block", hint(lines[i].text, hints)
    if first and _HEAD_OF_KEYS.match(lines[first - 1].text):
        found[first - 1] = "portal_block"
    for i in _contents(lines, end):
        found[i] = "navigation"
    return hints


def _contents(lines: Sequence[Line], at: int) -> Iterator[int]:
    """A line that lists headings, each of which stands below on a line of its own, and those lines."""
    listed = [item.strip() for item in re.split("[,、]", lines[at].text if at < len(lines) else "") if item.strip()]
    places = {line.text: i for i, line in reversed(list(enumerate(lines[at + 1 :], at + 1)))}
    if len(listed) >= 2 and all(item in places for item in listed):
        yield from (at, *(places[item] for item in listed))


_OPENS_OUTLINE = lazy(r"^目录(?:/|、|和)?提纲\s*[:：]?[.…]*$")
_CLOSES_OUTLINE = lazy(r"^[.…]{1,6}$")
_LONGEST_OUTLINE = 60


def outlined(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """The outline that a site puts before a text, from its head to the dots that close it."""
    first = next((i for i, line in enumerate(lines[:_HEAD]) if _OPENS_OUTLINE.match(line.text)), None)
    if first is None:
        return hints
    last = next((i for i in range(first + 1, min(len(lines), first + _LONGEST_OUTLINE)) if _CLOSES_OUTLINE.match(lines[i].text)), None)
    for i in range(first, last + 1 if last is not None else first):
        found[i] = "navigation"
    return hints


_YEAR = lazy(r"(?:19|20)\d\d(?=年)")


def leafing(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """The same report of the years before and after: 2020年…报告 2021年…报告 on one line, further ones near it."""
    titles = [(i, _YEAR.findall(line.text), _YEAR.sub("", line.text)) for i, line in enumerate(lines[:_HEAD]) if TITLE_LIKE.search(line.text)]
    alone = {(name, years[0]) for _, years, name in titles if len(years) == 1}
    for i, years, names in titles:
        name, _, again = names.partition(" ")
        own = [year for year in years if (name, year) in alone]
        if len(years) != 2 or name != again.strip() or not own or years[0] == years[1]:
            continue
        found[i] = "navigation"
        for j, other_years, other in titles:
            if other == name and not set(other_years) & set(own):
                found[j] = "navigation"
    return hints


# A page's own editor, in whatever it says before, or between, the texts that it has gathered.
_EDITOR = lazy(r"小编[^,。;]{0,16}(?:为|给|带来|整理|收集|分享|推荐)")
_LONGEST_PREFACE = 300


def prefaces(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """A whole paragraph in which the page's editor speaks to its readers."""
    for i, line in enumerate(lines[: 2 * _HEAD]):
        if i not in found and len(line.text) <= _LONGEST_PREFACE and _EDITOR.search(line.text):
            found[i] = "site_notice"
    return hints


def offered(hints: Hints, removed: Sequence[str]) -> Hints:
    """With the name that a page's editor gives the text, where nothing else that was removed names it.

    >>> offered(Hints(), ["下面是小编为大家整理的柳湾镇2019年工作总结范文,供大家参考。"]).title
    '柳湾镇2019年工作总结'
    """
    named = (match["title"] for line in removed if _EDITOR.search(line) and (match := _NAMED.search(line)) and TITLE_LIKE.search(match["title"]))
    return hints if hints.title else replace(hints, title=next(named, None))


_NAMED = lazy(r"(?:整理|收集|准备|推荐|分享|带来)了?的(?:一篇)?(?:关于)?《?(?P<title>[^,。;!《》\d]{0,20}(?:\d{4}年)?[^,。;!《》\d]{4,30}?)》?(?:的?(?:范本|范文|模板|文章))?,?(?:仅?供|以供|希望|欢迎)")
