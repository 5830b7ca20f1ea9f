"""How many times the later sales would have to be for everybody to leave with a gain (S-15)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from analysis import promises
from analysis.texts import Sentence, mark
from model import Scenario, simulate

DOUBLINGS = 12
HALVINGS = 16
HUNDREDTH, ROUNDING, TRIES = 0.01, 1e-6, 20

NEEDED = mark("It takes later sales of {needed} those before the stop; they are {present}.")
NOT_ENOUGH = mark(
    "Not even later sales of {tried} those before the stop are enough; they are {present}."
)


@dataclass(frozen=True)
class Needed:
    """Sales after gifting stopped per yuan before: as they are, and as needed (NaN: more than
    `tried`). `joins` is the factor on later joins that gives them."""

    present: float
    needed: float
    tried: float
    joins: float

    @property
    def sentence(self) -> Sentence:
        """The same in words."""
        if np.isnan(self.needed):
            figures = {"tried": self.tried, "present": self.present}
            return Sentence(NOT_ENOUGH, {name: (x, "multiple") for name, x in figures.items()})
        figures = {"needed": self.needed, "present": self.present}
        return Sentence(NEEDED, {name: (x, "multiple") for name, x in figures.items()})


def needed_later_sales(scenario: Scenario, enough: float) -> Needed:
    """Multiply all joins after gifting stopped until more than `enough` of those before gain.

    The scenario's gifting must stop (its figures are NaN otherwise). The factor is doubled up to
    2^DOUBLINGS, then halved down on to the least one that is enough; the sales that it brings are
    rounded up to whole hundredths, and those were run.
    """
    present = _figures(scenario)
    stop = int(present["stop"])
    low, high = 1.0, 1.0
    found = present
    for _ in range(DOUBLINGS):
        if found["kept"] > enough:
            break
        low, high = high, 2.0 * high
        found = _figures(with_later_joins(scenario, high, stop))
    if not found["kept"] > enough:
        return Needed(present["later_sales"], np.nan, found["later_sales"], np.nan)
    if high == 1.0:
        return Needed(present["later_sales"], present["later_sales"], np.nan, 1.0)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        tried = _figures(with_later_joins(scenario, middle, stop))
        if tried["kept"] > enough:
            high, found = middle, tried
        else:
            low = middle
    return _rounded_up(scenario, enough, present, high, found)


def _rounded_up(
    scenario: Scenario, enough: float, present: dict[str, float], joins: float,
    found: dict[str, float],
) -> Needed:
    """The least hundredth of later sales from `found` on that is enough when run. What joins bring
    is linear in their factor."""
    per_factor = (found["later_sales"] - present["later_sales"]) / (joins - 1.0)
    first = math.ceil(found["later_sales"] / HUNDREDTH - ROUNDING)
    for hundredths in range(first, first + TRIES):
        wanted = hundredths * HUNDREDTH
        factor = 1.0 + (wanted - present["later_sales"]) / per_factor
        tried = _figures(with_later_joins(scenario, factor, int(present["stop"])))
        if tried["kept"] > enough:
            return Needed(present["later_sales"], wanted, np.nan, factor)
    return Needed(present["later_sales"], found["later_sales"], np.nan, joins)


def with_later_joins(scenario: Scenario, factor: float, stop: int) -> Scenario:
    """The scenario with `factor` times as many joins from day `stop` on, as a series."""
    joins = simulate(scenario).daily["joins"][0].copy()
    joins[stop:] *= factor
    kinds = {row: scenario[f"events.{row}.kind"] for row in scenario.rows("events")}
    # What growth events take away is already missing from these joins.
    spent = {f"events.{row}.size": 0.0 for row, kind in kinds.items() if kind == "growth"}
    series = {"growth.curve": "series", "growth.series": tuple(joins.tolist())}
    return scenario.replace({**spent, **series})


def _figures(scenario: Scenario) -> dict[str, float]:
    found = promises.exits_after_stop(simulate(scenario))
    return {name: float(values[0]) for name, values in found.items()}
