"""Places for what is computed: a few at once, a bounded line, and of it only a part for each."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

AT_ONCE = 2
"""Computations at once: each uses the cores that are there."""
WAITING, EACH = 64, 16
"""Requests in the line, computed ones among them; of one caller."""


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
