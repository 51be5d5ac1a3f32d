"""A short search for input that breaks planparse; `benchmarks/fuzz.py` is the long one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import hostile
from planparse import parse
from planparse.config import Config
from planparse.records import to_json
from planparse.run.inputs import find_inputs
from planparse.run.local import run
from planparse.run.verify import verify


@given(hostile.files)
@settings(max_examples=250, suppress_health_check=list(HealthCheck))
def test_any_bytes_give_valid_records_or_a_rejection(data: bytes) -> None:
    parsed = parse(data, name="in.txt")
    assert bool(parsed.documents) != bool(parsed.rejected)
    for record in (*parsed.documents, *parsed.measures, *parsed.targets, *parsed.rejected):
        assert type(record).model_validate_json(to_json(record)) == record
    for row in (*parsed.measures, *parsed.targets):
        assert parsed.source
        assert parsed.source.text[row.start : row.end] == row.quote


def test_a_dataset_of_hostile_files_verifies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name, text in hostile.giants(50):
        Path("in", name).write_bytes(text.encode("utf-8", "surrogatepass"))
    result = run(find_inputs(["in"]), Path("out"), Config())
    rejected = [json.loads(line) for line in Path("out/rejected.jsonl").read_text("utf-8").splitlines()]
    assert [row["source"] for row in rejected if row["stage"] == "parse"] == []
    assert result.counts["documents"] >= 15
    checked = verify(Path("out"))
    assert checked.problems == []
    assert checked.quotes > 1000
