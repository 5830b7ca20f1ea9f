"""What a block of days brings: sales, tasks and releases by day, and who earns on them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.cohorts.run import MONTH_DAYS
from model.compiled import bare, merged
from model.members import draws, orders, regions, tasks, team
from model.members.orders import Buyers, Events
from model.members.population import Population
from model.members.regions import Tiers
from model.members.tasks import Grants, Watchers
from model.members.team import Leaders, Levels
from model.members.terms import Terms

BLOCK_DAYS = MONTH_DAYS
"""Days between two assessments of team leaders."""

QUARTER_DAYS = 90
"""Join days that are told apart when money is followed from payers to payees."""

UPLINES = 3
"""No upline, a direct one only, both."""


class Daily(NamedTuple):
    """Sums over the simulated members (day,): sales, what of them earns points, what limits refuse,
    what second accounts buy and how many ad points they are granted, orders, tasks, ad points that
    left (only where missed days forfeit), how much more of them was left behind than the day
    before, bonus, payouts to agents. sales_by and released_by (join quarter, uplines, day)."""

    first_orders: np.ndarray
    reorders: np.ndarray
    earning_first: np.ndarray
    earning_repeat: np.ndarray
    refused: np.ndarray
    second_sales: np.ndarray
    second_granted: np.ndarray
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


class Lives(NamedTuple):
    """Single members but for the pools: seed and terms that they are drawn by, who they are, how
    each stands as a buyer, watcher and leader, who earns beside them, and their sums by day."""

    seed: int
    terms: Terms
    people: Population
    buyers: Buyers
    watchers: Watchers
    grants: Grants
    leaders: Leaders
    others: Others
    daily: Daily


class Block(NamedTuple):
    """A block of days (from, to) and its orders: the first `used` of `events`."""

    days: tuple[int, int]
    events: Events
    used: int


def empty_daily(days: int) -> Daily:
    """Nothing yet."""
    quarters = -(-days // QUARTER_DAYS)
    by = (quarters, UPLINES, days)
    names = [name for name in Daily._fields if name not in ("sales_by", "released_by")]
    return Daily(
        **dict(zip(names, np.zeros((len(names), days)), strict=True)),
        sales_by=np.zeros(by), released_by=np.zeros(by),
    )


@bare
def enter_all(lives: Lives, start: int, stop: int) -> None:
    """Draw the rates and lifetimes of the members start … stop − 1."""
    terms, people = lives.terms, lives.people
    for member in range(start, stop):
        orders.enter(lives.seed, terms, people, lives.buyers, member)
        key, segment = draws.key_of(lives.seed, people.drawn[member]), people.segment[member]
        days = orders.life(key, draws.WATCHING, terms.attention[segment])
        lives.watchers.until[member] = int(min(days, 1e9))


@bare
def book_orders(lives: Lives, block: Block) -> None:
    """Add the block's orders to the daily sums and pay on them whoever is paid on orders."""
    people, others, events, daily = lives.people, lives.others, block.events, lives.daily
    for e in range(block.used):
        member, day, yuan = events.member[e], events.day[e], events.yuan[e]
        if events.kind[e] == orders.FIRST:
            daily.first_orders[day] += yuan
            daily.earning_first[day] += events.earning[e]
        else:
            daily.reorders[day] += yuan
            daily.earning_repeat[day] += events.earning[e]
            daily.repeat_orders[day] += 1.0
        if people.owner[member] != member:
            daily.second_sales[day] += yuan
            daily.second_granted[day] += tasks.points_of(lives.terms, events, e)
        quarter = people.joined[member] // QUARTER_DAYS
        daily.sales_by[quarter, people.above[member], day] += yuan
        lives.buyers.spent[member] += yuan
        lives.leaders.fresh_volume[member] += yuan
        if others.team_on_orders:
            daily.bonus[day] += team.pay_leaders(others.levels, lives.leaders, member, yuan)
        if others.order_tiers.rate.size:
            home = draws.key_of(lives.seed, people.drawn[people.owner[member]])
            daily.agents[day] += yuan * regions.rate_at(others.order_tiers, home, day)


@bare
def release_block(lives: Lives, block: Block, acting: np.ndarray, paid: np.ndarray) -> int:
    """Release the block's ad points to those of `acting`, in the order of its events.

    Keeps in `acting`, from its beginning, whoever may still do something; returns how many.
    `paid` (lane,) is zero, room to work in.
    """
    event, kept, days = 0, 0, block.days
    for position in range(acting.size):
        member, first = acting[position], event
        while event < block.used and block.events.member[event] == member:
            event += 1
        release_member(lives, block, member, (first, event), paid)
        watches = lives.people.joined[member] + lives.watchers.until[member] + 1 >= days[1]
        buys = lives.buyers.next_order[lives.people.owner[member]] < np.inf
        if watches or buys or lives.terms.forfeited:
            acting[kept] = member
            kept += 1
    return kept


@merged
def release_member(
    lives: Lives, block: Block, member: int, span: tuple[int, int], paid: np.ndarray
) -> None:
    """Release one member's ad points, with those that its events `span` (from, to) bring."""
    terms, watchers, grants, daily = lives.terms, lives.watchers, lives.grants, lives.daily
    joined, days, events = lives.people.joined[member], block.days, block.events
    key, number = draws.key_of(lives.seed, lives.people.drawn[member]), days[0] // BLOCK_DAYS
    segment = lives.people.segment[member]
    done = tasks.tasks_done(terms, watchers, key, segment, member, joined, days, number)
    if terms.forfeited:
        late = tasks.release_daily(
            terms, watchers, grants, member, joined, done, days, events, span, paid,
            daily.watched, daily.left, daily.newly_behind,
        )
    else:
        late = tasks.release_on_tasks(
            terms, watchers, grants, member, done, days[0], events, span, paid, daily.watched,
        )
    tasks.credit_until(terms, watchers, grants, member, days[1], events, late, span[1])
    tasks.leave_behind(
        terms, watchers, member, joined, days, events, span, daily.newly_behind
    )
    if terms.forfeited or done != np.uint32(0):
        share_out(lives, member, days, paid)
        for lane in range(days[1] - days[0]):
            paid[lane] = 0.0


@merged
def share_out(lives: Lives, member: int, days: tuple[int, int], paid: np.ndarray) -> None:
    """Add a member's releases of a block, `paid` (lane,), to the sums; pay who is paid on them."""
    people, others, daily = lives.people, lives.others, lives.daily
    quarter, above = people.joined[member] // QUARTER_DAYS, people.above[member]
    released = daily.released_by[quarter, above]
    size, total = days[1] - days[0], sum_of_lanes(paid)
    for lane in range(size):
        released[days[0] + lane] += paid[lane]
    lives.watchers.paid[member] += total
    if not others.team_on_orders and total > 0.0:
        per_yuan = team.pay_leaders(others.levels, lives.leaders, member, total) / total
        if per_yuan > 0.0:
            for lane in range(size):
                daily.bonus[days[0] + lane] += per_yuan * paid[lane]
    if others.release_tiers.rate.size:
        home = draws.key_of(lives.seed, people.drawn[people.owner[member]])
        pay_agents(others.release_tiers, home, days, paid, daily.agents)


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
