"""A Dask scheduler and workers as docs/running.md starts them, each a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.browser.serving import ROOT, free_port

START_SECONDS = 60.0


@contextmanager
def started(program: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of Dask's programs, until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *arguments], cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def scheduler() -> Iterator[str]:
    """Its address."""
    port = free_port()
    with started("dask_scheduler", "--host", "127.0.0.1", "--port", str(port),
                 "--no-dashboard", "--no-show"):
        yield f"tcp://127.0.0.1:{port}"


@contextmanager
def workers(address: str, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many more, once they are all there; without a nanny, which would start a lost one again.
    """
    from distributed import Client

    with ExitStack() as stack, Client(address, timeout=START_SECONDS) as client:
        wanted = len(client.scheduler_info()["workers"]) + count
        found = [
            stack.enter_context(started(
                "dask_worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard"))
            for _ in range(count)
        ]
        client.wait_for_workers(wanted, timeout=START_SECONDS)
        yield found


def until(true: object, seconds: float) -> bool:
    """Whether it becomes true in time."""
    assert callable(true)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False
