"""Referral commissions on releases against on orders: what they cost, and when they are paid.

The pitch prefers releases (S-13): the same people are owed about the same, but later, and only
for ad points that members release.
"""

from __future__ import annotations

import numpy as np

from model.cohorts.run import Run
from model.readings.of_promises import promised_commission_rate
from model.terms.scenario import Scenario

BASES = ("release", "order")


def on_basis(scenario: Scenario, basis: str) -> Scenario:
    """The scenario with commissions on `release` or `order`; the rates are those of each."""
    if scenario["referral.basis"] == basis:
        return scenario
    return scenario.replace({"referral.basis": basis})


def commissions_due(run: Run) -> np.ndarray:
    """Yuan still to be paid at the end on ad points not yet released, (scenario,).

    0 where commissions are paid on orders or by the members themselves. Points that members
    forfeit lower what will be paid.
    """
    return np.asarray(run.daily["unreleased_ad_points"][:, -1] * promised_commission_rate(run))


def half_paid_day(run: Run) -> np.ndarray:
    """First day by which half of the run's commissions have been paid, (scenario,); NaN if none."""
    so_far = np.cumsum(run.daily["commissions"], axis=1)
    total = so_far[:, -1:]
    day = (2.0 * so_far >= total).argmax(axis=1).astype(float)
    return np.where(total[:, 0] > 0.0, day, np.nan)
