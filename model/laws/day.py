"""What happens on a day, in its order (model.md section 5): said here once, for cohort groups and
for single members.

Only who is credited, who leaves and who is paid differs. Each of the two hands over functions for
that, its `Side`, with whatever it knows its members by: `holders`. This is the only loop over days
with feedback; commissions, bonus, agents and cash have none and are done for all days at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from model.compiled import bare, inlined
from model.laws import pools
from model.laws.inputs import CampaignArrays
from model.modes import account
from model.modes.book import Book, no_book
from model.modes.terms import ModeTerms

SERIES = (
    "price", "pool", "points", "price_before_sales", "minted", "contribution", "outflow",
    "redeemed", "points_burned", "minting", "part_sold", "charged", "round_ends", "paid_at_end",
    "to_platform_at_end", "per_point",
)
(
    PRICE, POOL, POINTS, BEFORE_SALES, MINTED, CONTRIBUTION, OUTFLOW, REDEEMED, BURNED, MINTING,
    PART_SOLD, CHARGED, ROUND_ENDS, PAID_AT_END, TO_PLATFORM_AT_END,
    PER_POINT,
) = range(len(SERIES))
"""`charged`: what sales take out of the pool before what a clipped cap gives back, yuan. On a day
on which a round ends (1): yuan a point, and yuan to the platform for its own points; `per_point`:
yuan that sellers get, before a clipped cap."""

WALLET = (
    "wallet_orders", "withdrawals", "wallet_balance", "voucher_balance", "vouchers_spent",
    "vouchers_lapsed",
)
(
    WALLET_ORDERS, WITHDRAWALS, WALLET_BALANCE, VOUCHER_BALANCE, VOUCHERS_SPENT, VOUCHERS_LAPSED,
) = range(len(WALLET))


class Rules(NamedTuple):
    """What days depend on beside pools, modes and wallets. Daily series (scenario, day): sales,
    and what of them earns points; first orders, all orders, income of members from neither pools
    nor modes, sizes of runs and rushes; the rest (scenario, …): contribution (E, R, W) and gift (E,
    R) per yuan of sales, wallet (basket price, spend rate, withdraw share), vouchers (part of
    income, price share, spend and lapse rates), rotation (tail, after pause)."""

    campaigns: CampaignArrays
    modes: ModeTerms
    contribution: np.ndarray
    gift: np.ndarray
    wallet: np.ndarray
    vouchers: np.ndarray
    rotation: np.ndarray
    first_orders: np.ndarray
    reorders: np.ndarray
    earning_first: np.ndarray
    earning_repeat: np.ndarray
    joins: np.ndarray
    orders: np.ndarray
    income: np.ndarray
    run_size: np.ndarray
    rush_size: np.ndarray


class State(NamedTuple):
    """What one day leaves to the next: pools (campaign; yuan, members' points, the platform's),
    balances of wallets and of vouchers (2,). (campaign): `inflow`, room for the day's contribution;
    `summed`, the most points of members since these were last added up one by one.
    """

    pools: np.ndarray
    balance: np.ndarray
    inflow: np.ndarray
    summed: np.ndarray


class Record(NamedTuple):
    """What is written down of one scenario: campaigns (SERIES, campaign, day), wallet (WALLET,
    day), accrued (campaign): cap base over the run, and the book of its modes."""

    campaigns: np.ndarray
    wallet: np.ndarray
    accrued: np.ndarray
    modes: Book


class Side(NamedTuple):
    """How one kind of members takes part; each function gets `holders`, campaign and day first.

    credit(…, first, repeat): add points and cap base, (points, base) per yuan of such orders.
    leaving(…, net_price, sold): mark who reaches the cap at this price beside those that sell
    `sold` points already (0: a new day's first look); points of the newly marked.
    stayers(…): points of all who are not marked, added up so that a draining pool keeps digits.
    locked(…): those of them that are locked, so that they may not be sold today.
    pay(…, forced, part, per_point): the marked sell `forced` points, all they have, and are marked
    no more; everybody else sells `part` of what is not locked; yuan per point. What a clipped cap
    gives back, yuan.
    end_round(…, per_point): all points are paid, and all start again.
    """

    credit: Callable[..., None]
    leaving: Callable[..., float]
    stayers: Callable[..., float]
    locked: Callable[..., float]
    pay: Callable[..., float]
    end_round: Callable[..., None]


def empty_state(campaigns: int) -> State:
    """Room for a state."""
    return State(
        np.zeros((campaigns, 3)), np.zeros(2), np.zeros(campaigns), np.zeros(campaigns)
    )


def empty_record(campaigns: int, days: int) -> Record:
    """Nothing written down yet; no modes."""
    return Record(
        np.zeros((len(SERIES), campaigns, days)), np.zeros((len(WALLET), days)),
        np.zeros(campaigns), no_book(days),
    )


@bare
def open_state(campaigns: CampaignArrays, i: int, state: State) -> None:
    """Before the first day of scenario `i`."""
    state.balance[:] = 0.0
    state.summed[:] = 0.0
    for c in range(state.inflow.size):
        state.pools[c, 0], state.pools[c, 1] = campaigns.initial_pool[i, c], 0.0
        state.pools[c, 2] = campaigns.initial_points[i, c]


@inlined
def run_days(
    rules: Rules, i: int, days: tuple[int, int], state: State, record: Record, holders: NamedTuple,
    side: Side,
) -> None:
    """The days (from, to) of scenario `i`, one after another."""
    for day in range(days[0], days[1]):
        run_day(rules, i, day, state, record, holders, side)


@inlined
def run_day(
    rules: Rules, i: int, day: int, state: State, record: Record, holders: NamedTuple, side: Side
) -> None:
    """Steps 1 to 6 and 8: wallet sales of yesterday's balance, who enters a mode, contribution,
    which pool gets it, each pool's day, each mode's, and at last the wallet, into which goes all
    that members receive."""
    by_vouchers = rules.vouchers[i, 2] * state.balance[1]
    from_wallet = rules.wallet[i, 1] * state.balance[0] + by_vouchers / rules.vouchers[i, 1]
    sales = (rules.first_orders[i, day], rules.reorders[i, day])
    through, waiting = (0.0, 0.0), 0
    if rules.modes.rules.size > 0:
        through = account.enter(rules.modes, i, day, sales, record.modes)
        waiting = account.finished_modes(rules.modes, i, day, record.modes)
    contribution = contributed(rules, i, day, through, from_wallet)
    active = pools.active_campaign(rules.campaigns, i, day)
    tail = pools.share_contribution(
        rules.campaigns, i, day, active, state.pools[:, 1], rules.rotation[i], contribution,
        contributed_by_modes(rules, i, day, through), waiting, state.inflow,
    )
    received = rules.income[i, day]
    for c in range(state.inflow.size):
        if c == active:
            orders = order_count(rules, i, day, through, from_wallet)
            mint(rules, i, c, day, through, contribution, orders, state, record, holders, side)
        run_pool(rules, i, c, day, state, record, holders, side)
        received += record.campaigns[REDEEMED, c, day]
    if rules.modes.rules.size > 0:
        received += account.run_modes(
            rules.modes, i, day, sales[0] + sales[1], tail, record.modes
        )
    close_wallet(rules, i, day, from_wallet, received, state, record)
    close_vouchers(rules, i, day, by_vouchers, received, state, record)


@inlined
def contributed(
    rules: Rules, i: int, day: int, through: tuple[float, float], from_wallet: float
) -> float:
    """Contribution of the day's orders, yuan, but of the parts of first and of later orders that go
    `through` modes; `from_wallet`: sales paid from wallets."""
    return float(
        rules.contribution[i, 0] * ((1.0 - through[0]) * rules.first_orders[i, day])
        + rules.contribution[i, 1] * ((1.0 - through[1]) * rules.reorders[i, day])
        + rules.contribution[i, 2] * from_wallet
    )


@inlined
def contributed_by_modes(rules: Rules, i: int, day: int, through: tuple[float, float]) -> float:
    """Contribution of the day's orders that go through modes, yuan."""
    return float(
        rules.contribution[i, 0] * (through[0] * rules.first_orders[i, day])
        + rules.contribution[i, 1] * (through[1] * rules.reorders[i, day])
    )


@inlined
def order_count(
    rules: Rules, i: int, day: int, through: tuple[float, float], from_wallet: float
) -> float:
    """Number of the day's orders outside modes, those paid from wallets included."""
    basket, first = rules.wallet[i, 0], rules.joins[i, day]
    paid = rules.orders[i, day] - through[0] * first - through[1] * (rules.orders[i, day] - first)
    return float(paid + (from_wallet / basket if basket > 0.0 else 0.0))


@inlined
def mint(
    rules: Rules, i: int, c: int, day: int, through: tuple[float, float], contribution: float,
    orders: float, state: State, record: Record, holders: NamedTuple, side: Side,
) -> None:
    """Mint for the day's orders outside modes at the mark before them, and credit who ordered."""
    outside = (1.0 - through[0], 1.0 - through[1])
    first_sales = outside[0] * rules.earning_first[i, day]
    repeat_sales = outside[1] * rules.earning_repeat[i, day]
    minted, first, repeat = pools.minting(
        rules.campaigns, i, c, day, rules.gift[i], first_sales, repeat_sales, contribution, orders,
        state.inflow[c], state.pools[c],
    )
    record.accrued[c] += first[1] * first_sales + repeat[1] * repeat_sales
    first = (outside[0] * first[0], outside[0] * first[1])
    repeat = (outside[1] * repeat[0], outside[1] * repeat[1])
    side.credit(holders, c, day, first, repeat)
    record.campaigns[MINTED, c, day], record.campaigns[MINTING, c, day] = minted, 1.0
    state.pools[c, 1] += minted


@inlined
def run_pool(
    rules: Rules, i: int, c: int, day: int, state: State, record: Record, holders: NamedTuple,
    side: Side,
) -> None:
    """A pool's day after minting: its inflow, the price then, all sales, the closing price."""
    campaigns, pool, series = rules.campaigns, state.pools[c], record.campaigns
    pool[0] += state.inflow[c]
    series[CONTRIBUTION, c, day] = state.inflow[c]
    series[BEFORE_SALES, c, day] = pools.price_of(campaigns, i, c, day, pool)
    if day >= campaigns.start_day[i, c] and pool[1] > 0.0:
        sell(campaigns, i, c, day, rules.run_size[i, day], state, record, holders, side)
    if pools.round_ends(campaigns, i, c, day, pool):
        end_round(c, day, pool, record, holders, side)
    series[PRICE, c, day] = pools.price_of(campaigns, i, c, day, pool)
    series[POOL, c, day] = pool[0]
    series[POINTS, c, day] = pool[1] + pool[2]


@inlined
def sell(
    campaigns: CampaignArrays, i: int, c: int, day: int, run: float, state: State,
    record: Record, holders: NamedTuple, side: Side,
) -> None:
    """Forced and voluntary sales of one campaign's day as one batch, paid alike per point; what a
    clipped cap gives back goes into the pool after them. `run`: size of a run."""
    pool = state.pools[c]
    forced, staying = forced_sales(campaigns, i, c, day, state, holders, side)
    locked = 0.0
    if campaigns.lock_days[i, c] > 0:
        locked = min(staying, side.locked(holders, c, day))
    free = staying - locked
    part = pools.part_sold(campaigns, i, c, pool, free, locked, run)
    sold = forced + part * free
    if sold <= 0.0:
        return
    outflow, paid = pools.settle(campaigns, i, c, sold, free * (1.0 - part) + locked, pool)
    back = side.pay(holders, c, day, forced, part, paid / sold)
    pool[0] += back
    series = record.campaigns
    series[PART_SOLD, c, day], series[BURNED, c, day] = part, sold
    series[OUTFLOW, c, day], series[REDEEMED, c, day] = outflow - back, paid - back
    series[CHARGED, c, day], series[PER_POINT, c, day] = outflow, paid / sold


@inlined
def end_round(
    c: int, day: int, pool: np.ndarray, record: Record, holders: NamedTuple, side: Side
) -> None:
    """Pay every point its part of the pool, without a fee; all starts again from nothing."""
    points, series = pool[1] + pool[2], record.campaigns
    per_point = pool[0] / points
    own = pool[0] * (pool[2] / points)
    side.end_round(holders, c, day, per_point)
    series[ROUND_ENDS, c, day], series[PAID_AT_END, c, day] = 1.0, per_point
    series[TO_PLATFORM_AT_END, c, day] = own
    series[OUTFLOW, c, day] += pool[0]
    series[REDEEMED, c, day] += pool[0] - own
    series[BURNED, c, day] += points
    pool[0], pool[1], pool[2] = 0.0, 0.0, 0.0


@inlined
def forced_sales(
    campaigns: CampaignArrays, i: int, c: int, day: int, state: State, holders: NamedTuple,
    side: Side,
) -> tuple[float, float]:
    """Points of all whom the cap forces out, and members' points left.

    Each sale lifts the price for those who stay: the smallest set that no more join is taken. A
    difference loses the digits of a draining pool, on one day or over many: what is left is added
    up anew whenever it has halved.
    """
    measured, pool = campaigns.measured_part[i, c], state.pools[c]
    price, sold, left = pools.price_of(campaigns, i, c, day, pool), 0.0, pool[1]
    state.summed[c] = max(state.summed[c], left)
    while True:
        newly = side.leaving(holders, c, day, price * measured, sold)
        if newly <= 0.0:
            break
        sold += newly
        left -= newly
        if left <= 0.5 * state.summed[c]:
            left = side.stayers(holders, c, day)
            state.summed[c] = left
        price = pools.mark_after(campaigns, i, c, pool, sold, left)
    return sold, left


@inlined
def close_wallet(
    rules: Rules, i: int, day: int, from_wallet: float, received: float, state: State,
    record: Record,
) -> None:
    """Put all that members received today into wallets, less vouchers and what they withdraw."""
    withdrawn, balance = pools.close_wallet(
        state.balance[0], (1.0 - rules.vouchers[i, 0]) * received, rules.wallet[i, 1],
        rules.wallet[i, 2], rules.rush_size[i, day],
    )
    state.balance[0] = balance
    record.wallet[WALLET_ORDERS, day], record.wallet[WITHDRAWALS, day] = from_wallet, withdrawn
    record.wallet[WALLET_BALANCE, day] = balance


@inlined
def close_vouchers(
    rules: Rules, i: int, day: int, spent: float, received: float, state: State, record: Record
) -> None:
    """Vouchers are spent, lapse, and come in as a part of all that members received today."""
    lapsed = rules.vouchers[i, 3] * state.balance[1]
    rest = max(0.0, state.balance[1] - spent - lapsed)
    state.balance[1] = rest + rules.vouchers[i, 0] * received
    record.wallet[VOUCHERS_SPENT, day], record.wallet[VOUCHERS_LAPSED, day] = spent, lapsed
    record.wallet[VOUCHER_BALANCE, day] = state.balance[1]
