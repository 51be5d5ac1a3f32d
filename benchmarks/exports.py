"""What analysts wait for: the commands that write each form and the report of 20,000 targets, and a filter of the report.

`make bench BENCH=exports`. The dataset is the corpus again and again, each time in a folder of its own. Seconds are those of the
whole command, with the start of Python.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CORPUS = Path(__file__).parent.parent / "corpus"
TARGETS, FILTERED = 20_000, 5_000
# Seconds that a form may take, and MB that the report may have.
SECONDS = {"csv": 5.0, "parquet": 5.0, "sqlite": 5.0, "duckdb": 5.0, "xlsx": 20.0}
REPORT_SECONDS, REPORT_MB, FILTER_SECONDS = 10.0, 15.0, 0.1
QUERIES = ("毛入学率", "mrxl", "教育局 80")
# Types each query into an emptied search box, three times, and gives the quickest: the page does all its work before it returns.
FILTER = """query => {
  const box = document.querySelector("#query");
  const times = ["", query, "", query, "", query].map((value) => {
    box.value = value;
    const began = performance.now();
    box.dispatchEvent(new Event("input"));
    return performance.now() - began;
  });
  return [Math.min(...times.filter((_, i) => i % 2 === 1)), document.querySelectorAll("#grid .row").length];
}"""
Row = dict[str, Any]


def figures() -> Iterator[Row]:
    """A row for each form, the report, and the filter."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        found = dataset(folder, "out", TARGETS)
        yield from (_export(folder, form, limit) | {"targets": found} for form, limit in SECONDS.items())
        yield _report(folder, "out") | {"targets": found}
        found = dataset(folder, "few", FILTERED)
        _report(folder, "few")
        yield _filtered(folder / "few.html") | {"targets": found}


def dataset(folder: Path, name: str, wanted: int) -> int:
    """A dataset folder of as many targets as fit into the number; how many these are."""
    lines = _planparse(folder, "run", str(CORPUS), "-o", "-").splitlines()
    counts = Counter(Path(json.loads(line)["source"]).name for line in lines)
    left = wanted
    for turn, file in product(range(wanted), counts):
        if counts[file] > left:
            break
        place = folder / f"plans {name}" / f"{turn:03}"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(CORPUS / file, place)
        left -= counts[file]
    _planparse(folder, "run", f"plans {name}", "-o", name)
    return wanted - left


def _export(folder: Path, form: str, limit: float) -> Row:
    seconds = _seconds(folder, "export", "out", "--to", f"targets.{form}")
    return _row(form, seconds, limit, folder / f"targets.{form}")


def _report(folder: Path, name: str) -> Row:
    seconds = _seconds(folder, "report", name, "-o", f"{name}.html")
    return _row("report", seconds, REPORT_SECONDS, folder / f"{name}.html", REPORT_MB)


def _filtered(page: Path) -> Row:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.goto(page.as_uri() + "#targets")
        tab.wait_for_selector("body[data-ready]")
        slowest = max(tab.evaluate(FILTER, query)[0] for query in QUERIES)
        browser.close()
    return _row("filter in the report", slowest / 1000, FILTER_SECONDS, page)


def _row(what: str, seconds: float, limit: float, path: Path, most: float | None = None) -> Row:
    size = path.stat().st_size / 1e6
    return {"what": what, "seconds": round(seconds, 3), "at most": limit, "MB": round(size, 1), "MB at most": most or "-"}


def _seconds(folder: Path, *arguments: str) -> float:
    began = time.perf_counter()
    _planparse(folder, *arguments)
    return time.perf_counter() - began


def _planparse(folder: Path, *arguments: str) -> bytes:
    command = [sys.executable, "-X", "utf8", "-m", "planparse", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout
