"""OFD files (GB/T 33190): pages of text objects and ruled tables, with a running head and page numbers."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from xml.sax.saxutils import escape

from typeset.content import Block, Grid

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 210.0, 297.0, 28.0, 37.0, 262.0
SIZE, STEP = 5.64, 9.8  # type of three (16 points), 28 lines of it on a page would be 9.8 millimetres each
ROOM = WIDTH - 2 * LEFT
NO_HEAD = "，。、；：？！）》”’】」％%,.;:?!)"
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


class _Pages:
    def __init__(self, head: str) -> None:
        self.pages: list[list[str]] = []
        self.head = head
        self.y = BOTTOM
        self.unit = 100

    def text(self, text: str, x: float, y: float, size: float = SIZE) -> None:
        self.unit += 1
        steps = " ".join(f"{_width(c, size):.2f}" for c in text[:-1])
        self.pages[-1].append(
            f'<ofd:TextObject ID="{self.unit}" Boundary="{x:.2f} {y:.2f} {_width(text, size):.2f} {size * 1.2:.2f}" Font="1" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size * 0.88:.2f}" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.unit += 1
        self.pages[-1].append(
            f'<ofd:PathObject ID="{self.unit}" Boundary="{x0:.2f} {y0:.2f} {x1 - x0 + 0.1:.2f} {y1 - y0 + 0.1:.2f}" LineWidth="0.25">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:.2f} {y1 - y0:.2f}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def room(self, height: float) -> None:
        """Begin a page where so much no longer fits on this one."""
        if self.y + height <= BOTTOM:
            return
        self.pages.append([])
        self.y = TOP
        self.text(self.head, LEFT, 18.0, 3.5)
        number = f"— {len(self.pages)} —"
        self.text(number, (WIDTH - _width(number, 4.2)) / 2, 274.0, 4.2)

    def paragraph(self, text: str) -> None:
        for line in wrapped(text, ROOM, SIZE, indent=2):
            self.room(STEP)
            self.text(line.lstrip("\u3000"), LEFT + 2 * SIZE * line.startswith("\u3000"), self.y)
            self.y += STEP

    def table(self, grid: Grid) -> None:
        size, step = 3.7, 5.2
        weights = [max(4, max(len(row[i] or "") for row in grid.rows if None not in row)) ** 0.5 for i in range(len(grid.rows[0]))]
        widths = [ROOM * weight / sum(weights) for weight in weights]
        edges = [LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]
        for row in grid.rows:
            spans = [(0, len(row))] if None in row else [(i, i + 1) for i in range(len(row))]
            texts = [wrapped(row[a] or "", edges[b] - edges[a] - 3, size) for a, b in spans]
            height = max(map(len, texts)) * step + 2
            self.room(height)
            for (a, b), lines in zip(spans, texts, strict=True):
                for i, line in enumerate(lines):
                    self.text(line, edges[a] + 1.5, self.y + 1 + i * step, size)
                self.rule(edges[a], self.y, edges[b], self.y)
                self.rule(edges[a], self.y + height, edges[b], self.y + height)
                self.rule(edges[a], self.y, edges[a], self.y + height)
                self.rule(edges[b], self.y, edges[b], self.y + height)
            self.y += height
        self.y += STEP / 2


def _width(text: str, size: float) -> float:
    return sum(size if unicodedata.east_asian_width(c) in "WFA" else size / 2 for c in text)


def wrapped(text: str, room: float, size: float, indent: int = 0) -> list[str]:
    """The lines of a paragraph; the first is marked as indented by ideographic blanks. No stop begins a line."""
    lines, line = [], "\u3000" * indent
    for c in text:
        if _width(line + c, size) > room and c not in NO_HEAD:
            lines.append(line)
            line = ""
        line += c
    return [*lines, line]


def document(blocks: list[Block]) -> bytes:
    """An .ofd file."""
    pages = _Pages(next((block.text for block in blocks if not isinstance(block, Grid)), "")[:20])
    for block in blocks:
        if isinstance(block, Grid):
            pages.table(block)
        else:
            pages.paragraph(block.text)
    return _package(pages.pages)


def _package(pages: list[list[str]]) -> bytes:
    stream = io.BytesIO()
    listed = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    box = f"<ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox>"
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "OFD.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            "<ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        package.writestr(
            "Doc_0/Document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea>{box}'
            f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for i, objects in enumerate(pages):
            package.writestr(
                f"Doc_0/Pages/Page_{i}/Content.xml",
                f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {_SPACE}><ofd:Area>{box}</ofd:Area><ofd:Content><ofd:Layer ID="{9000 + i}">'
                f"{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return stream.getvalue()
