"""The same records from every format, and no harm from damaged files: a part of `make formats` and the mutations.

What LibreOffice and Chromium make is made anew here; a developer without them sees those tests skipped, a build server
never.
"""

from __future__ import annotations

import os
from pathlib import Path

import formats as measure
import mutations
import pytest
from typeset import formats
from typeset.agreement import Agreement
from typeset.numbering import Numbering

from planparse.pipeline import parse

CORPUS = Path(__file__).parents[1] / "corpus"
DATA = Path(__file__).parent / "data"
# Tables, automatic numbering on several levels, broken lines, a compilation.
SOME = ("business_env_tabs_2025", "edu_task_list_2021", "agri_plan_torn_2012", "compilation_three_bureaus")
WRITTEN = ("txt (GB18030)", "markdown", "zip", "tar.gz", "7z", "html", "mhtml", "ofd")
SHEETS = ("xlsx", "xls", "csv")


def needed(name: str) -> None:
    if not formats.available(name) and os.environ.get("CI") != "true":
        pytest.skip("LibreOffice or Chromium is not installed here")


@pytest.mark.parametrize("name", [*WRITTEN, *(name for name in formats.CONVERTED if name != "docx (LibreOffice)"), formats.PRINTED])
def test_every_format_gives_the_records_of_the_plain_text(name: str, tmp_path: Path) -> None:
    needed(name)
    names = SOME[:2] if name == formats.PRINTED else SOME
    found = measure.compare(name, formats.sources(CORPUS, names), tmp_path)
    assert len(found) == len(names)
    targets = sum((pair[0] for pair in found.values()), Agreement())
    outline = sum((pair[1] for pair in found.values()), Agreement())
    assert targets.both > 50
    assert targets.f1 >= measure.floor(name), (targets.missed, targets.spurious)
    assert outline.f1 >= measure.OUTLINE, (outline.missed, outline.spurious)


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_give_the_records_of_the_plain_text(name: str, tmp_path: Path) -> None:
    ((targets, outline),) = measure.compare(name, formats.sources(CORPUS, SOME[:1]), tmp_path).values()
    assert targets.both > 10
    assert targets.f1 >= measure.floor(name), (targets.missed, targets.spurious)
    assert outline.f1 >= measure.OUTLINE, (outline.missed, outline.spurious)


def test_the_measure_sees_what_differs() -> None:
    plain = parse("青河县教育局2015年工作要点\n一、抓培训。年内培训骨干教师300人。\n二、抓建设。新建幼儿园5所。")
    other = parse("青河县教育局2015年工作要点\n一、抓培训。年内培训骨干教师30人。\n二、抓建设。新建幼儿园5所。")
    from typeset import agreement

    assert agreement.targets(plain, other).f1 == 0.5
    assert agreement.sections(plain, other).f1 == 1.0


@pytest.mark.parametrize("file", ["features.doc", "features.odt", "features.rtf", "features.pdf"])
def test_damaged_files_give_records_or_a_rejection(file: str, tmp_path: Path) -> None:
    check_damage(file, (DATA / file).read_bytes(), tmp_path)


@pytest.mark.parametrize("name", [name for name in formats.WRITTEN if not name.startswith("html (")])
def test_damaged_files_of_what_is_written_here_too(name: str, tmp_path: Path) -> None:
    ((file, data),) = formats.rendered(name, formats.sources(CORPUS, (mutations.DOCUMENT,)), tmp_path).values()
    check_damage(file, data, tmp_path)


def check_damage(file: str, data: bytes, folder: Path) -> None:
    found, longest = mutations.outcomes(file, data, 25, folder)
    assert found.total() == 25
    assert longest < mutations.LIMIT


def test_numbering_begins_a_list_anew_where_a_count_does_not_go_on() -> None:
    from typeset.content import Marker

    numbering = Numbering()
    shown = [("一", 1), ("1", 1), ("1", 2), ("一", 2), ("1", 1), ("1", 3)]
    places = [numbering.place(Marker("", "decimal" if sign == "1" else "chinese", "、", value)) for sign, value in shown]
    assert places == [(0, 0), (0, 1), (0, 1), (0, 0), (0, 1), (1, 1)]
    assert numbering.lists == [{}, {1: 3}]
