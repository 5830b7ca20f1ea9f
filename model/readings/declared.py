"""Every reading once: what it is called and means, how it is written, whose gain it is, its law.

Tiles, glossary, `summary.json`, reports, goals, searches, pitches and the schema derive from here.
A new reading is an entry of a `READINGS` beside its law; one of a new subject a file more.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from model.cohorts.run import Run
from model.readings import (
    of_cash,
    of_controls,
    of_members,
    of_modes,
    of_payouts,
    of_promises,
)
from model.readings.of_members import WITHIN
from model.readings.reading import Reading, Sums
from model.terms.scenario import Scenario

SUBJECTS = (of_members.READINGS, of_cash.READINGS, of_promises.READINGS, of_payouts.READINGS,
            of_controls.READINGS, of_modes.READINGS)
READINGS: dict[str, Reading] = {each.name: each for subject in SUBJECTS for each in subject}
"""By name, in the order of `summary.json`."""

_FIRST = (
    "recovered_share", "recovered_multiple", "exit_share", "exit_delay_days",
    "pool_coverage", "trapped_pool",
    "unfunded_promise", "unfunded_promise_to_watchers", "ad_points_left_behind",
    "breakeven_revenue_per_view",
    "first_negative_day", "peak_funding", "lowest_cash", "lowest_cash_day",
    "payout_ratio_cash", "payout_ratio_accrual", "payout_ratio_promised",
)
"""The order in which a reader meets headline numbers; others follow in that of the file."""

HEADLINES = (*_FIRST, *(each.name for each in READINGS.values()
                        if each.headline and not each.each and each.name not in _FIRST))

_FAMILIES = {each.name: each for each in (*READINGS.values(), WITHIN) if each.each}


def find(name: str) -> Reading | None:
    """The declaration of a reading or of the family that it is of, None where there is none."""
    family = f"{name.partition('.')[0]}.*"
    return READINGS.get(name) or _FAMILIES.get(family)


def names(scenario: Scenario) -> tuple[str, ...]:
    """Names in `summary.json` of a scenario, in its order."""
    return tuple(name for each in READINGS.values() for name in each.names(scenario))


def summary(run: Run, asked: Collection[str] | None = None) -> dict[str, np.ndarray]:
    """Every reading of `summary.json` in its order, name → (scenario,).

    `asked`: of those that take as long as a run only these; all if None.
    """
    sums, found = Sums(run), dict[str, np.ndarray]()
    for each in READINGS.values():
        if not each.slow or asked is None or each.name in asked:
            found |= each.of(sums)
    return found
