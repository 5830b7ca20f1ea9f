"""The event-driven engine against the dense simulation on the same draws.

Both work in float64 and add up in other orders; sums of a few thousand terms agree to 1e-9.
"""

from __future__ import annotations

import numpy as np
import pytest

from model.members import simulate_members
from tests.model.members.cases import BASE, CASES, MEMBERS, SEED, case
from tests.model.members.dense import dense

RELATIVE = 1e-9


@pytest.mark.parametrize("name", CASES)
def test_every_day_and_member_agrees(name: str) -> None:
    scenario = case(name)
    ours, plain = simulate_members(scenario, MEMBERS, SEED), dense(scenario, MEMBERS, SEED)
    for name, expected in plain.daily.items():
        column, _, campaign = name.partition(".")
        if campaign:
            found = ours.run.campaigns[column][0, ours.run.campaign_ids.index(campaign)]
        elif name == "tasks":
            found = ours.run.demand.watched[0]
        else:
            found = ours.run.daily[name][0]
        floor = 1e-13 * np.max(np.abs(expected))
        np.testing.assert_allclose(found, expected, RELATIVE, floor, err_msg=name)
    for name, expected in plain.members.items():
        found = getattr(ours.accounts, name)
        floor = 1e-13 * np.max(np.abs(expected))
        np.testing.assert_allclose(found, expected, RELATIVE, floor, err_msg=name)


def test_the_cases_make_everything_happen() -> None:
    """Agreement says nothing about what does not occur."""
    run = simulate_members(BASE, MEMBERS, SEED)
    members = run.members
    assert (members.exit_day >= 0).any()
    assert members.sold_early.any()
    assert set(members.level) == {0, 1, 2, 3}
    assert (run.run.daily["redeemed"] > 0).sum() > 20
    assert members.depth.max() >= 4
