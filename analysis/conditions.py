"""Under which value of a lever a promise would hold: looked for on the lever's own steps.

Every value tried is one that a client could print, and every edge named was run on both sides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.levers import Lever, offered
from model import Scenario

EVEN, AROUND = 25, 16
"""First values: evenly from end to end, and in equal factors around where the lever stands."""

WIDEST = 30.0
"""The largest of these factors."""

CLOSER = 17
"""Values tried between the neighbours of the best one where the promise holds nowhere."""

PARTS = 4
"""Into how many parts the gap between holding and failing is cut at a time."""

Way = Literal["at_least", "at_most", "between", "always", "never"]


@dataclass(frozen=True)
class Tried:
    """Values of a lever (run,): the part to which the promise is kept there (NaN: not tested),
    whether it holds, and the lowest operating cash if that decides too (else NaN)."""

    at: np.ndarray
    kept: np.ndarray
    holds: np.ndarray
    lowest: np.ndarray

    def known(self) -> Tried:
        """Those that are tested, in order."""
        rows = np.argsort(self.at)
        return self._rows(rows[~np.isnan(self.kept[rows])])

    def and_also(self, more: Tried) -> Tried:
        """These and others."""
        return Tried(*(np.append(a, b) for a, b in zip(self._columns, more._columns, strict=True)))

    def nearest(self, now: float) -> int:
        """The row that comes nearest to holding: kept most, then with most cash, then near now."""
        cash = np.nan_to_num(self.lowest)
        return int(np.lexsort((abs(self.at - now), -cash, -self.kept, ~self.holds))[0])

    @property
    def _columns(self) -> tuple[np.ndarray, ...]:
        return self.at, self.kept, self.holds, self.lowest

    def _rows(self, rows: np.ndarray) -> Tried:
        return Tried(*(column[rows] for column in self._columns))


Measure = Callable[[np.ndarray], Tried]
"""Tries values (run,) of a lever."""


@dataclass(frozen=True)
class Condition:
    """Where the promise holds along one lever.

    `at_least` or `at_most` the value `inside`, and no longer at `outside` (both were run);
    `between` the values `inside` and `far_inside`, and no longer at `outside` and `far_outside`;
    or `always` or `never` between the ends of the range `low` and `high`, where `inside` is the
    value that comes nearest, `kept` how near and `lowest` the operating cash there if that is what
    is missing.
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
    lowest: float = np.nan


def condition(scenario: Scenario, lever: Lever, measure: Measure) -> Condition | None:
    """The stretch of holding whose edge is nearest to where the lever stands.

    Values that are refused, or leave nothing to test the promise by, do not count; None if there
    are no others.
    """
    tried = _looked_through(scenario, lever, measure)
    if not tried.at.size:
        return None
    at, holds, now = tried.at, tried.holds, lever.current(scenario)
    low, high = float(at[0]), float(at[-1])
    edges = np.flatnonzero(holds[1:] != holds[:-1])
    if not edges.size:
        best = tried.nearest(now)
        way: Way = "always" if holds.all() else "never"
        return Condition(
            lever=lever,
            way=way,
            inside=float(at[best]),
            outside=np.nan,
            low=low,
            high=high,
            kept=float(tried.kept[best]),
            lowest=float(tried.lowest[best]),
        )
    inner = np.where(holds[edges], at[edges], at[edges + 1])
    edge = int(edges[np.argmin(abs(inner - now))])
    near = _narrowed(lever, measure, tried, edge)
    far = edges[edges < edge][-1:] if holds[edge] else edges[edges > edge][:1]
    if not far.size:
        return Condition(lever=lever, way="at_most" if holds[edge] else "at_least", inside=near[0],
                         outside=near[1], low=low, high=high, kept=1.0)
    other = _narrowed(lever, measure, tried, int(far[0]))
    return Condition(lever=lever, way="between", inside=near[0], outside=near[1], low=low,
                     high=high, kept=1.0, far_inside=other[0], far_outside=other[1])


def _looked_through(scenario: Scenario, lever: Lever, measure: Measure) -> Tried:
    """The first values that are tested; closer around the best one if it holds nowhere."""
    tried = measure(_first_values(scenario, lever)).known()
    if tried.holds.any() or not tried.at.size:
        return tried
    best, last = tried.nearest(lever.current(scenario)), tried.at.size - 1
    between = tried.at[max(0, best - 1)], tried.at[min(last, best + 1)]
    more = np.setdiff1d(lever.on_step(np.linspace(*between, CLOSER)), tried.at)
    return tried.and_also(measure(more)).known() if more.size else tried


def _first_values(scenario: Scenario, lever: Lever) -> np.ndarray:
    """Whole steps within what a slider offers."""
    low, high = offered(scenario, lever)
    now = lever.current(scenario)
    around = now * np.geomspace(1.0 / WIDEST, WIDEST, AROUND) if now > 0.0 else np.empty(0)
    values = np.concatenate([np.linspace(low, high, EVEN), around, [now]])
    return np.unique(lever.on_step(np.clip(values, low, high)))


def _narrowed(lever: Lever, measure: Measure, tried: Tried, edge: int) -> tuple[float, float]:
    """Where it holds and where not on either side of the edge behind row `edge`, a step apart, or
    as near as values that are tested lie."""
    rows = (edge, edge + 1) if tried.holds[edge] else (edge + 1, edge)
    inside, outside = (float(tried.at[row]) for row in rows)
    while True:
        between = lever.on_step(np.linspace(inside, outside, PARTS + 1)[1:-1])
        between = between[(between != inside) & (between != outside)]
        if not between.size:
            return inside, outside
        good = np.concatenate([[True], measure(between).holds, [False]])
        values = np.concatenate([[inside], between, [outside]])
        first = int(np.argmin(good))
        inside, outside = float(values[first - 1]), float(values[first])
