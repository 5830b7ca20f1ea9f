"""What members hold in each campaign, and the price that forces each of them out.

Points are kept in units of which a campaign's `scale` says how many points they are: when everybody
sells the same part, only the scale changes, and what each gets is read off a running payout per
unit when somebody needs to look.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare
from model.members import thresholds
from model.members.accounts import QUARTER_DAYS
from model.members.orders import Events
from model.members.population import Population
from model.members.thresholds import Shelves

NOTES = (
    "points_per_yuan_first", "base_per_yuan_first", "points_per_yuan_repeat",
    "base_per_yuan_repeat", "tested_price", "part_sold", "paid_per_point", "paid_at_end",
    "round_ends",
)
TESTED, PART_SOLD, PER_POINT, AT_END, ROUND_ENDS = range(4, len(NOTES))
"""The price at which the cap was tested last counts as the cap is measured: net of the fee or not.
"""


class Market(NamedTuple):
    """Per campaign and member: units, cap base, payout per unit when last looked at, first forced
    exit (−1: none); per member yuan redeemed, whether it sold at its target, and whether it held
    points when a round ended. Per campaign:
    scale (points per unit), payout (yuan per unit so far), units by join quarter. leaving,
    leaving_points: the first `leavers` (1,) of them leave today; the rest is room."""

    units: np.ndarray
    base: np.ndarray
    seen: np.ndarray
    exit_day: np.ndarray
    redeemed: np.ndarray
    sold_early: np.ndarray
    rounds: np.ndarray
    scale: np.ndarray
    payout: np.ndarray
    by_quarter: np.ndarray
    leaving: np.ndarray
    leaving_points: np.ndarray
    leavers: np.ndarray


class Book(NamedTuple):
    """What the days leave beside `day.Record`: notes (NOTES, campaign, day), and yuan redeemed by
    the simulated members (campaign, join quarter, day)."""

    notes: np.ndarray
    redeemed_by: np.ndarray


class Orders(NamedTuple):
    """Orders of the block that begins on day `first`: those of a day are
    events[numbers[start[day − first] : start[day − first + 1]]]."""

    events: Events
    numbers: np.ndarray
    start: np.ndarray
    first: int


class Crowd(NamedTuple):
    """The members, what they hold, and their orders of a block; by campaign: cap_multiple,
    lock_days, most_paid (as in `CampaignArrays`); target: multiple at which the impatient sell
    (infinite without); weight: members of the scenario for each simulated one."""

    people: Population
    orders: Orders
    market: Market
    shelves: Shelves
    book: Book
    cap_multiple: np.ndarray
    lock_days: np.ndarray
    most_paid: np.ndarray
    target: float
    weight: float


def open_market(campaigns: int, members: int, days: int) -> Market:
    """Before the first day."""
    held, quarters = (campaigns, members), -(-days // QUARTER_DAYS)
    return Market(
        units=np.zeros(held),
        base=np.zeros(held),
        seen=np.zeros(held),
        exit_day=np.full(held, -1, dtype=np.int32),
        redeemed=np.zeros(members),
        sold_early=np.zeros(members, dtype=np.bool_),
        rounds=np.zeros(members, dtype=np.bool_),
        scale=np.ones(campaigns),
        payout=np.zeros(campaigns),
        by_quarter=np.zeros((campaigns, quarters)),
        leaving=np.empty(members, dtype=np.int32),
        leaving_points=np.empty(members),
        leavers=np.zeros(1, dtype=np.int64),
    )


def empty_book(campaigns: int, days: int) -> Book:
    """Nothing written down yet."""
    quarters = -(-days // QUARTER_DAYS)
    return Book(
        np.zeros((len(NOTES), campaigns, days)), np.zeros((campaigns, quarters, days))
    )


@bare
def multiple_of(crowd: Crowd, c: int, member: int) -> float:
    """The multiple of its cap base at which a member leaves: the cap, or its own lower target."""
    cap = float(crowd.cap_multiple[c])
    return min(cap, crowd.target) if crowd.people.impatient[member] else cap


@bare
def threshold_shelf(crowd: Crowd, c: int, member: int) -> int:
    """Where a member with points is to be filed."""
    owed = multiple_of(crowd, c, member) * crowd.market.base[c, member]
    price = owed / crowd.market.units[c, member]
    return int(thresholds.shelf_of(price * (1.0 - thresholds.SLACK)))


@bare
def credit_member(crowd: Crowd, c: int, member: int, points: float, base: float) -> None:
    """Add points and cap base; file the member anew where that lowers its threshold."""
    market, shelves = crowd.market, crowd.shelves
    look(market, c, member)
    before = market.units[c, member] * market.scale[c]
    falls = points * market.base[c, member] > base * before
    units = points / market.scale[c]
    market.units[c, member] += units
    market.base[c, member] += base
    market.by_quarter[c, crowd.people.joined[member] // QUARTER_DAYS] += units
    is_filed = shelves.shelf[c, member] >= 0
    if is_filed and falls:
        thresholds.take(shelves, c, member)
    if market.units[c, member] > 0.0 and (falls or not is_filed):
        thresholds.file(shelves, c, member, threshold_shelf(crowd, c, member))


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
def file_all(crowd: Crowd, c: int) -> None:
    """File everybody who holds points anew."""
    thresholds.clear(crowd.shelves, c)
    for member in range(crowd.market.redeemed.size):
        if crowd.market.units[c, member] > 0.0:
            thresholds.file(crowd.shelves, c, member, threshold_shelf(crowd, c, member))
