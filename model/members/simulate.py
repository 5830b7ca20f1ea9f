"""A scenario member by member: blocks of 30 days, in each first what members do, then the pools.

What members do (orders, tasks, releases, and what is paid on them) depends on no pool and is done
member after member; the pools then take the block's orders day by day. After each block team
leaders are assessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model import payouts
from model.demand import PROFILES
from model.flows import Flows, flows_of
from model.inputs import Inputs, prepare
from model.members import (
    accounts,
    draws,
    market,
    orders,
    regions,
    stakes,
    tasks,
    team,
    thresholds,
)
from model.members.accounts import BLOCK_DAYS, Daily, Others
from model.members.orders import Buyers, Events
from model.members.population import Population, population
from model.members.run import MemberRun, Members, grouped
from model.members.stakes import Book, Market, Rules
from model.members.tasks import Grants, Watchers
from model.members.team import Leaders
from model.members.terms import Terms, terms_of
from model.members.thresholds import Shelves
from model.problems import OUT_OF_RANGE, ScenarioError, problem
from model.progress import Progress, go_on
from model.scenario import Scenario
from model.simulate import Books, assemble, demand_of

MOST_MEMBERS = 20_000_000
MOST_LEVELS = 250
SEED_LIMIT = 2**63
ROOM = 1 << 16
"""Events for which there is room at first."""


def simulate_members(
    scenario: Scenario, members: int = 100_000, seed: int = 0, progress: Progress | None = None
) -> MemberRun:
    """Simulate `members` people who stand for all members of the scenario.

    The same seed gives the same members to the last bit. `progress` is told (days done, days).
    Raises ScenarioError for a number of members, of levels or a seed that is not permitted,
    Cancelled.
    """
    _check(scenario, members, seed)
    inputs = prepare(scenario)
    flows = flows_of(inputs)
    world = _open(inputs, flows, members, seed)
    go_on(progress, 0, inputs.days)
    for start in range(0, inputs.days, BLOCK_DAYS):
        days = (start, min(start + BLOCK_DAYS, inputs.days))
        _run_block(world, days)
        go_on(progress, days[1], inputs.days)
    return _close(world, flows)


def _check(scenario: Scenario, members: int, seed: int) -> None:
    levels = len(scenario.rows("team.levels"))
    wrong = [
        problem(OUT_OF_RANGE, field, value, permitted=f"{low} ≤ n ≤ {high}")
        for field, value, low, high in (
            ("members", members, 1, MOST_MEMBERS), ("seed", seed, 0, SEED_LIMIT - 1),
            ("team.levels", levels, 0, MOST_LEVELS),
        ) if not low <= value <= high
    ]
    if wrong:
        raise ScenarioError(wrong)


@dataclass
class _World:
    """All that changes while a run goes on."""

    inputs: Inputs
    seed: int
    terms: Terms
    others: Others
    people: Population
    rules: Rules
    buyers: Buyers
    watchers: Watchers
    leaders: Leaders
    market: Market
    shelves: Shelves
    book: Book
    daily: Daily
    grants: Grants
    events: Events
    acting: np.ndarray


def _open(inputs: Inputs, flows: Flows, members: int, seed: int) -> _World:
    terms, people = terms_of(inputs), population(inputs, flows.joins[0], members, seed)
    others = Others(
        team.levels_of(inputs), inputs.flat["team.basis"] == "order",
        regions.tiers_of(inputs, "order"), regions.tiers_of(inputs, "release"),
    )
    count, campaigns = people.joined.size, inputs.campaigns
    trade, book = stakes.open_market(campaigns, count, inputs.days)
    return _World(
        inputs, seed, terms, others, people, _rules(inputs, flows, count),
        orders.no_buyers(count), tasks.no_watchers(count, terms.by_grant), team.no_leaders(count),
        trade, thresholds.no_shelves(campaigns.start_day.shape[1], count), book,
        accounts.empty_daily(inputs.days), tasks.grants_room(0), orders.room(ROOM),
        np.empty(0, dtype=np.int32),
    )


def _rules(inputs: Inputs, flows: Flows, members: int) -> Rules:
    demand = demand_of(inputs, flows, flows.released)
    target = inputs.flat.get("members.target_multiple", np.inf)
    first, again, number, income = np.zeros((4, inputs.days))
    return Rules(
        inputs.campaigns, demand.gift[0], demand.contribution[0], demand.wallet[0],
        demand.rotation[0], first, again, number, income, demand.run_size[0],
        demand.rush_size[0], float(flows.joins.sum()) / max(1, members),
        float(target),  # type: ignore[arg-type]
    )


def _run_block(world: _World, days: tuple[int, int]) -> None:
    people, leaders, seed, terms = world.people, world.leaders, world.seed, world.terms
    start, stop = int(people.start[days[0]]), int(people.start[days[1]])
    accounts.enter_all(seed, terms, people, world.buyers, world.watchers, start, stop)
    team.place(leaders, people.sponsor, start, stop)
    team.count_referrals(leaders, people.sponsor, start, stop)
    world.acting = np.concatenate([world.acting, np.arange(start, stop, dtype=np.int32)])
    count = _take_orders(world, days)
    accounts.book_orders(
        seed, terms, world.others, people, world.buyers, leaders, world.events, count, world.daily
    )
    if terms.by_grant:
        world.grants = tasks.with_room(world.grants, count)
    kept = accounts.release_block(
        seed, terms, world.others, people, world.buyers, world.watchers, world.grants, leaders,
        world.acting, days, world.events, count, world.daily, np.zeros(draws.LANES),
    )
    world.grants.earlier[0] += count
    world.acting = world.acting[:kept]
    _fill_rules(world, days)
    market.run_block(
        world.rules, people, world.events, count, world.market, world.shelves, world.book, days
    )
    team.assess(world.others.levels, leaders, people.sponsor, stop)


def _take_orders(world: _World, days: tuple[int, int]) -> int:
    """Collect the block's orders, with more room each time that they do not fit."""
    position = used = 0
    while True:
        position, used = orders.take_orders(
            world.seed, world.terms, world.people, world.buyers, world.acting, position, days,
            used, world.events,
        )
        if position == world.acting.size:
            return int(used)
        world.events = orders.with_room(world.events, used)


def _fill_rules(world: _World, days: tuple[int, int]) -> None:
    """The block's flows of the whole scenario, which its pools depend on."""
    rules, daily, here = world.rules, world.daily, slice(*days)
    rules.first_orders[here] = rules.people * daily.first_orders[here]
    rules.reorders[here] = rules.people * daily.reorders[here]
    joined = np.diff(world.people.start)[here]
    rules.orders[here] = rules.people * (joined + daily.repeat_orders[here])
    released = daily.released_by[:, :, here].sum(axis=(0, 1))
    paid = commissions(world.inputs, daily)[here]
    held_back = paid if payouts.members_fund(world.inputs) else 0.0
    rules.income[here] = rules.people * (released - held_back + paid)


def commissions(inputs: Inputs, daily: Daily) -> np.ndarray:
    """Commissions of the simulated members' actual uplines, yuan (day,)."""
    by_order = inputs.flat["referral.basis"] == "order"
    basis = (daily.sales_by if by_order else daily.released_by).sum(axis=0)
    direct, indirect = (float(rate[0, 0]) for rate in payouts.commission_rates(inputs))
    return np.asarray(direct * basis[1] + (direct + indirect) * basis[2])


def _close(world: _World, flows: Flows) -> MemberRun:
    inputs, daily = world.inputs, world.daily
    for campaign in range(inputs.campaigns.start_day.shape[1]):
        stakes.look_at_all(world.market, campaign)
    members = _members(world)
    ours = _flows(world, flows)
    people = world.rules.people
    agents = payouts.agents(inputs, ours)._replace(payouts=people * daily.agents[None])
    books = Books(
        world.book.series[None], world.book.wallet[None], world.book.accrued[None],
        people * commissions(inputs, daily)[None], people * daily.bonus[None], agents,
    )
    groups = grouped(inputs.days, inputs.segments.share.shape[1], members, people)
    return MemberRun(
        assemble(inputs, ours, books, groups, ()), members, world.seed, people,
        tuple(team.level_order(inputs)), daily, world.book, world.terms, world.people,
    )


def _flows(world: _World, flows: Flows) -> Flows:
    """The demand of the whole scenario as its simulated members made it."""
    daily, people = world.daily, world.rules.people
    released = daily.released_by.sum(axis=(0, 1))
    left = daily.left if world.terms.forfeited else released
    granted = (world.terms.ad_points[0] * daily.first_orders
               + world.terms.ad_points[1] * daily.reorders)
    columns = {
        "spend": daily.reorders, "orders": daily.repeat_orders, "watched": daily.watched,
        "released": released, "left": left, "balance": np.cumsum(granted - left),
        "left_behind": np.maximum(0.0, np.cumsum(daily.newly_behind)),
    }
    table = people * np.stack([columns[name] for name in PROFILES])[None]
    joins = people * np.diff(world.people.start).astype(float)[None]
    return Flows(joins, people * daily.first_orders[None], flows.profiles, table)


def _members(world: _World) -> Members:
    inputs, people, buyers, watchers = world.inputs, world.people, world.buyers, world.watchers
    trade, leaders = world.market, world.leaders
    direct, indirect = (float(rate[0, 0]) for rate in payouts.commission_rates(inputs))
    by_order = inputs.flat["referral.basis"] == "order"
    earned, paid = np.zeros(people.joined.size), np.zeros(people.joined.size)
    accounts.pay_uplines(
        people, buyers.spent if by_order else watchers.paid, direct, indirect, earned, paid
    )
    released = watchers.paid - paid if payouts.members_fund(inputs) else watchers.paid
    points = trade.units * trade.scale[:, None]
    worth = (1.0 - inputs.campaigns.sell_fee[0]) * world.book.series[0, :, -1]
    return Members(
        people.joined, people.segment, people.sponsor, people.depth, buyers.orders, buyers.spent,
        watchers.paid, released, trade.redeemed, earned, leaders.bonus, leaders.level,
        leaders.referrals, leaders.team_volume, watchers.held, people.joined + watchers.until,
        people.impatient, trade.sold_early, points, trade.base, trade.exit_day, worth @ points,
    )
