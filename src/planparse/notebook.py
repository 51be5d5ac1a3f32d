"""Records as notebooks show them: small pieces of HTML in which every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from planparse.records import Agency, Document, Measure, Period, Record, Rejected, Section, Target

# Dark words on a light ground, in light and dark themes alike; the colours of the statuses are those of the terminal.
GROUND = {"planned": "#c8e6c9", "achieved": "#b3e5fc", "context": "#fff3c4"}
GREY = "color:#757575"
# Text may hold marks that turn its direction: they end with the box.
TEXT = "white-space:pre-wrap;unicode-bidi:isolate;overflow-wrap:anywhere"
SCROLLED = "max-height:32em;overflow:auto"

OF_TARGET = (
    "indicator", "value", "value_max", "unit", "per", "comparator", "change", "baseline", "period", "status",
    "responsible", "section_path", "source", "confidence",
)  # fmt: skip
OF_MEASURE = ("action", "object", "status", "commitment", "period", "responsible", "section_path", "source", "confidence")
OF_DOCUMENT = ("issuer", "year", "doc_type", "doc_number", "date", "source")


class Mark(NamedTuple):
    """A stretch of a text that is shown apart, with a style and words that appear under the pointer."""

    start: int
    end: int
    tag: str
    style: str
    hint: str


def of_target(target: Target) -> str:
    """A target in its sentence, and its fields."""
    sentence, quote = target.sentence.strip(), target.quote
    if sentence.count(quote) == 1:  # else the sentence alone does not tell which number it is
        start = sentence.index(quote)
        shown = painted(sentence, 0, len(sentence), [_highlight(target, start, start + len(quote))])
    else:
        shown = f"{escape(sentence)} {_element('mark', _ground(target.status), quote)}"
    return f'<div style="{TEXT}">{shown}</div>{_fields(target, OF_TARGET)}'


def of_measure(measure: Measure) -> str:
    """A measure in its words, and its fields."""
    return f'<div style="{TEXT}">{escape(measure.quote)}</div>{_fields(measure, OF_MEASURE)}'


def of_document(document: Document) -> str:
    """What is known of a document, and its outline."""
    title = _element("strong", TEXT, document.title or "(no title)")
    return f"<div>{title}{_fields(document, OF_DOCUMENT)}{_outline(document.sections)}</div>"


def of_file(text: str | None, documents: Sequence[Document], targets: Sequence[Target], rejected: Sequence[Rejected]) -> str:
    """The documents of a file: the text with its targets highlighted, what was removed in grey."""
    parts = [f"<div>{escape(f'{row.source}: {row.stage}: {row.reason}')}</div>" for row in rejected]
    for document in documents:
        mine = [target for target in targets if target.doc_id == document.doc_id]
        title = _element("strong", TEXT, document.title or "(no title)")
        parts.append(f"<div>{title}, targets: {len(mine)}</div>")
        if text is None:
            parts += [of_target(target) for target in mine]
        else:
            shown = painted(text, document.start, document.end, [*_targets(mine), *_removed(document)])
            parts.append(f'<div style="{TEXT};{SCROLLED}">{shown}</div>')
    return "".join(parts)


def painted(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """A stretch of a text with marks in it; where marks overlap, the first stands.

    >>> painted("新建<3所>学校", 0, 9, [Mark(3, 5, "mark", "", "count")])
    '新建&lt;<mark style="" title="count">3所</mark>&gt;学校'
    """
    shown, position = [], start
    for mark in sorted(marks):
        if mark.start < position or mark.end > end or mark.start == mark.end:
            continue
        shown.append(escape(text[position : mark.start]))
        shown.append(_element(mark.tag, mark.style, text[mark.start : mark.end], mark.hint))
        position = mark.end
    return "".join([*shown, escape(text[position:end])])


def _targets(targets: Iterable[Target]) -> Iterator[Mark]:
    return (_highlight(target, target.start, target.end) for target in targets)


def _highlight(target: Target, start: int, end: int) -> Mark:
    hint = f"{target.indicator or '?'}: {target.comparator} {target.value} {target.unit}, {target.status}"
    return Mark(start, end, "mark", _ground(target.status), hint)


def _removed(document: Document) -> Iterator[Mark]:
    return (Mark(stretch.start, stretch.end, "span", GREY, f"removed: {stretch.rule}") for stretch in document.removed)


def _ground(status: str) -> str:
    return f"background:{GROUND[status]};color:#1b1b1b"


def _element(tag: str, style: str, words: str, hint: str = "") -> str:
    title = f' title="{escape(hint)}"' if hint else ""
    return f'<{tag} style="{style}"{title}>{escape(words)}</{tag}>'


def _fields(record: Record, names: Iterable[str]) -> str:
    shown = ((name, _words(getattr(record, name))) for name in names)
    rows = "".join(f"<tr><th>{name}</th><td>{escape(words)}</td></tr>" for name, words in shown if words)
    return f'<table style="{TEXT}">{rows}</table>'


def _words(value: Any) -> str:
    """A value in words; of agencies and titles, all."""
    if isinstance(value, tuple):
        return "; ".join(map(_words, value))
    if hasattr(value, "role"):
        return _agency(value)
    if hasattr(value, "basis"):
        return _period(value)
    return "" if value is None else str(value)


def _agency(agency: Agency) -> str:
    return f"{agency.name} ({agency.role}, {agency.basis})"


def _period(period: Period) -> str:
    return f"{period.start or '…'} to {period.end or '…'} ({period.text})"


def _outline(sections: Iterable[Section]) -> str:
    lines = [f"{'　' * section.level}{section.marker}{section.title or ''}" for section in sections]
    return _element("div", f"{TEXT};{SCROLLED}", "\n".join(lines))
