"""Scores the rules alone, with the shipped spaCy model, and with a CRF on the same sentences, against label files.

`python training/agency_ner/compare.py LABELS.json ...` trains the CRF first (half a minute).
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import crf
import generate

from planparse.config import Config
from planparse.evaluate.labels import Gold, load_labels
from planparse.evaluate.score import Records, score
from planparse.extract import agency, agency_models
from planparse.normalization import normalize
from planparse.pipeline import parse
from planparse.read import read_text
from planparse.segment import segment

TASKS = ("responsible unit", "target's responsible unit")


def main() -> None:
    golds = [load_labels(Path(name)) for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        crf.train(generate.sentences(9_000), Path(folder) / "crf")
        print("| reader | unit F1 | right, false, missed | target's unit F1 | right, false, missed | CPU seconds | characters a second |\n| --- " + "| --- " * 6 + "|")
        _row("rules", golds, Config())
        _row("rules and spaCy", golds, Config(agency_model="spacy"))
        _row("rules and CRF", golds, Config(agency_model="spacy"), crf.reader(Path(folder) / "crf"))
    print(asked(golds))


def _row(name: str, golds: list[Gold], config: Config, reader: crf.Reader | None = None) -> None:
    """One line of the table; the models are loaded before the clock is read."""
    with patch.object(agency_models, "_names", reader) if reader else nullcontext():
        parse("联合国航开展招聘。", config=config)
        began = time.process_time()
        parsed = [parse(gold.text, config=config, name=gold.source) for gold in golds]
        took = time.process_time() - began
    records = Records([d for file in parsed for d in file.documents], [m for file in parsed for m in file.measures], [t for file in parsed for t in file.targets])
    report = score(records, golds)
    cells = [cell for task in TASKS for cell in (f"{report.tasks[task].f1:.3f}", f"{report.tasks[task].right}, {report.tasks[task].false}, {report.tasks[task].missed}")]
    print("|", " | ".join([name, *cells, f"{took:.2f}", f"{sum(len(g.text) for g in golds) / took:,.0f}"]), "|")


def asked(golds: list[Gold]) -> str:
    """How many sentences the models are given."""
    read = whole = characters = 0
    for gold in golds:
        source = read_text(gold.text, gold.source)
        normalized = normalize(source.text, source.asides, source.line_ends())
        characters += len(source.text)
        for part in segment(normalized, None, source.tables):
            text = normalized.text.text
            found = agency.find(text, part.start, part.end, part.issuer, part.grids)
            whole += len(part.sentences)
            read += len(agency_models.asked(text, part.sentences, (m.start for m in found)))
    return f"sentences read: {read} of {whole}, in {characters} characters"


if __name__ == "__main__":
    main()
