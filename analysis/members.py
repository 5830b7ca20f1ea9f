"""By how much the cohort model is off, and why: single members against cohorts, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.texts import mark
from model import Run, Scenario, readings, simulate
from model.members import MemberRun, simulate_members, spread
from model.progress import Progress, go_on

TOTALS = ("released", "redeemed", "commissions")
READINGS = (
    "recovered_share", "recovered_multiple", "exit_share", "lowest_cash", "unfunded_promise",
    "payout_ratio_cash",
)
"""What is set side by side: totals of daily series, and readings of `summary.json`."""

COHORTS = mark("Cohort model: everybody average")
SAMPLE = mark("Single members, everybody average")
ATTENTION = mark("… a day's task is done or missed, and one day somebody stops watching for good")
ORDERS = mark("… repeat orders come at random times")
DIFFERENCES = mark("… order rates and order sizes differ")
IMPATIENCE = mark("… the impatient sell at their target")

STEP_MEMBERS = 20_000
"""Members with whom the steps are shown: an average member orders a little on every day, which
takes as long as fifty times as many who order now and then."""


@dataclass(frozen=True)
class Step:
    """What is added, and the figures with it: name of TOTALS (yuan of the run) or READINGS."""

    cause: str
    figures: Mapping[str, float]


def figures_of_cohorts(run: Run) -> dict[str, float]:
    """The compared figures of a cohort run."""
    summary = readings.summary(run)
    return {
        **{name: float(run.daily[name][0].sum()) for name in TOTALS},
        **{name: float(summary[name][0]) for name in READINGS},
    }


def figures_of_members(run: MemberRun) -> dict[str, float]:
    """The same of single members."""
    summary = spread.summary(run)
    return {
        **{name: float(run.run.daily[name][0].sum()) for name in TOTALS},
        **{name: summary[name] for name in READINGS},
    }


def steps(
    scenario: Scenario, members: int = STEP_MEMBERS, seed: int = 0,
    progress: Progress | None = None,
) -> list[Step]:
    """From the cohort model to single members, one difference more in each step, on one seed.

    The first step but one, everybody average, differs from cohorts by sampling alone. Raises as
    `simulate_members` does.
    """
    stages = _stages(scenario)
    found = [Step(COHORTS, figures_of_cohorts(simulate(scenario)))]
    for number, (cause, changes) in enumerate(stages):
        go_on(progress, number, len(stages))
        run = simulate_members(scenario.replace(changes), members, seed)
        found.append(Step(cause, figures_of_members(run)))
    go_on(progress, len(stages), len(stages))
    return found


def _stages(scenario: Scenario) -> list[tuple[str, dict[str, object]]]:
    """What each step's scenario changes; the last one is the scenario itself."""
    patient: dict[str, object] = {"members.target_multiple": None}
    average: dict[str, object] = {"members.orders": "average", "members.attention": "average"}
    alike: dict[str, object] = {
        "members.order_rate_spread": 0.0, "members.order_size_spread": 0.0,
    }
    attention = {"members.attention": scenario["members.attention"]}
    stages = [(SAMPLE, patient | average)]
    if scenario["members.attention"] == "random":
        stages.append((ATTENTION, patient | average | attention))
    if scenario["members.orders"] == "random":
        stages.append((ORDERS, patient | alike))
        stages.append((DIFFERENCES, patient))
    if scenario["members.target_multiple"] is not None:
        stages.append((IMPATIENCE, {}))
    return stages
