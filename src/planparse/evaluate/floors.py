"""What the last accepted run reached: a floor for each score, and the records it gave."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from math import floor
from pathlib import Path
from typing import NamedTuple

from planparse.errors import PlanparseError
from planparse.evaluate.tally import Report
from planparse.records import Target
from planparse.write.dataset import replacing

FLOORS = "floors.toml"
ACCEPTED = "accepted.jsonl"


class Floors(NamedTuple):
    """The lowest scores that pass, and the digest of the corpus they were measured on."""

    corpus: str
    scores: Mapping[str, float]


class Brief(NamedTuple):
    """A target in short: enough to say which records were gained and which lost."""

    source: str
    start: int
    end: int
    kind: str
    value: str
    indicator: str | None

    def __str__(self) -> str:
        return f"{self.source} [{self.start}, {self.end}) {self.kind} {self.value} {self.indicator or '?'}"


def scores_of(report: Report) -> dict[str, float]:
    """All scores, rounded down: what is reached once is reached again."""
    tasks = {name: _down(tally.f1) for name, tally in report.tasks.items()}
    fields = {f"accuracy {name}": _down(a.share) for name, a in report.fields.items()}
    return tasks | fields | {"accuracy quotes": _down(report.quotes.share)}


def digest_of(files: Iterable[Path]) -> str:
    """A digest of the corpus: of the texts and labels, with their names."""
    digest = sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def sunk(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """One line for each score below its floor; a score that is gone counts as nothing."""
    now = {name: scores.get(name, 0.0) for name in floors}
    return [f"{name}: {now[name]:.4f}, floor {low:.4f}" for name, low in floors.items() if now[name] < low]


def raised(scores: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The floors, none lowered, with those that the scores have passed raised to them."""
    return {name: max(scores.get(name, 0.0), floors.get(name, 0.0)) for name in {**floors, **scores}}


def read_floors(folder: Path) -> Floors | None:
    """The floors, or None before the first accepted run. Errors: PlanparseError where the file is damaged."""
    try:
        data = tomllib.loads((folder / FLOORS).read_text("utf-8"))
        return Floors(data["corpus"], {name: float(low) for name, low in data["floors"].items()})
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise PlanparseError(f"{folder / FLOORS} is damaged: {error}") from None


def write_floors(folder: Path, floors: Floors) -> None:
    """Write the floors, in the order of their names."""
    lines = [f'"{name}" = {low:.4f}' for name, low in sorted(floors.scores.items())]
    head = "# Written by: make gate GATE=--accept. A score below its floor fails the gate."
    text = "\n".join([head, f'corpus = "{floors.corpus}"', "", "[floors]", *lines, ""])
    with replacing(folder / FLOORS) as out:
        out.write(text.encode())


def brief(target: Target) -> Brief:
    """A target in short."""
    return Brief(target.source, target.start, target.end, target.kind, str(target.value), target.indicator)


def read_accepted(folder: Path) -> Counter[Brief]:
    """The records of the last accepted run; none before the first."""
    path = folder / ACCEPTED
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return Counter(Brief(*json.loads(line)) for line in lines)


def write_accepted(folder: Path, records: Iterable[Brief]) -> None:
    """Keep the records of a run that is accepted."""
    with replacing(folder / ACCEPTED) as out:
        out.writelines(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def _down(share: float) -> float:
    return floor(share * 10_000 + 1e-6) / 10_000
