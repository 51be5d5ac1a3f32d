"""OFD files (GB/T 33190), the format of electronic official documents: the text objects of each page with their places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from planparse.config import Config
from planparse.errors import Reject
from planparse.patterns import lazy
from planparse.read.blocks import Writer
from planparse.read.ofd_content import Content, named, numbers, only
from planparse.read.package import Package, parse_xml
from planparse.read.page import Page
from planparse.read.page_flow import write
from planparse.read.source import SourceText

READER = "ofd"
POINTS = 72 / 25.4  # lengths in OFD are millimetres
_A4 = (0.0, 0.0, 210.0, 297.0)
_DECLARED = lazy(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["'](gb[^"']*)["'][^>]*\?>""", re.IGNORECASE)


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The text of an OFD file.

    Errors: Reject (stage `read`) where it is damaged, breaks a limit, or has pages but no text.
    """
    pages = list(_File(Package(data, config), config).pages())
    if pages and not any(page.glyphs for page in pages):
        raise Reject("read", "scanned: no text layer; run it through text recognition (OCR) first")
    writer = Writer(config)
    writer.truncated = not all(page.readable for page in pages)
    write(pages, writer)
    return writer.source(name, data, READER)


class _File:
    """The parts of the package, found by the places that other parts give."""

    def __init__(self, package: Package, config: Config) -> None:
        self.package = package
        self.config = config
        self.names = {name.lower(): name for name in package.names}
        self.characters = 0

    def pages(self) -> Iterator[Page]:
        """All pages of all documents in the package."""
        root = self._xml("OFD.xml")
        number = 0
        for body in named(root, "DocBody"):
            place = self._found("OFD.xml", only(body, "DocRoot"))
            if place is None:
                continue
            document = self._xml(place)
            common = only(document, "CommonData")
            templates = {t.get("ID", ""): t.get("BaseLoc", "") for t in named(common, "TemplatePage")} if common is not None else {}
            for page in (p for holder in named(document, "Pages") for p in named(holder, "Page")):
                number += 1
                if number > self.config.max_pages:
                    raise Reject("read", f"more than max_pages = {self.config.max_pages} pages; raise it in planparse.toml")
                yield self._page(number, place, page.get("BaseLoc", ""), common, templates)

    def _page(self, number: int, document: str, location: str, common: Element | None, templates: dict[str, str]) -> Page:
        place = self._found(document, location)
        left, top, width, height = _box(common) or _A4
        if place is None:
            return Page(number, width * POINTS, height * POINTS, (), readable=False)
        root = self._xml(place)
        left, top, width, height = _box(root) or (left, top, width, height)
        content = Content(left, top, self._composites(document, common))
        for template in named(root, "Template"):
            held = self._found(document, templates.get(template.get("TemplateID", ""), ""))
            if held:
                content.add(self._xml(held))
        content.add(root)
        self.characters += len(content.glyphs)
        if self.characters > self.config.max_characters:
            raise Reject("read", f"more than max_characters = {self.config.max_characters} characters; raise it in planparse.toml")
        readable = bool(content.glyphs) or not content.pictures
        return Page(number, width * POINTS, height * POINTS, tuple(content.glyphs), tuple(content.rulings), readable)

    def _composites(self, document: str, common: Element | None) -> dict[str, Element]:
        """Groups of objects that pages refer to, by their identifiers."""
        found: dict[str, Element] = {}
        for resource in [*named(common, "PublicRes"), *named(common, "DocumentRes")] if common is not None else []:
            place = self._found(document, resource)
            root = self._xml(place) if place else None
            for holder in named(root, "CompositeGraphicUnits") if root is not None else []:
                found |= {unit.get("ID", ""): unit for unit in named(holder, "CompositeGraphicUnit")}
        return found

    def _xml(self, place: str) -> Element:
        data = self.package.bytes(self.names.get(place.lower(), place))
        if data is None:
            raise Reject("read", f"damaged: no {place}")
        if match := _DECLARED.match(data):  # the parser knows no encoding of two bytes
            data = data[match.end() :].decode("gb18030", "replace").encode()
        return parse_xml(data)

    def _found(self, base: str, location: Element | str | None) -> str | None:
        """The part that a place names, from the root or from where it is named; None where there is none."""
        text = location if isinstance(location, str) else (location.text or "") if location is not None else ""
        text = text.strip().replace("\\", "/")
        if not text:
            return None
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(base), text.lstrip("/") if text.startswith("/") else text))
        for candidate in (text.lstrip("/"),) if text.startswith("/") else (beside, text):
            if candidate.lower() in self.names:
                return self.names[candidate.lower()]
        return None


def _box(element: Element | None) -> tuple[float, float, float, float] | None:
    """The box of a page, as the page or the document gives it."""
    for area in [*named(element, "Area"), *named(element, "PageArea")] if element is not None else []:
        box = only(area, "PhysicalBox")
        found = numbers(box.text if box is not None else "")
        if len(found) >= 4 and found[2] > 0 and found[3] > 0:
            return found[0], found[1], found[2], found[3]
    return None
