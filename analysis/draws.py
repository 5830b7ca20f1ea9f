"""How sure is all this: a scenario run for many draws of what is uncertain about it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.batches import SLOW, Progress, evaluate, evaluate_with
from analysis.uncertainty import Uncertainty, sample
from model import Run, Scenario
from model.cohorts.run import MONTH_DAYS

PERCENTILES = (5.0, 25.0, 50.0, 75.0, 95.0)
NORMAL_95 = 1.959963984540054
"""Half-width of a 95 % interval in standard deviations."""

Band = Mapping[str, np.ndarray]


MONTHS = (6, 12, 24, 36)
"""After how many months it is asked whether cash has fallen below zero."""


@dataclass(frozen=True)
class Draws:
    """What was drawn and what came of it, by name, (draw,).

    NaN where a result is undefined; `refused` combinations, which the model does not permit, are
    left out of both.
    """

    values: Mapping[str, np.ndarray]
    results: Mapping[str, np.ndarray]
    refused: int

    @property
    def count(self) -> int:
        """Draws that were run."""
        return next(iter(self.results.values())).size


@dataclass(frozen=True)
class Chance:
    """A share of draws with its 95 % interval (Wilson)."""

    hits: int
    draws: int
    share: float
    low: float
    high: float


def draw(
    scenario: Scenario, spread: Uncertainty, count: int, results: Sequence[str] = (),
    progress: Progress | None = None,
) -> Draws:
    """Run `count` draws. Every reading of the summary, and those of `results` beyond it.

    The same seed gives the same figures on any number of threads. Raises ScenarioError for unknown
    results and where nothing is uncertain, Cancelled.
    """
    values = sample(spread, count, scenario)
    batch = evaluate(scenario, values, (*SLOW, *results), progress)
    kept = batch.permitted
    return Draws(
        {name: column[kept] for name, column in values.items()},
        {name: column[kept] for name, column in batch.results.items()},
        int((~kept).sum()),
    )


def bands(
    scenario: Scenario, spread: Uncertainty, count: int, series: Sequence[str],
    every: int = 7, percentiles: Sequence[float] = PERCENTILES, progress: Progress | None = None,
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Percentiles of daily series on every `every`-th day: days (point,), name → (percentile,
    point). The horizon is the scenario's, and not drawn."""
    values = sample(spread, count, scenario)
    values.pop("horizon.days", None)

    def read(run: Run) -> dict[str, np.ndarray]:
        return {name: run.daily[name][:, ::every] for name in series}

    found = evaluate_with(scenario, values, read, progress=progress).results
    points = len(next(iter(found.values()))[0])
    return every * np.arange(points), {
        name: np.nanpercentile(paths, percentiles, axis=0) for name, paths in found.items()
    }


def percentile_table(
    found: Draws, percentiles: Sequence[float] = PERCENTILES
) -> dict[str, dict[str, float]]:
    """Result → mean, each percentile and how many draws define it; NaN where none does."""
    table = {}
    for name, values in found.results.items():
        known = values[~np.isnan(values)]
        levels = np.percentile(known, percentiles) if known.size else [math.nan] * len(percentiles)
        mean = float(known.mean()) if known.size else math.nan
        table[name] = {"draws": float(known.size), "mean": mean} | {
            f"p{level:g}": float(value) for level, value in zip(percentiles, levels, strict=True)
        }
    return table


def chance(happened: np.ndarray) -> Chance:
    """The share of draws (draw,) in which something happened."""
    return wilson(int(np.count_nonzero(happened)), int(happened.size))


def wilson(hits: int, draws: int) -> Chance:
    """Wilson's score interval: honest near 0 and 1, where a share ± error leaves the range."""
    if draws == 0:
        return Chance(0, 0, math.nan, 0.0, 1.0)
    share, square = hits / draws, NORMAL_95**2
    middle = (share + square / (2 * draws)) / (1 + square / draws)
    reach = math.sqrt(share * (1 - share) / draws + square / (4 * draws**2))
    reach *= NORMAL_95 / (1 + square / draws)
    low = max(0.0, middle - reach) if hits else 0.0
    high = min(1.0, middle + reach) if hits < draws else 1.0
    return Chance(hits, draws, share, low, high)


def cash_below_zero(found: Draws, within: int) -> Chance:
    """Chance that operating cash falls below zero within so many days."""
    return chance(found.results["first_negative_day"] < within)


def shortest_horizon(scenario: Scenario, found: Draws) -> int:
    """Days that every draw is simulated."""
    return int(np.min(found.values.get("horizon.days", scenario.number("horizon.days"))))


def spans(scenario: Scenario, found: Draws) -> list[int]:
    """Months, half a year to three years, as far as every draw is simulated."""
    shortest = shortest_horizon(scenario, found)
    return [months for months in MONTHS if MONTH_DAYS * months <= shortest]
