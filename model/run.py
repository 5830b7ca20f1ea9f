"""What a run holds: arrays with named axes, never changed after the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model import engine
from model.demand import RELEASED, SPEND
from model.flows import Flows
from model.inputs import Inputs
from model.scenario import Scenario

MONTH_DAYS = 30
"""Join days and payments are put together in blocks of so many days."""


@dataclass(frozen=True)
class Groups:
    """Cohort groups at the end of the run, (scenario, join_day, segment); yuan are per member.

    `points`, `base` (cap base) and `exit_day` (first forced exit, −1 = never) have the axes
    (scenario, campaign, join_day, segment). `received` = redeemed + released (net of commissions
    that the member funds); `holdings` = points at the closing price less the sell fee.
    """

    members: np.ndarray
    spent: np.ndarray
    received: np.ndarray
    redeemed: np.ndarray
    released: np.ndarray
    holdings: np.ndarray
    points: np.ndarray
    base: np.ndarray
    exit_day: np.ndarray


@dataclass(frozen=True, eq=False)
class Run:
    """One or more simulated scenarios.

    daily: (scenario, day) by column name of model.md section 5, besides `points_left_ledger` (ad
    points released or forfeited) and `paid_views`; campaigns: (scenario, campaign, day) by name of
    `engine.SERIES`; flows: cash flows (scenario, day) in yuan; accrued: cap base credited over the
    run, (scenario, campaign); exits: every forced exit of each scenario, in the order of days
    (event; campaign, segment, join day, day).
    """

    inputs: Inputs
    members: Flows
    daily: Mapping[str, np.ndarray]
    campaigns: Mapping[str, np.ndarray]
    flows: Mapping[str, np.ndarray]
    groups: Groups
    accrued: np.ndarray
    exits: Sequence[np.ndarray]

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
    inputs: Inputs, flows: Flows, outcome: engine.Outcome, held_back: np.ndarray
) -> Groups:
    """Per member of each group at the end: cumulated tenure profiles read at the group's age."""
    spent, released = (
        np.cumsum(flows.profiles[:, :, which], axis=2)[:, :, ::-1] for which in (SPEND, RELEASED)
    )
    released = released * (1.0 - held_back[:, :, None])
    worth = (1.0 - inputs.campaigns.sell_fee) * outcome.campaigns[:, engine.PRICE, :, -1]
    holdings = np.einsum("bc,bcjk->bjk", worth, outcome.points)
    members = flows.joins[:, None, :] * inputs.segments.share[:, :, None]
    return Groups(
        _turned(members), _turned(spent), _turned(outcome.redeemed + released),
        _turned(outcome.redeemed), _turned(released), _turned(holdings), _turned(outcome.points),
        _turned(outcome.base), _turned(outcome.exit_day),
    )


def _turned(array: np.ndarray) -> np.ndarray:
    """Kernels keep join days contiguous; outside the axes are (…, join_day, segment)."""
    return array.swapaxes(-1, -2)
