"""How long an HTTP answer takes on a connection that stays open, beside the smallest app's."""

from __future__ import annotations

import http.client
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.browser.serving import Server, serving

HEALTH, ASKED = "/_stcore/health", 60


def answer_ms(server: Server) -> float:
    """Median milliseconds from asking for the server's health to its whole answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        connection.request("GET", HEALTH)
        connection.getresponse().read()
        took.append(time.perf_counter() - began)
    connection.close()
    return 1e3 * float(np.median(took[ASKED // 6 :]))


def figures() -> dict[str, float]:
    """An answer of a few bytes: Backstop's, and Streamlit's own, which waits 40 ms for Nagle."""
    with TemporaryDirectory() as folder:
        with serving(Path(folder)) as server:
            ours = answer_ms(server)
        with serving(Path(folder), "benchmarks/floor_app.py") as server:
            floor = answer_ms(server)
    return {"wire_ms": ours, "wire_over_floor": ours / floor}
