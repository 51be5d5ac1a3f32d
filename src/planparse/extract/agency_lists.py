"""Lists of responsible units that a text sets apart: behind labels and in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from planparse.extract.agency_listed import listed
from planparse.extract.agency_names import ENDING, PLACES, alternatives, is_name, members
from planparse.extract.agency_sharing import full_names
from planparse.lexicon import load
from planparse.patterns import lazy
from planparse.records import Role
from planparse.text import Span


class Found(NamedTuple):
    """A name where it stands, its full form, its role, and the rule that found it."""

    start: int
    end: int
    name: str
    role: Role
    rule: str


CUES = load("planparse.extract", "agency_cues", ("role",))
_BY_LABEL = ("lead", "support", "support_by_label", "answer", "answer_by_label", "watch")
_BY_NAME = (
    "lead",
    "lead_by_name",
    "support",
    "support_by_name",
    "answer",
    "answer_by_name",
    "watch",
    "watch_by_name",
)


def cue(*ids: str) -> str:
    """A pattern for any form of some entries of the cue table."""
    return f"(?:{alternatives(CUES.forms_of(*ids))})"


def role_of(word: str) -> Role:
    """The role that a role word of the cue table gives; 协同, 联合 are role words only in labels."""
    return "support" if word in ("协同", "联合") else cast(Role, CUES.by_form[word].more["role"])


IN_LABELS = f"(?:{cue(*_BY_LABEL)}|协同|联合)"  # the words of roles as labels have them
_KIND = rf"(?P<role>{IN_LABELS})制?(?:责任(?=单位|部门|科室|处室))?(?:\({cue(*_BY_LABEL)}\))?{cue('label_noun')}"
# The character with which a role word begins is asked for first: a search that tries every word at each place takes five times as long.
_HEADS = "".join(sorted({form[0] for form in CUES.forms_of(*_BY_LABEL)} | set("协联责")))
_LABEL = lazy(
    rf"(?=[{_HEADS}])(?:{_KIND}(?:\((?:单位|部门|科室)\))?(?:[及和、]?(?:责任人|联系人))?(?:名单)?(?:[ \t]*(?::|—{{1,2}}|(?:为|是)(?=[^\W\d_]))|[ \t]+(?=[^\s:]{{2,12}}(?:[ 。;\n]|$)))[ \t]*(?:\n+(?=[^\n:]{{2,80}}(?:\n|$)))?"
    rf"|(?:(?<=[。;,( \n])|^)(?P<short>{cue('lead', 'support')}|责任)[ \t]*:[ \t]*)"
)
_CHUNK = lazy(
    rf"[ \t]*+(?P<joint>[、,/]?)[ \t]*+(?P<names>(?:\d{{5}}(?!\d))?(?>(?:{PLACES}|[^\W\d_]|[、/·])+))(?P<allotted>\(?\d+个?(?:工作)?[日天]\)?)?"
    rf"(?:\((?P<marked>{cue('lead', 'support', 'answer', 'answer_by_label', 'watch')})(?:单位|部门|科室)?\))?"
)
_STOP = lazy(r"[。;\n】〕\]]")
_TAIL = lazy(
    rf"{cue('rest')}?(?>(?:{cue('manner', 'adverb')})*)(?P<role>{cue(*_BY_NAME)})?(?:完成|抓好|推进)?$"
)


def labelled(text: str, start: int, end: int) -> Iterator[Found]:
    """牵头单位:X 责任科室:X、Y(10日)Z(5日), on one line or on lines of their own."""
    labels = list(_LABEL.finditer(text, start, end))
    for label, stop in zip(labels, [*(m.start() for m in labels[1:]), end], strict=False):
        word = label["role"] or label["short"]
        role: Role = "responsible" if word == "责任" else role_of(word)
        yield from _behind(text, label.end(), min(stop, label.end() + 400), role)


def _behind(text: str, start: int, end: int, role: Role) -> Iterator[Found]:
    """The names behind a label, chunk by chunk, until something else comes."""
    stop = _STOP.search(text, start, end)
    end = stop.start() if stop else end
    if spans := listed(text, start, end):
        yield from in_list(text, spans, role, "label")
        return
    first = True
    loose = True
    while chunk := _CHUNK.match(text, start, end):
        a, b = chunk.span("names")
        if text[b : b + 1] == ":" and b < end:
            return
        found = list(
            named(text, a, b, role, "label", loose or chunk["joint"] not in (",", "") or text[a - 1] == " ")
        )
        if not found and first and _is_unknown_name(text, a, b, end):
            found = [Found(a, b, text[a:b], role, "label")]
        if not found:
            return
        if chunk["marked"]:
            found[-1] = found[-1]._replace(role=role_of(chunk["marked"]))
        yield from found
        first, loose, start = False, bool(chunk["allotted"]), chunk.end()


def _is_unknown_name(text: str, start: int, end: int, stop: int) -> bool:
    """What stands alone behind a label is a name though its shape says nothing: 责任单位:市农业。"""
    return (
        2 <= end - start <= 8
        and (end >= stop or text[end] in ",、)")
        and "、" not in text[start:end]
        and bool(ENDING.search(text[end - 1 : end]))
    )


def named(text: str, start: int, end: int, default: Role, rule: str, loose: bool) -> Iterator[Found]:
    """The names of one phrase, with the role its last word gives."""
    tail = _TAIL.search(text, start, end)
    cut = tail.start() if tail else end
    role = role_of(tail["role"]) if tail and tail["role"] else default
    spans = members(text, start, cut, loose, trusted=loose) if start < cut else None
    if spans:
        yield from in_list(text, spans, role, rule)


_MARKED = lazy(rf"\((?P<role>{cue('lead', 'support', 'answer', 'answer_by_label', 'watch')})(?:单位|部门|科室)?\)[、,;\s]*")


def marked(text: str, start: int, end: int, default: Role, rule: str, loose: bool) -> Iterator[Found]:
    """The names of a list, each with the role that stands in brackets behind it: 市教育局(牵头)、市财政局."""
    for mark in _MARKED.finditer(text, start, end):
        found = list(named(text, start, mark.start(), default, rule, loose))
        yield from found[:-1]
        yield from (last._replace(role=role_of(mark["role"])) for last in found[-1:])
        start = mark.end()
    yield from named(text, start, end, default, rule, loose)


def in_list(text: str, spans: list[Span], role: Role, rule: str) -> Iterator[Found]:
    """The members of a list, each with its full name."""
    for span, name in zip(spans, full_names(text, spans), strict=True):
        yield Found(*span, name, role, rule)


_CLOSING = lazy(rf"[。;!—][ \t]*+(?P<names>(?>(?:[^\W\d_]++|、|,(?=各)|{PLACES}|\((?:牵头|配合|负责)\),?)+))[ \t]*+(?P<next>\n\s*(?:\(?[\d一二三四五六七八九十]{{1,3}}[、.)])|\n|\Z)")


def closing(text: str, start: int, end: int) -> Iterator[Found]:
    """Names alone behind the last stop of a line: …化解率达到90%。县信访局、各乡镇

    One name may be a signature, so that it needs the next item behind it.
    """
    for match in _CLOSING.finditer(text, start, end):
        found = list(marked(text, *match.span("names"), "responsible", "label", False))
        if found and is_name(text[found[0].start : found[0].end]) and (len(found) > 1 or len(match["next"]) > 1):
            yield from found


_BRACKET = lazy(rf"[(【〔\[](?P<inside>(?:{PLACES}|[^()【】〔〕\[\]\n《》]){{2,160}})[)】〕\]]")
_PHRASE = lazy(
    rf"(?:{PLACES}|[^,;。\s()])+?(?:{cue('lead', 'support', 'answer')}(?=、)|(?=[,;。)】〕\]\s]|$))"
)
_ROLE_WORD = lazy(cue(*_BY_NAME))
_COUNT = lazy(r"\d+[个所家项名处座]$")
_PERSON_BEFORE = lazy(r"(?:责任人|负责人|联系人|责任领导|分管领导):[^\W\d_]{2,4}$")
_PAUSE = lazy(r"[,;]")
_CLOSES = lazy(r"\s*(?:[。;]|\n|$)")


def bracketed(text: str, start: int, end: int) -> Iterator[Found]:
    """(X牵头,Y、Z配合) (X负责) (X、Y) behind a piece of work."""
    for bracket in _BRACKET.finditer(text, start, end):
        inside = _before_label(text, *bracket.span("inside"))
        if not ENDING.search(text, *inside):
            continue
        if "会同" in text[slice(*inside)]:
            yield from _with(text, *inside)
            continue
        if _ROLE_WORD.search(text, *inside):
            yield from _phrases(text, *inside)
        elif _COUNT.search(text, max(0, bracket.start() - 6), bracket.start()):
            continue
        elif text[start : bracket.start()].rstrip(" ")[-1:] in "。;!?" or _CLOSES.match(text, bracket.end()):
            person = _PERSON_BEFORE.search(text, max(0, bracket.start() - 12), bracket.start())
            yield from _bare(text, *inside, trusted=person is not None)


_LABELLED = lazy(r"(?:^|[,;。\s]+)[^,;。:\s]{2,10}:")


def _before_label(text: str, start: int, end: int) -> Span:
    """What a bracket says before its first label: (X、Y负责;完成时限:6月底)."""
    label = _LABELLED.search(text[start:end])
    return Span(start, start + label.start() if label else end)


def _phrases(text: str, start: int, end: int) -> Iterator[Found]:
    """Phrases with role words; names without one have the role of the phrase that follows."""
    waiting: list[Span] = []
    for phrase in _PHRASE.finditer(text, start, end):
        a = phrase.start() + len(re.match(r"[、由]*", phrase.group())[0])  # type: ignore[index]
        tail = _TAIL.search(text, a, phrase.end())
        spans = members(text, a, tail.start() if tail else phrase.end(), trusted=bool(tail and tail["role"]))
        if spans is None:
            continue
        waiting += spans
        if tail and tail["role"]:
            yield from in_list(text, waiting, role_of(tail["role"]), "bracket")
            waiting = []


def _with(text: str, start: int, end: int) -> Iterator[Found]:
    """X会同Y、Z落实: the first bodies answer, the others help."""
    at = text.index("会同", start, end)
    stop = _PAUSE.search(text, at, end)
    close = stop.start() if stop else end
    tail = _TAIL.search(text, at, close)
    yield from in_list(text, members(text, start, at, trusted=True) or [], "responsible", "bracket")
    yield from in_list(text, members(text, at + 2, tail.start() if tail else close, trusted=True) or [], "support", "bracket")


def _bare(text: str, start: int, end: int, trusted: bool) -> Iterator[Found]:
    """Nothing but names in the bracket: they answer for what stands before it."""
    cut = _TAIL.search(text, start, end)
    spans = members(text, start, cut.start() if cut else end, loose=False, trusted=trusted)
    if spans and (trusted or all(is_name(text[a:b]) for a, b in spans)):
        yield from in_list(text, spans, "responsible", "bracket")
