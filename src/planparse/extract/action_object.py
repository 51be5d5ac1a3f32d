"""Objects: how far they reach, and what is no part of them."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.extract.action_clauses import Clause
from planparse.extract.action_words import doubles, verbs
from planparse.patterns import lazy

_OPEN = lazy(r"以[^的]+为|与[^的]+(?:相|适应)|具有|集[^的]+于|由[^的]+组成|体现|从[^的]+到|符合|对[^的]+的")
_OPENING = frozenset(_OPEN.pattern)  # one of these begins it
_RULE = lazy(r"的[^,;。的]{0,6}(?:规定|制度|办法|机制|措施|做法|要求)$")
_PLAIN = lazy(r"[^\W\d][^\W\d、“”]*+")
_TRAIL = lazy(r"(?:\((?:[^()]|\([^()]*\))*\)|\[\d+\]|\s|[。,;:、!*])+$")
_LEADING = lazy(r"^(?:[\s、*:]+|到(?![期户位底]))")
_USE = lazy(r"(?<=元)(?:的?经费|资金)?用于.*$")
# What an object leads to (深化医改促发展), how it compares (总值400亿元、增长5%), that it stays (工业强区不动摇), and
# work without an object of its own (加强管理、加快推进).
_TAIL = lazy(
    r"(?:抓(?:落实|实效)|促(?:发展|改革|提升|增收|增长|稳定|和谐|转型|振兴|就业|创新)|、(?:同比|比上年|较上年)?(?:增长|下降)-?\d[^、,]*|不(?:动摇|放松|懈怠)"
    r"|、(?:加快|全面|扎实|稳步|有序|深入|统筹|协同|持续|同步|大力|积极)(?:推进|发展|实施|落实|提升))$"
)
_FROM = lazy(r"(?:由|从)[^,]*\d[^,]*$")
_MANNER = lazy(
    r"(?:全部|均|都|统一|及时|逐步|紧密|有效|有机|深度|全面|切实|进一步|将|逐级|真正|每人每月|在\d+[^,在]*内|(?<=\w\w)(?<![存现正内])在(?![建编岗职校册])[^,在]{2,8}|面向[^,面]*|层层|率先|优先|分批|整体|主动|牢牢|始终|硬|要|按时|足额|100%|集中|统筹|逐一|逐项|逐个|逐户|一律|严肃|严格|从严|依法|定期|随机|妥善|认真|精心|反复|多次|广泛|同步|提前|公开|每[户人亩个所]){1,4}$"
)


_JOINED = lazy(r"(\w\w)(?:[和与及、]|以及)(\w{2,4})$")  # 进行扩建和改造升级


def extent(text: str, start: int, end: int, more: Sequence[Clause]) -> int:
    """The end of an object: past a comma while a relative clause is open (以…为主,以…为辅的培训)."""
    part = text[start:end]
    if not more or part[:1] not in _OPENING or not _OPEN.match(part):
        return end
    if part.startswith("对"):
        if part[-2:] not in verbs():
            return end
        return next((c.end for c in more if _RULE.search(text, c.start, c.end)), end)
    if "的" in part.rsplit("、", 1)[-1]:
        return end
    return next((c.end for c in more if "的" in text[c.start : c.end]), end)


def tidy(phrase: str) -> str:
    """An object without brackets and marks at its end, and without white space.

    >>> tidy("示范校3所(含1所新建)。")
    '示范校3所'
    """
    if _PLAIN.fullmatch(phrase) and phrase[0] != "到":
        return phrase
    return "".join(_USE.sub("", _TRAIL.sub("", _LEADING.sub("", phrase))).split())


def done(phrase: str) -> str:
    """An object behind its verb, without what only says where it leads.

    >>> done("医改促发展"), done("地区生产总值400亿元、增长5%")
    ('医改', '地区生产总值400亿元')
    """
    marked = "、" in phrase or "促" in phrase or "不" in phrase or "抓" in phrase
    return tidy(_TAIL.sub("", phrase) if marked and len(phrase) > 3 else phrase)


def between(text: str, start: int, end: int) -> str:
    """The object that stands before its verb, without adverbs and starting values that belong to the verb.

    >>> between("将审批事项由86项压减至52项", 1, 9)
    '审批事项'
    """
    return tidy(_MANNER.sub("", _FROM.sub("", text[start:end])))


def final_verb(phrase: str) -> str | None:
    """The verb that a light verb carries: 离任经济责任审计 is 审计, 清查登记 and 适老化改造 are whole.

    >>> final_verb("一次全员民主测评")
    '测评'
    """
    phrase = _TRAIL.sub("", phrase)
    if (pair := _JOINED.search(phrase)) and all(verb in verbs() for verb in pair.groups()):
        return pair.group()
    for length in (5, 4, 3, 2):
        verb, rest = phrase[-length:], phrase[:-length]
        if len(verb) == length and verb in verbs():
            paired = len(rest) == 2 and rest in verbs() and rest not in doubles()
            whole = paired or (rest.endswith("化") and 2 <= len(rest) <= 4)
            return rest + verb if whole else verb
    return phrase if 2 <= len(phrase) <= 4 else None
