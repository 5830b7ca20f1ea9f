"""One document in which everything happens within 80 days, so that every field can matter.

Two campaigns with a pause between them and a boosted close, exits at a low cap, voluntary sales,
platform-held points, two products of each role, every kind of event.
"""

from __future__ import annotations

from typing import Any


def product(role: str, mix: float, price: float, gift_share: float, ads: float) -> dict[str, Any]:
    return {
        "role": role,
        "mix": mix,
        "price": price,
        "unit_cost": 0.3 * price,
        "platform_margin": 0.1 * price,
        "commission_reserve": 0.2 * price,
        "gift_share": gift_share,
        "ad_point_rate": ads,
    }


def segment(share: float, interval: float, half_life: float, completion: float) -> dict[str, Any]:
    return {
        "share": share,
        "reorder_interval": interval,
        "reorder_scale": 1.5,
        "retention_half_life": half_life,
        "task_completion": completion,
        "attention_half_life": half_life,
    }


def campaign(start_day: int, **terms: Any) -> dict[str, Any]:
    return {
        "start_day": start_day,
        "issue_days": 25,
        "issue_price": 2.0,
        "cap_multiple": 0.7,
        "sell_fee": 0.2,
        "fee_to_platform": 0.3,
        "voluntary_sale_rate": 0.004,
        "closing_days": 6,
        "closing_boost": 1.3,
        **terms,
    }


RICH: dict[str, Any] = {
    "horizon": {"days": 80},
    "growth": {
        "curve": "bass",
        "market_size": 3000.0,
        "innovation": 0.004,
        "imitation": 0.05,
        "daily_joins": 10.0,
        "growth_rate": 0.05,
        "peak_daily_joins": 60.0,
        "series": [5.0, 9.0, 2.0, 30.0] * 15,
    },
    "segments": {
        "occasional": segment(0.6, 25.0, 30.0, 0.6),
        "loyal": segment(0.4, 7.0, 90.0, 0.9),
    },
    "products": {
        "bundle": product("enrolment", 2.0, 1000.0, 0.7, 1.1),
        "kit": product("enrolment", 1.0, 300.0, 0.5, 0.6),
        "refill": product("repurchase", 1.0, 200.0, 0.6, 0.4),
        "tea": product("repurchase", 3.0, 60.0, 0.9, 0.2),
        "hot": product("wallet", 1.0, 110.0, 0.0, 0.0),
        "snack": product("wallet", 1.0, 30.0, 0.0, 0.0),
    },
    "campaigns": {
        "main": campaign(0, initial_pool=9000.0, initial_points=4000.0),
        "second": campaign(32, pricing="day", cap_measure="net"),
        "third": campaign(50, issue_days=20, cap_base="gift", cap_multiple=1.05),
    },
    "rotation": {"tail_share": 0.3, "after_pause_share": 0.8},
    "ad_points": {"release_rate": 0.03},
    "team": {"levels": {"captain": {"rate": 0.05}}},
    "agents": {"city": {"fee": 20000.0, "rate": 0.005, "territories": 33.0, "ramp_days": 50}},
    "wallet": {"withdrawal_fee": 0.01},
    "platform": {"initial_cash": 50000.0, "fixed_cost_per_day": 3000.0},
    "events": {
        "slump": {"kind": "growth", "day": 40, "size": 0.3},
        "panic": {"kind": "run", "day": 60, "size": 0.2},
        "adverts": {"kind": "ad_revenue", "day": 45, "size": 0.4},
        "rush": {"kind": "withdrawal_rush", "day": 55, "size": 0.5},
    },
}
"""Nested plain values for `Scenario.from_values`."""
