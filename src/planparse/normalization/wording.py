"""Mainland wording restored where a file shows machine-converted Taiwan wording (中國小 for 中小学)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planparse.lexicon import Lexicon, load
from planparse.patterns import lazy
from planparse.text import AlignedText, Edit

# 中国小康, 中国小企业: here 中国 is the country. 本国中, 全国中 …: 国中 cut out of other words.
_COUNTRY = lazy(r"中国小(?=学|康|企业|微|麦|说|商|农|朋友|组|球|米|型|区|城|镇)")
_OTHER_WORD = lazy(r"(?<=[全我本外])国[中小]|国中(?=[之部西东央小])|国小(?=康|麦|米)")


@cache
def _table() -> Lexicon:
    return load("planparse.normalization", "wording", ("to", "evidence"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = _table()
    evidence = [f for f in table.forms if table.by_form[f].more.get("evidence")]
    return re.compile("|".join(evidence)), re.compile("|".join(table.forms))


def restore(text: AlignedText) -> AlignedText:
    """Replace Taiwan wording, if the file shows any that no mainland text has."""
    evidence, forms = _patterns()
    if not any(not _kept(text.text, m) for m in evidence.finditer(text.text)):
        return text
    return text.sub(_edits(text.text, forms))


def _edits(text: str, forms: re.Pattern[str]) -> Iterator[Edit]:
    for match in forms.finditer(text):
        if not _kept(text, match):
            yield Edit(*match.span(), _table().by_form[match.group()].more["to"])


def _kept(text: str, match: re.Match[str]) -> bool:
    start = match.start()
    return bool(_COUNTRY.match(text, start) or (_OTHER_WORD.match(text, start) is not None))
