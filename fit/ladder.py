"""Three models of repeat buying, each with its likelihood, where it starts, and what it expects.

`one`: every buying life has one half-life; `base`: lives differ (Pareto/NBD in days); `two`: two
kinds of buyers, each with a rate and a median life of its own. Parameters are searched for as
logarithms, a share as the logarithm of its odds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from fit.likelihood import Grid, Survival, fading, halving, log_likelihood

Value = tuple[float, np.ndarray]
"""Of a function and of its gradient."""


@dataclass(frozen=True)
class Kind:
    """One kind of buyers: its share of members, orders a day, and the survival's parameters: a
    half-life, or s and a median life in days."""

    share: float
    rate: float
    life: tuple[float, ...]

    def survival(self, days: int) -> Survival:
        """Over so many days."""
        *s, life = self.life
        return fading(s[0], life, days) if s else halving(life, days)


@dataclass(frozen=True)
class Model:
    """`kinds` and `likelihood` take the searched vector, in the order of `names`."""

    name: str
    names: tuple[str, ...]
    bounds: tuple[tuple[float, float], ...]
    kinds: Callable[[np.ndarray], tuple[Kind, ...]]
    likelihood: Callable[[Grid, np.ndarray], Value]

    def values(self, theta: np.ndarray) -> dict[str, float]:
        """The parameters by name; all but a share's logit are above zero."""
        return {name: float(each if name.startswith("logit") else np.exp(each))
                for name, each in zip(self.names, theta, strict=True)}


_LIMITS: Mapping[str, tuple[float, float]] = {
    "r": (0.01, 200.0), "s": (0.02, 1000.0), "rate": (1e-6, 5.0), "half_life": (0.3, 1e6),
    "median_life": (0.1, 1e6), "median": (0.1, 1e6),
}
_LOGIT = 8.0


def _bounds(names: Sequence[str]) -> tuple[tuple[float, float], ...]:
    found = []
    for name in names:
        low, high = _LIMITS.get(name.rstrip("_12"), (np.exp(-_LOGIT), np.exp(_LOGIT)))
        found.append((float(np.log(low)), float(np.log(high))))
    return tuple(found)


def _near(value: float, centre: float, width: float) -> Value:
    """A weak penalty −½((value − centre)/width)², and its slope."""
    off = (value - centre) / width
    return -0.5 * off * off, np.array(-off / width)


_SHAPE = (float(np.log(0.7)), 3.0)


def penalty(model: str, theta: np.ndarray) -> Value:
    """What keeps a parameter that the data do not tell from running away."""
    slope = np.zeros(theta.size)
    if model in ("one", "base"):
        value, slope[0] = _near(theta[0], *_SHAPE)
        if model == "base":
            more, slope[2] = _near(theta[2], *_SHAPE)
            value += more
        return value, slope
    value = 0.0
    for place in (0, 1):
        more, slope[place] = _near(theta[place], *_SHAPE)
        value += more
    for first, width in ((4, 2.0), (2, 1.5)):
        more, by = _near(theta[first] - theta[first + 1], 0.0, width)
        value, slope[first], slope[first + 1] = value + more, by, -by
    more, slope[6] = _near(theta[6], 0.0, 1.5)
    return value + more, slope


def _weighed(grid: Grid, logs: np.ndarray, gradient: np.ndarray) -> Value:
    count = grid.seen.customers
    return float(count @ logs), gradient @ count


def _one_kind(theta: np.ndarray) -> tuple[Kind, ...]:
    rate, *life = np.exp(theta[1:])
    return (Kind(1.0, float(rate), tuple(map(float, life))),)


def _single(grid: Grid, theta: np.ndarray) -> Value:
    (kind,) = _one_kind(theta)
    found = log_likelihood(grid, float(np.exp(theta[0])), kind.rate, kind.survival(grid.seen.days))
    return _weighed(grid, *found)


def _two_kinds(theta: np.ndarray) -> tuple[Kind, ...]:
    s = float(np.exp(theta[1]))
    share = float(expit(theta[6]))
    return tuple(
        Kind(part, float(np.exp(theta[2 + i])), (s, float(np.exp(theta[4 + i]))))
        for i, part in enumerate((share, 1.0 - share))
    )


def _mixed(grid: Grid, theta: np.ndarray) -> Value:
    logs, slopes = [], []
    r = float(np.exp(theta[0]))
    for kind in _two_kinds(theta):
        each, slope = log_likelihood(grid, r, kind.rate, kind.survival(grid.seen.days))
        logs.append(each + np.log(kind.share))
        slopes.append(slope)
    total = np.logaddexp(*logs)
    of = [np.exp(each - total) for each in logs]
    gradient = np.zeros((theta.size, total.size))
    for i, (part, (by_r, by_rate, by_s, by_life)) in enumerate(zip(of, slopes, strict=True)):
        gradient[0] += part * by_r
        gradient[1] += part * by_s
        gradient[2 + i], gradient[4 + i] = part * by_rate, part * by_life
    gradient[6] = of[0] - expit(theta[6])
    return _weighed(grid, total, gradient)


_NAMES = {
    "one": ("r", "rate", "half_life"),
    "base": ("r", "rate", "s", "median_life"),
    "two": ("r", "s", "rate_1", "rate_2", "median_1", "median_2", "logit_share_1"),
}
_LAWS = {"one": (_one_kind, _single), "base": (_one_kind, _single), "two": (_two_kinds, _mixed)}

MODELS: Mapping[str, Model] = {
    name: Model(name, names, _bounds(names), *_LAWS[name]) for name, names in _NAMES.items()
}


def starts(grid: Grid, simpler: Mapping[str, np.ndarray]) -> Mapping[str, list[np.ndarray]]:
    """Where the search for each model begins; `simpler`: what those before it came to."""
    seen = grid.seen
    share = seen.customers / seen.count
    rate = float(np.clip(2.0 * (share @ seen.repeats) / max(1.0, share @ seen.observed), 1e-4, 1.0))
    long = max(2.0, float(share @ seen.observed))
    if "base" in simpler:
        r, rate_, s, life = simpler["base"]
        s = float(np.clip(s, -1.5, 1.5))
        return {"two": [
            np.array([r + 0.2, s, rate_ + 1.0, rate_ - 0.3, life - 1.0, life + 0.3, -1.0]),
            np.array([r + 0.2, s, rate_ - 0.5, rate_ + 0.7, life - 1.0, life + 0.7, 0.0]),
            np.array([r + 0.2, s + 1.0, rate_ - 0.8, rate_ + 0.5, life - 0.5, life + 0.5, 0.5]),
        ]}
    if "one" in simpler:
        r, rate_, life = simpler["one"]
        return {"base": [np.array([r, rate_, s, life]) for s in (np.log(0.6), np.log(5.0))]}
    return {"one": [np.log([r, rate, life]) for r, life in ((0.7, long), (2.0, 0.3 * long))]}

