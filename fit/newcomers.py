"""Whether the shop's first order is in the file: if not, those seen first at its start are no new
customers, and leave the fit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fit.choices import Question, question
from fit.histories import OrderDays

WINDOW, PART = 90, 4
"""Days within which a first order may be that of an old customer; at most the file's quarter."""
BLOCK, BULGE = 28, 3.0
"""An old shop's file begins with over three times as many new customers, in 28 days, as later."""


@dataclass(frozen=True)
class Newcomers:
    """Order-days of customers whose first is known; `start`: days of the file before them,
    `left_out`: customers who were there before."""

    members: OrderDays
    start: int
    left_out: int
    question: Question


def newcomers(seen: OrderDays, complete: bool | None) -> Newcomers:
    """Leave out who may have been there before, as answered or proposed."""
    proposed = begins_with_shop(seen)
    answer = proposed if complete is None else complete
    asked = question("complete", proposed, answer)
    if answer:
        return Newcomers(seen, 0, 0, asked)
    start = min(WINDOW, seen.days // PART)
    new = seen.joined >= start
    kept = seen.of(new)
    moved = OrderDays(kept.customer, kept.day - start, kept.cents, seen.days - start)
    return Newcomers(moved, start, int((~new).sum()), asked)


def begins_with_shop(seen: OrderDays) -> bool:
    """Whether no bulge of seemingly new customers stands at the start of the file."""
    blocks = seen.days // BLOCK
    if blocks < 2:
        return True
    sums = seen.joins[: blocks * BLOCK].reshape(blocks, BLOCK).sum(axis=1)
    return bool(sums[0] <= BULGE * np.median(sums[1:]))
