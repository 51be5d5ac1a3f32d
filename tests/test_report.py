"""The report without a browser: what is put into the page, how large it is, how fast it is written, and reviews."""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from planparse import parse
from planparse.cli import main
from planparse.cli.frame import app
from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.evaluate.review import load_review
from planparse.evaluate.reviewed_labels import at, period_label
from planparse.records import Period
from planparse.run import local
from planparse.run.inputs import find_inputs
from planparse.write.dataset import write_files, write_manifest
from planparse.write.report import write_report
from planparse.write.report.mentions import Marker

assert callable(main)  # its module hangs the commands into the app
ITEMS = (
    "年底前，高中毛入学率由82%提高到{a}%以上，由基础教育股负责。",
    "新建幼儿园{b}所，投入资金{c}万元，培训教师{d}人次。",
    "力争危房改造竣工面积达到{c}平方米，受益学生超过{d}名。",
)


def plan(number: int) -> str:
    """A plan of some thirty targets."""
    lines = [ITEMS[i % 3].format(a=80 + i % 20, b=2 + i, c=100 + 7 * i, d=30 + i) for i in range(12)]
    items = "\n".join(f"{i}.{line}" for i, line in enumerate(lines, 1))
    return f"松河县教育局{2010 + number % 10}年工作要点\n一、主要任务\n{items}\n"


def many_targets(folder: Path, wanted: int) -> None:
    """A dataset in `out` of at least so many targets: few texts are parsed, their records repeated under other names."""
    parsed = [parse(plan(i), name=f"plan{i}.txt") for i in range(10)]
    each = min(len(p.targets) for p in parsed)
    files = []
    for i in range(-(-wanted // each)):
        like, name = parsed[i % 10], f"plan{i}.txt"
        (folder / name).write_text(plan(i % 10), "utf-8")
        files.append(renamed(like, name, f"-{i}"))
    hashes = {name: w.sha256 for name, w in write_files(folder / "out", files).items()}
    counts = {"documents": len(files), "measures": 0, "targets": sum(len(f.targets) for f in files), "rejected": 0}
    write_manifest(folder / "out", {
        "versions": {"planparse": "0"}, "config": {}, "inputs": {"files": len(files)}, "counts": counts, "sha256": hashes,
        "coverage": {"seen": counts["targets"], "used": counts["targets"], "set_aside": {}},
    })  # fmt: skip


def renamed(like: Any, name: str, mark: str) -> Any:
    """The records of a parsed file as those of another with the same text."""
    from dataclasses import replace
    from hashlib import sha256

    digest = sha256(like.source.text.encode()).hexdigest()
    documents = tuple(d.model_copy(update={"source": name, "doc_id": d.doc_id + mark, "sha256": digest}) for d in like.documents)
    targets = tuple(
        t.model_copy(update={"source": name, "doc_id": t.doc_id + mark, "target_id": t.target_id + mark, "part_of": None, "same_as": None})
        for t in like.targets
    )
    return replace(like, documents=documents, targets=targets, measures=())


def data_of(page: Path) -> dict[str, Any]:
    packed = re.search(r'<script type="text/plain" id="data">([^<]*)</script>', page.read_text("utf-8"))
    assert packed
    return dict(json.loads(gzip.decompress(base64.b64decode(packed[1]))))


def test_twenty_thousand_targets_are_quick_and_small(tmp_path: Path) -> None:
    many_targets(tmp_path, 20_000 - 40)
    began = time.process_time()
    written = write_report(tmp_path / "out", tmp_path / "report.html", tmp_path)
    took = time.process_time() - began
    assert written.parts == 0
    assert written.targets > 19_900
    assert took < 10
    assert written.page.stat().st_size < 15 * 2**20


def test_the_page_names_no_other_place(tmp_path: Path) -> None:
    many_targets(tmp_path, 10)
    page = write_report(tmp_path / "out", tmp_path / "report.html", tmp_path).page
    text = page.read_text("utf-8")
    own = text.replace(re.search(r"<script>\s*/\*\s*\* Licensed.*?</script>", text, re.DOTALL)[0], "")  # type: ignore[index]
    assert re.findall(r"https?://[^\s'\"]*", own) == []
    assert re.findall(r"\b(?:src|href)=[\"'](?!#)[^\"']*", own) == []
    assert "default-src 'none'" in own
    assert text.count("<script") == 4


def test_the_same_dataset_gives_the_same_page(tmp_path: Path) -> None:
    many_targets(tmp_path, 10)
    text = "青河县教育局2014年计划\n高中阶段[1]毛入学率达到85%以上。\n初中巩固率[2]达到98%。\n[1]指在校生与学龄人口之比。\n"
    (target,) = [t for t in parse(text).targets if t.quote == "85%"]
    assert target.indicator == "高中阶段毛入学率"
    marks = Marker(text).marks(target)
    assert [text[m.start : m.end] for m in marks if m.field == "indicator"] == ["高中阶段", "毛入学率"]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "planparse", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_commands(tmp_path: Path) -> None:
    (tmp_path / "计划.txt").write_text(plan(5), "utf-8")
    assert run(tmp_path, "run", "计划.txt", "-o", "out").returncode == 0
    done = run(tmp_path, "report", "out", "-o", "页.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("页.html: ")
    target = data_of(tmp_path / "页.html")["targets"][0]
    row = {"target_id": target[0], "doc_id": "d", "source": "计划.txt", "sha256": "", "start": 0, "end": 1, "quote": "x", "verdict": "mended", "fields": {"value": "84", "period": ""}}
    (tmp_path / "review.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    scored = run(tmp_path, "evaluate", "out", "--review", "review.jsonl", "--json", "scores.json")
    assert (scored.returncode, scored.stderr) == (0, "")
    scores = json.loads((tmp_path / "scores.json").read_text("utf-8"))
    assert (scores["accuracy value"], scores["accuracy period"], scores["accuracy unit"]) == (0, 0, 1)
    assert (scores["target found"], scores["quantity right"]) == (1, 0)
    made = run(tmp_path, "labels", "out", "--review", "review.jsonl", "-o", "labels")
    assert (made.returncode, made.stderr, made.stdout) == (0, "", "labels/计划.labels.json\n")
    again = run(tmp_path, "evaluate", "out", "labels/计划.labels.json", "--json", "scores.json")
    assert (again.returncode, again.stderr) == (0, "")
    scores = json.loads((tmp_path / "scores.json").read_text("utf-8"))
    assert (scores["target found"], scores["quantity right"]) == (1, 0)
    assert "responsible unit" not in scores  # the file labels no units


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("report", "nix"), "nix is no finished dataset"),
        (("report", "out", "-o", "."), ". is a folder; name the page"),
        (("evaluate", "out"), "say what to score against: label files, or --review"),
        (("evaluate", "out", "--review", "nix.jsonl"), "nix.jsonl: No such file"),
        (("evaluate", "out", "--review", "bad.jsonl"), "bad.jsonl, line 2: verdict: "),
        (("evaluate", "out", "--review", "other.jsonl"), "none of the reviewed records is in this dataset"),
        (("evaluate", "out", "--review", "other.jsonl", "--calibration"), "--calibration needs label files"),
        (("labels", "out"), "say one of: --review review.jsonl"),
        (("labels", "out", "--review", "other.jsonl"), "none of the reviewed files is in this dataset"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str) -> None:
    many_targets(tmp_path, 10)
    row = {"target_id": "t", "doc_id": "d", "source": "x.txt", "sha256": "", "start": 0, "end": 1, "quote": "x", "verdict": "right"}
    (tmp_path / "other.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (tmp_path / "bad.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(row | {"verdict": "maybe"}) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"planparse: {message}")
    assert done.stderr.count("\n") == 1


def test_a_changed_source_is_not_shown(tmp_path: Path) -> None:
    many_targets(tmp_path, 10)
    (tmp_path / "plan0.txt").write_text(plan(1), "utf-8")
    written = write_report(tmp_path / "out", tmp_path / "report.html", tmp_path)
    assert written.unread == ["plan0.txt: changed since the run; make the dataset anew"]
    assert data_of(written.page)["files"][0]["text"] is None


def test_a_text_that_the_dataset_keeps_needs_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = "".join(f"<p>{line}</p>" for line in plan(5).splitlines())
    Path("plan.html").write_text(f"<html><head><meta charset='utf-8'></head><body><article>{lines}</article></body></html>", "utf-8")
    local.run(find_inputs(["plan.html"]), Path("out"), Config())
    Path("plan.html").unlink()
    written = write_report(Path("out"), Path("report.html"))
    assert (written.unread, written.documents) == ([], 1)
    data = data_of(written.page)
    text = data["files"][0]["text"]
    for row in data["targets"]:
        target = dict(zip(data["fields"], row, strict=True))
        assert text[target["start"] : target["end"]] == target["quote"]
        assert "indicator" in {field for field, *_ in target["marks"]}


def test_a_row_of_a_table_is_a_source_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plans.jsonl").write_text("".join(json.dumps({"text": plan(i)}, ensure_ascii=False) + "\n" for i in range(2)), "utf-8")
    assert run(tmp_path, "run", "--manifest", "plans.jsonl", "-o", "out").returncode == 0
    written = write_report(Path("out"), Path("report.html"))
    assert written.unread == []
    assert [file["text"] for file in data_of(written.page)["files"]] == [plan(0), plan(1)]


def test_targets_of_no_document_are_not_left_out_in_silence(tmp_path: Path) -> None:
    many_targets(tmp_path, 60)
    lines = (tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "out" / "documents.jsonl").write_text("".join(lines[1:]), "utf-8")
    with pytest.raises(PlanparseError, match=r"rows of plan0\.txt, but no document"):
        write_report(tmp_path / "out", tmp_path / "report.html", tmp_path)


def test_of_two_rows_on_a_record_the_later_stands(tmp_path: Path) -> None:
    row = {"target_id": "t", "doc_id": "d", "source": "x.txt", "sha256": "", "start": 0, "end": 1, "quote": "x"}
    for name, verdict in (("a.jsonl", "right"), ("b.jsonl", "wrong")):
        (tmp_path / name).write_text(json.dumps(row | {"verdict": verdict}) + "\n", "utf-8")
    (kept,) = load_review([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
    assert kept.verdict == "wrong"


@pytest.mark.parametrize("text", ["3所3所3所3所", "建3所。建3所。再建3所"])
def test_a_label_occurs_once(text: str) -> None:
    for start in range(len(text) - 1):
        words = at(text, start, start + 2)
        bare = words.replace("⟦", "").replace("⟧", "")
        assert text.count(bare) == 1
        assert text.index(bare) + words.index("⟦") == start


def test_labels_do_not_take_brackets_for_their_own() -> None:
    with pytest.raises(PlanparseError, match="has the brackets"):
        at("⟦3所", 0, 3)


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [(None, "2015-12-31", "2015-12-31"), ("2014-01-01", "2014-12-31", "2014"), ("2011-01-01", "2020-12-31", "2011/2020"), ("2014-03-01", "2014-05-31", "2014-03-01/2014-05-31"), ("2014-01-01", None, None)],
)
def test_periods_as_labels_write_them(start: str | None, end: str | None, label: str | None) -> None:
    assert period_label(Period(start=start, end=end, text="", basis="written")) == label
