"""planparse: targets, measures and responsible agencies from Chinese government work plans.

The names below are the library; each is imported when it is first used, so that `import planparse` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from planparse._version import __version__

if TYPE_CHECKING:
    from planparse.api import find_periods, find_quantities, normalize
    from planparse.export.frames import load, load_batches
    from planparse.pipeline import ParsedFile, Pipeline, parse

_HOME = {
    "parse": "planparse.pipeline",
    "Pipeline": "planparse.pipeline",
    "ParsedFile": "planparse.pipeline",
    "find_quantities": "planparse.api",
    "find_periods": "planparse.api",
    "normalize": "planparse.api",
    "load": "planparse.export.frames",
    "load_batches": "planparse.export.frames",
}

__all__ = ["ParsedFile", "Pipeline", "__version__", "find_periods", "find_quantities", "load", "load_batches", "normalize", "parse"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'planparse' has no attribute {name!r}")
    from planparse.collector import resting

    with resting():  # hundreds of patterns are compiled
        return getattr(import_module(_HOME[name]), name)
