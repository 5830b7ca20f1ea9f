"""What a run holds: arrays with named axes, never changed after the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.cohorts import engine
from model.laws import day
from model.laws.demand import RELEASED, SPEND
from model.laws.flows import Flows
from model.laws.inputs import Inputs, tall
from model.laws.uplines import mean_rates, members_fund
from model.modes.lots import fill_groups
from model.modes.run import Modes
from model.terms.scenario import Scenario

MONTH_DAYS = 30
"""Join days and payments are put together in blocks of so many days."""


@dataclass(frozen=True)
class Groups:
    """Cohort groups at the end of the run, (scenario, join_day, segment); yuan are per member.

    `points`, `base` (cap base) and `exit_day` (first forced exit, −1 = never) have the axes
    (scenario, campaign, join_day, segment). `received` = redeemed + released (net of commissions
    that the member funds) + from_modes; `holdings` = points at the closing price less the sell fee;
    `rounds`: part that held points when a round ended.
    """

    members: np.ndarray
    spent: np.ndarray
    received: np.ndarray
    redeemed: np.ndarray
    released: np.ndarray
    from_modes: np.ndarray
    holdings: np.ndarray
    points: np.ndarray
    base: np.ndarray
    exit_day: np.ndarray
    rounds: np.ndarray


@dataclass(frozen=True, eq=False)
class Run:
    """One or more simulated scenarios.

    daily: (scenario, day) by column name of model.md section 5, besides `points_left_ledger` (ad
    points released or forfeited) and `paid_views`; campaigns: (scenario, campaign, day) by name of
    `day.SERIES`; flows: cash flows (scenario, day) in yuan; accrued: cap base credited over the
    run, (scenario, campaign); exits: every forced exit of each scenario, in the order of days
    (event; campaign, segment, join day, day); modes: what the other modes did; second: groups of
    second accounts by their first day, by what segment their owners are (None without
    any); exit_paid: of each of `exits` yuan a point where a clipped cap cut it, else infinite;
    second_exits, second_exit_paid: the same of second accounts, their rows after the segments'.
    """

    inputs: Inputs
    demand: Flows
    daily: Mapping[str, np.ndarray]
    campaigns: Mapping[str, np.ndarray]
    cash: Mapping[str, np.ndarray]
    groups: Groups
    accrued: np.ndarray
    exits: Sequence[np.ndarray]
    modes: Modes
    second: Groups | None = None
    exit_paid: Sequence[np.ndarray] = ()
    second_exits: Sequence[np.ndarray] = ()
    second_exit_paid: Sequence[np.ndarray] = ()

    @property
    def scenario(self) -> Scenario:
        """The scenario whose tables and options all runs share."""
        return self.inputs.scenario

    @property
    def days(self) -> int:
        """Horizon in days."""
        return self.inputs.days

    @property
    def campaign_ids(self) -> tuple[str, ...]:
        """Ids along the campaign axis."""
        return self.scenario.rows("campaigns")

    @property
    def segment_ids(self) -> tuple[str, ...]:
        """Ids along the segment axis."""
        return self.scenario.rows("segments")


def groups_of(
    inputs: Inputs, flows: Flows, outcome: engine.Outcome, held_back: np.ndarray, modes: Modes
) -> Groups:
    """Per member of each group at the end: cumulated tenure profiles read at the group's age."""
    spent, released = (
        np.cumsum(flows.profiles[:, :, which], axis=2)[:, :, ::-1] for which in (SPEND, RELEASED)
    )
    own = slice(0, inputs.segments.share.shape[1])
    if flows.controlled is not None:
        released = flows.controlled.found.by_end[:, own]
    members = flows.joins[:, None, :] * inputs.segments.share[:, :, None]
    released = released * (1.0 - held_back[:, :, None])
    spend = flows.profiles[:, :, SPEND]
    return _groups(inputs, outcome, modes, own, members=members, spent=spent, released=released,
                   spend=spend)


def second_groups(
    inputs: Inputs, flows: Flows, outcome: engine.Outcome, modes: Modes
) -> Groups | None:
    """Groups of second accounts, by the day on which they were opened."""
    own = inputs.segments.share.shape[1]
    if flows.controlled is None or outcome.redeemed.shape[1] == own:
        return None
    rows = slice(own, 2 * own)
    released = flows.controlled.found.by_end[:, rows]
    if members_fund(inputs):
        released = released * (1.0 - mean_rates(inputs)[1][:, :, None])
    spend = np.zeros(released.shape)
    spend[:, :, 0] = tall(inputs.baskets["enrolment"].price)
    return _groups(
        inputs, outcome, modes, rows, members=flows.controlled.people[:, rows],
        spent=np.repeat(spend[:, :, :1], inputs.days, axis=2), released=released, spend=spend,
    )


def _groups(
    inputs: Inputs, outcome: engine.Outcome, modes: Modes, rows: slice, *, members: np.ndarray,
    spent: np.ndarray, released: np.ndarray, spend: np.ndarray,
) -> Groups:
    """Some rows of accounts; what each has spent and released by the end (scenario, row, join_day),
    what it spends by tenure."""
    redeemed, points = outcome.redeemed[:, rows], outcome.points[:, :, rows]
    received = redeemed + released
    from_modes = np.zeros(redeemed.shape)
    if modes.ids:
        paid_in = np.zeros(redeemed.shape)
        fill_groups(
            np.ascontiguousarray(spend), _kept(inputs), *modes.per_yuan, from_modes, paid_in)
        spent, received = spent + paid_in, received + from_modes
    worth = inputs.campaigns.net_part * outcome.campaigns[:, day.PRICE, :, -1]
    holdings = np.einsum("bc,bcjk->bjk", worth, points)
    return Groups(
        members=_turned(members),
        spent=_turned(spent),
        received=_turned(received),
        redeemed=_turned(redeemed),
        released=_turned(released),
        from_modes=_turned(from_modes),
        holdings=_turned(holdings),
        points=_turned(points),
        base=_turned(outcome.base[:, :, rows]),
        exit_day=_turned(outcome.exit_day[:, :, rows]),
        rounds=_turned(outcome.rounds[:, rows]),
    )


def _kept(inputs: Inputs) -> np.ndarray:
    """What is left each day of a group's spending; under purchase limits it fades otherwise: NaN.
    (scenario, segment)."""
    half_lives = inputs.segments.retention_half_life
    limited = bool(inputs.scenario.rows("limits"))
    return np.full_like(half_lives, np.nan) if limited else np.exp2(-1.0 / half_lives)


def _turned(array: np.ndarray) -> np.ndarray:
    """Kernels keep join days contiguous; outside the axes are (…, join_day, segment)."""
    return array.swapaxes(-1, -2)
