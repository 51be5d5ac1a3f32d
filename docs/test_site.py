"""The built site: it asks nothing of other hosts, its links lead somewhere, and nothing is left undocumented."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import typer.core
import typer.main

import planparse
from planparse.cli import main
from planparse.cli.frame import app
from planparse.codebook import entries
from planparse.config import Config

HERE = Path(__file__).parent
SITE = HERE.parent / "site"
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
# Attributes that a browser follows by itself, as it does not follow the link of an <a>.
FETCHED = {"src", "srcset", "data", "poster", "action", "href"}


class Page(HTMLParser):
    """What a page fetches, where its links lead, what can be linked to in it, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.anchors.add(value)
            elif name in FETCHED and value:
                (self.links if tag == "a" else self.fetched).append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@cache
def page(name: str) -> Page:
    return Page((SITE / name).read_text("utf-8"))


def words(name: str) -> str:
    return " ".join(page(name).words)


def other_host(address: str) -> bool:
    return bool(urlsplit(address).netloc) or address.startswith("//")


def test_every_page_is_built() -> None:
    sources = {path.relative_to(HERE).with_suffix(".html").as_posix() for path in HERE.rglob("*.md")}
    assert sources <= set(PAGES)
    assert len(sources) > 15


@pytest.mark.parametrize("name", PAGES)
def test_no_other_host(name: str) -> None:
    assert page(name).fetched
    assert [address for address in page(name).fetched if other_host(address)] == []


def test_no_other_host_in_styles() -> None:
    styles = list(SITE.rglob("*.css"))
    assert styles
    fetched = re.findall(r"url\(\s*['\"]?([^)'\"]+)|@import\s+['\"]([^'\"]+)", "".join(path.read_text("utf-8") for path in styles))
    assert [address for pair in fetched for address in pair if other_host(address) and not address.startswith("data:")] == []


@pytest.mark.parametrize("name", PAGES)
def test_links(name: str) -> None:
    broken = []
    for link in page(name).links:
        path, anchor = unquote(urlsplit(link).path), unquote(urlsplit(link).fragment)
        if urlsplit(link).scheme or name == "404.html":
            continue
        target = (SITE / name).parent / path if path else SITE / name
        target = target / "index.html" if target.is_dir() else target
        if not target.is_file() or (anchor and anchor not in page(target.relative_to(SITE).as_posix()).anchors if target.is_relative_to(SITE) else True):
            broken.append(link)
    assert broken == []


def sections(name: str, heading: str) -> dict[str, str]:
    """The words of a page under each heading of the form, by what the heading names."""
    parts = re.split(rf"{heading}\s+¶", words(name))
    return {title: " ".join(text.split()) for title, text in zip(parts[1::2], parts[2::2], strict=True)}


def shown(parameter: typer.core.TyperArgument | typer.core.TyperOption) -> list[str]:
    """What a page has to say of a parameter: all names of an option, the word for an argument; and its help."""
    names = [*parameter.opts, *parameter.secondary_opts] if isinstance(parameter, typer.core.TyperOption) else [parameter.metavar or ""]
    return [*names, " ".join((parameter.help or "?").split())]


def test_commands_and_options() -> None:
    assert callable(main)  # its module hangs the commands into the app
    commands = typer.main.get_group(app).commands
    assert len(commands) >= 10
    documented = sections("commands.html", "planparse ([a-z]+)")
    assert set(documented) == set(commands)
    wanted = {(name, word) for name, command in commands.items() for parameter in command.params for word in shown(parameter)}
    assert sorted((name, word) for name, word in wanted if word not in documented[name]) == []


def test_fields() -> None:
    fields = list(entries())
    assert len(fields) > 60
    documented = sections("codebook.html", "([a-z]+)")
    for entry in fields:
        assert re.search(rf"\b{entry.field}\b", documented[entry.record]), entry
        assert " ".join(entry.meaning.split()) in documented[entry.record], entry


def test_settings() -> None:
    assert [key for key in Config.model_fields if key not in words("settings.html")] == []


def test_library() -> None:
    names = [name for name in planparse.__all__ if name != "__version__"]
    assert len(names) >= 6
    text = words("reference/library.html")
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []
