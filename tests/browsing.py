"""A real browser for the tests of the report page: Debian's Chromium, cut off from every network."""

from __future__ import annotations

import os
import shutil
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def needs_chromium() -> None:
    """Skip where no Chromium is installed; on a build server that is a failure."""
    if CHROMIUM is None:
        reason = "Chromium is not installed (Debian's package chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser."""
    needs_chromium()
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """One page in a browser of its own, with all that it says, asks for and gets wrong."""

    def __init__(self, browser: Any, path: Path, *, locale: str = "zh-CN", width: int = 1500, anchor: str = "") -> None:
        size = {"width": width, "height": 900}
        self.context = browser.new_context(offline=True, locale=locale, viewport=size, accept_downloads=True)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.resolve().as_uri() + anchor)
        self.page.wait_for_selector("body[data-ready]", timeout=20_000)

    def text(self, selector: str) -> str:
        """The text of the first element; text content, not what styles add."""
        return str(self.page.locator(selector).first.text_content())

    def texts(self, selector: str) -> list[str]:
        """The text of each element."""
        return [str(text) for text in self.page.locator(selector).all_text_contents()]

    def until(self, condition: str, arg: Any = None) -> None:
        """Wait until an expression, or a function of `arg`, holds.

        Asked from here: the page's content security policy forbids the waiting that would evaluate it inside the page.
        """
        ends = time.monotonic() + 20
        while not self.page.evaluate(condition, arg):
            assert time.monotonic() < ends, condition
            self.page.wait_for_timeout(20)

    def view(self, name: str) -> None:
        """Go to one of the views."""
        self.page.click(f'.tabs [data-view="{name}"]')

    def colour(self, x: float, y: float) -> tuple[int, ...]:
        """Red, green and blue of one point of the window, out of a screenshot of it."""
        image, data, place = self.page.screenshot(clip={"x": x, "y": y, "width": 1, "height": 1}), b"", 8
        while place < len(image):  # chunks of a PNG: size, type, data, checksum
            size = int.from_bytes(image[place : place + 4])
            if image[place + 4 : place + 8] == b"IDAT":
                data += image[place + 8 : place + 8 + size]
            place += 12 + size
        return tuple(zlib.decompress(data)[1:4])

    def close(self) -> None:
        """End the visit; nothing may have gone wrong, and nothing but the page itself was asked for."""
        self.context.close()
        assert self.wrong == []
        assert [url for url in self.requests if not url.startswith(("file:", "blob:"))] == []
        assert len([url for url in self.requests if url.startswith("file:")]) == 1
