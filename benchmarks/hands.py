"""Fifty and a hundred readers at once who drag levers on one server: how long what follows the hand
takes, how long the run at its release; and how many moves one core and two can answer.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from websockets.asyncio.client import connect

from answers import moving, overview
from benchmarks.sessions import LEVER, LOWEST, STEP, Session
from tests.browser.serving import Server, serving
from ui.session.navigation import SEEN
from wording import Words

MOVES, MOVE_SECONDS, DRAG_SECONDS = 10, 0.1, 20.0
"""A drag: so many places, one a tenth of a second; and how often each reader drags."""
TURNS = 3
SERVED_HANDS, SERVED_SECONDS, REST_SECONDS = 20, 10.0, 5.0
WANTED = {
    "figures": overview.SHOWN.figures,
    "readings": [tile.reading for tile in overview.readings(Words("en"))],
}
"""All that the Overview shows, as if all of it were in view."""
OK, OVERTAKEN, BUSY = 200, 204, 503


@dataclass
class Wire:
    """A browser's connection over which it asks; closed by whoever opened it."""

    port: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def to(cls, server: Server) -> Wire:
        return cls(server.port, *await asyncio.open_connection("127.0.0.1", server.port))

    async def again(self) -> None:
        """Connect once more."""
        self.writer.close()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""
        self.writer.write(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Content-Type: application/json\r\nSec-Fetch-Site: same-origin\r\n"
            f"Accept-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
        fields = dict(line.split(": ", 1) for line in head[1:] if line)
        found = await self.reader.readexactly(int(fields.get("content-length", 0)))
        if fields.get("content-encoding") == "gzip":
            found = gzip.decompress(found)
        return int(head[0].split()[1]), found


@dataclass
class Hand:
    """A reader with an open page who drags one lever: seconds that each step took until its answer
    was there, and each release until all was told; how many questions came to nothing; the last
    question and its answer.
    """

    number: int
    session: Session
    wire: Wire
    steps: list[float] = field(default_factory=list)
    releases: list[float] = field(default_factory=list)
    refused: int = 0
    last: tuple[Mapping[str, object], bytes] = field(default=({}, b""))

    async def ask(self, place: float) -> None:
        """What the page would show with the lever there."""
        live = self.session.live
        asked = {**live["question"], "set": {LEVER: place}, **WANTED}
        began = time.perf_counter()
        status, found = await self.wire.post(live["address"], json.dumps(asked).encode())
        if status == OK:
            self.steps.append(time.perf_counter() - began)
            self.last = asked, found
        else:
            assert status in (OVERTAKEN, BUSY), status
            self.refused += 1

    def check(self) -> None:
        """Raises AssertionError if it was told anything but what follows from its own place."""
        asked, found = self.last
        assert moving.written(json.dumps(asked).encode()) == found, asked

    def places(self) -> Iterator[float]:
        """Where its hand has the lever, never where another's is."""
        turn = 0
        while True:
            yield float(LOWEST + STEP * self.number + turn % STEP)
            turn += 1

    async def drag(self, turns: int) -> None:
        """Drag and let go, so many times."""
        places = self.places()
        await asyncio.sleep(random.Random(self.number).uniform(0, DRAG_SECONDS))
        for _ in range(turns):
            began = time.perf_counter()
            await self.wire.again()  # a server closes one over which nothing is asked for a while
            for move in range(MOVES):
                place = next(places)
                await self.ask(place)
                await _until(began + MOVE_SECONDS * (move + 1))
            self.releases.append(await self.session.move(place))
            await _until(began + DRAG_SECONDS)

    async def hurry(self, seconds: float) -> None:
        """Ask for the next place as soon as the last is answered."""
        until = time.perf_counter() + seconds
        for place in self.places():
            if time.perf_counter() >= until:
                return
            await self.ask(place)


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))


async def hands(server: Server, count: int, seconds: float = 0.0) -> list[Hand]:
    """So many readers: they open the Overview one by one and drag together, or hurry `seconds`."""
    stream = server.address.replace("http", "ws") + "/_stcore/stream"
    found = []
    for number in range(count):
        socket = await connect(stream, subprotocols=["streamlit"], max_size=None,
                               additional_headers={"Cookie": f"{SEEN}=1"})
        found.append(Hand(number, Session(socket), await Wire.to(server)))
        await found[-1].session.open()
    await found[0].hurry(2.0)  # until the processes are there that answer
    for hand in found:
        hand.steps.clear()
    await asyncio.gather(*(hand.hurry(seconds) if seconds else hand.drag(TURNS) for hand in found))
    for hand in found:
        hand.check()
        hand.wire.writer.close()
        await hand.session.socket.close()
    return found


@contextmanager
def on_cores(count: int) -> Iterator[None]:
    """What begins within the block, and stays, has so many cores (Linux)."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(every)[:count]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


def cpu(server: Server) -> float:
    """Seconds of a processor that it and its processes have used (Linux)."""
    own = Path(f"/proc/{server.process.pid}")
    children = [each for path in own.glob("task/*/children") for each in path.read_text().split()]
    used = 0
    for process in (own, *(Path("/proc") / each for each in children)):
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")


async def step_seconds(server: Server) -> float:
    """Seconds of a processor for each step of one hand that hurries."""
    (hand,) = await hands(server, 1, 0.5)
    await hand.wire.again()
    await asyncio.sleep(REST_SECONDS)  # what computes beside the pages has ended
    hand.steps.clear()
    before = cpu(server)
    await hand.hurry(SERVED_SECONDS)
    hand.wire.writer.close()
    return (cpu(server) - before) / len(hand.steps)


def served(cores: int) -> float:
    """Moves a second that a server on so many cores answers; who asks needs cores too."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        with on_cores(cores):
            server = stack.enter_context(serving(Path(folder)))
        found = asyncio.run(hands(server, SERVED_HANDS, SERVED_SECONDS))
    return sum(len(hand.steps) for hand in found) / SERVED_SECONDS


def figures() -> dict[str, float]:
    """50 and 100 readers drag levers, 25 and 50 moves a second; what a step takes of a processor;
    moves as fast as may be.
    """
    result: dict[str, float] = {}
    for count in (50, 100):
        with TemporaryDirectory() as folder, serving(Path(folder)) as server:
            found = asyncio.run(hands(server, count))
        steps, releases = (1000 * np.concatenate([getattr(hand, name) for hand in found])
                           for name in ("steps", "releases"))
        for name, times in {"step": steps, "settle": releases}.items():
            for share in (50, 95):
                result[f"sessions{count}_{name}_p{share}_ms"] = float(np.percentile(times, share))
        asked = len(steps) + sum(hand.refused for hand in found)
        result[f"sessions{count}_refused_share"] = 1.0 - len(steps) / asked
    with TemporaryDirectory() as folder, serving(Path(folder)) as server:
        result["step_cpu_ms"] = 1000 * asyncio.run(step_seconds(server))
    for cores in (1, 2):
        result[f"moves_{cores}_core_per_s"] = served(cores)
    return result
