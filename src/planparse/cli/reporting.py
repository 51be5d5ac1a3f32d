"""`planparse report` and `labels`: a dataset as a page to look at, and label files of what was reviewed there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planparse.cli.checking import BaseOption, DatasetArgument, ReviewOption
from planparse.cli.frame import REJECTED
from planparse.errors import PlanparseError


def report(
    out: DatasetArgument,
    page: Annotated[Path, typer.Option("--output", "-o", metavar="PAGE", help="The HTML file.")] = Path("report.html"),
    base: BaseOption = Path(),
) -> None:
    """Write a dataset as one page that opens by double click: charts, a table, the texts, review."""
    from planparse.write.report import write_report
    from planparse.write.report.initials import are_known

    written = write_report(out, page, base)
    for line in written.unread[:5]:
        typer.echo(f"text left out: {line}", err=True)
    if len(written.unread) > 5:
        typer.echo(f"text left out: {len(written.unread) - 5} more", err=True)
    if not are_known():
        typer.echo('no search by pinyin initials; it needs: pip install "planparse[report]"', err=True)
    size = sum(path.stat().st_size for path in written.files) / 2**20
    pages = f"{len(written.files):,} pages" if written.parts else "one page"
    typer.echo(f"{written.page}: {written.targets:,} targets of {written.documents:,} documents on {pages}, {size:.1f} MiB")


def labels(
    out: DatasetArgument,
    review: ReviewOption = None,
    from_: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="A corrected file of an annotation tool, named as planparse export named it."),
    ] = None,
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the label files.")] = Path("labels"),
    base: BaseOption = Path(),
) -> None:
    """Make label files of what was reviewed or corrected, each with its text, for `planparse evaluate`."""
    from planparse.evaluate.review import load_review
    from planparse.evaluate.reviewed_labels import write_labels
    from planparse.write.report.files import files_of

    if from_ and not review:
        _import(out, from_, folder, base)
        return
    if not review or from_:
        raise PlanparseError("say one of: --review review.jsonl (the report page saves it), --from FILE (of an annotation tool)")
    count = 0
    for path in write_labels(files_of(out, base), load_review(review), folder):
        typer.echo(path)
        count += 1
    if not count:
        raise PlanparseError("none of the reviewed files is in this dataset")


def _import(out: Path, paths: list[Path], folder: Path, base: Path) -> None:
    from planparse.annotation.label_files import import_labels

    done = import_labels(out, paths, folder, base)
    for path in done.files:
        typer.echo(path)
    for problem in done.problems:
        typer.echo(f"left out: {problem}", err=True)
    if not done.files:
        raise PlanparseError("nothing in it that a person has annotated")
    raise typer.Exit(REJECTED if done.problems else 0)
