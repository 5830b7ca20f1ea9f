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

LIMITED: dict[str, Any] = {"limits.few.on": "orders", "limits.few.limit": 10.0}
EVADED: dict[str, Any] = {"identity.evading_share": 0.7, "identity.detection": 0.3}

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
    "few orders a month, evaded": LIMITED | EVADED | {
        "limits.few.limit": 2.0, "limits.few.window_days": 15, "ad_points.rule": "grant"},
    "spending, evaded, forfeited": LIMITED | EVADED | {
        "limits.few.on": "spend", "limits.few.limit": 1700.0, "limits.few.window_days": 20,
        "ad_points.missed_day": "forfeited", "members.order_size_spread": 0.8},
    "earning and orders, evaded": LIMITED | EVADED | {
        "limits.few.on": "earning", "limits.few.limit": 1200.0, "limits.few.window_days": 40,
        "limits.more.on": "orders", "limits.more.limit": 3.0, "limits.more.window_days": 25,
        "referral.basis": "order", "team.basis": "order", "campaigns.main.cap_base": "spend"},
    "repeat orders gift more": {"products.refill.gift_share": 3.0, "products.tea.gift_share": 3.5},
}


def case(name: str) -> Scenario:
    """The scenario of a case; some have rows more than the first."""
    return Scenario.from_flat({**BASE.flat, **CASES[name]})
