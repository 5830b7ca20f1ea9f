"""Who leaves a campaign on a day, and what leavers and sellers are paid (model.md section 5.5)."""

from __future__ import annotations

from model.compiled import bare
from model.laws.redemption import reaches_cap
from model.members import thresholds
from model.members.accounts import QUARTER_DAYS
from model.members.stakes import (
    AT_END,
    PART_SOLD,
    PER_POINT,
    ROUND_ENDS,
    TESTED,
    Crowd,
    Market,
    file_all,
    look,
    look_at_all,
    multiple_of,
    threshold_shelf,
)

SMALLEST_SCALE = 1e-100
"""Below it units are counted anew, long before they overflow."""


@bare
def leaving(crowd: Crowd, c: int, day: int, net_price: float, sold: float) -> float:
    """Put all whom this price makes leave behind those who leave already; their points, of the
    whole scenario."""
    market = crowd.market
    if sold == 0.0:
        market.leavers[0] = 0
    crowd.book.notes[TESTED, c, day] = net_price
    until = day - crowd.lock_days[c]
    return float(crowd.weight * market.scale[c] * collect(crowd, c, until, net_price))


@bare
def collect(crowd: Crowd, c: int, until: int, net_price: float) -> float:
    """Units of all who joined up to the day `until` and whom this price makes leave; these stand
    behind the other leavers. Who is locked stays filed where it is, to be looked at tomorrow."""
    market, shelves = crowd.market, crowd.shelves
    scale, units, count = market.scale[c], 0.0, market.leavers[0]
    top = thresholds.shelf_of(net_price * scale)
    lowest = top
    for shelf in range(shelves.lowest[c], top + 1):
        member = shelves.head[c, shelf]
        while member >= 0:
            following = shelves.following[c, member]
            points = market.units[c, member] * scale
            multiple = multiple_of(crowd, c, member)
            reaches = reaches_cap(points, net_price, multiple, market.base[c, member])
            if reaches and crowd.people.joined[member] > until:
                lowest = min(lowest, shelf)
            elif reaches:
                thresholds.take(shelves, c, member)
                look(market, c, member)
                market.leaving[count], market.leaving_points[count] = member, points
                units += market.units[c, member]
                market.units[c, member] = 0.0
                count += 1
            else:
                higher = max(top, threshold_shelf(crowd, c, member))
                if higher != shelf:
                    thresholds.take(shelves, c, member)
                    thresholds.file(shelves, c, member, higher)
            member = following
    shelves.lowest[c] = max(shelves.lowest[c], lowest)
    market.leavers[0] = count
    return units


@bare
def stayers(crowd: Crowd, c: int, day: int) -> float:
    """Points of all who do not leave, of the whole scenario; of any `day`: later ones have none."""
    total = 0.0
    for member in range(crowd.market.redeemed.size):
        total += crowd.market.units[c, member]
    return float(crowd.weight * crowd.market.scale[c] * total)


@bare
def locked(crowd: Crowd, c: int, day: int) -> float:
    """Points of all who joined too lately to sell any, of the whole scenario."""
    total, start = 0.0, crowd.people.start
    for member in range(start[max(0, day - crowd.lock_days[c] + 1)], start[day + 1]):
        total += crowd.market.units[c, member]
    return float(crowd.weight * crowd.market.scale[c] * total)


@bare
def pay(crowd: Crowd, c: int, day: int, forced: float, part: float, per_point: float) -> float:
    """Pay the leavers for all points, everybody else for the `part` that is sold; what is above
    the most that the cap pays, yuan of the whole scenario."""
    back = 0.0
    if forced > 0.0:
        back = pay_leavers(crowd, c, day, per_point)
    if part > 0.0:
        pay_sellers(crowd, c, day, part, per_point)
    crowd.book.notes[PART_SOLD, c, day], crowd.book.notes[PER_POINT, c, day] = part, per_point
    return back


@bare
def pay_leavers(crowd: Crowd, c: int, day: int, per_point: float) -> float:
    """All points of the leavers are redeemed; points and cap base start again from zero. What is
    not paid because the cap is clipped, yuan."""
    market, cap, back = crowd.market, crowd.cap_multiple[c], 0.0
    for number in range(market.leavers[0]):
        member, points = market.leaving[number], market.leaving_points[number]
        quarter = crowd.people.joined[member] // QUARTER_DAYS
        amount, most = points * per_point, crowd.most_paid[c] * market.base[c, member]
        if amount > most:
            back += crowd.weight * (amount - most)
            amount = most
        market.redeemed[member] += amount
        crowd.book.redeemed_by[c, quarter, day] += amount
        market.by_quarter[c, quarter] -= points / market.scale[c]
        market.base[c, member] = 0.0
        if multiple_of(crowd, c, member) < cap:
            market.sold_early[member] = True
        elif market.exit_day[c, member] < 0:
            market.exit_day[c, member] = day
    return back


@bare
def pay_sellers(crowd: Crowd, c: int, day: int, part: float, per_point: float) -> None:
    """Everybody else sells a part; whoever sells all keeps its cap base."""
    market = crowd.market
    paid = market.scale[c] * part * per_point
    market.payout[c] += paid
    if crowd.lock_days[c] > 0:
        count_locked(crowd, c, day, -1.0)
    for quarter in range(market.by_quarter.shape[1]):
        held = max(0.0, market.by_quarter[c, quarter])
        crowd.book.redeemed_by[c, quarter, day] += held * paid
    if crowd.lock_days[c] > 0:
        keep_locked(crowd, c, day, part)
        count_locked(crowd, c, day, 1.0)
    market.scale[c] *= 1.0 - part
    if market.scale[c] < SMALLEST_SCALE:
        count_anew(market, c)
        file_all(crowd, c)


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
def keep_locked(crowd: Crowd, c: int, day: int, part: float) -> None:
    """While all holdings are reckoned to sell `part`: more units to those who may not, so that
    they hold as many points as before, and no payout."""
    market, shelves, start = crowd.market, crowd.shelves, crowd.people.start
    for member in range(start[max(0, day - crowd.lock_days[c] + 1)], start[day + 1]):
        market.seen[c, member] = market.payout[c]
        if market.units[c, member] > 0.0 and part < 1.0:
            market.units[c, member] /= 1.0 - part
            if shelves.shelf[c, member] >= 0:
                thresholds.take(shelves, c, member)
            thresholds.file(shelves, c, member, threshold_shelf(crowd, c, member))


@bare
def count_locked(crowd: Crowd, c: int, day: int, sign: float) -> None:
    """Add units that are locked to those of their join quarters, or (−1) take them away."""
    market, start = crowd.market, crowd.people.start
    for member in range(start[max(0, day - crowd.lock_days[c] + 1)], start[day + 1]):
        quarter = crowd.people.joined[member] // QUARTER_DAYS
        market.by_quarter[c, quarter] += sign * market.units[c, member]


@bare
def end_round(crowd: Crowd, c: int, day: int, per_point: float) -> None:
    """All points are paid, and all start again from zero."""
    market, scale = crowd.market, crowd.market.scale[c]
    look_at_all(market, c)
    for member in range(market.redeemed.size):
        amount = market.units[c, member] * scale * per_point
        if amount > 0.0:
            quarter = crowd.people.joined[member] // QUARTER_DAYS
            market.redeemed[member] += amount
            market.rounds[member] = True
            crowd.book.redeemed_by[c, quarter, day] += amount
        market.units[c, member], market.base[c, member] = 0.0, 0.0
    market.by_quarter[c] = 0.0
    market.scale[c] = 1.0
    thresholds.clear(crowd.shelves, c)
    crowd.book.notes[AT_END, c, day], crowd.book.notes[ROUND_ENDS, c, day] = per_point, 1.0
