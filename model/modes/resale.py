"""Daily resale at a higher price: deposits claim more every day (modes.md section 4). All claims
grow alike, so one sum tells what is due and a claim's age what a lot has received."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare, inlined
from model.modes.book import ENTERED, MONEY, OWN, Book
from model.modes.terms import KINDS

RESALE = KINDS.index("resale")

CLAIMS = OWN
"""Of the state: claims of earlier lots, yuan."""


class ResaleTerms(NamedTuple):
    """A resale's own terms."""

    yield_rate: float
    listing_fee: float
    listing_commission: float
    rollover_share: float


@inlined
def resale_terms(own: np.ndarray) -> ResaleTerms:
    """From a mode's own numbers."""
    return ResaleTerms(own[0], own[1], own[2], own[3])


@bare
def resale_day(
    terms: ResaleTerms, day: int, end_day: int, book: Book
) -> tuple[float, float, float]:
    """What a day creates, what is due to lots and uplines, and the fee, yuan."""
    state, entered = book.state, book.series[ENTERED, day]
    claims, grown = state[CLAIMS], 1.0 + terms.yield_rate
    again = terms.rollover_share if day < end_day else 0.0
    fee = min(state[MONEY], terms.listing_fee * claims)
    uplines = terms.listing_commission * claims
    state[CLAIMS] = again * grown * claims + entered
    created = entered + terms.yield_rate * claims + uplines
    return created, (1.0 - again) * grown * claims + uplines, fee


@bare
def resale_lots(
    terms: ResaleTerms, end: int, end_day: int, book: Book, received: np.ndarray,
    owed: np.ndarray,
) -> None:
    """What each lot has received and is owed at the close of day `end`, yuan (entry day)."""
    grown, again = 1.0 + terms.yield_rate, terms.rollover_share
    claim, paid = 1.0, 0.0
    open_end = min(end, end_day - 1)
    for lot in range(open_end, -1, -1):
        entered = book.series[ENTERED, lot]
        received[lot] = entered * (paid + (grown * claim if end >= end_day else 0.0))
        owed[lot] = 0.0 if end >= end_day else entered * claim
        paid += (1.0 - again) * grown * claim
        claim *= again * grown
