"""Other libraries on the same text: how fast each is, and what it finds. They are installed into build/peers, never a dependency."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "build" / "peers"
# Names as the package index has them; each peer has an environment of its own, since their needs do not go together.
PEERS = {
    "planparse": (),
    "Recognizers-Text": ("recognizers-text-suite", "emoji<2", "setuptools<81"),
    "JioNLP money and time": ("jionlp", "setuptools<81"),
    "spaCy zh with jieba": ("spacy", "jieba", "setuptools<81"),
    "jieba.cut": ("jieba", "setuptools<81"),
}
SECONDS = 20.0  # of processor time; the slowest gets as many sentences as it reads in it


def compare() -> Iterator[dict[str, Any]]:
    """A row for each peer: characters a second and what it found; a peer that cannot be installed says so."""
    sentences = [s for path in sorted((ROOT / "corpus").glob("*.txt")) for s in _sentences(path)]
    for name, packages in PEERS.items():
        row = {"peer": name, "characters/s": 0, "characters read": 0, "found": "", "for instance": ""}
        try:
            python = _environment(name, packages) if packages else sys.executable
            done = subprocess.run(
                [python, __file__, name], input=json.dumps(sentences), capture_output=True, text=True, check=True, timeout=900
            )
            yield row | json.loads(done.stdout.splitlines()[-1])
        except subprocess.CalledProcessError as error:
            yield row | {"found": f"does not run here: {(error.stderr or '').strip().splitlines()[-1:]}"}


def _environment(name: str, packages: tuple[str, ...]) -> str:
    place = PLACE / "".join(c for c in name if c.isalnum())
    python = place / "bin" / "python"
    if not (place / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, capture_output=True, text=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True, capture_output=True, text=True)
        (place / "ready").touch()
    return str(python)


def _sentences(path: Path) -> list[str]:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return []
    return [sentence + "。" for sentence in text.replace("\n", "。").split("。") if sentence.strip()]


# ---- in the environment of the peer
def _planparse() -> Callable[[str], list[str]]:
    from planparse import find_periods, find_quantities

    return lambda text: [text[q.start : q.end] for q in find_quantities(text)] + [text[p.start : p.end] for p in find_periods(text, 2015)]


def _recognizers() -> Callable[[str], list[str]]:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    ways = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime)
    return lambda text: [found.text for way in ways for found in way(text, Culture.Chinese)]


def _jionlp() -> Callable[[str], list[str]]:
    import jionlp

    return lambda text: [f["text"] for f in (*jionlp.ner.extract_money(text), *jionlp.ner.extract_time(text))]


def _spacy() -> Callable[[str], list[str]]:
    import spacy

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    return lambda text: [token.text for token in nlp(text) if token.like_num]


def _jieba() -> Callable[[str], list[str]]:
    import jieba

    jieba.setLogLevel("ERROR")
    return lambda text: [word for word in jieba.cut(text) if any(c.isdigit() for c in word)]


WAYS = {
    "planparse": _planparse, "Recognizers-Text": _recognizers, "JioNLP money and time": _jionlp,
    "spaCy zh with jieba": _spacy, "jieba.cut": _jieba,
}  # fmt: skip


def _measure(name: str, sentences: list[str]) -> dict[str, Any]:
    find = WAYS[name]()
    find(sentences[0])
    found: list[str] = []
    characters, began = 0, time.process_time()
    for sentence in sentences:
        found += find(sentence)
        characters += len(sentence)
        if time.process_time() - began > SECONDS:
            break
    rate = round(characters / (time.process_time() - began))
    return {"characters/s": rate, "characters read": characters, "found": f"{len(found) / characters * 1000:.1f} per 1,000", "for instance": "、".join(found[:6])}


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], json.load(sys.stdin))))
