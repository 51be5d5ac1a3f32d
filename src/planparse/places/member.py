"""A file in an archive as an input."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from planparse.config import Config
from planparse.places import archive

_LIMITS = ("max_unpacked", "max_ratio", "max_members", "max_depth")


class Member(NamedTuple):
    """A file in an archive, the way to it inside, and the limits under which the archive is opened.

    Without a way it stands for an archive that cannot be opened, and says why when it is read.
    """

    archive: str
    inner: str
    limits: tuple[int, ...]

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """Its bytes. Errors: OSError; Reject where the archive is damaged, breaks a limit, or may not be read there."""
        return archive.stream(Path(self.archive), self.inner, Config(**dict(zip(_LIMITS, self.limits, strict=True))))

    def __str__(self) -> str:
        return f"{self.archive}{archive.MARK}{self.inner}" if self.inner else self.archive


def member(path: Path, inner: str, config: Config) -> Member:
    """A member of an archive under the limits of a configuration."""
    return Member(str(path), inner, tuple(getattr(config, name) for name in _LIMITS))


def named(name: str, base: Path, config: Config) -> Member | None:
    """The member that a name like 'plans.zip!/要点.docx' means; None where no file stands before a mark."""
    parts = name.split(archive.MARK)
    for end in range(1, len(parts)):
        path = base / archive.MARK.join(parts[:end])
        if path.is_file():
            return member(path, archive.MARK.join(parts[end:]), config)
    return None
