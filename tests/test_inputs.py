"""Which files a run reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planparse.errors import PlanparseError
from planparse.places.place import by_name
from planparse.run.inputs import find_inputs


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("年", "utf-8")


def names(*given: str, output: str | None = None) -> list[str]:
    return [item.name for item in find_inputs(given, Path(output) if output else None)]


def test_a_folder_gives_all_its_documents_by_name(here: Path) -> None:
    long = "长" * 80 + ".txt"
    make("in/b.txt", "in/a/教育局 2014年 计划.txt", f"in/{long}", "in/无后缀", "in/x.pdf")
    assert names("in") == sorted(
        ["in/b.txt", "in/a/教育局 2014年 计划.txt", f"in/{long}", "in/无后缀", "in/x.pdf"]
    )


def test_hidden_files_data_files_and_the_output_are_left_out(here: Path) -> None:
    make("in/a.txt", "in/.hidden", "in/.git/x.txt", "in/a.labels.json", "in/floors.toml", "in/out/old.txt")
    assert names("in", output="in/out") == ["in/a.txt"]
    assert names("in/a.labels.json") == ["in/a.labels.json"]


def test_patterns_and_names_that_look_like_patterns(here: Path) -> None:
    make("in/b.txt", "in/a.txt", "in/deep/c.txt", "in/[1].txt")
    assert names("in/?.txt") == ["in/a.txt", "in/b.txt"]
    assert names("in/**/c.txt") == ["in/deep/c.txt"]
    assert names("in/[1].txt") == ["in/[1].txt"]


def test_arguments_keep_their_order_and_a_file_counts_once(here: Path) -> None:
    make("in/b.txt", "in/a.txt")
    assert names("in/b.txt", "in", "./in/a.txt") == ["in/b.txt", "in/a.txt"]


def test_links_out_of_the_folder_are_not_followed(here: Path) -> None:
    make("in/a.txt", "outside/b.txt")
    Path("in/out.txt").symlink_to(here / "outside/b.txt")
    Path("in/folder").symlink_to(here / "outside")
    Path("in/same.txt").symlink_to("a.txt")
    Path("in/loop").symlink_to(".")
    Path("in/nowhere.txt").symlink_to("nothing")
    assert names("in") == ["in/a.txt", "in/same.txt"]
    assert names("in/*") == names("in/**/*.txt") == ["in/a.txt", "in/same.txt"]
    followed = [item.name for item in find_inputs(["in"], follow_links=True)]
    assert followed == ["in/a.txt", "in/folder/b.txt", "in/out.txt", "in/same.txt"]


def test_hard_names(here: Path) -> None:
    odd = ["-o", "--help", "a\nb.txt", "\ttab", "x" * 251 + ".txt", "a#3", "'\"$(id)", "a\\x41"]
    make(*(f"in/{name}" for name in odd))
    assert names("in") == sorted(f"in/{name}" for name in odd)
    assert all(by_name(item.name) == item.path for item in find_inputs(["in"]))


def test_a_pipe_in_a_folder_is_passed_over(here: Path) -> None:
    make("in/a.txt")
    os.mkfifo("in/pipe")
    assert names("in") == ["in/a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode there")
def test_a_name_that_is_not_utf8_gets_a_name_that_is(here: Path) -> None:
    make("in/a.txt")
    Path("in/a.txt").rename(os.fsdecode(b"in/\xbc\xa1\xbb\xae.txt"))
    (item,) = find_inputs(["in"])
    assert Path(str(item.path)).read_text("utf-8") == "年"
    assert item.name == r"in/\xbc\xa1\xbb\xae.txt"
    assert by_name(item.name) == item.path


@pytest.mark.parametrize(
    ("given", "message"),
    [("nix", "no such file or folder: nix"), ("*.txt", "no file matches"), (".", "no file to read")],
)
def test_nothing_to_read_is_an_error(here: Path, given: str, message: str) -> None:
    with pytest.raises(PlanparseError, match=message):
        names(given)
