"""The collector of circular garbage, at rest while planparse makes many objects and none that refer to themselves."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Without the collector, which would go through all objects again each time that their number has grown by a quarter.

    >>> with resting():
    ...     gc.isenabled()
    False
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
