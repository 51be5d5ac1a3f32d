"""Reposts: precision and recall on a folder with known ones, the guards, the command, and what is written."""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

import pytest
from typer.testing import CliRunner

import reposts
from planparse.cli.frame import app
from planparse.config import Config
from planparse.dedup.clusters import clusters
from planparse.dedup.run import dedup
from planparse.dedup.sketch import Sketch, sketch
from planparse.pipeline import parse
from planparse.run.inputs import find_inputs
from planparse.run.local import run

Pairs = set[frozenset[str]]


def sketches(*texts: str) -> list[Sketch]:
    found = []
    for number, text in enumerate(texts):
        parsed = parse(text, name=f"{number}.txt")
        assert parsed.source is not None
        found += [sketch(parsed.source.text, document) for document in parsed.documents]
    return found


def plan(place: str = "清溪县", year: int = 2016, figure: int = 40) -> str:
    tasks = [
        f"{n}、推进第{n}片区管网改造。年内更换老旧管道{n * 3 + figure}公里，新装智能水表{n * 700}只，培训抢修人员{n * 9}名。"
        for n in range(1, 12)
    ]
    return f"{place}水务局{year}年工作要点\n" + "\n".join(tasks) + "\n"


def pairs_of(dataset: Path) -> Pairs:
    found: Pairs = set()
    for line in (dataset / "clusters.jsonl").read_text("utf-8").splitlines():
        names = sorted({Path(member["source"]).name for member in json.loads(line)["members"]})
        found |= {frozenset(pair) for pair in combinations(names, 2)}
    return found


def test_known_reposts(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    truth = reposts.write(folder)
    assert len(truth) == reposts.SIZE
    run(find_inputs([str(folder)]), out, Config())
    result = dedup(out)
    expected = {frozenset(p) for p in combinations(truth, 2) if truth[p[0]] == truth[p[1]]}
    found = pairs_of(out)
    assert result.documents >= reposts.SIZE
    assert len(found & expected) / len(found) >= 0.98
    assert len(found & expected) / len(expected) >= 0.95


def test_another_year_or_bureau_is_no_copy() -> None:
    assert clusters(sketches(plan(), plan(year=2017), plan(place="赤岭县"))) == []


def test_the_whole_is_canonical_for_its_parts() -> None:
    whole = plan()
    (cluster,) = clusters(sketches(whole[330:620], whole, whole[:300]))
    assert [(m.source, m.relation) for m in cluster.members] == [("1.txt", "canonical"), ("0.txt", "part"), ("2.txt", "part")]


def test_a_piece_without_title_joins_the_year_it_was_torn_from() -> None:
    of_2016, of_2017 = plan(), plan(year=2017, figure=57)
    found = clusters(sketches(of_2016, of_2017, of_2017[200:500]))
    assert [[m.source for m in cluster.members] for cluster in found] == [["1.txt", "2.txt"]]


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(plan(), "utf-8")
    run(find_inputs(["a.txt", "b.txt"]), Path("out"), Config())
    done = CliRunner().invoke(app, ["dedup", "out"])
    assert (done.exit_code, done.output) == (0, "2 documents, 1 of them with copies, 1 copies; out/clusters.jsonl says which\n")
    Path("b.txt").unlink()
    done = CliRunner().invoke(app, ["dedup", "out"])
    assert done.exit_code == 2
    assert "b.txt: No such file" in done.output


def test_no_dataset(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["dedup", str(tmp_path)])
    assert done.exit_code == 2
    assert "no finished dataset" in done.output


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(plan(), "utf-8")
    run(find_inputs([str(tmp_path / "a.txt")]), tmp_path / "out", Config())
    monkeypatch.setitem(sys.modules, "rensa", None)
    done = CliRunner().invoke(app, ["dedup", str(tmp_path / "out")])
    assert (done.exit_code, 'pip install "planparse[dedup]"' in done.output) == (2, True)
