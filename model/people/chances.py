"""The chance that a member of a group has everything back (model.md section 6), compiled."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.bounds import TIE
from model.compiled import bare
from model.people.market import Market, brought, brought_by_modes
from model.people.points import ORDERS, STEP, Points
from model.people.terms import Place, Terms, released_part

FINE = 40
"""Repeat orders of a member that are told apart; of more several are taken as one."""

FEW = 30.0
"""Expected orders up to which their number is drawn from the Poisson law itself."""

UTMOST = 4.0
"""Standard deviations of a first order's size beyond which nothing is looked for."""

STRATA = 3
"""Watching lives that are tried for each history."""

SQRT_HALF = math.sqrt(0.5)

FIRST, REPEAT = 0, 1


class Room(NamedTuple):
    """Room for a history's repeat orders (order,): days after joining, and yuan that all ad points
    of the order pay at last."""

    day: np.ndarray
    pays: np.ndarray


@bare
def order_brings(terms: Terms, market: Market, place: Place, day: int, which: int) -> float:
    """Yuan that a yuan ordered `day` days after joining brings while seen beside its ad points: its
    gift points, and what modes give beyond what is put into them."""
    stop = place.joined + place.seen + 1
    found = brought(market, place.segment, place.joined, place.joined + day, stop)
    if market.outside.shape[1] > 0:
        found *= market.outside[which, place.joined + day]
    modes = brought_by_modes(market, which, place.joined + day, stop)
    return float(terms.gift[which] * found + modes)


@bare
def brings_at_most(market: Market, place: Place, gift: float) -> float:
    """No order of a group, with so much gift per yuan, brings more beside its ad points."""
    return float(gift * market.best[place.joined] + market.best_of_modes[place.joined])


@bare
def chance_of_one_order(terms: Terms, market: Market, place: Place) -> float:
    """Whoever never reorders: whatever its first order's size, it watches long enough or not."""
    segment, seen = place.segment, place.seen
    lacks = TIE - order_brings(terms, market, place, 0, FIRST)
    if lacks <= 0.0:
        return 1.0
    pays = terms.paid[segment] * terms.ad_points[FIRST]
    if pays * released_part(terms, place, 0, seen) < lacks:
        return 0.0
    low, high = 0, seen
    while high - low > 1:
        middle = (low + high) // 2
        if pays * released_part(terms, place, 0, middle) < lacks:
            low = middle
        else:
            high = middle
    return float(terms.watching[segment, high])


@bare
def own_rate(terms: Terms, points: Points, p: int, segment: int) -> float:
    """Orders a day of the member of point `p`."""
    place = points.rate[p]
    node = int(place)
    factor = terms.rate[node] + (place - node) * (terms.rate[node + 1] - terms.rate[node])
    return float(terms.order_rate[segment] * math.exp(factor))


@bare
def order_size(terms: Terms, normal: float) -> float:
    """Lognormal of mean 1."""
    return math.exp(terms.sigma * normal - 0.5 * terms.sigma * terms.sigma)


@bare
def released_by(
    terms: Terms, place: Place, granted_on: np.ndarray, pays: np.ndarray, count: int, day: int
) -> float:
    """Yuan that the first `count` grants, made on these days after joining and paying so much at
    last, have released to who watches until `day`."""
    total = 0.0
    for grant in range(count):
        if granted_on[grant] >= day:
            break
        total += pays[grant] * released_part(terms, place, granted_on[grant], day)
    return total


@bare
def day_of_recovery(
    terms: Terms, place: Place, granted_on: np.ndarray, pays: np.ndarray, count: int,
    first_pays: float, lacks: float,
) -> int:
    """First day by which releases have paid what `lacks`, beside what was granted on joining; they
    are known to pay it while seen."""
    low, high = -1, place.seen
    while high - low > 1:
        middle = (low + high) // 2
        paid = first_pays * released_part(terms, place, 0, middle)
        if paid + released_by(terms, place, granted_on, pays, count, middle) < lacks:
            low = middle
        else:
            high = middle
    return high


@bare
def order_count(points: Points, p: int, expected: float) -> int:
    """Poisson number of orders at point `p`, given that there is one; for many by its expansion
    around the normal law (Cornish and Fisher 1937)."""
    if expected > FEW:
        normal = points.many[p]
        skewed = (normal * normal - 1.0) / 6.0
        return int(max(1, round(expected + math.sqrt(expected) * normal + skewed)))
    chance, count = math.exp(-expected), 0
    below = chance
    target = chance + points.few[p] * (1.0 - chance)
    while below < target and count < 10 * FEW:
        count += 1
        chance *= expected / count
        below += chance
    return max(1, count)


@bare
def repeat_order(points: Points, p: int, order: int) -> tuple[float, float]:
    """Gap before a repeat order and its size at point `p`: exponential and normal."""
    row, column = (p + order // ORDERS * STEP) % points.rate.size, order % ORDERS
    return points.orders[row, column, 0], points.orders[row, column, 1]


@bare
def draw_orders(
    terms: Terms, market: Market, place: Place, points: Points, p: int, room: Room, limit: int,
    number: int, most: float,
) -> tuple[int, float, float]:
    """`number` repeat orders up to day `limit` at point `p`: (how many events, yuan that they lack
    if watched to the end, yuan that they lack before any release); −1 where nothing can come back.

    Given their number the times of a Poisson process are uniform; one after the other, each is the
    smallest of those to come. Of very many orders several are one event: as much spent on average,
    and as uncertain. `most`: what a first order can leave over.
    """
    pays = terms.paid[place.segment] * terms.ad_points[REPEAT]
    hopeless = pays + brings_at_most(market, place, terms.gift[REPEAT]) <= TIE
    events = min(number, room.day.size)
    each = number / events
    smooth = 1.0 / math.sqrt(each)
    rest, lacks, due = 1.0, 0.0, 0.0
    for order in range(events):
        gap, normal = repeat_order(points, p, order)
        rest *= math.exp(-gap / (events - order))
        day = min(limit, max(1, math.ceil(limit * (1.0 - rest))))
        size = 1.0 + (order_size(terms, normal) - 1.0) * smooth
        yuan = terms.price[place.segment, REPEAT] * each * size
        lost = TIE - order_brings(terms, market, place, day, REPEAT)
        room.day[order], room.pays[order] = day, yuan * pays
        due += yuan * lost
        lacks += yuan * (lost - pays * released_part(terms, place, day, place.seen))
        if hopeless and lacks > most:
            return -1, lacks, due
    return events, lacks, due


@bare
def chance_of_size(terms: Terms, spare: float, lacks: float) -> float:
    """Chance that a first order of lognormal size z has z·spare ≥ lacks."""
    if lacks <= 0.0 <= spare:
        return 1.0
    if spare <= 0.0 <= lacks:
        return 0.0
    if terms.sigma == 0.0:
        return 1.0 if spare >= lacks else 0.0
    normal = math.log(lacks / spare) / terms.sigma + 0.5 * terms.sigma
    return 0.5 * math.erfc((normal if spare > 0.0 else -normal) * SQRT_HALF)


@bare
def chance_to_leave_whole(
    terms: Terms, place: Place, points: Points, p: int, room: Room, count: int,
    first: tuple[float, float], due: float,
) -> float:
    """Chance to stop watching while seen, but not before everything is back.

    `first`: yuan that a usual first order's ad points pay at last, yuan that it lacks before any
    release; `due`: yuan that the repeat orders lack so. The mean over strata of watching lives.
    """
    segment = place.segment
    stays = terms.watching[segment, place.seen]
    total = 0.0
    for stratum in range(STRATA):
        at_least = stays + (1.0 - stays) * (stratum + points.watching[p]) / STRATA
        day = min(place.seen, int(-terms.watching_life[segment] * math.log(at_least)))
        total += chance_of_size(
            terms, first[0] * released_part(terms, place, 0, day) - first[1],
            due - released_by(terms, place, room.day, room.pays, count, day),
        )
    return float((1.0 - stays) * total / STRATA)


@bare
def chance_of_history(
    terms: Terms, market: Market, place: Place, points: Points, p: int, room: Room
) -> float:
    """Chance that a member reorders while it is seen and has everything back, at point `p`.

    Given that its buying life is at least a day.
    """
    segment, seen = place.segment, place.seen
    limit = int(min(float(seen), 1.0 + points.buying[p] * terms.buying_life[segment]))
    expected = own_rate(terms, points, p, segment) * limit
    ordered = -math.expm1(-expected)
    if ordered <= 0.0:
        return 0.0
    price, pays = terms.price[segment, FIRST], terms.paid[segment] * terms.ad_points[FIRST]
    due = price * (TIE - order_brings(terms, market, place, 0, FIRST))
    spare = price * pays * released_part(terms, place, 0, seen) - due
    most = spare * order_size(terms, UTMOST if spare > 0.0 else -UTMOST)
    count, lacks, more_due = draw_orders(
        terms, market, place, points, p, room, limit, order_count(points, p, expected), most
    )
    chance = chance_of_size(terms, spare, lacks) if count >= 0 else 0.0
    if chance <= 0.0:
        return 0.0
    if terms.sigma == 0.0:
        day = day_of_recovery(terms, place, room.day, room.pays, count, price * pays,
                              due + more_due)
        return float(ordered * terms.watching[segment, day])
    leaves = chance_to_leave_whole(
        terms, place, points, p, room, count, (price * pays, due), more_due
    )
    return float(ordered * (chance * terms.watching[segment, seen] + leaves))


@bare
def may_recover(terms: Terms, market: Market, place: Place) -> bool:
    """Whether any yuan spent can come back at all while the group is seen."""
    released = terms.paid[place.segment] * max(terms.ad_points[FIRST], terms.ad_points[REPEAT])
    gift = max(terms.gift[FIRST], terms.gift[REPEAT])
    beside = brings_at_most(market, place, gift)
    if terms.calendar.kept.shape[1] == 0:
        released *= terms.gone[place.segment, place.seen]
    return bool(released + beside >= TIE)
