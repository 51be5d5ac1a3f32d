"""Which blocks of a page are the document: the element that holds its sentences, without the site's own parts.

Sentences decide, not names: the deepest element with nearly all of them is the main one, and an element whose class
speaks of navigation is left in if it holds a good part of them. What is left out is marked, not dropped.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from planparse.patterns import lazy
from planparse.read.html_blocks import Block, Page
from planparse.read.html_tables import is_labelled

CHROME, METADATA = "page_chrome", "portal_block"
# How much of the sentences the main element has to hold, and how much makes a part of a page more than chrome.
_NEARLY_ALL, _GOOD_PART = 0.95, 0.3
# A title stands near the top, on a few lines.
_NEAR_TOP, _TITLE_LINES = 8, 3
_STOPS = lazy(r"[，。；、,;]")
_ATTACHED = lazy(r"^附件|\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)\b", re.IGNORECASE)
_LINKED = 0.6


def arranged(page: Page) -> list[Block]:
    """The blocks of a page, those that are no part of the document marked as asides.

    A page without sentences (a table, a short notice) is taken whole but for what is chrome by its own evidence.
    """
    prose = _prose(page, page.blocks)
    total = prose[0] if prose else 0
    chrome = _chrome(page, prose, total)
    kept = [block for block in page.blocks if not chrome[block.element] and block.aside is None and not _is_bar(block)]
    main = _main(page, _prose(page, kept), kept)
    inside = _descendants(page, main)
    titles = _titles(page, kept, inside)
    for block in page.blocks:
        if block.aside is None and not (id(block) in titles or (inside[block.element] and not chrome[block.element] and not _is_bar(block))):
            block.aside = CHROME
    _mark_link_lists(page.blocks)
    _mark_metadata(page.blocks)
    return _with_title_joined(page)


def _weight(block: Block) -> int:
    """How many characters of a block stand in sentences or cells of data, rather than in links and labels."""
    if block.table is not None:
        return len(block.text) - block.linked
    if block.linked > _LINKED * len(block.text) or len(block.text) < 15 or is_labelled(block.text) or not _STOPS.search(block.text):
        return 0
    return len(block.text)


def _prose(page: Page, blocks: Iterable[Block]) -> list[int]:
    """The weight of each element: of its own blocks and of those in the elements it holds."""
    return _summed(page, ((block.element, _weight(block)) for block in blocks if block.aside is None))


def _summed(page: Page, values: Iterable[tuple[int, int]]) -> list[int]:
    """The sum of the values of each element and of those it holds."""
    weights = [0] * len(page.parents)
    for element, value in values:
        weights[element] += value
    for element in range(len(weights) - 1, 0, -1):  # an element stands before those it holds
        if (parent := page.parents[element]) >= 0:
            weights[parent] += weights[element]
    return weights


def _chrome(page: Page, prose: Sequence[int], total: int) -> list[bool]:
    """Which elements are chrome by their name, or lie in one that is."""
    chrome = [False] * len(page.parents)
    for element, parent in enumerate(page.parents):
        named = page.chrome[element] and prose[element] <= _GOOD_PART * total
        chrome[element] = named or (parent >= 0 and chrome[parent])
    return chrome


def _main(page: Page, prose: Sequence[int], kept: Sequence[Block]) -> int:
    """The deepest element that holds nearly all sentences, and more than one line."""
    enough = _NEARLY_ALL * prose[0] if prose else 0
    if not enough:
        return 0
    main = max(element for element, weight in enumerate(prose) if weight >= enough)
    lines = _summed(page, ((block.element, 1) for block in kept))
    while main and lines[main] < 2:
        main = page.parents[main]
    return main


def _descendants(page: Page, main: int) -> list[bool]:
    inside = [False] * len(page.parents)
    for element, parent in enumerate(page.parents):
        inside[element] = element == main or (parent >= 0 and inside[parent])
    return inside


def _titles(page: Page, kept: Sequence[Block], inside: Sequence[bool]) -> set[int]:
    """The heading of the page where it stands before the main element: the last that the page's title names, or h1."""
    before: list[Block] = []
    for block in kept:
        if inside[block.element]:
            break
        before.append(block)
    named = [b for b in before if len(b.text) >= 6 and page.title.startswith(b.text)]
    headed = [b for b in before if b.heading in (1, 2)]
    return {id((named or headed)[-1])} if named or headed else set()


def _is_bar(block: Block) -> bool:
    """Several links in one line without a sentence: a breadcrumb, a share bar."""
    return block.table is None and block.links >= 2 and block.linked > 0.5 * len(block.text) and "。" not in block.text


def _mark_link_lists(blocks: Sequence[Block]) -> None:
    """Three or more lines in a row that are links, and name no attachment."""
    run: list[Block] = []
    for block in [*blocks, Block("", 0)]:
        if block.aside is None and block.table is None and block.text and block.linked >= 0.8 * len(block.text) and not _ATTACHED.search(block.text):
            run.append(block)
            continue
        if len(run) >= 3:
            for linked in run:
                linked.aside = CHROME
        run = []


def _mark_metadata(blocks: Sequence[Block]) -> None:
    """Lines of metadata outside the text: two or more labels."""
    labelled = [block for block in blocks if block.aside == CHROME and is_labelled(block.text)]
    if len(labelled) >= 2:
        for block in labelled:
            block.aside = METADATA


def _with_title_joined(page: Page) -> list[Block]:
    """The blocks, a title that is broken over lines made whole as the metadata or the page's title give it."""
    stated = [b.text.partition("：")[2] for b in page.blocks if b.aside == METADATA and b.text.startswith(("标题：", "名称："))]
    body = [i for i, block in enumerate(page.blocks) if block.aside is None][:_NEAR_TOP]
    for i, j in itertools.combinations(body, 2):
        lines = [line for line in page.blocks[i : j + 1] if line.aside is None]
        if j - i > _TITLE_LINES or any(line.table is not None for line in lines):
            continue
        joined = "".join(line.text for line in lines)
        if len(joined) >= 8 and (joined in stated or page.title.startswith(joined)):
            whole = replace(lines[0], text=joined, heading=lines[0].heading or 1)
            between = [line for line in page.blocks[i : j + 1] if line.aside is not None]
            return [*page.blocks[:i], whole, *between, *page.blocks[j + 1 :]]
    return page.blocks
