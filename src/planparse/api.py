"""Building blocks for other programs: quantities and periods of any Chinese text, and the normal form of a text."""

from __future__ import annotations

from dataclasses import replace

from planparse.extract import compound, everyday, period, quantity
from planparse.extract.masks import Mask
from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity
from planparse.normalization import normalize as _normalize
from planparse.normalization import plain
from planparse.text import AlignedText


def find_quantities(text: str) -> list[Quantity]:
    """Every amount of a Chinese text, whether or not it belongs to a target; numbers without a unit too.

    `start` and `end` count code points of `text` as given; values stand in the base unit (money in 元, percent in
    points). Traditional characters and full-width digits are read, and everyday forms: 三斤二两, 半天, $20, 12k; an
    amount in several parts stands in its smallest unit, an age in 岁.

    >>> [(q.kind, str(q.value), q.unit, q.comparator) for q in find_quantities("不低於８５％，投入9塊5毛，四年六個月")]
    [('percent', '85', '%', 'ge'), ('money', '9.5', '元', 'eq'), ('duration', '54', '个月', 'eq')]
    """
    aligned = plain(text)
    dates = [Mask(p.start, p.end, "date") for p in period.find(aligned.text, None)]
    found = everyday.read(aligned.text, quantity.scan(aligned.text, dates, bare=True))
    return [_placed(q, aligned) for q in compound.join(aligned.text, found)]


def _placed(found: Quantity, aligned: AlignedText) -> Quantity:
    start, end = aligned.to_source((found.start, found.end))
    return replace(found, start=start, end=end)


def find_periods(text: str, year: int | None = None) -> list[PeriodMention]:
    """Every period of a Chinese text; relative words (年底前) are resolved against `year`, never against today.

    >>> [(p.first, p.last) for p in find_periods("2020年上半年，年底前", 2019)]
    [('2020-01-01', '2020-06-30'), (None, '2020-12-31')]
    """
    aligned = plain(text)
    found = []
    for mention in period.find(aligned.text, year):
        start, end = aligned.to_source((mention.start, mention.end))
        found.append(replace(mention, start=start, end=end))
    return found


def normalize(text: str) -> AlignedText:
    """The normal form of a document's text, each character traceable to where it came from.

    >>> normalize("新建學校２所，擴建醫院").text
    '新建学校2所,扩建医院'
    """
    return _normalize(text).text
