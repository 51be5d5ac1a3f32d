"""What mkdocs asks while it builds the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def on_files(files: Any, config: Any) -> None:
    """Pages that the navigation does not name come under "More", so that none is out of reach."""
    named = set(_named(config.nav))
    left = sorted(file.src_uri for file in files.documentation_pages() if file.src_uri not in named)
    if left:
        config.nav.append({"More": left})


def _named(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        for part in nav.values() if isinstance(nav, dict) else nav:
            yield from _named(part)
