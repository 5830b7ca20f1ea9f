"""The same scenario through `python -m scenarios run`."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.browser.serving import ROOT


def summary_of(preset: str, settings: Iterable[str], folder: Path) -> dict[str, float]:
    """summary.json of a preset with `dotted.name=value` settings; undefined figures are NaN."""
    document = ROOT / "scenarios" / "presets" / f"{preset}.toml"
    command = [sys.executable, "-m", "scenarios", "run", str(document), "--out", str(folder)]
    for setting in settings:
        command += ["--set", setting]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    figures = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return {name: float("nan") if value is None else value for name, value in figures.items()}
