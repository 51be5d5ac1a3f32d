"""Scores of what is extracted: targets, responsible units, measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planparse.evaluate.compare import ALIKE, TARGET_FIELDS, pair, plain, same_quantity, similar
from planparse.evaluate.labels import Gold, MeasureLabel, TargetLabel
from planparse.evaluate.tally import Report
from planparse.records import Agency, Measure, Target

Pairs = list[tuple[Target, TargetLabel]]


class _Unit:
    """An agency that a text names: an `Agency` whose offsets are known."""

    def __init__(self, agency: Agency, start: int, end: int) -> None:
        self.name, self.role = agency.name, agency.role
        self.start, self.end = start, end


def score_targets(gold: Gold, found: Sequence[Target], report: Report) -> None:
    """Targets found, with the right quantity, with every field right; and each field by itself."""
    pairs = pair(found, gold.targets, likeness)
    paired = {id(x) for both in pairs for x in both}
    false = [t for t in found if id(t) not in paired]
    missed = [label for label in gold.targets if id(label) not in paired and not label.optional]
    required = [(target, label) for target, label in pairs if not label.optional]
    report.note("targets", "+", gold.source, (f"{t.quote} [{t.kind} {t.indicator}]" for t in false))
    report.note("targets", "-", gold.source, (label.shown for label in missed))
    report.tasks["target found"].add(len(required), len(false), len(missed))
    _note_quantities(gold.source, required, report)
    for task, right in (
        ("quantity right", sum(same_quantity(t, label) for t, label in required)),
        ("whole record right", _score_fields(gold.source, required, report)),
    ):
        wrong = len(required) - right
        report.tasks[task].add(right, len(false) + wrong, len(missed) + wrong)
    _score_responsible(required, report)


def likeness(target: Target, label: TargetLabel) -> float:
    """How well a record fits a label that overlaps it, for pairing."""
    same_kind = target.kind == label.kind
    return same_quantity(target, label) * 4 + same_kind * 2 + similar(target.indicator, label.indicator)


def _note_quantities(source: str, pairs: Pairs, report: Report) -> None:
    wrong = ((t, label) for t, label in pairs if not same_quantity(t, label))
    report.note("quantity", "~", source, (f"{w.shown} → {_amount(t)}; want {_amount(w)}" for t, w in wrong))


def _amount(row: Target | TargetLabel) -> str:
    upper = "" if row.value_max is None else f"–{row.value_max}"
    return f"{row.comparator} {row.value}{upper} {row.unit or '(no unit)'}"


def _score_fields(source: str, pairs: Pairs, report: Report) -> int:
    """Score each field; returns how many records have all of them right."""
    whole = 0
    for target, label in pairs:
        wrong = [name for name, same in TARGET_FIELDS.items() if not same(target, label)]
        for name in TARGET_FIELDS:
            report.fields[name].add(name not in wrong)
        for name in wrong:
            if name not in ("value", "unit", "comparator"):  # `quantity` shows these
                line = f"{label.shown} → {_shown(getattr(target, name))}; want {_shown(getattr(label, name))}"
                report.note(name, "~", source, [line])
        whole += not wrong
    return whole


def _shown(value: object) -> str:
    return "null" if value is None else str(value)


def _score_responsible(pairs: Pairs, report: Report) -> None:
    want = Counter((i, plain(name)) for i, (_, label) in enumerate(pairs) for name in label.responsible)
    got = Counter(
        (i, plain(a.name)) for i, (t, _) in enumerate(pairs) for a in t.responsible if a.basis == "explicit"
    )
    counts = (want & got).total(), (got - want).total(), (want - got).total()
    report.tasks["target's responsible unit"].add(*counts)


def score_units(gold: Gold, rows: Sequence[Measure | Target], report: Report) -> None:
    """Organisations named as responsible, each place once, and their roles."""
    found = _units(gold, rows)
    pairs = pair(found, gold.units, lambda unit, label: similar(unit.name, label.name))
    right = [(unit, label) for unit, label in pairs if plain(unit.name) == plain(label.name)]
    paired = {id(x) for both in right for x in both}
    missed = (label.shown for label in gold.units if id(label) not in paired)
    report.note("units", "-", gold.source, missed)
    false = (f"{u.name} …{gold.text[max(0, u.start - 8) : u.end + 8]}" for u in found if id(u) not in paired)
    report.note("units", "+", gold.source, false)
    report.tasks["responsible unit"].add(len(right), len(found) - len(right), len(gold.units) - len(right))
    for unit, label in right:
        report.fields["unit role"].add(unit.role == label.role)


def _units(gold: Gold, rows: Sequence[Measure | Target]) -> list[_Unit]:
    found: dict[tuple[int, int], _Unit] = {}
    for agency in (a for row in rows for a in row.responsible):
        start, end = agency.start, agency.end
        if agency.basis != "explicit" or start is None or end is None:
            continue
        if gold.zone.start <= start < gold.zone.end:
            found[start, end] = _Unit(agency, start, end)
    return list(found.values())


def score_measures(gold: Gold, found: Sequence[Measure], report: Report) -> None:
    """Clauses of work: the action as written, the object alike."""
    if gold.measure_zone is None:
        return
    inside = [m for m in found if gold.measure_zone.start <= m.start < gold.measure_zone.end and m.action]
    pairs = pair(
        inside,
        gold.measures,
        lambda m, label: (m.action == label.action) * 2 + similar(m.object, label.object),
    )
    right = {id(x) for m, label in pairs if _same_measure(m, label) for x in (m, label)}
    false = [m for m in inside if id(m) not in right]
    missed = [label for label in gold.measures if id(label) not in right]
    report.note("measures", "-", gold.source, (label.shown for label in missed))
    report.note("measures", "+", gold.source, (f"{m.action} {m.object}" for m in false))
    report.tasks["measure"].add(len(inside) - len(false), len(false), len(missed))


def _same_measure(measure: Measure, label: MeasureLabel) -> bool:
    return measure.action == label.action and similar(measure.object, label.object) >= ALIKE
