"""What a reader knows to be no part of the document: page heads, site chrome, a portal's block of metadata."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.normalization import script, width
from planparse.normalization.header import hint
from planparse.normalization.lines import Hints
from planparse.read import Aside
from planparse.text import AlignedText, Edit

# The rule of asides that say something of the document, in lines of `key: value`.
METADATA = "portal_block"


def cut(text: AlignedText, asides: Sequence[Aside]) -> tuple[AlignedText, Hints]:
    """Cut asides, each under its rule, and tell what the metadata among them says of the document.

    >>> source = AlignedText.of("发文字号：松教发〔2015〕2号\\n抓培训。")
    >>> cut(source, [Aside(0, 17, METADATA)])[1].doc_number
    '松教发〔2015〕2号'
    """
    hints = Hints()
    for aside in asides:
        if aside.rule == METADATA:
            for line in _folded(text.source[aside.start : aside.end]).splitlines():
                hints = hint(line.strip(), hints)
    return text.sub_ruled([(Edit(aside.start, aside.end), aside.rule) for aside in asides]), hints


def _folded(text: str) -> str:
    return width.fold(script.simplify(AlignedText.of(text))[0]).text
