"""RTF files: text with its fonts' encodings and Unicode escapes, the markers of lists, tables, notes.

Deleted and hidden text, the instructions of fields, headers, footers, comments and pictures are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.blocks import Writer
from planparse.read.numbering import marked
from planparse.read.row_edges import Edges, Row, cells, completed
from planparse.read.rtf_tokens import Token, tokens
from planparse.read.source import SourceText

READER = "rtf"
MAX_GROUPS = 1000
# Encodings by the character set of a font, and by the code page of the file.
CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 204: "cp1251", 238: "cp1250"}
CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 54936: "gb18030", 65001: "utf-8", 1250: "cp1250", 1251: "cp1251"}
SKIPPED = frozenset(
    ["colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "filetbl", "revtbl", "rsidtbl", "generator", "xmlnstbl", "fldinst", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "nonesttables", "template", "ftnsep", "ftnsepc", "themedata", "datastore", "upr", "pntext", "listtable"]
)
# Destinations with text of their own, which is written behind the paragraphs they hang on.
APART = {"footnote": "footnote", "shptxt": "text box"}
# Destinations marked as ignorable whose text counts all the same.
KEPT = frozenset(("ud", "shptxt", "footnote", "nesttableprops"))
SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "~": " ", "_": "-", "emspace": " ", "enspace": " ", "qmspace": " ", "page": "\n", "column": "\n",
}  # fmt: skip


@dataclass
class Group:
    """What holds within braces."""

    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    encoding: str = "cp1252"
    fallback: int = 1  # characters that stand in for one Unicode escape
    marker: bool = False
    fonts: bool = False
    level: int | None = None
    in_table: bool = False
    story: str | None = None


@dataclass
class Story:
    """A flow of paragraphs and tables that is being read: the body, or a note."""

    marker: str = ""
    parts: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The text of an RTF file.

    Errors: Reject (stage `read`) where it holds no Chinese text or breaks a limit.

    >>> read(rb"{\\rtf1\\ansicpg936 \\'c5\\'e0\\'d1\\'b5300\\u20154?\\par}", "计划.rtf", Config()).text
    '培训300人\\n'
    """
    reader = _Reader(Writer(config))
    for token in tokens(data):
        reader.take(token)
    reader.finish()
    return reader.writer.source(name, data, READER)


class _Reader:
    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.group = Group()
        self.groups: list[Group] = []
        self.story = Story()
        self.stories: list[Story] = []
        self.notes: list[tuple[str, str]] = []
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.default = "cp1252"
        self.pending = b""  # bytes of text that may end within a character
        self.drop = 0  # characters still to be dropped behind a Unicode escape
        self.starred = False
        self.edges: list[Edges] = []
        self.merged = [False, False]
        self.words = self._words()

    def take(self, token: Token) -> None:
        if not token.word:
            self._bytes(token.data)
            return
        if token.word == "*":
            self.starred = True
            return
        starred, self.starred = self.starred, False
        if token.word != "u":
            self._flush()
        if token.word == "{":
            self._open()
        elif token.word == "}":
            self._close()
        elif token.word in SKIPPED or (starred and token.word not in KEPT and token.word not in ("shpinst", "fldinst")) or token.word == "shpinst":
            self.group.skipped = True
        else:
            self._word(token)

    def finish(self) -> None:
        self._flush()
        while self.groups:
            self._close()
        self._end_paragraph(last=True)
        self._end_table()
        self._write_notes()

    def _word(self, token: Token) -> None:
        if token.word in APART:
            self._flush()
            self.group = replace(self.group, skipped=False, story=APART[token.word], in_table=False)
            self.stories.append(self.story)
            self.story = Story()
        elif token.word in self.words:
            self.words[token.word](1 if token.number is None else token.number)
        elif token.word in SIGNS and not self._silent():
            self.story.parts.append(SIGNS[token.word])

    def _words(self) -> dict[str, Callable[[int], None]]:
        return {
            "ansicpg": self._code_page, "f": self._font, "fcharset": self._charset, "u": self._unicode,
            "uc": lambda n: setattr(self.group, "fallback", min(max(n, 0), 10)),
            "fonttbl": lambda n: setattr(self.group, "fonts", True), "listtext": lambda n: setattr(self.group, "marker", True),
            "ud": lambda n: setattr(self.group, "skipped", False),
            "plain": lambda n: self._plain(), "v": lambda n: setattr(self.group, "hidden", n != 0),
            "deleted": lambda n: setattr(self.group, "deleted", n != 0), "pard": lambda n: self._pard(),
            "outlinelevel": lambda n: setattr(self.group, "level", n + 1 if 0 <= n < 9 else None),
            "intbl": lambda n: setattr(self.group, "in_table", True),
            "par": lambda n: self._end_paragraph(), "sect": lambda n: self._end_paragraph(),
            "cell": lambda n: self._end_cell(), "row": lambda n: self._end_row(), "nestcell": lambda n: self._end_inner(), "nestrow": lambda n: None,
            "trowd": lambda n: self._begin_row(), "cellx": self._edge,
            "clmrg": lambda n: self._merge(0), "clvmrg": lambda n: self._merge(1),
        }  # fmt: skip

    # Groups and the state they hold.

    def _open(self) -> None:
        self.groups.append(self.group)
        if len(self.groups) > MAX_GROUPS:
            raise Reject("read", f"more than {MAX_GROUPS} nested groups")
        self.group = replace(self.group)

    def _close(self) -> None:
        closed = self.group
        if not self.groups:
            return
        self.group = self.groups.pop()
        if closed.story and not self.group.story and self.stories:
            self._end_story(closed.story)
        if closed.marker and not self.group.marker:
            self._end_marker()

    def _end_story(self, locator: str) -> None:
        story, self.story = self.story, self.stories.pop()
        lines = [*story.cell, "".join(story.parts)]
        self.notes.append((locator, "\n".join(filter(None, (line.strip() for line in lines)))))

    def _end_marker(self) -> None:
        """The marker of a list stands at the head of its paragraph; the tab behind it is only distance."""
        self.story.marker = "".join(self.story.parts).strip()
        self.story.parts.clear()

    def _plain(self) -> None:
        self.group.hidden = self.group.deleted = False

    def _pard(self) -> None:
        self.group.level, self.group.in_table = None, False

    # Characters.

    def _silent(self) -> bool:
        return self.group.skipped or self.group.hidden or self.group.deleted or self.group.fonts

    def _bytes(self, data: bytes) -> None:
        if self.drop:
            dropped = min(self.drop, len(data))
            self.drop -= dropped
            data = data[dropped:]
        if data and not self._silent():
            self.pending += data

    def _flush(self) -> None:
        self.drop = 0
        if self.pending:
            self.story.parts.append(self.pending.decode(self.group.encoding, "replace"))
            self.pending = b""

    def _unicode(self, code: int) -> None:
        self._flush()
        if not self._silent():
            self.story.parts.append(chr(code & 0xFFFF))
        self.drop = self.group.fallback

    def _code_page(self, page: int) -> None:
        self.default = self.group.encoding = CODE_PAGES.get(page, "cp1252")

    def _font(self, number: int) -> None:
        self.font = number
        if not self.group.fonts:
            self.group.encoding = self.fonts.get(number, self.default)

    def _charset(self, number: int) -> None:
        if self.group.fonts and number in CHARSETS:
            self.fonts[self.font] = CHARSETS[number]

    # Paragraphs and tables.

    def _taken(self) -> str:
        """The text of the paragraph that ends here."""
        self._flush()
        text = marked(self.story.marker, "".join(self.story.parts))
        self.story.parts.clear()
        self.story.marker = ""
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _end_paragraph(self, *, last: bool = False) -> None:
        if self.group.skipped or (self.group.deleted and not last):
            return
        if self.stories or (self.group.in_table and not last):
            self.story.cell.append(self._taken())
            return
        text = self._taken()
        if text or not last:
            self._end_table()
            self.writer.paragraph(text, heading=self.group.level)
        self._write_notes()

    def _end_inner(self) -> None:
        """A cell of a table within a cell is a line of it."""
        self.story.cell.append(self._taken())

    def _end_cell(self) -> None:
        if self.stories or self.group.skipped:
            return
        text = self._taken()
        self.story.row.append("\n".join(filter(None, [*self.story.cell, text])))
        self.story.cell.clear()

    def _begin_row(self) -> None:
        self.edges, self.merged = [], [False, False]

    def _merge(self, which: int) -> None:
        self.merged[which] = True

    def _edge(self, right: int) -> None:
        left = self.edges[-1].right if self.edges else min(0, right)
        if len(self.edges) < self.writer.config.max_cells:
            self.edges.append(Edges(left, max(left, right), *self.merged))
        self.merged = [False, False]

    def _end_row(self) -> None:
        if self.stories or not self.story.row:
            return
        row = tuple(self.story.row)
        self.story.rows.append(Row(row, completed(self.edges, len(row))))
        self.story.row.clear()

    def _end_table(self) -> None:
        story = self.story
        if story.cell:
            story.row.append("\n".join(story.cell))
            story.cell.clear()
        self._end_row()
        if story.rows:
            self.writer.table(cells(story.rows))
            story.rows.clear()

    def _write_notes(self) -> None:
        for locator, text in self.notes:
            self.writer.paragraph(text, locator=locator)
        self.notes.clear()
