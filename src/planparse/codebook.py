"""The fields of the records, for people (the codebook) and for programs (JSON Schemas)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from planparse.records import RECORDS, Agency, Period, Record, Removed, Section
from planparse.write.dataset import replacing

PARTS: dict[str, type[Record]] = {
    "section": Section,
    "removed": Removed,
    "period": Period,
    "responsible": Agency,
}
PLAIN_TYPES = {str: "text", int: "integer", float: "number", Decimal: "number", bool: "true or false"}


class Entry(NamedTuple):
    """One field of a record."""

    record: str
    field: str
    type: str
    meaning: str
    values: str
    example: str
    chinese: str


class Chinese(NamedTuple):
    """The Chinese name of a field or table, and what it means; `english` where no field describes it."""

    name: str
    meaning: str
    english: str = ""


@cache
def chinese() -> dict[str, dict[str, Chinese]]:
    """Chinese names: of the fields by record or part, and under `tables` and `columns` those that exports add.

    >>> chinese()["targets"]["indicator"].name
    '指标名称'
    """
    words = tomllib.loads(resources.files(__package__).joinpath("codebook.zh.toml").read_text("utf-8"))
    return {table: {name: Chinese(*entry) for name, entry in rows.items()} for table, rows in words.items()}


def entries() -> Iterator[Entry]:
    """Every field of every record, then of the parts that records are made of."""
    examples = json.loads(resources.files(__package__).joinpath("examples.json").read_text("utf-8"))
    for record, model in (RECORDS | PARTS).items():
        for name, field in model.model_fields.items():
            example = json.dumps(examples[record][name], ensure_ascii=False)
            kind, values = _type(field.annotation)
            name_zh = chinese()[record][name].name
            yield Entry(record, name, kind, field.description or "", values, example, name_zh)


def markdown() -> str:
    """The codebook as Markdown, a table for each record."""
    lines: list[str] = []
    record = ""
    for entry in entries():
        if entry.record != record:
            record = entry.record
            lines += [
                "",
                f"## {record}",
                "",
                "| field | type | meaning | values | example | Chinese |",
                "| --- " * 6 + "|",
            ]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in entry[1:]) + " |")
    return "\n".join(["# Codebook", *lines])


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of a row of each record type."""
    return {name: _schema(name, model) for name, model in RECORDS.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write each schema to a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        paths.append(folder / f"{name}.schema.json")
        with replacing(paths[-1]) as out:
            out.write((json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
    return paths


class _RowSchema(GenerateJsonSchema):
    """Rows hold decimals as numbers, which pydantic would write as strings."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": "number"}


def _schema(name: str, model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema(mode="serialization", schema_generator=_RowSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"{name}.schema.json"} | schema


def _type(annotation: Any) -> tuple[str, str]:
    """A type in words, and the values it is limited to."""
    kind, parts = get_origin(annotation), get_args(annotation)
    if kind is Literal:
        return "word", ", ".join(parts)
    if kind in (Union, UnionType):
        name, values = _type(next(part for part in parts if part is not NoneType))
        return f"{name} or null", values
    if kind is tuple:
        name, values = _type(parts[0])
        return (f"list of {name}" if ... in parts else f"[{', '.join(_type(p)[0] for p in parts)}]"), values
    return PLAIN_TYPES.get(annotation) or annotation.__name__, ""
