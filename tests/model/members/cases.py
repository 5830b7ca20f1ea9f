"""Scenarios in which single members do everything, small enough for the dense check."""

from __future__ import annotations

from typing import Any

from model import Scenario
from tests.model.rich_scenario import RICH

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
    "on orders": {"referral.basis": "order", "team.basis": "order", "team.paid_in": "cash"},
    "member funded": {"referral.funded_by": "member", "members.sponsor_concentration": 1.0},
    "no spread": {"members.order_rate_spread": 0.0, "members.order_size_spread": 0.0},
    "a run on all": {"events.panic.size": 1.0, "campaigns.main.initial_pool": 0.0,
                     "campaigns.main.initial_points": 0.0},
    "patient": {"members.target_multiple": None, "campaigns.main.voluntary_sale_rate": 0.0},
    "repeat orders gift more": {"products.refill.gift_share": 3.0, "products.tea.gift_share": 3.5},
}
