"""Word tables: TOML beside the module that reads them, checked when they are loaded.

A table file holds one `[[entry]]` a concept: an ASCII `id`, a `gloss` in English, the `forms` in simplified
characters, and whatever further keys its reader declares. An unknown key, a form under two ids, an empty form
or an id that is not ASCII is a mistake and is reported with the file and the entry.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from planparse.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept of a table."""

    id: str
    forms: tuple[str, ...]
    gloss: str
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Lexicon:
    """A loaded table: its entries, and the entry behind each form."""

    name: str
    entries: tuple[Entry, ...]
    by_form: Mapping[str, Entry]

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms, longest first, so that an alternation of them prefers the longest."""
        return tuple(sorted(self.by_form, key=lambda f: (-len(f), f)))

    def forms_of(self, *ids: str) -> tuple[str, ...]:
        """The forms of some entries, longest first."""
        found = [form for e in self.entries if e.id in ids for form in e.forms]
        if missing := set(ids) - {e.id for e in self.entries}:
            raise KeyError(f"{self.name}: no entry {sorted(missing)}")
        return tuple(sorted(found, key=lambda f: (-len(f), f)))


@cache
def load(package: str, name: str, keys: tuple[str, ...] = ()) -> Lexicon:
    """Read and check the table `name`.toml of a package.

    Errors: ConfigError names the file and the entry.

    >>> load("planparse.extract", "comparators", ("side", "means")).by_form["不低于"].id
    'ge'
    """
    text = resources.files(package).joinpath(f"{name}.toml").read_text("utf-8")
    return parse(text, f"{name}.toml", keys)


def parse(text: str, name: str, keys: Iterable[str] = ()) -> Lexicon:
    """Check the text of a table and freeze it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: {error}") from None
    if unknown := set(data) - {"entry"}:
        raise ConfigError(f"{name}: unknown table {sorted(unknown)}")
    entries = tuple(_entry(raw, name, set(keys)) for raw in data.get("entry", ()))
    return Lexicon(name, entries, MappingProxyType(_by_form(entries, name)))


def _entry(raw: Mapping[str, Any], name: str, keys: set[str]) -> Entry:
    ident = raw.get("id", "")
    where = f"{name}: entry {ident!r}"
    if not ident or not ident.isascii():
        raise ConfigError(f"{where}: an id is needed, in ASCII")
    if unknown := set(raw) - {"id", "gloss", "forms", *keys}:
        raise ConfigError(f"{where}: unknown key {sorted(unknown)}")
    forms = raw.get("forms", ())
    if not forms or not all(isinstance(f, str) and f.strip() == f != "" for f in forms):
        raise ConfigError(f"{where}: forms must be words")
    more = {k: v for k, v in raw.items() if k in keys}
    return Entry(ident, tuple(forms), raw.get("gloss", ""), MappingProxyType(more))


def _by_form(entries: Iterable[Entry], name: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        for form in entry.forms:
            if form in found:
                raise ConfigError(f"{name}: {form!r} stands under {found[form].id!r} and {entry.id!r}")
            found[form] = entry
    return found


class Words(frozenset[str]):
    """A set of words that can be asked what stands at a place of a text."""

    __slots__ = ("_by_first", "_by_last")
    _by_first: dict[str, tuple[int, ...]]
    _by_last: dict[str, tuple[int, ...]]

    def __init__(self, forms: Iterable[str] = ()) -> None:
        self._by_first, self._by_last = _lengths(self, 0), _lengths(self, -1)

    def at(self, text: str, position: int, end: int) -> str:
        """The longest word that begins at a position of a stretch that ends at `end`; empty if none does.

        >>> Words(["建立", "建立健全"]).at("建立健全制度", 0, 6)
        '建立健全'
        """
        if position >= end:
            return ""
        lengths = self._by_first.get(text[position])
        if lengths is None:  # most places
            return ""
        for length in lengths:
            form = text[position : position + length]
            if form in self and position + length <= end:
                return form
        return ""

    def closes(self, text: str, start: int, end: int) -> bool:
        """Whether one of the words ends the stretch `[start, end)`."""
        if end <= start:
            return False
        lengths = self._by_last.get(text[end - 1], ())
        return any(length <= end - start and text[end - length : end] in self for length in lengths)


def _lengths(forms: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        found[form[at]].add(len(form))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def alternation(forms: Iterable[str]) -> str:
    """A pattern for the longest of some words that stands at a place, words with the same head tried together.

    >>> alternation(["不低于", "不少于", "不低"])
    '不(?:低(?:于)?|少于)'
    """
    tree: _Tree = {}
    for form in forms:
        node = tree
        for c in form:
            node = node.setdefault(c, {})
        node[""] = {}
    return _branches(tree)


_Tree = dict[str, "_Tree"]


def _branches(node: _Tree) -> str:
    options = [re.escape(c) + _branches(below) for c, below in node.items() if c]
    joined = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})" if options else ""
    return f"(?:{joined})?" if joined and "" in node else joined
