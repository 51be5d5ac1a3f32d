"""Inputs and outputs that are no plain folders: archives, URLs, manifests, tables of texts; datasets merged."""

from __future__ import annotations

import json
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from upath import UPath

from factory import TEXT
from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.places.remote import folder_of
from planparse.run.inputs import Input, find_inputs
from planparse.run.local import run
from planparse.run.manifest import listed
from planparse.run.merge import merge
from planparse.run.verify import verify

DATASET = ("documents.jsonl", "measures.jsonl", "targets.jsonl", "rejected.jsonl")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for i, name in enumerate(("a.txt", "b/乙.txt", "b/c.txt", "b/notes.json", ".hidden.txt")):
        Path("in", name).parent.mkdir(exist_ok=True)
        Path("in", name).write_text(TEXT.replace("5所", f"{i + 2}所"), "utf-8")
    return tmp_path


def sources(folder: str) -> list[str]:
    return [json.loads(line)["source"] for line in folder_of(folder).joinpath("documents.jsonl").read_text("utf-8").splitlines()]


def without_source(folder: str, record: str) -> list[dict[str, object]]:
    lines = folder_of(folder).joinpath(f"{record}.jsonl").read_text("utf-8").splitlines()
    return [{key: value for key, value in json.loads(line).items() if key != "source"} for line in lines]


def test_archives_by_url() -> None:
    with zipfile.ZipFile("c.zip", "w") as archive:
        for path in sorted(Path("in").rglob("*.*")):
            archive.write(path, path.relative_to("in"))
    with tarfile.open("c.tar", "w") as tar:
        for path in sorted(Path("in").rglob("*.*")):
            tar.add(path, path.relative_to("in"))
    run(find_inputs(["in"]), Path("plain"), Config())
    for kind in ("zip", "tar"):
        given = f"{kind}://::c.{kind}"
        run(find_inputs([given]), Path(kind), Config(), workers=2)
        assert sources(kind) == [f"{kind}://{name}::c.{kind}" for name in ("a.txt", "b/c.txt", "b/乙.txt")]
        assert without_source(kind, "targets") == without_source("plain", "targets")
        assert verify(Path(kind)).problems == []
    assert [i.name for i in find_inputs(["zip://b/*.txt::c.zip"])] == ["zip://b/c.txt::c.zip", "zip://b/乙.txt::c.zip"]


def test_a_dataset_behind_a_url_is_the_same() -> None:
    run(find_inputs(["in"]), Path("plain"), Config())
    out = folder_of("memory://sets/one")
    for path in sorted(Path("in").rglob("*.txt")):
        UPath("memory://docs", *path.parts[1:]).parent.mkdir(parents=True, exist_ok=True)
        UPath("memory://docs", *path.parts[1:]).write_bytes(path.read_bytes())
    result = run(find_inputs(["memory://docs"]), out, Config())
    assert result.counts["documents"] == 3
    assert run(find_inputs(["memory://docs"]), out, Config()).unchanged
    assert without_source("memory://sets/one", "targets") == without_source("plain", "targets")
    assert verify(out).problems == []
    assert not [path for path in out.rglob("*") if path.name.endswith(".part")]


def names(*manifests: str, given: tuple[str, ...] = (), column: str = "text") -> list[str]:
    return [item.name for item in listed(given, manifests, column, None, Config())]


def test_a_manifest_lists_paths() -> None:
    Path("list.txt").write_text("in/b/c.txt\n\nin/a.txt\r\nin/b/*.txt\n", "utf-8")
    assert names("list.txt") == ["in/b/c.txt", "in/a.txt", "in/b/c.txt", "in/b/乙.txt"]
    Path("list.txt").write_text("in/a.txt\nnix.txt\n", "utf-8")
    with pytest.raises(PlanparseError, match=r"no such file or folder: nix\.txt"):
        names("list.txt")
    with pytest.raises(PlanparseError, match="nothing to read"):
        names()


def test_a_table_holds_texts() -> None:
    texts = [TEXT, TEXT.replace("5所", "6所"), None]
    Path("t.jsonl").write_text("".join(json.dumps({"text": t, "n": 1}, ensure_ascii=False) + "\n" for t in texts) + "{oops\n", "utf-8")
    pq.write_table(pa.table({"正文": texts * 2}), "t.parquet", row_group_size=4)
    for table, column, rows, missing in (("t.jsonl", "text", 4, 2), ("t.parquet", "正文", 6, 2)):
        found: list[Input] = list(listed((), [table], column, None, Config()))
        assert [item.name for item in found] == [f"{table}#{n}" for n in range(1, rows + 1)]
        result = run(found, Path(f"{table}.out"), Config(), workers=2)
        assert result.counts["rejected"] == missing
        assert sources(f"{table}.out")[:2] == [f"{table}#1", f"{table}#2"]
    assert verify(Path("t.jsonl.out")).problems == []
    with pytest.raises(PlanparseError, match="no column text; it has 正文"):
        names("t.parquet")


def test_merged_datasets_are_as_if_run_together() -> None:
    files = find_inputs(["in"])
    run(files, Path("all"), Config())
    run(files[:1], Path("one"), Config())
    run(files[1:], Path("two"), Config())
    counts = merge([Path("one"), Path("two")], Path("merged"))
    assert counts["documents"] == 3
    for name in DATASET:
        assert Path("merged", name).read_bytes() == Path("all", name).read_bytes()
    merged, whole = (json.loads(Path(folder, "run.json").read_text("utf-8")) for folder in ("merged", "all"))
    assert all(merged[key] == whole[key] for key in ("versions", "config", "counts", "sha256", "coverage"))
    assert verify(Path("merged")).problems == []


@pytest.mark.parametrize(
    ("folders", "message"),
    [
        (["one", "nix"], "nix is no finished dataset"),
        (["one", "other"], "one and other were made with different config"),
        (["one", "again"], r"in/a\.txt stands in one and in again"),
        (["one", "out"], "out is one of the datasets to merge"),
    ],
)
def test_what_does_not_fit_together_is_not_merged(folders: list[str], message: str) -> None:
    files = find_inputs(["in"])
    run(files[:1], Path("one"), Config())
    run(files[1:], Path("other"), Config(max_bytes=5_000))
    run(files, Path("again"), Config())
    run(files[1:], Path("out"), Config())
    with pytest.raises(PlanparseError, match=message):
        merge([Path(folder) for folder in folders], Path("out"))
