"""The unit of work of every engine: some inputs in, their rows out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from planparse.config import Config
from planparse.errors import Reject
from planparse.pipeline import ParsedFile, parse
from planparse.records import Rejected
from planparse.run import results
from planparse.run.inputs import Input
from planparse.run.plan import Shard
from planparse.run.results import Done, Processed
from planparse.write.dataset import rows_of

# Why an input is not tried again, by its position in the shard: it ended the processes that worked on it.
Refused = Mapping[int, str]


def process_shard(
    shard: Shard, folder: Path, config: Config, refused: Refused | None = None, at: Callable[[int], None] = lambda position: None
) -> Done:
    """Process a shard and write its result to `folder`; `at` is told which input comes next.

    Errors: OSError where the result cannot be written.
    """
    return results.write(shard, folder, processed(shard.inputs, config, refused or {}, at))


def processed(
    inputs: Iterable[Input], config: Config, refused: Refused | None = None, at: Callable[[int], None] = lambda position: None
) -> Iterator[Processed]:
    """The rows of each input, in order. A file that cannot be parsed gives one `rejected` row."""
    for position, item in enumerate(inputs):
        at(position)
        reason = (refused or {}).get(position)
        parsed = _rejection(item, "parse", reason) if reason else _parsed(item, config)
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
    except MemoryError:
        return _rejection(item, "parse", out_of_memory(config))
    except Exception as error:  # one document that planparse fails on must not stop a run over thousands
        if _hides_interrupt(error):
            raise KeyboardInterrupt from error
        return _rejection(item, "parse", f"fault in planparse: {_one_line(error)}")


def out_of_memory(config: Config) -> str:
    """The reason of a file that takes too much memory."""
    limit = f"more memory than memory_mib = {config.memory_mib} allows" if config.memory_mib else "more memory than there is"
    return f"it needs {limit}"


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
