"""docs/recipes.md: its commands, Python and SQL run as they stand, and print what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

TEXT = (Path(__file__).parent.parent / "docs" / "recipes.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def of(language: str) -> list[str]:
    return [code for written, code in BLOCKS if written == language]


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-X", "utf8", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the commands of the page."""
    place = tmp_path_factory.mktemp("recipes")
    (place / "plans").mkdir()
    for name, text in zip(("2014.txt", "2015.txt"), of("text"), strict=False):
        (place / "plans" / name).write_text(text, "utf-8")
    for line in of("sh")[0].splitlines():
        program, *arguments = shlex.split(line)
        assert program == "planparse"
        run(place, "-m", "planparse", *arguments)
    return place


def test_python_blocks(folder: Path) -> None:
    scripts = [(code, shown) for (language, code), (after, shown) in pairwise(BLOCKS) if (language, after) == ("python", "text")]
    assert len(scripts) == len(of("python")) > 2
    for code, shown in scripts:
        (folder / "recipe.py").write_text(code, "utf-8")
        assert run(folder, "recipe.py") == shown


def test_r_blocks(folder: Path) -> None:
    program = shutil.which("Rscript")
    if program is None:
        assert not os.environ.get("CI"), ".ci/run installs R"
        pytest.skip("R is not installed (Debian's packages r-base-core and r-cran-jsonlite)")
    scripts = [(code, shown) for (language, code), (_, shown) in pairwise(BLOCKS) if language == "r"]
    assert len(scripts) == 2
    for code, shown in scripts:
        (folder / "recipe.R").write_text(code, "utf-8")
        environment = os.environ | {"LC_ALL": "C.UTF-8"}
        done = subprocess.run([program, "recipe.R"], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stdout) == (0, shown), done.stderr


def test_sql_blocks_through_the_command_and_over_the_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    rates, agencies, money = (run(folder, "-m", "planparse", "query", "out", sql, "--csv").splitlines() for sql in of("sql"))
    assert rates == [
        "year,indicator,value,unit,by_when",
        "2014,学前三年毛入园率,78.5,%,2014-12-31",
        "2015,学前三年毛入园率,82,%,2015-12-31",
    ]
    assert agencies == ["name,role,targets", "人事股,responsible,2", "财务股,support,1"]
    assert money[0] == "indicator,万元"
    assert float(money[1].split(",")[1]) == 270
    with duckdb.connect("plans.duckdb", read_only=True) as database:
        assert [len(database.execute(sql).fetchall()) for sql in of("sql")] == [2, 2, 1]


def test_sqlite_blocks(folder: Path) -> None:
    database = sqlite3.connect(folder / "plans.sqlite")
    found, sums = (database.execute(sql).fetchall() for sql in of("sqlite"))
    database.close()
    assert found == [("学前三年毛入园率", 78.5, "%", 2014), ("学前三年毛入园率", 82, "%", 2015)]
    assert sums == [("幼儿园", 8)]


def test_the_wide_and_the_task_table(folder: Path) -> None:
    wide = (folder / "wide.csv").read_text("utf-8-sig").splitlines()
    assert {"幼儿园（所）", "学前三年毛入园率（%）"} <= set(wide[0].split(","))
    assert (folder / "tasks.csv").read_text("utf-8-sig").splitlines()[0] == "序号,工作任务,目标指标,牵头（责任）单位,配合单位,完成时限,来源"
