"""Years and days as documents write them: 二〇一二年二月六日, 2012年2月6日."""

from __future__ import annotations

import re
from datetime import date

from planparse.patterns import lazy

DIGITS = {c: i for i, row in enumerate(("零〇○", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in row}
_NINE = "一二三四五六七八九"
# A year in full before 年; 2008年以来 is since when, and names no year that is told of.
YEAR = lazy(rf"(?<!\d)(?:(?:19|20)\d\d|[一二][九零〇○][零〇○{_NINE}]{{2}})(?=年)")
NAMED_YEAR = lazy(rf"{YEAR.pattern}(?!年以来)")
_DAY = lazy(
    rf"(?P<y>\d{{4}}|[零〇○{_NINE}]{{4}})\s*年\s*(?P<m>\d{{1,2}}|十[一二]?|[{_NINE}])\s*月"
    rf"\s*(?P<d>\d{{1,2}}|[二三]?十[{_NINE}]?|[{_NINE}])\s*日"
    r"|(?P<iy>\d{4})[-./](?P<im>\d{1,2})[-./](?P<id>\d{1,2})",
    re.ASCII,
)


def year_of(written: str) -> int:
    """The year behind four digits, Arabic or Chinese.

    >>> year_of("一九八〇")
    1980
    """
    return int(written) if written.isascii() else int("".join(str(DIGITS[c]) for c in written))


def iso_day(written: str) -> str | None:
    """A written day in ISO 8601; None where none is written, or one that no calendar has.

    >>> iso_day("二〇一二年二月十六日"), iso_day("2021-3-9 10:00")
    ('2012-02-16', '2021-03-09')
    >>> iso_day("一九九六年元月八日")
    '1996-01-08'
    >>> iso_day("20道1年3月19日"), iso_day("2021年2月31日")
    (None, None)
    """
    match = _DAY.search(written.replace("元月", "1月"))
    if match is None:
        return None
    year = year_of(match["y"] or match["iy"])
    month, day = (small_number(match[a] or match[b]) for a, b in (("m", "im"), ("d", "id")))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def small_number(written: str) -> int:
    """A number up to 99, Arabic or Chinese: 二十三."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return DIGITS[written]
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def first_year_of_plan(number: int) -> int:
    """The first year of the n-th five-year plan; the first ran from 1953, the third began in 1966.

    >>> first_year_of_plan(14)
    2021
    """
    return 1953 + 5 * (number - 1) + (3 if number >= 3 else 0)
