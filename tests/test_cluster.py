"""A Dask cluster for real: scheduler and workers as processes of their own, and one of them killed in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from factory import TEXT

DATASET = ("documents.jsonl", "measures.jsonl", "targets.jsonl", "rejected.jsonl")
BAD = os.pathsep.join([str(Path(__file__).parent / "bad"), *filter(None, [os.environ.get("PYTHONPATH")])])
RUN = (sys.executable, "-m", "planparse", "run", "in", "-o")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    return tmp_path


def make(count: int) -> None:
    for i in range(count):
        Path(f"in/{i:04}.txt").write_text(TEXT.replace("5所", f"{i + 2}所"), "utf-8")


@contextmanager
def started(*command: str, log: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    with Path(log).open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
            stdout=said, stderr=said, cwd="/", env=os.environ | environment,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def cluster(workers: int, **environment: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    with ExitStack() as stack:
        file = Path("scheduler.json").absolute()
        arguments = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file), "--no-dashboard")
        once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}  # by default a task may cost three workers
        stack.enter_context(started("dask_scheduler", *arguments, log="scheduler.log", **once))
        while not file.exists():
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        each = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(Path.cwd() / "scratch"))
        yield address, [
            stack.enter_context(started("dask_worker", address, *each, log=f"worker-{n}.log", **environment)) for n in range(workers)
        ]


def run(out: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, out, *arguments], capture_output=True, text=True, check=False, timeout=300)


def contents(folder: str) -> dict[str, bytes]:
    return {name: Path(folder, name).read_bytes() for name in DATASET}


def test_a_worker_killed_in_the_middle_changes_nothing() -> None:
    """Without a nanny, so that the killed worker stays away."""
    make(2000)
    assert run("local", "--workers", "2").returncode == 0
    with cluster(0) as (address, _), ExitStack() as stack:
        each = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(Path.cwd() / "scratch"))
        workers = [stack.enter_context(started("dask_worker", address, *each, log=f"worker-{n}.log")) for n in range(2)]
        arguments = [*RUN, "out", "--engine", "dask", "--scheduler", address]
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while process.poll() is None and len(list(Path("out/.shards").glob("*.gz"))) < 10:
            time.sleep(0.01)
        assert process.poll() is None
        workers[0].kill()
        _, said = process.communicate(timeout=300)
        assert (process.returncode, said) == (0, "")
        assert workers[0].poll() is not None
    assert contents("out") == contents("local")


def test_a_document_that_kills_workers_is_rejected() -> None:
    make(40)  # two shards: the one beside it is not harmed
    Path("in/0001.txt").write_text(TEXT + "崩", "utf-8")
    with cluster(1, PYTHONPATH=BAD) as (address, _):
        done = run("out", "--engine", "dask", "--scheduler", address)
    assert done.returncode == 1
    rows = [json.loads(line) for line in Path("out/rejected.jsonl").read_text("utf-8").splitlines()]
    assert [row["source"] for row in rows] == ["in/0001.txt"]
    assert rows[0]["reason"].startswith("it ends the process that works on it")
    assert Path("out/documents.jsonl").read_text("utf-8").count("\n") == 39


def test_limits_hold_on_a_cluster() -> None:
    make(3)
    Path("in/0001.txt").write_text(TEXT + "停", "utf-8")
    Path("planparse.toml").write_text("seconds_per_document = 2\n")
    with cluster(1, PYTHONPATH=BAD) as (address, _):
        done = run("out", "--engine", "dask", "--scheduler", address, "--config", "planparse.toml")
    assert done.returncode == 1
    (row,) = [json.loads(line) for line in Path("out/rejected.jsonl").read_text("utf-8").splitlines()]
    assert (row["source"], row["reason"]) == ("in/0001.txt", "it takes longer than seconds_per_document = 2 allows")


def test_a_cluster_of_its_own() -> None:
    make(60)
    assert run("local").returncode == 0
    done = run("out", "--engine", "dask", "--workers", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert contents("out") == contents("local")


def test_mistakes_are_one_line() -> None:
    make(1)
    nobody = run("out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert nobody.returncode == 2
    assert nobody.stderr.startswith("planparse: no Dask scheduler answers at tcp://127.0.0.1:9: ")
    assert nobody.stderr.count("\n") == 1
    assert run("-", "--engine", "dask").stderr == "planparse: --engine dask needs a dataset folder; -o - streams from this machine\n"
    assert run("out", "--scheduler", "tcp://127.0.0.1:9").stderr == "planparse: --scheduler is for --engine dask\n"
