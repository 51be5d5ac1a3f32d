"""The trained second reader of responsible units: off by default, one line where spaCy cannot serve."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planparse import parse
from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.extract import agency_models
from planparse.extract.agency_models import asked, may_name
from planparse.text import Span

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "training" / "agency_ner"))
import crf  # noqa: E402
import generate  # noqa: E402

HEAD = "松溪县教育局2019年工作要点\n一、抓安全。"
MODEL = ROOT / "src" / "planparse" / "extract" / "models"


def names(text: str, model: str = "spacy") -> set[str]:
    parsed = parse(HEAD + text, config=Config.model_validate({"agency_model": model}))
    return {a.name for m in parsed.measures for a in m.responsible if a.basis == "explicit"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("白露恒润联盟要开展宣传活动12场。", {"白露恒润联盟"}),
        ("青年突击队要包干清淤河道6公里。", {"青年突击队"}),
        ("由柳泉嘉禾在东岸投资建设冷库2座。", {"柳泉嘉禾"}),
        ("城乡居民收入要增长8%。", set()),
        ("入园率由八成提高到九成。", set()),
        ("年内将历史积案化解八成以上。", set()),
        ("推动产业、文化、旅游协调发展,新建驿站3处。", set()),
        ("全市交通运输工作要把完善路网摆在首位,建成公路12公里。", set()),
    ],
)
def test_a_name_of_unknown_shape_is_found_where_somebody_acts(text: str, found: set[str]) -> None:
    assert names(text, "off") == set()
    assert names(text) == found


def test_sentences_in_which_a_rule_finds_a_name_are_left_alone() -> None:
    text = "县公安局要排查隐患30处,恒润联盟要开展宣传活动。"
    assert names(text) == names(text, "off") == {"县公安局"}


def test_few_sentences_are_read() -> None:
    assert may_name("恒润联盟要开展宣传。", Span(0, 10))
    text = "新建小学3所。\n恒润联盟要开展宣传。\n县医院要开展义诊。\n"
    spans = [Span(0, 7), Span(8, 18), Span(19, 28)]
    assert asked(text, spans, [19]) == [Span(8, 18)]


def test_generated_sentences_are_the_same_each_time_and_many_name_nobody() -> None:
    first = generate.sentences(60)
    assert first == generate.sentences(60)
    assert all(0 <= a < b <= len(s.text) for s in first for a, b in s.spans)
    assert 15 < sum(not s.spans for s in first) < 45


def test_the_model_in_the_package_reads_sentences_it_was_not_trained_on() -> None:
    held_out = generate.sentences(150, seed=11)
    found = list(agency_models._names([s.text for s in held_out]))
    right = sum(len(set(spans) & {Span(*s) for s in sentence.spans}) for spans, sentence in zip(found, held_out, strict=True))
    assert right > 0.85 * sum(len(s.spans) for s in held_out)
    assert right > 0.85 * sum(map(len, found))


def test_the_second_opinion_trains_on_the_same_sentences(tmp_path: Path) -> None:
    crf.train(generate.sentences(600), tmp_path / "crf")
    read = crf.reader(tmp_path / "crf")
    assert next(read(["由县教育局牵头,各学校配合,开展隐患排查。"])) == [Span(1, 5), Span(8, 11)]


def test_the_model_is_small_and_names_the_versions_that_read_it() -> None:
    assert sum(f.stat().st_size for f in MODEL.rglob("*") if f.is_file()) < 6 * 2**20
    assert json.loads((MODEL / "agency_spacy" / "meta.json").read_text("utf-8"))["spacy_version"] == ">=3.8,<4"


def test_nothing_is_loaded_unless_the_model_is_asked_for() -> None:
    code = "import sys; from planparse import parse; parse('县教育局要开展培训。'); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_missing_spacy_is_one_line_and_only_when_the_model_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    agency_models.load.cache_clear()
    names("恒润联盟要开展宣传活动。", "off")
    with pytest.raises(PlanparseError, match=r'^agency_model = "spacy" needs spaCy 3\.8: .+$'):
        names("恒润联盟要开展宣传活动。")


def test_a_run_with_a_broken_spacy_ends_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "spacy.py").write_text("raise ImportError('no spaCy here')", "utf-8")
    (tmp_path / "planparse.toml").write_text('agency_model = "spacy"', "utf-8")
    (tmp_path / "plan.txt").write_text(HEAD, "utf-8")
    command = [sys.executable, "-m", "planparse", "run", "plan.txt", "-o", "out", "--config", "planparse.toml"]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.strip()) == (2, 'planparse: agency_model = "spacy" needs spaCy 3.8: no spaCy here')
    assert not (tmp_path / "out").exists()


def test_a_spacy_that_cannot_read_the_model_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    def refuse(path: Path) -> None:
        raise ValueError("[E002] Can't find factory\nfor 'ner'")

    monkeypatch.setattr(spacy, "load", refuse)
    agency_models.load.cache_clear()
    with pytest.raises(PlanparseError, match=r"^agency_model = \"spacy\" needs spaCy 3\.8; [\d.]+ cannot read the model: \[E002\] Can't find factory$"):
        names("恒润联盟要开展宣传活动。")
