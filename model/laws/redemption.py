"""Selling points back to the pool, and when the cap forces it (model.md section 5.5)."""

from __future__ import annotations

import math

import numpy as np

from model.bounds import TIE
from model.compiled import kernel

DUST = 1e-9
"""If less than this part of the points would stay, all are sold and the pool is emptied."""


def fee_kept(sell_fee: np.ndarray, fee_to_platform: np.ndarray) -> np.ndarray:
    """Part of a sale's value that stays in the pool."""
    return sell_fee * (1.0 - fee_to_platform)


def sellers_part(sell_fee: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Part of the outflow that sellers get, where the part `kept` of the value stays."""
    return (1.0 - sell_fee) / (1.0 - kept)


def platforms_part(sell_fee: np.ndarray, fee_to_platform: np.ndarray) -> np.ndarray:
    """Part of the outflow that is the platform's part of the fee: what sellers do not get."""
    return np.asarray(sell_fee * fee_to_platform / (1.0 - fee_kept(sell_fee, fee_to_platform)))


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
def sold_at_floor(
    pool: float, points: float, sold: float, kept: float, floor: float
) -> tuple[float, float]:
    """Of `sold` points those that take the floor's worth, while the pool holds less than that per
    point, and the yuan that they take; beyond them the usual law holds (controls.md 2).

    Each takes (1 − kept)·floor; where not even so much is there for each, all sellers share the
    pool.
    """
    if pool >= floor * points:
        return 0.0, 0.0
    each = (1.0 - kept) * floor
    if pool <= each * points:
        return sold, min(pool, each * sold)
    count = min(sold, (floor * points - pool) / (kept * floor))
    return count, each * count


@kernel
def reaches_cap(points: float, net_price: float, cap_multiple: float, cap_base: float) -> bool:
    """Whether a holding is forced out: points·price (net of the fee if so measured) ≥ cap·base."""
    return points > 0.0 and points * net_price >= cap_multiple * cap_base * TIE
