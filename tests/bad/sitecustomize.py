"""For tests: with this folder on PYTHONPATH, certain words make a reader behave as badly as one can. No part of the product."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from planparse.run import crew, shard

_parse = shard.parse


def _bad_parse(data: bytes, **settings: Any) -> Any:
    if "崩".encode() in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "停".encode() in data:
        time.sleep(3600)
    if "撑".encode() in data:
        hold = [bytearray(b"x" * 2**24) for _ in range(100)]
        time.sleep(3600)
        del hold
    return _parse(data, **settings)


shard.parse = _bad_parse
if os.environ.get("NO_RLIMIT"):
    crew.limit_memory = lambda config: None
