"""What is left between the cohort model and single members, and why, step by step."""

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
    "unfunded_promise_to_watchers", "ad_points_left_behind", "payout_ratio_cash",
)
"""What is set side by side: totals of daily series, and readings of `summary.json`."""

COHORTS = mark("Cohort model")
SAMPLE = mark("Single members: orders and tasks come by chance, each reaches the cap alone")
DIFFERENCES = mark("… order rates and order sizes differ")
IMPATIENCE = mark("… the impatient sell at their target")

STEP_MEMBERS = 50_000
"""Members with whom the steps are shown."""


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

    The cohort model knows the spreads only where it counts people (`recovered_share`), and no
    impatience. Raises as `simulate_members` does.
    """
    stages = _stages(scenario)
    found = [Step(COHORTS, figures_of_cohorts(simulate(scenario)))]
    for number, (cause, changes) in enumerate(stages):
        go_on(progress, number, len(stages))
        run = simulate_members(scenario.replace(changes), members, seed,
                               _part(progress, number, len(stages)))
        found.append(Step(cause, figures_of_members(run)))
    go_on(progress, len(stages), len(stages))
    return found


def _part(progress: Progress | None, stage: int, stages: int) -> Progress | None:
    """Progress within one of the stages."""
    if progress is None:
        return None
    return lambda done, total: progress(stage * total + done, stages * total)


def _stages(scenario: Scenario) -> list[tuple[str, dict[str, object]]]:
    """What each step's scenario changes; the last one is the scenario itself."""
    patient: dict[str, object] = {"members.target_multiple": None}
    alike: dict[str, object] = {
        "members.order_rate_spread": 0.0, "members.order_size_spread": 0.0,
    }
    stages = [(SAMPLE, patient | alike)]
    if any(scenario[name] for name in alike):
        stages.append((DIFFERENCES, patient))
    if scenario["members.target_multiple"] is not None:
        stages.append((IMPATIENCE, {}))
    return stages
