"""Labels, comparisons, scores, and the gate."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from factory import SOURCE, TEXT, agency, document, measure, parsed, period, rate, target
from planparse.errors import PlanparseError
from planparse.evaluate import gate
from planparse.evaluate.compare import pair, same_indicator, same_number, same_period, similar
from planparse.evaluate.labels import Gold, load_labels
from planparse.evaluate.score import Records, score
from planparse.evaluate.tally import Report
from planparse.pipeline import ParsedFile

COUNT = {
    "at": "幼儿园⟦5所⟧", "kind": "count", "value": 5, "comparator": "eq", "unit": "所", "indicator": "幼儿园",
    "change": "level", "status": "planned",
}  # fmt: skip
RATE = {
    "at": "⟦92.5%以上⟧", "kind": "percent", "value": 92.5, "comparator": "ge", "unit": "%",
    "indicator": "入园率", "change": "level", "status": "planned", "responsible": ["县教育局"],
}  # fmt: skip
LABELS: dict[str, Any] = {
    "source": SOURCE,
    "documents": [
        {
            "at": "⟦临江县2014年教育工作计划⟧",
            "title": "临江县2014年教育工作计划",
            "issuer": "临江县",
            "year": 2014,
        }
    ],
    "boilerplate": [{"from": "版权", "to": "所有"}],
    "sections": [{"at": "⟦一、⟧加快", "level": 1, "title": "加快发展"}],
    "targets": [COUNT, RATE],
    "units": [{"at": "由⟦县教育局⟧", "name": "县教育局", "role": "responsible"}],
    "measure_zone": {"from": "新建", "to": "负责。"},
    "measures": [{"at": "⟦新建幼儿园5所⟧", "action": "新建", "object": "幼儿园"}],
}


def write(folder: Path, **changes: Any) -> Path:
    (folder / SOURCE).write_text(TEXT, "utf-8")
    path = folder / "计划.labels.json"
    path.write_text(json.dumps(LABELS | changes, ensure_ascii=False), "utf-8")
    return path


def gold(folder: Path, **changes: Any) -> Gold:
    return load_labels(write(folder, **changes))


def report(labels: Gold, **changes: Any) -> Report:
    found: dict[str, Any] = {
        "documents": [document()],
        "measures": [measure()],
        "targets": [target(), rate()],
    }
    return score(Records(**found | changes), [labels])


def test_labels_are_found_in_the_text(tmp_path: Path) -> None:
    labels = gold(tmp_path)
    assert labels.problems == []
    assert [TEXT[label.start : label.end] for label in labels.targets] == ["5所", "92.5%以上"]
    assert TEXT[slice(*labels.boilerplate[0].span)] == "版权所有"
    assert labels.measure_zone is not None
    assert TEXT[slice(*labels.measure_zone)].endswith("由县教育局负责。")
    assert gold(tmp_path, zone=[3, 9]).zone == (3, 9)


@pytest.mark.parametrize(
    ("at", "problem"),
    [
        ("⟦6所⟧", "not found"),
        ("⟦一⟧", ""),
        ("⟦县⟧", "found 2 times"),
        ("5所", "needs one ⟦…⟧"),
        ("⟧5⟦", "needs one"),
    ],
)
def test_labels_that_are_not_found_once_are_left_out(tmp_path: Path, at: str, problem: str) -> None:
    labels = gold(tmp_path, targets=[COUNT | {"at": at}])
    assert (len(labels.targets), len(labels.problems)) == ((0, 1) if problem else (1, 0))
    assert not problem or problem in labels.problems[0]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"source": "nix.txt"}, "should lie beside it"),
        ({"targets": [COUNT | {"kind": "size"}]}, "targets.0.kind"),
        ({"targets": [COUNT | {"colour": "red"}]}, "targets.0.colour"),
    ],
)
def test_a_wrong_label_file_is_named(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(PlanparseError, match=message):
        gold(tmp_path, **changes)


def test_everything_right_scores_one(tmp_path: Path) -> None:
    figures = report(gold(tmp_path)).figures()
    assert figures.pop("quotes that do not match") == 0
    assert set(figures.values()) == {1.0}
    assert len(figures) == 10 + 10 + 3 + 1


def test_nothing_found_scores_nothing(tmp_path: Path) -> None:
    empty = report(gold(tmp_path), documents=[], measures=[], targets=[])
    assert {tally.f1 for tally in empty.tasks.values()} == {0.0}
    assert empty.tasks["target found"].missed == 2


def test_wrong_fields_count_by_themselves_and_against_the_whole(tmp_path: Path) -> None:
    wrong = report(
        gold(tmp_path),
        targets=[target(value=Decimal(6)).model_copy(update={"quote": "六所"}), rate(status="achieved")],
    )
    assert wrong.tasks["target found"].f1 == 1
    assert wrong.tasks["quantity right"].f1 == 0.5
    assert wrong.tasks["whole record right"].f1 == 0
    assert (wrong.fields["value"].share, wrong.fields["status"].share) == (0.5, 0.5)
    assert wrong.quotes.right == wrong.quotes.seen - 1
    assert wrong.errors["status"] == [f"~ {SOURCE}: ⟦92.5%以上⟧ → achieved; want planned"]


def test_optional_targets_count_neither_way(tmp_path: Path) -> None:
    labels = gold(tmp_path, targets=[COUNT | {"optional": True}, RATE])
    for targets in ([target(), rate()], [rate()]):
        tally = report(labels, targets=targets).tasks["target found"]
        assert (tally.right, tally.false, tally.missed) == (1, 0, 0)


def test_units_count_where_they_are_named(tmp_path: Path) -> None:
    labels = gold(tmp_path)
    inherited = rate(responsible=(agency(basis="inherited"),))
    assert report(labels, targets=[target(), inherited]).tasks["responsible unit"].missed == 1
    elsewhere = rate(responsible=(agency(start=0, end=3),))
    assert report(labels, targets=[target(), elsewhere]).tasks["responsible unit"].false == 1
    lead = rate(responsible=(agency(role="lead"),))
    assert report(labels, targets=[target(), lead]).fields["unit role"].share == 0


def test_sections_may_lie_one_character_off(tmp_path: Path) -> None:
    labels = gold(tmp_path)
    (section,) = document().sections
    for shift, right in ((0, 1), (1, 1), (-1, 1), (2, 0)):
        moved = section.model_copy(update={"start": section.start + shift})
        assert report(labels, documents=[document(sections=(moved,))]).tasks["section marker"].right == right


def test_pairs_are_one_to_one_best_first() -> None:
    one, other = target(), target(start=target().start - 3, quote="幼儿园5所")
    assert pair([other, one], [one], lambda a, b: float(a == b)) == [(one, one)]
    assert pair([other, one], [one, other], lambda a, b: 0.0) == [(other, other), (one, one)]
    assert pair([one], [rate()], lambda a, b: 1.0) == []


def test_comparisons_forgive_what_does_not_matter() -> None:
    assert same_number(Decimal("33.333"), Decimal("33.33"))
    assert not same_number(None, Decimal(0))
    assert same_indicator("新增学位", "学位")
    assert not same_indicator("位", "学位")
    assert similar("", None) == 1.0
    assert same_period(period(None, "2014-12-31"), "2014")
    assert same_period(period("2011-01-01", "2020-12-31"), "2011/2020")
    assert not same_period(period(None, "2020-12-31"), "2011/2020")
    assert same_period(period("2014-01-01", None), None)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path)
    give(monkeypatch, parsed())
    return tmp_path


def give(monkeypatch: pytest.MonkeyPatch, file: ParsedFile) -> None:
    monkeypatch.setattr(gate, "parse_input", lambda item, config: file)


def test_the_gate_passes_what_it_accepted(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--corpus", str(corpus)]
    assert gate.main(at) == 2
    assert "no floors yet; set them with --accept" in capsys.readouterr().err
    assert gate.main([*at, "--accept"]) == 0
    assert '"target found" = 1.0000' in (corpus / "floors.toml").read_text("utf-8")
    capsys.readouterr()
    assert gate.main(at) == 0
    assert "0 records gained\n- 0 records lost" in capsys.readouterr().out


def test_the_gate_fails_when_a_floor_sinks(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--corpus", str(corpus)]
    gate.main([*at, "--accept"])
    give(monkeypatch, ParsedFile(documents=(document(),), measures=(measure(),), targets=(rate(),)))
    capsys.readouterr()
    assert gate.main(at) == 1
    shown = capsys.readouterr()
    assert f"- {SOURCE} [{target().start}, {target().end}) count 5 幼儿园\n- 1 records lost" in shown.out
    assert "target found: 0.6666, floor 1.0000" in shown.err
    assert gate.main([*at, "--accept"]) == 1
    assert gate.main([*at, "--accept", "--lower-floors"]) == 0
    assert gate.main(at) == 0


def test_the_gate_fails_on_another_corpus_and_on_lost_labels(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--corpus", str(corpus)]
    gate.main([*at, "--accept"])
    write(corpus, targets=[RATE, COUNT])
    assert gate.main(at) == 1
    assert "the corpus is not the one" in capsys.readouterr().err
    write(corpus, targets=[COUNT | {"at": "⟦6所⟧"}])
    assert gate.main(at) == 2
    assert gate.main(["--corpus", str(corpus / "nix")]) == 2
