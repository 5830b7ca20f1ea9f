"""Answers kept for questions asked lately, as many as fit into so many bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from threading import Lock
from typing import Generic, TypeVar

import numpy as np

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")


class Kept(Generic[Asked, Answer]):
    """A function whose last answers are kept: at most `most`, and at most `room` bytes in arrays;
    the last one whatever it takes. Two threads that ask the same at once wait for one answer.
    """

    def __init__(self, answer: Callable[[Asked], Answer], room: int, most: int) -> None:
        self._answer, self.room, self.most = answer, room, most
        self._kept: OrderedDict[Asked, tuple[Answer, int]] = OrderedDict()
        self._asking: dict[Asked, Lock] = {}
        self._lock = Lock()

    def __call__(self, asked: Asked) -> Answer:
        found = self._found(asked)
        if found is not None:
            return found[0]
        with self._lock:
            turn = self._asking.setdefault(asked, Lock())
        with turn:
            found = self._found(asked)
            if found is None:
                try:
                    found = self._put(asked, self._answer(asked))
                finally:
                    with self._lock:
                        self._asking.pop(asked, None)
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
