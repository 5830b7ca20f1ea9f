"""The event-driven engine against the dense simulation on the same draws.

Both work in float64 and add up in other orders; sums of a few thousand terms agree to 1e-9.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model import Scenario
from model.members import simulate_members
from tests.model.members.dense import dense
from tests.model.rich_scenario import RICH

RELATIVE = 1e-9
MEMBERS, SEED = 260, 11

BASE = Scenario.from_values(RICH | {
    "members": {"target_multiple": 0.45},
    "team": {"same_level_rate": 0.2, "levels": {
        "major": {"rate": 0.06, "direct_referrals": 3, "team_volume": 9000.0},
        "captain": {"rate": 0.02, "direct_referrals": 1, "team_volume": 1500.0},
        "lieutenant": {"rate": 0.04, "direct_referrals": 2, "team_volume": 4000.0},
    }},
    "agents": RICH["agents"] | {
        "county": {"rate": 0.01, "territories": 7.5, "ramp_days": 40, "sold_share": 0.6,
                   "basis": "release"},
    },
})

CASES: dict[str, dict[str, Any]] = {
    "as it is": {},
    "grants": {"ad_points.rule": "grant", "ad_points.release_rate": 0.13},
    "forfeited": {"ad_points.missed_day": "forfeited"},
    "forfeited grants": {
        "ad_points.missed_day": "forfeited", "ad_points.rule": "grant",
        "ad_points.release_rate": 0.07},
    "on orders": {"referral.basis": "order", "team.basis": "order"},
    "member funded": {"referral.funded_by": "member", "members.sponsor_concentration": 1.0},
    "average orders": {"members.orders": "average"},
    "average attention": {"members.attention": "average"},
    "all average, grants": {
        "members.attention": "average", "members.orders": "average", "ad_points.rule": "grant",
        "ad_points.release_rate": 0.13},
    "no spread": {"members.order_rate_spread": 0.0, "members.order_size_spread": 0.0},
    "a run on all": {"events.panic.size": 1.0, "campaigns.main.initial_pool": 0.0,
                     "campaigns.main.initial_points": 0.0},
    "patient": {"members.target_multiple": None, "campaigns.main.voluntary_sale_rate": 0.0},
    "repeat orders gift more": {"products.refill.gift_share": 3.0, "products.tea.gift_share": 3.5},
}


@pytest.mark.parametrize("changes", CASES.values(), ids=list(CASES))
def test_every_day_and_member_agrees(changes: dict[str, Any]) -> None:
    scenario = BASE.replace(changes)
    ours, plain = simulate_members(scenario, MEMBERS, SEED), dense(scenario, MEMBERS, SEED)
    for name, expected in plain.daily.items():
        column, _, campaign = name.partition(".")
        if campaign:
            found = ours.run.campaigns[column][0, ours.run.campaign_ids.index(campaign)]
        elif name == "tasks":
            found = ours.run.members.watched[0]
        else:
            found = ours.run.daily[name][0]
        floor = 1e-13 * np.max(np.abs(expected))
        np.testing.assert_allclose(found, expected, RELATIVE, floor, err_msg=name)
    for name, expected in plain.members.items():
        found = getattr(ours.members, name)
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
