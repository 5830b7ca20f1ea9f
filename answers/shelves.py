"""Answers kept for questions asked lately, as many as fit into so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from functools import wraps
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Generic, ParamSpec, TypeVar

import numpy as np

from analysis.batches import heard, heard_by
from model.room import give_way

LOOK_SECONDS = 0.25
"""How often who waits for another's answer looks whether anybody waits for theirs."""
ALONE_SECONDS = 1.0
"""How long an answer is sought beside the pages as one of them; then it gives way to them."""
REST_SECONDS = 0.05
"""Who gives way rests as long as it has worked, and so long at most: Python has one lock, which no
priority knows of.
"""
GRACE_SECONDS = 10.0
"""An answer that nobody waits for any more is sought for as long again as it was waited for, and so
long at most: others may ask for it, and what was done would be lost.
"""

Given = ParamSpec("Given")
Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")


class Alone(Generic[Asked]):
    """Lets one thread at a time ask the same: the others find its answer when it is their turn."""

    def __init__(self) -> None:
        self._turns: dict[Asked, Lock] = {}
        self._lock = Lock()

    @contextmanager
    def asks(self, asked: Asked) -> Iterator[None]:
        """Wait until nobody else asks it. Raises Cancelled where one waits for whom nobody waits
        (`analysis.batches.heard_by`).
        """
        with self._lock:
            turn = self._turns.setdefault(asked, Lock())
        while not turn.acquire(timeout=LOOK_SECONDS):
            heard(0, 0)
        try:
            yield
        finally:
            with self._lock:
                if self._turns.get(asked) is turn:
                    del self._turns[asked]
            turn.release()


class Kept(Generic[Asked, Answer]):
    """A function whose last answers are kept: at most `most`, and at most `room` bytes in arrays;
    the last one whatever it takes. Two threads that ask the same at once wait for one answer.
    Raises Cancelled where one waits for whom nobody waits (`analysis.batches.heard_by`).
    """

    def __init__(self, answer: Callable[[Asked], Answer], room: int, most: int) -> None:
        self._answer, self.room, self.most = answer, room, most
        self._kept: OrderedDict[Asked, tuple[Answer, int]] = OrderedDict()
        self._alone = Alone[Asked]()
        self._lock = Lock()

    def __call__(self, asked: Asked) -> Answer:
        found = self._found(asked)
        if found is not None:
            return found[0]
        with self._alone.asks(asked):
            found = self._found(asked)
            if found is None:
                found = self._put(asked, self._answer(asked))
        return found[0]

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def taken(self) -> int:
        """Bytes of all that is kept."""
        with self._lock:
            return sum(size for _, size in self._kept.values())

    def _found(self, asked: Asked) -> tuple[Answer, int] | None:
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def _put(self, asked: Asked, answer: Answer) -> tuple[Answer, int]:
        made = answer, nbytes(answer)
        with self._lock:
            self._kept[asked] = made
            while len(self._kept) > 1 and self._is_full():
                self._kept.popitem(last=False)
        return made

    def _is_full(self) -> bool:
        return len(self._kept) > self.most or self.room < sum(
            size for _, size in self._kept.values())


def once(most: int) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Keep a function's last answers, as `lru_cache` does, and let several that ask the same at
    once wait for one answer: a page that takes seconds is opened by many at the same time.

    It is found in a thread of its own, which goes on while anybody waits for it, a little longer
    (`GRACE_SECONDS`), and gives way to the pages after a while.
    """

    def keeping(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
        found = _Once(function, most)

        @wraps(function)
        def answer(*asked: Given.args, **named: Given.kwargs) -> Answer:
            assert not named, "answers are kept by the places of what is asked"
            return found.answer(asked)

        return answer

    return keeping


class _Once(Generic[Answer]):
    def __init__(self, function: Callable[..., Answer], most: int) -> None:
        self._function, self.most = function, most
        self._kept: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self._sought: dict[tuple[object, ...], _Sought] = {}
        self._lock = Lock()

    def answer(self, asked: tuple[object, ...]) -> Answer:
        while True:
            with self._lock:
                if asked in self._kept:
                    self._kept.move_to_end(asked)
                    return self._kept[asked]
                sought = self._joined(asked)
            try:
                sought.wait()
            finally:
                with self._lock:
                    sought.waiting -= 1
                    sought.left = monotonic()

    def _joined(self, asked: tuple[object, ...]) -> _Sought:
        """One more waits for it; the first has it sought."""
        sought = self._sought.get(asked)
        if sought is not None:
            sought.waiting += 1
            return sought
        sought = self._sought[asked] = _Sought(waiting=1)
        Thread(target=self._find, args=(asked, sought), daemon=True).start()
        return sought

    def _goes_on(self, asked: tuple[object, ...], sought: _Sought) -> bool:
        """Whether anybody waits for it, or did lately; else who asks from now on begins anew."""
        with self._lock:
            waited = min(GRACE_SECONDS, sought.left - sought.begun)
            if sought.waiting or monotonic() - sought.left < waited:
                return True
            self._drop(asked, sought)
            return False

    def _find(self, asked: tuple[object, ...], sought: _Sought) -> None:
        def told(done: int, total: int) -> bool:
            sought.told(done, total)
            return self._goes_on(asked, sought)

        try:
            with heard_by(told):
                answer = self._function(*asked)
            with self._lock:
                self._kept[asked] = answer
                while len(self._kept) > self.most:
                    self._kept.popitem(last=False)
        except BaseException as error:  # whoever waits raises it
            sought.error = error
        with self._lock:
            self._drop(asked, sought)
        sought.ended.set()

    def _drop(self, asked: tuple[object, ...], sought: _Sought) -> None:
        if self._sought.get(asked) is sought:
            del self._sought[asked]


@dataclass(eq=False)
class _Sought:
    """An answer that is sought by a thread, for so many that wait; how far it is."""

    waiting: int = 0
    ended: Event = field(default_factory=Event)
    error: BaseException | None = None
    done: int = 0
    total: int = 0
    begun: float = field(default_factory=monotonic)
    gives_way: bool = False
    rested: float = 0.0
    left: float = 0.0

    def told(self, done: int, total: int) -> None:
        """Take a report of the thread that seeks, and have it give way after a while."""
        if total:
            self.done, self.total = done, total
        if not self.gives_way and monotonic() - self.begun >= ALONE_SECONDS:
            give_way()
            self.gives_way = True
        if self.gives_way:
            sleep(min(REST_SECONDS, monotonic() - self.rested))
            self.rested = monotonic()

    def wait(self) -> None:
        """Until it has ended. Raises what the thread raised; Cancelled where nobody waits for who
        waits here.
        """
        while not self.ended.wait(LOOK_SECONDS):
            heard(self.done, self.total)
        if self.error is not None:
            raise self.error


def nbytes(thing: object) -> int:
    """Bytes of all arrays in it; one that several parts look at counts once."""
    found: dict[int, int] = {}
    _gather(thing, found)
    return sum(found.values())


def _gather(thing: object, found: dict[int, int]) -> None:
    if isinstance(thing, np.ndarray):
        while isinstance(thing.base, np.ndarray):
            thing = thing.base
        found[id(thing)] = thing.nbytes
    elif isinstance(thing, Mapping):
        for each in thing.values():
            _gather(each, found)
    elif isinstance(thing, list | tuple):
        for each in thing:
            _gather(each, found)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for each in fields(thing):
            _gather(getattr(thing, each.name), found)
