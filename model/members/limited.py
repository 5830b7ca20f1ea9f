"""Single members under purchase limits (controls.md section 1): what an account is refused, what it
is served without points, and the second accounts of who gets round that.

Each person's wishes come as orders do without limits. One that would pass a limit of orders or of
spending is not made; past a limit of earning it earns on the part below. An evader whose wish is
refused, or would earn nothing, opens an account unless a check stops that, buys an enrolment basket
there instead, and orders there from then on. None of it depends on pools, so that who opens which
account on which day is known before a run begins.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from model.compiled import bare
from model.laws import calendar
from model.laws.controlled import OWN, SECOND, Controlled, Found
from model.laws.limits import count_served, first_earning, served_order
from model.members import draws
from model.members.accounts import Daily
from model.members.orders import FIRST, REPEAT, Buyers, Events, enter, no_buyers, put, room
from model.members.population import OF_SECOND, Population, with_accounts
from model.members.run import Members
from model.members.terms import Terms

ROOM = 1 << 16
"""Events that are looked at together when second accounts are looked for."""


class Shopping(NamedTuple):
    """`following`: the account that an account's owner opens next, −1 for none (account,). Of each
    person, at the number of its own account: the one where it orders now and the day on which that
    was opened; wishes so far, second accounts, attempts to open one; what each limit has seen and
    in which block of tenure (account, row)."""

    following: np.ndarray
    current: np.ndarray
    opened: np.ndarray
    wishes: np.ndarray
    accounts: np.ndarray
    attempts: np.ndarray
    used: np.ndarray
    block: np.ndarray


def no_shopping(following: np.ndarray, limits: int) -> Shopping:
    """Nobody has ordered yet; `following` as `population.with_accounts` gives it."""
    accounts = following.size if limits else 0
    current, opened, wishes, second, attempts = np.zeros((5, accounts), dtype=np.int32)
    used, block = np.zeros((2, accounts, limits))
    return Shopping(
        following=following, current=current, opened=opened, wishes=wishes, accounts=second,
        attempts=attempts, used=used, block=block,
    )


def second_accounts(
    seed: int, terms: Terms, people: Population, days: int
) -> tuple[Population, np.ndarray]:
    """The people with all second accounts that they open within so many days, and the account that
    each one's owner opens next (`population.with_accounts`)."""
    count, found = people.joined.size, []
    if not terms.limited.on.size:
        return people, np.broadcast_to(np.int32(-1), count)  # takes no room
    none = np.full(count, -1, dtype=np.int32)
    if not terms.limited.evading > 0.0:
        return people, none
    buyers, shopping = no_buyers(count), no_shopping(none, terms.limited.on.size)
    enter_everybody(seed, terms, people, buyers)
    everybody, events = np.arange(count, dtype=np.int32), room(ROOM)
    position, refused = 0, np.zeros(days)
    while True:
        position, used = take_orders(
            seed, terms, people, buyers, shopping, acting=everybody, first=position,
            days=(0, days), used=0, events=events, refused=refused,
        )
        opened = (events.kind[:used] == FIRST) & (
            events.day[:used] > people.joined[events.member[:used]])
        found.append((events.member[:used][opened], events.day[:used][opened]))
        if position == count:
            break
    owners, on = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return with_accounts(people, owners, on)


@bare
def enter_everybody(seed: int, terms: Terms, people: Population, buyers: Buyers) -> None:
    """`orders.enter` for all."""
    for member in range(people.joined.size):
        enter(seed, terms, people, buyers, member)


@bare
def take_orders(
    seed: int, terms: Terms, people: Population, buyers: Buyers, shopping: Shopping,
    acting: np.ndarray, first: int, days: tuple[int, int], used: int, events: Events,
    refused: np.ndarray,
) -> tuple[int, int]:
    """As `orders.take_orders`, person after person with all its accounts: events are ordered by
    person, and a position that comes back is gone on with where it was. `refused` (day,) gains yuan
    of wishes that are neither served nor taken to a second account."""
    for position in range(first, acting.size):
        member = acting[position]
        if people.owner[member] != member:
            continue
        used, fits = own_orders(
            seed, terms, people, buyers, shopping, member, days, used, events, refused)
        if not fits:
            return position, used
    return acting.size, used


@bare
def own_orders(
    seed: int, terms: Terms, people: Population, buyers: Buyers, shopping: Shopping, member: int,
    days: tuple[int, int], used: int, events: Events, refused: np.ndarray,
) -> tuple[int, bool]:
    """A person's orders up to the end of a block; False where there is no room for all."""
    key, joined = draws.key_of(seed, people.drawn[member]), people.joined[member]
    segment, size = people.segment[member], events.member.size
    if shopping.wishes[member] == 0:
        if used >= size:
            return used, False
        shopping.current[member], shopping.opened[member] = member, joined
        used = open_account(terms, shopping, buyers, member, key, joined, used, events)
        shopping.wishes[member] = 1
    while buyers.next_order[member] < np.inf:
        time, number = buyers.next_order[member], shopping.wishes[member]
        tenure = max(1.0, math.ceil(time))
        if tenure > buyers.buys_until[member]:
            buyers.next_order[member] = np.inf
        elif joined + tenure >= days[1]:
            break
        elif used >= size:
            return used, False
        else:
            yuan = terms.repeat_price[segment] * draws.lognormal(
                key, draws.SIZE, number, terms.sigma)
            day = joined + int(tenure)
            used = wish(
                seed, terms, people, buyers, shopping, member, key, day, yuan, used, events,
                refused,
            )
            gap = draws.exponential(key, draws.GAP, number) / buyers.rate[member]
            buyers.next_order[member], shopping.wishes[member] = time + gap, number + 1
    return used, True


@bare
def wish(
    seed: int, terms: Terms, people: Population, buyers: Buyers, shopping: Shopping, member: int,
    key: np.uint64, day: int, yuan: float, used: int, events: Events, refused: np.ndarray,
) -> int:
    """Serve a wish at the person's newest account, at a second one, or not at all; how many events
    there are then."""
    rows, seen = terms.limited, shopping.used[member]
    made, earning = served_order(
        rows.on, rows.limit, rows.window, seen, shopping.block[member],
        day - shopping.opened[member], 1.0, yuan,
    )
    if made < 1.0 or earning <= 0.0:
        attempt = shopping.attempts[member]
        shopping.attempts[member] = attempt + 1
        evades = draws.uniform(key, draws.EVADING, 0) < rows.evading
        if evades and draws.uniform(key, draws.CHECK, attempt) >= rows.caught:
            shopping.accounts[member] += 1
            shopping.opened[member] = day
            following = shopping.following[shopping.current[member]]
            if following >= 0:
                shopping.current[member] = following
            number = people.drawn[member] + (np.int64(shopping.accounts[member]) << OF_SECOND)
            of_account = draws.key_of(seed, number)
            return int(open_account(
                terms, shopping, buyers, member, of_account, day, used, events))
    if made < 1.0:
        refused[day] += yuan
        return used
    count_served(rows.on, seen, made, yuan, earning)
    account = shopping.current[member]
    buyers.orders[account] += 1
    return int(put(events, used, account, day, REPEAT, yuan, earning))


@bare
def open_account(
    terms: Terms, shopping: Shopping, buyers: Buyers, member: int, key: np.uint64, day: int,
    used: int, events: Events,
) -> int:
    """The first order of the account where a person orders from now on, whose draws are of `key`;
    how many events there are then."""
    rows, account = terms.limited, shopping.current[member]
    yuan = terms.first_price * draws.lognormal(key, draws.SIZE, 0, terms.sigma)
    earning = first_earning(
        rows.on, rows.limit, shopping.used[member], shopping.block[member], yuan)
    buyers.orders[account] += 1
    return int(put(events, used, account, day, FIRST, yuan, earning))


def by_account(events: Events, used: int) -> None:
    """Order the first `used` events by account, in place; those of one stay in the order of days.
    """
    order = np.argsort(events.member[:used], kind="stable")
    for values in events:
        values[:used] = values[:used][order]


def controlled_of(daily: Daily, made: Members, weight: float) -> Controlled:
    """What limits did, of the whole scenario, as readings of a run look for it. Ad points of second
    accounts are told apart at the last close only: NaN before."""
    days, second = daily.refused.size, made.some(made.is_second)
    ledgers = np.zeros((1, 2, len(calendar.LEDGER), days))
    ledgers[0, OWN, calendar.DUE] = weight * daily.released_by.sum(axis=(0, 1))
    stopped = second.watched_until < days - 1
    for which, held in (
        (calendar.UNRELEASED, second.ad_points), (calendar.LEFT_BEHIND, second.ad_points[stopped]),
    ):
        ledgers[0, SECOND, which] = np.nan
        ledgers[0, SECOND, which, -1] = weight * held.sum()
    one, nobody = np.zeros((1, days)), np.zeros((1, 0, days))
    opened = np.bincount(second.joined, minlength=days)[None]
    return Controlled(
        people=nobody, earning=nobody, limited=True,
        earning_first=weight * daily.earning_first[None],
        earning_repeat=weight * daily.earning_repeat[None],
        refused=weight * daily.refused[None],
        second=weight * opened,
        second_sales=weight * daily.second_sales[None],
        second_granted=np.array([weight * daily.second_granted.sum()]),
        lapses=False,
        found=Found(
            ledgers=ledgers, paid=ledgers[:, :, calendar.DUE], settled=np.zeros((1, 3, days)),
            gate=one.astype(np.int64) + calendar.OPEN, factor=one + 1.0, part=one + 1.0,
            by_end=nobody,
        ),
    )
