"""Patterns that are compiled when they are first asked, so that a process starts without those it may never need."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_ASKED = ("findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "search", "split", "sub", "subn")


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that is compiled when it is first asked anything but its text; `re.error` is raised then.

    >>> lazy("[一二三]季度").search("第三季度").group()
    '三季度'
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


class Compiled:
    """Has the methods of a compiled pattern."""


class _Lazy(Compiled):
    """Stands for them until the first is asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        self.__class__ = Compiled  # type: ignore[assignment]  # nothing is missing any more
        return getattr(self, name)
