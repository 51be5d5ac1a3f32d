"""Every format that the measure of agreement renders, each from the blocks of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from planparse.read.encoding import decode
from typeset import content, ofd, office, packed, sheet, web, word
from typeset.content import Block, Grid


@dataclass(frozen=True)
class Source:
    """A document of the corpus."""

    name: str
    text: str

    @property
    def blocks(self) -> list[Block]:
        return content.blocks(self.text)


def sources(corpus: Path, names: tuple[str, ...] = ()) -> list[Source]:
    """The documents of a folder, or some of them."""
    files = [path for path in sorted(corpus.glob("*.txt")) if not names or path.stem in names]
    return [Source(path.stem, decode(path.read_bytes()).text.replace("\r\n", "\n")) for path in files]


def has_table(source: Source) -> bool:
    return any(isinstance(block, Grid) for block in source.blocks)


Rendered = Mapping[str, bytes]


def _packed(source: Source, kind: str) -> bytes:
    return packed.KINDS[kind]({f"{source.name}.txt": source.text.encode()})


# Formats that are written here, by name: the ending of the file, and what writes it.
WRITTEN: dict[str, tuple[str, Callable[[Source], bytes]]] = {
    "txt (GB18030)": ("txt", lambda source: source.text.encode("gb18030")),
    "markdown": ("md", lambda source: source.text.encode()),
    **{kind: (kind, lambda source, kind=kind: _packed(source, kind)) for kind in packed.KINDS},  # type: ignore[misc]
    "docx (python-docx)": ("docx", lambda source: word.document(source.blocks)),
    "html": ("html", lambda source: web.page(source.blocks).encode()),
    **{f"html ({site})": ("html", lambda source, site=site: web.site(source.blocks, site).encode()) for site in web.SITES},  # type: ignore[misc]
    "mhtml": ("mhtml", lambda source: web.saved(source.blocks)),
    "ofd": ("ofd", lambda source: ofd.document(source.blocks)),
    "xlsx": ("xlsx", lambda source: sheet.workbook(source.blocks)),
    "xls": ("xls", lambda source: sheet.old_workbook(source.blocks)),
    "csv": ("csv", lambda source: sheet.separated(source.blocks)),
}
SHEETS = ("xlsx", "xls", "csv")
# Formats that LibreOffice makes of the Word file, by name: the ending, and whether numbering is automatic.
CONVERTED = {"docx (LibreOffice)": "docx", "doc": "doc", "odt": "odt", "rtf": "rtf", "pdf (LibreOffice)": "pdf"}
PRINTED = "pdf (Chromium)"
NAMES = (*WRITTEN, *CONVERTED, PRINTED)


def available(name: str) -> bool:
    """Whether this machine can make a format."""
    return name in WRITTEN or bool(office.CHROMIUM if name == PRINTED else office.SOFFICE)


def rendered(name: str, documents: list[Source], folder: Path) -> dict[str, tuple[str, bytes]]:
    """The documents in a format: of each the name of its file and its bytes."""
    if name in SHEETS:
        documents = [source for source in documents if has_table(source)]
    if name in WRITTEN:
        ending, write = WRITTEN[name]
        return {source.name: (f"{source.name}.{ending}", write(source)) for source in documents}
    ending = CONVERTED.get(name, "pdf")
    made = folder / name.replace(" ", "_")
    made.mkdir()
    _make(name, ending, documents, made)
    return {source.name: (f"{source.name}.{ending}", (made / f"{source.name}.{ending}").read_bytes()) for source in documents}


def _make(name: str, ending: str, documents: list[Source], made: Path) -> None:
    drafts = made / "drafts"
    drafts.mkdir()
    if name == PRINTED:
        for source in documents:
            page = drafts / f"{source.name}.html"
            page.write_text(web.page(source.blocks), "utf-8")
            office.print_page(page, made / f"{source.name}.pdf")
        return
    files = []
    for source in documents:
        files.append(drafts / f"{source.name}.docx")
        files[-1].write_bytes(word.document(source.blocks))
    office.convert(files, ending, made)
