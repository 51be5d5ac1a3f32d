"""Ctrl-C during a run: what is under way is finished first; pressed again, it ends at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

# A context that gives the question whether to stop.
Interrupt = AbstractContextManager[Callable[[], bool]]


def _never() -> bool:
    return False


at_once: Interrupt = nullcontext(_never)


@contextmanager
def gently(tell: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Ask to stop at the first Ctrl-C, telling so; the second one is a KeyboardInterrupt."""
    asked = threading.Event()

    def handle(*_: object) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()
        tell()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
