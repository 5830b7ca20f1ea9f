"""LibreOffice of the tests: opens a file as a user would and prints it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")
"""Of the same widths as Arial, which decks are set in."""
MISSING = not (shutil.which("soffice") and shutil.which("pdftotext") and FONT.exists())


def needed() -> None:
    """Skip without LibreOffice, poppler and the font; in CI fail."""
    if not MISSING:
        return
    if os.environ.get("CI"):
        pytest.fail("LibreOffice, poppler-utils and fonts-liberation are needed in CI")
    pytest.skip("LibreOffice, poppler-utils or fonts-liberation is not installed")


def printed(path: Path, folder: Path) -> Path:
    """The file as PDF. Its own profile: neither another test nor the user's settings matter."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.pdf"


def pages(pdf: Path) -> list[str]:
    """The text of every page."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True,
                          capture_output=True, text=True).stdout
    return told.split("\f")[:-1]


def lowest(pdf: Path) -> list[list[tuple[float, str]]]:
    """By page, (how far down the page a word ends as a part of it, the word)."""
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True,
                          capture_output=True, text=True).stdout
    found = []
    for page in told.split("<page ")[1:]:
        tall = float(re.search(r'height="([\d.]+)"', page)[1])
        found.append([(float(bottom) / tall, word) for bottom, word in re.findall(
            r'<word [^>]*yMax="([\d.]+)">(.*?)</word>', page)])
    return found
