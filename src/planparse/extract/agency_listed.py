"""Lists behind a label that hold nothing else up to their end: every item is a unit, whatever its name looks like.

责任单位:市统计局,各乡镇,龙湾新城) says of 龙湾新城 that it is one. A list with a clause, a person, a deadline or the head of
another column in it is none of this kind.
"""

from __future__ import annotations

from planparse.extract.agency_names import (
    PLACES,
    SAYS_MORE,
    alternatives,
    is_clean,
    is_elliptic,
    is_name,
    is_trusted,
    parts,
)
from planparse.lexicon import load
from planparse.patterns import lazy
from planparse.read.columns import kind_of
from planparse.read.fitting import DEADLINE
from planparse.text import Span

# 市民政局王某某, under 牵头单位及负责人: the person goes with the body.
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤伍欧温"
PERSON = lazy(rf"(?<=[局委办厅院])[{_SURNAMES}][^\W\d]{{1,2}}$")
ALONE = lazy(rf"[{_SURNAMES}][^\W\d]{{1,2}}(?<![局委办厅院处科室股站所队会部])")
_TITLED = lazy(r"[^\W\d_]{1,4}(?:长|主任|书记|主席|经理|同志)")
_LIST = lazy(rf"(?>(?:{PLACES}|[^\W\d_]|[、,/ \t·])+)(?=(?P<label>:)?)")
_CLOSES = lazy(r"[ \t]*(?:[)）】〕\]。;\n]|$)")
_REST = lazy(r"等(?:(?:有关|相关|职能)?(?:部门|单位|机构|方面)|部门和单位|部门单位)?$")
_TERRITORY = lazy(rf"(?:{alternatives(load('planparse.extract', 'agencies').forms_of('place', 'zone'))})$")
_LONGEST = 20


def listed(text: str, start: int, end: int) -> list[Span] | None:
    """The items of a list that goes from a label to a closing sign, or nothing where it is not made of units alone."""
    match = _LIST.match(text, start, end)
    if match is None:
        return None
    stop = match.end()
    if match["label"]:  # the next label has begun: 责任单位:县水利局,各乡镇,完成时限:6月
        stop = max(text.rfind(sign, start, stop) for sign in ", ")
    elif not _CLOSES.match(text, stop) and stop < end:
        return None
    written = text[start : max(start, stop)].rstrip(" ,、\t")
    if rest := _REST.search(written):
        written = written[: rest.start()]
    found = parts(text, start, start + len(written), trusted=True)
    if len(found) < 2 or not (is_trusted(first := text[slice(*found[0])]) or _TERRITORY.search(first)):
        return None
    return found if all(_is_item(text[a:b]) for a, b in found) else None


def _is_item(words: str) -> bool:
    """Whether some words may be a unit where all others in their list are."""
    if is_name(words, True) or is_trusted(words) or is_elliptic(words):
        return True
    if not 2 <= len(words) <= _LONGEST or SAYS_MORE.search(words) or ALONE.fullmatch(words) or _TITLED.fullmatch(words):
        return False
    return not kind_of(words) and not DEADLINE.fullmatch(words) and is_clean(words)
