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

CLOSER = 17
"""Values tried between the neighbours of the best one where the promise holds nowhere."""

PARTS = 4
"""Into how many parts the gap between holding and failing is cut at a time."""

PRECISION = 1e-6
"""The gap is narrowed to this part of the lever's range."""

SMALL = 100.0
"""Where no larger value than this is permitted, all that is permitted is looked through."""

KEPT = 1.0 - 1e-12

Measure = Callable[[np.ndarray], np.ndarray]
"""From values (run,) of a lever to the part to which the promise is kept (run,)."""

Way = Literal["at_least", "at_most", "between", "always", "never"]


@dataclass(frozen=True)
class Condition:
    """Where the promise holds along one lever.

    `at_least` or `at_most` the value `inside`, and no longer at `outside` (both were run);
    `between` the values `inside` and `far_inside`, and no longer at `outside` and `far_outside`;
    or `always` or `never` between the ends of the range `low` and `high`, where `inside` is the
    value that comes nearest and `kept` how near.
    """

    lever: Lever
    way: Way
    inside: float
    outside: float
    low: float
    high: float
    kept: float
    far_inside: float = np.nan
    far_outside: float = np.nan


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
    """The stretch of holding whose edge is nearest to where the lever stands.

    Values that are refused, or leave nothing to test the promise by, do not count (`measure` gives
    NaN for them); None if there are no others.
    """
    at, kept = _looked_through(scenario, lever, measure)
    if not at.size:
        return None
    low, high = float(at[0]), float(at[-1])
    width = PRECISION * (high - low)
    holds, now = kept >= KEPT, lever.current(scenario)
    edges = np.flatnonzero(holds[1:] != holds[:-1])
    if not edges.size:
        best = np.lexsort((abs(at - now), -kept))[0]
        way: Way = "always" if holds.all() else "never"
        return Condition(lever, way, float(at[best]), np.nan, low, high, float(kept[best]))
    inner = np.where(holds[edges], at[edges], at[edges + 1])
    edge = int(edges[np.argmin(abs(inner - now))])
    near = _narrowed(lever, measure, at, holds, edge, width)
    far = edges[edges < edge][-1:] if holds[edge] else edges[edges > edge][:1]
    if not far.size:
        return Condition(lever, "at_most" if holds[edge] else "at_least", *near, low, high, 1.0)
    other = _narrowed(lever, measure, at, holds, int(far[0]), width)
    return Condition(lever, "between", *near, low, high, 1.0, *other)


def _looked_through(
    scenario: Scenario, lever: Lever, measure: Measure
) -> tuple[np.ndarray, np.ndarray]:
    """Values of the lever and the part kept there, where it is known; closer around the best
    value if it holds nowhere."""
    at = _first_values(scenario, lever)
    kept = measure(at)
    if not (kept >= KEPT).any() and not np.isnan(kept).all():
        best = int(np.nanargmax(kept))
        closer = np.linspace(at[max(0, best - 1)], at[min(at.size - 1, best + 1)], CLOSER)
        more = np.setdiff1d(np.round(closer) if lever.is_whole else closer, at)
        if more.size:
            at, kept = np.append(at, more), np.append(kept, measure(more))
    order = np.argsort(at)
    order = order[~np.isnan(kept[order])]
    return at[order], kept[order]


def _first_values(scenario: Scenario, lever: Lever) -> np.ndarray:
    low, high = span(scenario, lever)
    now = lever.current(scenario)
    around = now * np.geomspace(1.0 / SMALL, SMALL, AROUND) if now > 0.0 else np.empty(0)
    values = np.concatenate([np.linspace(low, high, EVEN), around, [now]])
    values = np.clip(values, low, high)
    return np.unique(np.round(values) if lever.is_whole else values)


def _narrowed(
    lever: Lever, measure: Measure, at: np.ndarray, holds: np.ndarray, edge: int, width: float
) -> tuple[float, float]:
    """Where it holds and where not on either side of the edge behind `at[edge]`, at most `width`
    apart."""
    inside, outside = (at[edge], at[edge + 1]) if holds[edge] else (at[edge + 1], at[edge])
    width = max(width, 1.0) if lever.is_whole else width
    while abs(outside - inside) > width:
        between = np.linspace(inside, outside, PARTS + 1)[1:-1]
        if lever.is_whole:
            between = np.round(between)
        good = np.concatenate([[True], measure(between) >= KEPT, [False]])
        values = np.concatenate([[inside], between, [outside]])
        first = int(np.argmin(good))
        inside, outside = float(values[first - 1]), float(values[first])
    return float(inside), float(outside)
