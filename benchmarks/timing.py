"""Wall-clock medians, interleaved, and peaks of memory in fresh processes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECOND, MILLISECOND = 1.0, 1e3


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(
    contestants: Mapping[str, Callable[[int], object]], repetitions: int
) -> dict[str, float]:
    """Median seconds of each contestant over interleaved calls `work(repetition)`.

    Interleaving lets a disturbance of the machine hit all alike; the number of the repetition lets
    each call get inputs of its own, so that no cache of results helps. With several contestants
    each is called once, untimed, right before every timed call: what is measured is a run after
    warm-up, not how much of the processor's caches the contestant before has used up.
    """
    for work in contestants.values():
        work(repetitions)
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for repetition in range(repetitions):
        for name, work in contestants.items():
            if len(contestants) > 1:
                work(repetitions)
            times[name].append(seconds(lambda: work(repetition)))  # noqa: B023 - called at once
    return {name: statistics.median(values) for name, values in times.items()}


def fresh_process(code: str) -> tuple[float, str]:
    """Run Python code in a fresh interpreter at the project's root: (seconds, its output)."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - start, done.stdout


def peak_memory_mb() -> float:
    """This process's own peak of resident memory in MB (Linux).

    `ru_maxrss` would do, but after an exec it still holds the peak of the process that spawned.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return float(line.split()[1]) / 1024
    raise RuntimeError("this system does not report peak memory in /proc/self/status")
