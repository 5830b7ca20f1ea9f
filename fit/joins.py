"""Joins as a curve: constant, exponential or Bass, fitted to whole weeks' sums.

Quasi-Poisson: a week's joins scatter φ times as much as a Poisson number. How large the market is
has an interval by profile likelihood; where that is open above, the file cannot tell it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq, least_squares
from scipy.special import gammaln

from model.laws.demand import fill_bass

WEEK = 7
CHI_SQUARE_95 = 3.841458820694124
"""Of one degree of freedom."""
FAR_BEYOND = 10.0
"""A market of more than so many times the joins seen is one that the file cannot tell."""
LEAST_WEEKS = 5

_LARGEST = 1e5
_FEW = 1e-9

Residuals = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Bass:
    """`spread`: covariance of the logarithms of market size, innovation and imitation."""

    market_size: float
    innovation: float
    imitation: float
    spread: np.ndarray

    def curve(self, days: int) -> np.ndarray:
        """Joins by day (day,)."""
        return bass_curve(days, self.market_size, self.innovation, self.imitation)

    @property
    def errors(self) -> list[float]:
        """Standard errors of the three logarithms."""
        return [float(each) for each in np.sqrt(np.diag(self.spread))]


@dataclass(frozen=True)
class Growth:
    """Every curve as fitted, and what tells them apart.

    `interval`: of the market size, None where it is open above; `given`: whether somebody named
    the market size; `daily_joins`, `growth_rate`: of the exponential curve, `exponential_spread`:
    covariance of ln daily_joins and ln (1 + growth_rate).
    """

    curve: str
    seen: int
    days: int
    bass: Bass
    dispersion: float
    interval: tuple[float, float | None]
    daily_joins: float
    growth_rate: float
    constant: float
    criteria: dict[str, float]
    most_a_day: float
    exponential_spread: np.ndarray
    given: bool = False

    @property
    def tells_market(self) -> bool:
        """Whether the file tells how large the market is, or somebody has."""
        high = self.interval[1]
        return self.given or (high is not None and high <= FAR_BEYOND * self.seen)

    @property
    def constant_error(self) -> float:
        """Standard error of the logarithm of constant joins."""
        return float(np.sqrt(self.dispersion / self.seen))

    @property
    def peak_day(self) -> float:
        """Day of most joins of the Bass curve, where it has one."""
        bass = self.bass
        ratio = bass.imitation / bass.innovation
        return float(np.log(ratio) / (bass.imitation + bass.innovation)) if ratio > 1.0 else 0.0

    def ahead(self, days: int) -> np.ndarray:
        """The chosen curve from the file's first day on (day,); an exponential one goes on at most
        as high as the highest week seen, for the file tells of no end."""
        if self.curve == "bass":
            return self.bass.curve(days)
        if self.curve == "constant":
            return np.full(days, self.constant)
        grown = self.daily_joins * (1.0 + self.growth_rate) ** np.arange(days)
        return np.asarray(np.minimum(grown, self.most_a_day))


def bass_curve(days: int, market_size: float, innovation: float, imitation: float) -> np.ndarray:
    """Joins by day, as Backstop's scenarios have them."""
    joins = np.empty(days)
    fill_bass(joins, market_size, innovation, imitation)
    return joins


def fit_growth(joins: np.ndarray, market_size: float | None = None) -> Growth | None:
    """Fit the joins by day (day,); None where there are too few weeks or nobody joins.

    `market_size`: named by somebody; innovation and imitation are then fitted to it.
    """
    sums = weekly(joins)
    if sums.size < LEAST_WEEKS or sums.sum() < 1:
        return None
    days, total = sums.size * WEEK, float(joins.sum())
    weeks = float(sums.size)
    rate, rise = _exponential(sums)
    top = _bass(sums, WEEK, total, deviances)
    dispersion = max(1.0, _pearson(sums, _sums_of(top, days)) / max(1.0, weeks - 3.0))
    fits = {
        "bass": (_sums_of(top, days), 3), "constant": (np.full(sums.size, sums.mean()), 1),
        "exponential": (_exponential_sums(rate, rise, sums.size), 2),
    }
    criteria = {
        name: -2.0 * _likelihood(sums, fitted) / dispersion + count * float(np.log(weeks))
        for name, (fitted, count) in fits.items()
    }
    interval = _interval(sums, total, top, 0.5 * CHI_SQUARE_95 * dispersion)
    given = market_size is not None
    if market_size is not None:
        top = _given(sums, market_size, deviances)
    return Growth(
        curve="bass" if given else min(criteria, key=lambda name: criteria[name]),
        seen=int(total),
        days=joins.size,
        bass=_with_errors(sums, top, dispersion, given),
        dispersion=dispersion,
        interval=interval,
        daily_joins=float(np.exp(rate)),
        growth_rate=float(np.expm1(rise)),
        constant=float(sums.mean()) / WEEK,
        criteria=criteria,
        most_a_day=float(sums.max()) / WEEK,
        exponential_spread=dispersion * np.linalg.pinv(_information(
            lambda z: _exponential_sums(z[0], z[1], sums.size), np.array([rate, rise]))),
        given=given,
    )


def weekly(series: np.ndarray) -> np.ndarray:
    """Sums of whole weeks; days after the last whole one are left out."""
    weeks = series.size // WEEK
    return np.asarray(series[: weeks * WEEK].reshape(weeks, WEEK).sum(axis=1), dtype=float)


def deviances(seen: np.ndarray, fitted: np.ndarray) -> np.ndarray:
    """Signed roots whose squares sum to twice the Poisson likelihood that is missing."""
    ratio = np.log(np.maximum(seen, _FEW) / fitted)
    lost = np.maximum(2.0 * (seen * ratio - seen + fitted), 0.0)
    return np.asarray(np.sign(seen - fitted) * np.sqrt(lost))


def fit_bass(series: np.ndarray, residuals: Residuals) -> np.ndarray:
    """Market size, innovation and imitation of a series of one step a period."""
    return np.asarray(np.exp(_bass(series, 1, float(series.sum()), residuals)))


def _sums_of(logs: np.ndarray, days: int, step: int = WEEK) -> np.ndarray:
    curve = bass_curve(days, *np.exp(logs))
    return np.asarray(np.maximum(curve.reshape(-1, step).sum(axis=1), _FEW))


def _bass(sums: np.ndarray, step: int, total: float, residuals: Residuals) -> np.ndarray:
    """Logarithms of market size, innovation and imitation that fit best, from several starts.

    Of the market only the part beyond the `total` that joined is searched for.
    """
    days = sums.size * step

    def off(z: np.ndarray) -> np.ndarray:
        return residuals(sums, _sums_of(_logs(z, total), days, step))

    first, last = np.array([1e-4, 1e-9, 1e-9]), np.array([_LARGEST, 1.0, 50.0])
    tried = []
    for beyond, doublings in ((0.05, 6.0), (0.5, 3.0), (1.0, 4.0), (5.0, 3.0)):
        q = min(1.0, 2.0 * doublings / days)
        p = max(1e-6, float(sums[: max(1, sums.size // 8)].mean()) / step / (total * (1 + beyond)))
        start = np.log([beyond, p, q])
        tried.append(least_squares(off, start, "3-point", bounds=(np.log(first), np.log(last)),
                                   xtol=1e-12, ftol=1e-12, gtol=1e-10, max_nfev=300))
    return _logs(min(tried, key=lambda found: found.cost).x, total)


def _logs(z: np.ndarray, total: float) -> np.ndarray:
    """From what is searched, the part of the market beyond those seen, to the market itself."""
    return np.array([np.log(total) + np.log1p(np.exp(z[0])), z[1], z[2]])


def _given(
    sums: np.ndarray, market_size: float, residuals: Residuals, near: np.ndarray | None = None
) -> np.ndarray:
    """Innovation and imitation for a market size; `near`: logarithms of both to begin at."""
    days, size = sums.size * WEEK, float(np.log(market_size))

    def off(z: np.ndarray) -> np.ndarray:
        return residuals(sums, _sums_of(np.append(size, z), days))

    first = max(1e-7, float(sums[: max(1, sums.size // 8)].mean()) / WEEK / market_size)
    starts = [near] if near is not None else [
        np.log([min(0.5, first), q]) for q in (4.0 / days, 12.0 / days)]
    limits = (np.log([1e-12, 1e-9]), np.log([1.0, 50.0]))
    tried = [least_squares(off, np.clip(start, limits[0] + 1e-6, limits[1] - 1e-6), "3-point",
                           bounds=limits, xtol=1e-12, ftol=1e-12, gtol=1e-10, max_nfev=300)
             for start in starts]
    return np.append(size, min(tried, key=lambda found: found.cost).x)


def _interval(
    sums: np.ndarray, total: float, top: np.ndarray, allowed: float
) -> tuple[float, float | None]:
    """Market sizes whose best likelihood is less by `allowed` at most."""
    days = sums.size * WEEK
    best = _likelihood(sums, _sums_of(top, days))
    near = top[1:]

    def lost(size: float) -> float:
        nonlocal near
        found = _given(sums, float(np.exp(size)), deviances, near)
        near = found[1:]
        return best - _likelihood(sums, _sums_of(found, days)) - allowed

    low = float(np.log(total))
    lowest = total if top[0] - low < 1e-6 or lost(low) <= 0.0 else float(
        np.exp(brentq(lost, low, top[0], xtol=1e-6)))
    near, inner = top[1:], float(top[0])
    while inner < low + np.log(_LARGEST):
        outer = inner + np.log(1.5)
        if lost(outer) > 0.0:
            return lowest, float(np.exp(brentq(lost, inner, outer, xtol=1e-6)))
        inner = outer
    return lowest, None


def _likelihood(seen: np.ndarray, fitted: np.ndarray) -> float:
    """Of sums that were drawn as Poisson numbers."""
    return float((seen * np.log(fitted) - fitted - gammaln(seen + 1.0)).sum())


def _pearson(seen: np.ndarray, fitted: np.ndarray) -> float:
    return float(((seen - fitted) ** 2 / fitted).sum())


def _with_errors(
    sums: np.ndarray, logs: np.ndarray, dispersion: float, given: bool
) -> Bass:
    """The curve with the covariance of its logarithms, φ times the inverse Fisher information."""
    free = [1, 2] if given else [0, 1, 2]
    spread = np.zeros((3, 3))
    told = _information(lambda z: _sums_of(z, sums.size * WEEK), logs)
    spread[np.ix_(free, free)] = dispersion * np.linalg.pinv(told[np.ix_(free, free)])
    size, innovation, imitation = np.exp(logs).tolist()
    return Bass(size, innovation, imitation, spread)


def _information(curve: Callable[[np.ndarray], np.ndarray], at: np.ndarray) -> np.ndarray:
    """Fisher's, of Poisson sums about what a curve was fitted with."""
    steps = 1e-4 * np.eye(at.size)
    slopes = np.array([curve(at + step) - curve(at - step) for step in steps]) / 2e-4
    rooted = slopes / np.sqrt(curve(at))
    return np.asarray(rooted @ rooted.T)


def _exponential(sums: np.ndarray) -> tuple[float, float]:
    """ln of the daily joins at first, and of their growth a day."""

    def off(z: np.ndarray) -> np.ndarray:
        return deviances(sums, _exponential_sums(z[0], z[1], sums.size))

    start = np.array([np.log(max(sums.mean(), 0.1) / WEEK), 0.0])
    bound = 3.0 / WEEK
    found = least_squares(off, start, "3-point", xtol=1e-12, ftol=1e-12, gtol=1e-10, max_nfev=300,
                          bounds=([-30.0, -bound], [30.0, bound]), x_scale=[1.0, 1.0 / sums.size])
    return float(found.x[0]), float(found.x[1])


def _exponential_sums(rate: float, rise: float, weeks: int) -> np.ndarray:
    days = np.arange(weeks * WEEK)
    curve = np.exp(np.clip(rate + rise * days, -50.0, 50.0))
    return np.asarray(np.maximum(curve.reshape(weeks, WEEK).sum(axis=1), _FEW))
