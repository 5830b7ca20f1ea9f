"""Closed forms of controls: what limits leave of random orders, what a round brings (controls.md).
"""

from __future__ import annotations

import math


def poisson_orders(expected: float, limit: int) -> float:
    """Mean number of orders, the first and a Poisson number of repeat ones, of which at most
    `limit` are let through: L − Σ_{i<L−1} (L−1−i) P(N = i). ValueError for a limit below 1."""
    if limit < 1:
        raise ValueError("limit must be at least 1, for the first order")
    return limit - sum(
        (limit - 1 - i) * math.exp(i * math.log(expected) - expected - math.lgamma(i + 1))
        if expected > 0.0 else (limit - 1 - i) * float(i == 0) for i in range(limit - 1)
    )


def gamma_orders(expected: float, spread: float, limit: int) -> float:
    """`poisson_orders` where rates differ by a gamma factor of this coefficient of variation: the
    number of repeat orders is negative binomial."""
    if spread == 0.0:
        return poisson_orders(expected, limit)
    if limit < 1:
        raise ValueError("limit must be at least 1, for the first order")
    shape = 1.0 / spread**2
    part = expected / (expected + shape)

    def chance(i: int) -> float:
        ways = math.lgamma(shape + i) - math.lgamma(shape) - math.lgamma(i + 1)
        return math.exp(ways + shape * math.log1p(-part) + i * math.log(part)) if part else float(
            i == 0)

    return limit - sum((limit - 1 - i) * chance(i) for i in range(limit - 1))


def lognormal_earning(mean: float, spread: float, limit: float) -> float:
    """Mean of what one lognormal order earns points on, up to a limit, yuan: E min(order, limit).
    """
    if spread == 0.0:
        return min(mean, limit)
    sigma = math.sqrt(math.log1p(spread**2))
    high = (math.log(limit / mean) - 0.5 * sigma**2) / sigma
    below = 0.5 * math.erfc(-high / math.sqrt(2.0))
    above = 0.5 * math.erfc((high + sigma) / math.sqrt(2.0))
    return mean * below + limit * above


def round_orders(ceiling: float, issue_price: float, gift: float) -> float:
    """Orders of one size after which a price that only issuance lifts reaches the ceiling, about:
    (ceiling ÷ issue price ÷ Γ(g))^(1/(1−g)). ValueError unless 0 < gift < 1."""
    if not 0.0 < gift < 1.0:
        raise ValueError("gift must lie between 0 and 1")
    return float((ceiling / issue_price / math.gamma(gift)) ** (1.0 / (1.0 - gift)))


def round_payouts(orders: int, contribution: float, gift: float) -> list[float]:
    """What each of `orders` equal orders gets when the round ends after them, yuan: its points at
    the closing price, which all share without a fee."""
    pool, points, minted = 0.0, 0.0, []
    for _ in range(orders):
        price = pool / points if points else 1.0
        minted.append(gift * contribution / price)
        pool, points = pool + contribution, points + minted[-1]
    return [own * pool / points for own in minted]
