"""Deduplicate a dataset: sketch each document, cluster, write `clusters.jsonl` into the dataset folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple, cast

import msgspec

from planparse.dedup.clusters import Cluster, clusters
from planparse.dedup.sketch import Sketch, sketch
from planparse.errors import PlanparseError
from planparse.records import Document
from planparse.write.dataset import path_of, read_records, replacing
from planparse.write.sources import SourceTexts

CLUSTERS = "clusters"


class Deduplicated(NamedTuple):
    """What was found: documents compared, clusters, copies beyond the canonical ones."""

    documents: int
    clusters: int
    copies: int


def dedup(folder: Path, base: Path = Path()) -> Deduplicated:
    """Find the reposts in a dataset and write them, a cluster a line; sources are taken from `base`.

    Errors: PlanparseError where the folder is no finished dataset, a source can't be read, or planparse[dedup] is missing.
    """
    try:
        sketches = list(_sketches(folder, base))
        found = clusters(sketches)
    except ImportError:
        raise PlanparseError('to find reposts: pip install "planparse[dedup]"') from None
    _write(folder, found)
    return Deduplicated(len(sketches), len(found), sum(len(c.members) - 1 for c in found))


def _sketches(folder: Path, base: Path) -> Iterator[Sketch]:
    texts = SourceTexts(folder, base)
    for document in cast("Iterator[Document]", read_records(folder, "documents")):
        yield sketch(texts.read(document.source).text, document)


def _write(folder: Path, found: list[Cluster]) -> None:
    with replacing(path_of(folder, CLUSTERS)) as out:
        for cluster in found:
            out.write(msgspec.json.encode(asdict(cluster)) + b"\n")
