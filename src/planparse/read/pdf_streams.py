"""How large the packed streams of a PDF file are, asked before PDFium unpacks them.

PDFium gives up on a stream at a gigabyte, which is more than a document may take. Blank pictures pack a thousand times
smaller, so only the sum counts and not the ratio. What an encrypted file packs is not seen here.
"""

from __future__ import annotations

import zlib

from planparse.config import Config
from planparse.errors import Reject
from planparse.patterns import lazy

_STREAM = lazy(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_BLOCK = 1 << 20
_LAYERS = 3


def check_streams(data: bytes, config: Config) -> None:
    """Errors: Reject where the streams unpack to more than `max_unpacked` bytes in all."""
    spent = 0
    for found in _STREAM.finditer(data):
        spent += _unpacked(data, found.end(), config, spent, _LAYERS)


def _unpacked(data: bytes, start: int, config: Config, spent: int, layers: int) -> int:
    """How many bytes a stream unpacks to, those of a stream packed again included; what is damaged ends it."""
    unpacker, total, inner = zlib.decompressobj(), 0, bytearray()
    rest = data[start : start + _BLOCK]
    place = start + len(rest)
    try:
        while rest and not unpacker.eof:
            block = unpacker.decompress(rest, _BLOCK)
            total += len(block)
            if total + spent > config.max_unpacked:
                raise Reject("read", f"unpacks to more than max_unpacked = {config.max_unpacked} bytes; raise it in planparse.toml")
            if layers > 1 and len(inner) < _BLOCK:
                inner += block
            rest = unpacker.unconsumed_tail
            if not rest:
                rest = data[place : place + _BLOCK]
                place += len(rest)
    except zlib.error:
        pass
    if inner[:1] and inner[0] & 0x8F == 0x08 and total:
        total += _unpacked(bytes(inner), 0, config, spent + total, layers - 1)
    return total
