"""How much memory runs may take while they are computed, all threads together, how many are
computed at once, and what long ones leave to others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Condition, get_native_id

ROOM = 650_000_000
"""Bytes; the largest run that is permitted takes some 600 MB."""
SMALL = 16_000_000
"""Runs up to this size wait for nobody."""
AT_ONCE = os.cpu_count() or 1
"""Larger ones, and parts of batches, that are computed at once: more of them would take no less
time together, and Python's one lock from whoever moves a lever meanwhile.
"""
LARGE = 64_000_000
"""Runs from this size on leave one of these places to smaller ones, where there are two: each of
them takes a second or more.
"""
GIVES_WAY = 10
"""By how much a thread that computes beside the pages is nicer than these."""

_ARRAYS_OF_SEGMENTS, _ARRAYS_OF_GROUPS = 8, 7
_condition = Condition()
_taken: list[int] = []


def run_bytes(campaigns: int, segments: int, days: int) -> int:
    """What a run takes, measured at large sizes: so many arrays of segments, and of groups."""
    each = _ARRAYS_OF_SEGMENTS + _ARRAYS_OF_GROUPS * campaigns
    return 8 * days * (segments * each + 100)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Wait until so many bytes fit beside what other threads compute; what alone is more than
    ROOM waits until nothing else is computed.
    """
    if size <= SMALL:
        yield
        return
    with _condition:
        _condition.wait_for(lambda: _fits(size))
        _taken.append(size)
    try:
        yield
    finally:
        with _condition:
            _taken.remove(size)
            _condition.notify_all()


def _fits(size: int) -> bool:
    if not _taken:
        return True
    large = sum(each >= LARGE for each in _taken)
    return len(_taken) < AT_ONCE and sum(_taken) + size <= ROOM and (
        size < LARGE or large < AT_ONCE - 1)


def give_way() -> None:
    """Let this thread, and those that it begins, have what sessions and hands leave of the cores.

    Linux alone knows that of single threads.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            now = os.getpriority(os.PRIO_PROCESS, get_native_id())
            os.setpriority(os.PRIO_PROCESS, get_native_id(), now + GIVES_WAY)
