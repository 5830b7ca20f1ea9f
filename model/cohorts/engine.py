"""The days of every scenario of a batch, taken by cohort groups."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.cohorts import holdings
from model.cohorts.holdings import BLOCK, Holders, Holdings, Members
from model.compiled import bare, kernel
from model.laws import day
from model.laws.day import Record, Rules, State
from model.modes.book import Book, page


class Cohorts(NamedTuple):
    """Accounts: people (scenario, row, day), yuan that earn points (scenario, row, tenure), and per
    row (scenario, row): orders a day, half-life of buying in days; whether later orders fade by
    equal factors. Rows are segments, then second accounts."""

    people: np.ndarray
    spend: np.ndarray
    order_rate: np.ndarray
    half_life: np.ndarray
    fades: bool


class Outcome(NamedTuple):
    """What a run fills, leading axis scenario. `campaigns`, `wallet` and `accrued` as in
    `day.Record`; groups (campaign, segment, join_day) and `redeemed` (segment, join_day) in yuan a
    member; `exits` (event; campaign, segment, join day, day): every forced exit, as far as there is
    room, and `exit_count`, how many there were; `exit_paid` and `rounds` as in `Holdings`; the
    books of `modes`."""

    campaigns: np.ndarray
    wallet: np.ndarray
    points: np.ndarray
    base: np.ndarray
    redeemed: np.ndarray
    exit_day: np.ndarray
    accrued: np.ndarray
    exits: np.ndarray
    exit_count: np.ndarray
    exit_paid: np.ndarray
    rounds: np.ndarray
    modes: Book


@kernel
def run_batch(rules: Rules, cohorts: Cohorts, out: Outcome) -> None:
    """Run every scenario of a batch into `out` (which starts as zeros, exit days as −1)."""
    count = rules.campaigns.start_day.shape[1]
    state = State(np.zeros((count, 3)), np.zeros(2), np.zeros(count), np.zeros(count))
    for scenario in range(cohorts.people.shape[0]):
        holders = Holders(
            empty_holdings(out, scenario), group_members(cohorts, scenario),
            rules.campaigns.cap_multiple[scenario], rules.campaigns.lock_days[scenario],
            rules.campaigns.most_paid[scenario],
        )
        record = Record(
            out.campaigns[scenario], out.wallet[scenario], out.accrued[scenario],
            page(out.modes, scenario),
        )
        run_days(rules, scenario, state, record, holders)


@kernel
def group_members(cohorts: Cohorts, i: int) -> Members:
    """Sizes and spending profiles of scenario `i`'s groups."""
    segments, days = cohorts.spend[i].shape
    backward = np.empty((segments, days))
    decay = np.empty((segments, BLOCK + 1))
    for segment in range(segments):
        backward[segment] = cohorts.spend[i, segment, ::-1]
        for d in range(BLOCK + 1):
            decay[segment, d] = 2.0 ** (-d / cohorts.half_life[i, segment])
    return Members(
        people=cohorts.people[i], spend=cohorts.spend[i], backward=backward, decay=decay,
        reorders=cohorts.order_rate[i] > 0.0, fades=cohorts.fades,
    )


@kernel
def empty_holdings(out: Outcome, i: int) -> Holdings:
    """Holdings whose per-member arrays are scenario `i`'s outcome."""
    campaigns, segments, days = out.points[i].shape
    shape = (campaigns, segments)
    return Holdings(
        points=out.points[i], base=out.base[i], redeemed=out.redeemed[i],
        exit_day=out.exit_day[i], paid_to=np.full(shape, -1), pending_points=np.zeros(shape),
        pending_base=np.zeros(shape), bound=np.zeros(shape),
        leaving=np.zeros((segments, days), dtype=np.bool_), exits=out.exits[i],
        exit_count=out.exit_count[i], exit_paid=out.exit_paid[i], rounds=out.rounds[i],
    )


@bare
def run_days(rules: Rules, i: int, state: State, record: Record, holders: Holders) -> None:
    """Every day of scenario `i`; then credit what is still pending."""
    days = rules.first_orders.shape[1]
    day.open_state(rules.campaigns, i, state)
    day.run_days(rules, i, (0, days), state, record, holders, holdings.SIDE)
    for c in range(state.inflow.size):
        holdings.pay_out_all(holders.held, holders.members, c, days - 1)
