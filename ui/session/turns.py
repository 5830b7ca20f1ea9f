"""Places for long computations, given in turn: whoever has fewest running is next, then whoever has
waited longest, however many one user has asked for.
"""

import logging
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from threading import Condition, Thread
from typing import Any

from model.room import give_way

_log = logging.getLogger("backstop")

Act = tuple[Callable[..., object], tuple[Any, ...]]


class Turns:
    """At most `places` threads, which take what is submitted for somebody (`who`)."""

    def __init__(self, places: int, name: str) -> None:
        self.places, self.name = places, name
        self._waiting: OrderedDict[str, deque[Act]] = OrderedDict()
        self._running: Counter[str] = Counter()
        self._condition = Condition()
        self._threads = 0

    def submit(self, act: Callable[..., object], *arguments: Any, who: str = "") -> None:
        """Have it done once there is a place and it is the turn of `who`."""
        with self._condition:
            self._waiting.setdefault(who, deque()).append((act, arguments))
            if self._threads < self.places:
                self._threads += 1
                Thread(target=self._work, name=f"{self.name} {self._threads}", daemon=True).start()
            self._condition.notify()

    def _work(self) -> None:
        give_way()
        while True:
            with self._condition:
                self._condition.wait_for(lambda: bool(self._waiting))
                who, (act, arguments) = self._next()
                self._running[who] += 1
            try:
                act(*arguments)
            except Exception:
                _log.exception("what had its turn failed")
            del act, arguments  # nobody is held while the next is waited for
            with self._condition:
                self._running[who] -= 1

    def _next(self) -> tuple[str, Act]:
        self._running = +self._running  # without those at zero
        who = min(self._waiting, key=lambda each: self._running[each])
        queue = self._waiting[who]
        act = queue.popleft()
        if queue:
            self._waiting.move_to_end(who)
        else:
            del self._waiting[who]
        return who, act
