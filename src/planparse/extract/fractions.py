"""Shares and proportions: 三分之一, 百分之八十五, 3/4, 一半, 百分百; 4:6, 1比3; 0.5/10万."""

from __future__ import annotations

from decimal import Decimal

from planparse.extract.amount import Page, Quantity, amount
from planparse.extract.numerals import Numeral
from planparse.extract.ranges import CONNECT
from planparse.extract.units import unit_at
from planparse.patterns import lazy
from planparse.records import Comparator, exact

_HALF_OF_TIME = tuple("天年月小径")  # 一半天, 一半径: 半 belongs to the word behind it
_LARGEST_BASE = 1000  # of a fraction written with a slash; beyond it the slash separates something else
# A denominator that is a power of ten has its own sign and is not divided through.
_SIGNS = {"百": "%", "千": "‰"}


def read(page: Page, numeral: Numeral) -> Quantity | None:
    """The share or proportion that begins with a numeral."""
    reader = _READERS.get(page.text[numeral.end : numeral.end + 1])
    return reader(page, numeral) if reader else None


def _parts(page: Page, base: Numeral) -> Quantity | None:
    """三分之一, 百分之三到五, 百分百."""
    text, written = page.text, page.text[base.start : base.end]
    if written == "百" and text.startswith("百", base.end + 1):
        return amount(page, base.start, base.end + 2, "percent", Decimal(100), "%", "percent_word")
    top = page.numeral_at(base.end + 2)
    if top is None or not text.startswith("分之", base.end) or not base.value:
        return None
    upper, end = top.value_max, top.end
    if upper is None and (high := _upper_part(page, written, end)):
        upper, end = high.value, high.end
    bound: Comparator = "range" if upper is not None else top.bound
    low, high_value = _per_base(written, base, top.value), None if upper is None else _per_base(written, base, upper)
    return amount(page, base.start, end, "percent", low, _SIGNS.get(written, "%"), "fraction", upper=high_value, bound=bound)


def _per_base(written: str, base: Numeral, top: Decimal) -> Decimal:
    return top if written in _SIGNS else _percent(top, base.value)


def _percent(top: Decimal, base: Decimal) -> Decimal:
    """To two decimals, but exact where the base is a power of ten (万分之五), and to four digits below one."""
    share = top * 100 / base
    if exact(base).normalize().as_tuple().digits == (1,):
        return share
    return round(share, 2 if share >= 1 else 3 - share.adjusted())


def _upper_part(page: Page, base: str, end: int) -> Numeral | None:
    """The upper end of 百分之三到五, 百分之六至百分之八."""
    connect = CONNECT.match(page.text, end)
    if connect is None:
        return None
    again = base + "分之"
    at = connect.end() + (len(again) if page.text.startswith(again, connect.end()) else 0)
    high = page.numeral_at(at)
    return None if high is None or unit_at(page.text, high.end) else high


def _half(page: Page, numeral: Numeral) -> Quantity | None:
    end = numeral.end + 1
    if page.text[numeral.start : numeral.end] != "一" or page.text[end : end + 1] in _HALF_OF_TIME:
        return None
    return amount(page, numeral.start, end, "percent", Decimal(50), "%", "half")


def _slashed(page: Page, top: Numeral) -> Quantity | None:
    """3/4 is a share, 0.5/10万 a rate per 100 000."""
    base = page.numeral_at(top.end + 1)
    if base is None or page.text[base.end : base.end + 1] == "/" or not base.value or top.value_max:
        return None
    if base.scaled and base.value > _LARGEST_BASE:
        end = base.end + (page.text[base.end : base.end + 1] == "人")
        per = page.text[base.start : end]
        return amount(page, top.start, end, "count", top.value, "", "per_population", per=per)
    if top.value >= base.value or base.value > _LARGEST_BASE:
        return None
    return amount(page, top.start, base.end, "percent", _percent(top.value, base.value), "%", "fraction")


def _ratio(page: Page, first: Numeral) -> Quantity | None:
    """4:6, 8.9:42.5:48.6, 1比3: the first and the last part are kept."""
    last = first
    while page.text[last.end : last.end + 1] in (":", "比") and (following := page.numeral_at(last.end + 1)):
        last = following
    if last is first or (page.text[first.end] == "比" and unit_at(page.text, last.end)):
        return None
    if not last.arabic and _LISTS.match(page.text, last.end):
        return None  # 任务有三:一是…
    return amount(page, first.start, last.end, "ratio", first.value, "", "ratio", upper=last.value, bound="eq")


_LISTS = lazy(r"[是要、]")
_READERS = {"分": _parts, "半": _half, "/": _slashed, ":": _ratio, "比": _ratio}
