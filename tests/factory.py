"""Records for tests, with only what a test is about spelled out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from planparse.pipeline import ParsedFile
from planparse.records import Agency, Document, Measure, Period, Section, Target

TEXT = (
    "临江县2014年教育工作计划\n一、加快发展\n新建幼儿园5所，入园率达到92.5%以上，由县教育局负责。\n版权所有\n"
)
SOURCE = "计划.txt"


def place(words: str) -> dict[str, int]:
    """Where some words stand in TEXT."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def agency(**fields: Any) -> Agency:
    base = {"name": "县教育局", "role": "responsible", "basis": "explicit"} | place("县教育局")
    return Agency(**base | fields)


def target(quote: str = "5所", **fields: Any) -> Target:
    base: dict[str, Any] = {
        "target_id": f"t-{quote}", "doc_id": "d", "source": SOURCE, "section_id": None, "section_path": (),
        "measure_id": None, **place(quote), "quote": quote, "sentence": "新建幼儿园5所", "kind": "count",
        "value": Decimal(5), "value_max": None, "unit": "所", "comparator": "eq", "per": None,
        "indicator": "幼儿园", "action": "新建", "change": "level", "baseline": None, "period": None,
        "status": "planned", "commitment": "plan", "implicit": False, "responsible": (), "rule": "r",
        "confidence": 1.0, "locator": None,
        "part_of": None, "same_as": None,
    }  # fmt: skip
    return Target(**base | fields)


def rate(**fields: Any) -> Target:
    base: dict[str, Any] = {"quote": "92.5%以上", "kind": "percent", "value": Decimal("92.5"), "unit": "%"}
    return target(**base | {"comparator": "ge", "indicator": "入园率", "responsible": (agency(),)} | fields)


def measure(**fields: Any) -> Measure:
    base: dict[str, Any] = {
        "measure_id": "m", "doc_id": "d", "source": SOURCE, "section_id": None, "section_path": (),
        **place("新建幼儿园5所"), "quote": "新建幼儿园5所", "action": "新建", "object": "幼儿园",
        "status": "planned", "period": None, "commitment": "plan", "responsible": (), "target_ids": (),
        "rule": "r", "confidence": 1.0, "locator": None,
    }  # fmt: skip
    return Measure(**base | fields)


def document(**fields: Any) -> Document:
    section = Section(
        section_id="s", parent_id=None, level=1, marker="一、", title="加快发展", **place("一、加快发展")
    )
    base: dict[str, Any] = {
        "doc_id": "d", "source": SOURCE, "sha256": "0" * 64, "part": 1, "start": 0, "end": len(TEXT),
        "title": "临江县2014年教育工作计划", "issuer": "临江县", "year": 2014, "doc_type": "plan",
        "doc_number": None, "date": None, "script": "hans", "encoding": "utf-8", "reader": "plain",
        "truncated": False, "body": ((0, TEXT.index("版权所有")),), "removed": (), "sections": (section,),
    }  # fmt: skip
    return Document(**base | fields)


def parsed() -> ParsedFile:
    return ParsedFile(documents=(document(),), measures=(measure(),), targets=(target(), rate()))


def period(start: str | None, end: str | None) -> Period:
    return Period(start=start, end=end, text="年底前", basis="written")
