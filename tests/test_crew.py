"""One bad document never harms its neighbours: real processes, and a reader that crashes, hangs and swallows memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from factory import TEXT

BAD = str(Path(__file__).parent / "bad")
CRASH = "it ends the process that works on it (SIGSEGV), out of memory or by a fault in a library"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(count: int, bad: dict[int, str]) -> None:
    Path("in").mkdir()
    for i in range(count):
        Path(f"in/{i:04}.txt").write_text(TEXT.replace("5所", f"{i + 2}所") + bad.get(i, ""), "utf-8")


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "planparse", "run", "in", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": BAD} | environment,
    )  # fmt: skip


def workers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return [child for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())]


def rejected(folder: str) -> dict[str, str]:
    rows = map(json.loads, Path(folder, "rejected.jsonl").read_text("utf-8").splitlines())
    return {row["source"]: row["reason"] for row in rows if row["stage"] == "parse"}


def sources(folder: str) -> list[str]:
    return [json.loads(line)["source"] for line in Path(folder, "documents.jsonl").read_text("utf-8").splitlines()]


def good(count: int, bad: dict[int, str]) -> list[str]:
    return [f"in/{i:04}.txt" for i in range(count) if i not in bad]


def test_documents_that_crash_their_process_are_rejected_and_no_others() -> None:
    bad = {0: "崩", 39: "崩"}
    make(40, bad)
    process = start("-o", "out", "--workers", "2")
    _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (1, "planparse: 2 of 40 files rejected; out/rejected.jsonl says why\n")
    assert rejected("out") == {f"in/{i:04}.txt": CRASH for i in bad}
    assert sources("out") == good(40, bad)


@pytest.mark.parametrize(
    ("word", "setting", "reason", "environment"),
    [
        ("停", "seconds_per_document = 1.5", "it takes longer than seconds_per_document = 1.5 allows", {}),
        ("撑", "memory_mib = 300", "it needs more memory than memory_mib = 300 allows", {}),
        ("撑", "memory_mib = 400", "it needs more memory than memory_mib = 400 allows", {"NO_RLIMIT": "1"}),
    ],
)
def test_limits_hold_with_one_worker_too(word: str, setting: str, reason: str, environment: dict[str, str]) -> None:
    make(6, {2: word})
    Path("planparse.toml").write_text(setting, "utf-8")
    process = start("-o", "out", "--config", "planparse.toml", **environment)
    _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (1, "planparse: 1 of 6 files rejected; out/rejected.jsonl says why\n")
    assert rejected("out") == {"in/0002.txt": reason}
    assert sources("out") == good(6, {2: ""})


def test_a_worker_that_is_killed_by_chance_costs_nothing() -> None:
    make(400, {})
    process = start("-o", "out", "--workers", "2")
    while process.poll() is None and not list(Path("out/.shards").glob("*.gz")):
        time.sleep(0.01)
    for worker in workers(process):
        worker.kill()
    _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (0, "")
    assert sources("out") == good(400, {})


def test_workers_end_with_a_run_that_is_killed() -> None:
    make(40, {3: "停", 30: "停"})
    process = start("-o", "out", "--workers", "2")
    while len(busy := workers(process)) < 2:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    assert psutil.wait_procs(busy, timeout=30)[1] == []
