"""What is kept of a document to compare it with all others: a signature, a sample of its shingles, its issuer and year.

The text is compared as its reader sees it: the body without boilerplate, in simplified characters, letters and digits
only, so that another script, another site's chrome or another width make no difference.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

from planparse.normalization import script, width
from planparse.patterns import lazy
from planparse.records import Document
from planparse.text import AlignedText

SHINGLE = 5  # characters: the length of most Chinese phrases, and rare enough to be telling
PERMUTATIONS = 128
SEED = 1
# A document keeps at most about so many of its shingles to tell how much of it stands in another: those whose hash its
# rate, a power of two, divides, so that two documents can be compared at the coarser of their rates (FracMinHash).
# Up to this length the comparison is exact; above, its error is about 0.02.
KEPT = 1024

_IDLE = lazy(r"[\W_]+")
_MASKED = lazy(r"[Xx×*]|某")
_PLACE = lazy(r"(?:关于)?(?P<place>[^\W\d_]{2,12}?[省市县区镇乡州旗])")


@dataclass(frozen=True, slots=True)
class Sketch:
    """One document for comparison."""

    doc_id: str
    source: str
    issuer: str | None
    year: int | None
    truncated: bool
    length: int
    signature: Any  # rensa.RMinHash
    rate: int
    sample: array[int]


def comparable(source: str, document: Document) -> str:
    """The text of a document as it is compared."""
    body = "".join(source[start:end] for start, end in document.body)
    if document.script == "hant":
        body = script.convert(body)
    return _IDLE.sub("", width.fold(AlignedText.of(body)).text)


def sketch(source: str, document: Document) -> Sketch:
    """Sketch a document from the source text it stands in.

    Errors: ImportError where `planparse[dedup]` is not installed.
    """
    from rensa import RMinHash

    text = comparable(source, document)
    shingles = {text[i : i + SHINGLE] for i in range(max(1, len(text) - SHINGLE + 1))}
    signature = RMinHash(PERMUTATIONS, SEED)
    signature.update(shingles)
    (hashes,) = RMinHash.hash_token_sets([shingles])
    rate = _rate(len(hashes))
    sample = array("Q", sorted(h for h in hashes if h % rate == 0))
    year = document.year if document.title else None  # of a piece without a title, the years it speaks of say little
    return Sketch(
        document.doc_id, document.source, _issuer(document), year, document.truncated, len(text), signature, rate, sample
    )


def _rate(shingles: int) -> int:
    rate = 1
    while shingles > KEPT * rate:
        rate *= 2
    return rate


def _issuer(document: Document) -> str | None:
    """The issuer, or at least the place that the title names; None where it is masked."""
    name = document.issuer
    if name is None and document.title and (match := _PLACE.match(document.title)):
        name = match["place"]
    return name if name and not _MASKED.search(name) else None
