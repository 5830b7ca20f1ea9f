"""Reading large or intricate files in a process of its own: with limits of memory and of time, and
behind everybody else's work.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from model import ScenarioError
from model.terms.problems import Problem, problem
from scenarios.uploads.lists import Rows

MEMORY_LIMIT = 700_000_000
"""Bytes that reading one file may take beyond the program itself."""
SECONDS_LIMIT = 60.0
"""For one file, and for waiting until the file before is read."""
SMALL = 1_000_000
"""Bytes unpacked from which on a file is read apart."""

TOO_MUCH = "{field}: reading it takes more memory or time than one file may take"
BUSY = "{field}: other files are being read; try again in a minute"

_ROOT = Path(__file__).parents[2]
_TURN = threading.BoundedSemaphore(1)

Found = tuple[Rows | None, bytes | None]
"""A list of names and values, and the text of a document; None where there is none."""


def read_apart(kind: str, stem: str, content: bytes) -> Found:
    """What the reader of that kind finds in a file. Raises ScenarioError."""
    if not _TURN.acquire(timeout=SECONDS_LIMIT):
        raise ScenarioError([problem(BUSY, stem)])
    command = [sys.executable, "-m", "scenarios.uploads.worker", kind, str(MEMORY_LIMIT)]
    try:
        done = subprocess.run(command, input=_packed(stem, content), capture_output=True,
                              timeout=SECONDS_LIMIT, cwd=_ROOT, check=False)
        told = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        told = None
    finally:
        _TURN.release()
    if told is None:
        raise ScenarioError([problem(TOO_MUCH, stem)])
    if told["refused"]:
        raise ScenarioError([Problem(*each) for each in told["refused"]])
    rows = None if told["rows"] is None else [(called, value) for called, value in told["rows"]]
    return rows, None if told["toml"] is None else told["toml"].encode()


def _packed(stem: str, content: bytes) -> bytes:
    return json.dumps(stem).encode() + b"\n" + content


def serve(reader: Callable[[str, bytes], Found], memory: int) -> None:
    """Read the file on stdin and tell what it holds on stdout, as JSON."""
    _be_modest(memory)
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    rows, toml, refused = None, None, []
    try:
        rows, toml = reader(json.loads(head), content)
    except ScenarioError as error:
        refused = [[each.field, _told(each.value), each.template,
                    {key: _told(value) for key, value in each.details.items()}]
                   for each in error.problems]
    plain = None if rows is None else [[called, _told(value)] for called, value in rows]
    text = None if toml is None else toml.decode("utf-8", "replace")
    json.dump({"rows": plain, "toml": text, "refused": refused}, sys.stdout)


def _told(value: object) -> object:
    """A value as JSON has it: days and the like become texts, to be refused."""
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def _be_modest(memory: int) -> None:
    """Take no more memory than that beyond what is taken already, and no turn from others."""
    try:
        import resource
    except ImportError:  # no such limits on Windows
        return
    os.nice(10)
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if os.path.exists(
        "/proc/self/statm") else 0
    if pages:
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
