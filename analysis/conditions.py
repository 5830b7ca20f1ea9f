"""Under which value of a lever a promise would hold: looked for on a grid, then narrowed down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.levers import Lever, settled, slider
from model import Scenario

EVEN, AROUND = 25, 22
"""First values: evenly from end to end, and in equal factors around where the lever stands."""

PARTS = 4
"""Into how many parts the gap between holding and failing is cut at a time."""

PRECISION = 1e-6
"""The gap is narrowed to this part of the lever's range."""

SMALL = 100.0
"""Where no larger value than this is permitted, all that is permitted is looked through."""

KEPT = 1.0 - 1e-12

Measure = Callable[[np.ndarray], np.ndarray]
"""From values (run,) of a lever to the part to which the promise is kept (run,)."""

Way = Literal["at_least", "at_most", "always", "never"]


@dataclass(frozen=True)
class Condition:
    """Where the promise holds along one lever.

    `at_least` or `at_most` the value `inside`, and no longer at `outside` (both were run); or
    `always` or `never` between the ends of the range `low` and `high`, where `inside` is the value
    that comes nearest and `kept` how near.
    """

    lever: Lever
    way: Way
    inside: float
    outside: float
    low: float
    high: float
    kept: float


def span(scenario: Scenario, lever: Lever) -> tuple[float, float]:
    """The range looked through: all that is permitted if that is small, else what is offered.

    Multiples go up to a hundred, as far as every row permits.
    """
    parameter = lever.parameter
    top = parameter.high
    if lever.bases:
        room = SMALL if top is None else top / max(abs(base) for base in lever.bases)
        return 0.0, min(SMALL, room)
    if parameter.low is not None and top is not None and top <= SMALL:
        ends = settled(parameter, np.array([parameter.low, top]))
        return float(ends[0]), float(ends[1])
    low, high = slider(parameter)
    now = lever.current(scenario)
    return min(low, now), max(high, now)


def condition(scenario: Scenario, lever: Lever, measure: Measure) -> Condition | None:
    """The edge of holding that is nearest to where the lever stands.

    Values that are refused, or leave nothing to test the promise by, do not count (`measure` gives
    NaN for them); None if there are no others.
    """
    low, high = span(scenario, lever)
    at = _first_values(scenario, lever, low, high)
    kept = measure(at)
    at, kept = at[~np.isnan(kept)], kept[~np.isnan(kept)]
    if not at.size:
        return None
    low, high = float(at[0]), float(at[-1])
    holds, now = kept >= KEPT, lever.current(scenario)
    edges = np.flatnonzero(holds[1:] != holds[:-1])
    if not edges.size:
        best = np.lexsort((abs(at - now), -kept))[0]
        way: Way = "always" if holds.all() else "never"
        return Condition(lever, way, float(at[best]), np.nan, low, high, float(kept[best]))
    inner = np.where(holds[edges], at[edges], at[edges + 1])
    edge = int(edges[np.argmin(abs(inner - now))])
    pair = (at[edge], at[edge + 1])
    inside, outside = pair if holds[edge] else pair[::-1]
    inside, outside = _narrowed(lever, measure, inside, outside, PRECISION * (high - low))
    way = "at_most" if inside < outside else "at_least"
    return Condition(lever, way, inside, outside, low, high, 1.0)


def _first_values(scenario: Scenario, lever: Lever, low: float, high: float) -> np.ndarray:
    now = lever.current(scenario)
    around = now * np.geomspace(1.0 / SMALL, SMALL, AROUND) if now > 0.0 else np.empty(0)
    values = np.concatenate([np.linspace(low, high, EVEN), around, [now]])
    values = np.clip(values, low, high)
    return np.unique(np.round(values) if lever.is_whole else values)


def _narrowed(
    lever: Lever, measure: Measure, inside: float, outside: float, width: float
) -> tuple[float, float]:
    """Neighbouring values on either side of the edge, at most `width` apart."""
    width = max(width, 1.0) if lever.is_whole else width
    while abs(outside - inside) > width:
        between = np.linspace(inside, outside, PARTS + 1)[1:-1]
        if lever.is_whole:
            between = np.round(between)
        holds = np.concatenate([[True], measure(between) >= KEPT, [False]])
        at = np.concatenate([[inside], between, [outside]])
        first = int(np.argmin(holds))
        inside, outside = float(at[first - 1]), float(at[first])
    return float(inside), float(outside)
