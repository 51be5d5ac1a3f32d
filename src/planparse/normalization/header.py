"""Headers that crawlers and portals write above a document: blocks of `key: value` lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from planparse.normalization.chrome import ISSUED_BY, MOMENT, is_dated
from planparse.normalization.lines import Found, Hints, Line

_KEY = r"(?:(?:网页|文章|文档|页面|文件)(?:标题|编号|大小|名称|格式|类型|链接|地址|来源)|标\s*题|题\s*名|名\s*称|发布时间|发布日期|公开日期|发文日期|发稿时间|更新时间|更新日期|生成日期|成文日期|印发日期|时\s*间|日\s*期|来\s*源|信息来源|文章来源|文\s*号|发文字号|文件编号|发布机构|发布单位|发文机关|公开主体|制发机关|栏\s*目|所属栏目|分\s*类|信息分类|主题分类|组配分类|体裁分类|原文链接|链\s*接|网\s*址|本地目录|作\s*者|责任编辑|编\s*辑|责\s*编|审\s*核|初\s*审|复\s*审|终\s*审|校\s*对|录\s*入|索\s*引\s*号|信息索引|索引码|有\s*效\s*性|效力状态|公文时效|关\s*键\s*词|主\s*题\s*词|浏览次数|浏览量|浏览|点击次数|点击数|点击率|点击量|点击|阅读次数|阅读量|阅读|访问量|访问次数|人气|字\s*号|字\s*体|字体大小|发布人|发布者|供稿|撰稿|稿源|Original URL|采集时间|抓取时间|爬取时间|文件名|页面链接|[Uu][Rr][Ll]|source|title|date|author|crawled?|keywords|description|url|id|ID|大小|页数|格式|上传者|上传时间|所需积分|文档类型|政策咨询(?:机关|电话)|统一编号|登记号)"
META = re.compile(rf"^[\[【]?{_KEY}[\]】]?\s*[:：]\s*(?P<value>.*)$")
_RULED = re.compile(r"^(?:[=\-—*_~#·.]{3,}\s*(?:正文|内容|全文)?\s*[=\-—*_~#·.]*|-{3,})$")
STRONG_KEYS = re.compile(r"网页|文档|文件|标\s*题|发布|索\s*引|链接|[Uu][Rr][Ll]|source|title|来\s*源|栏\s*目|ID|浏览|成文|生成")
_FOLLOWS_HEADER = re.compile(r"详见\s*links|同目录|^正文$|^={3,}")
_HINT = re.compile(rf"(?P<key>{_KEY})[\]】]?\s*[:：]\s*(?P<value>.*?)(?=\s+[\[【]?{_KEY}\s*[:：]|$)")
_HINT_FIELDS = {
    "title": ("标题", "title", "题名", "名称"),
    "doc_number": ("文号", "发文字号", "文件编号"),
    "issuer": ("发布机构", "发布单位", "发文机关", "公开主体", "制发机关"),
    "date": ("成文日期", "印发日期", "发文日期", "发布时间", "发布日期", "date", "公开日期", "生成日期", "发稿时间"),
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
_SITE_DATE = re.compile(r"^[-•*\s]*(?:(?:发布|更新|发表)?(?:时间|日期))\s*[:：]\s*(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$")


def site_date(line: str, hints: Hints) -> Hints | None:
    """What a line says that only dates the page; None where a line says more."""
    told = _SITE_DATE.match(line)
    return None if told is None else hints if hints.date else replace(hints, date=told["day"])


_ISSUED_ON = re.compile(r"(?:发布|发文|印发|成文|公开|发表|公布)(?:时间|日期)\s*[:：]?\s*(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")


# The body that a page names as its source, and how a line of news is told.
_FROM = re.compile(r"来源\s*[:：]\s*(?!办公室)(?P<who>[\u4e00-\u9fff]{3,20})(?=\s|$)")
_NEWS = re.compile(r"[\u4e00-\u9fff](?:报|网|社|电视台|周刊)(?:\s|$)|字[体号]\s*[:：]|来源\s*[:：]")
_BODIES = tuple("局委办厅府院校会处室")
# A site of essays dates its page, not what it gathers.
_ESSAYS = r"范文|文库|文秘|论文|投稿|小编|网友"
_OF_ESSAYS, _SHARED_BY = re.compile(_ESSAYS), re.compile(f"{_ESSAYS}|资料|文档|素材")


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


_KEYS = re.compile(rf"(?<!\S){_KEY}\s*:\s*")
_KEY_CELL = re.compile(rf"(?:{_KEY}|公开(?:方式|范围|时限|形式)|政策咨询(?:机关|电话)):?|")
_PORTAL_KEY = re.compile(r"索\s*引|公开|发布(?:机构|单位)|发文|成文|生成日期")
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
