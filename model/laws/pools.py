"""The laws of one pool's day, alike for cohort groups and for single members (model.md section 5).

Numbers of campaign `c` in scenario `i` come from `CampaignArrays`; `state` is (pool in yuan,
members' points, points that the platform holds).
"""

from __future__ import annotations

import numpy as np

from model.bounds import TIE
from model.compiled import bare, inlined
from model.laws.inputs import CampaignArrays
from model.laws.issuance import mint_above_floor, mint_by_day, mint_by_order
from model.laws.redemption import DUST, pool_left, pool_outflow, price_after_sale, sold_at_floor


@inlined
def active_campaign(campaigns: CampaignArrays, i: int, day: int) -> int:
    """The open campaign that started last, of equal starts the later in the file; −1 if none."""
    active = -1
    for c in range(campaigns.start_day.shape[1]):
        is_open = campaigns.start_day[i, c] <= day < campaigns.end_day[i, c]
        if is_open and (active < 0 or campaigns.start_day[i, c] >= campaigns.start_day[i, active]):
            active = c
    return active


@inlined
def share_contribution(
    campaigns: CampaignArrays, i: int, day: int, active: int, held: np.ndarray,
    rotation: np.ndarray, contribution: float, by_modes: float, waiting: int, inflow: np.ndarray,
) -> float:
    """Split the day's contribution (yuan) over pools; `held`: members' points by campaign."""
    finished = waiting
    for c in range(held.size):
        if c != active and campaigns.start_day[i, c] <= day and held[c] > 0.0:
            finished += 1
    part, each = rotation[0] if active >= 0 else rotation[1], 0.0
    if finished:
        each = (part * contribution + rotation[0] * by_modes) / finished
    for c in range(held.size):
        inflow[c] = 0.0
        if c == active:
            inflow[c] = contribution * (1.0 - part) if finished else contribution
        elif campaigns.start_day[i, c] <= day and held[c] > 0.0:
            inflow[c] = each
    return each


@inlined
def minting(
    campaigns: CampaignArrays, i: int, c: int, day: int, gifts: np.ndarray, first_sales: float,
    repeat_sales: float, contribution: float, orders: float, inflow: float, state: np.ndarray,
) -> tuple[float, tuple[float, float], tuple[float, float]]:
    """Points minted for the day's orders; (points, cap base) per yuan of first, of repeat orders.

    `gifts` per yuan of first and of repeat orders; sales, contribution and `inflow` (what of it
    reaches this pool) in yuan.
    """
    boost = campaigns.closing_boost[i, c] if day >= campaigns.closing_from[i, c] else 1.0
    first, repeat = gifts[0], gifts[1]
    gift = first * first_sales + repeat * repeat_sales
    points = state[1] + state[2]
    minted, floor = 0.0, campaigns.price_floor[i, c]
    if gift > 0.0:
        rate = boost * gift / contribution
        price = campaigns.issue_price[i, c]
        if campaigns.by_day[c] and state[0] < floor * points:
            minted = rate * inflow / floor
        elif campaigns.by_day[c]:
            minted = mint_by_day(state[0], points, inflow, rate, price)
        elif floor > 0.0:
            minted = mint_above_floor(state[0], points, inflow, orders, rate, price, floor)
        else:
            minted = mint_by_order(state[0], points, inflow, orders, rate, price)
    per_gift = minted / gift if gift > 0.0 else 0.0
    base_first = boost * first if campaigns.of_gift[c] else 1.0
    base_repeat = boost * repeat if campaigns.of_gift[c] else 1.0
    return minted, (first * per_gift, base_first), (repeat * per_gift, base_repeat)


@inlined
def part_sold(
    campaigns: CampaignArrays, i: int, c: int, state: np.ndarray, free: float, locked: float,
    run: float,
) -> float:
    """Part that those sell who may, but are not forced to: at most the sale limit, all where next
    to nothing would be left. `free` and `locked` points; run: size of a run."""
    voluntary = min(max(campaigns.voluntary_sale_rate[i, c], run), campaigns.sale_limit[i, c])
    if locked == 0.0 and state[2] == 0.0 and free * (1.0 - voluntary) < DUST * state[1]:
        return 1.0
    return float(voluntary)


@bare
def settle(
    campaigns: CampaignArrays, i: int, c: int, sold: float, left: float, state: np.ndarray
) -> tuple[float, float]:
    """Sell `sold` points as one batch so that members keep `left`: (yuan out, yuan to sellers)."""
    kept, floor = campaigns.fee_kept[i, c], campaigns.price_floor[i, c]
    pool, points, early = state[0], state[1] + state[2], 0.0
    if pool < floor * points:
        count, early = sold_at_floor(pool, points, sold, kept, floor)
        pool, points, sold = pool - early, points - count, sold - count
    outflow = early
    if sold > 0.0:
        outflow = early + pool_outflow(pool, points, sold, left + state[2], kept)
        pool = pool_left(pool, points, sold, left + state[2], kept)
    state[0] = pool
    state[1] = left
    return outflow, outflow * campaigns.sellers_part[i, c]


@inlined
def mark_after(
    campaigns: CampaignArrays, i: int, c: int, state: np.ndarray, sold: float, left: float
) -> float:
    """The mark once members have sold `sold` points and hold `left`, yuan."""
    kept, floor = campaigns.fee_kept[i, c], campaigns.price_floor[i, c]
    pool, points = state[0], state[1] + state[2]
    if pool < floor * points:
        count, early = sold_at_floor(pool, points, sold, kept, floor)
        if count >= sold:
            return float(floor)
        pool, points = pool - early, points - count
    return float(max(floor, price_after_sale(pool, points, left + state[2], kept)))


@inlined
def price_of(campaigns: CampaignArrays, i: int, c: int, day: int, state: np.ndarray) -> float:
    """The mark: pool per point, at least the floor; the issue price while there are no points or
    the campaign has not begun."""
    points = state[1] + state[2]
    if points > 0.0 and day >= campaigns.start_day[i, c]:
        return float(max(campaigns.price_floor[i, c], state[0] / points))
    return float(campaigns.issue_price[i, c])


@inlined
def round_ends(campaigns: CampaignArrays, i: int, c: int, day: int, state: np.ndarray) -> bool:
    """Whether the price has reached the ceiling at which all points are paid out."""
    return bool(
        state[1] + state[2] > 0.0
        and price_of(campaigns, i, c, day, state) >= campaigns.price_ceiling[i, c] * TIE
    )


@inlined
def close_wallet(
    balance: float, received: float, spend_rate: float, withdraw_share: float, rush: float
) -> tuple[float, float]:
    """All withdrawn today and the closing balance, yuan; `rush`: part of it withdrawn at last."""
    withdrawn = withdraw_share * received
    balance = balance * (1.0 - spend_rate) + (received - withdrawn)
    return withdrawn + rush * balance, balance * (1.0 - rush)
