"""A fitted model as segments: 1 to 3 half-lives a kind of buyers stand for its many lives.

Σ share/interval·Σ_{u≤d} 2^(−u/h) follows the fit's repeat orders within 1 % on each of 60 days to
the horizon, with as few segments as possible. Each kind's half-lives are found by themselves, by
least squares of the relative error; where that is off by more on some day, days far off are given
more weight (Lawson 1961, towards the least greatest error).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import least_squares, nnls

from fit.ladder import Kind
from fit.repeat import repeat_curve

CLOSE = 0.01
DAYS = 60
MOST = 3
"""Segments of one kind of buyers."""
NO_LOSS = 10.0
"""A half-life of so many times the file's length is one that the file has not seen to end."""

_SHORTEST, _LONGEST, _ODDS = 0.3, 1e6, 12.0
_TURNS = 15


@dataclass(frozen=True)
class Segment:
    """`kind`: the number of the kind of buyers that it belongs to; days but for the share."""

    kind: int
    share: float
    reorder_interval: float
    retention_half_life: float


@dataclass(frozen=True)
class Segments:
    """`error`: how far their curve is off the fit's at most, a part of it."""

    rows: tuple[Segment, ...]
    error: float


def segmented(kinds: tuple[Kind, ...], horizon: int, most: int | None = None) -> Segments:
    """The fewest segments that are close, at most `most`: then the closest of so many."""
    days = days_to(horizon)
    wanted = repeat_curve(kinds, horizon)[days]
    if most is not None and most < len(kinds):
        rate = sum(kind.share * kind.rate for kind in kinds)
        fits = [_fits(wanted / rate, kinds[-1].life[-1], days)]
        return _fewest((Kind(1.0, rate, ()),), fits, days, wanted, most)
    fits = [_fits(repeat_curve((Kind(1.0, 1.0, kind.life),), horizon)[days], kind.life[-1], days)
            for kind in kinds]
    return _fewest(kinds, fits, days, wanted, most)


def days_to(horizon: int) -> np.ndarray:
    """The days on which curves are held against one another."""
    return np.unique(np.round(np.geomspace(1, horizon, DAYS)).astype(int))


def lasting(half_lives: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Σ_{u=1}^{d} 2^(−u/h), (day, half-life)."""
    decay = np.log(2.0) / np.asarray(half_lives)
    return np.asarray(np.exp(-decay) * np.expm1(-decay * days[:, None]) / np.expm1(-decay))


@dataclass(frozen=True)
class _Lives:
    """Half-lives of one kind of buyers with their parts of it, and how far off they are."""

    half_lives: np.ndarray
    parts: np.ndarray
    error: float


def _fits(wanted: np.ndarray, life: float, days: np.ndarray) -> list[_Lives]:
    """1, 2 … half-lives for the repeat orders of buyers of one order a day."""
    found = [_of_count(count, wanted, life, days) for count in range(1, MOST + 1)]
    return [each if each.error <= CLOSE else _evened(each, wanted, days) for each in found]


def _of_count(count: int, wanted: np.ndarray, life: float, days: np.ndarray) -> _Lives:
    """The least squares of the relative error, from two starts: lives near one another, and far."""
    middle = np.log(min(life, 10.0 * float(days[-1])))
    tried = []
    for width, lean in ((1.0, 0.0), (2.0, -0.5)):
        lives = middle + width * (np.linspace(-1.0, 1.5, count) if count > 1 else np.zeros(1))
        start = np.append(lives, lean * np.arange(count))
        tried.append(_squared(start, wanted, days, np.ones(days.size)))
    z = min(tried, key=lambda each: float((_off(each, wanted, days) ** 2).sum()))
    return _lives(z, wanted, days)


def _squared(
    start: np.ndarray, wanted: np.ndarray, days: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """Logarithms of half-lives and odds of their parts, by weighted least squares."""
    count = start.size // 2
    low, high = np.log([_SHORTEST, _LONGEST])
    bounds = np.repeat([[low, high], [-_ODDS, _ODDS]], count, axis=0).T
    found = least_squares(lambda z: weights * _off(z, wanted, days),
                          np.clip(start, bounds[0] + 0.01, bounds[1] - 0.01), bounds=bounds,
                          xtol=1e-10, ftol=1e-12, gtol=1e-12, max_nfev=400)
    return np.asarray(found.x)


def _off(z: np.ndarray, wanted: np.ndarray, days: np.ndarray) -> np.ndarray:
    """The relative error of a curve (day,)."""
    count = z.size // 2
    return np.asarray(lasting(np.exp(z[:count]), days) @ _parts(z[count:]) / wanted - 1.0)


def _evened(found: _Lives, wanted: np.ndarray, days: np.ndarray) -> _Lives:
    """The same number of half-lives, with the days that are far off weighing more and more."""
    weights, best = np.ones(days.size), found
    z = np.log(np.append(found.half_lives, np.maximum(found.parts, 1e-4)))
    for _ in range(_TURNS):
        off = np.abs(_off(z, wanted, days))
        weights = weights * (off / off.max() + 0.02)
        weights /= weights.mean()
        z = _squared(z, wanted, days, np.sqrt(weights))
        best = min(best, _lives(z, wanted, days), key=lambda each: each.error)
        if best.error <= CLOSE:
            break
    return best


def _lives(z: np.ndarray, wanted: np.ndarray, days: np.ndarray) -> _Lives:
    count = z.size // 2
    order = np.argsort(z[:count])
    return _Lives(np.exp(z[:count])[order], _parts(z[count:])[order],
                  float(np.abs(_off(z, wanted, days)).max()))


def _parts(odds: np.ndarray) -> np.ndarray:
    """Parts that sum to 1."""
    sizes = np.exp(odds - odds.max())
    return np.asarray(sizes / sizes.sum())


def _fewest(
    kinds: tuple[Kind, ...], fits: list[list[_Lives]], days: np.ndarray, wanted: np.ndarray,
    most: int | None,
) -> Segments:
    """The closest of the fewest segments that are close; of those allowed, where none are."""
    found = [_rows(kinds, each, days, wanted) for each in product(*fits)]
    allowed = [each for each in found if most is None or len(each.rows) <= most]
    close = [each for each in allowed if each.error <= CLOSE]
    return min(close or allowed, key=lambda each: (len(each.rows) if close else 0, each.error))


def _rows(
    kinds: tuple[Kind, ...], fits: tuple[_Lives, ...], days: np.ndarray, wanted: np.ndarray
) -> Segments:
    rows = tuple(
        Segment(k, kind.share * float(part), 1.0 / kind.rate, float(life))
        for k, (kind, lives) in enumerate(zip(kinds, fits, strict=True))
        for life, part in zip(lives.half_lives, lives.parts, strict=True)
    )
    curve = sum(row.share / row.reorder_interval
                * lasting(np.array([row.retention_half_life]), days)[:, 0] for row in rows)
    return Segments(rows, float(np.abs(curve / wanted - 1.0).max()))


def shares_like(rows: tuple[Segment, ...], kinds: tuple[Kind, ...], horizon: int) -> np.ndarray:
    """Shares (segment,) with which segments of these half-lives follow other kinds of buyers."""
    days = days_to(horizon)
    shares = np.zeros(len(rows))
    for k, kind in enumerate(kinds):
        at = [place for place, row in enumerate(rows) if row.kind == k]
        own = repeat_curve((Kind(1.0, 1.0, kind.life),), horizon)[days]
        curves = lasting(np.array([rows[place].retention_half_life for place in at]), days)
        # the last row makes the parts sum to 1
        table = np.vstack((curves / own[:, None], np.full(len(at), 1e3)))
        parts, _ = nnls(table, np.append(np.ones(days.size), 1e3))
        shares[at] = kind.share * parts / parts.sum()
    return shares
