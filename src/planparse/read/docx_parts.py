"""The parts of a Word file beside its text: relationships, styles, numbering definitions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from planparse.config import Config
from planparse.errors import Reject
from planparse.patterns import lazy
from planparse.read.package import Package, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Files of the strict kind of the standard name the same elements in another namespace.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)


@dataclass(frozen=True)
class Style:
    """A paragraph style: what it is based on, its numbering and its level as a heading (0 the outermost)."""

    based_on: str | None
    number: str | None
    level: int | None
    outline: int | None
    contents: bool


@dataclass(frozen=True)
class Level:
    """One level of a numbering: %1 in `text` stands for the number of the first level."""

    start: int
    style: str
    text: str
    restart: int | None
    legal: bool
    gap: bool
    paragraph_style: str | None


@dataclass
class Numbering:
    """The definitions of lists: levels by abstract list, and the lists with what they override."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)

# How the rows of tables look makes up most of the styles in many files, and most of the time that a short one takes.
_LOOKS = lazy(rb"<w:tblStylePr\b.*?</w:tblStylePr>", re.DOTALL)


class Parts:
    """A Word file opened: its document, and the parts that the document refers to."""

    def __init__(self, data: bytes, config: Config) -> None:
        self.package = Package(data, config)
        self._roots: dict[str, Element | None] = {}
        self.name = next((t for kind, t in self._related("") if kind == "officeDocument"), "word/document.xml")
        document = self.xml(self.name)
        if document is None:
            raise Reject("read", "a Word file (docx) without a document in it")
        self.document = document
        self.styles = dict(_styles(self._part("styles")))
        self.default_style = next(iter(_default_style(self._part("styles"))), None)
        self.numbering = _numbering(self._part("numbering"), self.styles)

    def xml(self, name: str) -> Element | None:
        """The root of a part; None where there is none."""
        if name not in self._roots:
            data = self.package.bytes(name)
            self._roots[name] = None if data is None else parse_xml(_usual(data))
        return self._roots[name]

    def of_kind(self, kind: str) -> list[Element]:
        """The roots of all parts of a kind: header, footer."""
        roots = (self.xml(target) for found, target in self._related(self.name) if found == kind)
        return [root for root in roots if root is not None]

    def notes(self, kind: str) -> dict[str, Element]:
        """Footnotes or endnotes by their id."""
        root = self._part(kind)
        return {} if root is None else {note.get(f"{W}id", ""): note for note in root if note.get(f"{W}type") is None}

    def _part(self, kind: str) -> Element | None:
        return next(iter(self.of_kind(kind)), None)

    def _related(self, source: str) -> Iterator[tuple[str, str]]:
        folder, name = posixpath.split(source)
        relations = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in relations if relations is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                yield relation.get("Type", "").rpartition("/")[2], path


def _usual(data: bytes) -> bytes:
    """A part with the names that Word uses unless told to be strict, without how tables look."""
    data = _LOOKS.sub(b"", data)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number as an attribute gives it; `otherwise` where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def value(parent: Element | None, name: str) -> str | None:
    """The value of a property: <w:name w:val="value"/>."""
    found = parent.find(W + name) if parent is not None else None
    return found.get(f"{W}val") if found is not None else None


def switched_on(parent: Element | None, name: str) -> bool:
    """Whether a property is there and not switched off."""
    found = parent.find(W + name) if parent is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def list_of(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and the level that paragraph properties name."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    level = value(found, "ilvl")
    return value(found, "numId"), number(level) if level is not None else None


def outline_of(properties: Element | None) -> int | None:
    """The level of a heading, 0 the outermost; None for running text."""
    level = value(properties, "outlineLvl")
    return number(level, 9) if level is not None else None


def _styles(root: Element | None) -> Iterator[tuple[str, Style]]:
    for style in root.iterfind(f"{W}style") if root is not None else ():
        if style.get(f"{W}type") != "paragraph":
            continue
        name = (value(style, "name") or "").lower()
        properties = style.find(f"{W}pPr")
        outline = outline_of(properties)
        if outline is None and (name == "title" or name.startswith("heading ")):
            outline = 0 if name == "title" else number(name.removeprefix("heading "), 10) - 1
        yield style.get(f"{W}styleId", ""), Style(value(style, "basedOn"), *list_of(properties), outline, name.startswith("toc "))


def _default_style(root: Element | None) -> Iterator[str]:
    for style in root.iterfind(f"{W}style") if root is not None else ():
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            yield style.get(f"{W}styleId", "")


def _numbering(root: Element | None, styles: dict[str, Style]) -> Numbering:
    found = Numbering()
    links: dict[str, str] = {}  # an abstract list that takes its levels from the list of a style
    for abstract in root.iterfind(f"{W}abstractNum") if root is not None else ():
        key = abstract.get(f"{W}abstractNumId", "")
        found.abstract[key] = {number(level.get(f"{W}ilvl")): _level(level) for level in abstract.iterfind(f"{W}lvl")}
        if link := value(abstract, "numStyleLink"):
            links[key] = link
    for one in root.iterfind(f"{W}num") if root is not None else ():
        key = one.get(f"{W}numId", "")
        found.lists[key] = value(one, "abstractNumId") or ""
        for override in one.iterfind(f"{W}lvlOverride"):
            at = number(override.get(f"{W}ilvl"))
            if (start := value(override, "startOverride")) is not None:
                found.starts.setdefault(key, {})[at] = number(start, 1)
            if (level := override.find(f"{W}lvl")) is not None:
                found.levels.setdefault(key, {})[at] = _level(level)
    for key, link in links.items():
        style = styles.get(link)
        linked = found.lists.get(style.number or "") if style else None
        if linked is not None and not found.abstract[key]:
            found.abstract[key] = found.abstract.get(linked, {})
    return found


def _level(level: Element) -> Level:
    restart = value(level, "lvlRestart")
    return Level(
        start=number(value(level, "start"), 1 if level.find(f"{W}start") is not None else 0), style=_format(level), text=value(level, "lvlText") or "",
        restart=number(restart) if restart is not None else None, legal=switched_on(level, "isLgl"), gap=value(level, "suff") != "nothing",
        paragraph_style=value(level, "pStyle"),
    )  # fmt: skip


def _format(level: Element) -> str:
    """The number format; one that only newer versions know stands in an alternative."""
    if (style := value(level, "numFmt")) is not None:
        return style
    nested = next(level.iter(f"{W}numFmt"), None)
    return nested.get(f"{W}val", "decimal") if nested is not None else "decimal"
