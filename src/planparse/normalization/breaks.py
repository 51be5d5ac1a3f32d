"""Line breaks inside sentences joined, blanks inside Chinese text and numbers dropped.

A break stays where a paragraph ends: behind a finished sentence, around a heading, before a marker. It goes where
the sentence plainly goes on: the line before is running text and ends without a stop.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from planparse.normalization.lines import TITLE_LIKE
from planparse.patterns import lazy
from planparse.text import AlignedText, Edit

_HAN = r"\u3400-\u9fff〇"
_BREAK = lazy(r"\n[ \n]*")
_FINISHED = "。!?;:"
_OPEN = ",、(《“「『〈/—-~"
_HEADING = lazy(
    r"^(?:第[一二三四五六七八九十百\d]+[章节条篇部]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[.、](?!\d)|\.(?=\d{3,})|\))|[①-⑳⑴-⒇⒈-⒛●○■◆★▲➢※·•]|——|附件?\s*\d*|篇[一二三四五六七八九十]|[|])"
)
_STARTS_MARKER = lazy(
    r"[ \t]*+(?:第[一二三四五六七八九十百\d]+[章节条篇部]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[.、](?!\d)|\.(?=\d{3,})|\)(?!的))|[①-⑳⑴-⒇⒈-⒛●○■◆★▲➢※·•◇□▪]|—{1,2}|[-*+] |附件|篇[一二三四五六七八九十\d]|[一二三四五六七八九十]是|首先|其次|再次|最后|[|]|(?:牵头|责任|配合|主办|承办|协办|督办|完成|目标)[^:\n]{0,6}:)"
)
_LABEL = lazy(r"^[^,。;:\n]{1,12}:\S{0,60}$")
# A blank line behind the bodies that answer for an item ends it, though no stop does.
_ENDS_WITH_BODIES = lazy(r"(?:牵头|责任|配合|主办|承办|协办|督办|负责)[^,。;:\n]{0,6}:[^,。;:\n]{2,80}$")
_RUNNING = 18  # a line shorter than this and without a comma may be a heading or a signature
# Each begins with the blank itself, by which the search leaps, and looks back over it.
_SPACED = lazy(rf"[ ](?<=[{_HAN}] )(?=[{_HAN}])")
_SPACED_WORD = lazy(rf"(?<![{_HAN}])(?:[{_HAN}] ){{2,}}[{_HAN}](?![{_HAN}])")
# What sets bodies apart is no noise: 县财政局 县住建局.
_OFFICE_ENDS = "局委办厅司院校会府室处科股站所部队行学心团社联馆镇乡"
_LABELLED = lazy(r"(?<=[位门室头合任]):[^,。;:\n]*")
_BODIES_APART = lazy(rf"(?<=[{_OFFICE_ENDS}]) (?=[省市县区州各]|国网|团[省市县区]委)")
_RUN = lazy(r"[ ]+")
_CLOSING, _AROUND = frozenset(",;:。、!?()》”」\n"), frozenset(",;:。、!?()《》“”「」\n")
_MASK, _MASKS = frozenset("Xx×*"), lazy(rf"(?:[Xx]{{2,8}}|[×*]{{2,8}}) {{0,4}}[{_HAN}%]")
_IS_HAN = lazy(f"[{_HAN}]")
_NOISE = 60  # a blank between Chinese characters for every so many characters is noise
_SPLIT, _OF_BLANKS = 2, 3  # so many blanks inside words, and one of so many blanks, are noise
_LOOKED_UP = 64  # of more blanks than these some are looked up: each costs a search through the text
_DIGITS_APART = lazy(r"[ ](?<=\d )(?=\d)")
_GROUPED = lazy(
    rf"(?<![\d.,])\d{{1,3}}(?:,\d{{3}})*,(?:\d \d\d|\d\d \d)(?!\d)|(?<![\d.])(?:\d{{1,3}}(?: \d{{3}})+(?!\d)|(?<!\d )(?:\d ){{2,}}\d(?=[ ]?[年月日%{_HAN}]))"
)


def join(text: AlignedText, line_ends: Sequence[int] = ()) -> AlignedText:
    """Join broken lines, but for those known to end at some offsets of the source, then drop idle blanks.

    >>> join(AlignedText.of("今年以来,全县投入改善办学条件的资金3\\n500 万元,用于维修校舍和配备各类\\n图书器材。")).text
    '今年以来,全县投入改善办学条件的资金3500万元,用于维修校舍和配备各类图书器材。'
    >>> join(AlignedText.of("县林业局 XX 年造林 xx 亩")).text
    '县林业局XX年造林xx亩'
    >>> join(AlignedText.of("渠道清淤和管护的各项任务,全年造林五万亩并且完成了所有乡镇的管护\\n篇2:镇林业站总结\\n造林。")).text.count("\\n")
    2
    >>> join(AlignedText.of("医疗救 助标准提高。救助水 平提高,补助水平提高。" + "各项工作有序推进。" * 20)).text[:20]
    '医疗救助标准提高。救助水平提高,补助水平'
    >>> title = "清河市人民政府关于二〇一二年国民经济和社会发展计划执行情况与二〇一三年计划草案的报告"
    >>> join(AlignedText.of(f"{title}\\n各位代表:")).text == f"{title}\\n各位代表:"
    True
    """
    text = text.sub(_joins(text.text, [text.from_source(offset) for offset in line_ends]))
    text = text.sub(_grouped(text.text))
    text = text.sub(_idle(text.text))
    return text.sub(_spaced(text.text))


def _idle(text: str) -> Iterator[Edit]:
    """Blanks that say nothing: beside stops, at the ends of lines, and between a number and what it counts."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        before, after = text[start - 1] if start else "\n", text[end : end + 1] or "\n"
        if before in _AROUND or after in _CLOSING or _touches_number(text, start, before, end, after):
            yield Edit(start, end)


def _touches_number(text: str, start: int, before: str, end: int, after: str) -> bool:
    """8 所, 全县 8, 85 %, 3 .5, 3. 5, XX 年."""
    if before in _MASK or after in _MASK:
        return _MASKS.match(text, start - 2) is not None if before in _MASK else _MASKS.match(text, end) is not None and _IS_HAN.match(before) is not None
    if before.isdecimal() or before == "%":
        return _IS_HAN.match(after) is not None or after in "%‰" or (before != "%" and text[end + 1 : end + 2].isdecimal() and after == ".")
    if before == "." and text[start - 2 : start - 1].isdecimal():
        return after.isdecimal()
    return (after.isdecimal() or after == "%") and _IS_HAN.match(before) is not None


def _joins(text: str, kept: Sequence[int]) -> Iterator[Edit]:
    title_end, apart = text.find("\n"), _numbers_apart(text)
    for match in _BREAK.finditer(text):
        end = match.start()
        while end and text[end - 1] == " ":
            end -= 1
        if _known(kept, end, match.end()):
            continue
        if _goes_on(text, end, match.end(), headline=match.start() == title_end) or (apart and _at_number(text, end, match.end())):
            yield Edit(end, match.end())


# A number on a line of its own, in the middle of a sentence that goes on behind it.
_NUMBER_ALONE = lazy(rf"(?<=[{_HAN},]\n)(?P<number>\d[\d.]*)%?\n(?=[{_HAN}][^\n]{{0,200}}[,。;])")
_FEW = 3


def _numbers_apart(text: str) -> bool:
    """Whether a page has put numbers on lines of their own: some that do not count on stand so within sentences.

    >>> _numbers_apart("共出动\\n800\\n余人次,发放\\n150\\n份告知书,清理\\n2100\\n处。"), _numbers_apart("共出动\\n8\\n余人次。")
    (True, False)
    """
    numbers = [float(match["number"].rstrip(".").replace(".", "", match["number"].count(".") - 1)) for match in _NUMBER_ALONE.finditer(text)]
    return len(numbers) >= _FEW and sum(b != a + 1 for a, b in itertools.pairwise(numbers)) * 2 > len(numbers) - 1


def _at_number(text: str, end: int, start: int) -> bool:
    """Whether a number ends a line, or begins the next, that no stop parts from it; a line without any may be a heading."""
    line, following = text[text.rfind("\n", 0, end) + 1 : end], text[start : start + 1]
    if not line or line[-1] in _FINISHED or _STARTS_MARKER.match(text, start):
        return False
    number = _ONLY_NUMBER.fullmatch(line) is not None
    return (number and _IS_HAN.match(following) is not None) or (following.isdecimal() and any(c in line for c in ",;。"))


_ONLY_NUMBER = lazy(r"\d[\d.]*%?")


def _known(kept: Sequence[int], start: int, end: int) -> bool:
    """Whether a line is known to end between two places."""
    i = bisect_left(kept, start)
    return i < len(kept) and kept[i] <= end


def _goes_on(text: str, end: int, start: int, *, headline: bool) -> bool:
    """Whether the sentence that ends a line at `end` goes on in the line that begins at `start`."""
    if end == 0 or start >= len(text):
        return False
    last, first = text[end - 1], text[start]
    if last in _FINISHED or _STARTS_MARKER.match(text, start):
        return False
    if last == "|" or (headline and end < _RUNNING):
        return False
    if first in ",。;、:!?)》”」%":
        return True
    line = text[text.rfind("\n", 0, end) + 1 : end].strip()
    if last in _OPEN:
        return not line.startswith("——") or "," in line
    if "\n" in text[end + 1 : start].strip(" ") and (not any(c in line for c in ",。;:、") or _ENDS_WITH_BODIES.search(line)):
        return False
    return _is_running(line) and not _is_signature(text, start)


def _is_running(line: str) -> bool:
    """A line of prose that a heading, a label or a table cell would not be."""
    if len(line) < _RUNNING or _LABEL.match(line) or line.startswith("|") or "\t" in line:
        return False
    if TITLE_LIKE.search(line.removesuffix("》")) and not any(c in line for c in ",。;:"):
        return False
    if _HEADING.match(line):
        return "。" in line or ("," in line and len(line) >= 60)
    return any(c in line for c in ",。;:、") or len(line) >= 36


def _is_signature(text: str, start: int) -> bool:
    """A short line that is a date, a name of a body, or the number of a document."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].strip()
    return len(line) < 30 and bool(re.search(r"(?:局|委|厅|部|府|处|科|办公室|学校)$|^[\d二〇○一三四五六七八九十零年月日]+$|^[^\W\d]{2,14}[〔\[(【]\d{4}[〕\])】]\d{1,5}号$", line))


def _grouped(text: str) -> Iterator[Edit]:
    """Digits written apart: 3 860万元, 2 0 1 4年.

    >>> [text.start for text in _grouped("投资129,3 58万元、21,4 2人")]
    [7]
    """
    if not _DIGITS_APART.search(text):
        return
    for match in _GROUPED.finditer(text):
        for i, c in enumerate(match.group()):
            if c == " ":
                yield Edit(match.start() + i, match.start() + i + 1)


def _between_bodies(text: str) -> Iterator[int]:
    """The ends of blanks that set bodies apart: before a level, and behind a label before anything."""
    yield from (m.end() for m in _BODIES_APART.finditer(text))
    for match in _LABELLED.finditer(text):
        yield from (i + 1 for i in range(match.start(), match.end()) if text[i] == " " and text[i - 1] in _OFFICE_ENDS)


def _splits_words(text: str, blanks: Sequence[int]) -> bool:
    """Whether blanks stand in words: what two of them part, and one in three, stands joined elsewhere in the text.

    >>> _splits_words("医疗救 助标准提高,救助水 平提高,补助水平提高", [3, 13])
    True
    """
    asked = blanks[:: 1 + len(blanks) // _LOOKED_UP]
    split = sum(text[at - 1] + text[at + 1] in text for at in asked) if len(asked) >= _SPLIT else 0
    return split >= _SPLIT and split * _OF_BLANKS >= len(asked)


def _spaced(text: str) -> Iterator[Edit]:
    """Blanks between Chinese characters: dropped in words spaced out (标 题) and in files where they are noise."""
    apart = [m.start() for m in _SPACED.finditer(text)]
    noise = len(apart) * _NOISE > len(text) or _splits_words(text, apart)
    spans = [m.span() for m in (_SPACED if noise else _SPACED_WORD).finditer(text)] if apart else []
    kept = set(_between_bodies(text)) if spans and noise else set()
    for start, end in spans:
        if end in kept:
            continue
        for i in range(start, end):
            if text[i] == " ":
                yield Edit(i, i + 1)
