"""The schemas in the repository and the codebook say what the records say."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

from factory import rate
from planparse.codebook import PARTS, entries, markdown, write_schemas
from planparse.records import RECORDS, to_json

SCHEMAS = Path(__file__).parent.parent / "schemas"


def test_the_schemas_are_fresh(tmp_path: Path) -> None:
    made = {path.name: path.read_text("utf-8") for path in write_schemas(tmp_path)}
    kept = {path.name: path.read_text("utf-8") for path in SCHEMAS.glob("*.schema.json")}
    assert made == kept, "run: make schema"


def test_a_row_has_the_fields_and_types_of_its_schema() -> None:
    schema = json.loads((SCHEMAS / "targets.schema.json").read_text("utf-8"))
    row = json.loads(to_json(rate()))
    assert list(row) == list(schema["properties"])
    assert schema["properties"]["value"]["type"] == "number"
    assert isinstance(row["value"], float)


def test_every_field_has_a_meaning_and_an_example() -> None:
    rows = list(entries())
    assert len(rows) == sum(len(model.model_fields) for model in (RECORDS | PARTS).values())
    assert all(row.meaning and row.type and row.example for row in rows)


def test_the_examples_are_records() -> None:
    examples = json.loads(resources.files("planparse").joinpath("examples.json").read_text("utf-8"))
    for name, model in (RECORDS | PARTS).items():
        model.model_validate_json(json.dumps(examples[name]))


def test_the_codebook_names_the_values() -> None:
    assert "| kind | word | what kind of quantity it is | percent, money, count," in markdown()
    assert "| responsible | list of Agency |" in markdown()
