"""How many sockets are open at once, and for whom: strangers take none from who is signed in.

An open page takes `DESCRIPTORS` of the operating system's, of which a process has so many.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

DESCRIPTORS = 4
WANTED = 65_536
"""Descriptors that will do for every team."""
SPARE = 200
"""Descriptors for all else: files, database, requests."""
EACH = 100
"""Pages that one user, or one address where nobody signs in, may have open."""
STRANGERS_EACH, STRANGERS_PART = 40, 0.25
"""Pages to sign in on from one address; what part of all places is theirs at most."""
_log = logging.getLogger("backstop")


class Places:
    """Places for sockets, `room` of them."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._taken: Counter[tuple[str, str]] = Counter()
        self._strangers = 0

    @contextmanager
    def taken(self, who: str, address: str, signs_in: bool) -> Iterator[bool]:
        """Hold a place as long as the block lasts, if (as it says) one is free.

        `who`: the user's id, "" for a stranger; `signs_in`: whether users sign in here at all.
        """
        stranger = signs_in and not who
        key = ("user", who) if who else ("address", address)
        is_free = self._is_free(key, stranger)
        if not is_free:
            _log.warning("no place for another page of %s", who or address)
            yield False
            return
        self._count(key, stranger, 1)
        try:
            yield True
        finally:
            self._count(key, stranger, -1)

    def _is_free(self, key: tuple[str, str], stranger: bool) -> bool:
        if self._taken.total() >= self.room:
            return False
        if stranger:
            return (self._taken[key] < STRANGERS_EACH
                    and self._strangers < max(1, int(self.room * STRANGERS_PART)))
        # Where nobody signs in all may come through one proxy, from one address.
        return self._taken[key] < (EACH if key[0] == "user" else max(1, self.room // 2))

    def _count(self, key: tuple[str, str], stranger: bool, by: int) -> None:
        self._taken[key] += by
        self._strangers += by if stranger else 0
        if not self._taken[key]:
            del self._taken[key]


PLACES = Places(100)
"""Those of this server, as many as `make_room` found."""


def make_room() -> None:
    """Have as many descriptors as the operating system grants, and as many places."""
    PLACES.room = max(10, (_descriptors() - SPARE) // DESCRIPTORS)


def _descriptors() -> int:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return WANTED
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(hard, WANTED)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return WANTED if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):  # macOS grants less than it says
        return soft
    return wanted
