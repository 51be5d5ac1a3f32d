"""Label files from a review: what was confirmed, mended and added, each found again by words that occur once.

A record that nobody looked at is written as optional, so that it counts neither way; one that was judged no target
has no label. Only targets are labelled.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from planparse.errors import PlanparseError
from planparse.evaluate.labels import CLOSE, OPEN
from planparse.evaluate.review import Reviewed
from planparse.records import Period, Target
from planparse.write.dataset import replacing
from planparse.write.report.files import File

_KEPT = ("kind", "value", "value_max", "comparator", "unit", "per", "indicator", "change", "baseline", "status")
_STEP = 6


def write_labels(files: Iterable[File], rows: Sequence[Reviewed], folder: Path) -> Iterator[Path]:
    """Write a label file, and its text beside it, for each file that was reviewed; yields the label files.

    Errors: PlanparseError where a text can't be read as it was, or two files have the same name.
    """
    by_source = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    folder.mkdir(parents=True, exist_ok=True)
    written: set[str] = set()
    for file in files:
        if file.source in by_source:
            name = PurePosixPath(file.source).name
            if name in written:
                raise PlanparseError(f"{file.source}: another file of the dataset is named {name}; label files go by the name")
            written.add(name)
            yield _write(file, by_source[file.source], folder / name)


def _write(file: File, rows: Sequence[Reviewed], path: Path) -> Path:
    if file.text is None:
        raise PlanparseError(f"{file.source}: {file.problem}")
    labels = {"source": path.name, "targets": list(_labels(file.text, file.targets, rows))}
    target = path.with_name(f"{path.stem}.labels.json")
    with replacing(path) as out:
        out.write(file.text.encode("utf-8", "surrogatepass"))
    with replacing(target) as out:
        out.write((json.dumps(labels, ensure_ascii=False, indent=1) + "\n").encode())
    return target


def _labels(text: str, targets: Sequence[Target], rows: Sequence[Reviewed]) -> Iterator[dict[str, Any]]:
    verdicts = {row.target_id: row for row in rows}
    added = [(row.start, row.end, _of_fields(row)) for row in rows if row.verdict == "added"]
    kept = [(t.start, t.end, _of_record(t, verdicts.get(t.target_id))) for t in targets]
    for start, end, label in sorted([*added, *kept], key=lambda item: item[:2]):
        if label is not None:
            yield {"at": at(text, start, end)} | label


def _of_record(target: Target, row: Reviewed | None) -> dict[str, Any] | None:
    if row is not None and row.verdict == "wrong":
        return None
    label: dict[str, Any] = {name: _plain(getattr(target, name)) for name in _KEPT}
    label |= {"period": period_label(target.period), "implicit": target.implicit}
    label["responsible"] = [a.name for a in target.responsible if a.basis == "explicit"]
    if row is None:
        return label | {"optional": True}
    mended = row.fields.given()
    if "responsible" in mended:  # labels list those named in the same item, not those handed down to it
        handed = {a.name for a in target.responsible if a.basis == "inherited"}
        mended["responsible"] = [name for name in mended["responsible"] if name not in handed]
    return label | {name: _plain(value) for name, value in mended.items()}


def _of_fields(row: Reviewed) -> dict[str, Any]:
    default = {"kind": "count", "value": 0, "comparator": "eq", "change": "level", "status": "planned"}
    given = {name: _plain(value) for name, value in row.fields.given().items() if value is not None}
    return default | given


def _plain(value: Any) -> Any:
    """Numbers as JSON has them; a fraction keeps its digits since 17 of them are more than any label has."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def period_label(period: Period | None) -> str | None:
    """A period as label files write it: its year, month or day, or its first and last.

    >>> period_label(Period(start="2014-01-01", end="2014-12-31", text="全年", basis="document_year"))
    '2014'
    """
    if period is None or period.end is None:
        return None
    if period.start is None or period.start == period.end:
        return period.end
    first, last = period.start, period.end
    if (first[4:], last[4:]) == ("-01-01", "-12-31"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}/{last[:4]}"
    return f"{first}/{last}"


def at(text: str, start: int, end: int) -> str:
    """Words around a stretch that occur once in the text, the stretch in brackets.

    >>> at("小学5所，中学5所", 7, 9)
    '学5所，中学⟦5所⟧'
    """
    low, high = start, end
    while text.count(text[low:high]) > 1 and (low > 0 or high < len(text)):
        low, high = max(0, low - _STEP), high if low > 0 else min(len(text), high + _STEP)
    if set(OPEN + CLOSE) & set(text[low:high]):
        raise PlanparseError(f"the text around {text[start:end]!r} has the brackets {OPEN}{CLOSE} that labels use")
    return f"{text[low:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:high]}"

