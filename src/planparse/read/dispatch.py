"""One door for all formats: a file's bytes in, its source text out."""

from __future__ import annotations

from importlib import import_module

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.detect import detect
from planparse.read.formats import FORMATS, Format
from planparse.read.source import SourceText


def read_bytes(data: bytes, name: str, config: Config) -> SourceText:
    """Read a file of any format by its content; the name decides only what content leaves open (.md, .csv).

    Errors: Reject (stage `read`) where the file is too large, damaged, of no format that is read, or not Chinese.

    >>> read_bytes("一、目标\\r\\n完成3所。".encode("gbk"), "计划.txt", Config()).text
    '一、目标\\n完成3所。'
    """
    if len(data) > config.max_bytes:
        raise Reject("read", f"larger than max_bytes = {config.max_bytes}; raise it in planparse.toml")
    found = FORMATS[detect(data, name)]
    try:
        return _read(found, data, name, config)
    except ImportError:
        raise Reject("read", f'{found.label}; to read it: pip install "planparse[docs]"') from None
    except Reject as reject:
        if found.module == "plain" or found.label in reject.reason:
            raise
        raise Reject(reject.stage, f"{found.label}: {reject.reason}") from None
    except MemoryError:
        raise
    except Exception as error:  # whatever a library raises on a damaged file
        raise Reject("read", f"{found.label}, damaged: {_one_line(error)}") from error


def _read(found: Format, data: bytes, name: str, config: Config) -> SourceText:
    module = f"planparse.read.{found.module}"
    try:
        reader = import_module(module)
    except ModuleNotFoundError as error:
        if error.name == module:
            raise Reject("read", f"{found.label}, which cannot be read yet; save it as text first") from None
        raise
    source: SourceText = reader.read(data, name, config)
    return source


def _one_line(error: Exception) -> str:
    text = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    return text[:200].encode("utf-8", "replace").decode("utf-8")
