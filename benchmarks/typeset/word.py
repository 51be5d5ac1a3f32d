"""Word files by python-docx, with the list markers left to automatic numbering."""

from __future__ import annotations

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from typeset.content import Block, Grid, Paragraph
from typeset.numbering import LEVELS, Numbering

FORMATS = {"decimal": "decimal", "chinese": "chineseCountingThousand", "circled": "decimalEnclosedCircle"}
ABSTRACT = 77


def document(blocks: list[Block], *, automatic: bool = True) -> bytes:
    """A .docx file; without `automatic` the markers are written out."""
    word = docx.Document()
    numbering = Numbering()
    for block in blocks:
        if isinstance(block, Grid):
            _table(word.add_table(len(block.rows), len(block.rows[0]), style="Table Grid"), block)
        else:
            _paragraph(word.add_paragraph(), block, numbering if automatic else None)
    _define(word, numbering)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _table(table: Table, grid: Grid) -> None:
    for r, row in enumerate(grid.rows):
        cells = table.rows[r].cells
        if None in row:
            cells[0].merge(cells[len(row) - 1])
        for cell, text in zip(cells, row, strict=True):
            if text:
                cell.text = text


def _paragraph(paragraph: WordParagraph, block: Paragraph, numbering: Numbering | None) -> None:
    place = numbering.place(block.marker) if numbering and block.marker else None
    if place is None:
        paragraph.add_run(block.text)
        return
    paragraph.add_run(block.rest)
    number, level = place
    ours = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{ABSTRACT + number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(ours))


def _define(word: docx.document.Document, numbering: Numbering) -> None:
    element = word.part.numbering_part.element
    first = element.find(qn("w:num"))
    for number, starts in enumerate(numbering.lists):
        abstract = parse_xml(_abstract(numbering, ABSTRACT + number, starts))
        first.addprevious(abstract) if first is not None else element.append(abstract)
    for number in range(ABSTRACT, ABSTRACT + len(numbering.lists)):
        element.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def _abstract(numbering: Numbering, number: int, starts: dict[int, int]) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{starts.get(i, 1)}"/><w:numFmt w:val="{FORMATS[style]}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{prefix}%{i + 1}{suffix}"/><w:lvlJc w:val="left"/></w:lvl>'
        for i, (prefix, style, suffix) in enumerate(numbering.kinds[:LEVELS])
    )
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
