"""Places for what is computed: a few at once, a bounded line, and of it only a part for each."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Event
from typing import TypeVar

from analysis.batches import Progress, heard_by

AT_ONCE = 2
"""Computations at once: each uses the cores that are there."""
WAITING, EACH = 64, 16
"""Requests in the line, computed ones among them; of one caller."""
LOOK_SECONDS = 0.5
"""How often it is looked whether the caller is still there."""

Answer = TypeVar("Answer")


class Crowded(Exception):
    """No place in the line; `alone`: because this caller has taken all that one may."""

    def __init__(self, alone: bool) -> None:
        super().__init__()
        self.alone = alone


class Line:
    """Whoever comes is computed in turn, or told at once that there is no place."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, each: int = EACH) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._waiting, self._each = waiting, each
        self._held: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, who: str) -> AsyncIterator[None]:
        """Wait for a place and keep it. Raises Crowded."""
        if self._held[who] >= self._each or self._held.total() >= self._waiting:
            raise Crowded(self._held[who] >= self._each)
        self._held[who] += 1
        try:
            async with self._places:
                yield
        finally:
            self._held[who] -= 1
            self._held = +self._held


class Desk:
    """A line with the threads that serve it."""

    def __init__(self) -> None:
        self._line, self._threads = Line(), ThreadPoolExecutor(AT_ONCE, "api")

    async def computed(
        self, who: str, work: Callable[[Progress], Answer],
        gone: Callable[[], Awaitable[bool]] | None = None,
    ) -> Answer:
        """What `work` gives, in its turn and in a thread; it is told to stop once the caller has
        `gone`, or no longer waits. Raises Crowded, and what `work` raises (Cancelled among it).
        """
        given_up = Event()

        def go_on(_done: int, _total: int) -> bool:
            return not given_up.is_set()

        def heard() -> Answer:
            with heard_by(go_on):
                return work(go_on)

        async with self._line.turn(who):
            working = asyncio.get_running_loop().run_in_executor(self._threads, heard)
            try:
                while not (await asyncio.wait({working}, timeout=LOOK_SECONDS))[0]:
                    if gone is not None and await gone():
                        given_up.set()
                return await working
            finally:
                given_up.set()
