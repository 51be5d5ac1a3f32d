"""Trains the reader of agency names that the package ships: `python training/agency_ner/train.py [--out FOLDER]`.

The same sentences, seed and config give a model that reads alike; it takes two minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import generate
import spacy
from spacy.cli.train import train
from spacy.tokens import DocBin

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent / "src" / "planparse" / "extract" / "models" / "agency_spacy"
TRAINING, HELD_OUT = 9_000, 800


def main() -> None:
    """`spacy train` with config.cfg; only the last model is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PACKAGE)
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.spacy" for name in ("train", "dev")}
        for name, count, seed in (("train", TRAINING, generate.SEED), ("dev", HELD_OUT, 7)):
            _examples(generate.sentences(count, seed)).to_disk(paths[name])
        train(HERE / "config.cfg", Path(folder) / "out", overrides={f"paths.{k}": str(v) for k, v in paths.items()})
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(Path(folder) / "out" / "model-last", out)
    _allow_versions(out / "meta.json")


def _allow_versions(meta: Path) -> None:
    """spaCy writes the very version it was trained with, and would warn users of any other."""
    told = json.loads(meta.read_text("utf-8"))
    told["spacy_version"] = ">=3.8,<4"
    meta.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


def _examples(sentences: list[generate.Sentence]) -> DocBin:
    blank = spacy.blank("zh")
    found = DocBin()
    for sentence in sentences:
        doc = blank.make_doc(sentence.text)
        doc.set_ents([span for a, b in sentence.spans if (span := doc.char_span(a, b, label="AGENCY"))])
        found.add(doc)
    return found


if __name__ == "__main__":
    main()
