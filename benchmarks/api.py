"""The API alone, in two processes: one caller after another, and eight at once."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np

from api.described import BASE
from tests.browser.serving import ROOT, free_port

WARM, ALONE, AT_ONCE, EACH = 40, 300, 8, 150
START_SECONDS = 240


@contextmanager
def served(workers: int) -> Iterator[int]:
    """Its port, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "api", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            runs(port, 0, 1)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def runs(port: int, first: int, count: int) -> list[float]:
    """Seconds that each of `count` runs took on one connection; no two have the same settings."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    took = []
    for number in range(first, first + count):
        asked = json.dumps({"scenario": "as_pitched", "readings": ["recovered_multiple"],
                            "set": {"campaigns.main.sell_fee": 0.1 + 1e-6 * number}})
        began = time.perf_counter()
        line.request("POST", f"{BASE}/run", asked, {"Content-Type": "application/json"})
        answer = line.getresponse()
        told = json.loads(answer.read())
        took.append(time.perf_counter() - began)
        assert answer.status == 200, told
    line.close()
    return took


def figures() -> dict[str, float]:
    """A run as one caller waits for it, and how many a second two processes answer."""
    with served(2) as port, ThreadPoolExecutor(AT_ONCE) as callers:
        list(callers.map(lambda n: runs(port, 100_000 + WARM * n, WARM), range(AT_ONCE)))
        alone = runs(port, 0, ALONE)
        began = time.perf_counter()
        list(callers.map(lambda n: runs(port, 1_000 + EACH * n, EACH), range(AT_ONCE)))
        together = time.perf_counter() - began
    return {"api_run_p50_ms": 1000 * float(np.median(alone)),
            "api_runs_per_s_2cores": AT_ONCE * EACH / together}
