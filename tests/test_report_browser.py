"""The report page in a real browser, opened from its file with the network cut off."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exports import FILTER

from browsing import Visit, chromium
from planparse.config import Config
from planparse.evaluate.labels import load_labels
from planparse.evaluate.review import load_review, score_review
from planparse.evaluate.reviewed_labels import write_labels
from planparse.evaluate.score import Records, load_records
from planparse.run import local
from planparse.run.inputs import find_inputs
from planparse.write.report import write_report
from planparse.write.report.files import files_of
from test_report import many_targets

# 𠮷 and 𪚥 lie beyond U+FFFF and count twice in a browser; U+202E turns the text behind it around.
DOCUMENTS = {
    "a_plain.txt": "松河县教育局2015年工作要点\n一、普及高中教育\n年底前，高中毛入学率由82%提高到85%以上，由基础教育股负责。\n"
    "二、建设校舍\n新建幼儿园3所，投入资金1200万元。\n",
    "b_wide.txt": "𠮷安县𪚥镇2016年工作计划\n一、<script>alert(1)</script>修路\n𠮷安村新修公路12公里，\u202e𪚥镇培训农民300人。\n"
    "二、</script><img src=x onerror=alert(2)>办学\n新建小学2所。" + "办好各类学校，" * 4000 + "招聘教师45名。\n",
    "c_hant.txt": "當前位置：首頁 > 政務公開 > 計劃總結\n青河縣衛生局2014年工作計劃\n一、加強培訓\n"
    "2014年底前，培訓鄉村醫生不少於260人，由醫政股負責。\n- 1 -\n二、擴大覆蓋\n新農合參合率達到98%以上。\n- 2 -\n"
    "三、建設\n新建衛生院3所。\n- 3 -\n",
}


IN_SIGHT = """() => {
  const text = document.querySelector("#text").getBoundingClientRect();
  const mark = document.querySelector("#text mark.selected").getBoundingClientRect();
  return mark.top >= text.top && mark.bottom <= text.bottom;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents, their dataset in `out` and the page of it."""
    folder = tmp_path_factory.mktemp("report")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("plans").mkdir()
        for name, text in DOCUMENTS.items():
            Path("plans", name).write_text(text, "utf-8")
        local.run(find_inputs(["plans"]), Path("out"), Config())
    write_report(folder / "out", folder / "report.html", folder)
    return folder


@pytest.fixture
def visit(browser: Any, base: Path) -> Iterator[Visit]:
    page = Visit(browser, base / "report.html")
    yield page
    page.close()


def records(base: Path) -> Records:
    return load_records(base / "out")


def highlighted(visit: Visit) -> dict[int, str]:
    """What is marked as a target in the text in sight, by the position of the target."""
    found: dict[int, str] = defaultdict(str)
    for at, text in visit.page.eval_on_selector_all("mark[data-at]", "all => all.map(m => [m.dataset.at, m.textContent])"):
        found[int(at)] += text
    return found


def open_target(visit: Visit, target_id: str) -> None:
    visit.page.evaluate("id => { location.hash = `t=${id}` }", target_id)
    visit.until("id => document.querySelector('#record').textContent.includes(id)", arg=target_id)


def marked(visit: Visit, field: str) -> str:
    return "".join(visit.texts(f"#text .mark-{field}"))


def test_it_opens_with_the_overview(visit: Visit, base: Path) -> None:
    found = records(base)
    assert visit.page.title() == "out · planparse"
    assert visit.text("#tile-documents dd").startswith(str(len(found.documents)))
    assert visit.text("#tile-targets dd") == str(len(found.targets))
    charts = ("status", "kind", "year", "issuer", "money", "period", "agency", "coverage", "aside")
    for name in charts:
        assert visit.page.locator(f"#chart-{name} svg").count() == 1
        rows = visit.page.locator(f"#chart-{name} tbody tr").count()
        assert rows > 0, name
    by_kind = [row.split("|") for row in visit.page.eval_on_selector_all("#chart-kind tbody tr", "all => all.map(r => [...r.children].map(c => c.textContent).join('|'))")]
    assert sum(int(row[-1]) for row in by_kind) == len(found.targets)


def test_charts_have_patterns_and_print_with_their_tables(visit: Visit) -> None:
    assert visit.page.locator("#chart-kind svg pattern").count() >= 2
    assert visit.page.locator("#chart-kind details[open]").count() == 0
    visit.page.emulate_media(media="print")
    visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert visit.page.locator("figure details:not([open])").count() == 0
    assert visit.page.locator("#chart-kind table").is_visible()
    assert not visit.page.locator(".tabs").is_visible()
    assert max(visit.page.eval_on_selector_all(".chart svg", "all => all.map(svg => Number(svg.getAttribute('width')))")) < 650  # A4
    visit.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("figure details[open]").count() == 0


def test_every_target_is_highlighted_at_its_characters(visit: Visit, base: Path) -> None:
    found = records(base)
    seen: dict[int, str] = {}
    for document in found.documents:
        visit.page.evaluate("id => { location.hash = `d=${id}` }", document.doc_id)
        visit.until("n => document.querySelector('#which').value === String(n)", arg=found.documents.index(document))
        seen |= highlighted(visit)
    assert seen == {i: target.quote for i, target in enumerate(found.targets)}
    assert len(seen) >= 9


def test_the_words_of_a_record_are_marked(visit: Visit, base: Path) -> None:
    wanted = {
        "85%": {"indicator": "高中毛入学率", "comparator": "以上", "period": "年底前", "agency": "基础教育股"},
        "260人": {"comparator": "不少於", "period": "2014年底前", "agency": "醫政股"},
        "98%": {"indicator": "新農合參合率", "comparator": "以上"},
        "12公里": {"indicator": "𠮷安村新修公路"},
    }
    for target in records(base).targets:
        if words := wanted.pop(target.quote, None):
            open_target(visit, target.target_id)
            assert {field: marked(visit, field) for field in words} == words
            assert visit.texts("#text mark.selected") == [target.quote]
    assert wanted == {}


# Where the parts of each picture in docs/report.md stand: left, top, width, height, in twelfths and ninths of the window.
PICTURES = {
    "overview": {".bar": (0, 0, 12, 1), "#chart-status": (1, 2, 10, 2), "#chart-kind": (1, 4, 5, 3), "#chart-year": (6, 4, 5, 4)},
    "document": {"#filters": (0, 1, 6, 2), "#grid": (0, 2, 6, 7), "#outline": (6, 1, 2, 5), "#text": (7, 1, 5, 5), "#record": (6, 6, 6, 3)},
    "review": {"#grid": (0, 2, 6, 7), "#text": (7, 1, 5, 4), "#record": (6, 4, 6, 5), ".mend": (6, 6, 6, 3)},
}


def test_the_pictures_have_their_parts_where_they_were(visit: Visit) -> None:
    for picture, parts in PICTURES.items():
        if picture == "document":
            visit.view("targets")
            visit.page.locator("#grid .row").first.click()
        elif picture == "review":
            visit.page.keyboard.press("3")
        for selector, wanted in parts.items():
            box = visit.page.locator(selector).first.bounding_box()
            place = (box["x"] / 125, box["y"] / 100, box["width"] / 125, box["height"] / 100)
            assert all(abs(have - want) < 1 for have, want in zip(place, wanted, strict=True)), (picture, selector, place)


def test_each_field_is_painted_in_a_colour_of_its_own(visit: Visit) -> None:
    """Seen in a screenshot, not in the styles."""
    visit.view("targets")
    visit.page.locator("#grid .row").first.click()
    visit.page.wait_for_selector("#text mark.selected")
    page = visit.page.locator("#text").bounding_box()
    colours = [visit.colour(page["x"] + 3, page["y"] + page["height"] - 3)]
    for selector in ("mark.selected", *(f".mark-{field}" for field in ("indicator", "comparator", "period", "agency"))):
        box = visit.page.locator(f"#text {selector}").first.bounding_box()
        colours.append(visit.colour(box["x"] + box["width"] / 2, box["y"] + box["height"] - 1))  # the line below the words
    assert len(set(colours)) == 6


def test_boilerplate_is_greyed_with_its_rule(visit: Visit, base: Path) -> None:
    (document,) = [d for d in records(base).documents if d.script == "hant"]
    visit.page.evaluate("id => { location.hash = `d=${id}` }", document.doc_id)
    visit.page.wait_for_selector("#text .removed")
    text = DOCUMENTS["c_hant.txt"]
    wanted = "".join(text[r.start : r.end].replace("\n", "") for r in document.removed)
    assert "".join(visit.texts("#text .removed")) == wanted
    assert "當前位置" in wanted
    visit.page.hover("#text .removed")
    assert visit.page.locator("#tip").is_visible()
    assert document.removed[0].rule in visit.text("#tip")


def test_hostile_text_stays_text(visit: Visit, base: Path) -> None:
    (document,) = [d for d in records(base).documents if d.source.endswith("b_wide.txt")]
    visit.page.evaluate("id => { location.hash = `d=${id}` }", document.doc_id)
    visit.page.wait_for_selector("#text .control")
    assert visit.page.eval_on_selector_all("#text > p", "all => all.map(p => p.textContent).join('\\n')") == DOCUMENTS["b_wide.txt"]
    assert visit.page.locator("#text img, #text script, #outline img").count() == 0
    assert visit.page.locator("#text .control").get_attribute("data-code") == "U+202E"
    wide = "document.querySelector('#text').scrollWidth - document.querySelector('#text').clientWidth"
    assert visit.page.evaluate(wide) <= 1


def test_search(visit: Visit) -> None:
    visit.view("targets")
    visit.page.click(".menu summary")
    visit.page.locator(".menu label", has_text="原文数字").click()
    column = visit.texts('#grid [role="columnheader"]').index("原文数字")
    wanted = {"毛入学率": ["85%"], "mrxl": ["85%"], "xczy": [], "jyg": ["85%"], "公路 吉安": [], "12 𠮷安": ["12公里", "300人"], "農合": ["98%"], "新农合": ["98%"]}
    for query, quotes in wanted.items():
        visit.page.fill("#query", query)
        rows = visit.page.eval_on_selector_all("#grid .row", f"all => all.map(r => r.children[{column}].textContent)")
        assert rows == quotes, query
        assert visit.page.locator("#none").is_visible() == (not quotes)


def test_filters_and_sorting(visit: Visit, base: Path) -> None:
    targets = records(base).targets
    visit.view("targets")
    visit.page.select_option("#filter-kind", "percent")
    assert visit.page.locator("#grid .row").count() == sum(t.kind == "percent" for t in targets)
    visit.page.select_option("#filter-year", "2014")
    assert visit.page.locator("#grid .row").count() == 1
    visit.page.click("#clear")
    visit.page.fill("#filter-agency", "医政股")
    assert visit.page.locator("#grid .row").count() == sum(any("医政股" in a.name for a in t.responsible) for t in targets)
    visit.page.click("#clear")
    rows = visit.page.locator("#grid .row")
    for status in {t.status for t in targets}:
        visit.page.select_option("#filter-status", status)
        assert rows.count() == sum(t.status == status for t in targets)
    visit.page.click("#clear")
    visit.page.select_option("#filter-doc", targets[-1].doc_id)
    assert rows.count() == sum(t.doc_id == targets[-1].doc_id for t in targets)
    visit.page.click("#clear")
    visit.page.fill("#filter-confidence", "0.85")
    assert 0 < rows.count() == sum(t.confidence >= 0.85 for t in targets) < len(targets)
    visit.page.click("#clear")
    assert rows.count() == len(targets)
    visit.page.click('#grid [role="columnheader"] button[aria-label="数值"]')
    visit.page.click('#grid [role="columnheader"] button[aria-label="数值"]')
    assert visit.page.locator('#grid [aria-sort="descending"]').count() == 1
    assert "1,200万元" in visit.text("#grid .row")


def test_keys_move_judge_and_close(visit: Visit, base: Path) -> None:
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.id") == "query"
    visit.page.focus("#grid")
    for key in ("ArrowDown", "ArrowDown"):
        visit.page.keyboard.press(key)
    second = records(base).targets[1].target_id
    assert second in visit.text("#record")
    assert visit.page.get_attribute("#grid", "aria-activedescendant") == "row-1"
    visit.page.keyboard.press("1")
    assert visit.page.get_attribute("#judge-right", "aria-pressed") == "true"
    visit.page.keyboard.press("1")
    assert visit.page.get_attribute("#judge-right", "aria-pressed") == "false"
    visit.page.keyboard.press("Escape")
    assert not visit.page.locator("#record").is_visible()
    visit.page.keyboard.press("?")
    assert visit.page.locator("#help").is_visible()


def test_the_outline_leads_into_the_text(visit: Visit, base: Path) -> None:
    visit.view("document")
    assert visit.texts("#outline li b") == ["一、", "二、"]
    visit.page.locator("#outline li button").nth(1).click()
    assert visit.text("#text .lit") == "二、建设校舍"


def test_both_languages(browser: Any, base: Path) -> None:
    visit = Visit(browser, base / "report.html", locale="en-GB", anchor="#targets")
    assert visit.page.get_attribute("html", "lang") == "en"
    assert visit.texts(".tabs button") == ["Overview", "Targets", "Document"]
    visit.page.click("#language")
    assert visit.texts(".tabs button") == ["总览", "指标", "原文"]
    assert visit.page.get_attribute("html", "lang") == "zh-Hans"
    visit.close()


def test_review_round_trip(browser: Any, base: Path, tmp_path: Path) -> None:
    targets = records(base).targets
    by_quote = {target.quote: target for target in targets}
    visit = Visit(browser, base / "report.html")
    for quote, key in (("85%", "1"), ("300人", "2"), ("98%", "3")):
        open_target(visit, by_quote[quote].target_id)
        visit.page.keyboard.press(key)
    visit.page.fill("#field-indicator", "新农合参合比例")
    visit.page.fill("#field-baseline", "96.50")
    visit.page.click(".mend .primary")
    add_by_selecting(visit, by_quote["300人"].doc_id, "各类学校")
    visit.page.fill("#field-value", "7")
    visit.page.fill("#field-indicator", "学校")
    visit.page.click(".mend .primary")
    assert visit.text("#progress") == f"已审 3 / {len(targets)}，补充 1"
    visit.page.reload()
    visit.page.wait_for_selector("body[data-ready]")
    visit.requests.pop()
    assert visit.text("#progress") == f"已审 3 / {len(targets)}，补充 1"
    saved = save(visit, tmp_path / "review.jsonl")
    visit.close()

    rows = load_review([saved])
    assert [(row.quote, row.verdict) for row in rows] == [("85%", "right"), ("300人", "wrong"), ("各类学校", "added"), ("98%", "mended")]
    for row in rows:
        text = DOCUMENTS[Path(row.source).name]
        assert text[row.start : row.end] == row.quote
    assert str(rows[3].fields.baseline) == "96.50"
    report = score_review(targets, rows)
    assert (report.tasks["target found"].right, report.tasks["target found"].false, report.tasks["target found"].missed) == (2, 1, 1)
    assert {name for name, field in report.fields.items() if field.right < field.seen} == {"indicator", "baseline"}

    labels = [load_labels(path) for path in write_labels(files_of(base / "out", base), rows, tmp_path / "labels")]
    assert [(gold.source, gold.problems) for gold in labels] == [(name, []) for name in DOCUMENTS]
    required = [(gold.text[t.start : t.end], t.indicator) for gold in labels for t in gold.targets if not t.optional]
    assert required == [("85%", "高中毛入学率"), ("各类学校", "学校"), ("98%", "新农合参合比例")]
    assert "300人" not in [gold.text[t.start : t.end] for gold in labels for t in gold.targets]

    taken_up(browser, base, saved, tmp_path)


def add_by_selecting(visit: Visit, doc_id: str, words: str) -> None:
    visit.page.evaluate("id => { location.hash = `d=${id}` }", doc_id)
    visit.page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            document.getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
            return;
          }
        }""",
        words,
    )
    visit.page.click("#add")


def save(visit: Visit, path: Path) -> Path:
    with visit.page.expect_download() as download:
        visit.page.click("#save")
    assert download.value.suggested_filename == "review.jsonl"
    download.value.save_as(path)
    return path


def taken_up(browser: Any, base: Path, saved: Path, tmp_path: Path) -> None:
    """A review that is loaded in another browser is the same when it is saved again."""
    visit = Visit(browser, base / "report.html")
    assert visit.page.locator("#save").is_disabled()
    visit.page.set_input_files("#load-file", saved)
    visit.page.wait_for_selector("#notice:not([hidden])")
    again = save(visit, tmp_path / "again.jsonl")
    assert again.read_text("utf-8") == saved.read_text("utf-8")
    visit.page.set_input_files("#load-file", {"name": "x.jsonl", "mimeType": "text/plain", "buffer": b"{"})
    visit.until("document.querySelector('#notice').textContent.includes('x.jsonl')")
    visit.close()


def test_a_link_to_a_record_opens_it(browser: Any, base: Path) -> None:
    target = records(base).targets[-1]
    visit = Visit(browser, base / "report.html", anchor=f"#t={target.target_id}")
    assert target.target_id in visit.text("#record")
    assert visit.texts("#text mark.selected") == [target.quote]
    visit.until(IN_SIGHT)
    visit.close()


def test_a_place_in_a_long_line_comes_into_sight(browser: Any, base: Path) -> None:
    quote = "45名"  # behind 28,000 characters of one line
    (target,) = [t for t in records(base).targets if t.quote == quote]
    visit = Visit(browser, base / "report.html")
    open_target(visit, target.target_id)
    visit.until(IN_SIGHT)
    assert visit.texts("#text mark.selected") == [quote]
    visit.close()


@pytest.mark.parametrize("width", [1500, 900, 420])
def test_nothing_overflows(browser: Any, base: Path, width: int) -> None:
    visit = Visit(browser, base / "report.html", width=width)
    for view in ("overview", "targets", "document"):
        visit.view(view)
        shown = {name: visit.page.locator(f"#{name}").is_visible() for name in ("overview", "list", "reader")}
        beside = width > 1000 and view != "overview"
        assert shown == {"overview": view == "overview", "list": beside or view == "targets", "reader": beside or view == "document"}
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight")
    visit.close()


def test_what_is_not_there_is_said(browser: Any, base: Path, tmp_path: Path) -> None:
    write_report(base / "out", tmp_path / "report.html", tmp_path)
    visit = Visit(browser, tmp_path / "report.html", anchor="#document")
    assert "读不到原文" in visit.text("#text")
    visit.page.focus("#grid")
    visit.page.keyboard.press("ArrowDown")
    assert "高中毛入学率" in visit.text("#record h2")
    visit.close()


def test_an_empty_dataset_says_so(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("leer.txt").touch()
    local.run(find_inputs(["leer.txt"]), Path("out"), Config())
    write_report(Path("out"), Path("report.html"))
    visit = Visit(browser, Path("report.html"))
    assert "没有找到指标" in visit.text("#overview")
    assert "empty file" in visit.text("#overview .rejected")
    visit.view("document")
    assert visit.text("#text") == "没有文件。"
    visit.close()


def test_a_file_with_several_documents(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    corpus = Path(__file__).parent.parent / "corpus" / "compilation_three_bureaus.txt"
    Path("three.txt").write_bytes(corpus.read_bytes())
    local.run(find_inputs(["three.txt"]), Path("out"), Config())
    write_report(Path("out"), Path("report #1.html"))
    documents = load_records(Path("out")).documents
    assert len(documents) == 3
    visit = Visit(browser, Path("report #1.html"), anchor="#document")
    visit.page.select_option("#which", "1")
    assert visit.page.locator("#text [data-document]").count() == 2
    assert visit.texts("#outline .document span") == [d.title for d in documents]
    assert [title.partition("：")[2] for title in visit.texts("#text .title")] == [d.title for d in documents]
    visit.close()


def test_five_thousand_targets_are_filtered_at_once(browser: Any, tmp_path: Path) -> None:
    many_targets(tmp_path, 5_000)
    write_report(tmp_path / "out", tmp_path / "report.html", tmp_path)
    visit = Visit(browser, tmp_path / "report.html", anchor="#targets")
    for query in ("毛入学率", "mrxl", "基础教育 83"):
        took, rows = visit.page.evaluate(FILTER, query)
        assert 0 < rows < 60  # only those in sight
        assert took < 100, query
    visit.page.evaluate("document.querySelector('#grid').scrollTop = 1e9")
    visit.until("n => [...document.querySelectorAll('#grid .row')].some(r => r.getAttribute('aria-rowindex') === n)", arg=visit.page.get_attribute("#grid", "aria-rowcount"))
    visit.close()


def test_a_split_report_leads_from_its_index_to_the_pages(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planparse.write.report.build.ONE_TARGETS", 100)
    monkeypatch.setattr("planparse.write.report.build.PART_TARGETS", 60)
    many_targets(tmp_path, 200)
    (tmp_path / "report.pages").mkdir()
    (tmp_path / "report.pages" / "0099.html").touch()
    written = write_report(tmp_path / "out", tmp_path / "report.html", tmp_path)
    assert written.parts > 1
    assert {path.name for path in (tmp_path / "report.pages").iterdir()} == {f"{i:04}.html" for i in range(1, written.parts + 1)}
    visit = Visit(browser, tmp_path / "report.html")
    assert "分成若干页" in visit.text("#overview")
    links = visit.page.eval_on_selector_all("#index a", "all => all.map(a => a.getAttribute('href'))")
    assert len(links) == written.documents
    visit.close()
    file, _, anchor = links[-1].partition("#")
    part = Visit(browser, tmp_path / file, anchor=f"#{anchor}")
    assert part.page.locator("#text mark").count() > 0
    assert part.page.get_attribute("#scope a", "href") == "../report.html"
    part.close()


def test_words_are_there_for_all_values(base: Path) -> None:
    """What the page may show of a record has words in both languages; so have the reasons to set a number aside."""
    import tomllib
    from importlib import resources
    from typing import get_args

    from planparse import records as types

    words = tomllib.loads(resources.files("planparse.write.report").joinpath("page/words.toml").read_text("utf-8"))
    assert all(len(both) == 2 and all(both) for both in words.values())
    named = {"kind": types.Kind, "status": types.Status, "comparator": types.Comparator, "change": types.Change, "commitment": types.Commitment,
             "role": types.Role, "basis": types.Basis, "type": types.DocType}  # fmt: skip
    missing = [f"{name}.{value}" for name, values in named.items() for value in get_args(values) if f"{name}.{value}" not in words]
    reasons = tomllib.loads(resources.files("planparse").joinpath("rules.toml").read_text("utf-8"))["aside"]
    missing += [f"aside.{reason}" for reason in reasons if f"aside.{reason}" not in words]
    assert missing == []
    assert json.dumps(words)
