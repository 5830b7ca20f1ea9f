"""Forced, early and voluntary sales of a campaign's day, as one batch (model.md section 5.5)."""

from __future__ import annotations

from model import engine, pools
from model.compiled import bare
from model.members import thresholds
from model.members.accounts import QUARTER_DAYS
from model.members.population import Population
from model.members.stakes import (
    PART_SOLD,
    PER_POINT,
    TESTED,
    Book,
    Market,
    Rules,
    file_all,
    look,
    look_at_all,
    multiple_of,
    threshold_shelf,
)
from model.members.thresholds import Shelves
from model.redemption import fee_kept, price_after_sale, reaches_cap

SMALLEST_SCALE = 1e-100
"""Below it units are counted anew, long before they overflow."""


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
