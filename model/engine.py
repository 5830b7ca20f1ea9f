"""The days of one scenario, one after another (model.md section 5): the only loop over days with
feedback. Commissions, bonus, agents and cash have none and are done for all days at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model import holdings
from model.compiled import bare, inlined, kernel
from model.holdings import BLOCK, Holdings, Members
from model.inputs import CampaignArrays
from model.issuance import mint_by_day, mint_by_order
from model.redemption import DUST, fee_kept, pool_left, pool_outflow, price_after_sale, sellers_part

SERIES = (
    "price", "pool", "points", "price_before_sales", "minted", "contribution", "outflow",
    "redeemed", "points_burned", "minting",
)
PRICE, POOL, POINTS, BEFORE_SALES, MINTED, CONTRIBUTION, OUTFLOW, REDEEMED, BURNED, MINTING = range(
    len(SERIES)
)


class Demand(NamedTuple):
    """What does not depend on any pool. Daily series (scenario, day), profiles (scenario, segment,
    tenure), the rest (scenario, …): contribution (E, R, W) and gift (E, R) per yuan of sales,
    wallet (basket price, spend rate, withdraw share), rotation (tail, after pause). `ages` (age,):
    days since joining at whose close redemptions so far are noted."""

    joins: np.ndarray
    first_orders: np.ndarray
    reorders: np.ndarray
    orders: np.ndarray
    income: np.ndarray
    run_size: np.ndarray
    rush_size: np.ndarray
    spend: np.ndarray
    share: np.ndarray
    order_rate: np.ndarray
    half_life: np.ndarray
    contribution: np.ndarray
    gift: np.ndarray
    wallet: np.ndarray
    rotation: np.ndarray
    ages: np.ndarray


class Outcome(NamedTuple):
    """What a run fills, leading axis scenario. `campaigns` (SERIES, campaign, day); `wallet`
    (wallet_orders, withdrawals, wallet_balance; day); groups (campaign, segment, join_day) and
    `redeemed` (segment, join_day) in yuan a member, `redeemed_by_age` (age, segment, join_day) the
    same at each of the demand's ages; `accrued` (campaign): cap base over the run."""

    campaigns: np.ndarray
    wallet: np.ndarray
    points: np.ndarray
    base: np.ndarray
    redeemed: np.ndarray
    exit_day: np.ndarray
    accrued: np.ndarray
    redeemed_by_age: np.ndarray


@kernel
def run_batch(demand: Demand, campaigns: CampaignArrays, out: Outcome) -> None:
    """Run every scenario of a batch into `out` (which starts as zeros, exit days as −1)."""
    segments, days = demand.spend.shape[1:]
    state = np.zeros((campaigns.start_day.shape[1], 2))
    inflow = np.zeros(campaigns.start_day.shape[1])
    for scenario in range(demand.joins.shape[0]):
        members = group_members(demand, scenario)
        held = empty_holdings(out, scenario, segments, days)
        run_days(demand, campaigns, scenario, out, members, held, state, inflow)


@kernel
def group_members(demand: Demand, i: int) -> Members:
    """Sizes and spending profiles of scenario `i`'s groups."""
    segments, days = demand.spend[i].shape
    count = np.empty((segments, days))
    backward = np.empty((segments, days))
    decay = np.empty((segments, BLOCK + 1))
    for segment in range(segments):
        count[segment] = demand.joins[i] * demand.share[i, segment]
        backward[segment] = demand.spend[i, segment, ::-1]
        for d in range(BLOCK + 1):
            decay[segment, d] = 2.0 ** (-d / demand.half_life[i, segment])
    return Members(count, demand.spend[i], backward, decay, demand.order_rate[i] > 0.0)


@kernel
def empty_holdings(out: Outcome, i: int, segments: int, days: int) -> Holdings:
    """Holdings whose per-member arrays are scenario `i`'s outcome."""
    shape = (out.points.shape[1], segments)
    return Holdings(
        out.points[i], out.base[i], out.redeemed[i], out.exit_day[i],
        np.full(shape, -1), np.zeros(shape), np.zeros(shape), np.zeros(shape),
        np.zeros((segments, days), dtype=np.bool_),
    )


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
def mint(
    demand: Demand, campaigns: CampaignArrays, i: int, c: int, day: int, contribution: float,
    orders: float, inflow: float, state: np.ndarray, held: Holdings, members: Members,
    accrued: np.ndarray,
) -> float:
    """Mint for the day's orders and credit them; `state`: campaign c's (pool, members' points)."""
    boost = campaigns.closing_boost[i, c] if day >= campaigns.closing_from[i, c] else 1.0
    first, repeat = demand.gift[i, 0], demand.gift[i, 1]
    first_sales, repeat_sales = demand.first_orders[i, day], demand.reorders[i, day]
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
    accrued[c] += base_first * first_sales + base_repeat * repeat_sales
    holdings.credit(
        held, members, c, day, (first * per_gift, base_first), (repeat * per_gift, base_repeat)
    )
    return minted


@bare
def forced_sales(
    campaigns: CampaignArrays, i: int, c: int, day: int, state: np.ndarray, held: Holdings,
    members: Members,
) -> tuple[float, float]:
    """Points of all whom the cap forces out (the smallest closed set), and members' points left."""
    own = campaigns.initial_points[i, c]
    net = 1.0 - campaigns.sell_fee[i, c] if campaigns.net[c] else 1.0
    cap = campaigns.cap_multiple[i, c]
    points = state[1] + own
    price = state[0] / points
    if holdings.may_reach_cap(held.bound, c, price * net, cap):
        holdings.tighten_bounds(held, members, c, day, price * net, cap)
    kept = fee_kept(campaigns.sell_fee[i, c], campaigns.fee_to_platform[i, c])
    sold, left = 0.0, state[1]
    while holdings.may_reach_cap(held.bound, c, price * net, cap):
        newly = holdings.mark_leaving(held, members, c, day, price * net, cap)
        if newly <= 0.0:
            break
        sold += newly
        left = state[1] - sold
        if sold >= 0.5 * state[1]:
            left = holdings.points_of_stayers(held, members, c, day)
        price = price_after_sale(state[0], points, left + own, kept)
    return sold, left


@bare
def redeem(
    campaigns: CampaignArrays, i: int, c: int, day: int, voluntary: float, state: np.ndarray,
    held: Holdings, members: Members, series: np.ndarray,
) -> None:
    """All sales of one campaign's day as one batch; `state` (pool, members' points) is updated."""
    pool, before = state[0], state[1]
    own = campaigns.initial_points[i, c]
    forced, staying = forced_sales(campaigns, i, c, day, state, held, members)
    part = voluntary
    if own == 0.0 and staying * (1.0 - part) < DUST * before:
        part = 1.0
    sold = forced + part * staying
    if sold <= 0.0:
        return
    left = staying * (1.0 - part)
    fee = campaigns.sell_fee[i, c]
    kept = fee_kept(fee, campaigns.fee_to_platform[i, c])
    outflow = pool_outflow(pool, before + own, sold, left + own, kept)
    paid = outflow * sellers_part(fee, kept)
    if forced > 0.0:
        holdings.pay_leavers(held, c, day, paid / sold)
    if part > 0.0:
        holdings.pay_sellers(held, members, c, day, part, paid / sold)
    state[0] = pool_left(pool, before + own, sold, left + own, kept)
    state[1] = left
    series[OUTFLOW, c, day] = outflow
    series[REDEEMED, c, day] = paid
    series[BURNED, c, day] = sold


@inlined
def somebody_sells(
    campaigns: CampaignArrays, i: int, c: int, day: int, voluntary: float, state: np.ndarray,
    bound: np.ndarray,
) -> bool:
    """Whether a voluntary sale, or as far as the bounds tell a forced one, is possible today."""
    if day < campaigns.start_day[i, c] or state[1] <= 0.0:
        return False
    price = state[0] / (state[1] + campaigns.initial_points[i, c])
    net = 1.0 - campaigns.sell_fee[i, c] if campaigns.net[c] else 1.0
    cap = campaigns.cap_multiple[i, c]
    return voluntary > 0.0 or holdings.may_reach_cap(bound, c, price * net, cap)


@inlined
def price_of(campaigns: CampaignArrays, i: int, c: int, day: int, state: np.ndarray) -> float:
    """Pool per point; the issue price while there are no points or the campaign has not begun."""
    points = state[1] + campaigns.initial_points[i, c]
    if points > 0.0 and day >= campaigns.start_day[i, c]:
        return float(state[0] / points)
    return float(campaigns.issue_price[i, c])


@inlined
def note_redeemed(out: Outcome, i: int, day: int, ages: np.ndarray) -> None:
    """What the members that reach one of the `ages` today have redeemed so far."""
    for a in range(ages.size):
        joined = day - ages[a]
        if joined >= 0:
            for segment in range(out.redeemed.shape[1]):
                out.redeemed_by_age[i, a, segment, joined] = out.redeemed[i, segment, joined]


@bare
def run_days(
    demand: Demand, campaigns: CampaignArrays, i: int, out: Outcome, members: Members,
    held: Holdings, state: np.ndarray, inflow: np.ndarray,
) -> None:
    """Steps 1–6 and 8 of model.md section 5 for every day of scenario `i`.

    Room to work in: `state` (campaign; pool, members' points), `inflow` (campaign).
    """
    count, days = inflow.size, demand.joins.shape[1]
    series = out.campaigns[i]
    for c in range(count):
        state[c, 0], state[c, 1] = campaigns.initial_pool[i, c], 0.0
    basket, spend_rate, withdraw_share = (
        demand.wallet[i, 0], demand.wallet[i, 1], demand.wallet[i, 2]
    )
    balance = 0.0
    for day in range(days):
        wallet_orders = spend_rate * balance
        orders = demand.orders[i, day] + (wallet_orders / basket if basket > 0.0 else 0.0)
        contribution = (
            demand.contribution[i, 0] * demand.first_orders[i, day]
            + demand.contribution[i, 1] * demand.reorders[i, day]
            + demand.contribution[i, 2] * wallet_orders
        )
        active = active_campaign(campaigns, i, day)
        share_contribution(
            campaigns, i, day, active, state[:, 1], demand.rotation[i], contribution, inflow
        )
        received = demand.income[i, day]
        for c in range(count):
            if c == active:
                series[MINTED, c, day] = mint(
                    demand, campaigns, i, c, day, contribution, orders, inflow[c], state[c], held,
                    members, out.accrued[i],
                )
                series[MINTING, c, day] = 1.0
                state[c, 1] += series[MINTED, c, day]
            state[c, 0] += inflow[c]
            series[CONTRIBUTION, c, day] = inflow[c]
            series[BEFORE_SALES, c, day] = price_of(campaigns, i, c, day, state[c])
            voluntary = max(campaigns.voluntary_sale_rate[i, c], demand.run_size[i, day])
            if somebody_sells(campaigns, i, c, day, voluntary, state[c], held.bound):
                redeem(campaigns, i, c, day, voluntary, state[c], held, members, series)
            series[PRICE, c, day] = price_of(campaigns, i, c, day, state[c])
            series[POOL, c, day] = state[c, 0]
            series[POINTS, c, day] = state[c, 1] + campaigns.initial_points[i, c]
            received += series[REDEEMED, c, day]
        withdrawn = withdraw_share * received
        balance = balance * (1.0 - spend_rate) + (received - withdrawn)
        rushed = demand.rush_size[i, day] * balance
        balance *= 1.0 - demand.rush_size[i, day]
        out.wallet[i, 0, day] = wallet_orders
        out.wallet[i, 1, day] = withdrawn + rushed
        out.wallet[i, 2, day] = balance
        note_redeemed(out, i, day, demand.ages)
    for c in range(count):
        holdings.pay_out_all(held, members, c, days - 1)
