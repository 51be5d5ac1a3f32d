"""What is counted: right, false and missed for each task, and how often each field is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Tally:
    """The count of one task."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, right: int, false: int, missed: int) -> None:
        """Count some more."""
        self.right += right
        self.false += false
        self.missed += missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        """The share of what is labelled that was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Accuracy:
    """How often a field is right where its record was found."""

    right: int = 0
    seen: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.seen += 1

    @property
    def share(self) -> float:
        """The share that is right."""
        return _share(self.right, self.seen)


@dataclass
class Report:
    """All scores, and every miss (-), false alarm (+) and wrong field (~) by task."""

    tasks: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    fields: defaultdict[str, Accuracy] = field(default_factory=lambda: defaultdict(Accuracy))
    quotes: Accuracy = field(default_factory=Accuracy)
    errors: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, task: str, sign: str, source: str, lines: Iterable[str]) -> None:
        """Keep errors of one document for the list that `--errors` prints."""
        self.errors[task] += (f"{sign} {source}: {line}" for line in lines)

    def figures(self) -> dict[str, float]:
        """F1 of each task and the accuracy of each field, four decimals."""
        tasks = {name: round(tally.f1, 4) for name, tally in self.tasks.items()}
        fields = {f"accuracy {name}": round(a.share, 4) for name, a in self.fields.items()}
        return tasks | fields | {"quotes that do not match": self.quotes.seen - self.quotes.right}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
