"""A dataset folder: one JSON Lines file for each record type, and run.json, which says how they came about.

Files appear whole or not at all: each is written beside its final place, flushed to disk and renamed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple, cast

import msgspec
from pydantic import ValidationError

from planparse.errors import PlanparseError
from planparse.pipeline import ParsedFile
from planparse.read.plain import READER as PLAIN
from planparse.records import RECORDS, Record, Source, to_json

MANIFEST = "run.json"
# Not pydantic's own reader: it makes floats of long numbers.
_DECODER = msgspec.json.Decoder(float_hook=Decimal)
# The source texts of files that are not plain text; the file is there only if there are any.
SOURCES = "sources"


class Row(NamedTuple):
    """One record as it will stand in the dataset."""

    record: str
    line: bytes


class Written(NamedTuple):
    """What a file of the dataset holds."""

    rows: int
    sha256: str


def rows_of(parsed: ParsedFile) -> list[Row]:
    """The rows of one file, in reading order within each record type, and its source text if that is to be kept."""
    rows = [Row(name, to_json(record)) for name in RECORDS for record in getattr(parsed, name)]
    if (source := parsed.source) and source.reader != PLAIN:
        kept = Source(source=source.name, sha256=source.sha256, reader=source.reader, text=source.text)
        rows.append(Row(SOURCES, to_json(kept)))
    return rows


def path_of(folder: Path, record: str) -> Path:
    """Where a dataset keeps a record type."""
    return folder / f"{record}.jsonl"


def write_files(folder: Path, files: Iterable[ParsedFile]) -> dict[str, Written]:
    """Write the records of parsed files, in their order."""
    return write_rows(folder, (row for parsed in files for row in rows_of(parsed)))


def write_rows(folder: Path, rows: Iterable[Row]) -> dict[str, Written]:
    """Write rows, in their order, a file a record type; they take their places when all are complete."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        out = {name: _Part(stack.enter_context(replacing(path_of(folder, name)))) for name in RECORDS}
        for record, line in rows:
            if record not in out:
                out[record] = _Part(stack.enter_context(replacing(path_of(folder, record))))
            out[record].add(line)
        (folder / MANIFEST).unlink(missing_ok=True)  # from here until the new one is there, the dataset is not complete
    if SOURCES not in out:
        path_of(folder, SOURCES).unlink(missing_ok=True)
    return {name: Written(part.rows, part.hash.hexdigest()) for name, part in out.items()}


class _Part:
    """One file of a dataset while it is written."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.rows, self.hash = file, 0, sha256()

    def add(self, line: bytes) -> None:
        self.file.write(line + b"\n")
        self.hash.update(line + b"\n")
        self.rows += 1


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write run.json; it comes last, so that a folder with one is complete."""
    with replacing(folder / MANIFEST) as out:
        out.write((json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """What run.json says, or None where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) else None


def manifest_of(folder: Path) -> dict[str, Any]:
    """The run.json of a finished dataset. Errors: PlanparseError where the folder is none."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise PlanparseError(f"{folder} is no finished dataset (no run.json); make one with: planparse run")
    return manifest


def read_records(folder: Path, record: str) -> Iterator[Record]:
    """The records of one type, in the order of the file.

    Errors: PlanparseError where the folder is no dataset or a row is not one of this version.
    """
    path = path_of(folder, record)
    if not path.is_file():
        raise PlanparseError(
            f"{folder} is no dataset (no {path.name}); make one with: planparse run IN -o {folder}"
        )
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            yield _record(RECORDS[record], line, f"{path}, line {number}")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its place under `path` only when it is complete and on disk.

    Errors: OSError names `path` where it cannot be written.
    """
    with naming(path), _upload(path) if not isinstance(path, Path) else _renamed(path) as out:
        yield out


@contextmanager
def _renamed(path: Path) -> Iterator[BinaryIO]:
    temporary = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        with temporary.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def _upload(path: Path) -> Iterator[BinaryIO]:
    """Something behind a URL: stores take a file as a whole, so it is sent when it is complete."""
    with TemporaryFile() as out:
        yield cast(BinaryIO, out)
        out.seek(0)
        with path.open("wb") as there:
            shutil.copyfileobj(out, there)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Errors name the file that is written: a full disk names none, and nobody knows the temporary one.

    Windows lets no file be replaced that another program has open, as Excel has the workbook that is looked at.
    """
    try:
        yield
    except OSError as error:
        ours = error.filename is None or Path(error.filename).name.startswith(f".{path.name}.")
        if error.errno is None or not ours:
            raise
        hint = "; is it open in another program?" if isinstance(error, PermissionError) and path.is_file() else ""
        raise OSError(error.errno, f"{error.strerror}{hint}", str(path)) from error


def _sync_folder(folder: Path) -> None:
    """The new name of a file is on disk once its folder is; Windows sees to that itself."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _record(model: type[Record], line: bytes, where: str) -> Record:
    try:
        return model.model_validate(_DECODER.decode(line))
    except msgspec.DecodeError as error:
        raise PlanparseError(f"{where}: no JSON: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise PlanparseError(f"{where}: {field or 'row'}: {first['msg']}; made by another version?") from None
