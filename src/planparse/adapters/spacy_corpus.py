"""A dataset as a corpus file of spaCy: a Doc for each file of it, with the same span groups as the component gives."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.tokens import DocBin

from planparse.adapters.spacy import annotate
from planparse.pipeline import ParsedFile
from planparse.text import AlignedText
from planparse.write.by_source import by_source
from planparse.write.dataset import replacing
from planparse.write.sources import SourceTexts


def write_corpus(folder: Path, path: Path, base: Path = Path()) -> None:
    """Write a DocBin with span groups and records; its Docs hold the source texts, a token a character.

    Sources that have to be read again are taken from `base`. Errors: PlanparseError where the folder is no finished
    dataset or a source can't be read as it was.
    """
    texts = SourceTexts(folder, base)
    # The tokenizer itself: `nlp` would refuse texts of more than a million characters, for the sake of models.
    tokens = spacy.blank("zh").tokenizer
    corpus = DocBin(store_user_data=True)
    for source in by_source(folder):
        text = texts.as_read(source.documents[0])
        parsed = ParsedFile(documents=tuple(source.documents), measures=tuple(source.measures), targets=tuple(source.targets))
        corpus.add(annotate(tokens(text), parsed, AlignedText.of(text)))
    with replacing(path) as out:
        out.write(corpus.to_bytes())
