"""What a format costs beside plain text: processor time of whole parses, of small files and of long ones, and pages of PDF a second."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from typeset import content, formats, office, word

from planparse import parse
from planparse.config import Config
from planparse.read import read_bytes

Row = dict[str, Any]
CORPUS = Path(__file__).parent.parent / "corpus"
ROUNDS = 3
LONG = 50_000  # characters
PAGES = 100
# What a format may cost: twice plain text a character, and 10 ms a file.
TIMES, A_FILE = 2.0, 0.010
_TEXT_FORMATS = ("html", "html (portal)", "docx (python-docx)")


def figures() -> Iterator[Row]:
    """Small files: the whole corpus; a long one: its documents without tables one behind the other, as one file."""
    small = formats.sources(CORPUS)
    prose = "\n".join(source.text for source in small if not formats.has_table(source))
    long = [formats.Source("long", (prose * (LONG // len(prose) + 1))[:LONG])]
    for name in _TEXT_FORMATS:
        for documents, files in ((small, "corpus"), (long, "one long file")):
            with tempfile.TemporaryDirectory() as folder:
                made = formats.rendered(name, documents, Path(folder))
            if made:
                yield _compared(name, files, [source for source in documents if source.name in made], made)
    yield from _pages(prose)


def _compared(name: str, files: str, documents: list[formats.Source], made: formats.Rendered) -> Row:
    plain, other = _seconds(
        lambda: [parse(source.text.encode(), name="a.txt") for source in documents],
        lambda: [parse(data, name=file) for file, data in made.values()],
    )
    characters = sum(len(source.text) for source in documents)
    allowed = TIMES * plain + A_FILE * len(documents)
    return {
        "format": name, "files": f"{len(documents)} ({files})", "plain µs/char": round(plain / characters * 1e6, 2), "µs/char": round(other / characters * 1e6, 2),
        "times plain": round(other / plain, 2), "more, ms a file": round((other - plain) / len(documents) * 1e3, 1), "of what is allowed": round(other / allowed, 2),
    }  # fmt: skip


def _seconds(*works: Callable[[], object]) -> list[float]:
    """Processor time of each, the median of rounds in turn: what else the machine does then meets all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS + 1):
        for work, times in zip(works, taken, strict=True):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
    return [statistics.median(times[1:]) for times in taken]


def _pages(prose: str) -> Iterator[Row]:
    if not office.SOFFICE:
        return
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "long.docx")
        draft.write_bytes(word.document(content.blocks((prose * 4)[: 800 * PAGES])))
        office.convert([draft], "pdf", Path(folder, "made"))
        data = Path(folder, "made", "long.pdf").read_bytes()
    source = read_bytes(data, "long.pdf", Config())
    pages = len({place.locator.partition(",")[0] for place in source.places})
    read, whole = _seconds(lambda: read_bytes(data, "long.pdf", Config()), lambda: parse(data, name="long.pdf"))
    yield {
        "format": "pdf (LibreOffice)", "files": f"1 of {pages} pages", "plain µs/char": "", "µs/char": round(whole / len(source.text) * 1e6, 2),
        "times plain": "", "more, ms a file": "", "of what is allowed": f"{pages / read:.0f} pages/s read, {pages / whole:.0f} parsed",
    }  # fmt: skip
