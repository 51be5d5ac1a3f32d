"""From bytes to source text: the first stage, and the seam for further formats.

A reader turns the bytes of one file into a `SourceText`; the stages after it do not know which reader it was.
"""

from __future__ import annotations

from planparse.read.dispatch import read_bytes
from planparse.read.plain import read_text
from planparse.read.source import Aside, Heading, Place, SourceText
from planparse.read.table import Cell, Table

__all__ = ["Aside", "Cell", "Heading", "Place", "SourceText", "Table", "read_bytes", "read_text"]
