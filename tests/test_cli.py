"""The commands as a user calls them: output, exit status, one line for each mistake."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from factory import TEXT, document, rate, target
from planparse._version import __version__
from planparse.cli import display

COMMANDS = ("run", "show", "normalize", "segment", "export", "query", "verify", "evaluate", "schema", "codebook")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    Path("计划 一.txt").write_text(TEXT, "utf-8")
    return tmp_path


def planparse(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "planparse", *arguments], capture_output=True, text=True, check=False
    )


def test_help_names_every_command_and_is_quick() -> None:
    planparse("--help")  # the first start compiles the modules
    before = os.times()
    shown = planparse("--help")
    after = os.times()  # processor time, which a busy machine does not stretch; none is told on Windows
    assert after.children_user + after.children_system - before.children_user - before.children_system < 1.0
    assert shown.returncode == 0
    assert all(f" {name} " in shown.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command(name: str) -> None:
    assert planparse(name, "--help").returncode == 0


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, planparse.cli; print({'pydantic', 'spacy', 'jieba', 'opencc'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_version() -> None:
    assert planparse("--version").stdout == f"planparse {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("run", "nix", "-o", "out"), "no such file or folder: nix"),
        (("run", ".", "-o", "-", "--format", "parquet"), "--format is for a dataset folder"),
        (("run", ".", "-o", "out", "--config", "nix.toml"), "nix.toml: "),
        (("run", ".", "-o", "计划 一.txt"), "cannot make the folder 计划 一.txt"),
        (("show", "nix"), "no such file: nix"),
        (("normalize", "."), ". is a folder"),
        (("verify", "nix"), "nix is no finished dataset"),
        (("evaluate", "nix", "nix.labels.json"), "nix.labels.json: No such file"),
        (("show", "."), ". is no dataset"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(arguments: tuple[str, ...], message: str) -> None:
    done = planparse(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"planparse: {message}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [(), ("nix",), ("run",), ("run", ".", "-o", "o", "--workers", "0")])
def test_wrong_arguments_are_status_2(arguments: tuple[str, ...]) -> None:
    done = planparse(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_rejected_file_is_status_1_and_said() -> None:
    Path("空.txt").touch()
    done = planparse("run", "空.txt", "-o", "out")
    assert done.returncode == 1
    assert done.stderr == "planparse: 1 of 1 files rejected; out/rejected.jsonl says why\n"
    row = json.loads(Path("out/rejected.jsonl").read_text("utf-8"))
    assert row == {"source": "空.txt", "stage": "read", "reason": "empty file"}
    assert planparse("run", "空.txt", "-o", "out", "--strict", "--fresh").stderr.startswith(
        "planparse: stopped at 空.txt: read: empty file"
    )
    assert planparse("run", "空.txt", "-o", "-").stderr == "planparse: 空.txt: read: empty file\n"
    assert planparse("show", "空.txt").stderr == "planparse: 空.txt: read: empty file\n"


def test_labels_of_a_file_that_the_dataset_lacks_are_said_to_be_missed() -> None:
    Path("甲.txt").write_text("甲县教育局2020年工作计划\n新建幼儿园5所。", "utf-8")
    Path("乙.txt").write_text("乙县教育局2020年工作计划\n新建小学3所。", "utf-8")
    label = {"kind": "count", "comparator": "eq", "unit": "所", "change": "level", "status": "planned"}
    for name, quote, value in (("甲", "幼儿园5所", 5), ("乙", "小学3所", 3)):
        row = label | {"at": f"新建{quote[:-2]}⟦{quote[-2:]}⟧", "value": value}
        Path(f"{name}.labels.json").write_text(json.dumps({"source": f"{name}.txt", "targets": [row]}), "utf-8")
    assert planparse("run", "甲.txt", "-o", "out").returncode == 0
    done = planparse("evaluate", "out", "甲.labels.json", "乙.labels.json")
    assert (done.returncode, done.stderr) == (0, "乙.txt is not in out: all its labels count as missed\n")
    assert planparse("evaluate", "out", "甲.labels.json").stderr == ""


def test_a_closed_pipe_is_quiet() -> None:
    for arguments in (("schema",), ("codebook",), ("codebook", "--format", "md")):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, "-m", "planparse", *arguments],
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (0, b"")


def test_schema_writes_a_file_for_each_record_type() -> None:
    assert planparse("schema", "--out", "schemas").returncode == 0
    assert len(list(Path("schemas").glob("*.schema.json"))) == 4
    assert set(json.loads(planparse("schema").stdout)) == {"documents", "measures", "targets", "rejected"}


def test_targets_are_highlighted_in_place() -> None:
    shown = display.highlighted(TEXT, document(), [rate(), target(), target()], colours=False)
    assert shown.plain == TEXT[: TEXT.index("版权")].replace("5所", "⟦5所⟧").replace(
        "92.5%以上", "⟦92.5%以上⟧"
    )
    coloured = display.highlighted(TEXT, document(), [target()], colours=True)
    assert coloured.plain == TEXT[: TEXT.index("版权")]
    assert [coloured.plain[s.start : s.end] for s in coloured.spans] == ["5所"]


def test_a_sample_shows_each_target_in_its_sentence() -> None:
    (line,) = display.sample([target(), rate()], 1, colours=False)
    assert line.plain == "• 新建幼儿园⟦5所⟧  幼儿园: 5 所"


def test_the_outline_shows_levels_markers_and_titles() -> None:
    console = Console(record=True, width=80, file=io.StringIO())
    console.print(display.outline(document()))
    assert "1 一、 加快发展" in console.export_text()
    assert isinstance(display.target_table([target(), rate()]).row_count, int)
    assert Text(display.amount(rate())).plain == "≥92.5 %"
