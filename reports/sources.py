"""Where the values of each figure come from: files of the command line, and the statements of the
source that they test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Columns of `daily.csv` and `groups.csv`, names in `summary.json`, statements S-n."""

    daily: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


ORIGINS: Mapping[str, Origin] = {
    "recovered-share": Origin((), ("join_day", "members"), ("recovered_share",), ("S-1", "S-3")),
    "recovered": Origin(("released",), ("redeemed_per_member", "members"),
                        ("recovered_multiple", "recovered_share"), ("S-1", "S-3")),
    "price": Origin(("price",), statements=("S-2", "S-5", "S-24")),
    "cash": Origin(("operating_cash",), summary=("peak_funding", "first_negative_day")),
    "uses": Origin(("ad_revenue", "agent_fees", "contribution", "withdrawals", "agent_payouts",
                    "team_bonus", "operating_cash"), summary=("peak_funding",)),
    "pool": Origin(("pool",), summary=("pool_coverage",), statements=("S-3", "S-22")),
    "drivers": Origin(("price", "contribution", "minted", "points_burned"),
                      statements=("S-2", "S-3")),
    "rule": Origin(("price", "contribution"), statements=("S-2",)),
    "pool-growth": Origin(("pool", "price", "points"), statements=("S-3", "S-5")),
    "exit-days": Origin((), ("join_day", "exit_day"), statements=("S-3",)),
    "waits": Origin((), ("join_day", "exit_day", "members"), statements=("S-3",)),
    "exit-shares": Origin((), ("exit_day", "members"), ("exit_share", "recovered_share"), ("S-3",)),
    "paid-back": Origin(("released",), ("join_day", "members"), statements=("S-1", "S-4")),
    "owed": Origin(("unreleased_ad_points", "ad_points_left_behind", "wallet_balance",
                    "operating_cash"), summary=("unfunded_promise", "unfunded_promise_to_watchers"),
                   statements=("S-1", "S-8")),
    "income-per-member": Origin(("ad_revenue", "released", "commissions"),
                                statements=("S-1", "S-8")),
    "ledger": Origin(("unreleased_ad_points", "ad_points_left_behind", "released"),
                     summary=("ad_points_left_behind",),
                     statements=("S-1", "S-4")),
    "sales-growth": Origin(("first_orders", "reorders"), statements=("S-1",)),
    "payout-ratio": Origin(("withdrawals", "first_orders", "reorders"),
                           summary=("payout_ratio_cash",)),
    "beside": Origin(("commissions", "team_bonus", "agent_payouts"),
                     statements=("S-8", "S-9", "S-10")),
    "referral": Origin(("commissions",), statements=("S-8", "S-13")),
    "agents": Origin(("agent_payouts", "agent_fees"), statements=("S-10", "S-11", "S-12")),
    "advert-income": Origin(("ad_revenue", "operating_cash"),
                            summary=("breakeven_revenue_per_view",), statements=("S-1",)),
    "sources-uses": Origin(("ad_revenue", "agent_fees", "contribution", "withdrawals",
                            "agent_payouts", "operating_cash")),
    "draws-result": Origin((), summary=("lowest_cash",)),
}
"""By the figure's key."""
