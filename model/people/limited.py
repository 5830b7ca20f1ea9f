"""People under purchase limits (controls.md section 1, *Single members*): which of its own orders a
limit lets through, what of them earns, and which go to second accounts of its owner.

An order that would pass a limit of orders or of spending is not made; past a limit of earning it
earns on the part below. An evader whose order is refused, or would earn nothing, opens an account
unless a check stops it, buys an enrolment basket there instead, and orders there from then on.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.bounds import TIE
from model.compiled import bare
from model.laws.limits import ON_EARNING, count_served, first_earning, served_order
from model.people.chances import (
    FIRST,
    REPEAT,
    SQRT_HALF,
    day_of_recovery,
    may_recover,
    order_count,
    order_size,
    own_rate,
    released_by,
    repeat_order,
)
from model.people.market import Market, brought, brought_by_modes
from model.people.points import FREE_FROM, LEAP, ORDERS, SIZES, Points
from model.people.terms import Place, Terms, released_part

MOST = 120
"""Orders that a person wishes to make that are told apart; of more several are taken as one."""


class Wishes(NamedTuple):
    """Room for what one person wishes to order (wish,): days after joining and sizes, standard
    normal; for what its own account is granted (order,): the day, and yuan that all ad points pay
    at last; for what each limit has seen (row,): how much in which block of tenure."""

    day: np.ndarray
    normal: np.ndarray
    granted_on: np.ndarray
    pays: np.ndarray
    used: np.ndarray
    block: np.ndarray


def room_for_wishes(limits: int) -> Wishes:
    """Room for one person."""
    return Wishes(
        day=np.empty(MOST, dtype=np.int64), normal=np.empty(MOST),
        granted_on=np.empty(MOST + 1, dtype=np.int64), pays=np.empty(MOST + 1),
        used=np.zeros(limits), block=np.zeros(limits),
    )


@bare
def most_earning(terms: Terms) -> float:
    """Yuan of an account's first order that earn points at most."""
    most = np.inf
    for r in range(terms.limited.on.size):
        if terms.limited.on[r] == ON_EARNING:
            most = min(most, terms.limited.limit[r])
    return float(most)


@bare
def open_account(terms: Terms, yuan: float, wishes: Wishes) -> float:
    """An account's first order: yuan of it that earn points."""
    rows = terms.limited
    return float(first_earning(rows.on, rows.limit, wishes.used, wishes.block, yuan))


@bare
def served(
    terms: Terms, tenure: int, orders: float, yuan: float, wishes: Wishes
) -> tuple[float, float]:
    """Of a wish, how many orders are made and how many yuan of them earn."""
    rows = terms.limited
    made, earning = served_order(
        rows.on, rows.limit, rows.window, wishes.used, wishes.block, tenure, orders, yuan)
    return made, earning


@bare
def brings_to(
    terms: Terms, market: Market, place: Place, opened: int, day: int, which: int
) -> tuple[float, float]:
    """Yuan that a yuan ordered on `day` by the account opened on the day `opened` (0: the person's
    own), both since joining, brings while seen: its gift points, if it earns any, and modes."""
    row, joined = place.segment, place.joined + opened
    if opened > 0:
        row += terms.order_rate.size
    stop = place.joined + place.seen + 1
    found = brought(market, row, joined, place.joined + day, stop)
    if market.outside.shape[1] > 0:
        found *= market.outside[which, place.joined + day]
    modes = brought_by_modes(market, which, place.joined + day, stop)
    return float(terms.gift[which] * found), modes


@bare
def drawn_apart(points: Points, p: int, number: int, turn: int) -> tuple[float, float]:
    """An exponential of mean 1 and a standard normal for a person's attempt to open a second
    account (turn 1) or for that account (2) of this number."""
    row = (p + (2 * (number // (ORDERS - FREE_FROM)) + turn) * LEAP) % points.rate.size
    column = FREE_FROM + number % (ORDERS - FREE_FROM)
    return points.orders[row, column, 0], points.orders[row, column, 1]


@bare
def chance_of_person(
    terms: Terms, market: Market, place: Place, points: Points, p: int, wishes: Wishes,
    count: int, each: float, size: float, evades: bool,
) -> tuple[float, bool]:
    """Chance over its watching lives that a person has everything back, and whether a limit has
    struck it. `count` wishes of `each` orders; size of its first order."""
    segment, seen = place.segment, place.seen
    yuan = terms.price[segment, FIRST] * size
    earning = open_account(terms, yuan, wishes)
    gift, modes = brings_to(terms, market, place, 0, 0, FIRST)
    lacks = yuan * (TIE - modes) - earning * gift
    wishes.granted_on[0] = 0
    wishes.pays[0] = earning * terms.paid[segment] * terms.ad_points[FIRST]
    grants, opened, until, accounts, attempts = 1, 0, seen, 0, 0
    smooth, paid = 1.0 / math.sqrt(each), terms.paid[segment]
    for w in range(count):
        day = wishes.day[w]
        factor = 1.0 + (order_size(terms, wishes.normal[w]) - 1.0) * smooth
        yuan, which = terms.price[segment, REPEAT] * each * factor, REPEAT
        made, earning = served(terms, day - opened, each, yuan, wishes)
        yuan *= made / each
        if made < each or earning <= 0.0:
            attempts += 1
            check = math.exp(-drawn_apart(points, p, attempts, 1)[0])
            if evades and check >= terms.limited.caught:
                life, normal = drawn_apart(points, p, accounts, 2)
                life *= terms.watching_life[segment]
                opened, accounts, which = day, accounts + 1, FIRST
                until, paid = int(min(float(seen), day + life)), terms.limited.paid[segment]
                yuan = terms.price[segment, FIRST] * order_size(terms, normal)
                made, earning = 0.0, open_account(terms, yuan, wishes)
        if yuan <= 0.0:
            continue
        if which == REPEAT:
            count_served(terms.limited.on, wishes.used, made, yuan, earning)
        gift, modes = brings_to(terms, market, place, opened, day, which)
        lacks += yuan * (TIE - modes) - earning * gift
        pays = earning * paid * terms.ad_points[which]
        if opened > 0:
            lacks -= pays * released_part(terms, place, day, until)
        elif pays > 0.0:
            wishes.granted_on[grants], wishes.pays[grants] = day, pays
            grants += 1
    return chance_to_release(terms, place, wishes, grants, lacks), attempts > 0


@bare
def chance_to_release(
    terms: Terms, place: Place, wishes: Wishes, grants: int, lacks: float
) -> float:
    """Chance that a person's own account releases what it lacks: it watches until some day."""
    if lacks <= 0.0:
        return 1.0
    if released_by(terms, place, wishes.granted_on, wishes.pays, grants, place.seen) < lacks:
        return 0.0
    day = day_of_recovery(terms, place, wishes.granted_on, wishes.pays, grants, 0.0, lacks)
    return float(terms.watching[place.segment, day])


@bare
def chance_of_limited(
    terms: Terms, market: Market, place: Place, points: Points, p: int, wishes: Wishes
) -> float:
    """Chance that a member wishes to reorder while it is seen and has everything back, at point
    `p`; given that its buying life is at least a day. The mean over first orders' sizes."""
    segment, seen = place.segment, place.seen
    limit = int(min(float(seen), 1.0 + points.buying[p] * terms.buying_life[segment]))
    expected = own_rate(terms, points, p, segment) * limit
    ordered = -math.expm1(-expected)
    if ordered <= 0.0 or not may_recover(terms, market, place):
        return 0.0
    number = order_count(points, p, expected)
    count, rest = min(number, MOST), 1.0
    for order in range(count):
        gap, wishes.normal[order] = repeat_order(points, p, order)
        rest *= math.exp(-gap / (count - order))
        wishes.day[order] = min(limit, max(1, math.ceil(limit * (1.0 - rest))))
    total, evading = 0.0, terms.limited.evading
    for s in range(SIZES):
        size = order_size(terms, points.sizes[p, s])
        each = number / count
        chance, struck = chance_of_person(
            terms, market, place, points, p, wishes, count, each, size, False
        )
        if struck and evading > 0.0:
            other = chance_of_person(
                terms, market, place, points, p, wishes, count, each, size, True
            )[0]
            chance += evading * (other - chance)
        total += chance
    return float(ordered * total / SIZES)


@bare
def chance_of_one_limited(terms: Terms, market: Market, place: Place) -> float:
    """Of who never reorders: from some size of its order on too little of it earns, the sooner the
    sooner it stops watching."""
    segment, seen = place.segment, place.seen
    gift, modes = brings_to(terms, market, place, 0, 0, FIRST)
    lacks = TIE - modes
    if lacks <= 0.0:
        return 1.0
    pays = terms.paid[segment] * terms.ad_points[FIRST]
    if gift + pays * released_part(terms, place, 0, seen) < lacks:
        return 0.0
    most, total = most_earning(terms) / (terms.price[segment, FIRST] * lacks), 0.0
    for day in range(seen, -1, -1):
        brings = gift + pays * released_part(terms, place, 0, day)
        if brings < lacks:
            break
        stops = terms.watching[segment, day]
        if day < seen:
            stops -= terms.watching[segment, day + 1]
        total += stops * chance_below(terms, most * brings)
    return float(total)


@bare
def chance_below(terms: Terms, size: float) -> float:
    """Chance that an order's lognormal size, of mean 1, is at most `size`."""
    if terms.sigma == 0.0:
        return 1.0 if size >= TIE else 0.0
    return 0.5 * math.erfc(
        -(math.log(size) / terms.sigma + 0.5 * terms.sigma) * SQRT_HALF
    )
