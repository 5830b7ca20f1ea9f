"""How many customers came back how often: as seen, and as a fit expects of the same customers."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln, xlogy

from fit.histories import OrderDays, histories
from fit.ladder import Kind
from fit.repeat import Fitted

MANY = 7
"""Repeat orders from which on customers are counted together."""


def seen_by_repeats(members: OrderDays) -> np.ndarray:
    """Customers with 0, 1, … MANY and more repeat order-days, (MANY + 1,)."""
    found = histories(members)
    return np.asarray(np.bincount(np.minimum(found.repeats, MANY), found.customers,
                                  minlength=MANY + 1))


def expected_by_repeats(fitted: Fitted, members: OrderDays) -> np.ndarray:
    """The same of a fit: of a customer seen for T days

        P(x | T) = Σ_D P(life ends with D)·NB(x; r, a/(a + min(D, T))),  a = r/rate,

    a Poisson number at a gamma rate over the days of the buying life that were seen."""
    observed = np.bincount(members.days - 1 - members.joined, minlength=members.days)
    chances = sum(kind.share * _chances(kind, fitted.shape, members.days) for kind in fitted.kinds)
    below = observed @ np.asarray(chances)
    return np.append(below, observed.sum() - below.sum())


def _chances(kind: Kind, r: float, days: int) -> np.ndarray:
    """P(x | T) for each T and x below MANY, (days, MANY)."""
    life, a = kind.survival(days), r / kind.rate
    after, x = np.arange(days, dtype=float)[:, None], np.arange(MANY)
    logs = (gammaln(r + x) - gammaln(r) - gammaln(x + 1.0) + r * np.log(a) + xlogy(x, after)
            - (r + x) * np.log(a + after))
    at = np.exp(logs)
    ended = np.cumsum(at * life.ending[:days, None], axis=0)
    before = np.vstack((np.zeros(MANY), ended[:-1]))
    return np.asarray(before + life.alive[:days, None] * at)
