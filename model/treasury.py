"""The platform's operating cash: what comes in and what goes out (model.md section 5.9)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from model.flows import Flows
from model.inputs import Inputs, tall

INCOME = (
    "sales_received", "redemptions_received", "pool_fee_income", "ad_revenue", "agent_fees"
)


def cash_flows(
    inputs: Inputs, flows: Flows, daily: Mapping[str, np.ndarray], outflow: np.ndarray,
    agent_goods: np.ndarray,
) -> dict[str, np.ndarray]:
    """What comes into the operating account and (from `goods_cost` on) leaves it, yuan a day."""
    number, baskets = inputs.number, inputs.baskets
    cash_bonus = inputs.flat["team.paid_in"] == "cash"
    goods = [
        tall(baskets[role].cost) * daily[series]
        for role, series in (
            ("enrolment", "first_orders"), ("repurchase", "reorders"), ("wallet", "wallet_orders")
        )
    ]
    sales = flows.sales
    return {
        "sales_received": sales,
        "redemptions_received": daily["redeemed"],
        "pool_fee_income": _fee_income(inputs, outflow),
        "ad_revenue": daily["ad_revenue"],
        "agent_fees": daily["agent_fees"],
        "goods_cost": goods[0] + goods[1] + goods[2],
        "contribution": daily["contribution"],
        "initial_pools": _initial_pools(inputs),
        "withdrawals_paid": daily["withdrawals"] * (1.0 - number("wallet.withdrawal_fee")),
        "agent_payouts": daily["agent_payouts"],
        "team_bonus_cash": daily["team_bonus"] * float(cash_bonus),
        "agent_goods": agent_goods,
        "payment_fees": number("platform.payment_fee") * sales,
        "fixed_cost": np.zeros_like(sales) + number("platform.fixed_cost_per_day"),
        "cost_of_sales": number("platform.cost_share_of_sales") * sales,
    }


def _initial_pools(inputs: Inputs) -> np.ndarray:
    """What the operator puts into pools as their campaigns start, yuan (scenario, day)."""
    paid = np.zeros((inputs.count, inputs.days))
    start, pools = inputs.campaigns.start_day, inputs.campaigns.initial_pool
    for i, c in zip(*np.nonzero((pools > 0.0) & (start < inputs.days)), strict=True):
        paid[i, start[i, c]] += pools[i, c]
    return paid


def _fee_income(inputs: Inputs, outflow: np.ndarray) -> np.ndarray:
    """The platform's part of sale fees; `outflow` from pools is (scenario, campaign, day)."""
    fee, to_platform = inputs.campaigns.sell_fee, inputs.campaigns.fee_to_platform
    part = fee * to_platform / (1.0 - fee * (1.0 - to_platform))
    return np.asarray((part[:, :, None] * outflow).sum(axis=1))


def gain(cash: Mapping[str, np.ndarray]) -> np.ndarray:
    """Income less outgo of amounts by flow, in the shape of each."""
    gained = np.zeros(1)
    for name, flow in cash.items():
        gained = gained + flow if name in INCOME else gained - flow
    return gained


def operating_cash(inputs: Inputs, cash: Mapping[str, np.ndarray]) -> np.ndarray:
    """Operating cash at each day's close, yuan (scenario, day)."""
    return np.asarray(inputs.number("platform.initial_cash") + np.cumsum(gain(cash), axis=1))
