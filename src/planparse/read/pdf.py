"""PDF files: the characters of each page with their places, and the lines that rule tables, by PDFium."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.blocks import Writer
from planparse.read.page import Glyph, Page, Ruling
from planparse.read.page_flow import write
from planparse.read.page_grid import MAX_RULINGS
from planparse.read.pdf_streams import check_streams
from planparse.read.source import SourceText

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

READER = "pdf"
# A filled shape thinner than this is a line; objects within objects are followed to this depth.
_THIN, _DEPTH = 3.0, 4
_MAX_OBJECTS = 200_000
# A box lower than this share of the usual one is that of the ink; this share of a character is below its base line.
_TIGHT, _BELOW = 0.9, 0.12
_BLANKS = dict.fromkeys((9, 32, 160), " ")
_PASSWORD = 4  # PDFium's code for a missing password
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The text of a PDF file.

    Errors: Reject (stage `read`) where it has a password, is damaged, has too many pages, or no page has a text layer.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    check_streams(data, config)
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        reason = "encrypted; a password is needed" if error.err_code == _PASSWORD else "damaged: PDFium cannot open it"
        raise Reject("read", reason) from None
    try:
        pages = _pages(document, config)
    finally:
        document.close()
    writer = Writer(config)
    writer.truncated = not all(page.readable for page in pages)
    if writer.truncated and not any(page.glyphs for page in pages):
        raise Reject("read", "scanned: no text layer; run it through text recognition (OCR) first")
    write(pages, writer)
    return writer.source(name, data, READER)


def _pages(document: PdfDocument, config: Config) -> list[Page]:
    if len(document) > config.max_pages:
        raise Reject("read", f"more than max_pages = {config.max_pages} pages; raise it in planparse.toml")
    pages, length = [], 0
    for index in range(len(document)):
        pages.append(_page(document, index, config.max_characters - length))
        length += len(pages[-1].glyphs)
    return pages


def _page(document: PdfDocument, index: int, room: int) -> Page:
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
    except PdfiumError:  # one damaged page does not take the others with it
        return Page(index + 1, 595, 842, (), readable=False)
    try:
        turn = _Turn(page)
        glyphs, unknown = _glyphs(page, turn, room)
        rulings, pictured = _objects(page, turn)
    finally:
        page.close()
    lost = unknown > len(glyphs) or (pictured and not glyphs)
    return Page(index + 1, turn.width, turn.height, () if unknown > len(glyphs) else glyphs, rulings, readable=not lost)


class _Turn:
    """From PDF's coordinates (from the lower left of the page as stored) to those of the page as shown."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.box = (left, bottom, right, top)
        self.rotation = page.get_rotation()
        across, down = right - left, top - bottom
        self.width, self.height = (down, across) if self.rotation in (90, 270) else (across, down)

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.rotation == 90:
            return y - bottom, x - left
        if self.rotation == 180:
            return right - x, y - bottom
        if self.rotation == 270:
            return top - y, right - x
        return x - left, top - y

    def box_of(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)


class _Char(NamedTuple):
    """A character as PDFium gives it: where it begins on its base line, its box, the size its font is set in."""

    text: str
    x: float
    y: float
    right: float
    height: float
    set_in: float


def _glyphs(page: Any, turn: _Turn, room: int) -> tuple[tuple[Glyph, ...], int]:
    """The characters of a page, and how many of them its fonts do not name."""
    text = page.get_textpage()
    try:
        chars = list(_chars(text, turn, room))
    finally:
        text.close()
    unknown = sum(char.text == "\ufffd" or "\ue000" <= char.text <= "\uf8ff" for char in chars)
    ratios = sorted(char.height / char.set_in for char in chars if char.set_in)
    usual = ratios[len(ratios) // 2] if ratios else 1.0
    return _paired([_glyph(char, usual) for char in chars]), unknown


def _chars(text: Any, turn: _Turn, room: int) -> Iterator[_Char]:
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(text)
    if count > room:
        raise Reject("read", "more characters than max_characters; raise it in planparse.toml")
    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    for i in range(count):
        code = raw.FPDFText_GetUnicode(text, i)
        if raw.FPDFText_IsGenerated(text, i) or code in (10, 13):
            continue
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetCharOrigin(text, i, byref(x), byref(y))
        shown = _BLANKS.get(code) or (chr(code) if code > 31 else "\ufffd")
        _, top, right, bottom = turn.box_of(box.left, box.bottom, box.right, box.top)
        yield _Char(shown, *turn.point(x.value, y.value), right, bottom - top, raw.FPDFText_GetFontSize(text, i))


def _glyph(char: _Char, usual: float) -> Glyph:
    """A character with a box of one form for all of a size; some fonts only tell where the ink is."""
    size, right = char.height, char.right
    if size < _TIGHT * usual * char.set_in:
        size = usual * char.set_in
        right = max(right, char.x + size) if char.text >= "\u2e80" else right
    return Glyph(char.text, char.x, char.y - (1 - _BELOW) * size, right, char.y + _BELOW * size)


def _paired(glyphs: list[Glyph]) -> tuple[Glyph, ...]:
    """Surrogates that PDFium gives one by one, as the characters they stand for."""
    found: list[Glyph] = []
    for glyph in glyphs:
        if found and "\udc00" <= glyph.text <= "\udfff" and "\ud800" <= found[-1].text <= "\udbff":
            both = (found.pop().text + glyph.text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            found.append(glyph._replace(text=both))
        else:
            found.append(glyph)
    return tuple(found)


def _objects(page: Any, turn: _Turn) -> tuple[tuple[Ruling, ...], bool]:
    """The straight lines of a page, and whether it shows pictures."""
    rulings: list[Ruling] = []
    pictured = False
    for kind, path, matrix in _all_objects(page):
        pictured = pictured or kind in (_IMAGE, _SHADING)
        if kind == _PATH and len(rulings) <= MAX_RULINGS:
            rulings += [Ruling(*turn.box_of(*_moved(ruling, matrix))) for ruling in _lines(path)]
    return tuple(rulings), pictured


Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def _all_objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """The objects of a page and of the forms in it, each with the matrix from its space to the page's."""
    from pypdfium2 import raw

    todo: list[tuple[Any, Matrix, int]] = [(raw.FPDFPage_GetObject(page, i), _SAME, 0) for i in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS))]
    seen = 0
    while todo and seen < _MAX_OBJECTS:
        found, matrix, depth = todo.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(found)
        if kind == _FORM and depth < _DEPTH:
            inner = _product(_matrix(found), matrix)
            todo += [(raw.FPDFFormObj_GetObject(found, i), inner, depth + 1) for i in range(min(raw.FPDFFormObj_CountObjects(found), _MAX_OBJECTS))]
        elif kind == _PATH:
            yield kind, found, _product(_matrix(found), matrix)
        else:
            yield kind, None, matrix


def _matrix(found: Any) -> Matrix:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f) if raw.FPDFPageObj_GetMatrix(found, byref(matrix)) else _SAME


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(ruling: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = ruling
    return a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f


def _lines(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """The level and upright lines of a path; a filled shape is one only where it is thin."""
    from pypdfium2 import raw

    points = list(_points(path))
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    for subpath in points:
        xs, ys = [x for x, _ in subpath], [y for _, y in subpath]
        across, down = max(xs) - min(xs), max(ys) - min(ys)
        if min(across, down) <= _THIN:
            middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            yield (min(xs), middle_y, max(xs), middle_y) if across >= down else (middle_x, min(ys), middle_x, max(ys))
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(subpath):
                if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _points(path: Any) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; a part with curves has none."""
    from pypdfium2 import raw

    x, y = c_float(), c_float()
    part: list[tuple[float, float]] = []
    for i in range(min(raw.FPDFPath_CountSegments(path), MAX_RULINGS)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if kind == raw.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        part.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            yield [*part, part[0]]
            part = []
    if part:
        yield part
