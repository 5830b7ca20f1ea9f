"""Where the parts of long work are done: here, one after the other, or wherever somebody has set up
machines for it (`elsewhere`). No question knows which; the numbers are the same to the last bit:
how work is parted depends on the work alone (what is run beside a run decides its last digit), and
results come in the order of the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


class Place(Protocol):
    """Does the parts of some work."""

    @property
    def threads(self) -> int | None:
        """Threads for each part; None: as many as there are cores."""

    def each(
        self, work: Callable[[Part], Result], parts: Iterable[Part]
    ) -> Generator[Result, None, None]:
        """What comes of each part, in their order; who wants no more closes it. `work` and the
        parts can be pickled. Raises what `work` raises, Cancelled where nobody waits any more
        (`batches.heard_by`).
        """


@dataclass(frozen=True)
class Here:
    """This process."""

    threads: int | None = None

    def each(
        self, work: Callable[[Part], Result], parts: Iterable[Part]
    ) -> Generator[Result, None, None]:
        """One after the other, none before it is asked for."""
        for part in parts:
            yield work(part)


HERE: Place = Here()

_place: ContextVar[Place] = ContextVar("place", default=HERE)


def current() -> Place:
    """Where work of this thread is done."""
    return _place.get()


@contextmanager
def done_at(place: Place) -> Iterator[None]:
    """Have what this thread computes meanwhile done there, however deep in some analysis."""
    before = _place.set(place)
    try:
        yield
    finally:
        _place.reset(before)
