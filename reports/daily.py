"""Daily series as columns: those of the command line's daily.csv, and the flows beneath them.

From these alone every stock of the run can be added up again (model.md section 5).
"""

from __future__ import annotations

import numpy as np

from charts.names import flow_name, row_name
from model import Run, readings
from reports.frames import Column, Frame
from scenarios.files import daily_columns
from wording import Words

OF_CAMPAIGN = ("contribution", "minted", "points_burned", "outflow", "redeemed")
"""Flows of each campaign, with its id behind them; without it, they are sums over campaigns."""

CASH_FLOWS = (
    "pool_fee_income", "goods_cost", "initial_pools", "withdrawals_paid", "team_bonus_cash",
    "agent_goods", "payment_fees", "fixed_cost", "cost_of_sales",
)
"""Flows of operating cash that are not among the daily series already."""


def daily(run: Run, words: Words, key: str = "daily", title: str = "") -> Frame:
    """Every day of a run: its series, and each flow that the check of its accounts needs."""
    columns = {"day": np.arange(run.days), **daily_columns(run), **_flows(run)}
    return Frame(key, title or words("Day by day"), tuple(
        Column(name, *_label(name, words), values=values.tolist())
        for name, values in columns.items()
    ), words("One row a day; amounts are of the day, balances at its close."))


def _flows(run: Run) -> dict[str, np.ndarray]:
    flows = {
        f"{name}.{campaign}": run.campaigns[name][0, c]
        for c, campaign in enumerate(run.campaign_ids) for name in OF_CAMPAIGN
    }
    flows |= {
        "ad_points_granted": readings.points_granted(run)[0],
        "points_left_ledger": run.daily["points_left_ledger"][0],
        "orders": _orders(run),
        "paid_views": run.daily["paid_views"][0],
    }
    return flows | {name: np.broadcast_to(run.flows[name], (1, run.days))[0]
                    for name in CASH_FLOWS}


def _orders(run: Run) -> np.ndarray:
    """Number of orders a day, those paid from wallets among them."""
    basket = float(run.inputs.baskets["wallet"].price)
    from_wallets = run.daily["wallet_orders"][0] / basket if basket > 0 else 0.0
    return np.asarray((run.members.joins + run.members.orders)[0] + from_wallets)


def _label(name: str, words: Words) -> tuple[str, str]:
    """Label and style of a column; of a campaign's with the campaign behind it."""
    plain, _, campaign = name.partition(".")
    label, style = _known(words).get(plain) or (flow_name(words, plain), "money")
    if campaign:
        label = f"{label} · {row_name(words, campaign)}"
    return label, style


def _known(words: Words) -> dict[str, tuple[str, str]]:
    return {
        "day": (words("Day"), "whole"),
        "joins": (words("Members who join"), "number"),
        "first_orders": (words("First orders"), "money"),
        "reorders": (words("Repeat orders"), "money"),
        "wallet_orders": (words("Orders paid from wallets"), "money"),
        "contribution": (words("Contributions to pools"), "money"),
        "price": (words("Price of a point"), "price"),
        "pool": (words("In the pool"), "money"),
        "points": (words("Points outstanding"), "points"),
        "minted": (words("Points minted"), "points"),
        "redeemed": (words("Paid to sellers of points"), "money"),
        "points_burned": (words("Points sold and burned"), "points"),
        "outflow": (words("Leaves the pool"), "money"),
        "released": (words("Ad points released"), "money"),
        "commissions": (words("Commissions"), "money"),
        "team_bonus": (words("Team bonus"), "money"),
        "agent_payouts": (words("Paid to agents"), "money"),
        "agent_fees": (words("Joining fees of agents"), "money"),
        "ad_revenue": (words("Advert income"), "money"),
        "withdrawals": (words("Withdrawals"), "money"),
        "wallet_balance": (words("Wallet balances"), "money"),
        "unreleased_ad_points": (words("Unreleased ad points"), "points"),
        "ad_points_left_behind": (words("Ad points left behind"), "points"),
        "operating_cash": (words("Operating cash"), "money"),
        "ad_points_granted": (words("Ad points granted"), "points"),
        "points_left_ledger": (words("Ad points released or forfeited"), "points"),
        "orders": (words("Number of orders"), "number"),
        "paid_views": (words("Paid views of adverts"), "number"),
    }
