"""Libraries that only some commands need: imported when they are used, named where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from planparse.errors import PlanparseError


def needed(module: str, extra: str) -> Any:
    """A module of an optional library.

    Errors: PlanparseError, on one line, says what to install.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise
        raise PlanparseError(f"{error.name} is not installed; it comes with: pip install \"planparse[{extra}]\"") from None
