"""Whether a fit forecasts: the ladder fitted to the first two thirds of the days, held against
what everybody then ordered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fit.histories import OrderDays, histories
from fit.ladder import Kind
from fit.repeat import Steps, expected, fit_ladder

LAST_WEEKS = 28
"""Days whose repeat orders go on, in the forecast that a fit has to beat."""
LEAST_CUSTOMERS, LEAST_REPEATS = 30, 20


@dataclass(frozen=True)
class Holdout:
    """`cut`: the last day that was fitted; of the `days` after it the repeat order-days seen, those
    that the fit expects of who really joined, and those if the last four weeks went on."""

    cut: int
    days: int
    model: str
    kinds: tuple[Kind, ...]
    seen: int
    expected: float
    naive: float

    @property
    def error(self) -> float:
        """Expected beyond seen, as a part of seen."""
        return self.expected / self.seen - 1.0

    @property
    def log_error(self) -> float:
        """How far expected and seen are apart, as a logarithm."""
        return float(abs(np.log(self.seen / self.expected)))


def hold_out(seen: OrderDays, steps: Steps | None = None) -> Holdout | None:
    """None where too little comes before or after the cut. Raises Cancelled."""
    days = seen.days * 2 // 3
    before = seen.until(days)
    repeats = seen.repeats
    after, counted = int(repeats[days:].sum()), int((~before.first).sum())
    if int(before.first.sum()) < LEAST_CUSTOMERS or counted < LEAST_REPEATS or after < 1:
        return None
    chosen = fit_ladder(histories(before), steps).chosen
    curve = expected(chosen.kinds, seen.joins, seen.days)
    weeks = min(LAST_WEEKS, days)
    naive = repeats[days - weeks : days].sum() / weeks * (seen.days - days)
    return Holdout(
        cut=days - 1,
        days=seen.days - days,
        model=chosen.model.name,
        kinds=chosen.kinds,
        seen=after,
        expected=float(curve[-1] - curve[days - 1]),
        naive=float(naive),
    )
