"""The JavaScript of components by itself, in the Node that Playwright brings."""

import re
import subprocess
from pathlib import Path

import playwright
import pytest

NODE = Path(playwright.__file__).parent / "driver" / "node"
HERE = Path(__file__).parent
UI = HERE.parents[1] / "ui"
DEFAULT = "export default function"


@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.mjs")), ids=lambda file: file.stem)
def test_in_node(file):
    ran = subprocess.run([NODE, "--test", "--test-reporter=spec", file], capture_output=True,
                         text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "pass 0" not in ran.stdout


@pytest.mark.parametrize(
    "file", [path for path in sorted(UI.rglob("*.js")) if DEFAULT in path.read_text("utf-8")],
    ids=lambda file: file.stem)
def test_the_end_of_a_component_counts_once_it_is_gone(file):
    call = file.read_text("utf-8").partition(DEFAULT)[2].partition("\n}\n")[0]
    ends = re.findall(r"^  return (.*)$", call, re.MULTILINE)
    assert all(end.startswith("onceGone(") for end in ends if end)
