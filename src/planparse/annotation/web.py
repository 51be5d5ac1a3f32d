"""W3C Web Annotation (JSON-LD): each mark by its words with what stands around them, and by its offsets in code points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from planparse._version import __version__
from planparse.annotation.counting import Counting
from planparse.annotation.marks import FIELDS, Mark, Marked, from_json, known_label, read_bytes_of, to_json
from planparse.errors import PlanparseError
from planparse.write.dataset import replacing

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Characters before and behind the words: enough to tell one 5所 from the next.
AROUND = 32


def write(texts: Iterable[Marked], path: Path) -> None:
    """Write a page of annotations; the source of each is the path of its file as an IRI."""
    numbers = count(1)
    with replacing(path) as out:
        head = to_json({"@context": CONTEXT, "id": "urn:planparse:annotations", "type": "AnnotationPage"})
        out.write(head[:-1] + b',"items":[')
        lead = b"\n"
        for marked in texts:
            for mark in marked.marks:
                out.write(lead + to_json(_annotation(mark, marked, next(numbers))))
                lead = b",\n"
        out.write(b"\n]}\n")


def read(path: Path, text_of: Callable[[str], str]) -> Iterator[Marked]:
    """The annotations of a page, a collection or a list; `text_of` gives the text of a source."""
    by_source: dict[str, list[Mark]] = {}
    for item in _items(from_json(read_bytes_of(path), path), path):
        source, mark = _mark(item, text_of, path)
        marks = by_source.setdefault(source, [])
        if mark:
            marks.append(mark)
    for source, marks in by_source.items():
        yield Marked(source, text_of(source), tuple(marks))


def _annotation(mark: Mark, marked: Marked, number: int) -> dict[str, Any]:
    text, start, end = marked.text, mark.start, mark.end
    words = {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND) : start]}
    tag = {"type": "TextualBody", "purpose": "tagging", "value": mark.label}
    about = {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": to_json(mark.fields).decode()}
    return {
        "id": f"urn:planparse:annotation:{number}",
        "type": "Annotation",
        "motivation": "tagging",
        "generator": {"id": "urn:planparse", "type": "Software", "name": f"planparse {__version__}"},
        "body": [tag, about],
        "target": {
            "source": quote(marked.source),
            "selector": [
                words | {"suffix": text[end : end + AROUND]},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }


def _items(data: Any, path: Path) -> list[Any]:
    items = data
    if isinstance(data, dict):
        page = data.get("first", data)
        items = page.get("items") if isinstance(page, dict) else None
    if not isinstance(items, list):
        raise PlanparseError(f"{path}: no annotations; it should be a page, a collection or a list of them")
    return items


def _mark(item: Any, text_of: Callable[[str], str], path: Path) -> tuple[str, Mark | None]:
    try:
        source, selectors = unquote(item["target"]["source"]), _listed(item["target"]["selector"])
        bodies = [body for body in _listed(item["body"]) if isinstance(body, dict)]
    except (KeyError, TypeError):
        raise PlanparseError(f"{path}: an annotation without body, source or selector") from None
    tags = (known_label(body.get("value")) for body in bodies if body.get("purpose") == "tagging")
    label = next((tag for tag in tags if tag is not None), None)
    if label is None:
        return source, None
    place = _place(text_of(source), {selector.get("type"): selector for selector in selectors})
    if place is None:
        raise PlanparseError(f"{path}: {item.get('id')}: its words stand nowhere in {source}, or more than once")
    described = (body["value"] for body in bodies if body.get("format") == "application/json")
    known = from_json(next(described, "{}"), path).items()
    return source, Mark(label, *place, {name: value for name, value in known if name in FIELDS[label]})


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _place(text: str, selectors: dict[Any, dict[str, Any]]) -> tuple[int, int] | None:
    """Where an annotation lies: by its offsets if the words are there, also counted as browsers count, else by its words."""
    words, position = selectors.get("TextQuoteSelector"), selectors.get("TextPositionSelector")
    if position:
        start, end = position["start"], position["end"]
        browser = Counting(text, utf16=True)
        for place in ((start, end), (browser.to_source(start), browser.to_source(end))):
            if words is None or text[slice(*place)] == words["exact"]:
                return place
    if words is None:
        return None
    prefix, exact, suffix = words.get("prefix", ""), words["exact"], words.get("suffix", "")
    if text.count(prefix + exact + suffix) != 1:
        return None
    start = text.index(prefix + exact + suffix) + len(prefix)
    return start, start + len(exact)
