"""How likely a history is for a member of Backstop, in closed form, with its gradient.

A member orders at a rate of its own, gamma with mean `rate` and shape r, until its buying life
ends; an order of day u counts if the life is at least u. With a = r/rate and survival S

    L(x, t, T) = Γ(r+x)/Γ(r)·aʳ·[S(T)(a+T)^−(r+x) + Σ_{D=t}^{T−1} (S(D) − S(D+1))(a+D)^−(r+x)],

exact but for two orders on one day. The sum is a difference of two values of a cumulative sum,
one for each distinct x, however many customers there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import digamma, gammaln

from fit.histories import Histories

LARGEST_POWER = 690.0
"""Of e that a double holds. Weights are centred so that those of ten years fit on both sides."""
TINY = 1e-300


class Survival(NamedTuple):
    """The part S of members who still buy on a day, (day + 1,), what of it ends after each day,
    S(D) − S(D+1), (day,), and the derivatives of both by the logarithm of each parameter.
    """

    alive: np.ndarray
    ending: np.ndarray
    alive_by: np.ndarray
    ending_by: np.ndarray


def halving(half_life: float, days: int) -> Survival:
    """S = 2^(−u/h); by ln h."""
    u = np.arange(days + 1.0)
    decay = np.log(2.0) / half_life
    alive = np.exp(-decay * u)
    by = alive * decay * u
    return Survival(alive, -np.expm1(-decay) * alive[:-1], by[None], (by[:-1] - by[1:])[None])


def fading(s: float, median_life: float, days: int) -> Survival:
    """S = (β/(β+u))^s with β = m/(2^(1/s) − 1), so that S(m) is a half; by ln s and ln m."""
    u = np.arange(days + 1.0)
    beta = scale_of(s, median_life)
    logs = -s * np.log1p(u / beta)
    alive = np.exp(logs)
    ending = alive[:-1] * -np.expm1(np.diff(logs))
    by_beta = alive * s * u / (beta + u)
    turn = np.log(2.0) / (s * -np.expm1(-np.log(2.0) / s))  # d ln β / d ln s
    by = np.stack((alive * logs + turn * by_beta, by_beta))
    return Survival(alive, ending, by, by[:, :-1] - by[:, 1:])


def scale_of(s: float, median_life: float) -> float:
    """β in days."""
    return float(median_life / np.expm1(np.log(2.0) / s))


@dataclass(frozen=True)
class Grid:
    """Histories with the places of their x among the distinct ones."""

    seen: Histories
    counts: np.ndarray
    place: np.ndarray

    @staticmethod
    def of(seen: Histories) -> Grid:
        """Prepared once for a fit."""
        counts, place = np.unique(seen.repeats, return_inverse=True)
        return Grid(seen, counts.astype(float), place)


def log_likelihood(
    grid: Grid, r: float, rate: float, life: Survival
) -> tuple[np.ndarray, np.ndarray]:
    """ln L (history,) and its gradient (parameter, history) by ln r, ln rate and those of `life`.
    """
    seen, a = grid.seen, r / rate
    logs = np.log(a + np.arange(life.alive.size))
    powers = r + grid.counts
    centre = 0.5 * (np.log(a + grid.counts) + logs[-1])
    weights = np.exp(np.minimum(powers[:, None] * (centre[:, None] - logs), LARGEST_POWER))
    last, end = (grid.place, seen.last), (grid.place, seen.observed)
    at_end = weights[end]

    def bracket(alive: np.ndarray, ending: np.ndarray) -> np.ndarray:
        terms = weights[:, :-1] * ending
        beyond = np.zeros_like(weights)
        beyond[:, :-1] = np.cumsum(terms[:, ::-1], axis=1)[:, ::-1]
        found: np.ndarray = alive[seen.observed] * at_end + beyond[last] - beyond[end]
        return found

    total = np.maximum(bracket(life.alive, life.ending), TINY)
    mean_log = bracket(life.alive * logs, life.ending * logs[:-1]) / total
    shrink = np.exp(-logs)
    pulled = a * powers[grid.place] * bracket(
        life.alive * shrink, life.ending * shrink[:-1]) / total
    by_r = digamma(powers)[grid.place] - digamma(r) + np.log(a) - mean_log
    own = gammaln(powers) - gammaln(r) + r * np.log(a) - powers * centre
    by_life = [bracket(*pair) / total for pair in zip(life.alive_by, life.ending_by, strict=True)]
    gradient = np.stack((r * by_r + r - pulled, pulled - r, *by_life))
    return own[grid.place] + np.log(total), gradient
