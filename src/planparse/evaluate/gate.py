"""The quality gate: `python -m planparse.evaluate.gate`, called by `make gate`.

It parses the labelled documents of the corpus, scores them, shows which records were gained and lost since
the last accepted run, and fails when a score is below its floor.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from planparse.config import Config
from planparse.errors import PlanparseError
from planparse.evaluate import floors
from planparse.evaluate.labels import Gold, load_labels
from planparse.evaluate.score import Records, score
from planparse.run.inputs import Input
from planparse.run.shard import parse_input

SHOWN = 40


class Result(NamedTuple):
    """What a run over the corpus gave."""

    corpus: str
    scores: dict[str, float]
    records: list[floors.Brief]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; returns the exit status: 0 passed, 1 failed, 2 wrong use."""
    options = _options().parse_args(arguments)
    try:
        result = measure(options.corpus)
        _show_changes(result.records, floors.read_accepted(options.corpus))
        if options.accept:
            return _accept(options.corpus, result, options.lower_floors)
        return _check(result, floors.read_floors(options.corpus))
    except PlanparseError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2


def measure(corpus: Path) -> Result:
    """Parse and score the labelled documents of a folder.

    Errors: PlanparseError where nothing is labelled, a label is not found, or a document is rejected.
    """
    paths = sorted(corpus.glob("*.labels.json"))
    if not paths:
        raise PlanparseError(f"no *.labels.json in {corpus}")
    golds = [load_labels(path) for path in paths]
    if problems := [f"{gold.source}: {problem}" for gold in golds for problem in gold.problems]:
        raise PlanparseError("labels are not found: " + "; ".join(problems))
    records = _parse(corpus, golds)
    digest = floors.digest_of([*paths, *(corpus / gold.source for gold in golds)])
    brief = [floors.brief(target) for target in records.targets]
    return Result(digest, floors.scores_of(score(records, golds)), brief)


def _parse(corpus: Path, golds: Iterable[Gold]) -> Records:
    files = [parse_input(Input(corpus / gold.source, gold.source), Config()) for gold in golds]
    if rejected := [r for file in files for r in file.rejected]:
        raise PlanparseError(f"{rejected[0].source} is rejected: {rejected[0].stage}: {rejected[0].reason}")
    return Records(
        documents=[document for file in files for document in file.documents],
        measures=[measure for file in files for measure in file.measures],
        targets=[target for file in files for target in file.targets],
    )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "planparse.evaluate.gate", description="Score the corpus against its floors."
    )
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of labelled documents")
    parser.add_argument(
        "--accept", action="store_true", help="take these records as accepted, and raise the floors"
    )
    parser.add_argument("--lower-floors", action="store_true", help="with --accept: lower floors too")
    return parser


def _show_changes(now: Sequence[floors.Brief], before: Counter[floors.Brief]) -> None:
    for sign, changed in (("+", Counter(now) - before), ("-", before - Counter(now))):
        for record in sorted(changed.elements(), key=str)[:SHOWN]:
            print(f"{sign} {record}")
        print(f"{sign} {changed.total()} records {'gained' if sign == '+' else 'lost'}")


def _accept(corpus: Path, result: Result, lower: bool) -> int:
    known = floors.read_floors(corpus)
    low = known.scores if known and not lower else {}
    if lines := floors.sunk(result.scores, low):
        print("not accepted; a floor is lowered only by --lower-floors:", *lines, sep="\n  ", file=sys.stderr)
        return 1
    floors.write_floors(corpus, floors.Floors(result.corpus, floors.raised(result.scores, low)))
    floors.write_accepted(corpus, result.records)
    print(f"accepted: {len(result.records)} records, {len(result.scores)} floors")
    return 0


def _check(result: Result, known: floors.Floors | None) -> int:
    for name, value in result.scores.items():
        low = known.scores.get(name) if known else None
        print(f"{name:28} {value:.4f}  " + ("no floor yet" if low is None else f"floor {low:.4f}"))
    if known is None:
        raise PlanparseError("no floors yet; set them with --accept")
    lines = floors.sunk(result.scores, known.scores)
    if known.corpus != result.corpus:
        lines.append(
            "the corpus is not the one the floors were measured on; look at the scores, then --accept"
        )
    if lines:
        print("failed:", *lines, sep="\n  ", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
