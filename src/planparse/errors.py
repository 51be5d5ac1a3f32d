"""The errors a caller may meet; each message is one line that says what to do."""

from __future__ import annotations


class PlanparseError(Exception):
    """A mistake of use: a wrong path, configuration or argument."""


class ConfigError(PlanparseError):
    """The configuration file or a lexicon holds something it may not."""


class Reject(Exception):
    """One input can't be parsed; the run goes on without it.

    `stage` is the stage that gave up (`read`, `normalize`, …), `reason` one line for people.
    """

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(stage, reason)
        self.stage, self.reason = stage, reason

    def __str__(self) -> str:
        return f"{self.stage}: {self.reason}"
