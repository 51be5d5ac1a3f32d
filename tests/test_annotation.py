"""Annotation tools: files out, corrections in, each mark where it was, in each tool's own counting."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from planparse.annotation import TOOLS, brat, label_studio, write_file
from planparse.annotation.counting import Counting, plain
from planparse.annotation.label_files import Imported, import_labels
from planparse.annotation.marks import FIELDS, marked_texts
from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.evaluate.labels import Gold, load_labels
from planparse.evaluate.score import load_records, score
from planparse.run.inputs import find_inputs
from planparse.run.local import run

# Characters of two UTF-16 units stand before, inside and behind what is marked; the line ends are those of Windows.
PLAN = (
    "\U0001f600𠮷河县教育局2015年工作要点\r\n一、办好学校\r\n新建𠮷山小学5所，培训骨干教师300人，入园率由82.5%提高到92.5%以上。牵头单位：𠮷河县财政局；"
    "配合单位：基础教育股\r\n\r\n二、改善条件\r\n年底前投入1200万元，至少建成食堂3至5个，\r\n实现校车全覆盖。\r\n"
)
OTHER = "青河縣教育局2016年工作要點\n新建幼兒園5所，入園率達到百分之九十以上，由基教科負責。\n"


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("计划").mkdir()
    Path("计划/甲 一.txt").write_bytes(PLAN.encode("gb18030"))
    Path("计划/乙.txt").write_text(OTHER, "utf-8")
    run(find_inputs(["计划"]), Path("out"), Config())
    return Path("out")


def exported(dataset: Path, ending: str) -> Path:
    path = Path(f"corpus{ending}")
    write_file(dataset, path, Path())
    if ending == ".label-studio.json":
        accept_all(path)
    return path


def accept_all(path: Path) -> None:
    """What Label Studio gives back when a person has submitted each prediction as it was."""
    tasks = json.loads(path.read_text("utf-8"))
    for number, task in enumerate(tasks, 1):
        task |= {"id": number, "annotations": [{"id": number, "result": task.pop("predictions")[0]["result"], "was_cancelled": False}]}
    path.write_text(json.dumps(tasks, ensure_ascii=False), "utf-8")


def imported(dataset: Path, path: Path) -> tuple[Imported, dict[str, Gold]]:
    done = import_labels(dataset, [path], Path("labels"), Path())
    golds = [load_labels(file) for file in done.files]
    assert [problem for gold in golds for problem in gold.problems] == []
    return done, {gold.source: gold for gold in golds}


@given(st.text("ab中\U0001f600𠮷\r\n", max_size=40), st.booleans())
def test_offsets_lead_to_the_tools_copy_and_back(text: str, utf16: bool) -> None:
    source, counting = plain(text), Counting(text, utf16=utf16)
    units = text.encode("utf-16-le") if utf16 else text.encode("utf-32-le")
    width, code = (2, "utf-16-le") if utf16 else (4, "utf-32-le")
    for offset in range(len(source) + 1):
        place = counting.to_tool(offset)
        assert counting.to_source(place) == offset
        assert plain(units[: place * width].decode(code)) == source[:offset]


@pytest.mark.parametrize("ending", TOOLS)
def test_what_goes_out_comes_back_as_labels_that_the_dataset_fits(dataset: Path, ending: str) -> None:
    done, golds = imported(dataset, exported(dataset, ending))
    assert done.problems == []
    records = load_records(dataset)
    assert sorted(golds) == ["乙.txt", "甲 一.txt"]
    labels = [label for gold in golds.values() for label in gold.targets]
    assert len(labels) == len(records.targets) > 7
    assert sum(len(gold.measures) for gold in golds.values()) == len(records.measures) > 3
    report = score(records, golds.values())
    assert {name: task.f1 for name, task in report.tasks.items()} == dict.fromkeys(report.tasks, 1.0)
    assert {"whole record right", "responsible unit", "measure", "target's responsible unit"} <= set(report.tasks)
    assert all(field.right == field.seen for field in report.fields.values())
    marked = {(label.span, label.value) for label in labels}
    assert marked == {((t.start, t.end), t.value) for t in records.targets}
    assert all(label.note is None for label in labels) == (ending != ".doccano.jsonl")


TASKS = {
    "type": "array", "minItems": 1,
    "items": {
        "type": "object", "required": ["data", "predictions"], "additionalProperties": False,
        "properties": {
            "data": {"type": "object", "required": ["text", "source"], "additionalProperties": {"type": "string"}},
            "predictions": {"type": "array", "items": {
                "type": "object", "required": ["result"],
                "properties": {"model_version": {"type": "string"}, "result": {"type": "array", "items": {
                    "type": "object", "required": ["id", "from_name", "to_name", "type", "value"], "additionalProperties": False,
                    "properties": {
                        "id": {"type": "string"}, "from_name": {"type": "string"}, "to_name": {"const": "text"},
                        "type": {"enum": ["labels", "choices", "textarea"]},
                        "value": {
                            "type": "object", "required": ["start", "end"],
                            "properties": {
                                "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer"},
                                "labels": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                                "choices": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                            },
                        },
                    },
                }}},
            }},
        },
    },
}  # fmt: skip


def test_label_studio_counts_as_browsers_do_and_fits_its_interface(dataset: Path) -> None:
    write_file(dataset, Path("a.label-studio.json"), Path())
    tasks = json.loads(Path("a.label-studio.json").read_text("utf-8"))
    Draft202012Validator(TASKS).validate(tasks)
    view = ET.fromstring(Path("a.label-studio.config.xml").read_text("utf-8"))
    controls = {tag.get("name"): tag for tag in view.iter() if tag.get("toName")}
    assert {tag.get("toName") for tag in controls.values()} == {view.find("Text").get("name")} == {"text"}  # type: ignore[union-attr]
    assert view.find("Text").get("value") == "$text"  # type: ignore[union-attr]
    seen = 0
    for task in tasks:
        units = task["data"]["text"].encode("utf-16-le")
        for item in task["predictions"][0]["result"]:
            value, tag = item["value"], controls[item["from_name"]]
            assert tag.tag.lower() == item["type"]
            words = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
            assert item["type"] == "textarea" or words == value["text"]
            allowed = {option.get("value") for option in tag}
            assert set(value.get("labels", value.get("choices", []))) <= allowed
            seen += "𠮷" in words
    assert seen > 1
    assert "\r" not in tasks[0]["data"]["text"]


JUDGE = """
import json, sys
from label_studio_sdk.label_interface import LabelInterface
interface = LabelInterface(open("a.label-studio.config.xml", encoding="utf-8").read())
interface.validate()
for task in json.load(open("a.label-studio.json", encoding="utf-8")):
    (prediction,) = task["predictions"]
    wrong = dict(prediction["result"][0], from_name="nix")
    print(json.dumps([interface.validate_prediction(prediction, return_errors=True), interface.validate_annotation(prediction),
                      interface.validate_annotation({"result": [wrong]})]))
"""


def test_label_studio_s_own_code_takes_the_files(dataset: Path) -> None:
    place = Path(__file__).parent.parent / "build" / "tools"
    if not (place / "label_studio_sdk").is_dir():
        assert not os.environ.get("CI"), ".ci/run calls make tools"
        pytest.skip("Label Studio's SDK is not there (make tools)")
    write_file(dataset, Path("a.label-studio.json"), Path())
    command, environment = [sys.executable, "-X", "utf8", "-c", JUDGE], os.environ | {"PYTHONPATH": str(place)}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [[[], True, False]] * 2


def test_corrections_made_in_label_studio_reach_the_labels(dataset: Path) -> None:
    path = exported(dataset, ".label-studio.json")
    tasks = json.loads(path.read_text("utf-8"))
    task = next(t for t in tasks if "甲" in t["data"]["source"])
    result = task["annotations"][0]["result"]
    ids = {item["value"]["text"]: item["id"] for item in result if item["type"] == "labels"}
    for item in result:
        if (item["id"], item["from_name"]) == (ids["300人"], "indicator"):
            item["value"]["text"] = ["青年教师"]
        if (item["id"], item["from_name"]) == (ids["300人"], "status"):
            item["value"]["choices"] = ["context"]
    gone = ids["1200万元"]
    drawn = task["data"]["text"].encode("utf-16-le").index("92.5".encode("utf-16-le")) // 2
    added: dict[str, Any] = {"start": drawn, "end": drawn + 5}
    result += [
        {"id": "new", "from_name": "label", "to_name": "text", "type": "labels", "value": added | {"labels": ["target"]}},
        {"id": "new", "from_name": "indicator", "to_name": "text", "type": "textarea", "value": added | {"text": ["入园率"]}},
    ]
    task["annotations"].insert(0, {"was_cancelled": False, "result": []})
    task["annotations"][1]["result"] = [item for item in result if item["id"] not in (gone, ids.get("92.5%", ""))]
    tasks[0 if tasks[1] is task else 1]["annotations"] = [{"was_cancelled": True, "result": []}]
    path.write_text(json.dumps(tasks), "utf-8")
    _, golds = imported(dataset, path)
    assert list(golds) == ["甲 一.txt"]
    labels = {gold.text[slice(*label.span)]: label for gold in golds.values() for label in gold.targets}
    assert (labels["300人"].indicator, labels["300人"].status) == ("青年教师", "context")
    assert "1200万元" not in labels
    assert (labels["92.5%"].value, labels["92.5%"].kind, labels["92.5%"].indicator) == (92.5, "percent", "入园率")
    assert labels["92.5%"].note == "fields as planparse reads them, not reviewed: change, comparator, kind, status, value"


def test_doccano_spans_that_were_moved_or_drawn(dataset: Path) -> None:
    path = exported(dataset, ".doccano.jsonl")
    row = json.loads(path.read_text("utf-8").splitlines()[0])
    text = row["text"]
    assert "5所" in [text[s:e] for s, e, label in row["label"] if label == "target"]
    start = text.index("5所")
    spans = [[start - 2, start + 2, "target"], [0, 2, "a label of theirs"]]
    path.write_text(json.dumps({"id": 7, "text": text, "entities": [
        {"id": 1, "start_offset": s, "end_offset": e, "label": label} for s, e, label in spans
    ], "relations": [], "meta": {"source": row["source"]}}), "utf-8")  # fmt: skip
    done, golds = imported(dataset, path)
    (gold,) = golds.values()
    (label,) = gold.targets
    assert gold.text[slice(*label.span)] == text[start - 2 : start + 2]
    assert (label.value, label.unit) == (5, "所")
    assert label.note
    assert done.problems == []


def test_a_mark_without_a_number_is_left_out_and_said(dataset: Path) -> None:
    path = exported(dataset, ".doccano.jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        row["label"] = [[0, 2, "target"], [0, 2, "measure"], [0, 3, "agency"]]
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    done, golds = imported(dataset, path)
    assert len(done.problems) == 4
    assert re.match(r".*txt: (target|measure) '.*' at 0: ", done.problems[0])
    assert [len(gold.units) for gold in golds.values()] == [1, 1]


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize("counted", [False, True])
def test_brat_files_that_got_line_ends_of_windows(dataset: Path, counted: bool) -> None:
    """Before the annotations were made, so that offsets count both characters, or after."""
    folder = exported(dataset, ".brat")
    plain_labels = {source: [label.span for label in gold.targets] for source, gold in imported(dataset, folder)[1].items()}
    for path in folder.rglob("*.txt"):
        text, ann = path.read_text("utf-8"), path.with_suffix(".ann")
        path.write_bytes(windows(text).encode())
        lines = ann.read_text("utf-8")
        if counted:
            shift = Counting(windows(text))
            lines = re.sub(r"(?<=[ ;])\d+(?=[ ;\t])", lambda m, shift=shift: str(shift.to_tool(int(m[0]))), lines)
            lines = "".join(fixed(line, windows(text)) for line in lines.splitlines(keepends=True))
        ann.write_bytes(windows(lines).encode())
    again = {source: [label.span for label in gold.targets] for source, gold in imported(dataset, folder)[1].items()}
    assert again == plain_labels


def fixed(line: str, text: str) -> str:
    """A line of standoff whose words are what its offsets say."""
    if not line.startswith("T"):
        return line
    head, place, _ = line.split("\t")
    pieces = [tuple(map(int, p.split())) for p in place.split(" ", 1)[1].split(";")]
    return f"{head}\t{place}\t{' '.join(text[start:end] for start, end in pieces)}\n"


def places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places in a JSON value, of long lists the first three."""
    yield here
    inner = value.items() if isinstance(value, dict) else list(enumerate(value))[:3] if isinstance(value, list) else ()
    for key, part in inner:
        yield from places(part, (*here, key))


def with_other(value: Any, place: tuple[Any, ...], other: Any) -> Any:
    """A JSON value that holds something else at a place."""
    if not place:
        return other
    copy = value.copy()
    copy[place[0]] = with_other(value[place[0]], place[1:], other)
    return copy


@pytest.mark.parametrize("ending", [".label-studio.json", ".doccano.jsonl", ".jsonld"])
def test_whatever_stands_in_a_file_a_mistake_is_one_line(dataset: Path, ending: str) -> None:
    path = exported(dataset, ending)
    whole = json.loads(path.read_text("utf-8").splitlines()[0] if ending == ".doccano.jsonl" else path.read_text("utf-8"))
    said = []
    for place, other in zip(places(whole), cycle((None, -1, 1.5, 10**9, "x", [], {})), strict=False):
        path.write_text(json.dumps(with_other(whole, place, other)), "utf-8")
        try:
            import_labels(dataset, [path], Path("labels"), Path())
        except PlanparseError as error:
            said.append(str(error))
    assert len(said) > 5
    assert [message for message in said if "\n" in message] == []


@pytest.mark.parametrize("ending", TOOLS)
def test_a_file_that_an_editor_of_windows_has_saved(dataset: Path, ending: str) -> None:
    """With a byte order mark and line ends of its own."""
    path = exported(dataset, ending)
    expected = {source: gold.targets for source, gold in imported(dataset, path)[1].items()}
    for file in path.rglob("*") if path.is_dir() else [path]:
        if file.is_file():
            file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    done, golds = imported(dataset, path)
    assert {source: gold.targets for source, gold in golds.items()} == expected
    for file in done.files:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
        assert load_labels(file).targets


def test_the_text_that_a_dataset_keeps_needs_no_file(dataset: Path) -> None:
    Path("计划/甲 一.txt").rename("计划/丙.md")
    run(find_inputs(["计划"]), Path("out"), Config(), fresh=True)
    path = exported(Path("out"), ".doccano.jsonl")
    Path("计划/丙.md").unlink()
    assert exported(Path("out"), ".doccano.jsonl").read_bytes() == path.read_bytes()
    assert sorted(imported(Path("out"), path)[1]) == ["丙.md", "乙.txt"]


def test_brat_lines(dataset: Path) -> None:
    folder = exported(dataset, ".brat")
    name = "计划/甲 一"
    text, ann = (folder / f"{name}.txt").read_text("utf-8"), (folder / f"{name}.ann").read_text("utf-8")
    bounds = re.findall(r"^T\d+\t(\w+) ([\d ;]+)\t(.*)$", ann, re.MULTILINE)
    assert {label for label, _, _ in bounds} == {"target", "agency", "measure"}
    for _, places, words in bounds:
        pieces = [tuple(map(int, place.split())) for place in places.split(";")]
        assert " ".join(text[start:end] for start, end in pieces) == words
        assert all("\n" not in text[start:end] for start, end in pieces)
    assert re.search(r"^A\d+\tkind T\d+ percent$", ann, re.MULTILINE)
    assert re.search(r'^#\d+\tAnnotatorNotes T\d+\t\{"value":92\.5,.*"indicator":"[^"]*入园率"', ann, re.MULTILINE)
    conf = (folder / "annotation.conf").read_text("utf-8")
    assert re.findall(r"^\[(\w+)\]$", conf, re.MULTILINE) == ["entities", "relations", "events", "attributes"]
    assert "role\tArg:agency, Value:lead|support|responsible|supervise" in conf


def test_names_that_no_folder_takes_become_names_that_any_takes() -> None:
    assert brat._name("/data/../甲:一?.txt", set()) == "data/甲_一_"
    assert brat._name("../a.docx", {"A.docx"}) == "a.docx_"


def test_web_annotations_are_found_by_offsets_by_browser_offsets_or_by_words(dataset: Path) -> None:
    path = exported(dataset, ".jsonld")
    page = json.loads(path.read_text("utf-8"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    texts = {marked.source: marked.text for marked in marked_texts(dataset, Path())}
    want = {source: [label.span for label in gold.targets] for source, gold in imported(dataset, path)[1].items()}
    for number, item in enumerate(page["items"]):
        words, position = item["target"]["selector"]
        assert item["type"] == "Annotation"
        assert item["id"].startswith("urn:")
        source = "计划/甲 一.txt" if "%E7%94%B2" in item["target"]["source"] else "计划/乙.txt"
        assert texts[source][position["start"] : position["end"]] == words["exact"]
        if number % 3 == 1:
            counting = Counting(texts[source], utf16=True)
            position |= {"start": counting.to_tool(position["start"]), "end": counting.to_tool(position["end"])}
        if number % 3 == 2:
            item["target"]["selector"] = words
    path.write_text(json.dumps({"type": "AnnotationCollection", "first": page}), "utf-8")
    assert {source: [label.span for label in gold.targets] for source, gold in imported(dataset, path)[1].items()} == want


def change(path: Path, how: Callable[[str], str]) -> None:
    path.write_text(how(path.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize(
    ("ending", "how", "message"),
    [
        (".label-studio.json", lambda text: "[", "no JSON"),
        (".label-studio.json", lambda text: '[{"text": "a"}]', "no tasks of Label Studio"),
        (".label-studio.json", lambda text: text.replace("300人", "301人"), "is another than that of the dataset"),
        (".label-studio.json", lambda text: text.replace("计划/", "nix/"), "is no source of out"),
        (".doccano.jsonl", lambda text: "3\n", "no object"),
        (".doccano.jsonl", lambda text: '{"text": "a"}\n', "was it exported by planparse"),
        (".jsonld", lambda text: "{}", "no annotations"),
        (".jsonld", lambda text: '[{"type": "Annotation"}]', "without body, source or selector"),
        (".jsonld", lambda text: text.replace('"exact":"300人"', '"exact":"301人"'), "stand nowhere"),
        (".jsonld", lambda text: text.replace(".txt", ".nix"), "is no source of"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_named(dataset: Path, ending: str, how: Callable[[str], str], message: str) -> None:
    path = exported(dataset, ending)
    change(path, how)
    with pytest.raises(PlanparseError, match=message) as caught:
        import_labels(dataset, [path], Path("labels"), Path())
    assert "\n" not in str(caught.value)


def test_a_source_that_has_changed_is_not_exported(dataset: Path) -> None:
    change(Path("计划/乙.txt"), lambda text: text + "又")
    with pytest.raises(PlanparseError, match=r"乙\.txt: changed since the run"):
        write_file(dataset, Path("a.jsonld"), Path())
    assert not Path("a.jsonld").exists()


def planparse(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "planparse", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.usefixtures("dataset")
def test_the_commands() -> None:
    done = planparse("export", "out", "--to", "a.doccano.jsonl", "--to", "b.brat")
    assert (done.stdout, done.stderr, done.returncode) == ("a.doccano.jsonl\nb.brat\n", "", 0)
    done = planparse("labels", "out", "--from", "b.brat", "-o", "labels")
    assert (done.stderr, done.returncode) == ("", 0)
    assert {Path(line).name for line in done.stdout.splitlines()} == {"甲 一.labels.json", "乙.labels.json"}
    scored = planparse("evaluate", "out", "labels/甲 一.labels.json", "labels/乙.labels.json")
    assert scored.returncode == 0
    assert "whole record right" in scored.stdout
    for arguments, message in (
        (("labels", "out", "--from", "nix.csv"), "the name tells no tool"),
        (("labels", "out", "--from", "nix.brat"), "No such file"),
        (("labels", "out"), "--from FILE"),
    ):
        wrong = planparse(*arguments)
        assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
        assert message in wrong.stderr


def test_every_field_of_a_label_has_a_control_of_its_own() -> None:
    names = [name for names in FIELDS.values() for name in names]
    assert len(set(names)) == len(names)
    assert all(f'name="{name}"' in label_studio.interface() for name in names)
