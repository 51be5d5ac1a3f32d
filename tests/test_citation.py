"""CITATION.cff follows the rules of Citation File Format 1.2.0, and says what the package says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from planparse import __version__

ROOT = Path(__file__).parent.parent
REQUIRED = {"authors", "cff-version", "message", "title"}
ALLOWED = REQUIRED | {
    "abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url",
    "preferred-citation", "references", "repository", "repository-artifact", "repository-code", "type", "url", "version",
}  # fmt: skip
OF_ENTITY = {
    "address", "alias", "city", "country", "date-end", "date-start", "email", "fax", "location", "name", "orcid",
    "post-code", "region", "tel", "website",
}  # fmt: skip


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    return found


def test_keys(citation: dict[str, Any]) -> None:
    assert set(citation) >= REQUIRED
    assert set(citation) <= ALLOWED
    assert (citation["cff-version"], citation["type"]) == ("1.2.0", "software")


def test_values_are_words(citation: dict[str, Any]) -> None:
    """A version such as 0.10 would be read as a number: it needs quotation marks then."""
    for key in set(citation) - {"authors", "keywords"}:
        assert isinstance(citation[key], str), key
        assert citation[key].strip(), key
    assert all(isinstance(word, str) for word in citation["keywords"])
    assert len(set(citation["keywords"])) == len(citation["keywords"])


def test_authors_are_entities(citation: dict[str, Any]) -> None:
    assert citation["authors"]
    for author in citation["authors"]:
        assert {"name"} <= set(author) <= OF_ENTITY


def test_it_says_what_the_package_says(citation: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == __version__
    assert citation["license"] == project["license"]
    assert citation["title"] == project["name"]
    assert [author["name"] for author in citation["authors"]] == [author["name"] for author in project["authors"]]
