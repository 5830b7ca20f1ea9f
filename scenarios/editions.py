"""Every edition of the presets that was ever shipped.

What says only how it differs from a preset, a link above all, names the edition that it means: so
it gives the same values whatever the preset says by then. Whoever changes the values of a preset
calls `keep()`, which adds an edition; tests/scenarios/test_editions.py sees to that.
"""

from __future__ import annotations

import functools
from pathlib import Path

from model import ScenarioError
from model.terms.problems import problem
from scenarios.documents import Document, load, preset_names, read, write

KEPT = Path(__file__).parent / "presets" / "kept"
FIRST = 1
"""The edition that is meant where none is named: links of model version 1 name none."""

NO_EDITION = "{field} = {value}: this preset has no such edition; permitted is {permitted}"


def newest(name: str) -> int:
    """The number of a preset's newest edition."""
    return len(_editions(name))


def edition(name: str, number: object = None) -> Document:
    """An edition of a preset, the newest without a number. Raises ScenarioError for any other."""
    kept = _editions(name)
    number = len(kept) if number is None else number
    if isinstance(number, bool) or number not in range(FIRST, len(kept) + FIRST):
        raise ScenarioError([problem(NO_EDITION, name, number,
                                     permitted=f"{FIRST} ≤ n ≤ {len(kept)}")])
    return kept[int(number) - FIRST]  # type: ignore[call-overload]


@functools.cache
def _editions(name: str) -> tuple[Document, ...]:
    """All editions of a preset, the oldest first."""
    count = len(list(KEPT.glob(f"{name}.*.toml")))
    texts = [(KEPT / f"{name}.{number}.toml").read_bytes()
             for number in range(FIRST, count + FIRST)]
    return tuple(read(text, name) for text in texts)


def keep() -> list[Path]:
    """Write an edition more of each preset whose values its newest does not have; the files."""
    written = []
    for name in preset_names():
        if _editions(name) and load(name).scenario == edition(name).scenario:
            continue
        path = KEPT / f"{name}.{newest(name) + 1}.toml"
        path.write_text(write(load(name)), encoding="utf-8")
        written.append(path)
    return written
