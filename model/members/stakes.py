"""What members hold in each campaign, and the price that forces each of them out.

Points are kept in units of which a campaign's `scale` says how many points they are: when everybody
sells the same part, only the scale changes, and what each gets is read off a running payout per
unit when somebody needs to look.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model import engine
from model.compiled import bare
from model.inputs import CampaignArrays
from model.members import thresholds
from model.members.accounts import QUARTER_DAYS
from model.members.population import Population
from model.members.thresholds import Shelves

NOTES = (
    "points_per_yuan_first", "base_per_yuan_first", "points_per_yuan_repeat",
    "base_per_yuan_repeat", "tested_price", "part_sold", "paid_per_point",
)
TESTED, PART_SOLD, PER_POINT = range(4, len(NOTES))


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
def file_all(
    rules: Rules, people: Population, market: Market, shelves: Shelves, c: int
) -> None:
    """File everybody who holds points anew."""
    thresholds.clear(shelves, c)
    for member in range(market.redeemed.size):
        if market.units[c, member] > 0.0:
            shelf = threshold_shelf(rules, people, market, c, member)
            thresholds.file(shelves, c, member, shelf)
