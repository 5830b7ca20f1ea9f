"""Where nine of ten draws of a result lie, and where the scenario itself lies among its draws."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.batches import Progress, evaluate_with
from analysis.uncertainty import Uncertainty, sample
from model import Run, Scenario, readings

ENDS = (0.05, 0.95)
"""Nine of ten draws lie between these quantiles."""

CHUNK = 32
"""Draws between two looks at whether somebody still wants them: some 30 ms."""

SAME = 1e-9
"""What differs by less, as a part, is the same but for rounding."""


@dataclass(frozen=True)
class Range:
    """Quantiles `ENDS` of a result (∞: never) over the `count` draws that have it, and how many of
    these lie below, at and above the scenario's `own` value: all 0 where it has none itself.
    """

    low: float
    high: float
    own: float
    lower: int
    equal: int
    higher: int
    count: int
    undefined: int = 0

    @property
    def percentile(self) -> float:
        """Place of the scenario among the draws, 0 to 100; of those at its value half are below.
        NaN where there is no place.
        """
        placed = self.lower + self.equal + self.higher
        return 100.0 * (self.lower + 0.5 * self.equal) / placed if placed else math.nan


def ranges(
    scenario: Scenario, spread: Uncertainty, count: int, results: Sequence[str],
    progress: Progress | None = None, threads: int | None = None,
) -> dict[str, Range]:
    """The range of each of `results`, and of nothing else, over `count` draws.

    One thread leaves the others to what somebody waits for. Raises ScenarioError where nothing is
    uncertain, Cancelled.
    """

    def read(run: Run) -> dict[str, np.ndarray]:
        found = readings.summary(run, results)
        return {name: found[name] for name in results}

    values = sample(spread, count, scenario)
    batch = evaluate_with(scenario, values, read, progress, CHUNK, threads)
    own = evaluate_with(scenario, {}, read).results
    return {
        name: range_of(batch.results[name][batch.permitted], float(own[name][0]), name)
        for name in results
    }


def range_of(values: np.ndarray, own: float, result: str) -> Range:
    """The range of drawn values (draw,) of a result around the scenario's own."""
    reading = readings.find(result)
    if reading and reading.absent:  # later, or more, than any number
        values, own = np.where(np.isnan(values), np.inf, values), math.inf if own != own else own
    known = np.sort(values[~np.isnan(values)])
    low, high = (_quantile(known, level) if known.size else math.nan for level in ENDS)
    equal = known == own if math.isinf(own) else np.abs(known - own) <= SAME * abs(own)
    lower, higher = (known < own) & ~equal, (known > own) & ~equal
    below, at, above = (int(np.count_nonzero(part)) for part in (lower, equal, higher))
    return Range(
        low=low,
        high=high,
        own=own,
        lower=below,
        equal=at,
        higher=above,
        count=known.size,
        undefined=values.size - known.size,
    )


def _quantile(known: np.ndarray, level: float) -> float:
    """Linear between neighbours of the sorted values (draw,); beside ∞ the nearer of the two."""
    place = level * (known.size - 1)
    below, above = known[math.floor(place)], known[math.ceil(place)]
    part = place - math.floor(place)
    if below == above:
        return float(below)
    if math.isinf(above) or math.isinf(below):
        return float(above if part >= 0.5 else below)
    return float(below + part * (above - below))


def placed(
    found: Mapping[str, np.ndarray], own: Mapping[str, np.ndarray]
) -> dict[str, tuple[float, float]]:
    """Result → the scenario's own value and its percentile among drawn values (draw,)."""
    told = {}
    for name, values in found.items():
        value = float(own[name][0])
        told[name] = value, range_of(values, value, name).percentile
    return told
