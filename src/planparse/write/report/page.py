"""A page put together: the shell, the styles and scripts in their order, and the data, packed.

No build step: what lies in `page/` is what the browser runs. The page's own policy forbids every request, and every
script but these.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from planparse.patterns import lazy

STYLES = ("base", "shell", "overview", "table", "document", "record", "narrow", "print")
SCRIPTS = ("dom", "words", "data", "amounts", "search", "filters", "table", "text", "reader", "record", "review",
           "form", "charts", "overview", "app")  # fmt: skip
_SLOT = lazy(r"\{\{(\w+)\}\}")


def page(data: Mapping[str, Any], title: str) -> bytes:
    """The bytes of an HTML file that shows some data."""
    charts = _asset("vendor/echarts.common.min.js") if data["overview"] else ""
    scripts = {"charts": charts, "script": _script()}
    hashes = " ".join(f"'sha256-{_digest(text)}'" for text in scripts.values())
    slots = {
        "title": html.escape(title),
        "policy": f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'",
        "style": _style(),
        "data": _packed(data),
        "words": _safe_json(_words()),
        **scripts,
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _asset("page/page.html")).encode()


def _packed(data: Mapping[str, Any]) -> str:
    """JSON, compressed, as Base64: a tenth of the size, and nothing in it can be taken for markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8", "surrogatepass"), 6, mtime=0)).decode()


def _safe_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _script() -> str:
    return "(() => {\n'use strict';\n" + "\n".join(_asset(f"page/{name}.js") for name in SCRIPTS) + "\n})();\n"


@cache
def _style() -> str:
    return "\n".join(_asset(f"page/{name}.css") for name in STYLES)


@cache
def _words() -> dict[str, list[str]]:
    """The words of the interface, Chinese and English."""
    return tomllib.loads(_asset("page/words.toml"))


@cache
def _asset(name: str) -> str:
    """A file of this package; line ends as written, whatever the checkout did to them."""
    return resources.files(__package__).joinpath(*name.split("/")).read_text("utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()
