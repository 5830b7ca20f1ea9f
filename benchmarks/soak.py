"""Twenty readers on every page of one server for ten minutes, one of them with a scenario of the
largest size that is permitted: how much memory it takes, how long the others wait, what is left.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import numpy as np
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.asyncio.client import connect

import scenarios
from benchmarks.sessions import Session
from scenarios import Shared
from scenarios.contents import SECTIONS
from scenarios.size import too_large
from tests.browser.serving import Server, serving
from ui.session.jobs import AWAY_SECONDS
from ui.session.navigation import SEEN

SESSIONS, LARGE = 20, 1
SECONDS = 600.0
THINK_SECONDS, PATIENCE_SECONDS = 5.0, 10.0
"""A reader turns the page so often at most; and turns on where it has not come by then."""
SEGMENTS, DAYS = 580, 3_650
LOOK_SECONDS = 0.25
KEPT_SECONDS = 125.0
"""Streamlit gives up a session whose reader has left two minutes ago, once somebody else comes."""
QUIET_SECONDS, QUIET_SHARE = 5.0, 0.1
"""A server at rest uses less than this part of a core over so many seconds."""
LEFT_THREADS, LEFT_FILES = 30, 40
"""What a server keeps of its visitors: pools of threads, files of the machine code."""


def largest() -> Shared:
    """580 segments over ten years, as a link may hold them."""
    rows = "".join(f"segments.s{row}.share = {1 + row % 3}\n" for row in range(SEGMENTS))
    text = f'base = "as_pitched"\nhorizon.days = {DAYS}\n{rows}'
    document = scenarios.read(text.encode(), "large")
    assert too_large(document.scenario) is None
    return Shared.opening(document)


@dataclass
class Reader:
    """One who turns the pages from the `first` on; seconds that each took, until all was told."""

    session: Session
    query: str
    first: int
    waits: list[float] = field(default_factory=list)

    async def read(self, until: float) -> None:
        """Turn the pages until then, one after the other; who waits for too long turns on."""
        addresses = [page.address for pages in SECTIONS.values() for page in pages]
        turns = islice(cycle(addresses), self.first, None)
        await asyncio.sleep(random.Random(self.first).uniform(0, THINK_SECONDS))
        while time.monotonic() < until:
            state = ClientState(query_string=self.query, page_name=next(turns))
            began = time.monotonic()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.session.run(state), PATIENCE_SECONDS)
            took = time.monotonic() - began
            self.waits.append(took)
            await asyncio.sleep(max(0.0, THINK_SECONDS - took))


async def visits(address: str, count: int, large: int, seconds: float) -> list[Reader]:
    """So many readers at once, the first `large` of them with the largest scenario."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    link = f"lang=en&s={scenarios.link.encode(largest())}"
    sockets = [
        await connect(stream, subprotocols=["streamlit"], max_size=None, ping_interval=None,
                      additional_headers={"Cookie": f"{SEEN}=1"}) for _ in range(count)
    ]
    readers = [Reader(Session(socket), link if number < large else "lang=en", number)
               for number, socket in enumerate(sockets)]
    until = time.monotonic() + seconds
    await asyncio.gather(*(reader.read(until) for reader in readers))
    for socket in sockets:
        await socket.close()
    return readers


@dataclass(frozen=True)
class Taken:
    """What a server holds (Linux): resident memory with that of its children in bytes, and the
    number of threads, of open files and of children; seconds of a processor so far.
    """

    memory: int
    threads: int
    files: int
    children: int
    cpu: float


def taken(server: Server) -> Taken:
    """What it holds now."""
    own = Path(f"/proc/{server.process.pid}")
    children = [each for path in own.glob("task/*/children") for each in path.read_text().split()]
    fields = (own / "stat").read_text().rpartition(")")[2].split()
    return Taken(
        memory=sum(map(_resident, (own, *(Path("/proc") / each for each in children)))),
        threads=len(list((own / "task").iterdir())), files=len(list((own / "fd").iterdir())),
        children=len(children), cpu=(int(fields[11]) + int(fields[12])) / 100.0)


def _resident(process: Path) -> int:
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0  # ended meanwhile
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


@contextmanager
def watched(server: Server) -> Iterator[list[int]]:
    """The memory that it takes, looked at again and again while the block lasts."""
    seen, done = [taken(server).memory], Event()

    def look() -> None:
        while not done.wait(LOOK_SECONDS):
            seen.append(taken(server).memory)

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def check_nothing_left(server: Server, before: Taken) -> None:
    """Raises AssertionError where a job goes on, or threads, files or processes are left."""
    time.sleep(max(AWAY_SECONDS, KEPT_SECONDS))
    asyncio.run(visits(server.address, 1, 0, THINK_SECONDS))
    time.sleep(QUIET_SECONDS)
    at_first = taken(server)
    time.sleep(QUIET_SECONDS)
    after = taken(server)
    assert after.cpu - at_first.cpu < QUIET_SHARE * QUIET_SECONDS, (at_first, after)
    assert after.threads - before.threads <= LEFT_THREADS, (before, after)
    assert after.files - before.files <= LEFT_FILES, (before, after)
    assert after.children == before.children, (before, after)
    assert "Traceback" not in server.log, server.log[-4_000:]


def figures() -> dict[str, float]:
    """20 readers, one of the largest scenario, on every page for ten minutes, then nothing left."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as server:
        before = taken(server)
        with watched(server) as memory:
            readers = asyncio.run(visits(server.address, SESSIONS, LARGE, SECONDS))
        check_nothing_left(server, before)
    waits = [1000 * wait for reader in readers[LARGE:] for wait in reader.waits]
    return {
        "soak_peak_mb": max(memory) / 2**20,
        "soak_wait_p99_ms": float(np.percentile(waits, 99)),
        "soak_large_wait_p50_ms": 1000 * float(np.median(readers[0].waits)),
        "soak_turns": float(len(waits)),
    }
