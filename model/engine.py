"""The days of one scenario, one after another (model.md section 5): the only loop over days with
feedback. Commissions, bonus, agents and cash have none and are done for all days at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model import holdings, pools
from model.compiled import bare, inlined, kernel
from model.holdings import BLOCK, Holdings, Members
from model.inputs import CampaignArrays
from model.redemption import fee_kept, price_after_sale

SERIES = (
    "price", "pool", "points", "price_before_sales", "minted", "contribution", "outflow",
    "redeemed", "points_burned", "minting", "part_sold",
)
(
    PRICE, POOL, POINTS, BEFORE_SALES, MINTED, CONTRIBUTION, OUTFLOW, REDEEMED, BURNED, MINTING,
    PART_SOLD,
) = range(len(SERIES))


class Demand(NamedTuple):
    """What does not depend on any pool. Daily series (scenario, day), profiles (scenario, segment,
    tenure), the rest (scenario, …): contribution (E, R, W) and gift (E, R) per yuan of sales,
    wallet (basket price, spend rate, withdraw share), rotation (tail, after pause)."""

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


class Outcome(NamedTuple):
    """What a run fills, leading axis scenario. `campaigns` (SERIES, campaign, day); `wallet`
    (wallet_orders, withdrawals, wallet_balance; day); groups (campaign, segment, join_day) and
    `redeemed` (segment, join_day) in yuan a member; `accrued` (campaign): cap base over the run;
    `exits` (event; campaign, segment, join day, day): every forced exit, as far as there is room,
    and `exit_count`, how many there were."""

    campaigns: np.ndarray
    wallet: np.ndarray
    points: np.ndarray
    base: np.ndarray
    redeemed: np.ndarray
    exit_day: np.ndarray
    accrued: np.ndarray
    exits: np.ndarray
    exit_count: np.ndarray


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
        np.zeros((segments, days), dtype=np.bool_), out.exits[i], out.exit_count[i],
    )


@inlined
def mint(
    demand: Demand, campaigns: CampaignArrays, i: int, c: int, day: int, contribution: float,
    orders: float, inflow: float, state: np.ndarray, held: Holdings, members: Members,
    accrued: np.ndarray,
) -> float:
    """Mint for the day's orders and credit them; `state`: campaign c's (pool, members' points)."""
    first_sales, repeat_sales = demand.first_orders[i, day], demand.reorders[i, day]
    minted, first, repeat = pools.minting(
        campaigns, i, c, day, demand.gift[i], first_sales, repeat_sales, contribution, orders,
        inflow, state,
    )
    accrued[c] += first[1] * first_sales + repeat[1] * repeat_sales
    holdings.credit(held, members, c, day, first, repeat)
    return float(minted)


@bare
def forced_sales(
    campaigns: CampaignArrays, i: int, c: int, day: int, state: np.ndarray, held: Holdings,
    members: Members,
) -> tuple[float, float]:
    """Points of all whom the cap forces out (the smallest closed set), and members' points left."""
    own = campaigns.initial_points[i, c]
    net = pools.measured_part(campaigns, i, c)
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
    forced, staying = forced_sales(campaigns, i, c, day, state, held, members)
    part = pools.part_sold(campaigns, i, c, state[1], staying, voluntary)
    sold = forced + part * staying
    if sold <= 0.0:
        return
    outflow, paid = pools.settle(campaigns, i, c, sold, staying * (1.0 - part), state)
    if forced > 0.0:
        holdings.pay_leavers(held, c, day, paid / sold)
    if part > 0.0:
        holdings.pay_sellers(held, members, c, day, part, paid / sold)
    series[PART_SOLD, c, day] = part
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
    net = pools.measured_part(campaigns, i, c)
    cap = campaigns.cap_multiple[i, c]
    return voluntary > 0.0 or holdings.may_reach_cap(bound, c, price * net, cap)


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
        active = pools.active_campaign(campaigns, i, day)
        pools.share_contribution(
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
            series[BEFORE_SALES, c, day] = pools.price_of(campaigns, i, c, day, state[c])
            voluntary = max(campaigns.voluntary_sale_rate[i, c], demand.run_size[i, day])
            if somebody_sells(campaigns, i, c, day, voluntary, state[c], held.bound):
                redeem(campaigns, i, c, day, voluntary, state[c], held, members, series)
            series[PRICE, c, day] = pools.price_of(campaigns, i, c, day, state[c])
            series[POOL, c, day] = state[c, 0]
            series[POINTS, c, day] = state[c, 1] + campaigns.initial_points[i, c]
            received += series[REDEEMED, c, day]
        withdrawn, balance = pools.close_wallet(
            balance, received, spend_rate, withdraw_share, demand.rush_size[i, day]
        )
        out.wallet[i, 0, day] = wallet_orders
        out.wallet[i, 1, day] = withdrawn
        out.wallet[i, 2, day] = balance
    for c in range(count):
        holdings.pay_out_all(held, members, c, days - 1)
