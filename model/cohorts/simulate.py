"""From a scenario to a run that keeps every day.

What has feedback from day to day runs in compiled kernels (`laws.day`, `engine`); the rest of
model.md section 5 (`payouts`, `treasury`) is done for all days of all scenarios at once. Arrays
have the axes (scenario, day).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from model.cohorts import engine
from model.cohorts.run import Groups, Run, groups_of, second_groups
from model.laws import day, payouts, treasury
from model.laws.calendar import DUE
from model.laws.day import Rules
from model.laws.demand import SPEND
from model.laws.flows import Flows, flows_of
from model.laws.inputs import Inputs, event_day_factor, event_factor, event_peak, prepare, stacked
from model.laws.series import OF_CAMPAIGNS
from model.modes.book import empty_book
from model.modes.run import Modes
from model.terms.rows import has_controls
from model.terms.scenario import Scenario

EXITS_A_GROUP = 2
"""Forced exits for which there is room at first; in most runs few groups are forced out at all."""


def simulate(scenario: Scenario, vary: Mapping[str, object] | None = None) -> Run:
    """Run one scenario, or one for each entry of the equally long arrays in `vary`.

    `vary` maps dotted names of numeric fields to arrays (scenario,). All runs share tables, options
    and horizon. Raises ScenarioError for values that are not permitted.
    """
    return run_inputs(prepare(scenario, vary))


def run_inputs(inputs: Inputs) -> Run:
    """Run prepared inputs, keeping every day."""
    flows = flows_of(inputs)
    commissions, held_back = payouts.commissions(inputs, flows)
    net_release = payouts.net_released(inputs, flows, commissions, held_back)
    outcome = _pools(inputs, flows, net_release + commissions)
    books = Books(
        campaigns=outcome.campaigns, wallet=outcome.wallet, accrued=outcome.accrued,
        commissions=commissions, team_bonus=payouts.team_bonus(inputs, flows),
        agents=payouts.agents(inputs, flows),
    )
    exits, exit_paid = _exits(inputs, outcome, of_second=False)
    second_exits, second_exit_paid = _exits(inputs, outcome, of_second=True)
    modes = Modes(inputs.scenario.rows("modes"), inputs.modes, outcome.modes)
    groups = groups_of(inputs, flows, outcome, held_back, modes)
    second = second_groups(inputs, flows, outcome, modes)
    return assemble(
        inputs, flows, books, groups, exits, modes=modes, second=second, exit_paid=exit_paid,
        second_exits=second_exits, second_exit_paid=second_exit_paid,
    )


def _exits(
    inputs: Inputs, outcome: engine.Outcome, *, of_second: bool
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Forced exits of each scenario by members' own or by second accounts, and what clipped caps
    left them."""
    counts, own = outcome.exit_count[:, 0], inputs.segments.share.shape[1]
    exits = [found[:count] for found, count in zip(outcome.exits, counts, strict=True)]
    paid = [found[:count] for found, count in zip(outcome.exit_paid, counts, strict=True)]
    if outcome.points.shape[2] == own:
        return ([], []) if of_second else (exits, paid)
    wanted = [(found[:, 1] >= own) == of_second for found in exits]
    exits, paid = (
        [found[those] for found, those in zip(lists, wanted, strict=True)]
        for lists in (exits, paid)
    )
    return exits, paid


class Books(NamedTuple):
    """What the pools and those who are paid beside the buyer did: `campaigns`, `wallet` and
    `accrued` as in `day.Record`, with a leading axis scenario; the rest in yuan (scenario, day)."""

    campaigns: np.ndarray
    wallet: np.ndarray
    accrued: np.ndarray
    commissions: np.ndarray
    team_bonus: np.ndarray
    agents: payouts.Agents


def assemble(
    inputs: Inputs, flows: Flows, books: Books, groups: Groups,
    exits: Sequence[np.ndarray], modes: Modes, second: Groups | None = None,
    exit_paid: Sequence[np.ndarray] = (), second_exits: Sequence[np.ndarray] = (),
    second_exit_paid: Sequence[np.ndarray] = (),
) -> Run:
    """A run from its parts: every daily series, and the operating account."""
    daily = _daily(inputs, flows, books)
    charged, own_points = (
        books.campaigns[:, which] for which in (day.CHARGED, day.TO_PLATFORM_AT_END)
    )
    cash = treasury.cash_flows(
        inputs, flows, daily, books.agents.goods, modes, charged=charged, own_points=own_points,
        vouchers_spent=books.wallet[:, day.VOUCHERS_SPENT],
    )
    daily["operating_cash"] = treasury.operating_cash(inputs, cash)
    series = dict(zip(day.SERIES, np.moveaxis(books.campaigns, 1, 0), strict=True))
    for which in OF_CAMPAIGNS:
        daily[which] = series[which][:, 0]
    daily |= modes.columns
    return Run(
        inputs=inputs, demand=flows, daily=daily, campaigns=series, cash=cash, groups=groups,
        accrued=books.accrued, exits=exits, modes=modes, second=second, exit_paid=exit_paid,
        second_exits=second_exits, second_exit_paid=second_exit_paid,
    )


def rules_of(inputs: Inputs, flows: Flows, income: np.ndarray) -> Rules:
    """What the days depend on; `income` of members from neither pools
    nor modes (scenario, day)."""
    enrol, repeat, wallet = (inputs.baskets[r] for r in ("enrolment", "repurchase", "wallet"))
    column = inputs.column
    spend_rate = column("wallet.spend_rate") * (np.asarray(wallet.price) > 0)
    controlled, reorders = flows.controlled, np.ascontiguousarray(flows.spend)
    joins = flows.joins if controlled is None else flows.joins + controlled.second
    return Rules(
        campaigns=inputs.campaigns,
        modes=inputs.modes,
        contribution=stacked(
            inputs, enrol.contribution, repeat.contribution, wallet.contribution
        ),
        gift=stacked(inputs, enrol.gift, repeat.gift),
        wallet=stacked(inputs, wallet.price, spend_rate, column("wallet.withdraw_share")),
        vouchers=stacked(
            inputs, column("wallet.voucher_share"), column("wallet.voucher_price_share"),
            column("wallet.voucher_spend_rate") * (np.asarray(wallet.price) > 0),
            column("wallet.voucher_lapse_rate"),
        ),
        rotation=stacked(
            inputs, column("rotation.tail_share"), column("rotation.after_pause_share")
        ),
        first_orders=flows.first_orders,
        reorders=reorders,
        earning_first=flows.first_orders if controlled is None else controlled.earning_first,
        earning_repeat=reorders if controlled is None else controlled.earning_repeat,
        joins=joins,
        orders=joins + flows.orders,
        income=np.ascontiguousarray(income),
        run_size=event_peak(inputs, "run"),
        rush_size=1.0 - event_day_factor(inputs, "withdrawal_rush"),
    )


def _cohorts(inputs: Inputs, flows: Flows) -> engine.Cohorts:
    segments, controlled = inputs.segments, flows.controlled
    rates, half_lives = segments.order_rate, segments.retention_half_life
    if controlled is None:
        people = flows.joins[:, None] * segments.share[:, :, None]
        spend = np.ascontiguousarray(flows.profiles[:, :, SPEND])
    else:
        people, spend = controlled.people, controlled.earning
        if people.shape[1] > rates.shape[1]:
            rates = np.concatenate([rates, np.zeros_like(rates)], axis=1)
            half_lives = np.concatenate([half_lives, half_lives], axis=1)
    return engine.Cohorts(
        people=np.ascontiguousarray(people), spend=np.ascontiguousarray(spend), order_rate=rates,
        half_life=half_lives, fades=controlled is None or not controlled.limited,
    )


def _pools(inputs: Inputs, flows: Flows, income: np.ndarray) -> engine.Outcome:
    """Run all pools, once more with room for every forced exit if there were very many."""
    rules, cohorts = rules_of(inputs, flows, income), _cohorts(inputs, flows)
    room = EXITS_A_GROUP * inputs.days * flows.profiles.shape[1]
    while True:
        outcome = _empty_outcome(inputs, cohorts.people.shape[1], room)
        engine.run_batch(rules, cohorts, outcome)
        most = int(outcome.exit_count.max())
        if most <= room:
            return outcome
        room = most


def _empty_outcome(inputs: Inputs, segments: int, exits: int) -> engine.Outcome:
    rows = inputs.campaigns.start_day.shape[1]
    groups = (inputs.count, rows, segments, inputs.days)
    record = (inputs.count, len(day.SERIES), rows, inputs.days)
    return engine.Outcome(
        campaigns=np.zeros(record),
        wallet=np.zeros((inputs.count, len(day.WALLET), inputs.days)),
        points=np.zeros(groups),
        base=np.zeros(groups),
        redeemed=np.zeros((inputs.count, segments, inputs.days)),
        exit_day=np.full(groups, -1, dtype=np.int32),
        accrued=np.zeros((inputs.count, rows)),
        exits=np.empty((inputs.count, exits, 4), dtype=np.int32),
        exit_count=np.zeros((inputs.count, 1), dtype=np.int64),
        exit_paid=np.empty((inputs.count, exits)),
        rounds=np.zeros((inputs.count, segments, inputs.days), dtype=np.bool_),
        modes=empty_book(inputs.count, inputs.modes.rules.shape[0], inputs.days),
    )


def _daily(inputs: Inputs, flows: Flows, books: Books) -> dict[str, np.ndarray]:
    """The daily series of model.md section 5, but for price, pool, points and operating cash."""
    whole = {
        name: books.campaigns[:, day.SERIES.index(name)].sum(axis=1)
        for name in ("contribution", "minted", "redeemed", "points_burned")
    }
    views = flows.watched * inputs.number("ad_points.ads_per_task")
    views = views * event_factor(inputs, "ad_revenue")
    return {
        "joins": flows.joins,
        "first_orders": flows.first_orders,
        "reorders": flows.spend,
        "wallet_orders": books.wallet[:, day.WALLET_ORDERS],
        **whole,
        "released": flows.released,
        "commissions": books.commissions,
        "team_bonus": books.team_bonus,
        "agent_payouts": books.agents.payouts,
        "agent_fees": books.agents.fees,
        "ad_revenue": views * inputs.number("ad_points.revenue_per_view"),
        "withdrawals": books.wallet[:, day.WITHDRAWALS],
        "wallet_balance": books.wallet[:, day.WALLET_BALANCE],
        "unreleased_ad_points": flows.balance,
        "ad_points_left_behind": flows.left_behind,
        "points_left_ledger": flows.left,
        "paid_views": views,
        **_of_controls(inputs, flows, books),
    }


def _of_controls(inputs: Inputs, flows: Flows, books: Books) -> dict[str, np.ndarray]:
    """The daily series of controls.md, of a scenario that has any."""
    if not has_controls(inputs.scenario):
        return {}
    none, found = np.zeros((inputs.count, inputs.days)), flows.controlled
    wallet = {
        name: books.wallet[:, day.WALLET.index(name)]
        for name in ("voucher_balance", "vouchers_spent", "vouchers_lapsed")
    }
    if found is None:
        of_releases = {"due": flows.released, "arrears": none, "lapsed_points": none}
        return {"second_accounts": none, "refused_sales": none, "unrewarded_sales": none,
                **of_releases, **wallet}
    earning = found.earning_first + found.earning_repeat
    return {
        "second_accounts": found.second,
        "refused_sales": found.refused,
        "unrewarded_sales": np.maximum(0.0, flows.sales - earning) if found.limited else none,
        "due": found.ledger(DUE),
        "arrears": found.found.settled[:, 0],
        "lapsed_points": found.found.settled[:, 1],
        **wallet,
    }
