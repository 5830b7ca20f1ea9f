"""A copy of the project to which something is added by a recipe of docs/contributing.md."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The model stays where it is compiled: a copy of it would be compiled anew, for minutes.
LEFT_OUT = (".git", ".venv", ".*cache", ".hypothesis", "__pycache__", "tests", "model")


@dataclass(frozen=True)
class Recipe:
    """New files by path, and lines put in front of a text of a file that is there."""

    new: dict[str, str]
    lines: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def files(self) -> set[str]:
        return {*self.new, *self.lines}

    def follow(self, folder: Path) -> None:
        """Do to a copy what the recipe says."""
        for path, text in self.new.items():
            assert not (folder / path).exists(), path
            (folder / path).write_text(text, "utf-8")
        for path, (before, line) in self.lines.items():
            text = (folder / path).read_text("utf-8")
            assert text.count(before) == 1, path
            (folder / path).write_text(text.replace(before, line + before), "utf-8")


def copied(folder: Path, *recipes: Recipe) -> Path:
    """The project in a folder of its own, with the recipes followed."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for recipe in recipes:
        recipe.follow(folder)
    return folder


def run(folder: Path, script: str) -> dict:
    """What a script prints in the copy, as JSON on its last line."""
    around = {**os.environ, "PYTHONPATH": str(ROOT), "BACKSTOP_DATA": str(folder / ".library")}
    ran = subprocess.run([sys.executable, "-c", script], cwd=folder, env=around,
                         capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def row(name: str) -> str:
    """What docs/contributing.md says of how to add something."""
    text = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    return next(line for line in text.splitlines() if line.startswith(f"| {name} |"))
