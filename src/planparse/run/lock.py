"""One run at a time in a dataset folder."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import datetime
from io import FileIO
from pathlib import Path

from planparse.errors import PlanparseError

LOCK = ".lock"
# Windows locks bytes, and a locked byte can't be read by others: lock one far behind the text.
_FAR = 1 << 30


def holding(folder: Path) -> AbstractContextManager[None]:
    """Hold a folder of this machine; behind a URL there is nothing that could be held."""
    return locked(folder) if isinstance(folder, Path) else nullcontext()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder; the system lets go of it when the process ends, however it ends.

    Errors: PlanparseError says who holds it.
    """
    with _opened(folder / LOCK) as file:
        if not _take(file):
            file.seek(0)
            holder = file.read(200).decode("utf-8", "replace").strip() or "another process"
            raise PlanparseError(f"{folder} is in use by {holder}; wait for it, or choose another folder")
        since = datetime.now().astimezone().isoformat(" ", "seconds")
        with suppress(OSError):  # on a full disk it is held all the same
            file.truncate(0)
            file.write(f"process {os.getpid()} on {platform.node()} since {since}\n".encode())
        yield
        file.truncate(0)


def _opened(path: Path) -> FileIO:
    """The lock file; where it is a link, it is not followed out of the folder."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o644), "a+b", buffering=0)


if sys.platform == "win32":
    import msvcrt

    def _take(file: FileIO) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: FileIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
