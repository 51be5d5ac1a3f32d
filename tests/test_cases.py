"""The case tables beside the rules: every row of each, compared field by field."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources
from itertools import groupby
from typing import Any

import pytest

from planparse.extract import numerals, period, quantity
from planparse.extract.masks import Mask
from planparse.normalization import breaks, marks, normalize, script, width, wording
from planparse.segment import markers, outline, segment
from planparse.text import AlignedText, Span

Row = dict[str, Any]


def rows(package: str, table: str) -> list[Any]:
    """The rows of a table as test parameters, each named by its number and the head of its text."""
    text = resources.files(f"planparse.{package}").joinpath(f"{table}.cases.toml").read_text("utf-8")
    numbered = enumerate(tomllib.loads(text)["case"], 1)
    return [pytest.param(row, id=f"{n}-{row['text'][:16].split()[0]}") for n, row in numbered]


def unbracketed(text: str) -> tuple[str, list[Span]]:
    """A text without its ⟦⟧, and the spans they stood around."""
    head, *parts = text.split("⟦")
    spans = []
    for part in parts:
        inner, rest = part.split("⟧")
        spans.append(Span(len(head), len(head) + len(inner)))
        head += inner + rest
    return head, spans


def folded(row: Row) -> tuple[str, list[Span]]:
    """The same in the width that the extracting stage is given; folding keeps the length."""
    return unbracketed(width.fold(AlignedText.of(row["text"])).text)


def inked(text: str, spans: list[Span]) -> set[int]:
    """The offsets inside some spans that hold more than a blank."""
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


@pytest.mark.parametrize("row", rows("normalization", "boilerplate"))
def test_boilerplate(row: Row) -> None:
    text, spans = unbracketed(row["text"])
    removed = [Span(r.start, r.end) for r in normalize(text).text.removed]
    assert inked(text, removed) == inked(text, spans)


@pytest.mark.parametrize("row", rows("normalization", "script"))
def test_script(row: Row) -> None:
    text, _ = script.simplify(marks.drop_invisible(AlignedText.of(row["text"])))
    assert wording.restore(text).text == row["expect"]


@pytest.mark.parametrize("row", rows("normalization", "breaks"))
def test_broken_lines(row: Row) -> None:
    assert breaks.join(AlignedText.of(row["text"].strip())).text == row["expect"].strip()


@pytest.mark.parametrize("row", rows("segment", "documents"))
def test_what_a_document_says_of_itself(row: Row) -> None:
    parts = segment(normalize(row["text"]))
    part = parts[0]
    assert len(parts) == row.get("parts", len(parts))
    wanted = {field: row[field] for field in ("title", "issuer", "year", "doc_type", "doc_number", "date") if field in row}
    assert {field: getattr(part, field) or type(value)() for field, value in wanted.items()} == wanted
    views = [view for view, _ in groupby(zone.view for zone in part.zones)]
    assert views == row.get("views", views)
    years = [zone.year for zone in part.zones]
    assert years == row.get("zone_years", years)


@pytest.mark.parametrize("row", rows("segment", "markers"))
def test_markers(row: Row) -> None:
    source, spans = unbracketed(row["text"])
    aligned = breaks.join(width.fold(AlignedText.of(source)))
    found = markers.find(aligned.text)
    sections = outline.outline(aligned.text, found, len(aligned.text))
    places = [aligned.to_source((s.start, s.start + len(s.marker))) for s in sections]
    assert [source[a:b] for a, b in places] == [source[a:b] for a, b in spans]
    assert (places, [s.level for s in sections]) == (spans, row.get("levels", []))
    titles = [s.title or "" for s in sections]
    assert titles == row.get("titles", titles)


@pytest.mark.parametrize("row", rows("extract", "numerals"))
def test_numerals(row: Row) -> None:
    text, spans = folded(row)
    found = [(Span(n.start, n.end), n.value, n.value_max, n.bound) for n in numerals.find(text)]
    assert found == [
        (span, Decimal(e["value"]), _decimal(e.get("value_max")), e.get("comparator", "eq"))
        for span, e in zip(spans, row.get("expect", []), strict=True)
    ]


QUANTITY = {"value_max": None, "unit": "", "comparator": "eq", "per": None, "implicit": False}


@pytest.mark.parametrize("row", rows("extract", "quantity"))
def test_quantities(row: Row) -> None:
    text, spans = folded(row)
    dates = [Mask(p.start, p.end, "date") for p in period.find(text, None)]
    found = quantity.scan(text, dates).quantities
    assert [text[q.start : q.end] for q in found] == [text[a:b] for a, b in spans]
    assert [(q.start, q.end) for q in found] == spans
    for q, expected in zip(found, row.get("expect", []), strict=True):
        e = QUANTITY | expected
        assert (q.kind, q.unit, q.comparator, q.per, q.implicit) == (
            e["kind"], e["unit"], e["comparator"], e["per"], e["implicit"],
        )  # fmt: skip
        assert (str(q.value), q.value_max) == (e["value"], _decimal(e["value_max"]))


@pytest.mark.parametrize("row", rows("extract", "period"))
def test_periods(row: Row) -> None:
    text, spans = folded(row)
    found = [p for p in period.find(text, row.get("year"), back=row.get("back", False)) if p.rule != "masked"]
    assert [text[p.start : p.end] for p in found] == [text[a:b] for a, b in spans]
    assert [(p.start, p.end) for p in found] == spans
    expected = [(e["start"], e["end"]) for e in row.get("expect", [])]
    assert [(p.first or "", p.last or "") for p in found] == expected


def _decimal(written: str | None) -> Decimal | None:
    return Decimal(written) if written is not None else None
