"""The words around a quantity, in a bracket or out of one; of a value that was raised, those before the earlier value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity
from planparse.link import baseline
from planparse.link.asides import Asides
from planparse.link.clauses import BLANK, Around, around, clause_start
from planparse.patterns import lazy
from planparse.text import Span

_TURNED = lazy("转(?:变|降|升)?为(?P<verb>增长|下降)(?:了)?$")  # 由下降8%转为增长5%
_IN_YEAR = lazy(r"^到?\d{4}年[末底]?")
_MERGES = lazy(r"(?:整合|合并|撤并|归并|精简|压缩|优化)(?:了)?$")
_OPENS_MOVE = lazy(r"(?:由(?!于)|从(?!业|事)|自(?![治主然来筹身行动贸建我给有营用留备保检查救愿觉律强助购产办学媒流燃发负驾养种付习信控测])|分别由|原来的?)[^,;。]{0,14}$")
_MERGED_NOUN = lazy(r"(?P<noun>[^\W\d]{2,12})(?:为|成|至|到)")


def words_around(asides: Asides, sentence: Span, quantities: Sequence[Quantity], i: int, based: baseline.Baselined, periods: Sequence[PeriodMention]) -> Around:
    """The words around a quantity; of a value that was raised, those before the earlier value."""
    if (opening := asides.opens(quantities[i])) is not None:
        return asides.before(sentence, quantities, i, opening, periods)
    text, sentence = asides.reading(sentence, quantities[i])
    near = around(text, sentence.start, sentence.end, quantities, i, periods)
    earlier = based.earlier_at.get(quantities[i].start)
    if earlier is None:
        return near
    shifted = replace(quantities[i], start=earlier.start)
    moved = around(text, sentence.start, sentence.end, [*quantities[:i], shifted], i, periods)
    if than := baseline.THAN.search(moved.left):
        return replace(near, left=moved.left[: than.start()] + text[earlier.end : quantities[i].start], clause_before="")
    if (base := baseline.ON_BASE.search(moved.left)) and (upon := baseline.GROUND.match(text, earlier.end)):
        return replace(near, left=moved.left[: base.start()] + _IN_YEAR.sub("", text[upon.end() : quantities[i].start]))
    left = _OPENS_MOVE.sub("", moved.left)
    if not left.strip() and moved.clause_start > sentence.start and not (i and quantities[i - 1].start >= clause_start(text, sentence.start, moved.clause_start - 1)):
        start = clause_start(text, sentence.start, moved.clause_start - 1)
        left = text[start : moved.clause_start - 1].replace(BLANK, "")
    if turned := _TURNED.search(text[earlier.end : quantities[i].start]):
        return replace(near, left=left + turned["verb"])
    merged = _MERGED_NOUN.fullmatch(text[earlier.end : quantities[i].start]) if _MERGES.search(left) else None
    left += (merged["noun"] if merged else "") + "达到"
    return replace(near, left=left, clause=moved.clause.removesuffix(moved.left) + left)
