"""Text that remembers where each of its characters came from.

`AlignedText` is the only code of the project that does arithmetic on positions. Every normalizing step
makes a new one; however many steps follow each other, `to_source` leads back to the source text exactly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from planparse.patterns import lazy

_WIDE = lazy("[\U00010000-\U0010ffff]")


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of a text, in code points."""

    start: int
    end: int


class Utf16:
    """Offsets as browsers and other programs of UTF-16 count them: a character beyond U+FFFF counts twice.

    >>> Utf16("𠮷野村12户")(3)
    4
    """

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [m.start() for m in _WIDE.finditer(text)]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)


class Edit(NamedTuple):
    """Replace the stretch `[start, end)` by `new`."""

    start: int
    end: int
    new: str = ""


class Removal(NamedTuple):
    """A stretch of the source text that was taken out as not being the document, and the rule that did it."""

    start: int
    end: int
    rule: str


class Piece(NamedTuple):
    """A stretch `[start, end)` of the text that came from `[source_start, source_end)`.

    It maps character by character, or `whole`: every part of it to all of its source.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    whole: bool = False

    def cut_to(self, start: int, end: int) -> Piece:
        """The part of the piece inside `[start, end)`; a piece that maps as a whole keeps its whole source."""
        lo, hi = max(self.start, start), min(self.end, end)
        if self.whole or (lo, hi) == (self.start, self.end):
            return Piece(lo, hi, self.source_start, self.source_end, self.whole)
        shift = self.source_start - self.start
        return Piece(lo, hi, lo + shift, hi + shift)

    def moved(self, by: int) -> Piece:
        """The same piece `by` characters further on in the text."""
        return Piece(self.start + by, self.end + by, self.source_start, self.source_end, self.whole)


@dataclass(frozen=True)
class AlignedText:
    """A text, the source it came from, and the way back.

    >>> source = AlignedText.of("今年 培訓300人。")
    >>> text = source.sub([Edit(2, 3)]).map_chars(str.maketrans("訓", "训"))
    >>> text.text
    '今年培训300人。'
    >>> text.to_source(Span(4, 8))
    Span(start=5, end=9)
    >>> source.text[5:9]
    '300人'
    """

    source: str
    text: str
    pieces: tuple[Piece, ...]
    removed: tuple[Removal, ...] = ()

    @classmethod
    def of(cls, source: str) -> AlignedText:
        """The source text as it is."""
        pieces = (Piece(0, len(source), 0, len(source)),) if source else ()
        return cls(source, source, pieces)

    def __len__(self) -> int:
        return len(self.text)

    def map_chars(self, table: dict[int, str] | dict[int, int] | dict[int, int | str]) -> AlignedText:
        """Replace single characters by single characters (`str.translate`)."""
        return self.replaced(self.text.translate(table))

    def replaced(self, text: str) -> AlignedText:
        """The same alignment under another text of the same length."""
        if len(text) != len(self.text):
            raise ValueError(f"length changed from {len(self.text)} to {len(text)}")
        return self if text == self.text else AlignedText(self.source, text, self.pieces, self.removed)

    def sub(self, edits: Iterable[Edit], rule: str | None = None) -> AlignedText:
        """Apply edits, sorted and without overlap, all in terms of the present text.

        With a `rule`, what the edits delete is recorded as removed by it.
        """
        todo = list(edits)
        if not todo:
            return self
        return _Editing(self).run([(edit, rule) for edit in todo])

    def sub_ruled(self, edits: Sequence[tuple[Edit, str]]) -> AlignedText:
        """Apply edits of several rules in one pass."""
        return _Editing(self).run(edits) if edits else self

    def cut(self, spans: Iterable[tuple[int, int]], rule: str) -> AlignedText:
        """Take stretches out, sorted and without overlap, and record the rule."""
        return self.sub((Edit(start, end) for start, end in spans), rule)

    def __getitem__(self, key: slice) -> AlignedText:
        start, end, step = key.indices(len(self.text))
        if step != 1:
            raise ValueError("an aligned text is sliced without a step")
        end = max(start, end)
        first = max(0, bisect_right(self._starts, start) - 1)
        pieces = tuple(p.moved(-start) for p in _pieces_within(self.pieces[first:], start, end))
        return AlignedText(self.source, self.text[start:end], pieces, self.removed)

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.pieces]

    @cached_property
    def _source_starts(self) -> list[int]:
        return [p.source_start for p in self.pieces]

    def to_source(self, span: tuple[int, int]) -> Span:
        """Where a stretch of the text lies in the source.

        An empty stretch gives the empty stretch at the place where it would stand.
        """
        start, end = span
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"{span} is outside of a text of {len(self.text)} characters")
        if start == end:
            at = self._source_of_end(start) if start else self._source_of_start(start)
            return Span(at, at)
        piece = self.pieces[bisect_right(self._starts, start) - 1]
        if end <= piece.end and not piece.whole:  # nearly always: both ends lie in one piece
            shift = piece.source_start - piece.start
            return Span(start + shift, end + shift)
        return Span(self._source_of_start(start), self._source_of_end(end))

    def piece_at(self, position: int) -> Piece:
        """The piece that holds a place."""
        return self.pieces[max(0, bisect_right(self._starts, position) - 1)]

    def _source_of_start(self, position: int) -> int:
        if not self.pieces:
            return 0
        piece = self.piece_at(position)
        if piece.whole:
            return piece.source_start
        return piece.source_start + min(position, piece.end) - piece.start

    def _source_of_end(self, position: int) -> int:
        piece = self.piece_at(position - 1)
        return piece.source_end if piece.whole else piece.source_start + position - piece.start

    def from_source(self, offset: int) -> int:
        """The place in the text of a source offset; of a removed character, the place where it stood."""
        index = bisect_right(self._source_starts, offset) - 1
        if index < 0:
            return 0
        piece = self.pieces[index]
        if offset >= piece.source_end:
            return piece.end
        return piece.start if piece.whole else piece.start + (offset - piece.source_start)


def _pieces_within(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """The pieces between two places, cut to them; none where the places are the same."""
    for piece in pieces if start < end else ():
        if piece.start >= end:
            return
        if piece.end > start:
            yield piece.cut_to(start, end)


class _Editing:
    """One application of edits: walks the pieces and the edits together, once."""

    def __init__(self, old: AlignedText) -> None:
        self.old = old
        self.pieces: list[Piece] = []
        self.parts: list[str] = []
        self.length = 0
        self.index = 0
        self.removed: list[Removal] = []

    def run(self, edits: Sequence[tuple[Edit, str | None]] | Sequence[tuple[Edit, str]]) -> AlignedText:
        position = 0
        for edit, rule in edits:
            if not position <= edit.start <= edit.end <= len(self.old.text):
                raise ValueError(f"{edit} overlaps an earlier edit or leaves the text")
            self.keep(position, edit.start)
            self.replace(edit, rule)
            position = edit.end
        self.keep(position, len(self.old.text))
        removed = tuple(sorted((*self.old.removed, *self.removed))) if self.removed else self.old.removed
        return AlignedText(self.old.source, "".join(self.parts), tuple(self.pieces), removed)

    def keep(self, start: int, end: int) -> None:
        if start == end:
            return
        old = self.old.pieces
        while old[self.index].end <= start:
            self.index += 1
        shift = self.length - start
        i = self.index
        while i < len(old) and old[i].start < end:
            self.add(old[i].cut_to(start, end).moved(shift))
            i += 1
        self.parts.append(self.old.text[start:end])
        self.length += end - start

    def replace(self, edit: Edit, rule: str | None) -> None:
        source = self._source(edit)
        if edit.new:
            whole = len(edit.new) != source.end - source.start
            self.add(Piece(self.length, self.length + len(edit.new), *source, whole))
            self.parts.append(edit.new)
            self.length += len(edit.new)
        elif rule is not None and source.start < source.end:
            self.removed.append(Removal(*source, rule))

    def _source(self, edit: Edit) -> Span:
        """Where an edit lies in the source; what is put into a piece that maps as a whole shares all of its source."""
        if edit.start == edit.end and 0 < edit.start < len(self.old.text):
            piece = self.old.piece_at(edit.start)
            if piece.whole and piece.start < edit.start:
                return Span(piece.source_start, piece.source_end)
        return self.old.to_source(edit[:2])

    def add(self, piece: Piece) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.whole or piece.whole or last.source_end != piece.source_start:
            self.pieces.append(piece)
        else:
            self.pieces[-1] = Piece(last.start, piece.end, last.source_start, piece.source_end)
