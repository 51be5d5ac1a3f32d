"""What LibreOffice and Chromium make of a file: real processes, each with a fresh profile."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

SOFFICE = shutil.which("soffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FILTERS = {"doc": "doc:MS Word 97", "odt": "odt", "rtf": "rtf:Rich Text Format", "pdf": "pdf", "docx": "docx:MS Word 2007 XML"}
FILTERS["pdf with a password"] = (
    'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"shuiwu"}}'
)
TIME = 600
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-pdf-header-footer", "--disable-dev-shm-usage",
)  # fmt: skip


def convert(files: Sequence[Path], target: str, folder: Path) -> None:
    """Convert files by LibreOffice into `folder`, all in one process."""
    assert SOFFICE
    with tempfile.TemporaryDirectory() as profile:
        command = [SOFFICE, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", FILTERS[target]]
        _run([*command, "--outdir", str(folder), *map(str, files)])


def print_page(page: Path, pdf: Path) -> None:
    """Print a web page to PDF by Chromium."""
    assert CHROMIUM
    with tempfile.TemporaryDirectory() as profile:
        _run([CHROMIUM, *QUIET, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page.as_uri()])


def _run(command: list[str]) -> None:
    env = os.environ | {"HOME": tempfile.gettempdir()}
    subprocess.run(command, check=True, timeout=TIME, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
