"""A statistical second reader of responsible units, for sentences in which no rule finds one.

The rules know a name by its shape: its level, its subject, its ending. 恒润联盟要开展宣传 has none of these. A spaCy
`ner` says where such a name may stand; what stands around it must still say that somebody acts there. The model is
trained on sentences of the project's own (training/agency_ner) and is off unless the settings ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from planparse.errors import PlanparseError
from planparse.extract.agency_clauses import SEPARATOR
from planparse.extract.agency_names import is_clean
from planparse.extract.agency_predicates import acts, opens_otherwise
from planparse.patterns import lazy
from planparse.text import Span

_CUE = r"由|联合|会同|委托|督促|责成"
_ACTS = r"要|将|应|须|负责|牵头|会同|联合|共同|先后|积极|认真|切实|及时|定期|主动|年|月|季度?|学期"
_MAY_NAME = lazy(rf"(?:^|[,;。:\n])[^\W\d_]{{2,16}}?(?:{_ACTS})|(?:{_CUE})[^\W\d_]{{2,16}}")
_EDGE = lazy(r"(?:[,;。:!?\n(】\s]|[一二三四五六七八九十]是)$")
_CUED = lazy(rf"(?:{_CUE})$")
_NAME = lazy(r"(?![一二三四五六七八九十两])[^\W\d_](?:[^\W_]|[()·]){1,23}")
_NO_NAME = lazy(r"[的了着并且或但为要将在对把]|^全(?:[省市县区]|国)|工作$|[年月季]内?$")
_LONGEST = 300


def may_name(text: str, sentence: Span) -> bool:
    """Whether a sentence may name who acts, though no rule finds a name in it.

    >>> may_name("联合国航开展招聘。", Span(0, 9)), may_name("新建小学3所。", Span(0, 7))
    (True, False)
    """
    return sentence.end - sentence.start <= _LONGEST and _MAY_NAME.search(text[sentence.start : sentence.end]) is not None


def asked(text: str, sentences: Iterable[Span], taken: Iterable[int]) -> list[Span]:
    """The sentences that the model reads: those that may have a name and in which none of those `taken` begins."""
    starts = sorted(taken)
    return [s for s in sentences if may_name(text, s) and not any(s.start <= a < s.end for a in starts)]


def find(text: str, sentences: Iterable[Span], taken: Iterable[int]) -> Iterator[Span]:
    """The names that the model finds where somebody acts, in sentences that hold none yet.

    Errors: PlanparseError says what is wrong with spaCy.
    """
    read = asked(text, sentences, taken)
    for sentence, names in zip(read, _names([text[a:b] for a, b in read]), strict=True):
        spans = [Span(sentence.start + a, sentence.start + b) for a, b in names]
        yield from placed(text, sentence, [s for s in spans if _is_possible(text[s.start : s.end])])


def _is_possible(words: str) -> bool:
    return bool(_NAME.fullmatch(words)) and not _NO_NAME.search(words) and is_clean(words)


def placed(text: str, sentence: Span, names: Sequence[Span]) -> Iterator[Span]:
    """Of some names of a sentence, those that open a clause or stand behind a cue word, and then act."""
    groups: list[list[Span]] = []
    for name in names:
        joint = SEPARATOR.fullmatch(text, groups[-1][-1].end, name.start) if groups else None
        if joint:
            groups[-1].append(name)
        else:
            groups.append([name])
    for group in groups:
        first, last = group[0].start, group[-1].end
        cued = bool(_CUED.search(text, sentence.start, first))
        opens = (first == sentence.start or bool(_EDGE.search(text, sentence.start, first))) and not opens_otherwise(text, first)
        if (cued or opens) and acts(text, last, sentence.end, cued, cued):
            yield from group


def _names(sentences: Sequence[str]) -> Iterator[list[Span]]:
    if sentences:
        for doc in load().pipe(sentences, batch_size=64):
            yield [Span(ent.start_char, ent.end_char) for ent in doc.ents]


@cache
def load() -> Any:
    """The spaCy pipeline. Errors: PlanparseError, on one line, where spaCy is missing or cannot read it."""
    try:
        import spacy
    except ImportError as error:
        raise PlanparseError(f"agency_model = \"spacy\" needs spaCy 3.8: {error}") from None
    with resources.as_file(resources.files("planparse.extract").joinpath("models/agency_spacy")) as folder:
        try:
            return spacy.load(folder)
        except Exception as error:  # an older spaCy knows none of its own newer parts, and says so in many ways
            raise PlanparseError(f"agency_model = \"spacy\" needs spaCy 3.8; {spacy.about.__version__} cannot read the model: {str(error).splitlines()[0]}") from None
