"""Whether planparse reads one case of a public test suite right: values, bounds, units and days compared."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from planparse import find_periods, find_quantities
from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity

Item = dict[str, Any]
Bounds = tuple[float | None, float | None]

CURRENCY = {
    "元": "CNY", "美元": "USD", "港元": "HKD", "日元": "JPY", "欧元": "EUR", "韩元": "KRW", "澳元": "AUD",
    "新台币": "TWD", "英镑": "GBP", "加元": "CAD",
}  # fmt: skip
# Every unit as so many of its base unit; a unit that is not here stands for itself.
METRIC = {
    "米": ("米", 1), "公里": ("米", 1000), "千米": ("米", 1000), "厘米": ("米", 0.01), "毫米": ("米", 0.001),
    "分米": ("米", 0.1), "里": ("米", 500), "微米": ("米", 1e-6), "纳米": ("米", 1e-9), "皮米": ("米", 1e-12),
    "克": ("克", 1), "千克": ("克", 1000), "公斤": ("克", 1000), "斤": ("克", 500), "两": ("克", 50), "吨": ("克", 1e6),
    "毫克": ("克", 0.001), "升": ("升", 1), "毫升": ("升", 0.001), "平方公里": ("平方米", 1e6), "平方千米": ("平方米", 1e6),
    "赫兹": ("赫兹", 1), "千赫": ("赫兹", 1e3), "兆赫": ("赫兹", 1e6), "比特": ("比特", 1), "千比特": ("比特", 1e3),
}  # fmt: skip
SECONDS = {
    "秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "日": 86400, "周": 604800, "个月": 2592000, "年": 31536000,
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000, "year": 31536000,
}  # fmt: skip
MONTHS = {"month": 1, "year": 12, "个月": 1, "年": 12}
FAMILIES = {
    "number": None,
    "number_range": None,
    "percent": {"percent"},
    "money": {"money"},
    "quantity": {"length", "weight", "area", "volume", "multiple", "count", "duration"},
    "duration": {"duration"},
    "age": {"duration"},
    "ordinal": {"rank"},
}


def is_right(case: Item) -> bool:
    if case["kind"].startswith("date"):
        periods = find_periods(case["text"], year_of(case))
        if not case["expected"]:
            return not periods
        return all(any(same_days(case, e, p) for p in periods if meets(e, p)) for e in case["expected"])
    family = FAMILIES[case["kind"]]
    found = [q for q in find_quantities(case["text"]) if family is None or q.kind in family]
    if not case["expected"]:
        return not [q for q in found if (q.rule == "bare_number" if case["kind"] == "number" else q.kind != "count")]
    return all(same_amount(case["kind"], e, [q for q in found if meets(e, q)]) for e in case["expected"])


def meets(item: Item, found: Quantity | PeriodMention) -> bool:
    return bool(item["start"] < found.end and found.start < item["end"])


def year_of(case: Item) -> int | None:
    match = re.search(r"\d{4}", case["ref"] or "")
    return int(match.group()) if match else None


# ---- amounts
def same_amount(kind: str, item: Item, found: list[Quantity]) -> bool:
    if item.get("surface_only"):
        return bool(found)
    if isinstance(item["value"], dict | list):
        item = in_months(item)
    if item["value"] is None or kind == "number_range":
        return any(close_bounds(item, bounds) for bounds in readings(kind, item, found))
    if kind == "money" and item.get("low") is not None and item.get("high") is not None:
        return any(close_bounds(item, bounds) for bounds in readings(kind, item, found))
    return any(close(scale * float(q.value), item["value"]) for q in found for scale in scales(kind, item, q))


def in_months(item: Item) -> Item:
    """{"year": 4, "month": 6} is 54 months; a pair of such is a range, a zero start an open one."""
    pair = item["value"] if isinstance(item["value"], list) else [item["value"]]
    sums = [sum(n * MONTHS.get(u, 0) for u, n in part.items()) or None for part in pair]
    if len(sums) == 1:
        return {**item, "value": sums[0], "unit": "month"}
    return {**item, "value": None, "low": sums[0], "high": sums[1], "unit": "month"}


def scales(kind: str, item: Item, found: Quantity) -> list[float]:
    """What a found value may be multiplied by to stand in the expected unit; none where the unit is another."""
    want, unit = item.get("unit"), found.unit
    share = {"%": 0.01, "‰": 0.001}.get(unit)
    if kind.startswith("number") or kind == "ordinal":
        return [1.0, share] if share else [1.0]
    if kind == "percent":
        return [share * (100 if want == "%" else 1)] if share else [1.0]
    if kind == "money":
        return [1.0] if CURRENCY.get(unit, unit) == {"Dollar": "USD"}.get(want or "", want) else []
    if want in MONTHS and unit in MONTHS:
        return [MONTHS[unit] / MONTHS[want]]
    if want in SECONDS and unit in SECONDS and kind != "age":
        return [SECONDS[unit] / SECONDS[want]]
    (base, size), (wanted, wanted_size) = METRIC.get(unit, (unit, 1)), METRIC.get(want or "", (want, 1))
    return [size / wanted_size] if base == wanted else []


def readings(kind: str, item: Item, found: list[Quantity]) -> list[Bounds]:
    """The bounds that each quantity states, and those that all of them state together (大于100并且小于300)."""
    scaled = [[scaled_bounds(q, s) for s in scales(kind, item, q)] for q in found]
    together = []
    for same in zip(*scaled, strict=False):
        lows, highs = [low for low, _ in same if low is not None], [high for _, high in same if high is not None]
        together.append((max(lows, default=None), min(highs, default=None)))
    return [*(b for each in scaled for b in each), *together]


def scaled_bounds(found: Quantity, scale: float) -> Bounds:
    low, high = bounds(found)
    return None if low is None else low * scale, None if high is None else high * scale


def bounds(found: Quantity) -> Bounds:
    value = float(found.value)
    if found.comparator in ("ge", "gt"):
        return value, None
    if found.comparator in ("le", "lt"):
        return None, value
    return value, float(found.value_max if found.value_max is not None else found.value)


def close_bounds(item: Item, found: Bounds) -> bool:
    """多 and 余 leave the upper side open; some suites close it at the next round number."""
    low, high = item.get("low"), item.get("high")
    if re.search("[多余]", item["surface"]) and found[1] is None:
        high = None
    return all((a is None) == (b is None) and (a is None or b is None or close(b, a)) for a, b in ((low, found[0]), (high, found[1])))


def close(got: float, want: float) -> bool:
    """Equal but for the two decimals to which a fraction is rounded in the guide (三分之一 is 33.33)."""
    return abs(got - want) <= max(1e-4 * abs(want), 1e-12)


# ---- days
def same_days(case: Item, item: Item, found: PeriodMention) -> bool:
    if item.get("surface_only"):
        return True
    low, high = (item["value"], None) if item["value"] else (item.get("low"), item.get("high"))
    first = low[:10] if low else None
    now = (case["ref"] or "")[:10]
    if item["value"]:
        return found.first == first and found.last == str(last_day(first, item.get("grain", "day")))
    lasts = {high[:10] if high else None}
    if case["suite"].startswith("rec") and high and high[:4] > "0001":
        lasts.add(str(date.fromisoformat(high[:10]) - timedelta(days=1)))  # the end of its ranges is exclusive
    if first == now:
        first = None  # a suite that closes an open side with its reference time
    return (found.first == first or first is None) and (found.last in lasts or (found.last is None and now in lasts))


def last_day(first: str | None, grain: str) -> date:
    day = date.fromisoformat(first or "0001-01-01")
    if grain == "year":
        return day.replace(month=12, day=31)
    return day.replace(day=monthrange(day.year, day.month)[1]) if grain == "month" else day
