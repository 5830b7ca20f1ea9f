"""How near the cohort model's money is to that of single members: each reading in yuan, with the
error that sampling leaves.

Both are the same model: what is left between them is who is forced out at the cap (there a group's
mean decides, here each member's own points), that a referral tree must start with somebody, and who
leads a team.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis import places
from analysis.batches import Progress
from analysis.seeds import still
from model import Run, Scenario, readings, simulate
from model.laws.series import DAILY, OF_CAMPAIGNS, SERIES
from model.members import simulate_members
from model.progress import go_on

IN_YUAN = (
    "sales", "lowest_cash", "peak_funding", "unfunded_promise", "unfunded_promise_to_watchers",
    "ad_points_left_behind",
)
PER_SALES = (
    "recovered_multiple", "recovered_multiple_with_holdings", "payout_ratio_cash",
    "payout_ratio_accrual", "payout_ratio_promised",
)
"""Readings of a summary: in yuan, and per yuan of sales."""

TOTALS = tuple(name for name in DAILY
               if (SERIES[name].unit, SERIES[name].kind) == ("money", "flow"))
CLOSINGS = tuple(name for name in DAILY if SERIES[name].kind == "stock"
                 and name not in (*OF_CAMPAIGNS, *IN_YUAN))
"""Daily series: summed over the run, and at the last close; besides these all pools together."""

TOLERANCE = 0.02
"""Of sales."""

STUDENT_95 = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36)
"""Standard errors to either side that hold a mean with 95 % confidence, where the error itself is
known from 2, 3, … 8 draws (Student 1908)."""


def money(run: Run, summary: dict[str, np.ndarray]) -> dict[str, float]:
    """Every reading of a run that is an amount of money, yuan, by name."""
    sales = float(summary["sales"][0])
    return {
        **{name: float(summary[name][0]) for name in IN_YUAN},
        **{name: float(summary[name][0]) * sales for name in PER_SALES},
        **{f"sum of {name}": float(run.daily[name][0].sum()) for name in TOTALS},
        **{f"closing {name}": float(run.daily[name][0, -1]) for name in CLOSINGS},
        "closing pools": float(run.campaigns["pool"][0, :, -1].sum()),
    }


@dataclass(frozen=True)
class Gap:
    """How one reading differs: single members less cohorts, and how far to either side drawing
    members leaves that open, with 95 % confidence; both as parts of sales."""

    reading: str
    cohorts: float
    difference: float
    error: float

    @property
    def holds(self) -> bool:
        """Whether it may lie within TOLERANCE, as far as the sample can tell."""
        return abs(self.difference) <= TOLERANCE + self.error


def gaps(
    scenario: Scenario, members: int, seeds: Sequence[int], progress: Progress | None = None
) -> list[Gap]:
    """Each reading's gap, the mean over two to eight seeds of `members` people each; empty where
    nothing is sold."""
    cohorts = simulate(scenario)
    ours = money(cohorts, readings.summary(cohorts, asked=()))
    drawn = []
    go_on(progress, 0, len(seeds))
    with closing(places.current().each(partial(_drawn, scenario, members), seeds)) as answers:
        for answer in answers:
            drawn.append(answer)
            go_on(progress, len(drawn), len(seeds))
    sales = ours["sales"]
    if not sales > 0.0:
        return []
    theirs = {name: np.array([each[name] for each in drawn]) for name in ours}
    reach = STUDENT_95[len(seeds) - 2] / np.sqrt(len(seeds)) / sales
    return [
        Gap(name, value, float(theirs[name].mean() - value) / sales,
            reach * float(theirs[name].std(ddof=1)))
        for name, value in ours.items()
    ]


def _drawn(scenario: Scenario, members: int, seed: int) -> dict[str, float]:
    run = simulate_members(scenario, members, seed, still).run
    return money(run, readings.summary(run, asked=()))
