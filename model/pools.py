"""The laws of one pool's day, alike for cohort groups and for single members (model.md section 5).

Numbers of campaign `c` in scenario `i` come from `CampaignArrays`; `state` is (pool in yuan,
members' points).
"""

from __future__ import annotations

import numpy as np

from model.compiled import bare, inlined
from model.inputs import CampaignArrays
from model.issuance import mint_by_day, mint_by_order
from model.redemption import DUST, fee_kept, pool_left, pool_outflow, sellers_part


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
    rotation: np.ndarray, contribution: float, inflow: np.ndarray,
) -> None:
    """Split the day's contribution (yuan) over pools; `held`: members' points by campaign."""
    finished = 0
    for c in range(held.size):
        if c != active and campaigns.start_day[i, c] <= day and held[c] > 0.0:
            finished += 1
    part = rotation[0] if active >= 0 else rotation[1]
    for c in range(held.size):
        inflow[c] = 0.0
        if c == active:
            inflow[c] = contribution * (1.0 - part) if finished else contribution
        elif campaigns.start_day[i, c] <= day and held[c] > 0.0:
            inflow[c] = part * contribution / finished


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
    points = state[1] + campaigns.initial_points[i, c]
    minted = 0.0
    if gift > 0.0:
        rate = boost * gift / contribution
        price = campaigns.issue_price[i, c]
        if campaigns.by_day[c]:
            minted = mint_by_day(state[0], points, inflow, rate, price)
        else:
            minted = mint_by_order(state[0], points, inflow, orders, rate, price)
    per_gift = minted / gift if gift > 0.0 else 0.0
    base_first = boost * first if campaigns.of_gift[c] else 1.0
    base_repeat = boost * repeat if campaigns.of_gift[c] else 1.0
    return minted, (first * per_gift, base_first), (repeat * per_gift, base_repeat)


@inlined
def measured_part(campaigns: CampaignArrays, i: int, c: int) -> float:
    """Part of a holding's value that counts towards the cap."""
    return float(1.0 - campaigns.sell_fee[i, c] if campaigns.net[c] else 1.0)


@inlined
def part_sold(
    campaigns: CampaignArrays, i: int, c: int, before: float, staying: float, voluntary: float
) -> float:
    """Part of the stayers' points that they sell: all where next to nothing would be left."""
    own = campaigns.initial_points[i, c]
    if own == 0.0 and staying * (1.0 - voluntary) < DUST * before:
        return 1.0
    return voluntary


@bare
def settle(
    campaigns: CampaignArrays, i: int, c: int, sold: float, left: float, state: np.ndarray
) -> tuple[float, float]:
    """Sell `sold` points as one batch so that members keep `left`: (yuan out, yuan to sellers)."""
    own = campaigns.initial_points[i, c]
    points = state[1] + own
    fee = campaigns.sell_fee[i, c]
    kept = fee_kept(fee, campaigns.fee_to_platform[i, c])
    outflow = pool_outflow(state[0], points, sold, left + own, kept)
    paid = outflow * sellers_part(fee, kept)
    state[0] = pool_left(state[0], points, sold, left + own, kept)
    state[1] = left
    return outflow, paid


@inlined
def price_of(campaigns: CampaignArrays, i: int, c: int, day: int, state: np.ndarray) -> float:
    """Pool per point; the issue price while there are no points or the campaign has not begun."""
    points = state[1] + campaigns.initial_points[i, c]
    if points > 0.0 and day >= campaigns.start_day[i, c]:
        return float(state[0] / points)
    return float(campaigns.issue_price[i, c])


@inlined
def close_wallet(
    balance: float, received: float, spend_rate: float, withdraw_share: float, rush: float
) -> tuple[float, float]:
    """All withdrawn today and the closing balance, yuan; `rush`: part of it withdrawn at last."""
    withdrawn = withdraw_share * received
    balance = balance * (1.0 - spend_rate) + (received - withdrawn)
    return withdrawn + rush * balance, balance * (1.0 - rush)
