"""Parts named by what they divide only: what they are parts of is said by the whole, or by the label of the list."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link.named import Named
from planparse.link.verbal import ends_in_verb, strip_verbs
from planparse.patterns import lazy

_BARE_RULES = frozenset(("noun", "unpaired", "object"))
_EXTENT = lazy(r"(?:(?:建筑|占地|通车|种植|播种|造林)?(?:面积|里程)|招生(?:人数)?)$")
_SUM = lazy(r"(?:投资|资金|支出|贷款|补助|经费|投入|收入|款)$")
_OWN_SUM = lazy(r"(?:[资金款费税额值]|支出|补助|补贴|投入|收入|税收|利润|债券)$")
_PLACE = lazy(r"[^\W\d、]{1,5}(?:街道|社区|农场|林场|[镇乡村县区市旗])")
_KIND = lazy(r"[类级]$")
_HEAD = lazy(r"(?:项目|工程|企业|学校|任务|事项|公路|水库)$")
_OF_PLACE = lazy(r"^(?:全[国省市县区镇乡州]|我[省市县区镇乡]|[^\W\d、]{1,4}[镇乡村县区市])(?=[^\W\d]{2})")
_OTHERS = ("其他", "其它", "其余", "另外")
_OF_ALL = lazy(r"^(?:全[国省市县区镇乡州]|我[省市县区镇乡])(?=[^\W\d]{2})")
_PEOPLE = ("人", "户", "名")
_LONGEST, _SHORT = 20, 10


def of_whole(q: Quantity, named: Named, whole: str) -> Named:
    """投资17亿元,其中城建4.3亿元; 通车里程90公里,其中高速公路11公里: the part takes over what the whole is."""
    if not whole or (named.rule not in _BARE_RULES and not (named.rule == "verb" and q.unit in _PEOPLE)):
        return named
    if named.rule != "object":
        if q.kind == "money" and len(named.name) <= 6 and (sum_ := _SUM.search(whole)) and not _OWN_SUM.search(named.name):
            said = strip_verbs(whole)
            return Named(named.name + (said if len(said) <= _SHORT else sum_.group()), named.rule)
        if q.kind in ("area", "length", "count") and len(named.name) <= 5 and not _EXTENT.search(named.name) and (extent := _EXTENT.search(whole)):
            return Named(named.name + extent.group(), named.rule)
    if named.name in _OTHERS:
        return Named(named.name + _OF_ALL.sub("", strip_verbs(whole)), named.rule)
    if q.unit in _PEOPLE and ends_in_verb(named.name) and not whole.endswith(named.name) and not named.name.endswith(_OF_ALL.sub("", whole)):
        return Named(_OF_ALL.sub("", whole) + named.name, named.rule)  # 五保对象90人,其中集中供养40人
    if q.kind == "count" and _KIND.search(named.name) and (head := _HEAD.search(whole)):
        return Named(whole[: head.start()] + named.name + head.group(), named.rule)  # 项目6个,其中基建类5个
    return of_place(named, whole)


_DIVIDED = lazy(r"(?:各[^,;。:\d]{1,14}?)?(?:的)?(?:具体|目标|分解|分配)*(?:任务|指标|名额|计划)数?(?:分解|分配|安排)?(?:情况)?(?:如下|为|是)?[,:]|(?:分配|分解|安排)(?:如下|情况)[^,;。:\d]{0,4}[,:]")


def is_divided(text: str, start: int) -> bool:
    """Whether a sentence begins to say which part of the whole before it each place has.

    >>> is_divided("各乡镇具体任务为:城关镇200人", 0), is_divided("任务重,时间紧", 0)
    (True, False)
    """
    return _DIVIDED.match(text, start) is not None


_ALLOTS = lazy(r"(?<=[^\W\d]{2})(?:目标|指标|名额|任务|计划)数?(?:分解|分配|安排|情况)+$")


def of_place(named: Named, thing: str) -> Named:
    """新建幼儿园5所,其中城关镇2所: a place alone is not counted, but what there is of the whole.

    >>> of_place(Named("城关镇", "noun"), "新建幼儿园").name
    '城关镇幼儿园'
    """
    if named.rule not in _BARE_RULES or not _PLACE.fullmatch(named.name) or _PLACE.fullmatch(thing):
        return named
    thing = _OF_PLACE.sub("", strip_verbs(_ALLOTS.sub("", thing)))
    return Named(named.name + thing, named.rule) if 2 <= len(thing) <= _LONGEST else named
