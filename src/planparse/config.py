"""The settings of a run: few, checked, and part of what a result depends on."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planparse.errors import ConfigError


class Config(BaseModel):
    """What may be set in planparse.toml; every key has a default."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    max_bytes: int = Field(64 * 2**20, gt=0, description="files larger than this are rejected (64 MiB)")
    max_unpacked: int = Field(512 * 2**20, gt=0, description="packed files and archives that unpack to more bytes are rejected (512 MiB)")
    max_ratio: int = Field(200, gt=0, description="packed files that unpack to so many times their size, and more than 1 MiB, are rejected")
    max_members: int = Field(20_000, gt=0, description="packed files and archives with more members are rejected")
    max_depth: int = Field(3, gt=0, description="archives within archives are opened down to this depth")
    max_pages: int = Field(5_000, gt=0, description="files with more pages are rejected")
    max_cells: int = Field(200_000, gt=0, description="files with more table cells are rejected")
    agency_model: Literal["off", "spacy"] = Field(
        "off", description="a trained second reader of responsible units, for sentences in which no rule finds one"
    )
    max_characters: int = Field(20_000_000, gt=0, description="files (but plain text) with more characters are rejected")
    seconds_per_document: float | None = Field(None, gt=0, description="documents that take longer are rejected (no limit)")
    memory_mib: int | None = Field(
        None, gt=0, description="documents that take more memory than so many MiB are rejected (no limit)"
    )


# The settings that nobody changed. They are not checked: to build what checks them takes as long as a small document.
USUAL = Config.model_construct()


def load_config(path: Path) -> Config:
    """Read a TOML file of settings. Errors: ConfigError names the file and the key."""
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))  # editors of Windows put a mark before it
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    try:
        return Config(**data)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
