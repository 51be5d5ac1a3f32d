"""What stands once in a list and is meant for each member: a unit (新建6、扩建8所), a comparator (99%、95%以上)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planparse.extract import comparator
from planparse.extract.amount import Quantity, trailing_scale
from planparse.extract.numerals import Numeral
from planparse.patterns import lazy
from planparse.records import Comparator, exact

_SHARED_GAP = lazy(r"(?:、|和|与|及|以及|,(?![^\W\d_]{0,6}[比增降升高低达为改善]))[^\W\d_]{0,6}")
_LIST = lazy(r"(?:、|和|与|及|以及|,)")
_TOUCHING = lazy(r"(?:、|和|与|及|以及|,|\()?")


def units(text: str, found: Iterable[Quantity], unitless: Iterable[tuple[Numeral, int]]) -> tuple[list[Quantity], list[Numeral]]:
    """Give each number without a unit that of the next one, which begins at the place beside it.

    Returns the quantities, and the numbers for which there is no such unit.
    """
    by_start = {q.start: q for q in found}
    scales: dict[int, int] = {}  # of those that were given a unit, by their place
    left = []
    for numeral, following in unitless:
        donor = by_start.get(following)
        if donor is None or not _gives_unit(donor) or not _SHARED_GAP.fullmatch(text, numeral.end, following):
            left.append(numeral)
            continue
        scale = scales.get(following) or _scale(text, donor)
        if not numeral.scaled and (donor.kind == "money" or "." in text[numeral.start : numeral.end]):
            scales[numeral.start] = scale
        by_start[numeral.start] = _with_unit(numeral, donor, scales.get(numeral.start, 1))
    return list(by_start.values()), left


def _gives_unit(donor: Quantity) -> bool:
    return donor.kind not in ("rank", "ratio") and donor.rule not in ("range", "bare_number")


def _with_unit(numeral: Numeral, donor: Quantity, scale: int) -> Quantity:
    """Money shares its scale word too, and so does a decimal: 3、5万元 are 30 000 and 50 000, 1.2、3.4万吨 12 000 and 34 000."""
    per = donor.per if donor.kind != "money" else None
    return replace(
        donor, start=numeral.start, end=numeral.end, value=exact(numeral.value * scale), value_max=None, rule="shared_unit", per=per
    )


def _scale(text: str, donor: Quantity) -> int:
    number = _NUMBER.match(text, donor.start)
    return trailing_scale(number.group()) if number else 1


_NUMBER = lazy(r"[\d.,]*[多余几]?[十百千万亿]*")


def comparators(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Let a comparator behind a list read back over it, and one before a list read on."""
    return _reading_on(text, _reading_back(text, _points(text, quantities)))


def _points(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """3个、2个百分点: the first are points too."""
    out = list(quantities)
    for i in range(len(out) - 1, 0, -1):
        left, right = out[i - 1], out[i]
        if right.unit == "百分点" and left.unit == "个" and _LIST.fullmatch(text, left.end, right.start):
            out[i - 1] = replace(left, kind="percent", unit="百分点", rule="shared_unit", per=right.per)
    return out


def _reading_back(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """99.5%、98.5%、85%以上."""
    out = list(quantities)
    told: Comparator | None = None
    for i in range(len(out) - 1, 0, -1):
        left, right = out[i - 1], out[i]
        if not (left.comparator == "eq" and left.kind == right.kind and (left.kind != "count" or left.unit == right.unit or text[left.end] != ",") and _LIST.fullmatch(text, left.end, right.start)):
            told = None
            continue
        found = comparator.after(text, right.end, time=right.kind == "duration")
        told = found[0] if found and found[0] == right.comparator else told
        if told:
            out[i - 1] = replace(left, comparator=told)
    return out


def _reading_on(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """不少于1万户4.5亿元; 分别超过2%、5%."""
    each = False  # whether 分别 lets the comparator of a list's first member read on
    for i in range(1, len(quantities)):
        left, right = quantities[i - 1], quantities[i]
        listed = _LIST.fullmatch(text, left.end, right.start) is not None
        each = listed and (each or (left.comparator in ("gt", "lt") and _EACH.search(text, max(0, left.start - 6), left.start) is not None))
        if (
            right.comparator == "eq"
            and (left.comparator in ("ge", "le") or each)
            and _TOUCHING.fullmatch(text, left.end, right.start)
            and comparator.after(text, left.end, time=left.kind == "duration") is None
        ):
            quantities[i] = replace(right, comparator=left.comparator)
    return quantities


_EACH = lazy("分别")
