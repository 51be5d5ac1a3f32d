"""Rows on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factory import document, measure, parsed, rate, target
from planparse.errors import PlanparseError
from planparse.write.dataset import Row, read_records, replacing, write_files, write_rows


def test_rows_keep_their_order_and_their_exact_numbers(tmp_path: Path) -> None:
    written = write_files(tmp_path / "新 文件夹", [parsed(), parsed()])
    lines = (tmp_path / "新 文件夹" / "targets.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["quote"] for line in lines] == ["5所", "92.5%以上"] * 2
    assert '"value":92.5,' in lines[1]
    assert written["targets"].rows == 4
    assert (tmp_path / "新 文件夹" / "rejected.jsonl").read_bytes() == b""


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_files(tmp_path, [parsed()])
    assert list(read_records(tmp_path, "targets")) == [target(), rate()]
    assert list(read_records(tmp_path, "measures")) == [measure()]
    assert list(read_records(tmp_path, "documents")) == [document()]


def test_a_failure_leaves_the_old_files_as_they_were(tmp_path: Path) -> None:
    write_files(tmp_path, [parsed()])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def rows():
        yield Row("targets", b"{}")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_rows(tmp_path, rows())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_takes_its_place_only_when_complete(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with replacing(path) as out:
        out.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"


def test_a_folder_that_is_no_dataset_and_a_row_that_is_none_are_named(tmp_path: Path) -> None:
    with pytest.raises(PlanparseError, match="is no dataset"):
        list(read_records(tmp_path, "targets"))
    (tmp_path / "targets.jsonl").write_text('{"target_id": 1}\n')
    with pytest.raises(PlanparseError, match="line 1: target_id"):
        list(read_records(tmp_path, "targets"))
