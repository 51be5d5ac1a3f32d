"""Why a record says what it says, and why a number has none: the story behind one place of a parsed file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from planparse.errors import PlanparseError
from planparse.pipeline import ParsedFile, readings
from planparse.records import Period, Target


def at(parsed: ParsedFile, offset: int) -> str:
    """The story of a source offset: the target there, or why the number there is none.

    >>> from planparse import parse
    >>> print(at(parse("某县教育局2015年工作要点\\n一、推进第二轮课改。"), 20))
    第二: no target, because it is an ordinal (第二轮)
    """
    if parsed.source is None or parsed.text is None:
        raise PlanparseError(parsed.rejected[0].reason)
    if not 0 <= offset < len(parsed.source.text):
        raise PlanparseError(f"the file has {len(parsed.source.text)} characters; {offset} is outside")
    for found in parsed.targets:
        if found.start <= offset < found.end:
            return target(parsed, found)
    return _without_target(parsed, offset)


def by_id(parsed: ParsedFile, target_id: str) -> str:
    """The story of the target with an identifier. Errors: PlanparseError names what is there."""
    for found in parsed.targets:
        if found.target_id == target_id:
            return target(parsed, found)
    raise PlanparseError(f"no target {target_id} in this file; it has {len(parsed.targets)} (planparse show lists them)")


def target(parsed: ParsedFile, found: Target) -> str:
    """Which rules made a record, what they read, and what was passed over."""
    return "\n".join(_story(parsed, found))


def _story(parsed: ParsedFile, found: Target) -> Iterator[str]:
    quantity, _, indicator = found.rule.partition("/")
    yield f"{found.quote}  [{found.target_id}]"
    yield f"sentence    {found.sentence}"
    shown = f"{found.value}" + (f" to {found.value_max}" if found.value_max is not None else "")
    yield f"quantity    {found.kind} {shown} {found.unit} — {_gloss('quantity', quantity)}"
    yield f"comparator  {found.comparator}" + (f", per {found.per}" if found.per else "")
    yield f"indicator   {found.indicator or 'none'} — {_gloss('indicator', indicator)}"
    yield f"change      {found.change}" + (f", from {found.baseline}" if found.baseline is not None else "")
    yield f"period      {_period(found.period)}"
    yield f"status      {found.status}, commitment {found.commitment}" + (f", under “{' / '.join(found.section_path)}”" if found.section_path else "")
    for agency in found.responsible:
        yield f"agency      {agency.name}: {agency.role}, {agency.basis}"
    yield f"confidence  {found.confidence}"
    yield from _dropped(parsed, found)
    yield from _passed_over(parsed, found)


def _dropped(parsed: ParsedFile, found: Target) -> Iterator[str]:
    """The other indicators that rules read for the number."""
    assert parsed.source is not None
    assert parsed.text is not None
    told = {found.indicator or ""}
    for named in readings(parsed.source, parsed.text.from_source(found.start)):
        if named.name and named.name not in told:
            told.add(named.name)
            yield f"dropped     {named.name} — {_gloss('indicator', named.rule)}"


def _period(period: Period | None) -> str:
    if period is None:
        return "none stated in the sentence"
    return f"{period.start or '…'} to {period.end or '…'} — “{period.text}”, {period.basis.replace('_', ' ')}"


def _passed_over(parsed: ParsedFile, found: Target) -> Iterator[str]:
    """The numbers of the same sentence that were set aside."""
    assert parsed.text is not None
    text, place = parsed.text.text, parsed.text.from_source(found.start)
    low = text.find(found.sentence, max(0, place - len(found.sentence)))
    for aside in parsed.aside:
        if low <= aside.start < low + len(found.sentence):
            yield f"set aside   {text[aside.start : aside.end]} — {_gloss('aside', aside.reason)}"


def _without_target(parsed: ParsedFile, offset: int) -> str:
    assert parsed.text is not None
    for removal in parsed.text.removed:
        if removal.start <= offset < removal.end:
            return f"no target: removed as not being the document ({removal.rule})"
    place = parsed.text.from_source(offset)
    for aside in parsed.aside:
        if aside.start - 1 <= place <= aside.end:
            start = aside.start - (parsed.text.text[aside.start - 1 : aside.start] == "第")
            return f"{parsed.text.text[start : aside.end]}: no target, because {_gloss('aside', aside.reason)}"
    return "no target: no number stands here"


@cache
def _rules() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("planparse").joinpath("rules.toml").read_text("utf-8"))


def _gloss(table: str, rule: str) -> str:
    return _rules()[table].get(rule, rule)
