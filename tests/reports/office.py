"""LibreOffice without a window, as another reader of our files than the library that wrote them."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FONT = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")
"""Of the same widths as Arial, which our files are set in."""
COMPLETE = SOFFICE and shutil.which("pdftotext") and FONT.exists()

# Never to trust the values that stand beside formulas: 0 is “always recalculate”.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def converted(paths: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Files as LibreOffice reads and writes them again, in `folder`, formulas recalculated."""
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(SETTINGS, "utf-8")
    out = folder / "converted"
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to,
         "--outdir", str(out), *map(str, paths)],
        check=True, capture_output=True, timeout=600,
    )
    return [out / f"{path.stem}.{to}" for path in paths]


def printed(path: Path, folder: Path) -> Path:
    """The file as PDF."""
    return converted([path], "pdf", folder)[0]


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
