"""The unit of work of every engine: some inputs in, their rows out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planparse.config import Config
from planparse.errors import Reject
from planparse.pipeline import Coverage, ParsedFile, parse
from planparse.records import Rejected
from planparse.run.inputs import Input
from planparse.write.dataset import Row, rows_of


class Processed(NamedTuple):
    """What one input gave."""

    rows: list[Row]
    coverage: Coverage


def process_shard(inputs: Iterable[Input], config: Config) -> Iterator[Processed]:
    """The rows of each input, in order. A file that cannot be parsed gives one `rejected` row."""
    for item in inputs:
        parsed = _parsed(item, config)
        yield Processed(rows_of(parsed), parsed.coverage)


def parse_input(item: Input, config: Config) -> ParsedFile:
    """Read and parse one input; what stops it becomes a `Rejected` record.

    Errors: whatever a fault in planparse itself raises.
    """
    try:
        with item.path.open("rb") as file:
            data = file.read(config.max_bytes + 1)
        return parse(data, config=config, name=item.name)
    except OSError as error:
        return _rejection(item, "read", f"cannot be read: {error.strerror or error}")
    except Reject as reject:
        return _rejection(item, reject.stage, reject.reason)


def _parsed(item: Input, config: Config) -> ParsedFile:
    try:
        return parse_input(item, config)
    except Exception as error:  # one document that planparse fails on must not stop a run over thousands
        if _hides_interrupt(error):
            raise KeyboardInterrupt from error
        return _rejection(item, "parse", f"fault in planparse: {_one_line(error)}")


def _hides_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C came while a library was imported that turns every exception into one of its own (opencc)."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _rejection(item: Input, stage: str, reason: str) -> ParsedFile:
    return ParsedFile(rejected=(Rejected(source=item.name, stage=stage, reason=reason),))


def _one_line(error: Exception) -> str:
    """The error on one line that a record can hold: 'ValueError: …'."""
    text = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    return text[:300].encode("utf-8", "replace").decode("utf-8")
