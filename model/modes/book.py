"""What the modes of one scenario hold and how they came to it, day by day (modes.md section 3)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import inlined

SERIES = (
    "entered", "funded", "paid", "shortfall", "to_platform", "lapsed", "pot", "owed",
    "first_part", "repeat_part", "created", "from_pot",
)
(
    ENTERED, FUNDED, PAID, SHORTFALL, TO_PLATFORM, LAPSED, POT, OWED, FIRST_PART, REPEAT_PART,
    CREATED, FROM_POT,
) = range(len(SERIES))
"""In yuan a day, pot and owed at the close; `first_part`, `repeat_part`: what part of first orders
and of later spending entered; `created`: promises made; `from_pot`: paid by the pot itself, which
`paid` less a shortfall many times as large would not tell."""

NOTES = 5
"""Numbers a law writes down a day, to tell lots' receipts from them later."""

STATE = (
    "money", "promised", "all_entered", "last_day", "last_part", "bought_out", "stop_day",
    "first_short_day",
)
(
    MONEY, PROMISED, ALL_ENTERED, LAST_DAY, LAST_PART, BOUGHT_OUT, STOP_DAY, FIRST_SHORT_DAY,
) = range(len(STATE))
"""Yuan in the pot and owed now, all that entered so far. `last_day`: on which the mode was stopped,
bought out or had nothing left to pay; `last_part` of its due was paid; `bought_out`: part of what
lots were owed that was due then. Days are −1 until they come, `bought_out` if the law held."""

OWN = len(STATE)
"""From here on the state is a law's own."""
SLOTS = OWN + 5

MOST_OWN_SALES = 10
"""The largest `leave_count` of a chain."""
CHAIN = 2 * MOST_OWN_SALES + 1

RESIDUE = 1e-9
"""Less than this part of due, of a target, of all that entered, is nothing."""


class Book(NamedTuple):
    """Of one mode: `series` (SERIES, day), `notes` (NOTES, day), `state` (SLOTS,) and `chain`
    (CHAIN,): positions of a chain by what they may do. Leading axes: mode; scenario, mode."""

    series: np.ndarray
    notes: np.ndarray
    state: np.ndarray
    chain: np.ndarray


def no_book(days: int) -> Book:
    """The book of a scenario without modes."""
    return Book(*(values[0] for values in empty_book(1, 0, days)))


@inlined
def page(book: Book, m: int) -> Book:
    """Mode `m` of a scenario's book, or scenario `m` of a batch's."""
    return Book(book.series[m], book.notes[m], book.state[m], book.chain[m])


def empty_book(count: int, modes: int, days: int) -> Book:
    """Nothing has entered any mode, in each scenario."""
    state = np.zeros((count, modes, SLOTS))
    state[:, :, [LAST_DAY, BOUGHT_OUT, STOP_DAY, FIRST_SHORT_DAY]] = -1.0
    return Book(
        np.zeros((count, modes, len(SERIES), days)), np.zeros((count, modes, NOTES, days)), state,
        np.zeros((count, modes, CHAIN)),
    )
