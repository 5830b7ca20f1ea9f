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
        members.COHORTS, members.SAMPLE, members.ATTENTION, members.ORDERS, members.DIFFERENCES,
    ]
    assert found[0].figures == members.figures_of_cohorts(simulate(PITCHED))
    assert found[-1].figures == members.figures_of_members(simulate_members(PITCHED, 3000, 2))
    assert set(found[0].figures) == set(found[1].figures)


def test_everybody_average_differs_by_sampling_attention_by_what_is_left_behind() -> None:
    cohorts, sample, attention, *_ = members.steps(PITCHED, 3000, 2)
    released = [step.figures["released"] for step in (cohorts, sample, attention)]
    assert released[1] == pytest.approx(released[0], rel=0.02)
    assert released[2] < 0.95 * released[0]


def test_only_what_is_on_makes_a_step() -> None:
    changes = {"members.orders": "average", "members.target_multiple": 0.5}
    causes = [step.cause for step in members.steps(PITCHED.replace(changes), 200, 2)]
    assert causes == [members.COHORTS, members.SAMPLE, members.ATTENTION, members.IMPATIENCE]


def test_steps_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        members.steps(PITCHED, 200, 2, lambda done, total: done < 1)
