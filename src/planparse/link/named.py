"""What a rule says that a quantity measures."""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """An indicator and the rule that found it."""

    name: str
    rule: str
