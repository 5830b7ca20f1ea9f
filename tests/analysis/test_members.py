"""Single members against cohorts, step by step."""

from __future__ import annotations

import pytest

from analysis import members
from analysis.batches import Cancelled
from model import simulate
from model.members import simulate_members
from scenarios.documents import load

PITCHED = load("as_pitched").scenario.replace({"horizon.days": 400})


def test_steps_lead_from_cohorts_to_the_scenario_itself() -> None:
    found = members.steps(PITCHED, 3000, 2)
    assert [step.cause for step in found] == [
        members.COHORTS, members.SAMPLE, members.DIFFERENCES]
    assert found[0].figures == members.figures_of_cohorts(simulate(PITCHED))
    assert found[-1].figures == members.figures_of_members(simulate_members(PITCHED, 3000, 2))
    assert set(found[0].figures) == set(found[1].figures)


def test_money_differs_by_sampling_alone() -> None:
    """Of 3,000 members a mean is known to some 2 %."""
    cohorts, *others = members.steps(PITCHED, 3000, 2)
    for step in others:
        for name in ("released", "ad_points_left_behind"):
            assert step.figures[name] == pytest.approx(cohorts.figures[name], rel=0.06)


def test_only_what_is_on_makes_a_step() -> None:
    alike = {"members.order_rate_spread": 0.0, "members.order_size_spread": 0.0}
    found = members.steps(PITCHED.replace(alike | {"members.target_multiple": 0.5}), 200, 2)
    assert [step.cause for step in found] == [
        members.COHORTS, members.SAMPLE, members.IMPATIENCE]
    assert [step.cause for step in members.steps(PITCHED.replace(alike), 200, 2)] == [
        members.COHORTS, members.SAMPLE]


def test_steps_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        members.steps(PITCHED, 200, 2, lambda done, total: done < 1)
