"""The breakdown list of tasks (责任分解台账): one row for each piece of planned work, with who answers and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from planparse.export.columns import day, extra
from planparse.export.flat import Table
from planparse.patterns import lazy
from planparse.records import Agency, Measure, Role, Target
from planparse.write.by_source import Source, by_source

SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}

_BREAK = lazy(r"\s*\n\s*")


@dataclass(frozen=True)
class Task:
    """A row of the list."""

    number: int
    task: str
    target: str | None
    leading: str | None
    supporting: str | None
    deadline: date | None
    origin: str


COLUMNS = (
    extra("number", "integer", lambda task: task.number),
    extra("task", "text", lambda task: task.task),
    extra("target", "text", lambda task: task.target),
    extra("leading", "text", lambda task: task.leading, shown="lead"),
    extra("supporting", "text", lambda task: task.supporting, shown="support"),
    extra("deadline", "date", lambda task: task.deadline),
    extra("origin", "text", lambda task: task.origin, shown="source"),
)


def table(folder: Path) -> Table:
    """The tasks of a dataset: planned measures, and planned targets that belong to no measure."""
    return Table("responsibilities", COLUMNS, lambda: _tasks(folder))


def _tasks(folder: Path) -> Iterator[Task]:
    numbers = count(1)
    for source in by_source(folder):
        titles = {document.doc_id: document.title or source.name for document in source.documents}
        for text, targets, holder in sorted(_pieces(source), key=lambda piece: piece[2].start):
            ends = [row.period.end for row in (holder, *targets) if row.period and row.period.end]
            yield Task(
                number=next(numbers),
                task=_BREAK.sub("", text),
                target="；".join(_shown(target) for target in targets) or None,
                leading=_names(holder.responsible, "lead", "responsible"),
                supporting=_names(holder.responsible, "support"),
                deadline=day(ends[0]) if ends else None,
                origin=" / ".join([titles.get(holder.doc_id, source.name), *holder.section_path]),
            )


def _pieces(source: Source) -> Iterator[tuple[str, list[Target], Measure | Target]]:
    """The words of each task, its targets, and the record that says who answers for it."""
    by_measure: dict[str | None, list[Target]] = {}
    for target in source.targets:
        by_measure.setdefault(target.measure_id, []).append(target)
    for measure in source.measures:
        if measure.status == "planned":
            yield measure.quote, by_measure.get(measure.measure_id, []), measure
    alone: dict[str, list[Target]] = {}
    for target in by_measure.get(None, []):
        if target.status == "planned":
            alone.setdefault(target.sentence, []).append(target)
    for sentence, targets in alone.items():
        yield sentence, targets, targets[0]


def _shown(target: Target) -> str:
    return f"{target.indicator or ''} {SIGNS.get(target.comparator, '')}{target.quote}".strip()


def _names(agencies: Sequence[Agency], *roles: Role) -> str | None:
    """The agencies of some roles; not the issuer, which is only put where nobody is named."""
    named = [a.name for role in roles for a in agencies if a.role == role and a.basis != "issuer"]
    return "、".join(dict.fromkeys(named)) or None
