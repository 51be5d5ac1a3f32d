"""Working-day allotments: how long each office has for a task, in the bracket behind its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planparse.extract.quantity import Quantity
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.patterns import lazy
from planparse.segment.outline import Section

_OFFICE = lazy(r"(?P<office>[^\W\d、,;:。()]{2,12}(?:处|科|股|室|队|所|局|委|中心|办|组|党委|部))\s*\(?$")


def named(text: str, sections: Sequence[Section], q: Quantity, near: Around, section: int | None) -> Named | None:
    """The indicator of a working-day allotment: 危化处(60日)."""
    if q.kind != "duration" or q.unit not in ("日", "天", "工作日"):
        return None
    match = _OFFICE.search(text[max(near.clause_start, q.start - 20) : q.start])
    if not match or section is None:
        return None
    return Named(match["office"] + _task(text, sections, section) + "工作日", "allotment")


def _task(text: str, sections: Sequence[Section], section: int | None) -> str:
    """The task of an item: its title, the label that opens it, or the title above."""
    while section is not None:
        here = sections[section]
        label = re.match(r"(?P<label>[^\W\d][^,;。:\n]{1,18}):", text[here.body_start : here.body_start + 24])
        if here.title or label:
            return re.split(r"[(:。]", here.title or label["label"])[0]  # type: ignore[index]
        section = here.parent
    return ""
