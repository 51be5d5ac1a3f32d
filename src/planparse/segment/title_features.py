"""What speaks for a candidate's being the title of its document, and what against; `title_weights.toml` says how much."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from planparse.normalization.lines import Hints
from planparse.patterns import lazy
from planparse.segment.naming import BODY, FORMS, ISSUER, KINDS, NOT_TITLE, NOTICE, SPAN, TAIL
from planparse.segment.title_candidates import Candidate, Span


@dataclass(frozen=True)
class Surroundings:
    """What a candidate is looked at with: the text, where the document stands, the lines of its head, what its page says."""

    text: str
    start: int
    end: int
    head: Sequence[Span]
    first_marker: int
    hints: Hints


@cache
def table() -> tuple[dict[str, float], float, frozenset[str]]:
    """The weights, the sum that is enough for a title, and the headings that name no document."""
    read = tomllib.loads(
        resources.files("planparse.segment").joinpath("title_weights.toml").read_text("utf-8")
    )
    return read["weight"], read["enough"], frozenset(read["headings"])


# No place makes a title of words that are this far from one.
_HOPELESS = -3


def score(candidate: Candidate, around: Surroundings) -> float:
    """The sum of the weights of all that holds of a candidate."""
    weights, _, _ = table()
    by_words = sum(weights[name] for name in (*_of_words(candidate.text), *_of_origin(candidate), *_of_page(candidate, around.hints)))
    if by_words < _HOPELESS or candidate.origin == "header":
        return by_words
    return by_words + sum(weights[name] for name in _of_place(candidate, around))


_TAIL = lazy(TAIL.removesuffix("?") + "$")


def _ends_in(title: str, words: tuple[str, ...]) -> bool:
    """Whether a title ends in one of the words, a bracket behind it aside."""
    tail = _TAIL.search(title) if title.endswith(")") else None
    return title.endswith(words, 0, tail.start() if tail else len(title))


_REPORT = lazy(r"^[^,。;\n]{0,24}政府工作报告(?:\([^()]{1,20}\))?$")
_OFFICIAL = lazy(
    r"(?:[\u4e00-\u9fff、]{2,40})?关于[^。;:!?|]{4,90}的(?:通知|意见|决定|函|批复|报告|通报)"
)
_OPENS_BODY = lazy(
    rf"(?:[\u4e00-\u9fff]{{0,12}}[省市县区旗镇乡村]|[\u4e00-\u9fffXx*]{{1,12}}{BODY})(?=[\u4e00-\u9fff\d\"“《〈])"
)
_ORGAN = lazy(rf"[^\d,:]{{2,30}}{BODY}(?:文件|\([^()]{{1,12}}\))?")
_PLACE = lazy(r"[\u4e00-\u9fff]{1,6}(?:镇|乡|村|农场|林场|园|街道)")
_SENTENCE = lazy(r"[。;!?|]|——|[:,]$|^[—,、)]|以来,")
_SPEAKER = lazy(
    r"[^,。:]{0,24}(?:市长|县长|区长|镇长|乡长|州长|省长|旗长|主任|局长|校长|院长|书记|秘书长|厅长|处长|场长|总理|国务委员|作者|撰写人|汇报人)\s*:?\s*[\u4e00-\u9fffXx]{2,4}"
)
_DATA = lazy(
    r"[-\d\s年月日./:()~_*〇○零一二三四五六七八九十元]+(?:\(此件[^\n]*)?|\(?此件.*|[^,。]{1,14}[〔\[【(](?:19|20)\d\d[〕\]】)]\s?(?:第\s?)?\d{1,5}\s?号.*|.*(?:https?:|www\.).*|.*(?:点击|浏览|下载|人气).{0,8}"
)
_ADDRESS = lazy(r".{0,16}(?:各位|同志们|代表们|领导|女士们)[^,。]{0,16}")
_MARKED = lazy(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d+[.、]|第[一二三四五六七八九十]+[章条节]|附件|主题词|抄送|关键词|词条)"
)
# A notice that only carries what it issues.
_CARRIES = lazy(r"(?:印发|下发|转发|公布|分解)[^。]*的?通\s*知$")
_LONGEST, _SHORTEST, _PLAIN = 60, 3, 45


def _of_words(title: str) -> Iterator[str]:
    """What the words themselves say."""
    if (_ends_in(title, KINDS) and len(title) > _SHORTEST) or _REPORT.match(title):
        yield "kind"
    elif _ends_in(title, FORMS):
        yield "form"
    if _OFFICIAL.fullmatch(title):
        yield "official"
    if SPAN.search(title):
        yield "span"
    if ISSUER.match(title) or _OPENS_BODY.match(title):
        yield "body"
    if _SENTENCE.search(title):
        yield "sentence"
    elif len(title) <= _PLAIN and "," not in title and ":" not in title:
        yield "plain"
    if "," in title or ":" in title:
        yield "comma"
    if _MARKED.match(title):
        yield "marked"
    elif NOT_TITLE.match(title) and title[0] != "(":
        yield "opener"
    if title in table()[2]:
        yield "heading"
    if _ORGAN.fullmatch(title) and not _PLACE.fullmatch(title):
        yield "organ"
    if (_SPEAKER.fullmatch(title) and not _ends_in(title, KINDS)) or _ADDRESS.fullmatch(title):  # no 局长述职报告
        yield "speaker"
    if _DATA.fullmatch(title):
        yield "data"
    if len(title) < _SHORTEST:
        yield "short"
    if len(title) > _LONGEST:
        yield "long"


_ORIGINS = {
    "line": ("whole",), "joined": ("whole", "joined"), "again": ("whole", "issued"), "inside": ("inside",), "before_place": ("given", "whole"), "piece": ("whole", "piece"),
    "slogan": ("slogan",), "header": ("header",), "named": ("named",),
}  # fmt: skip


def _of_origin(candidate: Candidate) -> Iterator[str]:
    yield from _ORIGINS[candidate.origin]


_SIGNS = lazy(r"[\W_]+")
_SHORTEST_ECHO = 3


def _of_page(candidate: Candidate, hints: Hints) -> Iterator[str]:
    """Whether the page says the title elsewhere, and puts its data below it."""
    said = _SIGNS.sub("", candidate.text)
    if len(said) >= _SHORTEST_ECHO and any(said in echo for echo in hints.said):
        yield "echoed"
    if candidate.text in hints.captioned:
        yield "captioned"


_ADDRESSED = lazy(
    r"[^。\n]{0,40}(?:代表|同志|委员|领导|老师|同学|来宾|朋友)[^。,\n]{0,14}:|各[^。\n]{2,90}:|[^。,\n]{2,30}(?:办公室|局|委|组|政府|厅|农办):"
)
_GIVEN_BELOW = lazy(
    r"[-—(]{0,3}\s*(?:(?:19|20)\d\d|[一二][九零〇○][零〇○一二三四五六七八九]{2})年[^。\n]{1,16}日|[-—]{1,3}\s*在|[-—]{2}"
)
_BODY_BEGINS = lazy(r"(?:[一1]、|\([一1]\)|第[一1][章条部]|1\.)|[^\n]{30,}")
_ISSUES = lazy(
    r"现[将把]?[^。]{0,80}(?:印发|下发|转发|公布)|(?:印发|下发|转发)给你们|予以(?:下发|印发)"
)
_TEXT = lazy(r"[^\n]{30,}。")
_GREETING = lazy(r"(?:^|\n)[^\n:。]{0,12}(?:各位|同志们|代表们)[^\n:。]{0,16}:\s*\n")
_ATTACHED = lazy(r"附\s?件\s?\d?\s?:\s?(?:\d[.、])?\s*(?:《[^《》]*)?$")
_COUNTER = 3  # the number of a preview's page before the title
_ANNEX = lazy(r"\n\s*附\s?件\s?[\d一二三四五六七八九十]?\s*:?\s*\n\s*$")
_OPEN = lazy(r"关于|.*(?:[的及和与暨、]|于|学期|学年度?|年度|\d年|半年|季度)$")
_CONTINUES = lazy(r"[(及和与暨的]")


def _of_place(candidate: Candidate, around: Surroundings) -> Iterator[str]:
    """What stands above, below and inside."""
    text, above = around.text, [line for line in around.head if line[0] < candidate.start]
    before = text[around.start : candidate.start]
    if candidate.origin == "joined":
        yield "open" if _holds_together(text, candidate, around.head) else "loose"
    covered = bool(NOTICE.search(before.replace("\n", "")) or _ISSUES.search(before))
    if covered and _ends_in(candidate.text, KINDS):
        yield "behind_cover"
    if _ANNEX.search(before) and _ends_in(candidate.text, KINDS):
        yield "below_annex"
    if not covered and _TEXT.search(before):
        yield "behind_text"
    if _GREETING.search(before):
        yield "behind_greeting"
    if all(_stands_above(text[a:b]) for a, b in above):
        yield "first"
    for _ in above:
        yield "above"
    if _CARRIES.search(candidate.text):
        yield "carries"
    if candidate.start > around.first_marker + _COUNTER and candidate.origin not in ("again", "named"):
        yield "behind_marker"
    last = (
        text.rfind(candidate.text, candidate.start, around.end)
        if candidate.origin == "named"
        else candidate.start
    )
    if _ATTACHED.search(text, max(around.start, last - 60), last):
        yield "attached"
    yield from _of_next(text, candidate.end, around.end)


def _stands_above(line: str) -> bool:
    """A line of the kind that stands above titles: a body, a number, a date, a single word of the page."""
    return bool(_DATA.fullmatch(line) or _ORGAN.fullmatch(line) or len(line) < _SHORTEST)


def _of_next(text: str, at: int, end: int) -> Iterator[str]:
    below = at
    while below < end and text[below] in " \n|\t":
        below += 1
    if _ADDRESSED.match(text, below, end):
        yield "addressed"
    if _GIVEN_BELOW.match(text, below, end):
        yield "given"
    if _BODY_BEGINS.match(text, below, end):
        yield "opens_body"


def _holds_together(text: str, candidate: Candidate, head: Sequence[Span]) -> bool:
    """Whether each of the joined lines leaves its phrase open for the next one."""
    own = [text[a:b] for a, b in head if candidate.start <= a and a < candidate.end]
    if _OFFICIAL.fullmatch(candidate.text):
        return len(own) < 2 or not _OFFICIAL.fullmatch(own[0])
    if len(own) == 2 and (_ORGAN.fullmatch(own[0]) and _ends_in(own[1], KINDS)):
        return True
    return all(
        _OPEN.fullmatch(line) or _CONTINUES.match(following) or line.count("《") > line.count("》")
        for line, following in itertools.pairwise(own)
    )
