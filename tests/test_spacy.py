"""The spaCy component: exact spans, the same records as parse(), in processes and in stored corpora."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from planparse import parse
from planparse.records import RECORDS

CORPUS = Path(__file__).parent.parent / "corpus"
TEXT = "松河县教育局2015年工作要点\n一、普及高中阶段教育\n年底前，高中阶段毛入学率由82%提高到85.50%以上，由基础教育股负责。\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("zh")
    made.add_pipe("planparse")
    return made


def words(doc: Doc, group: str) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[group]]


def test_groups(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert words(doc, "targets") == [("85.50%", "percent")]
    assert words(doc, "agencies") == [("基础教育股", "responsible")]
    assert words(doc, "sections") == [(TEXT[TEXT.index("一、") :], "level 1")]
    assert [span.text for span in doc.spans["measures"]] == [m.quote for m in parse(TEXT).measures] != []


def test_records_are_those_of_parse(nlp: Language) -> None:
    expected = parse(TEXT)
    doc = nlp(TEXT)
    for record in RECORDS:
        assert getattr(doc._.planparse, record) == getattr(expected, record)
    assert str(doc._.planparse.targets[0].value) == "85.5"
    assert [span.id_ for span in doc.spans["targets"]] == [t.target_id for t in expected.targets]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_spans_are_the_quotes(nlp: Language, path: Path) -> None:
    """In every document of the corpus, Traditional and Windows line ends too."""
    text = path.read_bytes().decode("utf-8")
    doc = nlp(text)
    assert doc.text == text
    quotes = {t.target_id: t.quote for t in doc._.planparse.targets}
    assert {span.id_: span.text.replace("\r\n", "\n") for span in doc.spans["targets"]} == quotes


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
def test_windows_text(nlp: Language, prefix: str) -> None:
    """The offsets of the records count in the text with line ends made \\n; the spans stand in the text of the Doc."""
    doc = nlp(prefix + TEXT.replace("\n", "\r\n"))
    assert words(doc, "targets") == [("85.50%", "percent")]
    assert doc._.planparse.targets[0].start == TEXT.index("85.50%")


def test_character_outside_the_basic_plane(nlp: Language) -> None:
    doc = nlp(TEXT.replace("松河县", "𠮷河县"))
    assert words(doc, "targets") == [("85.50%", "percent")]


def test_tokens_of_words() -> None:
    """Where tokens are words, a span is widened to whole tokens; the records keep the exact place."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.add_pipe("planparse")
    doc = nlp(TEXT)
    (target,) = doc._.planparse.targets
    assert target.quote in doc.spans["targets"][0].text


def test_year() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("planparse", config={"year": 2019})
    (target,) = nlp("年底前新建公厕12座。")._.planparse.targets
    assert target.period.end == "2019-12-31"


def test_rejected_text(nlp: Language) -> None:
    doc = nlp("no Chinese here")
    assert [row.reason for row in doc._.planparse.rejected] == ["no Chinese character in it"]
    assert not any(doc.spans.values())


def test_without_the_component() -> None:
    assert spacy.blank("zh")("年内培训3人。")._.planparse.targets == ()


def test_processes(nlp: Language) -> None:
    texts = [TEXT, "青河县民政局2016年工作总结\n全年新增养老床位120张。"]
    here = [words(doc, "targets") for doc in nlp.pipe(texts)]
    found = list(nlp.pipe(texts, n_process=2))
    assert [words(doc, "targets") for doc in found] == here != [[], []]
    assert [doc._.planparse.targets for doc in found] == [nlp(text)._.planparse.targets for text in texts]


def test_stored_pipeline(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert words(spacy.load(tmp_path)(TEXT), "targets") == [("85.50%", "percent")]
    assert pickle.loads(pickle.dumps(nlp.get_pipe("planparse"))) == nlp.get_pipe("planparse")


def test_corpus_file(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(TEXT)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "corpus.spacy")
    (again,) = DocBin().from_disk(tmp_path / "corpus.spacy").get_docs(spacy.blank("zh").vocab)
    for group in ("targets", "measures", "agencies", "sections"):
        assert words(again, group) == words(doc, group)
    assert again._.planparse.targets == doc._.planparse.targets
    assert [span.id_ for span in again.spans["targets"]] == [t.target_id for t in doc._.planparse.targets]


def test_export(tmp_path: Path, nlp: Language) -> None:
    """`planparse export --to corpus.spacy`: a Doc for each file, as the component would have made it of its source text."""
    texts = {"甲 一.txt": "\ufeff" + TEXT.replace("\n", "\r\n"), "乙.txt": TEXT.replace("松河县", "𠮷河縣"), "丙.md": f"# {TEXT}"}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    (tmp_path / "丁.txt").write_text("no Chinese", "utf-8")
    for arguments in (("run", *texts, "丁.txt", "-o", "out"), ("export", "out", "--to", "语料/corpus.spacy")):
        subprocess.run([sys.executable, "-m", "planparse", *arguments], cwd=tmp_path, capture_output=True, check=False)
    docs = list(DocBin().from_disk(tmp_path / "语料" / "corpus.spacy").get_docs(spacy.blank("zh").vocab))
    assert [doc._.planparse.documents[0].source for doc in docs] == list(texts)
    for doc in docs:
        expected = nlp(doc.text)
        assert [words(doc, group) for group in doc.spans] == [words(expected, group) for group in doc.spans]
        assert [(span.text, span.id_) for span in doc.spans["targets"]] == [(t.quote, t.target_id) for t in doc._.planparse.targets]
        assert [span.start_char for span in doc.spans["targets"]] == [t.start for t in doc._.planparse.targets] != []
        assert [m.quote for m in doc._.planparse.measures] == [span.text for span in doc.spans["measures"]] != []


def test_export_of_a_text_longer_than_spacy_parses(tmp_path: Path) -> None:
    (tmp_path / "长.txt").write_text(TEXT + "各单位要认真落实。\n" * 120_000, "utf-8")
    for arguments in (("run", "长.txt", "-o", "out"), ("export", "out", "--to", "corpus.spacy")):
        done = subprocess.run([sys.executable, "-m", "planparse", *arguments], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0
    (doc,) = DocBin().from_disk(tmp_path / "corpus.spacy").get_docs(spacy.blank("zh").vocab)
    assert len(doc.text) > 1_000_000
    assert words(doc, "targets") == [("85.50%", "percent")]


@pytest.mark.parametrize(("how", "message"), [("gone", "give --base"), ("changed", "changed since the run")])
def test_export_of_a_source_that_is_not_as_it_was(tmp_path: Path, how: str, message: str) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "planparse"]
    subprocess.run([*command, "run", "甲.txt", "-o", "out"], cwd=tmp_path, capture_output=True, check=True)
    (tmp_path / "甲.txt").write_text(TEXT + "二", "utf-8")
    if how == "gone":
        (tmp_path / "甲.txt").unlink()
    done = subprocess.run([*command, "export", "out", "--to", "c.spacy"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert message in done.stderr
    assert not (tmp_path / "c.spacy").exists()


def test_displacy(nlp: Language) -> None:
    page = displacy.render(nlp(TEXT), style="span", options={"spans_key": "targets"}, jupyter=False)
    marked = re.findall(r'<span style="font-weight: bold;[^>]*>\s*(.)', page)
    assert "".join(marked) == "85.50%"
    assert page.count("percent") == 1


def test_entry_point_in_a_fresh_process(tmp_path: Path) -> None:
    """Found by its name alone, with nothing of planparse imported."""
    code = (
        "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('planparse');"
        "doc = nlp('年底前新建公厕12座。'); print([span.label_ for span in doc.spans['targets']])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False, env=os.environ
    )
    assert (done.stdout, done.stderr) == ("['count']\n", "")
