"""What the modes of a run did, told when somebody asks."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.modes import lots, summary
from model.modes.book import (
    CREATED,
    ENTERED,
    FIRST_PART,
    FROM_POT,
    FUNDED,
    LAPSED,
    OWED,
    PAID,
    POT,
    REPEAT_PART,
    SERIES,
    STOP_DAY,
    TO_PLATFORM,
    Book,
    empty_book,
)
from model.modes.chain import BOSSES, CHAIN, TEAMS
from model.modes.terms import END_DAY, KIND, TAKES_MONEY, ModeTerms, no_modes

DAILY = SERIES[: POT + 2]
"""What a file tells of every mode, day by day."""


class Lots(NamedTuple):
    """By entry day (scenario, mode, entry_day): yuan received and owed, and the part of what
    entered that got back at least itself, NaN where nothing did."""

    received: np.ndarray
    owed: np.ndarray
    whole: np.ndarray


class PerYuan(NamedTuple):
    """Of a yuan of first and of later orders, by the end (scenario, 2, day): what it gets from
    modes, and what is put into them beside it."""

    gets: np.ndarray
    puts: np.ndarray


@dataclass(frozen=True, eq=False)
class Modes:
    """Terms and books of the modes of a batch, and what follows from them."""

    ids: tuple[str, ...]
    terms: ModeTerms
    book: Book

    @staticmethod
    def none(count: int, days: int) -> Modes:
        """Of scenarios without any."""
        return Modes((), no_modes(count), empty_book(count, 0, days))

    def daily(self, series: int) -> np.ndarray:
        """One series (scenario, mode, day)."""
        return np.asarray(self.book.series[:, :, series])

    @property
    def columns(self) -> dict[str, np.ndarray]:
        """The daily series of every mode, `<name>.<id>` → (scenario, day)."""
        return {
            f"{name}.{mode}": self.book.series[:, m, s]
            for m, mode in enumerate(self.ids) for s, name in enumerate(DAILY)
        }

    @functools.cached_property
    def received(self) -> np.ndarray:
        """What lots received by the end, yuan (scenario, mode, entry_day)."""
        return self._accounts[0]

    @functools.cached_property
    def _accounts(self) -> tuple[np.ndarray, np.ndarray]:
        shape = self.daily(ENTERED).shape
        received, owed = np.zeros(shape), np.zeros(shape)
        lots.fill_lots(self.terms, self.book, received, owed)
        return received, owed

    @functools.cached_property
    def lots(self) -> Lots:
        """What became of each day's money by the end."""
        received, owed = self._accounts
        whole = np.zeros(received.shape)
        lots.fill_whole(self.terms, self.book, received, whole)
        for m in np.flatnonzero(self.terms.rules[:, KIND] == CHAIN):
            entered = self.daily(ENTERED)[:, m] > 0.0
            whole[:, m] = np.where(entered, lots.chain_whole(self.terms, self.book, int(m)), np.nan)
        return Lots(received, owed, whole)

    @functools.cached_property
    def per_yuan(self) -> PerYuan:
        """What orders get from modes and put into them."""
        received = self.received
        shape = (received.shape[0], 2, received.shape[2])
        found = PerYuan(np.zeros(shape), np.zeros(shape))
        lots.fill_orders(self.terms, self.book, received, *found)
        return found

    def gets_by_day(self, scenario: int) -> np.ndarray:
        """What a yuan of first and of later orders got by the close of each day (2, day, close)."""
        one = Book(*(values[scenario] for values in self.book))
        days = one.series.shape[-1]
        gets = np.empty((2, days, days))
        lots.fill_orders_by_day(self.terms, scenario, one, gets)
        return gets

    @property
    def closing_day(self) -> np.ndarray:
        """The day on which each is closed for good, by its terms or stopped (scenario, mode)."""
        stopped = self.book.state[:, :, STOP_DAY]
        by_terms = self.terms.numbers[:, :, END_DAY]
        return np.where(stopped >= 0.0, np.minimum(by_terms, stopped + 1.0), by_terms)

    @functools.cached_property
    def outside(self) -> np.ndarray:
        """Part of first and of later orders that does not go through modes (scenario, 2, day)."""
        orders = self.terms.rules[:, TAKES_MONEY] == 0
        parts = self.book.series[:, orders][:, :, [FIRST_PART, REPEAT_PART]].sum(axis=1)
        return np.asarray(1.0 - np.minimum(1.0, parts))

    @functools.cached_property
    def deposits(self) -> np.ndarray:
        """Money put in beside orders, yuan (scenario, day)."""
        return np.asarray(self.daily(ENTERED)[:, self.terms.rules[:, TAKES_MONEY] == 1].sum(axis=1))

    @functools.cached_property
    def put_in(self) -> np.ndarray:
        """Funding and tails, which come out of the shop, yuan (scenario, day)."""
        return np.asarray(self.daily(FUNDED).sum(axis=1) - self.deposits)

    @functools.cached_property
    def paid(self) -> np.ndarray:
        """What members are paid by modes, yuan (scenario, day)."""
        return np.asarray(self.daily(PAID).sum(axis=1))

    @functools.cached_property
    def from_pots(self) -> np.ndarray:
        """What of it comes out of pots, yuan (scenario, day)."""
        return np.asarray(self.daily(FROM_POT).sum(axis=1))

    @property
    def to_platform(self) -> np.ndarray:
        """Fees and rests of pots, yuan (scenario, day)."""
        return np.asarray(self.daily(TO_PLATFORM).sum(axis=1))

    @property
    def created(self) -> np.ndarray:
        """Promises made, yuan (scenario, mode, day)."""
        return self.daily(CREATED)

    @property
    def promised(self) -> np.ndarray:
        """Paid, owed or lapsed by the end, yuan (scenario,)."""
        gone = self.daily(PAID).sum(axis=(1, 2)) + self.daily(LAPSED).sum(axis=(1, 2))
        return np.asarray(gone + self.owed)

    @property
    def chain_imbalance(self) -> np.ndarray:
        """How far agents in teams are from all agents of chains, as a part of these (scenario,)."""
        chain = self.book.chain
        agents = chain[:, :, :BOSSES].sum(axis=(1, 2))
        in_teams = chain[:, :, TEAMS:].sum(axis=(1, 2))
        off = np.abs(agents - in_teams)
        return np.asarray(np.divide(off, agents, out=np.zeros_like(off), where=agents > 0.0))

    @property
    def unfunded(self) -> np.ndarray:
        """What is owed at the end beyond the pots, yuan (scenario,)."""
        return np.asarray(self.unfunded_by_day[:, -1])

    @property
    def unfunded_by_day(self) -> np.ndarray:
        """The same at each close, yuan (scenario, day)."""
        lacking = self.daily(OWED) - self.daily(POT)
        return np.asarray(np.maximum(0.0, lacking).sum(axis=1))

    @functools.cached_property
    def owed(self) -> np.ndarray:
        """What is owed at the end, yuan (scenario,)."""
        return np.asarray(self.daily(OWED)[:, :, -1].sum(axis=1))

    @functools.cached_property
    def readings(self) -> np.ndarray:
        """Every reading of every mode (scenario, mode, summary.READINGS), NaN where undefined."""
        received, _, whole = self.lots
        found = np.empty((*received.shape[:2], len(summary.READINGS)))
        summary.fill_readings(self.terms, self.book, received, whole, found)
        return found
