"""The verbs and openers of the genre as patterns, and the cleaning of phrases that both records use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planparse.lexicon import Words, alternation, load
from planparse.patterns import lazy


def verb_forms() -> tuple[str, ...]:
    """All verbs of the lexicon, longest first."""
    return load("planparse.extract", "actions").forms


# Aspect marks: that something is done.
ASPECT = r"(?<=[^\W\d])了(?!解|然|望|结)|已(?!知|婚)"


@cache
def verbs() -> Words:
    """All verbs of the lexicon."""
    return Words(verb_forms())


# 设 of 新增设施, 建 of 共建设, 共建成 and 报 of 以上报刊 belong to the word behind.
_GOES_ON = (("设", ("施", "备")), ("共建", ("设", "成", "立")), ("上报", ("刊",)), ("再建", ("设", "成", "立")))
_MAY_GO_ON = tuple(end for end, _ in _GOES_ON)


def verb_at(phrase: str, position: int = 0) -> str:
    """The longest verb that stands at a place, empty if none does; 新增设施 is 新增 with 设施.

    >>> verb_at("新增设施"), verb_at("设施")
    ('新增', '')
    """
    form = verbs().at(phrase, position, len(phrase))
    while form.endswith(_MAY_GO_ON) and any(form.endswith(end) and phrase.startswith(following, position + len(form)) for end, following in _GOES_ON):
        form = verbs().at(phrase, position, position + len(form) - 1)
    return form


def verbs_in(phrase: str) -> Iterator[tuple[int, str]]:
    """The verbs of a phrase, one behind the other, each with its place.

    >>> list(verbs_in("改造校舍并新建食堂"))
    [(0, '改造'), (5, '新建')]
    """
    position = 0
    while position < len(phrase):
        form = verb_at(phrase, position)
        if form:
            yield position, form
        position += len(form) or 1


@cache
def openers() -> re.Pattern[str]:
    """Openers and adverbs before a verb, as many as stand there."""
    forms = load("planparse.extract", "openers").forms
    return re.compile(rf"(?>(?:{alternation(forms)}地?)+)")


@cache
def each() -> re.Pattern[str]:
    """每 with what is counted for: 每个行政村, 每千人口."""
    forms = load("planparse.extract", "denominators").forms
    return re.compile(rf"(?:为|对|给予?|按|按照|在|向|从)?每(?:一|[\d.]+[百千万]?|[两三四五六七八九十]{{1,2}}|半)?(?:[个名位所家座处辆台间条支项件亩户])?(?:{'|'.join(map(re.escape, forms))})")


_LEAD = lazy(r"^(?:[,、;:。)”」』\s=×÷+*]|和(?!谐|平|睦|美(?![丽食容化术观]))|与(?!会)|及(?!时|格)|以及|并|且|其中|另|另外|同时|特别是|包括|含|另有|还有|即|一是|二是|三是|的|了)+")
_ASPECT = lazy(r"(?<=[^\W\d_])了(?!解|然|望|结)")
# One word at a time: a repetition of 每… in it would be tried in every division.
_TRAIL = lazy(r"(?:[,、:;(（\s“「=×÷+*≥≤<>—-]|的|了|分别|目前|共计|(?<!^收入)(?<!^支出)合计|(?<!收入)(?<!支出)总计|累计|(?<!公)共|(?<![签节契集违履条])约|(?<![统审会设预总合])计|大约|预计|平均|(?<![人户生亩村校日月年周次平])均|各|(?<![成首])都|已|(?<![发雷])达|(?<!行)为|是|(?<![国私公民])有|(?<![中高初平])等|其中|(?<!存)在|到|至|年均|平均每年|每年|超额|(?<![依遵])按|每(?![^\W\d]{1,3}(?:收入|支出|产量|面积|产值|费)$)[^\W\d、]{1,4}|每[\d.]+[百千万]?[^\W\d、]{1,2})$")

# A phrase whose last character stands nowhere in the pattern does not end in it, but for 每…; most phrases are such.
_LASTS = frozenset(_TRAIL.pattern)
_LONGEST_TRAIL = 6  # 每 with four characters, and a line end


def tidy(phrase: str) -> str:
    """A phrase without connectors at its ends and without aspect marks.

    >>> tidy("、参加了培训的")
    '参加培训'
    """
    if "了" in phrase:
        phrase = _ASPECT.sub("", phrase)
    before = None
    while before != phrase:
        before = phrase
        phrase = _LEAD.sub("", phrase)
        if phrase[-1:] in _LASTS or phrase[-1:].isspace() or "每" in phrase[-5:]:
            trail = _TRAIL.search(phrase, max(0, len(phrase) - _LONGEST_TRAIL))
            phrase = phrase[: trail.start()] + phrase[trail.end() :] if trail else phrase
    return phrase
