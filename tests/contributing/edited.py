"""The repository as it would be with some files edited or new, without a copy of it.

A copy would compile the model anew, for Numba holds its machine code to the paths of the sources.
So a script runs in the repository, and what it imports or opens comes from a folder of edited files
wherever that has one of the same name.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]

OVERLAY = '''
import importlib.abc, importlib.util, pathlib, sys

ROOT, EDITED = map(pathlib.Path, sys.argv[1:3])
sys.path.insert(0, str(ROOT))
plain = pathlib.Path.open


class Edited(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        place = EDITED.joinpath(*name.split("."))
        for file in (place / "__init__.py", place.with_suffix(".py")):
            if file.exists():
                return importlib.util.spec_from_file_location(name, file)


def opened(self, *args, **options):
    file = pathlib.Path(self).absolute()
    if file.is_relative_to(ROOT) and (EDITED / file.relative_to(ROOT)).exists():
        self = EDITED / file.relative_to(ROOT)
    return plain(self, *args, **options)


sys.meta_path.insert(0, Edited())
pathlib.Path.open = opened
sys.dont_write_bytecode = True
'''


def run(files: Mapping[str, str], script: str, folder: Path, *arguments: str) -> str:
    """What a script prints in the repository in which these files (path → text) are as given.

    AssertionError with what it said where it fails. The script finds `arguments` from
    `sys.argv[3]` on.
    """
    edited = folder / "edited"
    for name, text in files.items():
        (edited / name).parent.mkdir(parents=True, exist_ok=True)
        (edited / name).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", OVERLAY + script, str(ROOT), str(edited), *arguments],
        cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def with_text(name: str, *edits: tuple[str, str]) -> dict[str, str]:
    """A file of the repository with texts put in front of others, each of which it has once."""
    text = (ROOT / name).read_text("utf-8")
    for before, added in edits:
        assert text.count(before) == 1, (name, before)
        text = text.replace(before, added + before)
    return {name: text}
