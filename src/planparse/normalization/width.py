"""One width for digits, letters and punctuation: ASCII forms, but the stops 。 and 、 which ASCII lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from planparse.patterns import lazy
from planparse.text import AlignedText, Edit

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LIKE = {
    "％": "%", "﹪": "%", "℅": "%", "∶": ":", "︰": ":", "﹕": ":", "：": ":", "，": ",", "﹐": ",", "；": ";", "﹔": ";",
    "（": "(", "）": ")", "﹙": "(", "﹚": ")", "！": "!", "﹗": "!", "？": "?", "﹖": "?", "．": ".", "﹒": ".", "｡": "。",
    "﹑": "、", "､": "、", "～": "~", "〜": "~", "∼": "~", "－": "-", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "―": "—", "─": "—",
    "━": "—", "＋": "+", "＝": "=", "＜": "<", "＞": ">", "／": "/", "∕": "/", "＊": "*", "＂": '"', "【": "【", "】": "】",
    "﹝": "〔", "﹞": "〕", "［": "[", "］": "]", "Ｘ": "X", "ｘ": "x", "×": "×", "〇": "〇", "㎡": "㎡",
}  # fmt: skip
# Radicals that stand for the characters they look like: programs that make PDF files take one for the other.
_RADICALS = {
    **{code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict(zip(map(ord, "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳"), "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟", strict=True)),
}
TABLE: dict[int, str] = {
    **_RADICALS,
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(c): " " for c in _SPACES},
    **{ord(a): b for a, b in _LIKE.items()},
}
_WRITTEN_OUT = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
_WRITTEN_OUT |= {sign: f"({number})" for sign, number in zip("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "一二三四五六七八九十", strict=True)}
_SIGN = lazy(f"[{''.join(_WRITTEN_OUT)}]")


_FOLDED = lazy(f"[{re.escape(''.join(map(chr, TABLE)))}]")


def fold(text: AlignedText) -> AlignedText:
    """Full-width and look-alike characters in one form, radicals copied out of PDF files too; ½ becomes 1/2, ㈠ (一).

    >>> fold(AlignedText.of("２０％，½")).text, fold(AlignedText.of("⼀、⻓效")).text, fold(AlignedText.of("㈠造林")).text
    ('20%,1/2', '一、长效', '(一)造林')
    """
    written = text.text
    for found in set(_FOLDED.findall(written)):  # a few kinds of characters, each replaced at the speed of a search
        written = written.replace(found, TABLE[ord(found)])
    folded = text.replaced(written)
    return folded.sub(_written_out(written))


def _written_out(text: str) -> Iterator[Edit]:
    for match in _SIGN.finditer(text):
        yield Edit(*match.span(), _WRITTEN_OUT[match.group()])
