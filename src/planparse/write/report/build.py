"""From a dataset folder to its page, or pages where it is large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from planparse.errors import PlanparseError
from planparse.records import Document, Rejected
from planparse.write.dataset import manifest_of, read_records, replacing
from planparse.write.report.files import File, files_of
from planparse.write.report.overview import Overview
from planparse.write.report.page import page
from planparse.write.report.rows import rows

# What one page holds with ease in a browser, and what each page holds where a dataset is split.
ONE_TARGETS, ONE_CHARACTERS = 20_000, 8_000_000
PART_TARGETS, PART_CHARACTERS = 5_000, 2_000_000


@dataclass
class Written:
    """What was written; `unread` lists the sources whose text was not found as it was, with the reason."""

    page: Path
    files: list[Path] = field(default_factory=list)
    documents: int = 0
    targets: int = 0
    unread: list[str] = field(default_factory=list)

    @property
    def parts(self) -> int:
        """How many pages stand beside the index; none where the dataset is on one page."""
        return len(self.files) - 1


def write_report(folder: Path, out: Path, base: Path = Path()) -> Written:
    """Write a dataset as one page that needs no other file; a large one as an index and a folder of pages.

    Source texts are read again from their paths, taken from `base`. Errors: PlanparseError where the folder is no
    finished dataset or `out` is a folder.
    """
    if out.is_dir():
        raise PlanparseError(f"{out} is a folder; name the page, such as {out / 'report.html'}")
    manifest = manifest_of(folder)
    out.parent.mkdir(parents=True, exist_ok=True)
    report = _Report(out, folder.resolve().name, manifest, list(cast("Iterator[Rejected]", read_records(folder, "rejected"))))
    files = files_of(folder, base)
    if _is_large(folder, manifest):
        report.split(files)
    else:
        report.single(files)
    return report.written


def _is_large(folder: Path, manifest: dict[str, Any]) -> bool:
    ends = {d.source: d.end for d in cast("Iterator[Document]", read_records(folder, "documents"))}
    return manifest["counts"]["targets"] > ONE_TARGETS or sum(ends.values()) > ONE_CHARACTERS


class _Report:
    """One report on its way to its files."""

    def __init__(self, out: Path, name: str, manifest: dict[str, Any], rejected: list[Rejected]) -> None:
        self.out, self.name, self.manifest = out, name, manifest
        self.rejected = [[r.source, r.stage, r.reason] for r in rejected]
        self.overview = Overview()
        self.written = Written(out)

    def single(self, files: Iterable[File]) -> None:
        """All in one page."""
        held = [self._seen(file) for file in files]
        self._write(self.out, rows(held) | self._whole() | {"part": None, "index": None})

    def split(self, files: Iterable[File]) -> None:
        """Pages of whole files in a folder beside an index with the overview."""
        folder = self.out.with_suffix(".pages")
        folder.mkdir(exist_ok=True)
        index: list[dict[str, Any]] = []
        for number, held in enumerate(_parts(self._seen(file) for file in files), 1):
            path = folder / f"{number:04}.html"
            link = {"number": number, "index": f"../{quote(self.out.name)}"}
            self._write(path, rows(held) | self._head(number) | {"part": link, "index": None, "overview": None})
            index += _entries(held, quote(f"{folder.name}/{path.name}"))
        self._write(self.out, rows([]) | self._whole() | {"part": None, "index": index})
        for left in set(folder.glob("[0-9][0-9][0-9][0-9].html")) - set(self.written.files):
            left.unlink()  # a page of an earlier, larger report

    def _seen(self, file: File) -> File:
        self.overview.add(file.documents, file.targets)
        self.written.documents += len(file.documents)
        self.written.targets += len(file.targets)
        if file.problem is not None:
            self.written.unread.append(f"{file.source}: {file.problem}")
        return file

    def _head(self, part: int) -> dict[str, Any]:
        """What every page says of itself; reviews are kept in the browser under `key`."""
        key = f"{self.manifest['sha256']['targets'][:16]}-{part}"
        return {"name": self.name, "key": key, "version": self.manifest["versions"]["planparse"]}

    def _whole(self) -> dict[str, Any]:
        counts = self.manifest["counts"] | {"files": self.manifest["inputs"]["files"]}
        coverage = self.manifest["coverage"]
        figures = self.overview.figures() | {"counts": counts, "coverage": coverage, "rejected": self.rejected}
        return self._head(0) | {"overview": figures}

    def _write(self, path: Path, data: dict[str, Any]) -> None:
        with replacing(path) as file:
            file.write(page(data, f"{self.name} · planparse"))
        self.written.files.append(path)


def _parts(files: Iterable[File]) -> Iterator[list[File]]:
    held: list[File] = []
    targets = characters = 0
    for file in files:
        targets, characters = targets + len(file.targets), characters + file.size
        if held and (targets > PART_TARGETS or characters > PART_CHARACTERS):
            yield held
            held, targets, characters = [], len(file.targets), file.size
        held.append(file)
    if held:
        yield held


def _entries(files: Iterable[File], link: str) -> Iterator[dict[str, Any]]:
    """The lines of the index: one for each document."""
    for file in files:
        for document in file.documents:
            count = sum(t.doc_id == document.doc_id for t in file.targets)
            yield {
                "link": f"{link}#d={document.doc_id}", "title": document.title, "source": file.source,
                "issuer": document.issuer, "year": document.year, "doc_type": document.doc_type, "targets": count,
            }  # fmt: skip
