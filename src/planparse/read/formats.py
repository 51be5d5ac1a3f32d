"""The formats that can be read: what messages call each, and the module that reads it.

A module of a format has `read(data: bytes, name: str, config: Config) -> SourceText` and is imported only when a
file of its format comes. What the name of a file says counts only where its content leaves it open.
"""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """What a message calls the format, and its module in `planparse.read`."""

    label: str
    module: str


FORMATS = {
    "plain": Format("a text file", "plain"),
    "html": Format("a web page", "html"),
    "mhtml": Format("a saved web page (mhtml)", "mhtml"),
    "markdown": Format("a Markdown file", "markdown"),
    "csv": Format("a CSV file", "csv"),
    "docx": Format("a Word file (docx)", "docx"),
    "doc": Format("an old Word file (doc, wps)", "doc"),
    "pdf": Format("a PDF file", "pdf"),
    "ofd": Format("an OFD file", "ofd"),
    "odt": Format("an OpenDocument text (odt)", "odt"),
    "rtf": Format("an RTF file", "rtf"),
    "xlsx": Format("an Excel file (xlsx)", "xlsx"),
    "xls": Format("an old Excel file (xls, et)", "xls"),
}
