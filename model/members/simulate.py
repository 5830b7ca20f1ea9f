"""A scenario member by member: blocks of 30 days, in each first what members do, then the pools.

What members do (orders, tasks, releases, and what is paid on them) depends on no pool and is done
member after member; the pools then take the block's orders day by day. After each block team
leaders are assessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.cohorts.simulate import Books, assemble, rules_of
from model.laws import day, payouts
from model.laws.day import Record, Rules, State
from model.laws.demand import PROFILES
from model.laws.flows import Flows, flows_of
from model.laws.inputs import Inputs, prepare
from model.members import (
    accounts,
    draws,
    limited,
    market,
    orders,
    regions,
    stakes,
    tasks,
    team,
    thresholds,
)
from model.members.accounts import BLOCK_DAYS, Block, Daily, Lives, Others
from model.members.limited import Shopping
from model.members.orders import Events
from model.members.population import Population, population
from model.members.run import MemberRun, Members, grouped, of_people
from model.members.stakes import Crowd
from model.members.terms import Terms, terms_of
from model.modes.run import Modes
from model.progress import Progress, go_on
from model.terms.problems import OUT_OF_RANGE, ScenarioError, problem
from model.terms.rows import without_controls_of_releases, without_modes
from model.terms.scenario import Scenario

MOST_MEMBERS = 100_000_000
MOST_LEVELS = 250
SEED_LIMIT = 2**63
ROOM = 1 << 16
"""Events for which there is room at first."""


def simulate_members(
    scenario: Scenario, members: int = 100_000, seed: int = 0, progress: Progress | None = None
) -> MemberRun:
    """Simulate `members` people who stand for all members of the scenario.

    Modes are left out, as a chain needs the tree of who sold to whom, and so is what gates, delays,
    cuts or limits the release of ad points: the run is of the scenario without them. Second
    accounts that people open to get round purchase limits come on top of `members`. The same seed
    gives the same members to the last bit. `progress` is told (days done, days).
    Raises ScenarioError for a number of members, of levels or a seed that is not permitted,
    Cancelled.
    """
    _check(scenario, members, seed)
    inputs = prepare(without_controls_of_releases(without_modes(scenario)))
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
    lives: Lives
    shopping: Shopping
    rules: Rules
    state: State
    record: Record
    crowd: Crowd
    events: Events
    acting: np.ndarray


def _open(inputs: Inputs, flows: Flows, members: int, seed: int) -> _World:
    campaigns = inputs.campaigns.start_day.shape[1]
    terms, persons = terms_of(inputs), population(inputs, flows.joins[0], members, seed)
    people, following = limited.second_accounts(seed, terms, persons, inputs.days)
    state = day.empty_state(campaigns)
    day.open_state(inputs.campaigns, 0, state)
    return _World(
        inputs=inputs,
        lives=_lives(inputs, terms, people, seed),
        shopping=limited.no_shopping(following, terms.limited.on.size),
        rules=_empty_rules(inputs, flows),
        state=state,
        record=day.empty_record(campaigns, inputs.days),
        crowd=_crowd(inputs, people, float(flows.joins.sum()) / max(1, persons.joined.size)),
        events=orders.room(ROOM),
        acting=np.empty(0, dtype=np.int32),
    )


def _lives(inputs: Inputs, terms: Terms, people: Population, seed: int) -> Lives:
    count = people.joined.size
    return Lives(
        seed=seed,
        terms=terms,
        people=people,
        buyers=orders.no_buyers(count),
        watchers=tasks.no_watchers(count, terms.by_grant),
        grants=tasks.grants_room(0),
        leaders=team.no_leaders(count),
        others=Others(
            levels=team.levels_of(inputs), team_on_orders=inputs.flat["team.basis"] == "order",
            order_tiers=regions.tiers_of(inputs, "order"),
            release_tiers=regions.tiers_of(inputs, "release"),
        ),
        daily=accounts.empty_daily(inputs.days),
    )


def _crowd(inputs: Inputs, people: Population, weight: float) -> Crowd:
    count, campaigns = people.joined.size, inputs.campaigns.start_day.shape[1]
    target = inputs.flat.get("members.target_multiple", np.inf)
    return Crowd(
        people=people,
        orders=market.by_day(orders.room(0), 0, (0, 0)),
        market=stakes.open_market(campaigns, count, inputs.days),
        shelves=thresholds.no_shelves(campaigns, count),
        book=stakes.empty_book(campaigns, inputs.days),
        cap_multiple=inputs.campaigns.cap_multiple[0],
        lock_days=inputs.campaigns.lock_days[0],
        most_paid=inputs.campaigns.most_paid[0],
        target=float(target),  # type: ignore[arg-type]
        weight=weight,
    )


def _empty_rules(inputs: Inputs, flows: Flows) -> Rules:
    """Rules whose flows are filled in block by block, by what the members do."""
    first, again, earning_first, earning_repeat, number, income = np.zeros((6, 1, inputs.days))
    return rules_of(inputs, flows, flows.released)._replace(
        first_orders=first, reorders=again, earning_first=earning_first,
        earning_repeat=earning_repeat, orders=number, income=income,
    )


def _run_block(world: _World, days: tuple[int, int]) -> None:
    people, leaders = world.lives.people, world.lives.leaders
    start, stop = int(people.start[days[0]]), int(people.start[days[1]])
    accounts.enter_all(world.lives, start, stop)
    team.place(leaders, people.sponsor, start, stop)
    team.count_referrals(leaders, people.sponsor, start, stop)
    world.acting = np.concatenate([world.acting, np.arange(start, stop, dtype=np.int32)])
    block = _take_orders(world, days)
    accounts.book_orders(world.lives, block)
    _release(world, block)
    _fill_rules(world, days)
    by_day = market.by_day(block.events, block.used, days)
    world.crowd = world.crowd._replace(orders=by_day)
    market.run_block(world.rules, world.state, world.record, world.crowd, days)
    team.assess(world.lives.others.levels, leaders, people.sponsor, stop)


def _take_orders(world: _World, days: tuple[int, int]) -> Block:
    """Collect the block's orders, with more room each time that they do not fit."""
    lives, position, used = world.lives, 0, 0
    while True:
        if lives.terms.limited.on.size:
            position, used = limited.take_orders(
                lives.seed, lives.terms, lives.people, lives.buyers, world.shopping,
                acting=world.acting, first=position, days=days, used=used, events=world.events,
                refused=lives.daily.refused,
            )
        else:
            position, used = orders.take_orders(
                lives.seed, lives.terms, lives.people, lives.buyers, world.acting,
                first=position, days=days, used=used, events=world.events,
            )
        if position == world.acting.size:
            break
        world.events = orders.with_room(world.events, used)
    if lives.terms.limited.on.size:
        limited.by_account(world.events, used)
    return Block(days, world.events, int(used))


def _release(world: _World, block: Block) -> None:
    """Release ad points, with room for the block's grants where each is followed."""
    if world.lives.terms.by_grant:
        grants = tasks.with_room(world.lives.grants, block.used)
        world.lives = world.lives._replace(grants=grants)
    kept = accounts.release_block(world.lives, block, world.acting, np.zeros(draws.LANES))
    world.lives.grants.earlier[0] += block.used
    world.acting = world.acting[:kept]


def _fill_rules(world: _World, days: tuple[int, int]) -> None:
    """The block's flows of the whole scenario, which its pools depend on."""
    rules, daily, here, weight = world.rules, world.lives.daily, slice(*days), world.crowd.weight
    for name in ("first_orders", "reorders", "earning_first", "earning_repeat"):
        getattr(rules, name)[0, here] = weight * getattr(daily, name)[here]
    joined = np.diff(world.crowd.people.start)[here]
    rules.orders[0, here] = weight * (joined + daily.repeat_orders[here])
    released = daily.released_by[:, :, here].sum(axis=(0, 1))
    paid = commissions(world.inputs, daily)[here]
    held_back = paid if payouts.members_fund(world.inputs) else 0.0
    rules.income[0, here] = weight * (released - held_back + paid)


def commissions(inputs: Inputs, daily: Daily) -> np.ndarray:
    """Commissions of the simulated members' actual uplines, yuan (day,)."""
    by_order = inputs.flat["referral.basis"] == "order"
    basis = (daily.sales_by if by_order else daily.released_by).sum(axis=0)
    direct, indirect = (float(rate[0, 0]) for rate in payouts.commission_rates(inputs))
    return np.asarray(direct * basis[1] + (direct + indirect) * basis[2])


def _let_go(world: _World) -> None:
    """Drop what only days to come would need: more than half of what is held of a member."""
    for campaign in range(world.inputs.campaigns.start_day.shape[1]):
        stakes.look_at_all(world.crowd.market, campaign)
    lives, crowd, none = world.lives, world.crowd, np.empty(0)
    world.events, world.acting = orders.room(0), np.empty(0, dtype=np.int32)
    world.lives = lives._replace(
        buyers=lives.buyers._replace(rate=none, next_order=none, buys_until=none),
        grants=tasks.grants_room(0),
        leaders=lives.leaders._replace(nearest=none, fresh_volume=none),
    )
    world.crowd = crowd._replace(
        orders=market.by_day(orders.room(0), 0, (0, 0)),
        market=crowd.market._replace(seen=none, leaving=none, leaving_points=none),
        shelves=thresholds.no_shelves(1, 0),
    )


def _close(world: _World, flows: Flows) -> MemberRun:
    _let_go(world)
    inputs, lives, record, weight = world.inputs, world.lives, world.record, world.crowd.weight
    daily = lives.daily
    made = _accounts(world)
    ours = _flows(world, flows, made)
    books = Books(
        campaigns=record.campaigns[None],
        wallet=record.wallet[None],
        accrued=record.accrued[None],
        commissions=weight * commissions(inputs, daily)[None],
        team_bonus=weight * daily.bonus[None],
        agents=payouts.agents(inputs, ours)._replace(payouts=weight * daily.agents[None]),
    )
    segments, second, are_second = inputs.segments.share.shape[1], None, made.is_second
    if are_second.any():
        groups = grouped(inputs.days, segments, made.some(~are_second), weight)
        second = grouped(inputs.days, segments, made.some(are_second), weight)
    else:
        groups = grouped(inputs.days, segments, made, weight)
    modes = Modes.none(1, inputs.days)
    return MemberRun(
        run=assemble(inputs, ours, books, groups, (), modes=modes, second=second),
        members=of_people(made),
        accounts=made,
        seed=lives.seed,
        weight=weight,
        levels=tuple(team.level_order(inputs)),
        daily=daily,
        book=world.crowd.book,
        terms=lives.terms,
        people=lives.people,
        following=world.shopping.following,
    )


def _flows(world: _World, flows: Flows, made: Members) -> Flows:
    """The demand of the whole scenario as its simulated members made it."""
    terms, daily, weight = world.lives.terms, world.lives.daily, world.crowd.weight
    released = daily.released_by.sum(axis=(0, 1))
    left = daily.left if terms.forfeited else released
    granted = terms.ad_points[0] * daily.earning_first + terms.ad_points[1] * daily.earning_repeat
    columns = {
        "spend": daily.reorders, "orders": daily.repeat_orders, "watched": daily.watched,
        "released": released, "left": left, "balance": np.cumsum(granted - left),
        "left_behind": np.maximum(0.0, np.cumsum(daily.newly_behind)),
    }
    table = weight * np.stack([columns[name] for name in PROFILES])[None]
    people = world.crowd.people
    joined = np.diff(people.start)
    if terms.limited.on.size:
        joined = np.bincount(people.joined[people.persons], minlength=daily.watched.size)
    joins = weight * joined[None]
    controlled = None
    if terms.limited.on.size:
        controlled = limited.controlled_of(daily, made, weight)
    return Flows(
        joins, weight * daily.first_orders[None], flows.profiles, table, controlled=controlled)


def _accounts(world: _World) -> Members:
    inputs, people, trade = world.inputs, world.crowd.people, world.crowd.market
    buyers, watchers, leaders = world.lives.buyers, world.lives.watchers, world.lives.leaders
    earned, paid = _commissions_of_members(world)
    released = watchers.paid
    if payouts.members_fund(inputs):
        released = np.subtract(watchers.paid, paid, out=paid)
    del paid
    points = np.multiply(trade.units, trade.scale[:, None], out=trade.units)
    worth = inputs.campaigns.net_part[0] * world.record.campaigns[day.PRICE, :, -1]
    return Members(
        joined=people.joined,
        segment=people.segment,
        sponsor=people.sponsor,
        owner=people.owner,
        accounts=np.ones(people.joined.size, dtype=np.int32),
        depth=people.depth,
        orders=buyers.orders,
        spent=buyers.spent,
        gross_released=watchers.paid,
        released=released,
        redeemed=trade.redeemed,
        commissions=earned,
        bonus=leaders.bonus,
        level=leaders.level,
        referrals=leaders.referrals,
        team_volume=leaders.team_volume,
        ad_points=watchers.held,
        watched_until=np.add(people.joined, watchers.until, out=watchers.until),
        impatient=people.impatient,
        sold_early=trade.sold_early,
        rounds=trade.rounds,
        points=points,
        base=trade.base,
        exit_day=trade.exit_day,
        holdings=worth @ points,
    )


def _commissions_of_members(world: _World) -> tuple[np.ndarray, np.ndarray]:
    """Commissions over the whole run, yuan (member,): earned as an upline, paid by its downline."""
    inputs, people = world.inputs, world.crowd.people
    direct, indirect = (float(rate[0, 0]) for rate in payouts.commission_rates(inputs))
    by_order = inputs.flat["referral.basis"] == "order"
    basis = world.lives.buyers.spent if by_order else world.lives.watchers.paid
    earned, paid = np.zeros(people.joined.size), np.zeros(people.joined.size)
    accounts.pay_uplines(people, basis, direct, indirect, earned=earned, paid=paid)
    return earned, paid
