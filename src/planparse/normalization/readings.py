"""Readings that machines set behind characters: 工業(yè), and what the same machines made of 。 before some characters.

Sites that turn simplified pages into Traditional ones leave the reading of a character in brackets behind it, as often
as every third character; no word, unit or heading can be read across it. They also lose the first byte of a 。, so
that the rest of the sentence's first word is read one byte late: 。現 is then ，F.
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.normalization import script
from planparse.patterns import lazy
from planparse.text import AlignedText, Edit

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_READING = lazy(rf"[(（](?<=[@-z\u3400-\u9fff].)[a-zü]{{0,5}}[{_TONES}][a-z]{{0,4}}[)）]")
_MACHINE = 3  # a page with so many was made by a machine; a name with its reading stands alone
_SHIFTED = lazy(r"[?？�]?(?P<read>[*-~＊-～][\u3400-\u9fff]{0,6}[@-Z\[-z])(?![A-Za-z])")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def drop(text: AlignedText) -> AlignedText:
    """The text without readings; a character and its reading are one place.

    >>> drop(AlignedText.of("2015年農(nóng)業(yè)產(chǎn)值36億(yì)元")).text
    '2015年農業產值36億元'
    >>> drop(AlignedText.of("業(yè)務(wù)發(fā)展?，F(xiàn)報(bào)告如下")).text
    '業務發展。現報告如下'
    """
    found = [m.span() for m in _READING.finditer(text.text)]
    text = text.sub(Edit(start - 1, end, text.text[start - 1]) for start, end in found)
    return text.sub(_shifted(text.text)) if len(found) >= _MACHINE else text


def _shifted(text: str) -> Iterator[Edit]:
    """The stops of which a byte was lost, with the word behind them."""
    for match in _SHIFTED.finditer(text):
        meant = _one_byte_earlier(match["read"])
        if meant:
            yield Edit(*match.span(), meant)


def _one_byte_earlier(read: str) -> str:
    """What was written before the first byte was lost; empty where it was nothing of the kind.

    >>> _one_byte_earlier("，F"), _one_byte_earlier("，G")
    ('。現', '')
    """
    try:
        meant = (b"\xa1" + (read[0].translate(_WIDE) + read[1:]).encode("gbk")).decode("gbk")
    except UnicodeError:
        return ""
    return meant if meant[0] == "。" and script.is_traditional(meant[-1]) else ""
