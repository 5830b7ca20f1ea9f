"""What an order-day is worth: first ones and repeat ones, how far sizes spread, price classes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fit.histories import OrderDays

CLASSES = 4
"""Price classes that may be asked for at most."""


@dataclass(frozen=True)
class Basket:
    """Yuan an order-day: mean with its standard error, coefficient of variation, and the standard
    deviation of logarithms."""

    n: int
    mean: float
    se: float
    cv: float
    logsd: float


@dataclass(frozen=True)
class Baskets:
    """`spread_log`: the coefficient of variation of a lognormal with the pooled deviation of
    logarithms within first and repeat; `spread_cv`: that of the sums themselves; `spread_error`:
    standard error of the logarithm of `spread_log`."""

    first: Basket
    repeat: Basket
    spread_log: float
    spread_cv: float
    spread_error: float


def basket(cents: np.ndarray) -> Basket:
    """Of sums in cents (order-day,), at least two."""
    yuan = cents / 100.0
    mean, deviation = float(yuan.mean()), float(yuan.std(ddof=1))
    return Basket(yuan.size, mean, deviation / np.sqrt(yuan.size), deviation / mean,
                  float(np.log(yuan).std(ddof=1)))


def baskets(seen: OrderDays) -> Baskets:
    """First and repeat order-days apart."""
    first, repeat = basket(seen.cents[seen.first]), basket(seen.cents[~seen.first])
    free = first.n + repeat.n - 2
    variance = ((first.n - 1) * first.logsd**2 + (repeat.n - 1) * repeat.logsd**2) / free
    both = first.n * first.cv**2 + repeat.n * repeat.cv**2
    # d ln √(e^v − 1) / dv · v·√(2/n): v, a variance of n normal deviates, has that error
    error = 0.5 / -np.expm1(-variance) * variance * np.sqrt(2.0 / free) if variance > 0.0 else 0.0
    return Baskets(first, repeat, float(np.sqrt(np.expm1(variance))),
                   float(np.sqrt(both / (first.n + repeat.n))), float(error))


def price_classes(cents: np.ndarray, count: int) -> np.ndarray:
    """Mean yuan (class,) of so many classes of equal counts, cheapest first; their mean is that of
    all but for the rest that does not divide."""
    parts = np.array_split(np.sort(cents), count)
    prices = np.array([part.mean() / 100.0 for part in parts])
    return np.asarray(prices * (cents.mean() / 100.0 / prices.mean()))
