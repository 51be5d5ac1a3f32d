"""`planparse verify`, `evaluate` and `dedup`: whether a dataset is true, how good it is, what stands in it twice."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.frame import REJECTED
from planparse.errors import PlanparseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planparse.evaluate.labels import Gold
    from planparse.evaluate.tally import Report
    from planparse.records import Document, Target

DatasetArgument = Annotated[Path, typer.Argument(metavar="OUT", help="A dataset folder.", show_default=False)]
BaseOption = Annotated[Path, typer.Option(help="The folder that the run was started in.")]
ReviewOption = Annotated[
    list[Path] | None,
    typer.Option("--review", metavar="FILE", help="A review.jsonl of the report page; may be repeated."),
]


def verify(
    out: DatasetArgument,
    base: BaseOption = Path(),
) -> None:
    """Read every source again and check hashes, offsets and quotes."""
    from planparse.run import verify as verifying

    checked = verifying.verify(out, base)
    for problem in checked.problems:
        typer.echo(problem, err=True)
    typer.echo(f"{checked.sources} sources, {checked.quotes} quotes, {len(checked.problems)} problems")
    raise typer.Exit(REJECTED if checked.problems else 0)


def dedup(
    out: DatasetArgument,
    base: Annotated[Path, typer.Option(help="The folder that the run was started in.")] = Path(),
) -> None:
    """Find reposts: the same document on several sites, in another script, or cut short."""
    from planparse.dedup import run as deduplicating

    found = deduplicating.dedup(out, base)
    typer.echo(
        f"{found.documents} documents, {found.clusters} of them with copies, {found.copies} copies; "
        f"{out.as_posix()}/{deduplicating.CLUSTERS}.jsonl says which"
    )


def evaluate(
    out: DatasetArgument,
    gold: Annotated[
        list[Path] | None, typer.Argument(metavar="GOLD...", help="Label files, their texts beside them.")
    ] = None,
    review: ReviewOption = None,
    errors: Annotated[int, typer.Option(min=0, help="Print so many errors of each task.")] = 0,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Print how many records of each confidence are right.")
    ] = False,
    json_: Annotated[Path | None, typer.Option("--json", help="Write the scores to this file too.")] = None,
) -> None:
    """Score a dataset against label files, or by a review of it: precision, recall, F1 for each task."""
    import json

    from planparse.cli import display
    from planparse.evaluate.score import load_records, score

    if bool(gold) == bool(review):
        raise PlanparseError("say what to score against: label files, or --review review.jsonl")
    if calibration and review:
        raise PlanparseError("--calibration needs label files; planparse labels makes some from a review")
    golds = _golds(gold or [])
    records = load_records(out)
    for source in _absent(golds, records.documents):
        typer.echo(f"{source} is not in {out.as_posix()}: all its labels count as missed", err=True)
    report = _by_review(records.targets, review) if review else score(records, golds)
    if json_:
        json_.write_text(json.dumps(report.figures(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    screen = display.screen()
    screen.print(*display.scores(report), sep="\n")
    if calibration:
        from planparse.evaluate import calibration as calibrating

        screen.print(display.bins("confidence", calibrating.by_confidence(records, golds)))
        screen.print(display.bins("rule of the indicator", calibrating.by_rule(records, golds)))
    screen.print(*display.error_lists(report, errors) if errors else "", sep="\n", markup=False)


def _golds(paths: Sequence[Path]) -> list[Gold]:
    from planparse.evaluate.labels import load_labels

    golds = [load_labels(path) for path in paths]
    for gold in golds:
        for problem in gold.problems:
            typer.echo(f"left out: {gold.source}: {problem}", err=True)
    return golds


def _absent(golds: Sequence[Gold], documents: Sequence[Document]) -> list[str]:
    """The labelled files of which the dataset has no document: rejected ones, or those of another dataset."""
    names = {PurePosixPath(document.source).name for document in documents}
    return [gold.source for gold in golds if gold.source not in names]


def _by_review(targets: Sequence[Target], paths: Sequence[Path]) -> Report:
    from planparse.evaluate.review import load_review, score_review

    return score_review(targets, load_review(paths))
