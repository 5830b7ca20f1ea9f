"""Selling points back to the pool, and when the cap forces it (model.md section 5.5)."""

from __future__ import annotations

import math

from model.compiled import kernel

TIE = 1.0 - 1e-12
"""A value within rounding of the cap has reached it: both sides are sums of up to 3,650 days."""

DUST = 1e-9
"""If less than this part of the points would stay, all are sold and the pool is emptied."""


@kernel
def fee_kept(sell_fee: float, fee_to_platform: float) -> float:
    """Part of a sale's value that stays in the pool."""
    return sell_fee * (1.0 - fee_to_platform)


@kernel
def price_after_sale(pool: float, points: float, left: float, kept: float) -> float:
    """Price when `left` of `points` remain, sold in small pieces: P/S·(left/S)^(−kept)."""
    return float(pool / points * (left / points) ** -kept)


@kernel
def log_part_left(points: float, sold: float, left: float) -> float:
    """ln(1 − Q/S), from what is sold while that is little and from what is left when it is not."""
    return math.log1p(-sold / points) if sold < 0.5 * points else math.log(left / points)


@kernel
def pool_outflow(pool: float, points: float, sold: float, left: float, kept: float) -> float:
    """Yuan that leave the pool when `sold` of `points` are sold: P·(1 − (1 − Q/S)^(1−kept))."""
    if left <= 0.0:
        return pool
    return -pool * math.expm1((1.0 - kept) * log_part_left(points, sold, left))


@kernel
def pool_left(pool: float, points: float, sold: float, left: float, kept: float) -> float:
    """What stays, P·(1 − Q/S)^(1−kept): a difference would lose a draining pool's digits."""
    if left <= 0.0:
        return 0.0
    return pool * math.exp((1.0 - kept) * log_part_left(points, sold, left))


@kernel
def sellers_part(sell_fee: float, kept: float) -> float:
    """Part of the outflow that sellers get; the rest is the platform's part of the fee."""
    return (1.0 - sell_fee) / (1.0 - kept)


@kernel
def reaches_cap(points: float, net_price: float, cap_multiple: float, cap_base: float) -> bool:
    """Whether a holding is forced out: points·price (net of the fee if so measured) ≥ cap·base."""
    return points > 0.0 and points * net_price >= cap_multiple * cap_base * TIE
