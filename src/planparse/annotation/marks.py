"""Stretches of a text that carry a label and the fields of a label file."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from planparse.errors import PlanparseError
from planparse.evaluate.labels import Label, MeasureLabel, TargetLabel, UnitLabel
from planparse.evaluate.reviewed_labels import period_label
from planparse.records import Agency, Change, Comparator, Kind, Measure, Role, Status, Target
from planparse.write.by_source import Source, by_source
from planparse.write.sources import SourceTexts

MarkLabel = Literal["target", "agency", "measure"]

# What a label file calls each, and the fields it has for it.
MODELS: dict[MarkLabel, type[Label]] = {"target": TargetLabel, "agency": UnitLabel, "measure": MeasureLabel}
LISTS: dict[MarkLabel, str] = {"target": "targets", "agency": "units", "measure": "measures"}
FIELDS: dict[MarkLabel, tuple[str, ...]] = {
    label: tuple(name for name in model.model_fields if name not in Label.model_fields) for label, model in MODELS.items()
}
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "comparator": get_args(Comparator),
    "change": get_args(Change),
    "status": get_args(Status),
    "role": get_args(Role),
    "implicit": ("true", "false"),
    "optional": ("true", "false"),
}

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(float_hook=Decimal)


@dataclass(frozen=True)
class Mark:
    """A labelled stretch of a source text; `fields` are those of a label file, where the tool holds them."""

    label: MarkLabel
    start: int
    end: int
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Marked:
    """A text with its marks; `source` is the name of its file in the dataset."""

    source: str
    text: str
    marks: tuple[Mark, ...]


def marked_texts(folder: Path, base: Path) -> Iterator[Marked]:
    """The texts of a dataset with what planparse found in them."""
    texts = SourceTexts(folder, base)
    for source in by_source(folder):
        yield Marked(source.name, texts.as_read(source.documents[0]), marks_of(source))


def marks_of(source: Source) -> tuple[Mark, ...]:
    """The targets, measures and named agencies of a file, in reading order."""
    rows: list[Target | Measure] = [*source.targets, *source.measures]
    named = {(a.start, a.end): a for row in rows for a in row.responsible if a.basis == "explicit" and a.start is not None}
    marks = [*map(_target, source.targets), *map(_measure, source.measures), *map(_agency, named.values())]
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.label)))


def known_label(name: object) -> MarkLabel | None:
    """A label of ours, however a tool writes it; None for any other."""
    return next((label for label in MODELS if isinstance(name, str) and name.lower() == label), None)


def to_json(value: Any) -> bytes:
    """JSON with exact numbers."""
    return _ENCODER.encode(value)


def from_json(data: bytes | str, where: object) -> Any:
    """What JSON says, numbers exact. Errors: PlanparseError names the place where it is none."""
    if isinstance(data, bytes):
        data = data.removeprefix(BOM_UTF8)  # editors of Windows put it there
    try:
        return _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PlanparseError(f"{where}: no JSON: {error}") from None


def read_bytes_of(path: Path) -> bytes:
    """The bytes of a tool's file. Errors: PlanparseError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlanparseError(f"{path}: {error.strerror}") from None


def _target(target: Target) -> Mark:
    fields = {name: getattr(target, name) for name in FIELDS["target"] if name not in ("period", "responsible", "optional")}
    named = [agency.name for agency in target.responsible if agency.basis == "explicit"]
    fields |= {"period": period_label(target.period), "responsible": named}
    return Mark("target", target.start, target.end, _given(fields))


def _measure(measure: Measure) -> Mark:
    return Mark("measure", measure.start, measure.end, _given({"action": measure.action, "object": measure.object}))


def _agency(agency: Agency) -> Mark:
    assert agency.start is not None and agency.end is not None  # noqa: PT018 - explicit ones have a place
    return Mark("agency", agency.start, agency.end, {"name": agency.name, "role": agency.role})


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], False)}
