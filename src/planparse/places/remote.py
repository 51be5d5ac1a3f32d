"""Files and folders behind URLs (zip://, memory://, s3:// and what else fsspec knows), by the extra `remote`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from planparse.errors import PlanparseError
from planparse.extras import needed

# Files of settings and data that lie beside documents; one of them is read only when it is named itself.
PASSED_OVER = frozenset({".json", ".jsonl", ".toml", ".yaml", ".yml"})


def is_url(item: str) -> bool:
    """Whether fsspec is to open it: it has a scheme, or leads through an archive with `::`."""
    return "://" in item


@dataclass(frozen=True)
class Remote:
    """One file behind a URL."""

    url: str

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """Its bytes. Errors: OSError, also for what the library of a store raises."""
        files, path = _opened(self.url)
        try:
            return cast(BinaryIO, files.open(path, mode))
        except OSError:
            raise
        except Exception as error:  # each store has errors of its own
            raise OSError(f"{type(error).__name__}: {error}") from error

    def __str__(self) -> str:
        return self.url


def files_of(url: str) -> Iterator[Remote]:
    """The file of a URL, or the files of a folder, archive or pattern by name, without hidden ones.

    Errors: PlanparseError where there is none.
    """
    files, path = _opened(url)
    first, *rest = url.split("::")
    scheme = first.partition("://")[0]
    try:
        found = sorted(files.glob(path) if "*" in path else files.find(path))
    except Exception as error:
        raise PlanparseError(f"cannot look into {url}: {error}") from None
    if not found:
        raise PlanparseError(f"no file matches {url}")
    for member in found:
        hidden = any(part.startswith(".") for part in posixpath.relpath(member, path).split("/") if part not in (".", ".."))
        passed_over = len(found) > 1 and posixpath.splitext(member)[1].lower() in PASSED_OVER
        if files.isfile(member) and not hidden and not passed_over:
            yield Remote("::".join([f"{scheme}://{str(member).removeprefix('/') if rest else member}", *rest]))


def folder_of(out: str) -> Path:
    """The dataset folder of a path or URL; what stands behind a URL can be used like a path."""
    if not is_url(out):
        return Path(out)
    return cast(Path, needed("upath", "remote").UPath(out))


def _opened(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it; an archive stays open, for its other members."""
    first, *rest = url.split("::")
    if not rest:
        files, path = _file_system(url)
        return files, path
    scheme, _, member = first.partition("://")
    holder = Path(rest[-1])
    files, _ = _archive(f"{scheme}://::{'::'.join(rest)}", str(holder.absolute()), holder.stat().st_mtime_ns if holder.is_file() else 0)
    return files, member


@lru_cache(maxsize=4)
def _archive(url: str, *_: object) -> tuple[Any, str]:
    """The file system of an archive; the other arguments tell one at another place or of another time apart."""
    return _file_system(url)


def _file_system(url: str) -> tuple[Any, str]:
    core = needed("fsspec.core", "remote")
    try:
        files, path = core.url_to_fs(url)
    except Exception as error:  # each store has errors of its own
        raise PlanparseError(f"{url}: {' '.join(str(error).split()) or type(error).__name__}") from None
    return files, path
