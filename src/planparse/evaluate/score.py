"""A dataset scored against label files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar, cast

from planparse.evaluate.labels import Gold
from planparse.evaluate.outline import score_boilerplate, score_documents, score_sections
from planparse.evaluate.tally import Report
from planparse.evaluate.targets import score_measures, score_targets, score_units
from planparse.records import Document, Measure, Target
from planparse.write.dataset import read_records

Sourced = TypeVar("Sourced", Document, Measure, Target)


class Records(NamedTuple):
    """What was found, of any number of files."""

    documents: Sequence[Document]
    measures: Sequence[Measure]
    targets: Sequence[Target]


def load_records(folder: Path) -> Records:
    """The records of a dataset folder. Errors: PlanparseError where it is none."""
    return Records(
        cast("list[Document]", list(read_records(folder, "documents"))),
        cast("list[Measure]", list(read_records(folder, "measures"))),
        cast("list[Target]", list(read_records(folder, "targets"))),
    )


def score(records: Records, golds: Iterable[Gold]) -> Report:
    """Score the records of each labelled document; files are matched by name, whatever their folder."""
    report = Report()
    for gold in golds:
        _score_file(gold, _of_source(records, gold.source), report)
    return report


def _of_source(records: Records, source: str) -> Records:
    return Records(
        _named(records.documents, source), _named(records.measures, source), _named(records.targets, source)
    )


def _named(rows: Sequence[Sourced], source: str) -> list[Sourced]:
    return [row for row in rows if PurePosixPath(row.source).name == source]


def _score_file(gold: Gold, found: Records, report: Report) -> None:
    targets = [t for t in found.targets if gold.zone.start <= t.start < gold.zone.end]
    rows: list[Measure | Target] = [*found.measures, *targets]
    for row in rows:
        report.quotes.add(gold.text[row.start : row.end] == row.quote)
    if "targets" in gold.labelled:
        score_targets(gold, targets, report)
    if "sections" in gold.labelled:
        score_sections(gold, found.documents, report)
    if "boilerplate" in gold.labelled:
        score_boilerplate(gold, found.documents, report)
    if "documents" in gold.labelled:
        score_documents(gold, found.documents, report)
    if "units" in gold.labelled:
        score_units(gold, rows, report)
    if "measures" in gold.labelled:
        score_measures(gold, found.measures, report)
