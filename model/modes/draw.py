"""Group draws: some of those who pay get the goods, the others their money and a reward; winners a
fund that is paid out a little a day (modes.md section 4)."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.bounds import FOR_EVER
from model.compiled import bare, inlined
from model.modes.book import ENTERED, RESIDUE, Book
from model.modes.terms import KINDS

DRAW = KINDS.index("draw")

SO_FAR = 0
"""Of the notes: all that entered up to the day."""


class DrawTerms(NamedTuple):
    """A draw's own terms: `reward` of losers, and the fund, per yuan of winners' orders."""

    reward: float
    winner_fund: float
    fund_release_rate: float


@inlined
def draw_terms(own: np.ndarray) -> DrawTerms:
    """From a mode's own numbers."""
    group_size, winners, loser_reward = own[0], own[1], own[2]
    return DrawTerms(loser_reward * (group_size - winners) / winners, own[3], own[4])


@bare
def whole_payments(rate: float) -> int:
    """How many payments of the full rate a fund bears."""
    return math.floor(min(FOR_EVER, 1.0 / rate + RESIDUE))


@bare
def draw_day(terms: DrawTerms, day: int, book: Book) -> tuple[float, float]:
    """What a day creates and what is due, yuan: rewards, and a payment of each earlier fund."""
    entered, so_far = book.series[ENTERED], book.notes[SO_FAR]
    before = so_far[day - 1] if day > 0 else 0.0
    so_far[day] = before + entered[day]
    reward = terms.reward * entered[day]
    fund, rate = terms.winner_fund, terms.fund_release_rate
    whole = whole_payments(rate)
    last = day - whole - 1
    paying = rate * (before - (so_far[last] if last >= 0 else 0.0))
    if last >= 0:
        paying += max(0.0, 1.0 - rate * whole) * entered[last]
    return reward + fund * entered[day], reward + fund * paying


@bare
def draw_lots(
    terms: DrawTerms, end: int, book: Book, received: np.ndarray, owed: np.ndarray
) -> None:
    """What each lot has received and is owed at the close of day `end`, yuan (entry day)."""
    fund, rate = terms.winner_fund, terms.fund_release_rate
    for lot in range(end + 1):
        entered = book.series[ENTERED, lot]
        paid = min(1.0, rate * (end - lot))
        received[lot] = entered * (terms.reward + fund * paid)
        owed[lot] = entered * fund * (1.0 - paid)
