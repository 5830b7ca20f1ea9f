"""Guesses that an audience sends from its phones while a step of a pitch is on show: kept in
memory alone, without names, and counted one a phone and step.
"""

import secrets
import time
from dataclasses import dataclass
from math import log
from statistics import median
from threading import Lock
from weakref import WeakValueDictionary

from scenarios.pitches import Guess
from wording import Words

PHONES = 600
"""That guess in one room; each step keeps one number of each."""
SHOWN_SECONDS = 12.0
"""A slide that has not asked for so long is not on show any more."""
BINS = 40
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is read as another off a screen."""
CODE_LENGTH = 9
ASKED_EACH_SECOND, AT_ONCE = 100.0, 400.0
"""Requests of phones that are answered: of all rooms, and how many may come together."""


@dataclass(frozen=True)
class Asked:
    """What phones are asked: a step's sentence, its guess and language."""

    step: str
    sentence: str
    guess: Guess
    words: Words


class Room:
    """Who guesses with one presenter. Its `code` lets phones in, its `secret` the slide alone."""

    def __init__(self) -> None:
        self.code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        self.secret = secrets.token_urlsafe(16)
        self._asked: Asked | None = None
        self._phones: set[str] = set()
        self._guesses: dict[str, dict[str, float]] = {}
        self._seen = 0.0
        self._lock = Lock()
        ROOMS[self.code] = self

    def show(self, asked: Asked | None) -> None:
        """What is asked from now on, if anything."""
        self._asked = asked
        self.look()

    def look(self) -> None:
        """The slide is still on show."""
        self._seen = time.monotonic()

    @property
    def asked(self) -> Asked | None:
        """What is asked now, while the slide that asks it is on show."""
        return self._asked if time.monotonic() - self._seen < SHOWN_SECONDS else None

    def enters(self, phone: str) -> str:
        """The mark of a phone: the one it has if it is from here, else a new one; "" where too
        many are here.
        """
        with self._lock:
            if phone in self._phones:
                return phone
            if len(self._phones) >= PHONES:
                return ""
            mark = secrets.token_urlsafe(12)
            self._phones.add(mark)
            return mark

    def guess(self, phone: str, step: str, value: float) -> bool:
        """Take a phone's first guess at the step that is asked; returns whether it counts."""
        with self._lock:
            asked = self.asked
            if asked is None or asked.step != step or phone not in self._phones:
                return False
            guesses = self._guesses.setdefault(step, {})
            if phone in guesses:
                return False
            guesses[phone] = value
            return True

    def told(self, phone: str, step: str) -> float | None:
        """What a phone guessed at a step."""
        return self._guesses.get(step, {}).get(phone)

    def values(self, step: str) -> list[float]:
        """All guesses at a step, from the lowest up."""
        with self._lock:
            return sorted(self._guesses.get(step, {}).values())

    def forget(self, step: str) -> None:
        """Have the step guessed anew."""
        with self._lock:
            self._guesses.pop(step, None)


ROOMS: WeakValueDictionary[str, Room] = WeakValueDictionary()
"""By code; a room lasts as long as its presenter's session."""


def middle(values: list[float]) -> float | None:
    """The guess in the middle."""
    return median(values) if values else None


def share(guess: Guess, value: float) -> float:
    """Where a value stands on the scale, 0 … 1 (as `slide_js/scale.js` has it)."""
    low, high, at = guess.low, guess.high, value
    if guess.scale == "log":
        low, high, at = (log(max(each, 1e-300)) for each in (low, high, value))
    return max(0.0, min(1.0, (at - low) / (high - low)))


def bins(guess: Guess, values: list[float]) -> list[int]:
    """How many guesses stand in each part of the scale."""
    counts = [0] * BINS
    for value in values:
        counts[min(BINS - 1, int(share(guess, value) * BINS))] += 1
    return counts


class Rate:
    """So many a second, and as many at once as have been saved up to `most`."""

    def __init__(self, each_second: float, most: float) -> None:
        self.each_second, self.most = each_second, most
        self._left, self._at = most, time.monotonic()
        self._lock = Lock()

    def allows(self) -> bool:
        """Whether one more may come now."""
        with self._lock:
            now = time.monotonic()
            self._left = min(self.most, self._left + (now - self._at) * self.each_second)
            self._at = now
            if self._left < 1.0:
                return False
            self._left -= 1.0
            return True


RATE = Rate(ASKED_EACH_SECOND, AT_ONCE)
