"""The errors a caller may meet; each message is one line that says what to do."""

from __future__ import annotations

from dataclasses import dataclass


class PlanparseError(Exception):
    """A mistake of use: a wrong path, configuration or argument."""


class ConfigError(PlanparseError):
    """The configuration file or a lexicon holds something it may not."""


@dataclass(frozen=True, slots=True)
class Reject(Exception):
    """One input can't be parsed; the run goes on without it.

    `stage` is the stage that gave up (`read`, `normalize`, …), `reason` one line for people.
    """

    stage: str
    reason: str

    def __str__(self) -> str:
        return f"{self.stage}: {self.reason}"
