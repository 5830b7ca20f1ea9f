"""What is asked of a search for terms: levers, limits, aims; and the question asked by default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.levers import Lever, lever, printable
from model import Scenario, readings
from model.terms.gates import closed_gate
from model.terms.parameters import DAYS_LIMIT, pattern

EVALUATIONS = 1800
POPULATION = 60

LEVERS = ("products.*.ad_point_rate", "products.*.gift_share", "products.*.commission_reserve",
          "campaigns.*.issue_days", "campaigns.*.cap_multiple", "campaigns.*.sell_fee",
          "ad_points.release_rate", "referral.direct", "referral.order_direct")
"""What may move unless the asker says otherwise: the terms that members are promised, and what is
set aside to pay them."""


def comparable(result: str, values: np.ndarray) -> np.ndarray:
    """Values (run,) of a result to be compared: a day that never comes is later than any."""
    reading = readings.find(result)
    never = DAYS_LIMIT if reading and reading.late else np.nan
    return np.where(np.isnan(values), never, values)


@dataclass(frozen=True)
class Limit:
    """What a result must reach (`at_least`) or not exceed (`at_most`)."""

    result: str
    bound: Literal["at_least", "at_most"]
    value: float

    @classmethod
    def towards(cls, result: str, value: float) -> Limit:
        """The goal of bringing a result to a value: at least there if more of it is better, else
        at most."""
        reading = readings.find(result)
        better = reading is not None and reading.better > 0
        return cls(result, "at_least" if better else "at_most", value)

    def is_met(self, value: float) -> bool:
        """Whether one value meets it."""
        return bool(self.violation(np.array([value]))[0] == 0.0)

    def violation(self, values: np.ndarray) -> np.ndarray:
        """How far values (run,) miss it, in parts of the limit where that is above 1; 0 if met."""
        known = comparable(self.result, values)
        short = self.value - known if self.bound == "at_least" else known - self.value
        missed = np.maximum(0.0, short) / max(1.0, abs(self.value))
        return np.where(np.isnan(missed), np.inf, missed)


@dataclass(frozen=True)
class Aim:
    """A result to make as large or as small as possible."""

    result: str
    goal: Literal["max", "min"]

    def cost(self, values: np.ndarray) -> np.ndarray:
        """What is minimised, (run,); infinite where the result is undefined."""
        known = comparable(self.result, values)
        cost = -known if self.goal == "max" else known
        return np.where(np.isnan(cost), np.inf, cost)


FIRST_LIMITS = (Limit("lowest_cash", "at_least", 0.0), Limit("unfunded_promise", "at_most", 0.0))
"""Cash is never below zero, and promises are covered: ad points not yet released (also those of
members who stopped watching: they may come back), with their commissions, and wallets are debts,
and nothing but operating cash pays them. What a cap would pay is none: points are worth what the
pool holds, and no more can be claimed."""

FIRST_AIMS = (Aim("recovered_share", "max"), Aim("recovered_multiple", "max"))
"""As many members as possible get their money back, and as much of it as possible comes back."""


@dataclass(frozen=True)
class Question:
    """Levers with the ends of their ranges, limits, aims, and how long to look for.

    `allow_no_gift` keeps terms that give members next to nothing in points.
    """

    levers: Mapping[str, tuple[float, float]]
    limits: Sequence[Limit]
    aims: Sequence[Aim]
    evaluations: int = EVALUATIONS
    population: int = POPULATION
    seed: int = 1
    allow_no_gift: bool = False

    @property
    def results(self) -> list[str]:
        """Every result that is asked about, once."""
        asked = [limit.result for limit in self.limits] + [aim.result for aim in self.aims]
        return list(dict.fromkeys(asked))

    def is_met(self, results: Mapping[str, float]) -> bool:
        """Whether the results of some terms meet every limit."""
        return all(limit.is_met(results[limit.result]) for limit in self.limits)


@dataclass(frozen=True)
class Point:
    """Values of the levers, and of the results asked about."""

    values: Mapping[str, float]
    results: Mapping[str, float]


def first_levers(
    scenario: Scenario, allow_no_gift: bool = False
) -> dict[str, tuple[float, float]]:
    """The levers of the default question that have room, with the ends of their ranges: a field of
    all rows at once where they share a value, else each row by itself."""
    found: list[Lever] = []
    for field in LEVERS:
        if all(closed_gate(scenario, name) for name in scenario.possible_names
               if pattern(name) == field):
            continue
        moved = lever(scenario, field)
        alike = not moved.bases and len(moved.names) > 1
        found += [moved] if alike else [lever(scenario, name) for name in moved.names]
    ends = {moved.name: printable(scenario, moved, allow_no_gift) for moved in found}
    return {name: pair for name, pair in ends.items() if pair[0] < pair[1]}


def default_question(scenario: Scenario, allow_no_gift: bool = False) -> Question:
    """Which printable terms give members most, as long as the operator can pay for them?"""
    levers = first_levers(scenario, allow_no_gift)
    return Question(levers, FIRST_LIMITS, FIRST_AIMS, allow_no_gift=allow_no_gift)
