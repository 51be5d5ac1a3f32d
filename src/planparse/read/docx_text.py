"""The text of a Word paragraph as its reader sees it: insertions taken, deletions and hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from planparse.read.docx_parts import W, switched_on

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = frozenset(
    W + name
    for name in ["pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "rubyPr", "sdtPr", "sdtEndPr", "smartTagPr", "commentReference", "annotationRef", "object", "proofErr", "bookmarkStart", "bookmarkEnd"]
)
_CHARACTERS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_PAGE_FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))


@dataclass
class _Field:
    instruction: str = ""
    result: bool = False

    @property
    def kind(self) -> str:
        return (self.instruction.split() or [""])[0].upper()


@dataclass
class Fields:
    """The fields that are open; one may go on over many paragraphs (a table of contents)."""

    open: list[_Field] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """Within an instruction, or the result of a field that counts pages."""
        return any(not f.result or f.kind in _PAGE_FIELDS for f in self.open)

    @property
    def contents(self) -> bool:
        """Within a table of contents."""
        return any(f.kind == "TOC" for f in self.open)

    def meet(self, kind: str | None) -> None:
        if kind == "begin":
            self.open.append(_Field())
        elif kind == "separate" and self.open:
            self.open[-1].result = True
        elif kind == "end" and self.open:
            self.open.pop()

    def end_paragraph(self) -> None:
        """Only results go on over paragraphs; of a damaged field nothing may hide what follows."""
        self.open = [f for f in self.open if f.result and f.kind not in _PAGE_FIELDS]


@dataclass
class Paragraph:
    """The text of a paragraph, and what hangs on it: text boxes and notes, as elements with paragraphs."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def paragraph(element: Element, fields: Fields) -> Paragraph:
    """Read a paragraph; `fields` goes on from the paragraph before."""
    found = Paragraph()
    parts: list[str] = []
    stack = [iter(element)]
    simple: list[int] = []  # depths at which a simple field began
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            if simple and simple[-1] == len(stack):
                simple.pop()
                fields.meet("end")
            continue
        tag = child.tag
        if tag == f"{W}t":
            if child.text and not fields.hidden:
                parts.append(child.text)
        elif tag == f"{W}instrText":
            if fields.open:
                fields.open[-1].instruction += child.text or ""
        elif tag not in _SKIPPED and (inner := _inner(child, tag, found, fields, parts)) is not None:
            if tag == f"{W}fldSimple":
                simple.append(len(stack))
            stack.append(inner)
    fields.end_paragraph()
    found.text = "".join(parts)
    return found


def _inner(child: Element, tag: str, found: Paragraph, fields: Fields, parts: list[str]) -> Iterator[Element] | None:
    """What to read within an element; None where nothing is, or it has been dealt with."""
    if tag == f"{W}r":
        properties = child.find(f"{W}rPr")
        return None if properties is not None and switched_on(properties, "vanish") else iter(child)
    if tag == f"{W}fldChar":
        fields.meet(child.get(f"{W}fldCharType"))
        return None
    if tag == f"{W}fldSimple":
        fields.open.append(_Field(child.get(f"{W}instr") or "", result=True))
        return iter(child)
    if tag == f"{W}br":
        parts.append("" if child.get(f"{W}type") in ("page", "column") else "\n")
        return None
    if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        found.notes.append((tag.removeprefix(W).removesuffix("Reference") + "s", child.get(f"{W}id", "")))
        return None
    if tag == f"{W}txbxContent":
        found.boxes.append(child)
        return None
    return _further(child, tag, parts)


def _further(child: Element, tag: str, parts: list[str]) -> Iterator[Element] | None:
    if tag == f"{_MC}AlternateContent":  # the same twice, for new and old versions
        choice = child.find(f"{_MC}Choice")
        chosen = choice if choice is not None else child.find(f"{_MC}Fallback")
        return iter(chosen) if chosen is not None else None
    if tag == f"{_MATH}t":
        parts.append(child.text or "")
        return None
    if tag == f"{W}sym":
        code = child.get(f"{W}char") or ""
        symbol = chr(int(code, 16)) if len(code) <= 4 and all(c in "0123456789abcdefABCDEF" for c in code) and code else ""
        parts.append("" if "\ue000" <= symbol <= "\uf8ff" else symbol)
        return None
    if tag.startswith(W) and (character := _CHARACTERS.get(tag.removeprefix(W))) is not None:
        parts.append(character)
        return None
    return iter(child)
