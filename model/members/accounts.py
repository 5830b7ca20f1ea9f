"""What a block of days brings: sales, tasks and releases by day, and who earns on them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.compiled import bare
from model.members import draws, orders, regions, tasks, team
from model.members.orders import Buyers, Events
from model.members.population import Population
from model.members.regions import Tiers
from model.members.tasks import Grants, Watchers
from model.members.team import Leaders, Levels
from model.members.terms import Terms

BLOCK_DAYS = 30
"""Days between two assessments of team leaders; as long as a month of the readings."""

QUARTER_DAYS = 90
"""Join days that are told apart when money is followed from payers to payees."""

UPLINES = 3
"""No upline, a direct one only, both."""


class Daily(NamedTuple):
    """Sums over the simulated members (day,): sales, orders, tasks, ad points that left (only where
    missed days forfeit), how much more of them was left behind than the day before, bonus, payouts
    to agents. sales_by and released_by (join quarter, uplines, day)."""

    first_orders: np.ndarray
    reorders: np.ndarray
    repeat_orders: np.ndarray
    watched: np.ndarray
    left: np.ndarray
    newly_behind: np.ndarray
    bonus: np.ndarray
    agents: np.ndarray
    sales_by: np.ndarray
    released_by: np.ndarray


class Others(NamedTuple):
    """Who earns beside the member: levels, whether leaders are paid on orders, agents' tiers."""

    levels: Levels
    team_on_orders: bool
    order_tiers: Tiers
    release_tiers: Tiers


def empty_daily(days: int) -> Daily:
    """Nothing yet."""
    quarters = -(-days // QUARTER_DAYS)
    by = (quarters, UPLINES, days)
    first, again, repeat, watched, left, behind, bonus, agents = np.zeros((8, days))
    return Daily(
        first, again, repeat, watched, left, behind, bonus, agents, np.zeros(by), np.zeros(by)
    )


@bare
def enter_all(
    seed: int, terms: Terms, people: Population, buyers: Buyers, watchers: Watchers, start: int,
    stop: int,
) -> None:
    """Draw the rates and lifetimes of the members start … stop − 1."""
    for member in range(start, stop):
        orders.enter(seed, terms, people, buyers, member)
        key, segment = draws.key_of(seed, member), people.segment[member]
        days = orders.life(key, draws.WATCHING, terms.attention[segment])
        watchers.until[member] = int(min(days, 1e9))


@bare
def book_orders(
    seed: int, terms: Terms, others: Others, people: Population, buyers: Buyers, leaders: Leaders,
    events: Events, count: int, daily: Daily,
) -> None:
    """Add the block's orders to the daily sums and pay on them whoever is paid on orders."""
    for e in range(count):
        member, day, yuan = events.member[e], events.day[e], events.yuan[e]
        joined = people.joined[member]
        if day == joined:
            daily.first_orders[day] += yuan
        else:
            daily.reorders[day] += yuan
            daily.repeat_orders[day] += 1.0
        daily.sales_by[joined // QUARTER_DAYS, people.above[member], day] += yuan
        buyers.spent[member] += yuan
        leaders.fresh_volume[member] += yuan
        if others.team_on_orders:
            daily.bonus[day] += team.pay_leaders(others.levels, leaders, member, yuan)
        if others.order_tiers.rate.size:
            key = draws.key_of(seed, member)
            daily.agents[day] += yuan * regions.rate_at(others.order_tiers, key, day)


@bare
def release_block(
    seed: int, terms: Terms, others: Others, people: Population, buyers: Buyers,
    watchers: Watchers, grants: Grants, leaders: Leaders, acting: np.ndarray,
    days: tuple[int, int], events: Events, count: int, daily: Daily, paid: np.ndarray,
) -> int:
    """Release the block's ad points to those of `acting`; there are `count` events.

    Keeps in `acting`, from its beginning, whoever may still do something; returns how many.
    `paid` (lane,) is zero, room to work in.
    """
    event, kept, size = 0, 0, days[1] - days[0]
    for position in range(acting.size):
        member = acting[position]
        joined, segment = people.joined[member], people.segment[member]
        key, first = draws.key_of(seed, member), event
        while event < count and events.member[event] == member:
            event += 1
        block = days[0] // BLOCK_DAYS
        done = tasks.tasks_done(terms, watchers, key, segment, member, joined, days, block)
        if terms.forfeited:
            late = tasks.release_daily(
                terms, watchers, grants, member, joined, done, days, events, (first, event),
                paid, daily.watched, daily.left, daily.newly_behind,
            )
        else:
            late = tasks.release_on_tasks(
                terms, watchers, grants, member, joined, done, days[0], events, (first, event),
                paid, daily.watched,
            )
        tasks.credit_until(
            terms, watchers, grants, member, joined, days[1], events, late, event
        )
        tasks.leave_behind(
            terms, watchers, member, joined, days, events, (first, event), daily.newly_behind
        )
        if terms.forfeited or done != np.uint32(0):
            share_out(others, people, watchers, leaders, key, member, days, paid, daily)
            for lane in range(size):
                paid[lane] = 0.0
        watches = joined + watchers.until[member] + 1 >= days[1] or terms.forfeited
        if watches or buyers.next_order[member] < np.inf:
            acting[kept] = member
            kept += 1
    return kept


@bare
def share_out(
    others: Others, people: Population, watchers: Watchers, leaders: Leaders, key: np.uint64,
    member: int, days: tuple[int, int], paid: np.ndarray, daily: Daily,
) -> None:
    """Add a member's releases of a block, `paid` (lane,), to the sums; pay who is paid on them."""
    quarter, above = people.joined[member] // QUARTER_DAYS, people.above[member]
    released = daily.released_by[quarter, above]
    size, total = days[1] - days[0], sum_of_lanes(paid)
    for lane in range(size):
        released[days[0] + lane] += paid[lane]
    watchers.paid[member] += total
    if not others.team_on_orders and total > 0.0:
        per_yuan = team.pay_leaders(others.levels, leaders, member, total) / total
        if per_yuan > 0.0:
            for lane in range(size):
                daily.bonus[days[0] + lane] += per_yuan * paid[lane]
    if others.release_tiers.rate.size:
        pay_agents(others.release_tiers, key, days, paid, daily.agents)


@bare
def sum_of_lanes(paid: np.ndarray) -> float:
    """Sum of all lanes, four at a time: one after the other would wait for each addition."""
    total, part = 0.0, draws.LANES // 4
    for lane in range(part):
        low, high = paid[lane] + paid[part + lane], paid[2 * part + lane] + paid[3 * part + lane]
        total += low + high
    return total


@bare
def pay_agents(
    tiers: Tiers, key: np.uint64, days: tuple[int, int], paid: np.ndarray, agents: np.ndarray
) -> None:
    """Agents' part of a member's releases; their rate is constant but while one is being sold."""
    rate = regions.rate_at(tiers, key, days[0])
    varies = regions.changes(tiers, key, days[0], days[1])
    for lane in range(days[1] - days[0]):
        day = days[0] + lane
        agents[day] += paid[lane] * (regions.rate_at(tiers, key, day) if varies else rate)


@bare
def pay_uplines(
    people: Population, basis: np.ndarray, direct: float, indirect: float, earned: np.ndarray,
    paid: np.ndarray,
) -> None:
    """Commissions on each member's whole `basis` (yuan): `earned` by uplines, `paid` on it."""
    for member in range(basis.size):
        sponsor = people.sponsor[member]
        if sponsor < 0:
            continue
        earned[sponsor] += direct * basis[member]
        paid[member] += direct * basis[member]
        above = people.sponsor[sponsor]
        if above >= 0:
            earned[above] += indirect * basis[member]
            paid[member] += indirect * basis[member]
