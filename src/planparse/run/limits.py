"""What one document may take: memory within the worker process, memory and time as seen from outside.

On Linux the system itself refuses memory beyond the limit, so that the document fails and the process lives. Elsewhere, and for
memory that a library takes past Python, the process is watched, and ended when it holds too much.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

from planparse.config import Config

MIB = 2**20
# How often a process is looked at, in seconds.
LOOK = 0.2


def limit_memory(config: Config) -> None:
    """Let this process take no more than `memory_mib` on top of what it has now; does nothing where the system can't."""
    if config.memory_mib is None or sys.platform != "linux":
        return
    import resource
    from pathlib import Path

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + config.memory_mib * MIB
    resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


@dataclass
class Watch:
    """A worker process as it is seen from outside, from when it is ready to work."""

    pid: int
    config: Config
    began: float | None = None
    base: int = 0

    def ready(self) -> None:
        """The process is ready: what it holds now is its own."""
        self.base = self._held()

    def begin(self) -> None:
        """A document begins."""
        self.began = time.monotonic()

    def rest(self) -> None:
        """No document is being worked on."""
        self.began = None

    def excess(self) -> str | None:
        """Why the document at work is to be ended, or None."""
        seconds, mib = self.config.seconds_per_document, self.config.memory_mib
        if self.began is None:
            return None
        if seconds is not None and time.monotonic() - self.began > seconds:
            return f"it takes longer than seconds_per_document = {seconds:g} allows"
        if mib is not None and self._held() - self.base > mib * MIB:
            return f"it needs more memory than memory_mib = {mib} allows"
        return None

    def _held(self) -> int:
        if self.config.memory_mib is None:
            return 0
        import psutil

        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:  # it has just ended, and that will be seen
            return 0


def watched(config: Config) -> bool:
    """Whether the settings hold a limit, so that documents have to be worked on in a process of their own."""
    return config.seconds_per_document is not None or config.memory_mib is not None
