"""Runs that are killed, interrupted, or out of disk go on to the same bytes, and say what is the matter in one line."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factory import TEXT

DATASET = ("documents.jsonl", "measures.jsonl", "targets.jsonl", "rejected.jsonl")
GO_ON = "what is done is kept: the same command goes on from here\n"
RUN = (sys.executable, "-m", "planparse", "run", "in", "-o")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    return tmp_path


def make(count: int) -> None:
    for i in range(count):
        Path(f"in/{i:04}.txt").write_text(TEXT.replace("5所", f"{i + 2}所"), "utf-8")


def run(out: str, *arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [*RUN, out, *arguments], capture_output=True, text=True, check=False, timeout=120, preexec_fn=limited
    )


def contents(folder: str) -> dict[str, bytes]:
    return {name: Path(folder, name).read_bytes() for name in DATASET}


def results(folder: str) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in Path(folder, ".shards").glob("*.gz")}


def start(out: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([*RUN, out, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_results(process: subprocess.Popen[str], count: int, out: str = "out") -> None:
    while process.poll() is None and len(results(out)) < count:
        time.sleep(0.005)


@pytest.mark.parametrize(("seed", "workers"), [(1, "1"), (2, "2")])
def test_killed_again_and_again(seed: int, workers: str) -> None:
    """At moments that a seeded schedule chooses, between the first result and the last file renamed."""
    make(300)
    chance = random.Random(seed)
    for _ in range(3):
        before = results("out")
        process = start("out", "--workers", workers)
        wait_for_results(process, len(before) + chance.randrange(3))
        time.sleep(chance.random() * 0.3)
        process.kill()
        process.communicate()
        kept = results("out")
        assert before.items() <= kept.items()  # nothing that was done is done again
    assert run("out", "--workers", workers).returncode == 0
    assert run("clean").returncode == 0
    assert contents("out") == contents("clean")
    assert [p.name for p in Path("out").rglob("*.part")] == []


def test_ctrl_c_finishes_what_is_under_way() -> None:
    make(300)
    for workers in ("1", "2"):
        out = f"out-{workers}"
        process = start(out, "--workers", workers)
        wait_for_results(process, 1, out)
        done = len(results(out))
        while not list(Path(out).glob(".shards/.*.gz.*.part")):
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert said == f"planparse: finishing what is under way; Ctrl-C again stops at once\nplanparse: stopped; {GO_ON}"
        assert len(results(out)) > done
        assert not list(Path(out).glob(".shards/.*.gz.*.part"))
        assert not Path(out, "run.json").exists()


def test_a_second_ctrl_c_stops_at_once() -> None:
    Path("in/large.txt").write_text(TEXT * 20_000, "utf-8")
    process = start("out")
    while process.poll() is None and not list(Path("out").glob(".shards/.*.gz.*.part")):
        time.sleep(0.01)
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.endswith(f"planparse: stopped; {GO_ON}")
    assert results("out") == {}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_write_that_fails_is_one_line_and_the_run_goes_on_later(workers: str) -> None:
    make(120)
    assert run("clean").returncode == 0
    for limit in (2_500, 30_000):  # within a result, within the join
        full = run("out", "--workers", workers, limit=limit)
        assert full.returncode == 2
        assert full.stderr.startswith("planparse: cannot write out/")
        assert full.stderr.endswith(f": File too large; {GO_ON}")
        assert full.stderr.count("\n") == 1
        assert not Path("out/run.json").exists()
    assert run("out", "--workers", workers).returncode == 0
    assert contents("out") == contents("clean")


@pytest.fixture
def small_disk(here: Path) -> Iterator[Path]:
    disk = here / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk of fixed size")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    make(200)
    full = run("disk/out")
    assert full.returncode == 2
    assert full.stderr.startswith("planparse: cannot write disk/out/")
    assert full.stderr.endswith(f": No space left on device; {GO_ON}")
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    assert run("disk/out").returncode == 0
    assert run("clean").returncode == 0
    assert contents("disk/out") == contents("clean")


def test_a_disk_that_takes_no_writes(small_disk: Path) -> None:
    make(2)
    assert run("disk/out").returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    said = run("disk/out").stderr
    assert said == f"planparse: cannot write disk/out/.lock: Read-only file system; {GO_ON}"
    assert run("disk/new").stderr == "planparse: cannot make the folder disk/new: Read-only file system\n"
    Path("in").rename("elsewhere")
    Path("in").symlink_to(small_disk / "out")
    assert run("out").returncode == 2  # nothing but .jsonl in it; reading itself writes nothing there


def test_a_file_that_cannot_be_read_is_a_row() -> None:
    make(2)
    done = subprocess.run([*RUN[:4], "in", "/proc/self/mem", "-o", "out"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be read: Input/output error" in Path("out/rejected.jsonl").read_text("utf-8")
    assert run("/proc/nix").stderr == "planparse: cannot make the folder /proc/nix: No such file or directory\n"


def test_a_reader_that_has_gone_ends_the_stream() -> None:
    make(300)
    for workers in ("1", "2"):
        process = start("-", "--workers", workers)
        assert process.stdout
        assert process.stdout.readline().startswith('{"target_id"')
        process.stdout.close()
        assert process.wait(timeout=60) == 0
        assert process.stderr
        assert process.stderr.read() == ""
        process.stderr.close()


def test_names_with_line_ends_stay_on_one_line() -> None:
    Path("in/a\nb.txt").touch()
    assert run("-").stderr == "planparse: in/a\\nb.txt: read: empty file\n"


def test_results_are_written_to_the_output_folder_only() -> None:
    make(2)
    Path("out").mkdir()
    Path("victim").write_text("unharmed", "utf-8")
    Path("out/targets.jsonl").symlink_to("../victim")
    assert run("out").returncode == 0
    assert not Path("out/targets.jsonl").is_symlink()
    Path("out/.lock").unlink()
    Path("out/.lock").symlink_to("../victim")
    assert run("out").returncode == 2
    Path("out/.lock").unlink()
    shutil.rmtree("out/.shards")
    Path("out/.shards").symlink_to("..")
    assert "is a link" in run("out").stderr
    assert Path("victim").read_text("utf-8") == "unharmed"
