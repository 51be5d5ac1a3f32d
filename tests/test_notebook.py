"""What notebooks show: highlights at the right characters, hostile text as text, the tutorial as it runs."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from factory import TEXT, agency, document, measure, period, rate, target
from notebooks import executed, outputs, read
from planparse import parse
from planparse.notebook import of_file

ROOT = Path(__file__).parent.parent
CORPUS = sorted((ROOT / "corpus").glob("*.txt"))
TUTORIAL = ROOT / "docs" / "tutorial.ipynb"
HOSTILE = '<script>alert("x")</script>&lt;\u202e" onmouseover="x'


class Page(HTMLParser):
    """Tags, what is in them, and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == [], "a tag is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1], data))

    def words(self, tag: str) -> list[str]:
        return [words for inside, words in self.texts if inside == tag]

    @property
    def text(self) -> str:
        return "".join(words for _, words in self.texts)


def test_target_in_its_sentence() -> None:
    page = Page(rate(sentence="入园率达到92.5%以上,由县教育局负责。", period=period("2014-01-01", None))._repr_html_())
    assert page.words("mark") == ["92.5%以上"]
    cells = dict(zip(page.words("th"), page.words("td"), strict=True))
    assert (cells["indicator"], cells["comparator"], cells["value"]) == ("入园率", "ge", "92.5")
    assert cells["responsible"] == "县教育局 (responsible, explicit)"
    assert cells["period"] == "2014-01-01 to … (年底前)"
    assert "baseline" not in cells


def test_number_that_stands_twice_is_not_guessed() -> None:
    """Which of the two it is the sentence does not say: the quote stands behind it."""
    page = Page(target("5所", sentence="新建5所,扩建5所")._repr_html_())
    assert page.words("mark") == ["5所"]
    assert page.words("div")[0].strip() == "新建5所,扩建5所"


def test_measure_and_document() -> None:
    page = Page(measure(responsible=(agency(),))._repr_html_())
    assert page.words("div") == ["新建幼儿园5所"]
    page = Page(document()._repr_html_())
    assert page.words("strong") == ["临江县2014年教育工作计划"]
    assert "一、加快发展" in page.text


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_highlights_of_a_file(path: Path) -> None:
    """The page holds the source text, and each mark a quote."""
    parsed = parse(path)
    assert parsed.source
    page = Page(parsed._repr_html_())
    for doc in parsed.documents:
        assert parsed.source.text[doc.start : doc.end] in page.text
    starts = {t.start: t.quote for t in reversed(parsed.targets)}  # of two that begin together the first is shown
    marked = page.words("mark")
    assert len(marked) >= 0.9 * len(starts)
    assert set(marked) <= set(starts.values())


def test_removed_text_is_grey() -> None:
    text = "首页 > 政务公开 > 计划总结\n青河县民政局2016年工作总结\n全年新增养老床位120张。\n"
    tags = Page(parse(text)._repr_html_()).tags
    assert any(tag == "span" and (attributes["title"] or "").startswith("removed: ") for tag, attributes in tags)


def test_rejected_file() -> None:
    assert Page(parse("no Chinese here")._repr_html_()).text == "<input>: read: no Chinese character in it"


def test_without_the_text() -> None:
    assert Page(of_file(None, (document(),), (target(),), ())).words("mark") == ["5所"]


@pytest.mark.parametrize(
    "html",
    [
        target("5所", sentence=f"{HOSTILE}5所", indicator=HOSTILE, section_path=(HOSTILE,), source=HOSTILE)._repr_html_(),
        measure(quote=HOSTILE, action=HOSTILE)._repr_html_(),
        document(title=HOSTILE, issuer=HOSTILE)._repr_html_(),
        of_file(TEXT + HOSTILE, (document(end=len(TEXT + HOSTILE)),), (target(indicator=HOSTILE),), ()),
        parse(f"青河县民政局2016年工作总结\n全年新增{HOSTILE}养老床位120张。")._repr_html_(),
    ],
    ids=["target", "measure", "document", "file", "parsed"],
)
def test_hostile_text_stays_text(html: str) -> None:
    page = Page(html)
    assert "<script>" in page.text
    assert {tag for tag, _ in page.tags} <= {"div", "strong", "table", "tr", "th", "td", "mark", "span"}
    assert {name for _, attributes in page.tags for name in attributes} <= {"style", "title"}


def test_tutorial_runs_as_it_is_written() -> None:
    """Every output in the file is what its cell gives."""
    written = outputs(read(TUTORIAL))
    assert sum(map(bool, written)) >= 8
    assert outputs(executed(TUTORIAL)) == written, "write them anew: python tests/notebooks.py docs/tutorial.ipynb"
