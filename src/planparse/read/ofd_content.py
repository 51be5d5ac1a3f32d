"""What stands on a page of an OFD file: the characters of its text objects, the straight lines of its paths."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import hypot, isfinite
from xml.etree.ElementTree import Element

from planparse.errors import Reject
from planparse.patterns import lazy
from planparse.read.page import Glyph, Ruling

POINTS = 72 / 25.4
MAX_DEPTH = 32
MAX_OBJECTS = 200_000
_BELOW, _THIN = 0.12, 1.0
_STEP = lazy(r"([MSLCQBA])|(-?[\d.]+(?:[eE]-?\d+)?)")
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def local(element: Element) -> str:
    """The name of an element without its namespace: producers use several, or none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(element: Element | None, name: str) -> list[Element]:
    return [child for child in element if local(child) == name] if element is not None else []


def only(element: Element | None, name: str) -> Element | None:
    return next(iter(named(element, name)), None)


def numbers(text: str | None) -> list[float]:
    """The numbers in a text, up to the first thing that is none."""
    found: list[float] = []
    for part in (text or "").replace(",", " ").split():
        try:
            value = float(part)
        except ValueError:
            break
        if not isfinite(value):
            break
        found.append(value)
    return found


class Content:
    """Collects what stands on one page, in points from its upper left corner."""

    def __init__(self, left: float, top: float, composites: dict[str, Element]) -> None:
        self.origin: Matrix = (1, 0, 0, 1, -left, -top)
        self.composites = composites
        self.glyphs: list[Glyph] = []
        self.rulings: list[Ruling] = []
        self.pictures = False
        self._objects = 0

    def add(self, page: Element) -> None:
        """Add the layers of a page or of a template."""
        for content in named(page, "Content"):
            for layer in named(content, "Layer"):
                self._add(layer, self.origin, 0)

    def _add(self, holder: Element, matrix: Matrix, depth: int) -> None:
        for element in holder:
            self._objects += 1
            if self._objects > MAX_OBJECTS or depth > MAX_DEPTH:
                raise Reject("read", "too many objects on one page")
            name = local(element)
            if element.get("Visible") == "false":
                continue
            if name == "TextObject":
                self._text(element, _placed(element, matrix))
            elif name == "PathObject":
                self._path(element, _placed(element, matrix))
            elif name == "ImageObject":
                self.pictures = True
            elif name == "PageBlock":
                self._add(element, matrix, depth + 1)
            elif name == "CompositeObject" and (unit := self.composites.get(element.get("ResourceID", ""))) is not None:
                for content in named(unit, "Content"):
                    self._add(content, _placed(element, matrix), depth + 1)

    def _text(self, element: Element, matrix: Matrix) -> None:
        size = next(iter(numbers(element.get("Size"))), 3.0)
        scale = hypot(matrix[2], matrix[3]) or 1.0
        x = y = 0.0
        for code in named(element, "TextCode"):
            text = code.text or ""
            x = next(iter(numbers(code.get("X"))), x)
            y = next(iter(numbers(code.get("Y"))), y)
            across = _steps(code.get("DeltaX"), len(text))
            down = _steps(code.get("DeltaY"), len(text))
            here_x, here_y = x, y
            for i, c in enumerate(text):
                own = size * (1.0 if c >= "\u2e80" else 0.5)
                # The file does not say how wide a character is; one takes the step to the next, as far as it can.
                room = min(across[i], size * (0.65 if c.isascii() else 1.0)) if i < len(across) and across[i] > 0 else own
                self._glyph(c, _moved(here_x, here_y, matrix), room * (hypot(matrix[0], matrix[1]) or 1.0), size * scale)
                here_x += across[i] if i < len(across) else (0.0 if down else own)
                here_y += down[i] if i < len(down) else 0.0

    def _glyph(self, c: str, place: tuple[float, float], width: float, size: float) -> None:
        x, y = place
        top, bottom = (y - (1 - _BELOW) * size) * POINTS, (y + _BELOW * size) * POINTS
        self.glyphs.append(Glyph(" " if c.isspace() else c, x * POINTS, top, (x + width) * POINTS, bottom))

    def _path(self, element: Element, matrix: Matrix) -> None:
        data = only(element, "AbbreviatedData")
        stroked = element.get("Stroke", "true") != "false"
        for points in _parts(data.text or "" if data is not None else ""):
            corners = [_moved(x, y, matrix) for x, y in points]
            self.rulings += (Ruling(a * POINTS, b * POINTS, c * POINTS, d * POINTS) for a, b, c, d in _straight(corners, stroked))


def _placed(element: Element, matrix: Matrix) -> Matrix:
    """From the space of an object to that of the page: its own matrix, then its box's corner, then what holds it."""
    own = numbers(element.get("CTM"))
    a, b, c, d, e, f = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) >= 6 else _SAME
    box = numbers(element.get("Boundary"))
    e, f = (e + box[0], f + box[1]) if len(box) >= 2 else (e, f)
    p, q, r, s, t, u = matrix
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _steps(text: str | None, count: int) -> list[float]:
    """Steps from character to character; `g 3 2.5` is three steps of 2.5."""
    found: list[float] = []
    parts = (text or "").split()
    i = 0
    while i < len(parts) and len(found) < count:
        if parts[i] == "g" and len(values := numbers(" ".join(parts[i + 1 : i + 3]))) == 2:
            found += [values[1]] * max(0, min(int(values[0]), count - len(found)))
            i += 3
        else:
            found += numbers(parts[i])
            i += 1
    return found


def _parts(data: str) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; curves only lead to their ends."""
    points: list[tuple[float, float]] = []
    values: list[float] = []
    operator = ""
    for match in _STEP.finditer(data):
        if match[1]:
            operator, values = match[1], []
            if operator == "C" and points:
                points.append(points[0])
            continue
        values += numbers(match[2])
        if operator in _ARGUMENTS and len(values) == _ARGUMENTS[operator]:
            if operator in "MS" and points:
                yield points
                points = []
            points.append((values[-2], values[-1]))
            values = []
    if points:
        yield points


def _straight(corners: list[tuple[float, float]], stroked: bool) -> Iterator[tuple[float, float, float, float]]:
    """The level and upright lines of a part of a path; a filled shape is one only where it is thin."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if min(right - left, bottom - top) <= _THIN:
        x, y = (left + right) / 2, (top + bottom) / 2
        yield (left, y, right, y) if right - left >= bottom - top else (x, top, x, bottom)
    elif stroked:
        for (a, b), (c, d) in pairwise(corners):
            if abs(a - c) < 0.2 or abs(b - d) < 0.2:
                yield min(a, c), min(b, d), max(a, c), max(b, d)
