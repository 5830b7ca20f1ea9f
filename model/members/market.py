"""Members' points day by day: credited by their own orders, sold when their own cap is reached.

Points are kept in units of which a campaign's `scale` says how many points they are: when everybody
sells the same part, only the scale changes, and what each gets is read off a running payout per
unit when somebody needs to look.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model import engine, pools
from model.compiled import bare, kernel
from model.inputs import CampaignArrays
from model.members import thresholds
from model.members.accounts import QUARTER_DAYS
from model.members.orders import Events
from model.members.population import Population
from model.members.thresholds import Shelves
from model.redemption import fee_kept, price_after_sale, reaches_cap

NOTES = (
    "points_per_yuan_first", "base_per_yuan_first", "points_per_yuan_repeat",
    "base_per_yuan_repeat", "tested_price", "part_sold", "paid_per_point",
)
TESTED, PART_SOLD, PER_POINT = range(4, len(NOTES))

SMALLEST_SCALE = 1e-100
"""Below it units are counted anew, long before they overflow."""


class Rules(NamedTuple):
    """What a day's pools depend on beside the members. As in `engine.Demand`, of one scenario:
    gifts, contribution, wallet, rotation; daily sales, orders, income (filled block by block),
    run_size, rush_size (day,); people: members of the scenario for each simulated one; target:
    multiple at which the impatient sell (infinite without)."""

    campaigns: CampaignArrays
    gifts: np.ndarray
    contribution: np.ndarray
    wallet: np.ndarray
    rotation: np.ndarray
    first_orders: np.ndarray
    reorders: np.ndarray
    orders: np.ndarray
    income: np.ndarray
    run_size: np.ndarray
    rush_size: np.ndarray
    people: float
    target: float


class Market(NamedTuple):
    """Per campaign and member: units, cap base, payout per unit when last looked at, first forced
    exit (−1: none); per member yuan redeemed and whether it sold at its target. Per campaign:
    state (pool, members' points), scale (points per unit), payout (yuan per unit so far), units by
    join quarter. wallet: (balance,); leaving, leaving_points: room for those who leave."""

    units: np.ndarray
    base: np.ndarray
    seen: np.ndarray
    exit_day: np.ndarray
    redeemed: np.ndarray
    sold_early: np.ndarray
    state: np.ndarray
    scale: np.ndarray
    payout: np.ndarray
    by_quarter: np.ndarray
    wallet: np.ndarray
    leaving: np.ndarray
    leaving_points: np.ndarray


class Book(NamedTuple):
    """What the days leave: series as of `engine.Outcome` (SERIES, campaign, day), notes (NOTES,
    campaign, day), wallet (3, day), accrued (campaign), and yuan redeemed
    by the simulated members (campaign, join quarter, day)."""

    series: np.ndarray
    notes: np.ndarray
    wallet: np.ndarray
    accrued: np.ndarray
    redeemed_by: np.ndarray


def open_market(campaigns: CampaignArrays, members: int, days: int) -> tuple[Market, Book]:
    """Before the first day."""
    count, quarters = campaigns.start_day.shape[1], -(-days // QUARTER_DAYS)
    state = np.zeros((count, 2))
    state[:, 0] = campaigns.initial_pool[0]
    held = (count, members)
    market = Market(
        np.zeros(held), np.zeros(held), np.zeros(held), np.full(held, -1, dtype=np.int32),
        np.zeros(members), np.zeros(members, dtype=np.bool_), state, np.ones(count),
        np.zeros(count), np.zeros((count, quarters)), np.zeros(1),
        np.empty(members, dtype=np.int32), np.empty(members),
    )
    book = Book(
        np.zeros((len(engine.SERIES), count, days)), np.zeros((len(NOTES), count, days)),
        np.zeros((3, days)), np.zeros(count),
        np.zeros((count, quarters, days)),
    )
    return market, book


@kernel
def sort_by_day(events: Events, count: int, days: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Events of each day of a block: their numbers, and where each day begins (day + 1,)."""
    start = np.zeros(days[1] - days[0] + 1, dtype=np.int64)
    for e in range(count):
        start[events.day[e] - days[0] + 1] += 1
    start = np.cumsum(start)
    free, numbers = start.copy(), np.empty(count, dtype=np.int32)
    for e in range(count):
        lane = events.day[e] - days[0]
        numbers[free[lane]] = e
        free[lane] += 1
    return numbers, start


@kernel
def run_block(
    rules: Rules, people: Population, events: Events, count: int, market: Market, shelves: Shelves,
    book: Book, days: tuple[int, int],
) -> None:
    """Steps 1–6 and 8 of model.md section 5 for the days of a block."""
    numbers, start = sort_by_day(events, count, days)
    inflow = np.zeros(rules.campaigns.start_day.shape[1])
    for day in range(days[0], days[1]):
        here = numbers[start[day - days[0]] : start[day - days[0] + 1]]
        run_day(rules, people, events, here, market, shelves, book, day, inflow)


@bare
def run_day(
    rules: Rules, people: Population, events: Events, here: np.ndarray, market: Market,
    shelves: Shelves, book: Book, day: int, inflow: np.ndarray,
) -> None:
    """One day; `here` are the numbers of its orders."""
    campaigns, series, balance = rules.campaigns, book.series, market.wallet[0]
    wallet_orders = rules.wallet[1] * balance
    orders = rules.orders[day]
    if rules.wallet[0] > 0.0:
        orders += wallet_orders / rules.wallet[0]
    contribution = (
        rules.contribution[0] * rules.first_orders[day]
        + rules.contribution[1] * rules.reorders[day] + rules.contribution[2] * wallet_orders
    )
    active = pools.active_campaign(campaigns, 0, day)
    pools.share_contribution(
        campaigns, 0, day, active, market.state[:, 1], rules.rotation, contribution, inflow
    )
    received = rules.income[day]
    for c in range(inflow.size):
        state = market.state[c]
        if c == active:
            minted = mint(
                rules, people, events, here, market, shelves, book, c, day, contribution, orders,
                inflow[c],
            )
            series[engine.MINTED, c, day], series[engine.MINTING, c, day] = minted, 1.0
            state[1] += minted
        state[0] += inflow[c]
        series[engine.CONTRIBUTION, c, day] = inflow[c]
        series[engine.BEFORE_SALES, c, day] = pools.price_of(campaigns, 0, c, day, state)
        if day >= campaigns.start_day[0, c] and state[1] > 0.0:
            redeem(rules, people, market, shelves, book, c, day)
        series[engine.PRICE, c, day] = pools.price_of(campaigns, 0, c, day, state)
        series[engine.POOL, c, day] = state[0]
        series[engine.POINTS, c, day] = state[1] + campaigns.initial_points[0, c]
        received += series[engine.REDEEMED, c, day]
    withdrawn, balance = pools.close_wallet(
        balance, received, rules.wallet[1], rules.wallet[2], rules.rush_size[day]
    )
    market.wallet[0] = balance
    for number, yuan in enumerate((wallet_orders, withdrawn, balance)):
        book.wallet[number, day] = yuan


@bare
def mint(
    rules: Rules, people: Population, events: Events, here: np.ndarray, market: Market,
    shelves: Shelves, book: Book, c: int, day: int, contribution: float, orders: float,
    inflow: float,
) -> float:
    """Mint for the day's orders and credit each to its buyer."""
    first_sales, repeat_sales = rules.first_orders[day], rules.reorders[day]
    minted, first, repeat = pools.minting(
        rules.campaigns, 0, c, day, rules.gifts, first_sales, repeat_sales, contribution, orders,
        inflow, market.state[c],
    )
    book.accrued[c] += first[1] * first_sales + repeat[1] * repeat_sales
    for number in range(2):
        book.notes[number, c, day] = first[number]
        book.notes[2 + number, c, day] = repeat[number]
    for e in here:
        member, yuan = events.member[e], events.yuan[e]
        per_yuan = first if people.joined[member] == day else repeat
        credit(rules, people, market, shelves, c, member, yuan * per_yuan[0], yuan * per_yuan[1])
    return float(minted)


@bare
def multiple_of(rules: Rules, people: Population, c: int, member: int) -> float:
    """The multiple of its cap base at which a member leaves: the cap, or its own lower target."""
    cap = float(rules.campaigns.cap_multiple[0, c])
    return min(cap, rules.target) if people.impatient[member] else cap


@bare
def threshold_shelf(
    rules: Rules, people: Population, market: Market, c: int, member: int
) -> int:
    """Where a member with points is to be filed."""
    owed = multiple_of(rules, people, c, member) * market.base[c, member]
    price = owed / market.units[c, member]
    return int(thresholds.shelf_of(price * (1.0 - thresholds.SLACK)))


@bare
def credit(
    rules: Rules, people: Population, market: Market, shelves: Shelves, c: int, member: int,
    points: float, base: float,
) -> None:
    """Add points and cap base; file the member anew where that lowers its threshold."""
    look(market, c, member)
    before = market.units[c, member] * market.scale[c]
    falls = points * market.base[c, member] > base * before
    units = points / market.scale[c]
    market.units[c, member] += units
    market.base[c, member] += base
    market.by_quarter[c, people.joined[member] // QUARTER_DAYS] += units
    is_filed = shelves.shelf[c, member] >= 0
    if is_filed and falls:
        thresholds.take(shelves, c, member)
    if market.units[c, member] > 0.0 and (falls or not is_filed):
        shelf = threshold_shelf(rules, people, market, c, member)
        thresholds.file(shelves, c, member, shelf)


@bare
def look(market: Market, c: int, member: int) -> None:
    """Pay a member what the points it holds were paid in voluntary sales since the last look."""
    payout = market.payout[c]
    if payout != market.seen[c, member]:
        market.redeemed[member] += market.units[c, member] * (payout - market.seen[c, member])
        market.seen[c, member] = payout


@bare
def look_at_all(market: Market, c: int) -> None:
    """`look` for everybody."""
    for member in range(market.redeemed.size):
        look(market, c, member)


@bare
def redeem(
    rules: Rules, people: Population, market: Market, shelves: Shelves, book: Book, c: int, day: int
) -> None:
    """All sales of one campaign's day as one batch."""
    campaigns, state = rules.campaigns, market.state[c]
    voluntary = max(campaigns.voluntary_sale_rate[0, c], rules.run_size[day])
    leavers, gone, staying, tested = all_leavers(rules, people, market, shelves, c)
    book.notes[TESTED, c, day] = tested
    part = pools.part_sold(campaigns, 0, c, state[1], staying, voluntary)
    sold = gone + part * staying
    if sold <= 0.0:
        return
    outflow, paid = pools.settle(campaigns, 0, c, sold, staying * (1.0 - part), state)
    pay_leavers(rules, people, market, book, c, day, leavers, paid / sold)
    if part > 0.0:
        pay_sellers(rules, people, market, shelves, book, c, day, part, paid / sold)
    book.notes[PART_SOLD, c, day], book.notes[PER_POINT, c, day] = part, paid / sold
    book.series[engine.OUTFLOW, c, day] = outflow
    book.series[engine.REDEEMED, c, day] = paid
    book.series[engine.BURNED, c, day] = sold


@bare
def all_leavers(
    rules: Rules, people: Population, market: Market, shelves: Shelves, c: int
) -> tuple[int, float, float, float]:
    """The smallest closed set: how many leave, their points, those left, the price it closes at.

    Leavers stand in `market.leaving`; points of the whole scenario.
    """
    campaigns, state, per_unit = rules.campaigns, market.state[c], rules.people * market.scale[c]
    own, net = campaigns.initial_points[0, c], pools.measured_part(campaigns, 0, c)
    points = state[1] + own
    kept = fee_kept(campaigns.sell_fee[0, c], campaigns.fee_to_platform[0, c])
    price, left, count, gone = state[0] / points, state[1], 0, 0.0
    while True:
        more, units = collect(rules, people, market, shelves, c, price * net, count)
        if more == count:
            return count, gone, left, price
        count, gone = more, gone + per_unit * units
        left = state[1] - gone
        if gone >= 0.5 * state[1]:
            left = per_unit * units_held(market, c)
        price = price_after_sale(state[0], points, left + own, kept)


@bare
def units_held(market: Market, c: int) -> float:
    """Units of all members, added up so that a draining pool keeps digits."""
    total = 0.0
    for member in range(market.redeemed.size):
        total += market.units[c, member]
    return total


@bare
def collect(
    rules: Rules, people: Population, market: Market, shelves: Shelves, c: int, net_price: float,
    count: int,
) -> tuple[int, float]:
    """Put behind the `count` leavers all whom this price makes leave; (their number, new units)."""
    scale, units = market.scale[c], 0.0
    top = thresholds.shelf_of(net_price * scale)
    for shelf in range(shelves.lowest[c], top + 1):
        member = shelves.head[c, shelf]
        while member >= 0:
            following = shelves.following[c, member]
            points = market.units[c, member] * scale
            multiple = multiple_of(rules, people, c, member)
            if reaches_cap(points, net_price, multiple, market.base[c, member]):
                thresholds.take(shelves, c, member)
                look(market, c, member)
                market.leaving[count], market.leaving_points[count] = member, points
                units += market.units[c, member]
                market.units[c, member] = 0.0
                count += 1
            else:
                higher = max(top, threshold_shelf(rules, people, market, c, member))
                if higher != shelf:
                    thresholds.take(shelves, c, member)
                    thresholds.file(shelves, c, member, higher)
            member = following
    shelves.lowest[c] = max(shelves.lowest[c], top)
    return count, units


@bare
def pay_leavers(
    rules: Rules, people: Population, market: Market, book: Book, c: int, day: int, count: int,
    per_point: float,
) -> None:
    """All points of the leavers are redeemed; points and cap base start again from zero."""
    cap, scale = rules.campaigns.cap_multiple[0, c], market.scale[c]
    for number in range(count):
        member, points = market.leaving[number], market.leaving_points[number]
        quarter = people.joined[member] // QUARTER_DAYS
        market.redeemed[member] += points * per_point
        book.redeemed_by[c, quarter, day] += points * per_point
        market.by_quarter[c, quarter] -= points / scale
        market.base[c, member] = 0.0
        if multiple_of(rules, people, c, member) < cap:
            market.sold_early[member] = True
        elif market.exit_day[c, member] < 0:
            market.exit_day[c, member] = day


@bare
def pay_sellers(
    rules: Rules, people: Population, market: Market, shelves: Shelves, book: Book, c: int,
    day: int, part: float, per_point: float,
) -> None:
    """Everybody else sells a part; whoever sells all keeps its cap base."""
    paid = market.scale[c] * part * per_point
    market.payout[c] += paid
    for quarter in range(market.by_quarter.shape[1]):
        book.redeemed_by[c, quarter, day] += max(0.0, market.by_quarter[c, quarter]) * paid
    market.scale[c] *= 1.0 - part
    if market.scale[c] < SMALLEST_SCALE:
        count_anew(market, c)
        file_all(rules, people, market, shelves, c)


@bare
def count_anew(market: Market, c: int) -> None:
    """Make a unit one point again."""
    look_at_all(market, c)
    for member in range(market.redeemed.size):
        market.units[c, member] *= market.scale[c]
    for quarter in range(market.by_quarter.shape[1]):
        market.by_quarter[c, quarter] *= market.scale[c]
    market.scale[c] = 1.0


@bare
def file_all(
    rules: Rules, people: Population, market: Market, shelves: Shelves, c: int
) -> None:
    """File everybody who holds points anew."""
    thresholds.clear(shelves, c)
    for member in range(market.redeemed.size):
        if market.units[c, member] > 0.0:
            shelf = threshold_shelf(rules, people, market, c, member)
            thresholds.file(shelves, c, member, shelf)
