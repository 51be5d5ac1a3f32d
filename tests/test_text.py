"""AlignedText under random aligned_texts of steps: what holds of every normalised text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse.text import AlignedText, Edit, Span

SOURCES = st.text(alphabet="今年培訓３００人，。 \n½ab𠀀", max_size=40)
KEEPING = ("map", "cut", "slice")  # the steps that leave each character one character
TABLE = {"訓": "训", "，": ",", "３": "3", "０": "0"}


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    """Sorted edits without overlap: removals, replacements, insertions."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [Edit(a, b, draw(st.sampled_from(["", "", "某", "1/2", "一二三四五"]))) for a, b in pairs]


@st.composite
def aligned_texts(draw: st.DrawFn, kinds: tuple[str, ...] = ("map", "sub", "cut", "slice")) -> AlignedText:
    """What up to five steps, one after the other, made of a source."""
    text = AlignedText.of(draw(SOURCES))
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=5)):
        text = _step(draw, kind, text)
    return text


def _step(draw: st.DrawFn, kind: str, text: AlignedText) -> AlignedText:
    if kind == "map":
        return text.map_chars(str.maketrans(TABLE))
    if kind == "slice":
        a, b = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        return text[a:b]
    todo = draw(edits(len(text)))
    return text.sub(todo) if kind == "sub" else text.cut([(e.start, e.end) for e in todo], "rule")


@given(aligned_texts(), st.data())
def test_spans_lead_into_the_source_in_order(text: AlignedText, data: st.DataObject) -> None:
    ends = sorted(set(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6))))
    spans = [text.to_source(pair) for pair in pairwise(ends)]
    assert all(0 <= s.start <= s.end <= len(text.source) for s in spans)
    assert [s.start for s in spans] == sorted(s.start for s in spans)
    assert [s.end for s in spans] == sorted(s.end for s in spans)


def test_what_is_put_into_a_replacement_keeps_the_order() -> None:
    text = AlignedText.of("½").sub([Edit(0, 1, "1/2")]).sub([Edit(0, 1), Edit(1, 1, "某")])
    assert text.text == "某/2"
    assert [text.to_source(pair) for pair in ((0, 1), (1, 3))] == [Span(0, 1), Span(0, 1)]


@given(aligned_texts())
def test_pieces_tile_the_text(text: AlignedText) -> None:
    edges = [0, *(p.end for p in text.pieces)]
    assert [p.start for p in text.pieces] == edges[:-1]
    assert edges[-1] == len(text)
    assert all(p.start < p.end for p in text.pieces)


@given(aligned_texts(KEEPING))
def test_a_kept_stretch_is_quoted_as_it_stands(text: AlignedText) -> None:
    """Where only width and script changed, quote and text are the same but for that form."""
    for start, end in ((p.start, p.end) for p in text.pieces):
        quote = text.source[slice(*text.to_source((start, end)))]
        assert text.text[start:end] in (quote, quote.translate(str.maketrans(TABLE)))


@given(SOURCES, st.data())
def test_what_is_only_cut_is_quoted_exactly(source: str, data: st.DataObject) -> None:
    spans = [(e.start, e.end) for e in data.draw(edits(len(source)))]
    text = AlignedText.of(source).cut(spans, "rule")
    for i in range(len(text)):
        start, end = text.to_source((i, i + 1))
        assert source[start:end] == text.text[i]
    assert sum(r.end - r.start for r in text.removed) + len(text) == len(source)


@given(aligned_texts(KEEPING))
def test_a_source_offset_comes_back(text: AlignedText) -> None:
    for i in range(len(text)):
        start, end = text.to_source((i, i + 1))
        assert (end, text.from_source(start)) == (start + 1, i)


@given(aligned_texts())
def test_from_source_is_in_bounds_and_in_order(text: AlignedText) -> None:
    places = [text.from_source(offset) for offset in range(len(text.source) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@given(SOURCES, st.data())
def test_two_removing_steps_equal_one(source: str, data: st.DataObject) -> None:
    """Cutting twice gives what cutting the same characters at once gives."""
    first = [e for e in data.draw(edits(len(source))) if e.start < e.end]
    once = AlignedText.of(source).sub(Edit(e.start, e.end) for e in first)
    second = [e for e in data.draw(edits(len(once))) if e.start < e.end]
    twice = once.sub(Edit(e.start, e.end) for e in second)
    kept = sorted({once.to_source((i, i + 1)).start for i in range(len(once))} - _cut_offsets(once, second))
    gone = sorted(set(range(len(source))) - set(kept))
    direct = AlignedText.of(source).sub(Edit(i, i + 1) for i in gone)
    assert (twice.text, [twice.to_source((i, i + 1)) for i in range(len(twice))]) == (
        direct.text,
        [direct.to_source((i, i + 1)) for i in range(len(direct))],
    )


def _cut_offsets(text: AlignedText, todo: list[Edit]) -> set[int]:
    return {text.to_source((i, i + 1)).start for e in todo for i in range(e.start, e.end)}


@given(aligned_texts(), st.data())
def test_a_slice_maps_as_its_place_in_the_whole(text: AlignedText, data: st.DataObject) -> None:
    a, b = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    part = text[a:b]
    assert part.text == text.text[a:b]
    for i in range(len(part)):
        assert part.to_source((i, i + 1)) == text.to_source((a + i, a + i + 1))


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        AlignedText.of("今年培训").sub([Edit(0, 2), Edit(1, 3)])


def test_a_change_of_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length changed"):
        AlignedText.of("今年").replaced("今")


def test_a_stretch_outside_is_refused() -> None:
    with pytest.raises(IndexError):
        AlignedText.of("今年").to_source((0, 3))
    with pytest.raises(ValueError, match="step"):
        AlignedText.of("今年")[::2]


def test_an_empty_text_maps_to_the_empty_stretch() -> None:
    assert AlignedText.of("").to_source((0, 0)) == Span(0, 0)
    assert AlignedText.of("").from_source(0) == 0
