"""The body of which a text without a sender speaks first: 2022年,县残联认真履行职责."""

from __future__ import annotations

import re

from planparse.lexicon import alternation, load
from planparse.patterns import lazy

_WORDS = load("planparse.segment", "opening_words")
_OFFICE, _DOES, _OTHER = (alternation(_WORDS.forms_of(*names)) for names in (("office",), ("does", "turns"), ("other", "turns")))
_OPENS = lazy(
    rf"(?:^|(?<=[,。\n年来]))\s*(?P<who>(?!{_OTHER})[^\W\d_a-zA-Z的在对了将使被并于为]{{1,16}}?(?<![委府、]和)(?:{_OFFICE}))"
    rf"(?:党委|党组|党工委|领导班子)?(?={_DOES}|在[^,。\n]{{2,60}}下,)",
    re.MULTILINE,
)
_FIRST = 200


def of(text: str, start: int, end: int) -> str | None:
    """The first body that does something in the first words of a text, at the head of a clause.

    >>> of("2022年,县残联在县委的正确领导下,服务残疾人1230名。", 0, 40)
    '县残联'
    >>> of("根据县教育局的安排,我校认真开展读书活动。", 0, 40), of("按照市政府要求,各县区政府加快推进。", 0, 40)
    (None, None)
    """
    match = _OPENS.search(text, start, min(end, start + _FIRST))
    return match["who"] if match else None
