"""Which days a written period covers: one reader for each kind of form in `planparse.extract.period_pattern`.

A reader takes the match and the year that relative words count from, and gives the first and the last day in ISO
form, None for an open side; None for the whole where the form names no period.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from planparse.dates import first_year_of_plan, year_of
from planparse.extract.numerals import evaluate

Days = tuple[str | None, str | None]

CONGRESS = {"十六": "2002-11-08", "十七": "2007-10-15", "十八": "2012-11-08", "十九": "2017-10-18", "二十": "2022-10-16"}
_RELATIVE = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2, "当": 0, "次": 1, "翌": 1, "下": 1, "这": 0}


def _number(written: str) -> int:
    value = evaluate(written)
    return int(value) if value is not None else 0


def full_year(written: str) -> int:
    """The year behind four digits, or behind two: 97 is 1997, 08 is 2008."""
    year = year_of(written)
    return year if year >= 100 else year + (2000 if year <= 50 else 1900)


def _months(y1: int, m1: int, y2: int, m2: int) -> tuple[str, str]:
    return f"{y1:04}-{m1:02}-01", f"{y2:04}-{m2:02}-{monthrange(y2, m2)[1]:02}"


def _day(y: int, m: int, d: int) -> str | None:
    return f"{y:04}-{m:02}-{d:02}" if 1 <= d <= monthrange(y, m)[1] else None


def _bounded(days: Days, by: str | None, tail: str | None) -> Days:
    """到…, 截至…, …前: by the last day; …起, …以来: from the first day on; else the whole."""
    if by == "自从" or (tail and tail.endswith(("起", "以来", "开始", "后"))):
        return days[0], None
    if by or (tail and tail.endswith("前")):
        return None, days[1]
    return days


def _masked(match: re.Match[str], year: int) -> Days | None:
    return None, None


def _iso(match: re.Match[str], year: int) -> Days | None:
    day = _day(int(match["iy"]), int(match["im"]), int(match["iday"]))
    return (day, day) if day else None


def _years(match: re.Match[str], year: int) -> Days | None:
    first, last = full_year(match["ys"]), full_year(match["ye"])
    if first > last:
        return None
    return (f"{first}-09-01", f"{last}-08-31") if match["school"] else _months(first, 1, last, 12)


def _part(match: re.Match[str], year: int) -> Days | None:
    """A part of a year: months, days, halves, quarters, terms, and the year's end."""
    y = full_year(match["year"]) if match["year"] else year + (_RELATIVE[match["rel"][0]] if match["rel"] else 0)
    if match["edge"] and match["edge"][0] != "年" and not (match["year"] or match["rel"]):
        return None
    if match["whole"] == "内" and not (match["year"] or match["rel"]):
        return None
    days = _days_of_part(match, y)
    return None if days is None or None in days else _bounded(days, match["by"], match["tail"])


def _days_of_part(match: re.Match[str], y: int) -> Days | None:
    if match["m1"]:
        return _month_span(match, y)
    if match["m3"]:
        m = _number(match["m3"])
        last = _number(match["m4"]) if match["m4"] else m
        y2 = full_year(match["year3"]) if match["year3"] else y
        return _day(y, m, _number(match["d1"])), _day(y2, last, _number(match["d2"]))
    if match["m5"]:
        day = _day(y, _number(match["m5"]), _number(match["d3"]))
        return day, day
    if match["m6"]:
        return _third(y, _number(match["m6"]), match["third"])
    if match["upto"]:
        return _months(y, 1, y, 3 * _number(match["upto"].rstrip("个")))
    if match["quarter"]:
        quarter = _number(match["quarter"][0].replace("首", "一"))
        return _months(y, 3 * quarter - 2, y, 3 * quarter)
    if match["half"]:
        return _months(y, 1, y, 6) if match["half"][0] in "上前" else _months(y, 7, y, 12)
    if match["term"]:
        return _season(y, match["term"])
    return _edge(match, y)


def _month_span(match: re.Match[str], y: int) -> Days | None:
    first, last = _number(match["m1"]), _number(match["m2"])
    y2 = full_year(match["year2"]) if match["year2"] else y + bool(match["over"])
    return _months(y, first, y2, last) if (y, first) <= (y2, last) else None


def _third(y: int, m: int, third: str | None) -> Days:
    first, last = _months(y, m, y, m)
    if third == "上旬":
        return first, f"{y:04}-{m:02}-10"
    if third == "中旬":
        return f"{y:04}-{m:02}-11", f"{y:04}-{m:02}-20"
    return (f"{y:04}-{m:02}-21", last) if third == "下旬" else (first, last)


def _season(y: int, word: str) -> Days:
    if word in ("春季学期", "下学期"):
        return _months(y, 2, y, 7)
    if word in ("秋季学期", "上学期"):
        return _months(y, 9, y + 1, 1)
    spans = {"春": (1, 6), "夏": (6, 8), "秋": (7, 12), "冬": (10, 12), "暑": (7, 8), "寒": (1, 2)}
    return _months(y, spans[word[0]][0], y, spans[word[0]][1])


def _edge(match: re.Match[str], y: int) -> Days:
    word = match["edge"] or match["whole"]
    if word.endswith(("初", "始")):
        return _months(y, 1, y, 1)
    if word == "年中":
        return f"{y:04}-01-01", f"{y:04}-06-30"
    if word.endswith(("底", "末", "终")):
        return _months(y, 12, y, 12)
    return _months(y, 1, y, 12)


def _counted(match: re.Match[str], year: int) -> Days | None:
    """2022年前十一个月, 今年第三个月, 2021年的最后4周; weeks as in ISO 8601."""
    y = full_year(match["cyear"]) if match["cyear"] else year + _RELATIVE[match["crel"][0]]
    n, months = _number(match["cn"]), match["cunit"] == "月"
    total = 12 if months else date(y, 12, 28).isocalendar().week
    if not 1 <= n <= total:
        return None
    first, last = (total - n + 1, total) if match["clast"] else (n if match["cnth"] else 1, n)
    if months:
        return _months(y, first, y, last)
    return str(date.fromisocalendar(y, first, 1)), str(date.fromisocalendar(y, last, 7))


def _upto_month(match: re.Match[str], year: int) -> Days | None:
    n = _number(match["un"])
    return _months(year, 1, year, n) if 1 <= n <= 12 else None


def _decade(match: re.Match[str], year: int) -> Days:
    """20世纪90年代, 上世纪80年代末: 1990 to 1999, the two last years of the eighties."""
    century = _number(match["century"]) if match["century"] else (year - 1) // 100
    first = (century - 1) * 100 + _number(match["ten"])
    begin, end = {"初": (0, 1), "末": (8, 9), None: (0, 9)}[match["dpart"]]
    return _months(first + begin, 1, first + end, 12)


def _plain(match: re.Match[str], year: int) -> Days | None:
    y = full_year(match["pyear"]) if match["pyear"] else year + _RELATIVE[match["prel"][0]]
    if match["prel"] and y == year and (match["ptail"] or "").endswith("来"):
        return _months(y, 1, y, 12)  # 今年以来 goes no further than the year
    if match["prow"]:
        return _months(y, 1, y + max(1, _number(match["prow"])) - 1, 12)  # 2010年以来连续5年
    return _bounded(_months(y, 1, y, 12), match["pby"], match["ptail"])


def _fyp(match: re.Match[str], year: int) -> Days | None:
    number = _number(match["fq"] or match["fb"])
    first = first_year_of_plan(number)
    tail = match["ftail"]
    if tail in ("末", "末期", "期末"):
        return _bounded(_months(first + 4, 1, first + 4, 12), match["fby"], None)
    if tail in ("初", "初期"):
        return _months(first, 1, first, 12)
    if tail[0] in "前后":
        n = 2 if "两" in tail else 3
        return _months(first, 1, first + n - 1, 12) if tail[0] == "前" else _months(first + 5 - n, 1, first + 4, 12)
    return _bounded(_months(first, 1, first + 4, 12), None, tail if tail == "以来" else None)


def _ahead(match: re.Match[str], year: int) -> Days | None:
    if match["an"] == "几":
        return f"{year:04}-01-01", None
    return _months(year, 1, year + _number(match["an"]) - 1, 12)


def _within(match: re.Match[str], year: int) -> Days | None:
    return _months(year, 1, year + _number(match["wn"]) - 1, 12)


def _back(match: re.Match[str], year: int) -> Days | None:
    n = _number(match["bn"] or match["sn"] or match["on"] or match["wn"] or match["tn"])
    return _months(max(1, year - n + 1), 1, year, 12)


def _pair(match: re.Match[str], year: int) -> Days | None:
    return _months(year, 1, year + 1, 12) if match["pw"] == "今明" else _months(year - 1, 1, year, 12)


def _now(match: re.Match[str], year: int) -> Days | None:
    return _months(year, 1, year, 12)


def _congress(match: re.Match[str], year: int) -> Days | None:
    return None, CONGRESS[match["congress_no"]]


READERS = {
    "counted": _counted, "upto_month": _upto_month, "decade": _decade, "masked": _masked, "iso": _iso, "years": _years, "part": _part, "plain": _plain, "fyp": _fyp, "ahead": _ahead,
    "behind": _back, "within": _within, "since": _back, "span": _back, "counted_back": _back, "pair": _pair, "now": _now, "congress": _congress,
}  # fmt: skip
# What a text that looks back says of the years behind it, one that plans of those ahead: 五年内; 五年累计 only looks back.
BACK = {"within": _back}
ONLY_BACK = frozenset(("counted_back",))
# Forms that need no year from elsewhere.
ABSOLUTE = (_iso, _years, _fyp, _congress, _decade)
