"""The course of operating cash: what it needs to start with, when it never recovers, and what
money that comes once hides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model import Run

YEAR = 365
"""Days of the first year, in which agents pay to join."""


@dataclass(frozen=True)
class Course:
    """Yuan and days of one run; None where there is no such day.

    `at_start` is the depth of a first stretch below zero that begins on day 0; `never_recovers`
    the day from which cash stays below zero to the end; `recovered` the day from which it stays at
    or above zero, after a day below.
    """

    first_negative: int | None
    at_start: float
    never_recovers: int | None
    recovered: int | None
    funding: float
    closing: float

    @property
    def starts_below(self) -> bool:
        """Whether the very first day closes below zero."""
        return self.first_negative == 0

    @property
    def always_below(self) -> bool:
        """Whether every day closes below zero."""
        return self.never_recovers == 0


@dataclass(frozen=True)
class OneOff:
    """Money that comes once, yuan: agents' fees of the first `days` less the goods given for them,
    and the cash at the start. `closing` is what cash stands at then; `negative` the first day that
    would close below zero without that money.
    """

    days: int
    fees: float
    opening: float
    closing: float
    negative: int

    @property
    def without(self) -> float:
        """What cash would stand at then without it."""
        return self.closing - self.fees - self.opening


def course(run: Run) -> Course:
    """The course of a single run's operating cash."""
    cash = run.daily["operating_cash"][0]
    below = np.flatnonzero(cash < 0)
    if not below.size:
        return Course(
            first_negative=None,
            at_start=0.0,
            never_recovers=None,
            recovered=None,
            funding=0.0,
            closing=float(cash[-1]),
        )
    above = np.flatnonzero(cash >= 0)
    first_stretch = cash[: int(above[0]) if above.size else cash.size]
    last = int(above[-1]) + 1 if above.size else 0
    ends_below = last < cash.size
    return Course(
        first_negative=int(below[0]),
        at_start=float(-first_stretch.min()) if below[0] == 0 else 0.0,
        never_recovers=last if ends_below else None,
        recovered=None if ends_below else int(below[-1]) + 1,
        funding=float(-cash.min()),
        closing=float(cash[-1]),
    )


def one_off(run: Run) -> OneOff | None:
    """Money that comes once, where without it cash would be below zero in the first year on a day
    on which, and before which, it is not.
    """
    cash = run.daily["operating_cash"][0]
    net = np.cumsum(run.cash["agent_fees"][0] - run.cash["agent_goods"][0])
    opening = max(0.0, run.scenario.number("platform.initial_cash"))
    without = np.flatnonzero(cash - np.maximum(net, 0.0) - opening < 0)
    with_it = np.flatnonzero(cash < 0)
    first = int(without[0]) if without.size else cash.size
    if first >= min(YEAR, with_it[0] if with_it.size else cash.size):
        return None
    days = min(YEAR, cash.size)
    return OneOff(days, float(max(0.0, net[days - 1])), opening, float(cash[days - 1]), first)
