"""The platform's operating cash: what comes in and what goes out (model.md section 5.9)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from model.laws.flows import Flows
from model.laws.inputs import Inputs, tall
from model.laws.series import INCOME
from model.modes.run import Modes


def cash_flows(
    inputs: Inputs, flows: Flows, daily: Mapping[str, np.ndarray], agent_goods: np.ndarray,
    modes: Modes, *, charged: np.ndarray, own_points: np.ndarray, vouchers_spent: np.ndarray,
) -> dict[str, np.ndarray]:
    """What comes into the operating account and leaves it, as `series` says of each, yuan a day.

    (scenario, campaign, day): `charged`, out of pools by sales on which there is a fee;
    `own_points`, paid for the platform's own points when a round ends.
    """
    number, baskets = inputs.number, inputs.baskets
    cash_bonus = inputs.flat["team.paid_in"] == "cash"
    goods = [
        tall(baskets[role].cost) * daily[series]
        for role, series in (
            ("enrolment", "first_orders"), ("repurchase", "reorders"), ("wallet", "wallet_orders")
        )
    ]
    sales = flows.sales
    fees = number("platform.payment_fee") * sales
    of_modes = {}
    if modes.ids:
        fees = fees + number("platform.payment_fee") * modes.deposits
        of_modes = {
            "mode_payouts_received": modes.from_pots,
            "mode_income": modes.to_platform,
            "mode_funding": modes.put_in,
        }
    of_controls = {}
    topped_up = top_up(inputs, vouchers_spent)
    if topped_up is not None:
        fees = fees + number("platform.payment_fee") * topped_up
        of_controls["voucher_top_ups"] = topped_up
    if own_points.any():
        of_controls["round_end_income"] = own_points.sum(axis=1)
    return {
        "sales_received": sales,
        "redemptions_received": daily["redeemed"],
        "pool_fee_income": _fee_income(inputs, charged),
        "ad_revenue": daily["ad_revenue"],
        "agent_fees": daily["agent_fees"],
        "goods_cost": goods[0] + goods[1] + goods[2],
        "contribution": daily["contribution"],
        "initial_pools": _initial_pools(inputs),
        "withdrawals_paid": daily["withdrawals"] * (1.0 - number("wallet.withdrawal_fee")),
        "agent_payouts": daily["agent_payouts"],
        "team_bonus_cash": daily["team_bonus"] * float(cash_bonus),
        "agent_goods": agent_goods,
        "payment_fees": fees,
        "fixed_cost": np.zeros_like(sales) + number("platform.fixed_cost_per_day"),
        "cost_of_sales": number("platform.cost_share_of_sales") * sales,
        **of_modes,
        **of_controls,
    }


def top_up(inputs: Inputs, vouchers_spent: np.ndarray) -> np.ndarray | None:
    """Money that members add to the vouchers they spend, yuan (scenario, day); None without any."""
    if not np.any(inputs.column("wallet.voucher_share")):
        return None
    part = inputs.number("wallet.voucher_price_share")
    return np.asarray(vouchers_spent * (1.0 / part - 1.0))


def _initial_pools(inputs: Inputs) -> np.ndarray:
    """What the operator puts into pools as their campaigns start, yuan (scenario, day)."""
    paid = np.zeros((inputs.count, inputs.days))
    start, pools = inputs.campaigns.start_day, inputs.campaigns.initial_pool
    for i, c in zip(*np.nonzero((pools > 0.0) & (start < inputs.days)), strict=True):
        paid[i, start[i, c]] += pools[i, c]
    return paid


def _fee_income(inputs: Inputs, charged: np.ndarray) -> np.ndarray:
    """The platform's part of sale fees; `charged` as above."""
    part = inputs.campaigns.platforms_part
    return np.asarray((part[:, :, None] * charged).sum(axis=1))


def gain(cash: Mapping[str, np.ndarray]) -> np.ndarray:
    """Income less outgo of amounts by flow, in the shape of each."""
    gained = np.zeros(1)
    for name, flow in cash.items():
        gained = gained + flow if name in INCOME else gained - flow
    return gained


def operating_cash(inputs: Inputs, cash: Mapping[str, np.ndarray]) -> np.ndarray:
    """Operating cash at each day's close, yuan (scenario, day)."""
    return np.asarray(inputs.number("platform.initial_cash") + np.cumsum(gain(cash), axis=1))
