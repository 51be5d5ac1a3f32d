"""Names of organisations by their shape: a head word, a level or a subject in front, an ending behind.

No register of organisations is kept. 县卫健局 is a name since 县 is a level and 局 an ending; 体卫艺科 since 体卫艺 is
a subject of such sections; 各项目学校 since 各 makes any general noun a body that acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from planparse.lexicon import Words, load
from planparse.patterns import lazy
from planparse.text import Span

_NAMES = load("planparse.extract", "agencies")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


def any_of(*ids: str) -> str:
    return f"(?:{alternatives(_NAMES.forms_of(*ids))})"


# What a name may hold in brackets: 乡(镇、街道), 高新(开发区); the second name of a body: 财政(地税)局, 规划局(测绘局).
PLACES = r"\((?:(?:[省市县区州盟旗地镇乡街道村社园居场、处部室办科局委站校]|开发|度假|管理|高新|经济|工业|产业|示范|集团|公司|中心)+|[国地]税|[^\W\d_牵配责督主承协]{2,6}[局委办])\)"
AREA = r"(?:[省州盟旗镇乡村]|市(?!场|政|民)|县(?!域)|区(?!域|划))"
BODY = r"(?:[^\W\d_的了着被把您们])"
_OF = r"(?:国务院|中央|政府|党委|[局厅委校]?机关|[省市县区州镇乡局厅](?:直|级|属|内)?|驻[省市县区])?"
_HEADED = lazy(
    rf"{_OF}{any_of('head', 'each')}(?P<body>(?:{PLACES}|{BODY}){{0,16}}?){any_of('noun', 'weak_noun', 'office', 'strong', 'alone')}(?:{PLACES})?"
    rf"|{_OF}{any_of('each')}(?:[市县区州乡镇](?:{PLACES})?、(?=[县区市镇])|省、自治区、直辖市|省[(（]?[区市][)）]?)?(?P<near>(?:{PLACES}|{BODY}){{0,8}}?){any_of('place', 'zone', 'strong', 'alone')}(?:{PLACES})?"
    rf"|{BODY}{{1,14}}?(?:领导小组|联席会议|指挥部|委员会|专班|协调机制)(?:各|有关|相关){BODY}{{0,4}}?{any_of('noun', 'weak_noun')}"
    rf"|{BODY}{{0,6}}[省市县区州]级?直(?:属|机关)?(?:各|有关)?{any_of('noun', 'weak_noun')}"
)
_LEVELLED = lazy(
    rf"(?:{BODY}{{0,8}}?(?:国家|自治[区州]|街道|{AREA})|[局厅校院委])(?:{PLACES}|{BODY}){{0,14}}?(?:{BODY}{any_of('office', 'weak')}|(?<=[省市县区州])委)"
    rf"|{BODY}{{0,3}}?{AREA}(?:{PLACES}|{BODY}){{0,10}}?(?:部门|单位|机构)"
)
_SUBJECTED = lazy(
    rf"(?:{PLACES}|{BODY}){{0,12}}?{any_of('subject', 'zone')}(?:[一二三四五六七八九十]?{any_of('office', 'weak', 'strong')}|部门)"
)
_STRONG = lazy(rf"(?:\d{{5}})?(?:{PLACES}|{BODY}){{1,19}}?{any_of('strong', 'alone')}")
_GENERIC = lazy(rf"(?:{BODY}{{0,8}}?(?:{PLACES})?){any_of('noun', 'weak_noun')}(?:{PLACES})?")
_LOOSE = lazy(rf"{BODY}+{any_of('office', 'weak')}")
_WHOLE = frozenset(_NAMES.forms_of("whole", "alone"))
_LATER_FORMS = frozenset(_NAMES.forms_of("strong", "place", "zone", "noun", "weak_noun"))
_KINDS = r"(?:学校|小学|中学|高中|初中|幼儿园|学院|大学|医院|卫生院|企业|机构|单位|公司|合作社|银行)"
_NO_NAME = tuple(_NAMES.forms_of("no_name"))
_KIND = lazy(rf"{any_of('kind')}{_KINDS}")
_ENDING = any_of("whole", "alone", "strong", "noun", "place", "zone", "weak_noun", "office", "weak")
_LAST = "".join(
    sorted(
        {
            form[-1]
            for form in _NAMES.forms_of(
                "whole", "alone", "strong", "noun", "place", "zone", "weak_noun", "office", "weak"
            )
        }
        - {"(", ")", "、"}
    )
)
ENDING = lazy(rf"{_ENDING}(?:{PLACES})?")
LAST = f"[{_LAST}]"

SUBJECT = lazy(any_of("subject", "zone"))
_FINAL = lazy(
    rf"(?:{any_of('strong', 'alone', 'weak_noun', 'noun', 'place', 'zone')}|{any_of('office', 'weak')})$"
)
_FOREIGN_HEAD = lazy(
    r"[对向为从到在将被按据经与同由给以受自至及和并等令使让报送抄赴每逐该其这依我你他](?!外|台)|责成|责令|敦促|指定|授权|提请|明确|获(?!嘉)|符合|[省市县区州镇乡级](?:域|级|外|内部)|以[上下内]|●[省市县区州镇乡]"
)
_FOREIGN = lazy(
    r".(?:各|有关|相关|所有|其[他它]|议定|应当|必须|是|要(?!素|闻)|须|均|将|在|于|由|从|受|赴|到|向|为|符合|会同|自行|领导(?!小组)|对(?!外|台|口|接))|于|(?<![高中初同平对])等|(?<!●)[和与及]|[和与及](?!●)|[局厅委办处科股室所站队院府部会校]联合"
)
_RANKED = lazy(r"^(?:省|市|县|区|乡镇|村|地市)级")
_OWNER = lazy(r"^[局院校]$|[省市县区州镇乡村●][^局厅委处科股室府院]{0,6}$")


# Bodies named by their role: 各牵头责任单位, 其他配合部门, 各责任(配合)单位.
_PART = r"(?:主要|第一|牵头|责任|配合|协作|协同|协办|主办|承办|主管|汇总|督办|参与|支持|实施|落实|成员|组成|帮扶|共建)"
_BY_PART = lazy(rf"(?:各(?:有关|相关)?|有关|相关|其[他它]|所有|主要){_PART}{{1,2}}(?:(?:[和及、]|\()(?:{_PART}){{1,2}}\)?)?(?:单位|部门|科室|处室|股室)")


@cache
def _verbs() -> Words:
    return Words(v for v in load("planparse.extract", "actions").forms if len(v) > 1)


@lru_cache(maxsize=20_000)
def is_name(words: str, loose: bool = False) -> bool:
    """Whether some words have the shape of a name; `loose` where a cue word stands beside them.

    >>> is_name("县卫健局"), is_name("各项目学校"), is_name("产业布局"), is_name("督促县卫健局")
    (True, True, False, False)
    """
    if words in _WHOLE or _BY_PART.fullmatch(words):
        return True
    if len(words) < 2 or len(words) > 32 or words.endswith(_NO_NAME) or _KIND.fullmatch(words):
        return False
    if headed := _HEADED.fullmatch(words):
        return is_clean(_RANKED.sub("", headed["body"] or headed["near"] or ""), owned=True)
    if not (_SUBJECTED.fullmatch(words) or _LEVELLED.fullmatch(words) or _STRONG.fullmatch(words)):
        return (
            loose
            and 2 < len(words) <= 14
            and bool(_LOOSE.fullmatch(words))
            and is_clean(_FINAL.sub("", words))
        )
    return is_clean(_FINAL.sub("", words))


_TRUSTED = lazy(rf"{BODY}(?:{BODY}|{PLACES}|、(?=[^\W\d_]{{2}})){{0,18}}?{any_of('office', 'weak', 'strong', 'alone', 'weak_noun', 'noun')}(?:{PLACES})?")
SAYS_MORE = lazy(
    r"^[对向为从到在将被按据经由给以受及并令使让报送抄赴每逐该其这依是](?!外|台|济|营|贸|信|刊|社)|^(?:责成|责令|敦促|指定|授权)|会同|牵头|配合|负责|联合(?!会|社|国|体|办|党)"
)


@lru_cache(maxsize=20_000)
def is_trusted(words: str) -> bool:
    """Whether words could be a name where the place leaves no doubt that one stands there: 校企合作处, 经济发展办.

    >>> is_trusted("校企合作处"), is_trusted("按要求落实"), is_trusted("实施办")
    (True, False, True)
    """
    if is_name(words, True):
        return True
    return 3 <= len(words) <= 24 and not words.endswith(_NO_NAME) and not SAYS_MORE.search(words) and bool(_TRUSTED.fullmatch(words))


@lru_cache(maxsize=20_000)
def is_generic(words: str, later: bool = False) -> bool:
    """A general noun, with qualifiers of its own, that no head word makes one body: 城区优质学校.

    `later` in a list, where a name before it lends its head to a bare noun or territory (各乡镇、街道).

    >>> is_generic("城区优质学校"), is_generic("扩建学校")
    (True, False)
    """
    if later and words in _LATER_FORMS:
        return True
    return (
        not words.endswith(_NO_NAME) and bool(_GENERIC.fullmatch(words)) and is_clean(_FINAL.sub("", words))
    )


def is_clean(body: str, owned: bool = False) -> bool:
    """No verb or preposition in it but in the subject it states, or at its end where it belongs to some body."""
    masked = SUBJECT.sub("●", body)
    if _FOREIGN_HEAD.match(masked) or _FOREIGN.search(masked):
        return False
    verbs, end = _verbs(), len(masked)
    for start in range(end):
        if verb := verbs.at(masked, start, end):
            return start + len(verb) == end and (owned or _OWNER.search(masked[:start]) is not None)
    return True


LAST_CHARACTER = lazy(rf"{LAST}(?:(?P<places>{PLACES}))?")
_WINDOW = lazy(rf"(?:各省、自治区、直辖市|各?[省市县区州乡镇](?:{PLACES})?、(?=[市县区州镇乡]))?(?:{PLACES}|[^\W_])*")
_LONG = tuple(form for form in _NAMES.forms_of("strong", "alone") if len(form) > 1)
_SINGLE = frozenset(_NAMES.forms_of("office", "weak"))


def ends(text: str, start: int, stop: int, last: re.Pattern[str] = LAST_CHARACTER) -> list[int]:
    """Where a name that begins at `start` may end, the longest first; `last` finds the characters to be tried."""
    found: set[int] = set()
    window = _WINDOW.match(text, start, min(stop, start + 34))
    stop = window.end() if window else start
    for match in last.finditer(text, start, min(len(text), stop + 1)):
        at = match.start()
        if at >= stop or (
            text[at] in _SINGLE and _verbs().at(text, at, len(text)) and not text[start : at + 1].endswith(_LONG)
        ):
            continue
        found |= {end for end in (at + 1, match.end()) if is_name(text[start:end])}
    return sorted(found, reverse=True)


_SPLIT = lazy(r"、|<br ?/?>|/|,|;|\s+|以及|(?<=.)[和与及](?=.)")
_UNCUT = lazy(rf"各[省市县区州乡镇]{PLACES}、(?=[市县区州镇乡])|{PLACES}|省、自治区、直辖市|各?[省市县区州乡镇]、(?=[省市县区州乡镇])")


def members(text: str, start: int, end: int, loose: bool = True, trusted: bool = False) -> list[Span] | None:
    """The names of a list that has been cut out of the text; None where a member is no name.

    `trusted` where the place itself says that names stand there.

    >>> text = "市林业和草原局、县(市、区)政府和市妇联"
    >>> [text[a:b] for a, b in members(text, 0, len(text)) or ()]
    ['市林业和草原局', '县(市、区)政府', '市妇联']
    """
    found = parts(text, start, end, loose, trusted)
    return found if found and all_names(text, found, loose, trusted) else None


def parts(text: str, start: int, end: int, loose: bool = True, trusted: bool = False) -> list[Span]:
    """What the signs and words between the members of a list set apart."""
    found: list[Span] = []
    closed = [m.span() for m in _UNCUT.finditer(text, start, end)]
    position = start
    cuts = [m for m in _SPLIT.finditer(text, start, end) if not any(a < m.start() < b for a, b in closed)]
    for cut in cuts:
        if cut.group() in ("和", "与", "及") and _is_one(text, position, cut, _next_cut(cuts, cut, end), loose, trusted):
            continue
        if position < cut.start():
            found.append(Span(position, cut.start()))
        position = cut.end()
    if position < end:
        found.append(Span(position, end))
    return found


def _is_one(text: str, start: int, cut: re.Match[str], end: int, loose: bool, trusted: bool) -> bool:
    """人力资源和社会保障局 is one name; where names surely stand, so is what has no ending of its own before the 和."""
    if is_name(text[start:end], loose):
        return True
    return trusted and not _FINAL.search(text[start : cut.start()]) and is_trusted(text[start:end])


def _next_cut(cuts: list[re.Match[str]], cut: re.Match[str], end: int) -> int:
    return next((c.start() for c in cuts if c.start() > cut.start()), end)


_ELLIPTIC = lazy(rf"(?:{BODY}{{0,4}}{AREA})?{any_of('subject', 'zone')}")


def is_elliptic(words: str) -> bool:
    """A name whose ending stands only at the end of the list: 市财政 in 市财政、教育局."""
    return bool(_ELLIPTIC.fullmatch(words))


def all_names(text: str, spans: list[Span], loose: bool, trusted: bool = False) -> bool:
    """Every span a name, or one that shares the ending of a later one."""
    sharing = False
    for a, b in reversed(spans):
        words = text[a:b]
        if is_name(words, loose) or is_generic(words, a > spans[0].start) or (trusted and is_trusted(words)):
            sharing = True
        elif not (sharing and is_elliptic(words)):
            return False
    return True
