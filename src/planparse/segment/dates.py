"""Years and days as documents write them: 二〇一二年二月六日, 2012年2月6日."""

from __future__ import annotations

import re

DIGITS = {c: i for i, row in enumerate(("零〇○", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in row}
_DAY = re.compile(r"(?P<y>[^年]{4})年(?P<m>[^月]{1,3})月(?P<d>[^日]{1,3})日|(?P<iy>\d{4})[-./](?P<im>\d{1,2})[-./](?P<id>\d{1,2})")


def year_of(written: str) -> int:
    """The year behind four digits, Arabic or Chinese.

    >>> year_of("一九八〇")
    1980
    """
    return int(written) if written.isascii() else int("".join(str(DIGITS[c]) for c in written))


def iso_day(written: str) -> str | None:
    """A written day in ISO 8601; None where none is written.

    >>> iso_day("二〇一二年二月十六日"), iso_day("2021-3-9 10:00")
    ('2012-02-16', '2021-03-09')
    """
    match = _DAY.search(written)
    if match is None:
        return None
    if match["iy"]:
        return f"{match['iy']}-{int(match['im']):02}-{int(match['id']):02}"
    return f"{year_of(match['y'].strip())}-{small_number(match['m']):02}-{small_number(match['d']):02}"


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
