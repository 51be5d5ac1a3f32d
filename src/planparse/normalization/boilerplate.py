"""What is not the document: site chrome, crawler headers, adverts, related links, page heads.

General evidence carries the work: the vocabulary of links and navigation, the shape of a line, its place in the
file, repetition. A line is only removed where its whole is explained; a sentence about websites, downloads or
sharing is left alone. Every removal carries its rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from planparse.lexicon import alternation, load
from planparse.normalization import gathered, inline, watermarks
from planparse.normalization.chrome import (
    DATED_COLUMN,
    DOWNLOADS,
    NAV_LINE,
    NAV_STRONG,
    RUN_BY,
    TAG,
    chrome_rule,
    footer_rule,
    is_notice,
    is_of_plan,
    is_prose,
)
from planparse.normalization.header import (
    crawler_header,
    hint,
    issued,
    keyed,
    own_date,
    parted_keys,
    portal,
    site_date,
)
from planparse.normalization.lines import MARKER_HEAD, NO_HINTS, TITLE_LIKE, Found, Hints, Line, of
from planparse.normalization.pages import digests, encyclopedia, leafing, offered, outlined, prefaces
from planparse.normalization.sharing import sharing_site
from planparse.patterns import lazy
from planparse.text import AlignedText, Edit

_TITLE_AT_SITE = lazy(r"^.{4,60}[_|–—-]\s*[^\s。,;]{2,24}(?:网|网站|政府|平台|频道|文库)$")
_RELATED = lazy(
    rf"^(?:【[^【】]{{2,60}}】\s*)?[\[【]?(?:{alternation(load('planparse.normalization', 'related').forms)}|更多相关.{{0,10}}|您可能感兴趣的(?:文章|内容)?|[上下]一[篇条则个](?:[^\s:：。,]{{1,6}}(?=[:：]))?)[\]】]?\s*(?:[:：].*|>>|$)"
)
_PAGE_LINE = lazy(r"^[-—–\s]*(?:第\s*)?[\d一二三四五六七八九十]{1,3}\s*页?(?:\s*(?:/|,|共)\s*(?:共\s*)?\d{1,3}\s*页?)?[-—–\s]*$")
_PAGE_HEAD = lazy(r"^(?P<title>.{4,50}?)\s*[(\[]?第\s*(?:\d+|[一二三四五六七八九十]+)\s*页[)\]]?$")
_TEMPLATE_TITLE = lazy(r"^(?:《[^《》]{2,40}》)?[^。,;]{0,30}(?:范文(?:网|大全|精选|模板|\d*篇)?|模板|\(全文\)|网|文库|大全|合集|(?:精选|通用|最新|优秀)\d+篇)$")
# No document calls itself a sample; one with a year in its title was made into one.
_SAMPLE = lazy(r"^[^,。;:\d]{2,30}范文(?:\(?[\d一二三四五六七八九十]{1,3}篇\)?|篇[\d一二三四五六七八九十]{1,2})?$")
_PLAIN_TITLE = lazy(rf"^(?!关于|.*(?:印发|通知))(?!{MARKER_HEAD.pattern[1:]})[^,。;:!?|]{{4,40}}(?:要点|计划|总结|报告|方案|安排|思路)$")
_NAMES_BODY = lazy(rf"(?=.{{2,}}(?:局|委|厅|政府|院|中学|小学|学校|幼儿园|街道|镇|乡|公司|中心)){_PLAIN_TITLE.pattern[1:]}")
_PART_HEAD = lazy(r"^(?:篇[一二三四五六七八九十]|第[一二三四五六七八九十]篇)\s*[:：]?")
_STOP = lazy(r"[。!?;]")


def strip(text: AlignedText, hints: Hints = NO_HINTS) -> tuple[AlignedText, Hints]:
    """Cut what is not the document; tell what the cut parts said of it, beside what is known already.

    >>> strip(AlignedText.of("当前位置:首页>规划\\n某局2021年工作计划\\n一、抓培训"))[0].text
    '\\n某局2021年工作计划\\n一、抓培训'
    """
    text = _cut(text, [(start, end, "watermark") for start, end in watermarks.find(text.text)])
    lines = of(text.text)
    found: Found = {}
    for step in (parted_keys, crawler_header, sharing_site, encyclopedia, outlined, leafing, prefaces, _head, digests, _tail, _anywhere, _repeated):
        hints = step(lines, found, hints)
    gathered.keep(text.text, lines, found)
    hints = own_date(hints, [lines[i].text for i, rule in found.items() if rule in _OF_PAGE])
    hints = offered(_around_title(lines, found, hints), [lines[i].text for i in sorted(found) if found[i] == "site_notice"])
    spans = sorted((lines[i].start, lines[i].end, rule) for i, rule in found.items())
    spans = sorted([*spans, *inline.find(text.text, spans)])
    if any(rule == "page_number" and text.text[start - 1 : start].strip() for start, _, rule in spans):
        hints = replace(hints, sharing=True)  # only a preview counts its pages in running text
    return _cut(text, spans), hints


# The rules of lines in which a page may say the title once more, and of those that it puts below a title.
_SAYS_TITLE = frozenset(("site_title", "repeated_title", "sharing_site", "site_notice", "breadcrumb", "page_head", "portal_block"))
_BELOW_TITLE = frozenset(("info_line", "portal_block", "link"))
_SIGNS, _FILE = lazy(r"[\W_]+"), lazy(r"\.(?:docx?|pdf|pptx?|wps)(?:VIP)?$")
_CAPTIONED, _HEAD_OF_PAGE = 12, 40


def _around_title(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """What the page says of a title: once more in a removed line, and with its source or date right below."""
    removed = [lines[i].text for i in sorted(found) if found[i] in _SAYS_TITLE and i < _HEAD_OF_PAGE]
    captioned = (lines[i].text for i in range(min(_CAPTIONED, len(lines) - 1)) if i not in found and found.get(i + 1) in _BELOW_TITLE)
    return replace(hints, said=tuple(_SIGNS.sub("", line) for line in removed), echoes=tuple(_FILE.sub("", line) for line in removed), captioned=tuple(captioned))


def _cut(text: AlignedText, spans: Sequence[tuple[int, int, str]]) -> AlignedText:
    """All removals in one pass."""
    return text.sub_ruled([(Edit(start, end), rule) for start, end, rule in sorted(spans)])


_NEAR_TITLE = 6
# The rules of lines in which a page speaks of itself.
_OF_PAGE = frozenset(("sharing_site", "site_notice", "info_line", "site_title"))


def _head(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """Lines above the text: breadcrumbs, portal blocks, widgets, source and date lines, a site's own title."""
    part = next((i for i, line in enumerate(lines[:30]) if _PART_HEAD.match(line.text)), None)
    if part is not None and all(_above_parts(line.text) for line in lines[:part]):
        for i in range(part):
            found.setdefault(i, "site_title")
    items = _items(lines)
    for i, line in enumerate(lines[:40]):
        if i in items and is_of_plan(line.text):
            continue
        if i not in found and (block := keyed(line.text, i)):
            found[i], hints = "portal_block", hint(block, hints)
        if i in found or len(line.text) > 160:
            continue
        if i < _NEAR_TITLE and (told := site_date(line.text, hints)):
            found[i], hints = "portal_block", told
        elif i < _NEAR_TITLE and _dates_page(lines, i):
            found[i] = "info_line"
        elif rule := chrome_rule(line.text) or portal(line.text, i, lines):
            found[i] = rule
            hints = hint(line.text, hints) if rule == "portal_block" else issued(line.text, hints)
        elif i < 8 and not MARKER_HEAD.match(line.text) and (_SAMPLE.search(line.text) or (_sites_title(lines, i) and _names_site(line.text))):
            found[i] = "site_title"
    _navigation_run(lines, found)
    return _title_above_source(lines, found, hints)


def _items(lines: Sequence[Line]) -> range:
    """From the first numbered item to the last."""
    numbered = [i for i, line in enumerate(lines) if MARKER_HEAD.match(line.text)]
    return range(numbered[0], numbered[-1]) if numbered else range(0)


def _dates_page(lines: Sequence[Line], i: int) -> bool:
    """A day and a column, alone: a schedule has several days."""
    return DATED_COLUMN.match(lines[i].text) is not None and sum(1 for line in lines[max(0, i - 1) : i + 2] if DATED_COLUMN.match(line.text)) == 1


def _names_site(line: str) -> bool:
    return bool(_TEMPLATE_TITLE.match(line) or _TITLE_AT_SITE.match(line))


def _title_above_source(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """A page's own title, then its line of source or date, then the title that the text gives itself."""
    for i in range(min(3, len(lines) - 2)):
        title, own = lines[i].text, lines[i + 2].text
        if i not in found and found.get(i + 1) == "info_line" and i + 2 not in found and _PLAIN_TITLE.match(title) and _NAMES_BODY.match(own):
            found[i] = "site_title"
            return hints if hints.title else replace(hints, title=title)
    return hints


def _navigation_run(lines: Sequence[Line], found: Found) -> None:
    """Menu words one a line: two or more in a row, one of them next to other chrome."""
    run: list[int] = []
    for i, line in enumerate([*lines[:30], Line(0, 0, "")]):
        if line.text and (i in found or NAV_LINE.match(line.text)) and len(line.text) < 60:
            run.append(i)
            continue
        if len(run) >= 2 and any(j in found for j in run):
            for j in run:
                found.setdefault(j, "navigation")
        run = []


def _above_parts(line: str) -> bool:
    """A line that a compilation's site may put above its first part."""
    return len(line) < 80 and (not _STOP.search(line) or re.search(r"整理|发布|参考|分享|范文|推荐|收集|提供", line) is not None)


def _sites_title(lines: Sequence[Line], i: int) -> bool:
    """范文 or a site's name on a line of its own, while another line gives the document's title."""
    return any(j != i and TITLE_LIKE.search(line.text) and not _TEMPLATE_TITLE.match(line.text) for j, line in enumerate(lines[:12]))


def _tail(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """From a heading of related links to the end, and the site's footer."""
    last_text = next((i for i in range(len(lines) - 1, -1, -1) if is_prose(lines[i].text)), -1)
    for i in range(max(0, last_text), len(lines)):
        if i > last_text and i not in found and _RELATED.match(lines[i].text):
            for j in range(i, len(lines)):
                found.setdefault(j, "related_links")
            break
    items = _items(lines)
    for i in range(len(lines) - 1, max(-1, len(lines) - 25), -1):
        if i in found or (i in items and is_of_plan(lines[i].text)):
            continue
        rule = footer_rule(lines[i].text)
        if rule is None:
            if len(lines[i].text) > 40 or i <= last_text:
                break
            continue
        found[i] = rule
    for i in [i for i, rule in found.items() if rule == "footer"]:
        for j in (i - 1, i + 1, i - 2, i + 2):
            if last_text < j < len(lines) and j not in found and RUN_BY.match(lines[j].text):
                found[j] = "footer"
    return hints


def _anywhere(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """Page numbers and navigation bars between paragraphs."""
    numbers = [i for i, line in enumerate(lines) if len(line.text) < 14 and _PAGE_LINE.match(line.text)]
    for i in numbers:
        if i not in found and _is_page_number(lines, i, len(numbers)):
            found[i] = "page_number"
    for i, line in enumerate(lines):
        if i in found or len(line.text) > 90:
            continue
        if NAV_LINE.match(line.text) and NAV_STRONG.search(line.text) and len(line.text) > 2:
            found[i] = "navigation"
        elif DOWNLOADS.search(line.text) or (is_notice(line.text) and not MARKER_HEAD.match(line.text)):
            found[i] = "site_notice"
        elif TAG.match(line.text) and i > len(lines) // 2:
            found[i] = "tags"
        elif _RELATED.match(line.text) and ":" in line.text and i > len(lines) // 2:
            found[i] = "related_links"
    return hints


def _is_page_number(lines: Sequence[Line], i: int, total: int) -> bool:
    """第2页 always; a number alone where dashes stand beside it or further pages are numbered so."""
    line = lines[i].text
    if "页" in line or re.match(r"^[-—–]\s*\d+\s*[-—–]$", line):
        return True
    return line.isdigit() and total >= 2 and i > 0 and len(lines[i - 1].text) > 20


def _repeated(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """A title that stands again with 第2页, or twice above the text; the one next to the text stays."""
    titles = Counter(line.text for line in lines if len(line.text) <= 60)
    for i, line in enumerate(lines):
        if i in found or len(line.text) > 70:
            continue
        head = _PAGE_HEAD.match(line.text)
        if head and (titles[head["title"]] or TITLE_LIKE.search(head["title"])):
            found[i] = "page_head"
    for i, line in enumerate(lines[:6]):
        again = next((j for j in range(i + 1, min(i + 12, len(lines))) if lines[j].text == line.text and j not in found), None)
        if i in found or again is None or len(line.text) > 60 or MARKER_HEAD.match(line.text):
            continue
        between = range(i + 1, again)
        if not TITLE_LIKE.search(line.text):
            if between and all(k in found for k in between):
                found[i] = "repeated_title"  # the page's own lines part it from the text's title
        elif any(k not in found and is_prose(lines[k].text) for k in between):
            found[again] = "repeated_title"  # the page has set it into the text
        else:
            found[i] = "repeated_title"
    return _running_heads(lines, found, titles, hints)


def _running_heads(lines: Sequence[Line], found: Found, titles: Counter[str], hints: Hints) -> Hints:
    """A title-like line that recurs three times or more over the file is a running head after the first."""
    heads = {t for t, n in titles.items() if n >= 3 and TITLE_LIKE.search(t) and len(t) > 8 and not MARKER_HEAD.match(t)}
    first: set[str] = set()
    for i, line in enumerate(lines):
        if line.text in heads and i not in found:
            if line.text in first:
                found[i] = "page_head"
            first.add(line.text)
    return hints
