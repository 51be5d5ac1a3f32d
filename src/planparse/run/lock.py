"""One run at a time in a dataset folder."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from planparse.errors import PlanparseError

LOCK = ".lock"
# Windows locks bytes, and a locked byte can't be read by others: lock one far behind the text.
_FAR = 1 << 30


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder; the system lets go of it when the process ends, however it ends.

    Errors: PlanparseError says who holds it.
    """
    with (folder / LOCK).open("a+b") as file:
        if not _take(file):
            file.seek(0)
            holder = file.read(200).decode("utf-8", "replace").strip() or "another process"
            raise PlanparseError(f"{folder} is in use by {holder}; wait for it, or choose another folder")
        file.truncate(0)
        file.write(f"process {os.getpid()} on {platform.node()}\n".encode())
        file.flush()
        yield
        file.truncate(0)


if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
