"""One lever to a target: the lever's values at which a result is what is wanted, exactly and as a
client could print them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from analysis.batches import evaluate, one_result
from analysis.levers import Lever, checked_range, spaced
from analysis.question import Limit
from analysis.rounding import FINEST, Way, finer, on_step
from model import Scenario
from model.terms.parameters import declared

POINTS = 41
"""Values of the first look along the lever; between two of them one crossing can be found."""

TOLERANCE = 1e-6
"""A result this near to the target, relative to a target above 1, meets it."""


HALVINGS = 30
"""Of the way to where a stretch of solutions ends: to a billionth of it."""

COARSEST = 0.02
"""Rounding moves a name by at most this part of its value; where its step is coarser, a finer step
is printed."""


@dataclass(frozen=True)
class Printed:
    """A solution as it can be printed: `exact` is where the target is met, `settings` the names
    rounded to steps of their parameter (`value`: that of the lever) such that the target is still
    met, and `reached` the result, run with these settings."""

    exact: float
    value: float
    settings: Mapping[str, float]
    reached: float


@dataclass(frozen=True)
class Sought:
    """Values of the lever that meet the target, the nearest to the present one first.

    `printed` are the same rounded to the safe side; where only whole values are permitted, also
    the first whole value beyond the target. `nearest` is the best value tried and its result; `at`
    and `curve` (point,) show the result along the lever, NaN where it is undefined or the value
    refused.
    """

    lever: Lever
    result: str
    target: float
    solutions: tuple[float, ...]
    printed: tuple[Printed, ...]
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
        _to_the_edge(miss, target, before, after, lever.is_whole)
    if not lever.is_whole:
        _at_the_turn(miss, tried, target)
    now = lever.current(scenario)
    met = _stretches(tried, target, now)
    distinct = _distinct(met, (high - low) / points, lambda x: abs(tried[x] - target))
    solutions = tuple(sorted(distinct, key=lambda x: abs(x - now)))
    edges = _whole_edges(tried, target) if lever.is_whole else []
    exact = sorted({*solutions, *edges}, key=lambda x: abs(x - now))
    goal = Limit.towards(result, target)
    found = [_printed(scenario, lever, goal, x, (low, high)) for x in exact]
    return Sought(
        lever=lever,
        result=result,
        target=target,
        solutions=solutions,
        printed=_once(found),
        nearest=_nearest(tried, target),
        at=at,
        curve=curve,
    )


def _whole_edges(tried: Mapping[float, float], target: float) -> list[float]:
    """Where between two neighbouring whole values the result passes the target."""
    found = []
    for x, beyond in itertools.pairwise(sorted(tried)):
        short, over = tried[x] - target, tried[beyond] - target
        if beyond - x == 1.0 and short * over < 0.0:
            found.append(x + short / (short - over))
    return found


def _printed(
    scenario: Scenario, lever: Lever, goal: Limit, exact: float, ends: tuple[float, float]
) -> Printed | None:
    """A solution rounded to where the goal is met, of both sides the nearer one, in the first step
    that is fine enough; None where neither side meets it even in the finest."""
    for times in range(1 if lever.is_whole else FINEST):
        found = []
        for way in ("down", "up"):
            settings = _rounded(lever, exact, times, way, ends)
            moved = _moved(lever, exact, settings)
            if not lever.is_whole and moved > COARSEST:
                continue
            reached = one_result(scenario.replace(settings), goal.result)
            if goal.is_met(reached):
                value = exact if lever.bases else settings[lever.names[0]]
                found.append((moved, Printed(exact, value, settings, reached)))
        if found:
            return min(found, key=lambda each: each[0])[1]
    return None


def _rounded(
    lever: Lever, exact: float, times: int, way: Way, ends: tuple[float, float]
) -> dict[str, float]:
    """Each name's value at a solution, rounded down or up to its step divided so often by ten."""
    low, high = (-np.inf, np.inf) if lever.bases else ends
    moved = lever.vary(np.array([exact]))
    return {
        name: float(on_step(declared(name), value, finer(declared(name), times), way, low, high)[0])
        for name, value in moved.items()
    }


def _moved(lever: Lever, exact: float, settings: Mapping[str, float]) -> float:
    """By which part of its value rounding moved a name at most."""
    at = {name: float(value[0]) for name, value in lever.vary(np.array([exact])).items()}
    parts = [abs(settings[name] - value) / abs(value) if value else np.inf
             for name, value in at.items() if settings[name] != value]
    return max(parts, default=0.0)


def _once(found: Sequence[Printed | None]) -> tuple[Printed, ...]:
    """Each set of printed values once."""
    known = {tuple(each.settings.items()): each for each in reversed(found) if each}
    return tuple(reversed(known.values()))


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


def _to_the_edge(
    miss: Callable[[float], float], target: float, low: float, high: float, whole: bool
) -> None:
    """Try values ever nearer to where a stretch of values that all meet the target ends."""
    def met(x: float) -> bool:
        return meets(miss(x) + target, target)

    inside, outside = (low, high) if met(low) else (high, low)
    for _ in range(HALVINGS * (met(low) != met(high))):
        middle = 0.5 * (inside + outside)
        middle = float(middle // 1.0) if whole else middle
        if middle in (inside, outside):
            return
        inside, outside = (middle, outside) if met(middle) else (inside, middle)


def _stretches(tried: Mapping[float, float], target: float, now: float) -> list[float]:
    """Of neighbouring values that all meet the target the best, of equal ones the nearest to
    where the lever stands."""
    order = sorted(tried)
    return [
        min(found, key=lambda x: (abs(tried[x] - target), abs(x - now)))
        for is_met, group in itertools.groupby(order, lambda x: meets(tried[x], target))
        if is_met for found in [list(group)]
    ]


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
