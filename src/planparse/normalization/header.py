"""Headers that crawlers and portals write above a document: blocks of `key: value` lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from planparse.lexicon import alternation, load
from planparse.normalization.chrome import ISSUED_BY, MOMENT, is_dated
from planparse.normalization.lines import Found, Hints, Line
from planparse.patterns import lazy

_WORDS = load("planparse.normalization", "page_keys")
_SHORT = 3
# 文  号, 索 引 号: the letters of a short key may stand apart.
_APART = "|".join(r"\s*".join(key) for key in sorted(_WORDS.forms_of("key"), key=len, reverse=True) if len(key) <= _SHORT)
_LONG = alternation(key for key in (*_WORDS.forms_of("key"), *_WORDS.forms_of("latin")) if len(key) > _SHORT or key in _WORDS.forms_of("latin"))
_KEY = rf"(?:{_LONG}|{_APART}|[Uu][Rr][Ll])"
META = lazy(rf"^(?:[•·●▪]\s*)?(?:[\[【]\s*{_KEY}\s*[\]】]\s*[:：]?|{_KEY}\s*[:：])\s*(?P<value>.*)$")
_RULED = lazy(r"^(?:[=\-—*_~#·.]{3,}\s*(?:正文|内容|全文)?\s*[=\-—*_~#·.]*|-{3,})$")
STRONG_KEYS = lazy(r"(?:[•·●▪]\s*)?[\[【]?\s*(?:网页|文档|文件|标\s*题|发布|索\s*引|链接|[Uu][Rr][Ll]|source|title|来\s*源|栏\s*目|ID|浏览|成文|生成)")
_FOLLOWS_HEADER = lazy(r"详见\s*links|同目录|^正文$|^={3,}")
_HINT = lazy(rf"(?P<key>{_KEY})\s*(?:[\]】]\s*[:：]?|[:：])\s*(?P<value>.*?)(?=\s+[\[【]?{_KEY}\s*[:：]|$)")
_HINT_FIELDS = {
    "title": ("标题", "title", "题名", "名称", "信息名称", "文件名称", "公文名称"),
    "doc_number": ("文号", "发文字号", "文件编号", "发文文号", "公文文号", "文件文号", "公文字号"),
    "issuer": ("发布机构", "发布单位", "发文机关", "公开主体", "制发机关", "发文单位", "发文机构", "发布主体", "制发单位", "制发机构", "制文机关", "成文单位"),
    "date": ("成文日期", "成文时间", "印发日期", "发文日期", "发文时间", "发布时间", "发布日期", "date", "公开日期", "生成日期", "发稿时间"),
}


def crawler_header(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """A block of `key: value` lines at the head, as crawlers and portals write it, with its ruled lines."""
    block = _header_block(lines)
    keys = [i for i in block if META.match(lines[i].text)]
    if len(keys) < 2 or not any(STRONG_KEYS.match(lines[i].text) for i in keys):
        return hints
    for i in block:
        found[i] = "crawler_header"
        hints = hint(lines[i].text, hints)
    return hints


def parted_keys(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """A portal's block with every key on a line of its own and its value, where there is one, on the next.

    >>> block = [Line(0, 0, line) for line in ("索引号:", "01/2019-5", "发文机构:", "某县政府", "有效性:", "发布日期:", "2019年4月6日", "一、种树。")]
    >>> parted_keys(block, found := {}, Hints()).issuer, sorted(found)
    ('某县政府', [0, 1, 2, 3, 4, 5, 6])
    """
    keys = [i for i, line in enumerate(lines[:_PARTED_LINES]) if _BARE_KEY.fullmatch(line.text)]
    keys = [i for n, i in enumerate(keys) if i - (keys[n - 1] if n else keys[0]) <= 2]
    if len(keys) < _FEWEST_PARTED or not any(STRONG_KEYS.match(lines[i].text) for i in keys):
        return hints
    for i in keys:
        found[i] = "portal_block"
        value = lines[i + 1].text if i + 1 < len(lines) else ":"
        if not _BARE_KEY.fullmatch(value) and (i != keys[-1] or _VALUE.fullmatch(value)):
            found[i + 1], hints = "portal_block", hint(lines[i].text + value, hints)
    return hints


_BARE_KEY = lazy(rf"(?:[•·●▪]\s*)?[\[【]?{_KEY}[\]】]?\s*[:：]")
# What may stand behind the last key, and is no title: a day, a number, 有效.
_VALUE = lazy(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+[\d:]{4,8})?|有效|无|[A-Za-z\d/-]{4,30}|[\u4e00-\u9fff]{2,8}[〔\[(]\d{4}[〕\])]\d{1,4}号|主动公开|[\u4e00-\u9fff]{2,16}(?:局|委|办公室|政府|网)")
_PARTED_LINES, _FEWEST_PARTED = 40, 4


def _header_block(lines: Sequence[Line]) -> list[int]:
    block: list[int] = []
    seen_ruler = False
    for i, line in enumerate(lines[:40]):
        if _RULED.match(line.text):
            if block and seen_ruler and META.match(lines[block[-1]].text):
                block.append(i)
                return block
            seen_ruler = True
            block.append(i)
        elif (META.match(line.text) and len(line.text) < 200) or _FOLLOWS_HEADER.search(line.text):
            block.append(i)
        else:
            break
    while block and not (META.match(lines[block[-1]].text) or _RULED.match(lines[block[-1]].text) or _FOLLOWS_HEADER.search(lines[block[-1]].text)):
        block.pop()
    return block


def hint(line: str, hints: Hints) -> Hints:
    """A title, date, number or issuer that a header line states; the first one stands."""
    for match in _HINT.finditer(line):
        name, value = re.sub(r"\s", "", match["key"]), match["value"].strip(" |").strip("\"'")
        field = next((f for f, names in _HINT_FIELDS.items() if name in names), None)
        if field and value and getattr(hints, field) is None:
            changed: dict[str, Any] = {field: value}
            hints = replace(hints, **changed)
    return hints


# A date in figures alone under a title is the site's: - 时间:2023-02-24.
_SITE_DATE = lazy(r"^[-•*\s]*(?:(?:发布|更新|发表)?(?:时间|日期))\s*[:：]\s*(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$")


def site_date(line: str, hints: Hints) -> Hints | None:
    """What a line says that only dates the page; None where a line says more."""
    told = _SITE_DATE.match(line)
    return None if told is None else hints if hints.date else replace(hints, date=told["day"])


_ISSUED_ON = lazy(r"(?:发布|发文|印发|成文|公开|发表|公布)(?:时间|日期)\s*[:：]?\s*(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")


# The body that a page names as its source, and how a line of news is told.
_FROM = lazy(r"来源\s*[:：]\s*(?!办公室)(?P<who>[\u4e00-\u9fff]{3,20})(?=\s|$)")
_NEWS = lazy(r"[\u4e00-\u9fff](?:报|网|社|电视台|周刊)(?:\s|$)|字[体号]\s*[:：]|来源\s*[:：]")
_BODIES = tuple("局委办厅府院校会处室")
# A site of essays dates its page, not what it gathers.
_ESSAYS = r"范文|文库|文秘|论文|投稿|小编|网友"
_OF_ESSAYS, _SHARED_BY = lazy(_ESSAYS), lazy(f"{_ESSAYS}|资料|文档|素材")


def issued(line: str, hints: Hints) -> Hints:
    """The date that a line of source and date gives as that of issue; 时间 alone, or a sharing site's, is that of a page.

    >>> issued("来源:办公室 发布时间:2020-03-02 15:00", Hints()).date
    '2020-03-02'
    """
    if (by := ISSUED_BY.match(line)) and by["who"].endswith(_BODIES):
        return replace(hints, date=hints.date or by["day"], issuer=hints.issuer or by["who"])
    if (source := _FROM.search(line)) and source["who"].endswith(_BODIES) and not _SHARED_BY.search(line):
        hints = replace(hints, issuer=hints.issuer or source["who"])
    if hints.date is None and _NEWS.search(line) and is_dated(line) and not _SHARED_BY.search(line) and (moment := MOMENT.search(line)):
        return replace(hints, date=moment.group())
    told = _ISSUED_ON.search(line) if hints.date is None and not _SHARED_BY.search(line) else None
    return replace(hints, date=told["day"]) if told else hints


def own_date(hints: Hints, removed: Sequence[str]) -> Hints:
    """Without the date of a page that says itself a site of essays."""
    return replace(hints, date=None) if hints.date and any(map(_OF_ESSAYS.search, removed)) else hints


_KEYS = lazy(rf"(?<!\S){_KEY}\s*:\s*")
_KEY_CELL = lazy(rf"(?:{_KEY}):?|")
_PORTAL_KEY = lazy(r"索\s*引|公开|发布(?:机构|单位)|发文|成文|生成日期")
_HEAD_LINES, _LONGEST_BLOCK = 12, 500


def keyed(line: str, i: int) -> str | None:
    """A line at the head that holds a portal's whole block, as a header line of `key:value` pairs two blanks apart.

    >>> keyed("发布机构 | 柳湾镇政府 | 发文日期 | 2023-02-03 |", 0)
    '发布机构:柳湾镇政府  发文日期:2023-02-03'
    """
    if i >= _HEAD_LINES or len(line) > _LONGEST_BLOCK:
        return None
    cells = [cell.strip() for cell in line.strip(" |").split("|")]
    if len(cells) >= 4 and all(map(_KEY_CELL.fullmatch, cells[::2])) and _PORTAL_KEY.search(line):
        return "  ".join(f"{key.rstrip(':')}:{value}" for key, value in zip(cells[::2], cells[1::2], strict=False))
    if len(_KEYS.findall(line)) >= 4 and _KEYS.match(line) and _PORTAL_KEY.search(line):
        return _KEYS.sub(lambda m: "  " + m.group(), line).strip()
    return None


def portal(line: str, i: int, lines: Sequence[Line]) -> str | None:
    """A line of a portal's metadata block, told by its key and by neighbours of its kind."""
    if not META.match(line) or len(line) > 120:
        return None
    near = [j for j in range(max(0, i - 4), min(len(lines), i + 5)) if j != i and META.match(lines[j].text)]
    return "portal_block" if len(near) >= 2 and any(STRONG_KEYS.match(lines[j].text) for j in (*near, i)) else None
