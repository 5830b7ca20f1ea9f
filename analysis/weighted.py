"""Quantiles, Lorenz curve and Gini of values that stand for many people each (pure NumPy).

All take values (group,) and weights (group,), not negative. Where every weight is alike and the
people are many, each equals the reading of the same name in `model.members.spread`.
"""

from __future__ import annotations

import numpy as np


def quantile(values: np.ndarray, weights: np.ndarray, part: float) -> float:
    """The smallest value that at least `part` (0 … 1) of the weight lies at or below; NaN without
    weight. Undefined values are left out.
    """
    known = (weights > 0.0) & ~np.isnan(values)
    if not known.any():
        return float("nan")
    order = np.argsort(values[known], kind="stable")
    running = np.cumsum(weights[known][order])
    place = np.searchsorted(running, part * running[-1] * (1.0 - 1e-12))
    return float(values[known][order][min(place, running.size - 1)])


def lorenz(
    values: np.ndarray, weights: np.ndarray, points: int
) -> tuple[np.ndarray, np.ndarray]:
    """Shares of people from the lowest value up, and the running sum of their values as parts of
    the sum of absolute values, (point,) each.
    """
    at = np.linspace(0.0, 1.0, points)
    people, sums = _running(values, weights)
    total = float((weights * np.abs(values)).sum())
    if total == 0.0:
        return at, np.zeros(points)
    return at, np.interp(at * people[-1], people, sums) / total


def gini(values: np.ndarray, weights: np.ndarray) -> float:
    """Gini coefficient for values of either sign, 0 to 1; NaN if all are 0: twice the area between
    the Lorenz curve and the straight line to its end.
    """
    people, sums = _running(values, weights)
    total = float((weights * np.abs(values)).sum())
    if total == 0.0:
        return float("nan")
    below = float((np.diff(people) * (sums[:-1] + sums[1:])).sum())
    return (float(people[-1] * sums[-1]) - below) / (float(people[-1]) * total)


def top_share(values: np.ndarray, weights: np.ndarray, part: float) -> float:
    """Part of the sum of all (not negative) values that the top `part` of people takes."""
    people, sums = _running(values, weights)
    if not sums[-1] > 0.0:
        return float("nan")
    below = np.interp((1.0 - part) * people[-1], people, sums)
    return float(1.0 - below / sums[-1])


def _running(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Running totals of people and of their values, from the lowest value up, from 0."""
    order = np.argsort(values, kind="stable")
    held = weights[order]
    return (np.concatenate([[0.0], np.cumsum(held)]),
            np.concatenate([[0.0], np.cumsum(held * values[order])]))
