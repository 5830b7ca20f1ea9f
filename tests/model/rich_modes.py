"""Modes of every kind within 80 days, so that every field of theirs can matter."""

from __future__ import annotations

from typing import Any

from model import Scenario
from model.terms.rows import with_row

MODES: dict[str, Any] = {
    "rebate": {
        "kind": "rebate", "start_day": 5, "run_days": 40, "order_share": 0.3, "funding_share": 0.3,
        "payout_multiple": 1.5, "head_share": 0.4, "pot_release_rate": 0.5, "claim_days": 12,
        "settlement_share": 0.5,
    },
    "chain": {
        "kind": "chain", "start_day": 6, "run_days": 50, "orders": "first", "order_share": 0.2,
        "funding_share": 0.5, "recruiting_share": 0.6,
    },
    "draw": {
        "kind": "draw", "start_day": 8, "order_share": 0.2, "funding_share": 0.1,
        "winner_fund": 0.5,
    },
    "resale": {
        "kind": "resale", "start_day": 4, "run_days": 60, "yield_rate": 0.05,
        "rollover_share": 0.5, "settlement_share": 0.8,
    },
    "presale": {
        "kind": "presale", "start_day": 7, "first_target": 1500.0, "stage_growth": 0.2,
        "stage_yield": 0.1,
    },
}
"""Rows for the table `modes`."""


def with_every_kind(scenario: Scenario) -> Scenario:
    """The scenario with a mode of each kind."""
    for kind in MODES:
        grown = with_row(scenario, "modes", kind)
        scenario = grown.replace({f"modes.{kind}.kind": kind})
    return scenario
