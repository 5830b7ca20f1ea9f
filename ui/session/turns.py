"""Places for long computations, given in turn: whoever has fewest running is next, then whoever has
waited longest, however many one user has asked for.
"""

import logging
import os
import sys
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread, get_native_id
from typing import Any

_log = logging.getLogger("backstop")

Act = tuple[Callable[..., object], tuple[Any, ...]]


GIVES_WAY = 10
"""By how much a thread that computes beside the pages is nicer than these."""


def give_way() -> None:
    """Let this thread, and those that it begins, have what sessions and hands leave of the cores.

    Linux alone knows that of single threads.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            now = os.getpriority(os.PRIO_PROCESS, get_native_id())
            os.setpriority(os.PRIO_PROCESS, get_native_id(), now + GIVES_WAY)


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
