"""Runs: shards, resuming, workers, the lock; with real processes where processes are the point."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from factory import TEXT, document, measure, rate, target
from planparse.config import Config
from planparse.errors import PlanparseError, Reject
from planparse.pipeline import Coverage, ParsedFile, Pipeline
from planparse.run import plan, results, shard
from planparse.run.inputs import Input, find_inputs
from planparse.run.local import SHARDS, State, Stopped, run, stream
from planparse.run.lock import locked
from planparse.run.verify import verify
from planparse.write.dataset import Row

DATASET = ("documents.jsonl", "measures.jsonl", "targets.jsonl", "rejected.jsonl")


def fake_parse(data: bytes, *, config: Config, name: str) -> ParsedFile:
    text = data.decode()
    if "坏" in text:
        raise ValueError("a fault\nover two lines")
    if "拒" in text:
        raise Reject("read", "not wanted")
    sha = plan.sha256(data).hexdigest()
    return ParsedFile(
        documents=(document(source=name, sha256=sha),),
        measures=(measure(source=name),),
        targets=(target(source=name), rate(source=name)),
    )


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard, "parse", fake_parse)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Input]:
    monkeypatch.chdir(tmp_path)
    return make(150)


def make(count: int) -> list[Input]:
    Path("in").mkdir()
    for i in range(count):
        Path(f"in/{i:04}.txt").write_text(TEXT.replace("2014", str(1950 + i % 90)), "utf-8")
    return find_inputs(["in"])


def contents(folder: str) -> dict[str, bytes]:
    return {name: Path(folder, name).read_bytes() for name in DATASET}


def manifest(folder: str) -> dict[str, Any]:
    loaded = json.loads(Path(folder, "run.json").read_text("utf-8"))
    assert loaded.pop("timings")
    return loaded


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "planparse", *arguments]


@pytest.mark.usefixtures("faked")
def test_rows_stand_in_input_order_and_nothing_is_left_over(files: list[Input]) -> None:
    states: list[State] = []
    result = run(files, Path("out"), Config(), listener=states.append)
    sources = [json.loads(line)["source"] for line in contents("out")["documents.jsonl"].splitlines()]
    assert sources == [item.name for item in files]
    assert result.counts == {"documents": 150, "measures": 150, "targets": 300, "rejected": 0}
    assert states == sorted(states, key=lambda state: state.files)
    assert states[-1] == State(150, 150, 300)
    assert {path.name for path in Path("out").iterdir()} == {*DATASET, "run.json", ".lock", SHARDS}
    assert manifest("out")["counts"] == result.counts


@pytest.mark.usefixtures("faked")
def test_a_fault_in_one_document_is_a_row_and_the_run_goes_on(files: list[Input]) -> None:
    files[3].path.write_text("坏", "utf-8")
    files[4].path.write_text("拒", "utf-8")
    files[5].path.unlink()
    result = run(files, Path("out"), Config())
    rows = [json.loads(line) for line in contents("out")["rejected.jsonl"].splitlines()]
    assert [(row["source"], row["stage"]) for row in rows] == [
        ("in/0003.txt", "parse"),
        ("in/0004.txt", "read"),
        ("in/0005.txt", "read"),
    ]
    assert rows[0]["reason"] == "fault in planparse: ValueError: a fault over two lines"
    assert rows[2]["reason"] == "cannot be read: No such file or directory"
    assert result.counts["documents"] == 147


@pytest.mark.usefixtures("faked")
def test_finished_shards_are_used_by_the_next_run_unless_it_is_fresh(files: list[Input]) -> None:
    def half_done() -> None:
        first = shards(files, Config())[0]
        Path("out", SHARDS).mkdir(parents=True, exist_ok=True)
        row = Row("targets", b'{"kept":"from the killed run"}')
        results.write(first, Path("out", SHARDS), [results.Processed([row], Coverage())])
        Path("out/run.json").unlink(missing_ok=True)

    half_done()
    run(files, Path("out"), Config())
    assert contents("out")["targets.jsonl"].startswith(b'{"kept":"from the killed run"}\n')
    half_done()
    run(files, Path("out"), Config(), fresh=True)
    assert b"kept" not in contents("out")["targets.jsonl"]


@pytest.mark.usefixtures("faked")
def test_a_finished_run_is_made_again_only_when_something_changed(files: list[Input]) -> None:
    run(files, Path("out"), Config())
    assert run(files, Path("out"), Config()).unchanged
    assert not run(files, Path("out"), Config(max_bytes=10_000)).unchanged
    assert not run(files, Path("out"), Config()).unchanged
    Path("out/targets.jsonl").write_text("")
    assert not run(files, Path("out"), Config()).unchanged
    files[0].path.write_text(TEXT + "又", "utf-8")
    assert not run(files, Path("out"), Config()).unchanged
    assert not run(files[1:], Path("out"), Config()).unchanged


def shards(files: list[Input], config: Config) -> list[plan.Shard]:
    return list(plan.plan(files, config, Path("plan")).shards())


def test_the_plan_depends_on_names_contents_and_settings(files: list[Input]) -> None:
    def keys(config: Config) -> list[str]:
        return [s.key for s in shards(files, config)]

    before = keys(Config())
    assert sum(len(s.inputs) for s in shards(files, Config())) == 150
    assert keys(Config()) == before
    assert not set(keys(Config(max_bytes=5))) & set(before)
    files[70].path.write_text("变", "utf-8")
    assert [a == b for a, b in zip(keys(Config()), before, strict=True)].count(False) == 1


def test_a_file_more_or_less_leaves_the_shards_behind_it_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = make(1000)
    before = {s.key for s in shards(files, Config())}
    assert 15 < len(before) < 80
    for fewer in (files[1:], files[:500] + files[501:]):
        assert len({s.key for s in shards(fewer, Config())} - before) <= 2


def test_large_files_get_shards_of_their_own(files: list[Input]) -> None:
    files[1].path.write_bytes(b"x" * plan.BYTES_OF_SHARD)
    assert [len(s.inputs) for s in shards(files[:4], Config())][:2] == [1, 1]


@pytest.mark.usefixtures("faked")
def test_only_what_has_changed_is_parsed_again(files: list[Input], monkeypatch: pytest.MonkeyPatch) -> None:
    run(files, Path("out"), Config())
    parsed: list[str] = []

    def counting(data: bytes, *, config: Config, name: str) -> ParsedFile:
        parsed.append(name)
        return fake_parse(data, config=config, name=name)

    monkeypatch.setattr(shard, "parse", counting)
    files[70].path.write_text(TEXT + "又", "utf-8")
    files[0].path.unlink()
    run(files[1:], Path("out"), Config())
    assert "in/0070.txt" in parsed
    assert len(parsed) <= 2 * plan.MOST_FILES
    run(files[1:], Path("clean"), Config())
    assert contents("out") == contents("clean")
    assert {p.name for p in Path("out", SHARDS).iterdir()} == {p.name for p in Path("clean", SHARDS).iterdir()}


@pytest.mark.usefixtures("faked")
def test_a_result_that_is_not_whole_is_made_again(files: list[Input]) -> None:
    run(files, Path("clean"), Config())
    run(files, Path("out"), Config())
    Path("out/run.json").unlink()
    first, second, third, *_ = sorted(Path("out", SHARDS).glob("*.gz"))
    first.write_bytes(first.read_bytes()[:-20])
    second.write_bytes(b"")
    third.write_bytes(third.read_bytes()[:60] + b"\xff" * 8 + third.read_bytes()[68:])
    run(files, Path("out"), Config())
    assert contents("out") == contents("clean")


@pytest.mark.usefixtures("faked")
def test_a_strict_run_stops_and_says_where(files: list[Input]) -> None:
    files[70].path.write_text("拒", "utf-8")
    with pytest.raises(Stopped, match=r"stopped at in/0070\.txt: read: not wanted"):
        run(files, Path("out"), Config(), strict=True)
    assert not Path("out/run.json").exists()


def test_any_number_of_workers_gives_the_same_bytes(files: list[Input]) -> None:
    run(files, Path("one"), Config(), workers=1)
    run(files, Path("three"), Config(), workers=3)
    assert contents("one") == contents("three")
    assert manifest("one") == manifest("three")
    assert list(stream(files, Config(), 2)) == list(stream(files, Config(), 1))


def test_the_library_gives_the_same_from_processes_in_input_order() -> None:
    inputs: list[str | bytes | Path] = [TEXT.replace("5所", f"{i}所") for i in range(2, 30)]
    alone = list(Pipeline().parse_many(inputs))
    assert list(Pipeline().parse_many(iter(inputs), workers=2)) == alone
    assert next(Pipeline().parse_many(inputs, workers=2)) == alone[0]


def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = make(1500)
    arguments = command("run", "in", "-o", "out", "--workers", "2")
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not list(Path("out", SHARDS).glob("*.rows.gz")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    run(files, Path("out"), Config())
    run(files, Path("clean"), Config())
    assert contents("out") == contents("clean")
    assert manifest("out") == manifest("clean")
    assert not list(Path("out").glob("*.part"))


def test_a_second_run_into_a_folder_says_who_holds_it(tmp_path: Path) -> None:
    with locked(tmp_path):
        again = subprocess.run(
            command("run", __file__, "-o", str(tmp_path)), capture_output=True, text=True, check=False
        )
    assert again.returncode == 2
    assert re.search(r"is in use by process \d+ on \S* ?since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", again.stderr)
    assert again.stderr.count("\n") == 1
    with locked(tmp_path):
        assert (tmp_path / ".lock").exists()


def test_an_output_that_is_a_file_is_an_error(files: list[Input]) -> None:
    with pytest.raises(PlanparseError, match="cannot make the folder"):
        run(files, files[0].path, Config())


@pytest.mark.usefixtures("faked")
def test_verify_finds_what_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in "甲乙丙":
        Path(f"in/{name}.txt").write_text(TEXT, "utf-8")
    run(find_inputs(["in"]), Path("out"), Config())
    checked = verify(Path("out"))
    assert (checked.sources, checked.quotes, checked.problems) == (3, 9, [])
    Path("in/乙.txt").write_text("又" + TEXT, "utf-8")
    Path("in/丙.txt").unlink()
    Path("out/rejected.jsonl").write_text("\n")
    problems = verify(Path("out")).problems
    assert problems[0] == "rejected.jsonl: changed since the run"
    assert problems[1].startswith("in/乙.txt: changed since the run")
    assert sum("is not '" in problem for problem in problems) == 3
    assert sum(problem.startswith("in/丙.txt: ") for problem in problems) == 1
    assert verify(Path("out"), tmp_path / "elsewhere").quotes == 9


def test_verify_needs_a_finished_dataset(tmp_path: Path) -> None:
    with pytest.raises(PlanparseError, match="no finished dataset"):
        verify(tmp_path)


def test_run_json_says_what_became_of_every_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text("临江县2015年教育工作计划\n一、巩固率由90%提高到92%。新建幼儿园5所。\n", "utf-8")
    Path("in/b.txt").write_text("临江县2016年工作计划\n一、推进第二轮改革。新建学校3所。\n", "utf-8")
    run(find_inputs(["in"]), Path("out"), Config(), workers=2)
    coverage = manifest("out")["coverage"]
    assert coverage["used"] == 3
    assert coverage["set_aside"] == {"baseline": 1, "date": 2, "marker": 2, "ordinal": 1}
    assert coverage["seen"] == 9


def test_ctrl_c_during_an_import_is_no_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opencc turns whatever stops its import into an ImportError."""

    def interrupted(*_: object, **__: object) -> None:
        try:
            raise KeyboardInterrupt
        except BaseException:
            raise ImportError("no library") from None

    monkeypatch.setattr("planparse.run.shard.parse_input", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(shard.processed([Input(Path("a.txt"), "a.txt")], Config()))
