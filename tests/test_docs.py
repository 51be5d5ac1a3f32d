"""The documents of the project: their examples run, their commands exist, their links lead somewhere."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from itertools import chain, pairwise
from pathlib import Path

import pytest
import typer.main

from planparse.cli import main
from planparse.cli.frame import app

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
# What `make` and an accepted gate write.
MADE = {".venv/", "build/bench.json", "site/index.html", "site/", "corpus/floors.toml", "corpus/accepted.jsonl"}
MADE_PAGES = {"docs/codebook.md", "docs/commands.md", "docs/settings.md"}
PAGES = sorted({p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md")} - MADE_PAGES)
DOCUMENTS = (*READMES, *PAGES, "ARCHITECTURE.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md")
# The pages of which every block runs.
RUNNING = ["docs/index.md", "docs/tutorial.md", *(p for p in PAGES if re.match("docs/(how-to|explanation)/", p))]

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
_FENCE = re.compile(r"^```", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +(?P<words>.+)$", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str) -> list[tuple[str, str]]:
    """The code blocks of a document, each with its language."""
    return [(m["language"], m["code"]) for m in _BLOCK.finditer(text_of(name))]


def first_block(name: str, language: str) -> str:
    return next(code for written, code in blocks(name) if written == language)


def scripts(name: str) -> list[tuple[str, str]]:
    """The Python blocks of a document, each with the output that the block behind it gives."""
    found = blocks(name)
    return [
        (code, output)
        for (language, code), (following, output) in pairwise(found)
        if language == "python" and following == "text"
    ]


def anchors(name: str) -> set[str]:
    """What a link may name behind #: the headings, as code hosts write them."""
    words = (m["words"].lower() for m in _HEADING.finditer(text_of(name)))
    return {re.sub(r"[^\w\- ]", "", w).replace(" ", "-") for w in words}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the document of the README in it."""
    (tmp_path / "plan.txt").write_text(first_block("README.md", "text"), "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("name", READMES)
def test_example(name: str, folder: Path) -> None:
    assert first_block(name, "text") == (folder / "plan.txt").read_text("utf-8")
    lines = run(folder, "-m", "planparse", "run", "plan.txt", "-o", "-").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(first_block(name, "json"))]


@pytest.mark.parametrize("name", READMES)
def test_python_blocks(name: str, folder: Path) -> None:
    examples = scripts(name)
    assert len(examples) == sum(language == "python" for language, _ in blocks(name)) > 0
    run(folder, "-m", "planparse", "run", "plan.txt", "-o", "out")
    for code, output in examples:
        (folder / "example.py").write_text(code, "utf-8")
        assert run(folder, "-X", "utf8", "example.py") == output


@pytest.mark.parametrize("name", RUNNING)
def test_blocks_of_a_page(name: str, tmp_path: Path) -> None:
    """Python and commands (`sh`) run in the order of the page and print the `text` behind them; `bash` sets things up."""
    for plans in ("plans", "reposts"):
        shutil.copytree(ROOT / "docs" / plans, tmp_path / plans)
    found = [*blocks(name), ("", "")]
    assert len(_FENCE.findall(text_of(name))) == 2 * (len(found) - 1)  # no block without a language
    for (language, code), (following, output) in pairwise(found):
        printed = run_block(language, code, tmp_path)
        if following == "text":
            assert printed == output


def test_the_chinese_tutorial_has_the_blocks_of_the_english_one() -> None:
    assert blocks("docs/zh/tutorial.md") == blocks("docs/tutorial.md") != []


def run_block(language: str, code: str, folder: Path) -> str:
    """What a block of a page prints; nothing for those that only show."""
    if language == "python":
        (folder / "example.py").write_text(code, "utf-8")
        return run(folder, "-X", "utf8", "example.py")
    if language == "sh":
        lines = [shlex.split(line) for line in code.splitlines()]
        assert {line[0] for line in lines} == {"planparse"}
        return "".join(run(folder, "-X", "utf8", "-m", *line) for line in lines)
    assert language in ("text", "toml", "json") or re.fullmatch(r"((pip install|make) .*\n)+", code)
    return ""


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_named(name: str) -> None:
    assert callable(main)  # its module hangs the commands into the app
    commands = typer.main.get_group(app).commands
    assert commands
    assert [c for c in commands if f"`planparse {c}" not in text_of(name)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"`planparse ([a-z]+)", text_of(name)))
    assert named <= set(typer.main.get_group(app).commands)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_targets_exist(name: str) -> None:
    named = set(re.findall(r"`make ([a-z]+)", text_of(name)))
    assert named <= set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links(name: str) -> None:
    targets = [m["target"] for m in _LINK.finditer(text_of(name)) if "://" not in m["target"]]
    broken = []
    for target in targets:
        file, _, anchor = target.partition("#")
        path = os.path.normpath(Path(name).parent / file).replace("\\", "/") if file else name
        if path in MADE_PAGES:
            continue  # the test of the built site follows these
        if not (ROOT / path).exists() or (anchor and anchor not in anchors(path)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_in_backquotes_exist(name: str) -> None:
    """A path such as `src/planparse/text.py`; inside the package, `link/when.py` will do."""
    paths = set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_.]+\.[a-z]+)?)`", text_of(name)))
    places = (ROOT, ROOT / "src" / "planparse")
    assert sorted(p for p in paths - MADE if not any((place / p).exists() for place in places)) == []


def test_dependencies_are_explained() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = [re.split(r"[^\w-]", requirement)[0] for requirement in wanted]
    assert {"typer", "selectolax"} <= set(names)
    row = re.compile(r"^\| (\w[\w-]*) \|.*(?:MIT|BSD|Apache|MPL).*\|$", re.MULTILINE)
    assert [row.findall(text_of(readme)) for readme in READMES] == [names, names]
