"""When members order and for how much: events of a block of days, member after member."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.compiled import bare
from model.members import draws
from model.members.population import Population
from model.members.terms import Terms


class Buyers(NamedTuple):
    """Per member: orders a day while it buys, days since joining at which the next order comes
    (infinite: never again) and until which it buys, orders so far, yuan spent so far."""

    rate: np.ndarray
    next_order: np.ndarray
    buys_until: np.ndarray
    orders: np.ndarray
    spent: np.ndarray


FIRST, REPEAT = 0, 1
"""Which order of an account it is."""


class Events(NamedTuple):
    """Orders of a block, ordered by member and then by day: of which kind each is (FIRST, REPEAT),
    its yuan, and how many of these earn points."""

    member: np.ndarray
    day: np.ndarray
    kind: np.ndarray
    yuan: np.ndarray
    earning: np.ndarray


def no_buyers(members: int) -> Buyers:
    """Room for members who have not joined yet."""
    return Buyers(
        np.zeros(members), np.full(members, np.inf), np.zeros(members),
        np.zeros(members, dtype=np.int32), np.zeros(members),
    )


def room(events: int) -> Events:
    """Empty events."""
    return Events(
        np.empty(events, dtype=np.int32), np.empty(events, dtype=np.int32),
        np.empty(events, dtype=np.uint8), np.empty(events), np.empty(events),
    )


def with_room(events: Events, used: int) -> Events:
    """The first `used` events with twice the room."""
    larger = room(2 * events.member.size)
    for before, after in zip(events, larger, strict=True):
        after[:used] = before[:used]
    return larger


@bare
def life(key: np.uint64, purpose: int, half_life: float) -> float:
    """Days until somebody stops for good: exponential with the half-life."""
    return float(draws.exponential(key, purpose, 0) * half_life / math.log(2.0))


@bare
def enter(seed: int, terms: Terms, people: Population, buyers: Buyers, member: int) -> None:
    """Draw a new person's rate, how long it buys, and the time of its first repeat order."""
    key, segment = draws.key_of(seed, people.drawn[member]), people.segment[member]
    if terms.order_rate[segment] <= 0.0 or people.owner[member] != member:
        return
    rate = terms.order_rate[segment]
    if terms.shape < np.inf:
        rate *= draws.gamma(key, draws.RATE, terms.shape)
    buyers.rate[member] = rate
    buyers.buys_until[member] = life(key, draws.BUYING, terms.retention[segment])
    buyers.next_order[member] = draws.exponential(key, draws.GAP, 0) / rate


@bare
def take_orders(
    seed: int, terms: Terms, people: Population, buyers: Buyers, acting: np.ndarray, first: int,
    days: tuple[int, int], used: int, events: Events,
) -> tuple[int, int]:
    """Orders of the block `days` (from, to) by those of `acting` from position `first` on.

    Fills `events` from `used` on; returns the position of the first member whose orders had no
    room any more (all fitted if that is the end) and how many events there are.
    """
    for position in range(first, acting.size):
        if used >= events.member.size:
            return position, used
        member = acting[position]
        after = own_orders(seed, terms, people, buyers, member, days, used, events)
        if after < 0:
            return position, used
        used = after
    return acting.size, used


@bare
def put(
    events: Events, at: int, member: int, day: int, kind: int, yuan: float, earning: float
) -> int:
    """Write one event; the next place."""
    events.member[at], events.day[at], events.kind[at] = member, day, kind
    events.yuan[at], events.earning[at] = yuan, earning
    return at + 1


@bare
def own_orders(
    seed: int, terms: Terms, people: Population, buyers: Buyers, member: int, days: tuple[int, int],
    used: int, events: Events,
) -> int:
    """A Poisson process while the member buys; sizes lognormal. −1 where there is no room."""
    key, joined = draws.key_of(seed, people.drawn[member]), people.joined[member]
    segment = people.segment[member]
    number, time = buyers.orders[member], buyers.next_order[member]
    if number == 0:
        yuan = terms.first_price * draws.lognormal(key, draws.SIZE, 0, terms.sigma)
        used, number = put(events, used, member, joined, FIRST, yuan, yuan), 1
    while time < np.inf:
        tenure = max(1.0, math.ceil(time))
        if tenure > buyers.buys_until[member]:
            time = np.inf
        elif joined + tenure >= days[1]:
            break
        elif used >= events.member.size:
            return -1
        else:
            size = draws.lognormal(key, draws.SIZE, number, terms.sigma)
            day, yuan = joined + int(tenure), terms.repeat_price[segment] * size
            used = put(events, used, member, day, REPEAT, yuan, yuan)
            time += draws.exponential(key, draws.GAP, number) / buyers.rate[member]
            number += 1
    buyers.orders[member], buyers.next_order[member] = number, time
    return used
