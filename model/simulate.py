"""From a scenario to a run: `simulate` keeps every day, `summarise` only the readings.

What has feedback from day to day runs in compiled kernels (`demand`, `engine`); the rest of
model.md section 5 (`payouts`, `treasury`) is done for all days of all scenarios at once. Arrays
have the axes (scenario, day).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from model import engine, payouts, readings, treasury
from model.demand import SPEND
from model.flows import Flows, flows_of
from model.inputs import Inputs, event_day_factor, event_factor, event_peak, prepare, stacked
from model.run import Groups, Run, groups_of
from model.scenario import Scenario, varied

CHUNK = 16
"""Scenarios that are kept with all their days at one time while summarising."""

EXITS_A_GROUP = 2
"""Forced exits for which there is room at first; in most runs few groups are forced out at all."""

__all__ = ["Run", "simulate", "summarise"]


def simulate(scenario: Scenario, vary: Mapping[str, object] | None = None) -> Run:
    """Run one scenario, or one for each entry of the equally long arrays in `vary`.

    `vary` maps dotted names of numeric fields to arrays (scenario,). All runs share tables, options
    and horizon. Raises ScenarioError for values that are not permitted.
    """
    return run_inputs(prepare(scenario, vary))


def summarise(
    scenario: Scenario, vary: Mapping[str, object] | None = None, threads: int | None = None,
    read: Callable[[Run], dict[str, np.ndarray]] = readings.summary,
) -> dict[str, np.ndarray]:
    """What `read` finds for each varied scenario, keeping no daily series; horizons may vary.

    `read` gives name → (scenario, …) for the scenarios of a run; so does this for all of them.
    Raises ScenarioError for values that are not permitted.
    """
    flat, count = varied(scenario, vary)
    horizons = np.broadcast_to(np.asarray(flat["horizon.days"], int), (count,))
    found: dict[str, np.ndarray] = {}
    for days in np.unique(horizons):
        here = np.flatnonzero(horizons == days)
        chosen = {name: np.asarray(flat[name], float)[here] for name in vary or {}}
        inputs = prepare(scenario, chosen)
        _merge(found, here, count, _in_chunks(inputs, threads, read))
    return found


def _merge(
    found: dict[str, np.ndarray], here: np.ndarray, count: int, part: dict[str, np.ndarray]
) -> None:
    for name, values in part.items():
        found.setdefault(name, np.full((count, *values.shape[1:]), np.nan))[here] = values


def _in_chunks(
    inputs: Inputs, threads: int | None, read: Callable[[Run], dict[str, np.ndarray]]
) -> dict[str, np.ndarray]:
    starts = range(0, inputs.count, CHUNK)

    def one(start: int) -> dict[str, np.ndarray]:
        part = inputs.part(start, min(start + CHUNK, inputs.count))
        return read(run_inputs(part))

    workers = min(threads or os.cpu_count() or 1, len(starts))
    if workers == 1:  # waking a thread costs more than a few runs
        parts = [one(start) for start in starts]
    else:
        with ThreadPoolExecutor(workers) as pool:
            parts = list(pool.map(one, starts))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def run_inputs(inputs: Inputs) -> Run:
    """Run prepared inputs, keeping every day."""
    flows = flows_of(inputs)
    commissions, held_back = payouts.commissions(inputs, flows)
    net_release = flows.released * (1.0 - held_back)
    outcome = _pools(inputs, flows, net_release + commissions)
    books = Books(outcome.campaigns, outcome.wallet, outcome.accrued, commissions,
                  payouts.team_bonus(inputs, flows), payouts.agents(inputs, flows))
    exits = [
        found[:count] for found, count in zip(outcome.exits, outcome.exit_count[:, 0], strict=True)
    ]
    groups = groups_of(inputs, flows, outcome, held_back)
    return assemble(inputs, flows, books, groups, exits)


class Books(NamedTuple):
    """What the pools and those who are paid beside the buyer did: `campaigns`, `wallet` and
    `accrued` as in `engine.Outcome`, the rest in yuan (scenario, day)."""

    campaigns: np.ndarray
    wallet: np.ndarray
    accrued: np.ndarray
    commissions: np.ndarray
    team_bonus: np.ndarray
    agents: payouts.Agents


def assemble(
    inputs: Inputs, flows: Flows, books: Books, groups: Groups,
    exits: Sequence[np.ndarray],
) -> Run:
    """A run from its parts: every daily series, and the operating account."""
    daily = _daily(inputs, flows, books)
    outflow = books.campaigns[:, engine.OUTFLOW]
    cash = treasury.cash_flows(inputs, flows, daily, outflow, books.agents.goods)
    daily["operating_cash"] = treasury.operating_cash(inputs, cash)
    series = dict(zip(engine.SERIES, np.moveaxis(books.campaigns, 1, 0), strict=True))
    for which in ("price", "pool", "points"):
        daily[which] = series[which][:, 0]
    return Run(inputs, flows, daily, series, cash, groups, books.accrued, exits)


def demand_of(inputs: Inputs, flows: Flows, income: np.ndarray) -> engine.Demand:
    """What the pools' days depend on; `income` of members but for redemptions (scenario, day)."""
    enrol, repeat, wallet = (inputs.baskets[r] for r in ("enrolment", "repurchase", "wallet"))
    column = inputs.column
    spend_rate = column("wallet.spend_rate") * (np.asarray(wallet.price) > 0)
    return engine.Demand(
        flows.joins, flows.first_orders, np.ascontiguousarray(flows.spend),
        flows.joins + flows.orders, np.ascontiguousarray(income), event_peak(inputs, "run"),
        1.0 - event_day_factor(inputs, "withdrawal_rush"),
        np.ascontiguousarray(flows.profiles[:, :, SPEND]),
        inputs.segments.share, inputs.segments.order_rate, inputs.segments.retention_half_life,
        stacked(inputs, enrol.contribution, repeat.contribution, wallet.contribution),
        stacked(inputs, enrol.gift, repeat.gift),
        stacked(inputs, wallet.price, spend_rate, column("wallet.withdraw_share")),
        stacked(inputs, column("rotation.tail_share"), column("rotation.after_pause_share")),
    )


def _pools(inputs: Inputs, flows: Flows, income: np.ndarray) -> engine.Outcome:
    """Run all pools, once more with room for every forced exit if there were very many."""
    demand = demand_of(inputs, flows, income)
    room = EXITS_A_GROUP * inputs.days * flows.profiles.shape[1]
    while True:
        outcome = _empty_outcome(inputs, flows, room)
        engine.run_batch(demand, inputs.campaigns, outcome)
        most = int(outcome.exit_count.max())
        if most <= room:
            return outcome
        room = most


def _empty_outcome(inputs: Inputs, flows: Flows, exits: int) -> engine.Outcome:
    segments, rows = flows.profiles.shape[1], inputs.campaigns.start_day.shape[1]
    groups = (inputs.count, rows, segments, inputs.days)
    return engine.Outcome(
        np.zeros((inputs.count, len(engine.SERIES), rows, inputs.days)),
        np.zeros((inputs.count, 3, inputs.days)), np.zeros(groups), np.zeros(groups),
        np.zeros((inputs.count, segments, inputs.days)), np.full(groups, -1, dtype=np.int32),
        np.zeros((inputs.count, rows)),
        np.empty((inputs.count, exits, 4), dtype=np.int32),
        np.zeros((inputs.count, 1), dtype=np.int64),
    )


def _daily(inputs: Inputs, flows: Flows, books: Books) -> dict[str, np.ndarray]:
    """The daily series of model.md section 5, but for price, pool, points and operating cash."""
    whole = {
        name: books.campaigns[:, engine.SERIES.index(name)].sum(axis=1)
        for name in ("contribution", "minted", "redeemed", "points_burned")
    }
    views = flows.watched * inputs.number("ad_points.ads_per_task")
    views = views * event_factor(inputs, "ad_revenue")
    return {
        "joins": flows.joins,
        "first_orders": flows.first_orders,
        "reorders": flows.spend,
        "wallet_orders": books.wallet[:, 0],
        **whole,
        "released": flows.released,
        "commissions": books.commissions,
        "team_bonus": books.team_bonus,
        "agent_payouts": books.agents.payouts,
        "agent_fees": books.agents.fees,
        "ad_revenue": views * inputs.number("ad_points.revenue_per_view"),
        "withdrawals": books.wallet[:, 1],
        "wallet_balance": books.wallet[:, 2],
        "unreleased_ad_points": flows.balance,
        "ad_points_left_behind": flows.left_behind,
        "points_left_ledger": flows.left,
        "paid_views": views,
    }
