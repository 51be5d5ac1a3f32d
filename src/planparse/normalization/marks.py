"""Characters that are no text: control, zero-width and private-use characters, entities, emphasis, footnote marks."""

from __future__ import annotations

import html
from collections.abc import Iterator

from planparse.patterns import lazy
from planparse.text import AlignedText, Edit

_INVISIBLE = lazy(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\ue000-\uf8ff]+"
)
_ENTITY = lazy(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
# **…** around a heading or a run of words; a masked name (**县, **公里) is no emphasis.
_MASKED = r"(?![\s*省市县区乡镇村州旗局校年月日个人万亿元所名公平亩米吨])"
_EMPHASIS = lazy(
    rf"\*\*(?<!\*\*\*){_MASKED}[^*\n]{{1,200}}(?<!\s)\*\*(?!\*)(?![省市县区乡镇村州旗])|__(?<!___)[^_\n]{{1,200}}__(?!_)"
)
_IN_CLAUSE, _HOLDS_STOP = lazy(r"[\u4e00-\u9fff]"), lazy(r"[。;!?]")
_HEADING = lazy(r"#{1,6} +")
_FOOTNOTE = lazy(
    r"[\[⁰¹²³⁴⁵⁶⁷⁸⁹](?:(?<=[^\W_]\[|[,;:。、!?)”」%]\[)\d{1,2}\](?!\d)|(?<=[^\W\d_][^\[])(?<![mM][²³])[⁰¹²³⁴⁵⁶⁷⁸⁹]*+(?![^\W\d_]))"
)


def drop_invisible(text: AlignedText) -> AlignedText:
    """Take out what no reader sees; a lone surrogate would not survive conversion."""
    return text.sub(Edit(*m.span()) for m in _INVISIBLE.finditer(text.text))


def drop_markup(text: AlignedText) -> AlignedText:
    """Resolve entities, take out Markdown emphasis and heading signs, cut footnote marks; names that are masked stay so.

    >>> drop_markup(AlignedText.of("**一、造林**。美化**为目标。(二)绿化**。")).text
    '一、造林。美化**为目标。(二)绿化**。'
    >>> drop_markup(AlignedText.of("【字体:[url=]大[/url][url=]小[/url]】[b]一、造林[/b]")).text
    '【字体:大小】一、造林'
    """
    text = text.sub(_entities(text.text))
    text = text.sub(_emphasis(text.text))
    text = text.sub(_headings(text.text))
    if "[/" in text.text:
        text = text.sub(Edit(*m.span()) for m in _BOARD_CODE.finditer(text.text))
    return text.cut((m.span() for m in _FOOTNOTE.finditer(text.text)), "footnote_mark")


# [url=]关闭窗口[/url]: markup of bulletin boards.
_BOARD_CODE = lazy(r"\[/?(?:url|img|size|color|font|align|center|quote|[biu])(?:=[^\[\]\n]{0,80})?\]")


# 二OO六年, 二00六年: letters and digits that stand for the zero of a year in characters.
_ZEROS = lazy(r"(?<=[一二])[九Oo0〇○零][Oo0〇○零一二三四五六七八九](?=[Oo0〇○零一二三四五六七八九]年)|(?<=[一二][九Oo0〇○零][一二三四五六七八九])[Oo0](?=年)")
_NO_ZERO = frozenset("Oo0")


def restore_zeros(text: AlignedText) -> AlignedText:
    """The zeros of years in characters, as the sign that they stand for.

    >>> restore_zeros(AlignedText.of("二OO六年")).text
    '二〇〇六年'
    """
    return text.sub(Edit(i, i + 1, "〇") for m in _ZEROS.finditer(text.text) for i in range(*m.span()) if text.text[i] in _NO_ZERO)


# 造林??万亩: a figure that was taken out, and no question.
_ASKED = lazy(r"(?<=[\u4e00-\u9fff])(?<![么吗呢])\?{2,8}(?=[十百千万亿]{0,2}(?:[亩元个人户名所吨处次项件座条台%年月辆株头只斤倍]|公[里顷斤]|平方|立方))")


def restore_masks(text: AlignedText) -> AlignedText:
    """Question marks in the place of a figure, as the sign that other masks are.

    >>> restore_masks(AlignedText.of("修渠??公里。投资???万元,为什么??")).text
    '修渠XX公里。投资XXX万元,为什么??'
    """
    return text.sub(Edit(i, i + 1, "X") for m in _ASKED.finditer(text.text) for i in range(*m.span()))


def _entities(text: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(text):
        meant = html.unescape(match.group())
        if meant != match.group():
            yield Edit(*match.span(), " " if meant.isspace() else meant)


def _headings(text: str) -> Iterator[Edit]:
    """The number signs at the head of a line, with the blanks around them."""
    for match in _HEADING.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if not text[start : match.start()].strip(" \t"):
            yield Edit(start, match.end())


def _emphasis(text: str) -> Iterator[Edit]:
    for match in _EMPHASIS.finditer(text):
        if _IN_CLAUSE.match(text, match.start() - 1) and _HOLDS_STOP.search(text, match.start(), match.end() - 3):
            continue  # 美化**为目标,...。(二)绿化**: names that are masked, each in its own sentence
        yield Edit(match.start(), match.start() + 2)
        yield Edit(match.end() - 2, match.end())
