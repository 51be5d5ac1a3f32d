"""Whether every format gives the records of the plain text: F1 of targets and of the outline, by format.

Renders every document of corpus/ into each format, parses it, and compares. `--losses` lists what differs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from typeset import agreement, formats
from typeset.agreement import Agreement

from planparse.config import Config
from planparse.pipeline import ParsedFile, parse
from planparse.run.inputs import find_inputs
from planparse.run.shard import parse_input

CORPUS = Path(__file__).parent.parent / "corpus"
# What has to be reached: 0.98 of the targets, 0.95 where the format keeps no paragraphs, 0.97 of the outline.
LOOSE = ("pdf (LibreOffice)", "pdf (Chromium)", "ofd", "rtf")
OUTLINE = 0.97


def floor(name: str) -> float:
    """The least F1 of targets for a format."""
    return 0.95 if name in LOOSE else 0.98


def parsed(name: str, data: bytes, folder: Path) -> ParsedFile:
    """The records of a file as a run reads it; of an archive those of its only member."""
    file = folder / name
    file.write_bytes(data)
    (item,) = find_inputs([str(file)])
    return parse_input(item, Config())


def compare(name: str, documents: list[formats.Source], folder: Path) -> dict[str, tuple[Agreement, Agreement]]:
    """Of each document the agreement of its targets and of its outline."""
    plain = {source.name: parse(source.text, name=f"{source.name}.txt") for source in documents}
    found = {key: parsed(*file, folder) for key, file in formats.rendered(name, documents, folder).items()}
    return {key: (agreement.targets(plain[key], other), agreement.sections(plain[key], other)) for key, other in found.items()}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", metavar="FORMAT", help=f"some of: {', '.join(formats.NAMES)}")
    arguments.add_argument("--losses", action="store_true", help="list the records that differ")
    chosen = arguments.parse_args()
    failed = False
    print(f"{'format':20} {'files':>5} {'targets':>8} {'outline':>8}")
    for name in chosen.names or formats.NAMES:
        if not formats.available(name):
            print(f"{name:20} LibreOffice or Chromium is missing")
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = compare(name, formats.sources(CORPUS), Path(folder))
        of_targets = sum((pair[0] for pair in found.values()), Agreement())
        outline = sum((pair[1] for pair in found.values()), Agreement())
        low = of_targets.f1 < floor(name) or outline.f1 < OUTLINE
        failed = failed or low
        print(f"{name:20} {len(found):5} {of_targets.f1:8.3f} {outline.f1:8.3f}{'  too low' if low else ''}", flush=True)
        if chosen.losses:
            _print_losses(found)
    return int(failed)


def _print_losses(found: dict[str, tuple[Agreement, Agreement]]) -> None:
    for key, pair in found.items():
        for kind, part in zip(("target", "section"), pair, strict=True):
            for sign, records in (("-", part.missed), ("+", part.spurious)):
                for record in records:
                    print(f"    {key} {kind} {sign} {record}")


if __name__ == "__main__":
    sys.exit(main())
