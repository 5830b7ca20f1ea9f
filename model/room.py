"""How much memory runs may take while they are computed, all threads together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

ROOM = 650_000_000
"""Bytes; the largest run that is permitted takes some 600 MB."""
SMALL = 16_000_000
"""Runs up to this size wait for nobody."""

_ARRAYS_OF_SEGMENTS, _ARRAYS_OF_GROUPS = 8, 7
_condition = Condition()
_taken = 0


def run_bytes(campaigns: int, segments: int, days: int) -> int:
    """What a run takes, measured at large sizes: so many arrays of segments, and of groups."""
    each = _ARRAYS_OF_SEGMENTS + _ARRAYS_OF_GROUPS * campaigns
    return 8 * days * (segments * each + 100)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Wait until so many bytes fit beside what other threads compute; what alone is more than
    ROOM waits until nothing else is computed.
    """
    global _taken
    if size <= SMALL:
        yield
        return
    with _condition:
        _condition.wait_for(lambda: not _taken or _taken + size <= ROOM)
        _taken += size
    try:
        yield
    finally:
        with _condition:
            _taken -= size
            _condition.notify_all()
