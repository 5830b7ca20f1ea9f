"""LibreOffice without a window, as another reader of our files than the library that wrote them."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

# Never to trust the values that stand beside formulas: 0 is “always recalculate”.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def converted(paths: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Files as LibreOffice reads and writes them again, in `folder`, their formulas recalculated.

    Skips the test where LibreOffice is not installed; on CI that is a failure.
    """
    if SOFFICE is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed: libreoffice-calc")
        pytest.skip("LibreOffice is not installed")
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
