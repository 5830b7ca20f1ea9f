"""Controls of every kind within 80 days, so that every field of theirs can matter."""

from __future__ import annotations

from typing import Any

from tests.model.rich_scenario import RICH

CONTROLS: dict[str, Any] = {
    "limits": {
        "rewarded": {"on": "earning", "limit": 900.0, "window_days": 30},
        "month": {"on": "orders", "limit": 2.0, "window_days": 20},
    },
    "identity": {"evading_share": 0.3, "detection": 0.4},
    "ad_points": RICH["ad_points"] | {"lag_days": 3, "expiry_days": 40},
    "release_gate": {"period_days": 10, "min_growth": 0.2, "while_closed": "deferred"},
    "payout_limit": {"share_of_sales": 0.02},
    "wallet": RICH["wallet"] | {
        "voucher_share": 0.3, "voucher_price_share": 0.8, "voucher_spend_rate": 0.1,
        "voucher_lapse_rate": 0.02,
    },
    "campaigns": {
        row: terms | {
            "lock_days": 5, "sale_limit": 0.003, "cap_payout": "clipped", "price_floor": 1.9,
            "price_ceiling": 2.6,
        } for row, terms in RICH["campaigns"].items()
    },
}
"""Tables that take the place of those of the rich scenario."""
