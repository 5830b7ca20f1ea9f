"""Pre-sale in stages: each must be filled by its last day; filled ones wait, and are settled with a
gain when enough of them do (modes.md section 4)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare, inlined
from model.modes.book import ENTERED, OWN, RESIDUE, Book
from model.modes.terms import KINDS

PRESALE = KINDS.index("presale")

STAGE, BEGAN, IN_STAGE, HELD = range(OWN, OWN + 4)
"""Of the state: number of the stage in course, days since `start_day` when it began, its yuan, and
how many filled ones wait."""

DUE_DAY, DUE_PART = 0, 1
"""Of the notes, by entry day: 1 + day on which the money was due, and what was due per yuan."""


class PresaleTerms(NamedTuple):
    """A pre-sale's own terms."""

    stage_days: float
    stages_held: float
    first_target: float
    stage_growth: float
    stage_yield: float
    failure_payout: float


@inlined
def presale_terms(own: np.ndarray) -> PresaleTerms:
    """From a mode's own numbers."""
    return PresaleTerms(own[0], own[1], own[2], own[3], own[4], own[5])


@inlined
def target(terms: PresaleTerms, book: Book) -> float:
    """Yuan that fill the stage in course."""
    grown = (1.0 + terms.stage_growth) ** book.state[STAGE]
    return float(terms.first_target * grown)


@inlined
def room(terms: PresaleTerms, book: Book) -> float:
    """Yuan that the stage in course still takes."""
    whole = target(terms, book)
    left = whole - book.state[IN_STAGE]
    return left if left > RESIDUE * whole else 0.0


@bare
def close_stage(day: int, days: tuple[int, int], part: float, book: Book) -> float:
    """All that entered on the days from … to is due today, `part` per yuan; how much entered."""
    money = 0.0
    for entry in range(days[0], days[1]):
        money += book.series[ENTERED, entry]
        book.notes[DUE_DAY, entry] = day + 1.0
        book.notes[DUE_PART, entry] = part
    return money


@bare
def fail(
    terms: PresaleTerms, day: int, began: int, book: Book
) -> tuple[float, float]:
    """The stage in course is given back, held ones in part: (due, lapsed); a new round begins."""
    state, length = book.state, int(terms.stage_days)
    part, waited = terms.failure_payout, length * int(state[HELD])
    back = close_stage(day, (began, day + 1), 1.0, book)
    held = close_stage(day, (began - waited, began), part, book)
    state[STAGE], state[HELD] = 0.0, 0.0
    return back + part * held, (1.0 - part) * held


@bare
def presale_day(
    terms: PresaleTerms, day: int, span: tuple[int, int], book: Book
) -> tuple[float, float, float]:
    """What a day creates, what is due and what lapses, yuan; `span`: days from … to when open."""
    state, entered = book.state, book.series[ENTERED, day]
    length, began = int(terms.stage_days), span[0] + int(state[BEGAN])
    state[IN_STAGE] += entered
    created, due, lapsed = entered, 0.0, 0.0
    if day == span[1]:
        due, lapsed = fail(terms, day, began, book)
    elif day == began + length - 1:
        if state[IN_STAGE] < (1.0 - RESIDUE) * target(terms, book):
            due, lapsed = fail(terms, day, began, book)
        else:
            state[STAGE] += 1.0
            state[HELD] += 1.0
            if state[HELD] > terms.stages_held:
                oldest = day + 1 - length * int(state[HELD])
                gain = terms.stage_yield
                money = close_stage(day, (oldest, oldest + length), 1.0 + gain, book)
                state[HELD] -= 1.0
                created += gain * money
                due = (1.0 + gain) * money
        state[BEGAN] += length
        state[IN_STAGE] = 0.0
    return created, due, lapsed


@bare
def presale_lots(
    end: int, book: Book, received: np.ndarray, owed: np.ndarray
) -> None:
    """What each lot has received and is owed at the close of day `end`, yuan (entry day)."""
    for lot in range(end + 1):
        entered, due_day = book.series[ENTERED, lot], book.notes[DUE_DAY, lot]
        was_due = 0.0 < due_day <= end + 1.0
        received[lot] = entered * book.notes[DUE_PART, lot] if was_due else 0.0
        owed[lot] = 0.0 if was_due else entered
