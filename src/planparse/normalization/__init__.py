"""Normalizing: source text in, text in one script, one width and without site chrome out, every step traceable.

The steps follow each other in the order of `STEPS`; each is a function from one `AlignedText` to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planparse.normalization import asides as set_aside
from planparse.normalization import (
    boilerplate,
    breaks,
    counters,
    everyday,
    marks,
    readings,
    script,
    width,
    wording,
)
from planparse.normalization.lines import Hints
from planparse.read import Aside
from planparse.records import Script
from planparse.text import AlignedText


@dataclass(frozen=True)
class Normalized:
    """A normalised text, the script its source was written in, and what the site said about the document."""

    text: AlignedText
    script: Script
    hints: Hints


def normalize(source: str, asides: Sequence[Aside] = (), line_ends: Sequence[int] = ()) -> Normalized:
    """Bring a source text into normal form.

    `asides` are what its reader knows to be no part of the document, `line_ends` the offsets at which a line is known
    to end.

    >>> normalize("２０１４年，建設幼兒園１０所。").text.text
    '2014年,建设幼儿园10所。'
    >>> normalize("2015年農(nóng)業(yè)產(chǎn)值36億(yì)元，修渠??公里。").text.text
    '2015年农业产值36亿元,修渠XX公里。'
    """
    text, hints = set_aside.cut(AlignedText.of(source), asides)
    text = readings.drop(marks.drop_invisible(text))
    text, written = script.simplify(text)
    text = wording.restore(text)
    text = marks.restore_masks(marks.restore_zeros(width.fold(text)))
    text = marks.drop_markup(text)
    text, hints = boilerplate.strip(text, hints)
    text = counters.strip(text, hints)
    return Normalized(breaks.join(text, line_ends), written, hints)


def plain(text: str) -> AlignedText:
    """The characters of any text in one script and width, everyday spellings of numbers in the written form.

    Nothing is taken for site chrome.

    >>> plain("投入 ３ 萬元").text, plain("月薪8k").text
    ('投入3万元', '月薪8千')
    """
    aligned = marks.drop_invisible(AlignedText.of(text))
    aligned = aligned.replaced(script.convert(aligned.text))
    return everyday.spell(breaks.join(everyday.apart(width.fold(aligned))))
