"""Minting: what a day's orders get for their contribution (model.md section 5.4)."""

from __future__ import annotations

import math

import numpy as np

from model.compiled import kernel

SHIFT_TO = 16.0
"""From here on Stirling's series, cut after five terms, is exact to 1e-16."""

HARDLY_ANY = 1e100
"""A pool of so many orders is no longer moved by one: ln(1 + κ/x)·g is then exact."""

SERIES = (1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0)


@kernel
def log1p_less_linear(t: float) -> float:
    """ln(1 + t) − t for 0 ≤ t < 0.5 without cancellation: with r = t/(2+t), 2·atanh(r) − t."""
    r = t / (2.0 + t)
    square = r * r
    power = r * square
    total = 0.0
    for odd in range(3, 33, 2):
        total += power / odd
        power *= square
        if power < 1e-18 * r:
            break
    return 2.0 * total - t * r


@kernel
def stirling_step(y: float, g: float) -> float:
    """s(y+g) − s(y) for the series s(z) = 1/12z − 1/360z³ + …, the factor g taken out exactly.

    With a = 1/y, b = 1/(y+g): (aⁿ − bⁿ)/(a − b) follows from its two predecessors.
    """
    a = 1.0 / y
    b = 1.0 / (y + g)
    total, before, quotient = 0.0, 0.0, 1.0
    for term in range(len(SERIES)):
        total += SERIES[term] * quotient
        for _ in range(2):
            before, quotient = quotient, (a + b) * quotient - a * b * before
    return -g * a * b * total


@kernel
def log_gamma_ratio(x: float, orders: float, g: float) -> float:
    """ln[Γ(x+κ+g)Γ(x) / (Γ(x+g)Γ(x+κ))] for x > 0, κ = orders ≥ 0, 0 ≤ g ≤ 5, to 1e-15·g for κ ≥ 1.

    Small x is shifted upward by recurrence; the rest is Stirling's series with every difference of
    nearly equal numbers taken by algebra, so that a pool of a million orders loses no digit.
    """
    if x > HARDLY_ANY:
        return g * math.log1p(orders / x)
    shifted = 0.0
    while x < SHIFT_TO:
        later = x + orders
        shifted += math.log1p(g * orders / (x * (later + g)))
        x += 1.0
    later = x + orders
    return float(
        shifted
        + g * math.log1p(orders / (x + g))
        + 0.5 * g * orders / (x * later)
        + (later - 0.5) * log1p_less_linear(g / later)
        - (x - 0.5) * log1p_less_linear(g / x)
        + stirling_step(later, g)
        - stirling_step(x, g)
    )


@kernel
def mint_by_order(
    pool: float, points: float, contribution: float, orders: float, gift: float, issue_price: float
) -> float:
    """Points minted by `max(1, orders)` equal orders, each at the price the one before it left.

    pool in yuan, points outstanding, contribution of the day in yuan, gift value per yuan of it.
    Without points the first order is priced at `issue_price` and joins whatever the pool holds.
    """
    if contribution <= 0.0 or gift <= 0.0:
        return 0.0
    orders = max(1.0, orders)
    size = contribution / orders
    first = 0.0
    if points <= 0.0:
        first = gift * size / issue_price
        points = first
        pool += size
        orders -= 1.0
    return first + points * math.expm1(log_gamma_ratio(pool / size, orders, gift))


@kernel
def mint_above_floor(
    pool: float, points: float, contribution: float, orders: float, gift: float, issue_price: float,
    floor: float,
) -> float:
    """`mint_by_order` with a mark that is never below `floor` > 0, yuan a point (controls.md 2).

    While the pool holds less than the floor per point each order mints at the floor; from the first
    whole order on that crosses it the law of `mint_by_order` holds, or no longer.
    """
    if contribution <= 0.0 or gift <= 0.0:
        return 0.0
    orders = max(1.0, orders)
    size, minted = contribution / orders, 0.0
    if points <= 0.0:
        minted = gift * size / issue_price
        points, pool, orders = minted, pool + size, orders - 1.0
    at_floor = 0.0
    if pool < floor * points:
        at_floor = orders
        if gift < 1.0:
            at_floor = min(orders, np.ceil((floor * points - pool) / (size * (1.0 - gift))))
        more = at_floor * gift * size / floor
        minted, points, pool = minted + more, points + more, pool + at_floor * size
        orders -= at_floor
    if orders <= 0.0:
        return minted
    above = orders
    if gift > 1.0:
        above = min(orders, orders_to_floor(pool, points, size, orders, gift, floor))
    more = points * math.expm1(log_gamma_ratio(pool / size, above, gift))
    return minted + more + (orders - above) * gift * size / floor


@kernel
def orders_to_floor(
    pool: float, points: float, size: float, orders: float, gift: float, floor: float
) -> float:
    """The first whole number of orders of `size` yuan after which a price that falls is below the
    floor; of more than `orders` no matter which."""
    low, high = 0.0, np.ceil(orders)
    while high - low > 1.0:
        middle = np.floor(0.5 * (low + high))
        held = points * math.exp(log_gamma_ratio(pool / size, middle, gift))
        if pool + middle * size < floor * held:
            high = middle
        else:
            low = middle
    held = points * math.exp(log_gamma_ratio(pool / size, high, gift))
    return float(high if pool + high * size < floor * held else high + 1.0)


@kernel
def mint_by_day(
    pool: float, points: float, contribution: float, gift: float, issue_price: float
) -> float:
    """Points minted when all orders of the day are priced at its opening price."""
    price = pool / points if points > 0.0 else issue_price
    return gift * contribution / price
