"""The pictures of docs/report.md, from the report of the corpus: make demo, then run this.

    .venv/bin/python docs/screenshots.py
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
REPORT = (ROOT / "build" / "demo.html").as_uri()


def shoot(browser: Any, name: str, locale: str, height: int, *steps: Any) -> None:
    """One picture, after some steps."""
    page: Page = browser.new_page(locale=locale, viewport={"width": 1440, "height": height})
    page.goto(REPORT)
    page.wait_for_selector("body[data-ready]")
    for step in steps:
        step(page)
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


def find(words: str) -> Any:
    """Search, and select the first record."""

    def step(page: Page) -> None:
        page.click('.tabs [data-view="targets"]')
        page.fill("#query", words)
        page.locator("#grid .row").first.click()

    return step


def main() -> None:
    """All pictures."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        shoot(browser, "overview", "en-GB", 960)
        shoot(browser, "document", "zh-CN", 900, find(RECORD))
        shoot(browser, "review", "en-GB", 900, find(RECORD), lambda page: page.keyboard.press("3"))
        browser.close()


# A record that states everything: indicator, comparator, period and agency.
RECORD = "大班额比例"

if __name__ == "__main__":
    main()
