"""Denominators: what a quantity is counted for (元/生·年, 每乡镇1所, 人均, 年均)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from planparse.lexicon import alternation, load
from planparse.patterns import lazy
from planparse.records import Kind

_ALIAS = {"农村居民": "人", "m3": "立方米", "m³": "立方米", "L": "升", "星期": "周", "年度": "年"}
_AVERAGE = {
    "人均": "人", "生均": "生", "户均": "户", "亩均": "亩", "村均": "村", "校均": "校", "班均": "班", "师均": "教师", "床均": "床",
    "年均": "年", "月均": "月", "日均": "日", "季均": "季", "周均": "周", "次均": "次", "家均": "家", "店均": "店", "件均": "件", "单均": "单",
    "平均年": "年", "年平均": "年", "日平均": "日", "月平均": "月", "日供应": "日", "日供水": "日", "日加工": "日", "年加工": "年", "日处理": "日", "日产": "日", "亩产": "亩", "年供气": "年", "年处理": "年",
}  # fmt: skip
_AVERAGES = lazy("|".join(w if w[0] not in "年月日" else rf"(?<![\d〇零一二三四五六七八九十几多]){w}" for w in _AVERAGE))
# The stretch of time in front of an average or of a standard: 月人均, 年供养标准, 人年.
_OF_TIME = lazy(r"(?<![\d〇零一二三四五六七八九十几多全今去上本当近历逐前])(?P<time>[年月日])(?:[人户生亩]均|[^\W\d_]{0,6}标准)|(?<=人)(?P<each>[年月])$")


@cache
def _words() -> tuple[str, frozenset[str]]:
    table = load("planparse.extract", "denominators")
    times = frozenset(table.forms_of("time"))
    return alternation(table.forms), times


_COUNTED_FOR = ("count", "duration", "area", "length")


def counts_for(text: str, start: int, kind: Kind) -> bool:
    """Whether the number at a place says what another is counted for: 每10万人15人, 每两个月1次."""
    return text[start - 1 : start] == "每" and kind in _COUNTED_FOR


@cache
def _written() -> re.Pattern[str]:
    """Behind a unit: /月.人, /生·年, 每人每年."""
    words, _ = _words()
    return re.compile(rf"(?:[/每]{words}|/工(?![^\W\d_]))(?>(?:[/.·•・每]{words}|、?{words}(?![^\W\d_]))*)")


@cache
def _each() -> re.Pattern[str]:
    """Before a number: 每个农村小学, 每生每年, 每10万人, 各…."""
    forms = load("planparse.extract", "denominators").forms
    named = alternation(f for f in forms if f not in _CLASSIFIERS)
    classifier = f"[{_CLASSIFIERS}]"
    return re.compile(
        rf"每一?(?:{classifier}(?=[^\W\d_]{{2}}))?(?P<word>{named})"
        rf"|每一?(?:{classifier}(?P<noun>{_ONE})|(?P<many>[百千万][名张个户]?{_ONE})|(?P<bare>{classifier}))"
    )


_CLASSIFIERS = "个名位所家座处辆台间条支项件亩户期批组队"
# What is counted for by a noun that no table lists: up to the first character that closes a noun of this kind.
_ANY = r"[^\W\d_的、]"
_ONE = (
    rf"(?:{_ANY}{{0,5}}?(?:社区|特派员|团队|老年人|老人|学生|小学生|中学生|干部|医生|护士|干警|民警|床位|基地|中心|人员|岗位|机构|单位|部门|组织)"
    rf"|{_ANY}{{1,5}}?[片区县点室屋校园站院所村镇乡班队组库厂店员])"
)


# A character of every denominator before a number; most numbers have none in their clause.
_YEARLY = lazy(r"(?<![\d〇零一二三四五六七八九十几多今去本当全])年产(?:约|近|达)?$")  # 年产10万吨生产线
_OVER_YEARS = lazy(r"(?:[三四五六七八九十\d]年(?:[间来]|以来)?平均(?:增长|增加|提高|下降)|平均递[增减])(?:了|约|近)?$")  # 五年平均增长9%
_MAY_AVERAGE = lazy(r"[均供处产加]")  # a character of every word of _AVERAGE
_MAY_NAME = lazy(r"[每均日年亩月]")
_PART = lazy(r"[/每.·、•・]")


def written(text: str, end: int) -> tuple[str, int] | None:
    """The denominator written behind a unit that ends at `end`, and where it ends.

    >>> written("300元/月.人的绩效奖", 4)
    ('人·月', 8)
    """
    match = _written().match(text, end) if text[end : end + 1] in ("/", "每") else None
    if not match:
        return None
    return join(p for p in _PART.split(match.group()) if p), match.end()


def before(text: str, low: int, start: int, kind: Kind, unit: str) -> str | None:
    """The denominator that reads forward to a number at `start` from within its clause, which begins at `low`."""
    left = text[low:start]
    if not _MAY_NAME.search(left):
        return None
    found: list[str] = []
    if "每" in left:
        matches = list(_each().finditer(left))
        found = [m[m.lastgroup or "word"] for m in _last_run(matches)]
    words = _AVERAGES.findall(left) if _MAY_AVERAGE.search(left) else []
    if words and not (words[-1][0] in "人生" and kind in ("percent", "multiple")):
        found.append(_AVERAGE[words[-1]])
    if _YEARLY.search(left) or ("平均" in left and not found and _OVER_YEARS.search(left)):
        found.append("年")
    if kind == "money" and not any(map(_is_time, found)) and (timed := _OF_TIME.search(left)):
        found += [timed["time"]] if timed["time"] else ["人", timed["each"]]
    found = [w for w in found if not (w == unit or (kind == "percent" and not _is_time(w)))]
    return join(found) if found else None


def _last_run(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """每生每年: denominators that touch belong together; an earlier, lone one does not."""
    run: list[re.Match[str]] = []
    for match in matches:
        run = [*run, match] if run and run[-1].end() == match.start() else [match]
    return run


def _is_time(word: str) -> bool:
    return word in _words()[1]


def join(words: Iterable[str]) -> str:
    """Persons and things first, then times: 月 and 人 are 人·月."""
    parts = [_ALIAS.get(w, w) for w in words]
    unique = list(dict.fromkeys(parts))
    return "·".join(sorted(unique, key=_is_time))
