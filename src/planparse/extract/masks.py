"""Where a number is no amount: names, quotations, document numbers, set phrases, ordinals, codes.

Each mask carries the reason that `coverage` counts and `planparse explain` tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from planparse.extract import numerals
from planparse.extract.units import unit_at
from planparse.lexicon import alternation, load
from planparse.patterns import lazy


class Mask(NamedTuple):
    """A stretch in which numbers are set aside, and why."""

    start: int
    end: int
    reason: str


# Shapes that run over more than the number: found by their first character in one pass each.
_BOOK_TITLE = lazy(r"《[^《》\n]{1,80}》")
_URL = lazy(r"(?:https?://|www\.)[\w./?=&%#:-]+")
_QUOTED = lazy(r"[“「『‘\"](?:(?<=\")[^\"\n]{1,16}\"|(?<!\")[^”」』’“「\n]{1,16}[”」』’])")
_ORDINAL = lazy(
    r"第(?:\d+|[一二三四五六七八九十百零〇两]+)(?:[、和至到—-]+第?(?:\d+|[一二三四五六七八九十百]+))?"
)

# Shapes that begin with the number itself, tried where a numeral begins. They are of the script, not of a subject.
_OF_DIGITS = lazy(
    r"""
    (?P<doc_number> (?<=[〔\[【(（])(?:19|20)\d\d[〕\]】)）](?:第?\d{1,5}(?:号|(?=[)）]))?)?
      | \d{1,5}号(?!召|称|码|脉|线路) | \d{1,3}[-—]\d{1,3}号 )
  | (?P<phone> (?<![\d.])(?:0\d{2,3}[-—]?\d{7,8}|1[3-9]\d{9}|400[-—]\d{3}[-—]\d{4}|9\d{4}热线|1\d{4}热线) )
  | (?P<clock> (?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?
      (?:(?<=\d:\d\d[-—~至]\d\d:\d\d)|(?<=[日午晨晚间于时早]\d:\d\d)|(?<=[日午晨晚间于时早]\d\d:\d\d)|(?=\s*(?:[-—~至前分]|开始|许|星期|周[一二三四五六日]))
        |(?<![比例为]\d:\d\d)(?<![比例为]\d\d:\d\d)(?<![比例为]\d:\d\d:\d\d)(?<![比例为]\d\d:\d\d:\d\d)(?=\s|$)) )
  | (?P<code> (?:(?<=[A-Za-z])|(?<=[A-Za-z][-—]))\d{1,15}(?:\.\d{1,15})*[A-Za-z]* | (?<=[A-Za-z]\+)\d{1,15}
      | \d{1,15}(?:\.\d{1,15})?(?=G(?![A-Za-z])|[DPBTVUXN](?![A-Za-z])|版本|版(?![面权本])|型|系列)
      | \d{3,4}(?=[国省县乡]道) | \d{1,15}(?:\+[A-Za-z\d]+)+ | \d{1,15}(?:·\d{1,15})+ | \d{1,15}\.\d{1,15}\.\d{1,15} )
  | (?P<room> \d{2,4}(?:室(?!内|外)|房间|教室|号楼|号院) )
  | (?P<voltage> \d{1,15}(?:千伏|kV|KV)(?!安) )
  | (?P<age> \d{1,3}(?:[-—~至到]{1,2}\d{1,3})?(?:周岁|岁|月龄) )
  | (?P<anniversary> [\d一二三四五六七八九十百]{1,8}(?:周年(?!期)|华诞) | [\d一二三四五六七八九十]{1,8}年代 )
    """,
    re.VERBOSE,
)
_OF_HAN = lazy(
    r"""
    (?P<room> (?<=[高初大小])[一二三四五六](?![十百千万]) | [一二三四五六七八九]年级 )
  | (?P<grade> [一二三四五六七八九十两]{1,2}(?:星级|级|等(?![于候到待]|[0-9])|类区|线城市|本(?=[上院录线率]))
      | [一二三](?:等奖|把手) )
  | (?P<anniversary> [\d一二三四五六七八九十百]{1,8}(?:周年(?!期)|华诞) | [\d一二三四五六七八九十]{1,8}年代 )
  | (?P<enumeration> (?:[一二三四五六七八九十]{1,3}、){1,9}[一二三四五六七八九十]{1,3}
      (?=是|产业|类|期|级|号|年级|季度|楼|区|次产业|批|线|轮|届|等奖|环|小|中) )
  | (?P<age> [一二三四五六七八九十]{1,3}(?:[-—~至到][一二三四五六七八九十]{1,3})?(?:周岁|岁) )
  | (?P<repeated> 一[^\W\d一、,。;零十百千万亿]{1,2}一(?!个|名|所|项|家|座|处)[^\W\d、,。;] )
  | (?P<ordinal> (?<=[届中会])[一二三四五六七八九十]{1,3}(?:次|中)(?:全|会|大) )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Masks:
    """All masks of a text in order, to be asked by position; `reach` is how far those up to each one extend."""

    spans: tuple[Mask, ...]
    starts: tuple[int, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[Mask]) -> Masks:
        """The masks put in order."""
        ordered = tuple(sorted(set(spans)))
        return cls(ordered, tuple(s.start for s in ordered), tuple(accumulate((s.end for s in ordered), max)))

    def at(self, position: int) -> Mask | None:
        """The mask that covers a position; of several the one that begins last."""
        i = bisect_right(self.starts, position) - 1
        while i >= 0 and self.reach[i] > position:
            if self.spans[i].end > position:
                return self.spans[i]
            i -= 1
        return None


def find(text: str, more: Iterable[Mask] = (), numbers: Iterable[int] | None = None) -> Masks:
    """Every mask of a text, with those already known (periods, section markers).

    `numbers` are the places where numerals begin, if they are known.

    >>> find("按《12条措施》推进").at(2).reason
    'book_title'
    """
    places = (m.start() for m in numerals.PATTERN.finditer(text)) if numbers is None else numbers
    return Masks.of([*more, *_wide(text), *_at_numbers(text, places)])


def _wide(text: str) -> Iterator[Mask]:
    for pattern, reason in (
        (_BOOK_TITLE, "book_title"), (_URL, "url"), (_QUOTED, "quoted"), (_phrases(), "set_phrase"), (_ORDINAL, "ordinal"),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if reason != "set_phrase" or not (match.group().isdecimal() and _measures(text, match)):
                yield Mask(match.start(), match.end(), reason)


_IN_NUMBER = lazy(r"[\d.%‰,，万亿千百余多]")


def _measures(text: str, match: re.Match[str]) -> bool:
    """110万元, 315个: the number of a hotline that is a part of an amount."""
    before = text[match.start() - 1 : match.start()]
    return before.isdecimal() or before == "." or _IN_NUMBER.match(text, match.end()) is not None or unit_at(text, match.end()) is not None


def _at_numbers(text: str, places: Iterable[int]) -> Iterator[Mask]:
    done = 0
    of_digits, of_han = _OF_DIGITS.match, _OF_HAN.match
    for start in places:
        if start >= done and (match := (of_digits if text[start] <= "9" else of_han)(text, start)):
            done = match.end()
            if match.lastgroup != "age" or not _MEASURED_AGE.search(text, max(0, start - 14), start):
                yield Mask(start, done, match.lastgroup or "")


_MEASURED_AGE = lazy(r"(?:寿命|平均年龄)[^,;。\d]*$")  # all other ages name a group


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(alternation(load("planparse.extract", "setphrases").forms) + "(?!(?<=[十万]分)之|(?<=十分)钟|(?<=又一)[百千万亿])")
