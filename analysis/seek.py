"""One lever to a target: the lever's values at which a result is what is wanted."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from analysis.batches import evaluate
from analysis.levers import Lever, checked_range, spaced
from model import Scenario

POINTS = 41
"""Values of the first look along the lever; between two of them one crossing can be found."""

TOLERANCE = 1e-6
"""A result this near to the target, relative to a target above 1, meets it."""


@dataclass(frozen=True)
class Sought:
    """Values of the lever that meet the target, the nearest to the present one first.

    `nearest` is the best value tried and its result; `at` and `curve` (point,) show the result
    along the lever, NaN where it is undefined or the value refused.
    """

    lever: Lever
    result: str
    target: float
    solutions: tuple[float, ...]
    nearest: tuple[float, float]
    at: np.ndarray
    curve: np.ndarray


def seek(
    scenario: Scenario, lever: Lever, result: str, target: float,
    low: float | None = None, high: float | None = None, points: int = POINTS,
) -> Sought:
    """Find where `result` is `target` between `low` and `high` (default: what a slider offers).

    Every crossing between neighbouring points is solved by Brent's method; a jump over the target
    is no solution, and is told by `nearest`. Raises ScenarioError for unknown names.
    """
    low, high = checked_range(scenario, lever, low, high)
    at = spaced(lever, low, high, points)
    curve = along(scenario, lever, result, at)
    tried = {float(x): float(y) for x, y in zip(at, curve, strict=True) if np.isfinite(y)}

    def miss(x: float) -> float:
        if x not in tried:
            tried[x] = float(along(scenario, lever, result, np.array([x]))[0])
        return tried[x] - target

    approach = _between_whole if lever.is_whole else _between
    for before, after in itertools.pairwise(at.tolist()):
        approach(miss, before, after)
    if not lever.is_whole:
        _at_the_turn(miss, tried, target)
    now = lever.current(scenario)
    met = [x for x, y in tried.items() if meets(y, target)]
    step = (high - low) / points
    distinct = _distinct(sorted(met), step, lambda x: abs(tried[x] - target))
    return Sought(
        lever, result, target, tuple(sorted(distinct, key=lambda x: abs(x - now))),
        _nearest(tried, target), at, curve,
    )


def along(scenario: Scenario, lever: Lever, result: str, at: np.ndarray) -> np.ndarray:
    """A result at values of the lever, each (point,)."""
    return np.asarray(evaluate(scenario, lever.vary(at), [result]).results[result])


def meets(value: float, target: float) -> bool:
    """Whether a result is the target within the tolerance."""
    return abs(value - target) <= TOLERANCE * max(1.0, abs(target))


def _between(miss: Callable[[float], float], low: float, high: float) -> None:
    """Try values between two points on different sides of the target, ever nearer to it."""
    ends = miss(low), miss(high)
    if not ends[0] * ends[1] < 0.0:
        return
    try:
        optimize.brentq(miss, low, high, xtol=4e-16 * max(abs(low), abs(high)), rtol=1e-15)
    except ValueError:  # undefined somewhere between: what was tried is all there is
        return


def _between_whole(miss: Callable[[float], float], low: float, high: float) -> None:
    """The same where only whole values are permitted: halve until two neighbours are left."""
    while high - low > 1.0 and miss(low) * miss(high) < 0.0:
        middle = float((low + high) // 2)
        low, high = (middle, high) if miss(low) * miss(middle) > 0.0 else (low, middle)


def _at_the_turn(
    miss: Callable[[float], float], tried: dict[float, float], target: float
) -> None:
    """Try values around the best one: a curve may touch the target without crossing it."""
    best = _nearest(tried, target)[0]
    if np.isnan(best):
        return
    known = sorted(tried)
    place = known.index(best)
    low, high = known[max(0, place - 1)], known[min(len(known) - 1, place + 1)]
    if meets(tried[best], target) or low == high:
        return
    optimize.minimize_scalar(
        lambda x: np.nan_to_num(abs(miss(float(x))), nan=np.inf), bounds=(low, high),
        method="bounded", options={"xatol": 1e-9 * (high - low), "maxiter": 40},
    )


def _nearest(tried: dict[float, float], target: float) -> tuple[float, float]:
    defined = {x: y for x, y in tried.items() if np.isfinite(y)}
    if not defined:
        return np.nan, np.nan
    best = min(defined, key=lambda x: abs(defined[x] - target))
    return best, defined[best]


def _distinct(
    values: list[float], step: float, error: Callable[[float], float]
) -> list[float]:
    """Of values that the root finder left within one step of the first look the best one."""
    found: list[float] = []
    for value in values:
        if found and value - found[-1] < step:
            found[-1] = min(found[-1], value, key=error)
        else:
            found.append(value)
    return found
