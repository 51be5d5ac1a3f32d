"""Distribution: a list of subjects against a list of values (分别, and lists without it).

Where the counts do not match nothing is paired.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from planparse.patterns import lazy

# Words of one category stand for each other at the head of list members: 小学、初中适龄人口 shares 适龄人口.
CATEGORY = lazy(
    r"(?:小学|初中|高中|地下|地面|地上|机构内|机构外|货币化|实物|初级中学|中学|普通高中|职业高中|中职|高职|幼儿园|学前|义务教育|城市|农村|城镇|乡村|城区|城乡|县城|镇区|山区|"
    r"国家级|省级|市级|县级|区级|乡镇级|村级|国家|省|市|县|区|乡|镇|村|男性|女性|男|女|第一|第二|第三|[一二三]产(?!业)|一|二|三|四|甲|乙|内|外|上|下|"
    r"高级|中级|初级|高级版|中级版|初级版|一级|二级|三级|四级|五级|一星级|二星级|三星级|四星级|五星级|专科|本科|研究生|硕士|博士|公办|民办|新建|改建|扩建|改扩建|续建)"
)
_AND = lazy(r"(?<!共)(?<!平)(?<!饱)和(?!谐|平|解|美(?![丽食容化术观]))|、|与(?!会)|(?<![普涉波顾危企])以?及(?!格|时)|,")


def members(subject: str, count: int) -> list[str] | None:
    """The subjects of a list of values, each with what the list shares; None where the counts do not match.

    >>> members("小学、初中适龄人口和残疾儿童少年的入学率", 3)
    ['小学适龄人口的入学率', '初中适龄人口的入学率', '残疾儿童少年的入学率']
    >>> members("城市居民和农村居民人均可支配收入", 2)
    ['城市居民人均可支配收入', '农村居民人均可支配收入']
    """
    subject = _FOLDED.sub(r"\g<one>\g<shared>\g<sign>\g<other>\g<shared>", subject)
    subject = _KINDS.sub("", subject)
    if (short := _COURSES.search(subject)) and len(short["all"]) == count:
        return [subject[: short.start()] + _COURSE[one] + subject[short.end() :] for one in short["all"]]
    whole = _WHOLE.match(subject)
    head, subject = (whole.group(), subject[whole.end() :]) if whole else ("", subject)
    found = _members(subject, count)
    return [head + found[0], *found[1:]] if found and head else found


def both(subject: str) -> list[str] | None:
    """The two that one word stands for: 城乡, 存贷款, 内外资.

    >>> both("城乡居民人均可支配收入")
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> both("金融机构存贷款余额")
    ['金融机构存款余额', '金融机构贷款余额']
    """
    found = _BOTH.search(subject)
    if not found or _AND.search(subject):
        return None
    sides = ("城镇", "农村") if found["both"] == "城乡" else found["both"]
    return [subject[: found.start()] + side + subject[found.end("both") :] for side in sides]


# Courses by their first characters: 语数英三科合格率.
_COURSE = {"语": "语文", "数": "数学", "英": "英语", "物": "物理", "化": "化学", "政": "政治", "史": "历史", "地": "地理", "生": "生物", "科": "科学"}
_COURSES = lazy(r"(?P<all>(?:(?!英语|生物)[语数英物化政史地生科]){2,9})(?:[两三四五六七八九]门?(?:学?科|课)|各科|学科|成绩)?(?:的)?(?=[^\W\d]{0,4}(?:[格秀良]率|均分|一分[两三]率))")
# What only says how many the members are: 钢铁、石化两大行业增加值.
_KINDS = lazy(r"(?<=[^\W\d])[两二三四五六七八九十]大(?:主要|支柱|重点|主导|优势|传统)?(?:行业|产业|领域)(?=[^\W\d]|$)")
# Whose the first member of a list is, and the pair that one word stands for.
_WHOLE = lazy(r"(?:全[国省市县区州镇乡]|[我该]?[省市县区州](?:内|直)?)(?=[^\W\d]{2})(?![级委直])")
_BOTH = lazy(r"(?P<both>城乡(?=(?:常住)?居民|低保|特困|最低|人均|困难)|存贷(?=款)|内外(?=资))")
# Single characters that share what stands behind the second: 存、贷款, 内、外资.
_FOLDED = lazy(r"(?P<one>[存内国公])(?P<sign>、|和|与)(?P<other>[贷外地私])(?P<shared>款|资|税)")


def _members(subject: str, count: int) -> list[str] | None:
    parts = [p for p in _AND.split(subject) if p]
    if len(parts) != count:
        return _regroup(subject, count)
    return _share(parts)


def _regroup(subject: str, count: int) -> list[str] | None:
    """A、B和C、D的X against two values: split at 和 only."""
    for sign in (r"(?<!共)和(?!谐|平)", r"、", r",", r"与|以?及"):
        parts = [p for p in re.split(sign, subject) if p]
        if len(parts) == count and count > 1 and len({len(_AND.split(p)) for p in parts}) == 1:
            return _share(parts)
    parts = subject.split("、")
    return _share(parts) if len(parts) == count > 2 else None  # 衣着、居住、交通和通信: the last is one


def _share(parts: Sequence[str]) -> list[str]:
    """Each member with the tail, and the head, that the list shares."""
    last = parts[-1]
    tail = ""
    core = last
    if "的" in last and not any("的" in p for p in parts[:-1]):
        core, tail = last.rsplit("的", 1)
        tail = "的" + tail
    bodies = [*parts[:-1], core]
    for i in range(len(bodies) - 2, -1, -1):
        bodies[i] = _extended(bodies[i], bodies[i + 1])
    if not tail:
        bodies = _measured(bodies, parts) or (_by_length(bodies) if bodies[:-1] == list(parts[:-1]) else bodies)
        bodies = _rated(bodies, parts)
    head = _head(parts)
    return [(head if i and not body.startswith(head) else "") + body + tail for i, body in enumerate(bodies)]


# What the members of a list are measured by, where it stands at the end only.
_TAIL = lazy(
    r"(?:(?:(?:产业|行业|企业)(?:(?:规模以上|规上|规模)?工业)?|重点工程|平均|日均|年均|人均|制造业|加工业|服务业|销售|总)*"
    r"(?:产量|总产|产值|增加值|产销量|销量|销售额|面积|总面积|收入|投资|减排量|排放量|浓度|排放浓度|单产|价格|存栏|出栏|用量|消耗|建成区面积|交易额|进出口|进口|出口|平均分|人均分))$"
)
_HAS_MEASURE = lazy(r"(?:[率额值]|(?<!氧)量|面积|收入|投资|人数|户数|数量|标准|支出)$")


def _measured(bodies: Sequence[str], parts: Sequence[str]) -> list[str] | None:
    """原煤、原油、天然气产量: the measure of the last is that of all; members that are completed already keep theirs."""
    match = _TAIL.search(bodies[-1])
    if not match or match.start() < 1:
        return None
    bare = [b == p for b, p in zip(bodies[:-1], parts[:-1], strict=True)]
    if not any(bare) or any(plain and (_HAS_MEASURE.search(b) or CATEGORY.fullmatch(b)) for b, plain in zip(bodies, bare, strict=False)):
        return None
    return [*(b + match.group() if plain else b for b, plain in zip(bodies, bare, strict=False)), bodies[-1]]


_RATE = lazy(r"[^\W\d]{2}率$")


def _rated(bodies: list[str], parts: Sequence[str]) -> list[str]:
    """优质学校和普惠性幼儿园覆盖率: a rate behind the last is that of all that have no measure."""
    rate = _RATE.search(bodies[-1])
    if not rate or rate.start() < 3 or bodies[:-1] != list(parts[:-1]) or any(_HAS_MEASURE.search(b) or len(b) < 4 for b in bodies[:-1]):
        return bodies
    return [*(b + rate.group() for b in bodies[:-1]), bodies[-1]]


def shared_tail(noun: str, following: str) -> str:
    """The first noun of a list completed by the tail of the last.

    >>> shared_tail("高级版", "初级版绿盈村庄")
    '高级版绿盈村庄'
    """
    if following.startswith(noun):
        return noun  # 12个村、80个村民小组
    return _extended(noun, following) if len(noun) <= 3 and (CATEGORY.fullmatch(noun) or not _category_end(noun)) else noun


def _by_length(bodies: list[str]) -> list[str]:
    """高血压、糖尿病患者规范管理率: short members of one length, the last with a tail for all."""
    lengths = {len(b) for b in bodies[:-1]}
    size = max(lengths)
    if bodies[0][-1] in "率额值":
        return bodies
    if size > 5 or max(lengths) - min(lengths) > 1 or len(bodies[-1]) < size + (2 if size == 2 else 3):
        return bodies
    return [*(b + bodies[-1][size:] for b in bodies[:-1]), bodies[-1]]


_MEASURE = lazy(r"(?:[率数额量值费比资]|收入|支出)$")


def _head(parts: Sequence[str]) -> str:
    """The head that the first member lends to the others: 校舍维修资金省级、市级…, 学生体质健康合格率、优良率."""
    first, others = parts[0], parts[1:]
    categories = list(CATEGORY.finditer(first))
    if categories and categories[-1].end() == len(first) and categories[-1].start() >= 3 and all(CATEGORY.match(p) for p in others):
        return first[: categories[-1].start()]
    if _MEASURE.search(first) and all(_MEASURE.search(p) and len(p) <= 4 for p in others) and len(first) >= len(others[0]) + 3:
        head = first[: -len(others[0])]
        again = head.rfind(others[0][0], len(head) - 2)
        return head[:again] if again > 0 else head  # of 建成区绿化覆盖率、绿地率 the other has its own 绿
    return ""


def _extended(part: str, following: str) -> str:
    """A member completed by what the next one has behind the word that matches its own end."""
    if (mine := _category_end(part)) and (theirs := CATEGORY.search(following[:6])):
        rest = following[theirs.end() :]
        if mine and not following.endswith(part):
            return part + rest
    for size in (4, 3, 2, 1):
        suffix = part[-size:]
        if len(part) >= size and (at := following.find(suffix)) > 0 and at + size < len(following):
            return part + following[at + size :]
    return part


def _category_end(part: str) -> bool:
    matches = list(CATEGORY.finditer(part))
    return bool(matches) and matches[-1].end() == len(part)


def stems(names: Sequence[str]) -> list[str]:
    """What is left of names that end in the same rate, without it; nothing where they do not.

    >>> stems(["小学入学率", "初中入学率"]), stems(["水稻", "玉米"])
    (['小学', '初中'], [])
    """
    same = takewhile(lambda column: len(set(column)) == 1, zip(*(reversed(n) for n in names), strict=False))
    shared = "".join(column[0] for column in same)[::-1]
    if not shared.endswith(("率", "比例", "比重")) or any(len(n) - len(shared) < _SHORTEST_STEM for n in names):
        return []
    return [n[: -len(shared)] for n in names]


_SHORTEST_STEM = 2
