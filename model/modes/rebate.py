"""Rebates: an order gets a multiple of itself back, out of what later orders bring (modes.md 4).

A lot's open yuan have all received the same, and the oldest lot most: it finishes first, whether it
is completed, paid evenly or lapses. So a pointer to the oldest open lot and a running sum of what
was paid evenly tell every lot's state.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.bounds import TIE
from model.compiled import bare, inlined
from model.modes.book import ENTERED, MONEY, OWN, Book
from model.modes.terms import KINDS

REBATE = KINDS.index("rebate")

FIRST, FIRST_LEFT, OPEN, OPEN_SUMMED = range(OWN, OWN + 4)
"""Of the state: the oldest open lot, its open yuan, those of all lots, and as last added up."""

EVEN, FIRST_OF_DAY, LEFT_OF_DAY, COMPLETED, AT_LEAVING = range(5)
"""Of the notes, by day of the run: paid evenly so far per open yuan, oldest open lot at the close
and its open yuan; by entry day: yuan completed, and what its others had received per yuan when they
lapsed."""


class RebateTerms(NamedTuple):
    """A rebate's own terms."""

    payout_multiple: float
    head_share: float
    pot_release_rate: float
    claim_days: float


@inlined
def rebate_terms(own: np.ndarray) -> RebateTerms:
    """From a mode's own numbers."""
    return RebateTerms(own[0], own[1], own[2], own[3])


@inlined
def received_so_far(even: float, book: Book) -> float:
    """Per open yuan of the oldest lot; `even`: paid evenly so far."""
    return float(even - book.notes[EVEN, int(book.state[FIRST])])


@bare
def go_on(day: int, book: Book) -> None:
    """The oldest open lot has none open any more: on to the next, up to today's."""
    state, entered = book.state, book.series[ENTERED]
    state[OPEN] -= state[FIRST_LEFT]
    state[FIRST] += 1.0
    first = int(state[FIRST])
    state[FIRST_LEFT] = entered[first]
    if state[OPEN] < 0.5 * state[OPEN_SUMMED]:  # add up anew: a difference loses digits
        state[OPEN] = 0.0
        for lot in range(first, day):
            state[OPEN] += entered[lot]
        state[OPEN_SUMMED] = state[OPEN]


@bare
def lapse(multiple: float, claim_days: int, day: int, even: float, book: Book) -> float:
    """Yuan of promise that lapse because their lots are too old."""
    lapsed, state = 0.0, book.state
    while state[FIRST] < day - claim_days:
        received = received_so_far(even, book)
        book.notes[AT_LEAVING, int(state[FIRST])] = received
        lapsed += state[FIRST_LEFT] * max(0.0, multiple - received)
        go_on(day, book)
    return lapsed


@bare
def complete(multiple: float, budget: float, day: int, even: float, book: Book) -> float:
    """Complete orders from the oldest on; yuan paid, added up, for a difference of what was there
    and what is left would lose them in a large pot."""
    state, paid = book.state, 0.0
    while budget > 0.0 and state[FIRST] < day:
        lot = int(state[FIRST])
        missing = max(0.0, multiple - received_so_far(even, book))
        if missing * state[FIRST_LEFT] > budget:
            done = budget / missing
            book.notes[COMPLETED, lot] += done
            state[FIRST_LEFT] -= done
            state[OPEN] -= done
            return paid + budget
        budget -= missing * state[FIRST_LEFT]
        paid += missing * state[FIRST_LEFT]
        book.notes[COMPLETED, lot] += state[FIRST_LEFT]
        go_on(day, book)
    return paid


@bare
def pay_evenly(
    multiple: float, budget: float, day: int, even: float, book: Book
) -> tuple[float, float]:
    """Pay every open yuan the same, none above the multiple: (yuan paid, so far per open yuan)."""
    state, paid = book.state, 0.0
    while budget > 0.0 and state[FIRST] < day:
        missing = max(0.0, multiple - received_so_far(even, book))
        if state[FIRST_LEFT] > 0.0:
            if missing * state[OPEN] > budget:
                return paid + budget, even + budget / state[OPEN]
            budget -= missing * state[OPEN]
            paid += missing * state[OPEN]
            even += missing
            book.notes[COMPLETED, int(state[FIRST])] += state[FIRST_LEFT]
        go_on(day, book)
    return paid, even


@bare
def rebate_day(
    terms: RebateTerms, day: int, book: Book
) -> tuple[float, float, float]:
    """What a day creates, pays to lots and lets lapse, yuan."""
    state, notes, entered = book.state, book.notes, book.series[ENTERED, day]
    multiple = terms.payout_multiple
    even = notes[EVEN, day - 1] if day > 0 else 0.0
    lapsed = lapse(multiple, int(terms.claim_days), day, even, book)
    budget = terms.pot_release_rate * state[MONEY]
    to_head = terms.head_share * budget
    paid = complete(multiple, to_head, day, even, book)
    evenly, even = pay_evenly(multiple, budget - to_head, day, even, book)
    if state[FIRST] == day:
        state[FIRST_LEFT], state[OPEN] = entered, 0.0
    state[OPEN] += entered
    state[OPEN_SUMMED] = max(state[OPEN_SUMMED], state[OPEN])
    notes[EVEN, day] = even
    notes[FIRST_OF_DAY, day], notes[LEFT_OF_DAY, day] = state[FIRST], state[FIRST_LEFT]
    return multiple * entered, paid + evenly, lapsed


@bare
def rebate_lots(
    terms: RebateTerms, end: int, book: Book, received: np.ndarray, owed: np.ndarray
) -> None:
    """What each lot has received and is owed at the close of day `end`, yuan (entry day)."""
    multiple, notes = terms.payout_multiple, book.notes
    first = int(notes[FIRST_OF_DAY, end]) if end >= 0 else 0
    for lot in range(end + 1):
        entered, completed = book.series[ENTERED, lot], notes[COMPLETED, lot]
        if lot < first:
            received[lot] = completed * multiple
            received[lot] += max(0.0, entered - completed) * notes[AT_LEAVING, lot]
        else:
            still_open = notes[LEFT_OF_DAY, end] if lot == first else entered
            so_far = notes[EVEN, end] - notes[EVEN, lot]
            received[lot] = (entered - still_open) * multiple + still_open * so_far
            owed[lot] = still_open * (multiple - so_far)


@bare
def rebate_whole(
    terms: RebateTerms, end: int, bought_out: float, book: Book, whole: np.ndarray
) -> None:
    """Part of each lot that got back at least itself by the close of day `end`, the last of the
    law; then `bought_out` of what its open yuan were owed was paid (entry day)."""
    multiple, notes = terms.payout_multiple, book.notes
    first = int(notes[FIRST_OF_DAY, end]) if end >= 0 else 0
    for lot in range(end + 1):
        entered = book.series[ENTERED, lot]
        if entered > 0.0:
            completed, so_far = notes[COMPLETED, lot], notes[AT_LEAVING, lot]
            if lot >= first:
                completed = entered - notes[LEFT_OF_DAY, end] if lot == first else 0.0
                so_far = notes[EVEN, end] - notes[EVEN, lot]
                so_far += max(0.0, bought_out) * (multiple - so_far)
            got = completed if multiple >= TIE else 0.0
            got += entered - completed if so_far >= TIE else 0.0
            whole[lot] = got / entered
