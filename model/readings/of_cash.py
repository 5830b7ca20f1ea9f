"""The course of operating cash, and what adverts would have to bring (model.md section 6)."""

from __future__ import annotations

import numpy as np

from model.cohorts.run import Run
from model.compiled import kernel
from model.laws.treasury import operating_cash
from model.readings.reading import NEVER, Reading, Sums


def _lowest(sums: Sums) -> np.ndarray:
    return np.asarray(sums.run.daily["operating_cash"].min(axis=1))


def _first_negative(sums: Sums) -> np.ndarray:
    below = sums.run.daily["operating_cash"] < 0
    return np.where(below.any(axis=1), below.argmax(axis=1).astype(float), np.nan)


def breakeven_revenue_per_view(run: Run) -> np.ndarray:
    """Smallest constant revenue per view (yuan) with which operating cash is never negative.

    Cash is linear in it. 0 if none is needed, NaN if cash is negative before any view counts.
    """
    without = operating_cash(run.inputs, {**run.cash, "ad_revenue": np.zeros((1, 1))})
    need = np.zeros(run.inputs.count)
    fill_breakeven(without, np.ascontiguousarray(run.daily["paid_views"]), need)
    return need


@kernel
def fill_breakeven(without: np.ndarray, views: np.ndarray, need: np.ndarray) -> None:
    """Raise `need` (scenario,) from 0 to what every day asks for; `without`: cash without views."""
    for i in range(need.size):
        seen = 0.0
        for day in range(without.shape[1]):
            seen += views[i, day]
            if without[i, day] < 0.0:
                asked = -without[i, day] / seen if seen > 0.0 else np.nan
                if np.isnan(asked):
                    need[i] = np.nan
                    break
                need[i] = max(need[i], asked)


READINGS = (
    Reading(
        name="lowest_cash", label="Lowest operating cash",
        help="Operating cash at its lowest daily close. Below zero it is the funding needed; above "
             "zero it is the reserve that was never touched.",
        style="money", better=1, whose="operator", total=True, goal=0.0, read=_lowest),
    Reading(
        name="lowest_cash_day", label="Lowest on day",
        help="The day of that lowest close. On the last day of the run cash may be still falling.",
        style="day", whose="operator",
        read=lambda sums: sums.run.daily["operating_cash"].argmin(axis=1).astype(float)),
    Reading(
        name="first_negative_day", label="Cash first below zero",
        help="First day whose closing operating cash is negative; the backstop pool is a separate "
             "account and cannot be used.",
        style="day", better=1, whose="operator", absent=NEVER, read=_first_negative),
    Reading(
        name="peak_funding", label="Peak funding needed",
        help="Money that somebody has to bring from outside at the worst moment: the deepest point "
             "of operating cash below zero.",
        style="money", better=-1, whose="operator", total=True, goal=0.0,
        read=lambda sums: np.maximum(0.0, -_lowest(sums))),
    Reading(
        name="breakeven_revenue_per_view", label="Break-even advert income",
        help="The smallest constant income per advert view, in yuan, with which operating cash "
             "would never be below zero, all else unchanged.",
        style="money", better=-1, whose="operator", absent="none would do",
        read=lambda sums: breakeven_revenue_per_view(sums.run)),
)
