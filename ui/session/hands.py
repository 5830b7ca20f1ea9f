"""Turns for the questions that hands on levers ask: of each hand only the newest counts, one after
the other, and who comes when too many wait is told so at once.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

Hand: TypeAlias = tuple[str, str]
"""A user, "" where nobody signs in, and one of that user's pages."""


class Busy(Exception):
    """Too many wait."""


class Overtaken(Exception):
    """The same hand asks something newer."""


class Hands:
    """At most `places` questions at once; `most` hands wait, `each` of one user who is signed in.

    For one event loop. Users take turns, however many pages each moves levers on, and among the
    pages of one user, or where nobody signs in, these; a hand that asks anew while it waits keeps
    its turn.
    """

    def __init__(self, places: int, most: int, each: int) -> None:
        self.places, self.most, self.each = places, most, each
        self._waiting: dict[Hand, asyncio.Future[None]] = {}
        self._running = 0
        self._served: OrderedDict[object, None] = OrderedDict()

    @asynccontextmanager
    async def turn(self, hand: Hand) -> AsyncIterator[None]:
        """Wait for a place and hold it as long as the block lasts. Raises Busy and Overtaken."""
        if self._running < self.places:
            self._running += 1
        else:
            await self._its_turn(hand)
        self._serve(hand)
        try:
            yield
        finally:
            self._leave()

    async def _its_turn(self, hand: Hand) -> None:
        older = self._waiting.get(hand)
        if older is None and self._is_full(hand):
            raise Busy
        if older is not None and not older.done():
            older.set_exception(Overtaken())
        mine = self._waiting[hand] = asyncio.get_running_loop().create_future()
        try:
            await mine
        except asyncio.CancelledError:
            if self._waiting.get(hand) is mine:
                del self._waiting[hand]
            elif not mine.cancelled() and mine.exception() is None:
                self._leave()  # the place was given to it already
            raise

    def _is_full(self, hand: Hand) -> bool:
        of = Counter(user for user, _ in self._waiting)
        return len(self._waiting) >= self.most or (bool(hand[0]) and of[hand[0]] >= self.each)

    def _serve(self, hand: Hand) -> None:
        """Have user and hand stand behind all others from now on."""
        for each in (hand[0], hand):
            self._served[each] = None
            self._served.move_to_end(each)
        while len(self._served) > 4 * self.most:
            self._served.popitem(last=False)

    def _leave(self) -> None:
        """Give the place to the hand whose user, then who itself, was served longest ago."""
        place = {each: number for number, each in enumerate(self._served)}
        for hand, waiting in sorted(
                self._waiting.items(), key=lambda each: (place.get(each[0][0], -1),
                                                         place.get(each[0], -1))):
            del self._waiting[hand]
            if not waiting.done():
                waiting.set_result(None)
                return
        self._running -= 1
