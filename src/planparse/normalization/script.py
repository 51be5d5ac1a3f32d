"""Traditional to simplified characters, only where a text is judged Traditional.

OpenCC's t2s keeps the length of every text (checked here each time), so the alignment stays. Text that is already
simplified is damaged by conversion (乾县→干县, 显著→显着), which is why each paragraph of a mixed file is judged
on its own.
"""

from __future__ import annotations

import re
from functools import cache
from operator import ne
from typing import Any

from planparse.patterns import lazy
from planparse.records import Script
from planparse.text import AlignedText

# In Traditional prose about 30 of 100 characters change, in simplified prose none but a few in names.
_WHOLE, _PARAGRAPH = 0.10, 0.08
_MIN_CHANGED = 2
_LONG_LINE, _NONE = 20, 0.02
_OTHER = lazy(r"[^\u3400-\u9fff]+")
_LINE = lazy(r"[^\n]+")


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    """One character that OpenCC converts by itself.

    A few more are converted in phrases only (反覆); by them alone no text is Traditional.
    """
    every = [chr(code) for code in range(0x3400, 0xA000)]
    converted = _convert("\n".join(every)).split("\n")
    return re.compile(f"[{''.join(c for c, new in zip(every, converted, strict=True) if c != new)}]")


def simplify(text: AlignedText) -> tuple[AlignedText, Script]:
    """Convert what is Traditional; tell which script the file is written in.

    >>> simplify(AlignedText.of("全縣新建學校5所"))[0].text
    '全县新建学校5所'
    """
    old = text.text
    found = len(_traditional().findall(old))
    if found < _MIN_CHANGED:
        return text, "hans"
    if found >= _WHOLE * _han(old):
        new = _convert(old)
        if not _has_simplified_lines(old, new):
            return text.replaced(new), "hant"
    mixed, count = _by_paragraph(old)
    return text.replaced(mixed), "hant" if count and 2 * count > _han(old) else "hans"


def _convert(text: str) -> str:
    new = str(_converter().convert(text))
    if len(new) != len(text):
        raise AssertionError("OpenCC changed the length of a text")
    return new


def _han(text: str) -> int:
    return len(_OTHER.sub("", text))


def _has_simplified_lines(old: str, new: str) -> bool:
    """Whether a longer line of an otherwise Traditional file holds no Traditional character."""
    return any(
        end - start >= _LONG_LINE and _share(old[start:end], new[start:end]) < _NONE
        for start, end in (m.span() for m in _LINE.finditer(old))
    )


def _share(old: str, new: str) -> float:
    """How much of a text conversion changes."""
    return int(sum(map(ne, old, new))) / max(1, _han(old))


def _by_paragraph(text: str) -> tuple[str, int]:
    """The text with its Traditional paragraphs converted, and how many Chinese characters they hold."""
    traditional = _traditional()
    lines, count = text.split("\n"), 0
    for i, line in enumerate(lines):
        if traditional.search(line) and _share(line, new := _convert(line)) >= _PARAGRAPH:
            lines[i] = new
            count += _han(line)
    return "\n".join(lines), count


def is_traditional(character: str) -> bool:
    """Whether a character has a simplified form.

    >>> is_traditional("縣"), is_traditional("乡")
    (True, False)
    """
    return _traditional().match(character) is not None


def convert(text: str) -> str:
    """A short text in simplified characters, for library calls on single sentences.

    >>> convert("學校")
    '学校'
    """
    return _convert(text)
