"""Text tables (csv, tsv): the delimiter by what stands in the lines, a row a line."""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.blocks import Writer, too_many_cells
from planparse.read.encoding import decode
from planparse.read.sheets import write_sheet
from planparse.read.source import SourceText

READER = "csv"
_DELIMITERS = ",\t;，"
_LOOKED_AT = 50


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The rows of a text table, under the name of its file.

    Errors: Reject (stage `read`) where it has no text or too many cells.

    >>> read("任务,数量\\n新建,3所\\n".encode("gbk"), "分工.csv", Config()).locator(9)
    'sheet 分工, cell B2'
    """
    text, encoding = decode(data)
    csv.field_size_limit(config.max_bytes)
    cells: dict[tuple[int, int], str] = {}
    try:
        for row, line in enumerate(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=_delimiter(text))):
            cells.update(((row, column), value.strip()) for column, value in enumerate(line))
            if len(cells) > config.max_cells:
                raise too_many_cells(config)
    except csv.Error as error:
        raise Reject("read", f"a CSV file, damaged: {error}") from None
    writer = Writer(config)
    write_sheet(writer, PurePosixPath(name).stem, cells)
    return writer.source(name, data, READER, encoding)


def _delimiter(text: str) -> str:
    """The one that stands in most of the first lines, the more often the better."""
    lines = text.splitlines()[:_LOOKED_AT]
    return max(_DELIMITERS, key=lambda d: (sum(d in line for line in lines), sum(line.count(d) for line in lines)))
