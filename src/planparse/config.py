"""The settings of a run: few, checked, and part of what a result depends on."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planparse.errors import ConfigError


class Config(BaseModel):
    """What may be set in planparse.toml; every key has a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_bytes: int = Field(64 * 2**20, gt=0, description="files larger than this are rejected (64 MiB)")


def load_config(path: Path) -> Config:
    """Read a TOML file of settings. Errors: ConfigError names the file and the key."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    try:
        return Config(**data)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
