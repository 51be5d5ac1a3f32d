"""Grants: what is given to whom for each, by a rule that promises it: 对获评省级示范的给予每家企业奖励20万元."""

from __future__ import annotations

from planparse.extract.quantity import Quantity
from planparse.link import words
from planparse.link.clauses import Around
from planparse.link.named import Named
from planparse.link.phrases import behind, clean
from planparse.patterns import lazy

_NOUN = r"(?:奖励|奖补|补助|补贴|资助|救助|扶持|慰问|扶助|津贴|[奖助补][^\W\d]?金)"
_WHAT = rf"(?P<what>[^\W\d]{{0,10}}?{_NOUN})"
_TO = r"(?:[^,;。]*?(?<!针)(?<!相)(?<!面)对(?!象|口|接|标|照))(?P<whom>[^,;。]{2,36}?)(?:再|分别|按照?|发放)?"
_GIVEN_TO = lazy(rf"{_TO}(?:给予|予以)(?:了)?{_WHAT}(?:的?标准)?")
_PAID_TO = lazy(rf"{_TO}(?P<what>(?:一次性)?{_NOUN})(?:的?标准)?")
_GIVEN = lazy(rf"(?:[^,;。]*?)(?:给予|予以)(?:了)?{_WHAT}")
_BEHIND = lazy(rf"(?:的)?{_WHAT}(?=$|[,;。、)])")
_GIVES = lazy(r"(?:给予|予以)(?:了)?$")
_NEWLY = lazy(r"^(?:当年|首次|新|年内|新近)*(?:认定|评定|创建|获批|建成|批准|评为|入选|获得|获评|通过|引进|建)(?:的|为)(?=[^\W\d]{3})")
_CLOSES = lazy(r"(?<=[^\W\d]{2})(?:的|,)+$")


def granted(q: Quantity, near: Around) -> Named | None:
    """A sum that is granted, with whom it is granted to."""
    if q.kind != "money" or (not near.left.endswith(_ENDS) and not near.right.startswith(_OPENS)):
        return None
    left = words.each().sub(lambda m: "给予" if m.group().startswith("给予") else "", near.left[-_REACH:]).strip()
    if _GIVES.search(left) and (behind := _BEHIND.match(near.right)):
        left += behind["what"]
    if near.clause_before and left.startswith(("给予", "予以")):
        left = near.clause_before + left  # 对首次入规的企业,给予一次性奖励5万元
    if (to := _GIVEN_TO.fullmatch(left) or _PAID_TO.fullmatch(left)) and (whom := _whom(to["whom"])):
        return Named(whom + to["what"], "money_of")
    if given := _GIVEN.fullmatch(left):
        return Named(given["what"], "money_of")
    return None


_ENDS = ("奖励", "奖补", "补助", "补贴", "资助", "救助", "扶持", "慰问", "扶助", "津贴", "标准", "金", "给予", "予以")
_OPENS = ("奖励", "奖补", "补助", "补贴", "资助", "救助", "扶持", "慰问", "扶助", "津贴", "一次性", "的")


def paid(q: Quantity, near: Around) -> str:
    """The money of a sum that only says for whom it is: 为学生提供膳食补助,每生每天5元."""
    if q.kind != "money" or q.per is None or not near.paid.endswith(_PAYS) or words.each().sub("", near.left).strip(_FILLS):
        return ""
    what = behind(near.paid)
    return what if what.endswith(_PAYS) and len(what) <= _LONGEST else ""


_PAYS = ("补助", "补贴", "津贴", "奖励", "救助金", "助学金", "奖学金", "慰问金", "抚恤金", "扶助金", "补偿金", "保障金", "特困金", "丧葬费", "护理费", "养老金", "优待金", "奖补", "补助金", "生活费", "经费", "保险", "工资", "保险费", "补助费", "奖金")
_FILLS = "的共计为约按均达发放补助元 "


def _whom(phrase: str) -> str:
    phrase = _CLOSES.sub("", clean(phrase))
    return _NEWLY.sub("", phrase) if len(phrase) <= _LONGEST else ""


_LONGEST, _REACH = 24, 80
