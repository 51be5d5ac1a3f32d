"""The heading behind a marker: a line, a sentence with more behind it, a label, or the words up to the next marker.

An item that is one sentence and nothing else has no heading: the sentence is what it says.
"""

from __future__ import annotations

from planparse.patterns import lazy
from planparse.read.columns import BODIES, kind_of
from planparse.segment.markers import Marker

_STOP = lazy(r"[。;!?\n:]")
_AT_END = lazy(r"\s*+\Z")
_MAX_TITLE = 60


def of(text: str, marker: Marker, following: int, holds: bool) -> str | None:
    """The heading of the section that a marker opens; `holds` tells that sections below it follow, the next at `following`.

    >>> text = "(一)植树造林:栽树3万株。(二)修路。全年修路9公里。"
    >>> of(text, Marker(0, 3, "han_paren", 1, True), 14, False), of(text, Marker(14, 17, "han_paren", 2, False), len(text), False)
    ('植树造林', '修路')
    """
    limit = min(following, marker.end + 200)
    stop = _STOP.search(text, marker.end, limit)
    end = stop.start() if stop else limit
    title = text[marker.end : end].strip(" ,、")
    if (aside := _WITH_ASIDE.match(text, marker.end)) and len(title) > len(aside["heading"]) + 1:
        return aside["heading"]
    if (glued := _GLUED.match(text, marker.end)) and len(title) > len(glued.group()):
        return glued.group()
    apart = _APART.match(text, marker.end, end)
    if apart and len(apart["heading"]) <= _LONGEST_LABEL and apart["heading"].count(",") < 2 and (stop is None or stop.group() in "。;:"):
        return apart["heading"]
    if not title or len(title) > _MAX_TITLE:
        return None
    if stop is None:
        return title if limit == following or limit == len(text) else None
    if stop.group() == "\n" or marker.style == "piece":
        return title
    if stop.group() in "。!?":
        more = holds or _AT_END.match(text, stop.end()) is not None or bool(text[stop.end() : limit].strip())
        return title if marker.style not in ("dash", "bullet", "hyphen") and more and _is_heading_sentence(title) else None
    return _label(title) if stop.group() == ":" else None


# A heading that an aside closes, with the text glued to it: 开展综合监管(400个工作日)依据…
_WITH_ASIDE = lazy(r"(?P<heading>[^,;。:()\n]{2,50}\([^()\n]{1,30}\))(?=[^\W\d])")
# A heading with an aside, then a label: 检查内容(40个工作日)责任单位:…
_BEFORE_LABEL = lazy(r"(?P<heading>[^,;()]{2,50}\([^()]{1,30}\))(?:责任|牵头|配合|主办|承办)")
# A heading that a blank sets apart from its text: 基本情况 全镇现有…
_APART = lazy(
    r" *+(?P<heading>(?:(?:19|20)\d\d年|[^\W\d]|[“”、,])*[\u4e00-\u9fff”])(?<!完成|实现|达到|新增|建成)(?<![把将的和与在以为于对]) (?=[\u4e00-\u9fff“](?<![一二三四五六七八九十两])[^\n]{8})"
)
# A heading that a page has glued to its text: 基本情况我校现有…
_GLUED = lazy(
    r"(?:(?:19|20)\d\d年(?:度|上半年|下半年)?)?(?:指导思想和工作目标|指导思想|总体(?:要求|思路|目标)|基本(?:情况|概况)|(?:工作|学校|单位|人员|总体)(?:概况|情况)"
    r"|(?:主要)?(?:工作|任务|目标)?(?:开展|完成|进展|落实|执行)情况|(?:主要|具体|工作)做法(?:和成效)?|(?:主要)?(?:成绩|成效)(?:和做法)?|存在(?:的)?(?:主要)?(?:问题|困难)(?:[和与及](?:不足|困难|原因))?"
    r"|(?:下一?步|今后|明年)(?:的)?(?:工作)?(?:打算|计划|思路|安排|重点|措施)|工作(?:目标|思路|打算|安排|计划|重点|措施|要求)|(?:主要|重点|具体)(?:工作|任务|措施|目标)|保障措施|组织(?:领导|保障)|经验(?:和|与)?体会)"
    r"(?=我[校县市区局乡镇院村站所园]|本[校院园]|今年|(?:19|20)(?:\d\d|[xX×]{2})年|[一近过]年来|近年来|以(?![下上来及])|根据|按照|全[县市区镇乡校院](?!性)|截[至止]|坚持|认真|为(?:了|进一步|深入|切实)|在[^,。;]{2,20}(?:领导|指导|支持)下)"
)


def _is_heading_sentence(title: str) -> bool:
    """A short first sentence that states no figure but when: 动员部署阶段(3月1日—10日)."""
    return len(title) <= 40 and title.count(",") <= 2 and not _FIGURE.search(_WHEN.sub("", title))


_WHEN = lazy(r"\([^()]*\d[月日][^()]*\)$")
_FIGURE = lazy(r"\d(?!\d{0,3}[年”])(?<!“\d)")
_ANNOUNCES = lazy(r"(?:是|为|如下|包括|有|指出|强调|要求|即|以下|分别|根据|看|说|明确|通知)$")
_LABEL = lazy(r"(?:(?:19|20)\d\d年)?[^\W\d](?:[^\W\d]|[“”、])*")


def _label(title: str) -> str | None:
    """The words before a colon, where they say what follows and not who does it, or by when."""
    if aside := _BEFORE_LABEL.match(title):
        return aside["heading"]
    told = kind_of(title) in (*BODIES, "deadline", "leader", "other") or _ANNOUNCES.search(title)
    return title if len(title) <= _LONGEST_LABEL and not told and _LABEL.fullmatch(title) else None


_LONGEST_LABEL = 20
