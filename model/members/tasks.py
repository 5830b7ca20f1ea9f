"""Ad tasks done or missed, and what they release: a block of days, member after member."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba.cpython.unsafe.numbers import trailing_zeros

from model.compiled import bare
from model.laws.demand import FULLY_RELEASED, grant_leaving, part_paid, share_leaving
from model.members import draws
from model.members.orders import Events
from model.members.terms import Terms


class Watchers(NamedTuple):
    """Per member: days since joining until which it watches, ad points held, ad points paid so far.

    Only where release counts on each grant: sum of the shares of all days so far (Ω), points of the
    grants that still release, and the first and last of these (−1: none).
    """

    until: np.ndarray
    held: np.ndarray
    paid: np.ndarray
    progress: np.ndarray
    granted: np.ndarray
    first: np.ndarray
    last: np.ndarray


class Grants(NamedTuple):
    """Per grant: ad points, its member's Ω when it was made, that member's next grant (−1).

    `earlier`: (grants of earlier blocks,), so that an event of this block has a number of its own.
    """

    earlier: np.ndarray
    points: np.ndarray
    made_at: np.ndarray
    following: np.ndarray


def no_watchers(members: int, by_grant: bool) -> Watchers:
    """Room for members who have not joined yet."""
    rows = members if by_grant else 0
    return Watchers(
        until=np.zeros(members, dtype=np.int32),
        held=np.zeros(members),
        paid=np.zeros(members),
        progress=np.zeros(rows),
        granted=np.zeros(rows),
        first=np.full(rows, -1, dtype=np.int32),
        last=np.full(rows, -1, dtype=np.int32),
    )


def grants_room(grants: int) -> Grants:
    """Grants to be filled in."""
    return Grants(
        np.zeros(1, dtype=np.int64), np.empty(grants), np.empty(grants),
        np.empty(grants, dtype=np.int32),
    )


def with_room(grants: Grants, more: int) -> Grants:
    """The grants with room for `more` behind them."""
    needed = int(grants.earlier[0]) + more
    if needed <= grants.points.size:
        return grants
    size = max(needed, 2 * grants.points.size)
    return Grants(grants.earlier, *(np.resize(array, size) for array in grants[1:]))


@bare
def credit(
    terms: Terms, watchers: Watchers, grants: Grants, member: int, number: int, points: float
) -> None:
    """Credit ad points, as grant `number` of the block where each is followed."""
    watchers.held[member] += points
    if terms.by_grant and points > 0.0:
        number += grants.earlier[0]
        grants.points[number], grants.following[number] = points, -1
        grants.made_at[number] = watchers.progress[member]
        watchers.granted[member] += points
        if watchers.first[member] < 0:
            watchers.first[member] = number
        else:
            grants.following[watchers.last[member]] = number
        watchers.last[member] = number


@bare
def leave(terms: Terms, watchers: Watchers, grants: Grants, member: int, share: float) -> float:
    """Ad points that leave a member's ledger on a day of share v."""
    if not terms.by_grant:
        left = float(share * watchers.held[member])
        watchers.held[member] -= left
        return left
    before = watchers.progress[member]
    left = float(share * watchers.granted[member])
    number = watchers.first[member]
    while number >= 0 and before - grants.made_at[number] + share >= FULLY_RELEASED:
        points, gone = grants.points[number], before - grants.made_at[number]
        left += points * (grant_leaving(gone, share) - share)
        watchers.granted[member] -= points
        number = grants.following[number]
    watchers.first[member], watchers.progress[member] = number, before + share
    if number < 0:
        watchers.granted[member] = 0.0
    watchers.held[member] = watchers.held[member] - left if number >= 0 else 0.0
    return left


@bare
def tasks_done(
    terms: Terms, watchers: Watchers, key: np.uint64, segment: int, member: int, joined: int,
    days: tuple[int, int], block: int,
) -> np.uint32:
    """Lanes (days of the block from its first) on which a member finishes its task."""
    start = max(days[0], joined + 1)
    stop = min(days[1], joined + watchers.until[member] + 1)
    if stop <= start:
        return np.uint32(0)
    wanted = ((np.uint64(1) << np.uint64(stop - start)) - np.uint64(1)) << np.uint64(
        start - days[0]
    )
    done: np.uint32 = draws.task_mask(key, block, terms.completion[segment], np.uint32(wanted))
    return done


@bare
def release_on_tasks(
    terms: Terms, watchers: Watchers, grants: Grants, member: int, done: np.uint32, day: int,
    events: Events, span: tuple[int, int], paid: np.ndarray, watched: np.ndarray,
) -> int:
    """Only days with a task matter: a missed one defers. `paid` (lane,), `watched` (day,) gain.

    `day` is the block's first, `span` the member's events of the block; returns the first of them
    that came too late to count.
    """
    event, rest = span[0], np.uint64(done)
    while rest != np.uint64(0):
        now = rest
        if event < span[1]:  # its points release from the day after
            now = rest & ((np.uint64(2) << np.uint64(events.day[event] - day)) - np.uint64(1))
        if now == np.uint64(0):
            until = events.day[event] + 1
            event = credit_until(
                terms, watchers, grants, member, until, events, event, span[1]
            )
        elif terms.by_grant:
            release_grants(terms, watchers, grants, member, now, day, paid, watched)
        else:
            release_balance(terms, watchers, member, now, day, paid, watched)
        rest &= ~now
    return event


@bare
def release_grants(
    terms: Terms, watchers: Watchers, grants: Grants, member: int, lanes: np.uint64, day: int,
    paid: np.ndarray, watched: np.ndarray,
) -> None:
    """A day's release in each of the `lanes` (bits), counted on each grant."""
    share = share_leaving(terms.release_rate, 1.0, False)
    while lanes != np.uint64(0):
        lane = np.int64(trailing_zeros(lanes))  # type: ignore[call-arg]
        lanes &= lanes - np.uint64(1)
        left = leave(terms, watchers, grants, member, share)
        paid[lane] = left * part_paid(1.0, False)
        watched[day + lane] += 1.0


@bare
def release_balance(
    terms: Terms, watchers: Watchers, member: int, lanes: np.uint64, day: int, paid: np.ndarray,
    watched: np.ndarray,
) -> None:
    """A day's release in each of the `lanes` (bits), counted on the balance: the loop in which
    most of a run's time is spent."""
    share, held = share_leaving(terms.release_rate, 1.0, False), watchers.held[member]
    while lanes != np.uint64(0):
        lane = np.int64(trailing_zeros(lanes))  # type: ignore[call-arg]
        lanes &= lanes - np.uint64(1)
        paid[lane] = share * held * part_paid(1.0, False)
        watched[day + lane] += 1.0
        held *= 1.0 - share
    watchers.held[member] = held


@bare
def release_daily(
    terms: Terms, watchers: Watchers, grants: Grants, member: int, joined: int, done: np.uint32,
    days: tuple[int, int], events: Events, span: tuple[int, int], paid: np.ndarray,
    watched: np.ndarray, gone: np.ndarray, newly_behind: np.ndarray,
) -> int:
    """Where missed days forfeit: something leaves the ledger on every day.

    `gone` (day,) gains what leaves; of one who no longer watches, `newly_behind` (day,) loses it,
    after it gained on the first day without watching what was held then.
    """
    event, last = span[0], joined + watchers.until[member]
    for day in range(max(days[0], joined + 1), days[1]):
        event = credit_until(terms, watchers, grants, member, day, events, event, span[1])
        if day == last + 1:
            newly_behind[day] += watchers.held[member]
        lane = day - days[0]
        part = float((done >> np.uint32(lane)) & np.uint32(1))
        share = share_leaving(terms.release_rate, part, terms.forfeited)
        left = leave(terms, watchers, grants, member, share)
        paid[lane] = left * part_paid(part, terms.forfeited)
        watched[day] += part
        gone[day] += left
        if day > last:
            newly_behind[day] -= left
    return event


@bare
def leave_behind(
    terms: Terms, watchers: Watchers, member: int, joined: int, days: tuple[int, int],
    events: Events, span: tuple[int, int], newly_behind: np.ndarray,
) -> None:
    """What a member who no longer watches leaves behind, at the end of a block: what it held when
    it stopped (`release_daily` adds that where missed days forfeit), and what later orders bring.
    """
    first, later = joined + watchers.until[member] + 1, 0.0
    if first >= days[1]:
        return
    for event in range(span[0], span[1]):
        if events.day[event] >= first:
            points = points_of(terms, events, event)
            newly_behind[events.day[event]] += points
            later += points
    if first >= days[0] and not terms.forfeited:
        newly_behind[first] += watchers.held[member] - later


@bare
def credit_until(
    terms: Terms, watchers: Watchers, grants: Grants, member: int, day: int, events: Events,
    event: int, stop: int,
) -> int:
    """Credit the ad points of orders before `day`; the first event that is left."""
    while event < stop and events.day[event] < day:
        credit(terms, watchers, grants, member, event, points_of(terms, events, event))
        event += 1
    return event


@bare
def points_of(terms: Terms, events: Events, event: int) -> float:
    """Ad points that an order brings."""
    return float(terms.ad_points[events.kind[event]] * events.earning[event])
