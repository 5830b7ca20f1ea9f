"""Who is paid beside the buyer: uplines, team leaders, regional agents (model.md section 5.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from model.flows import Flows
from model.inputs import Inputs


def commissions(inputs: Inputs, flows: Flows) -> tuple[np.ndarray, np.ndarray]:
    """Commissions (scenario, day) and the part of releases that members fund (scenario, 1)."""
    sponsored = inputs.number("referral.sponsored_share")

    def rate(direct: str, indirect: str) -> np.ndarray:
        at_once = inputs.number(direct) + inputs.number(indirect) * sponsored
        return np.asarray(at_once * sponsored)

    if inputs.flat["referral.basis"] == "order":
        paid = rate("referral.order_direct", "referral.order_indirect") * flows.sales
        return paid, np.zeros((1, 1))
    on_release = rate("referral.direct", "referral.indirect")
    by_member = inputs.flat["referral.funded_by"] == "member"
    return on_release * flows.released, on_release if by_member else np.zeros((1, 1))


def _basis(inputs: Inputs, flows: Flows, name: str) -> np.ndarray:
    return flows.sales if inputs.flat[name] == "order" else flows.released


def team_bonus(inputs: Inputs, flows: Flows) -> np.ndarray:
    """Σ levels volume_share·rate·(1 + same_level_rate·same_level_share) of the basis."""
    rate = np.zeros((1, 1))
    for level in inputs.scenario.rows("team.levels"):
        field = f"team.levels.{level}."
        extra = inputs.number("team.same_level_rate") * inputs.number(field + "same_level_share")
        rate = rate + inputs.number(field + "volume_share") * inputs.number(field + "rate") * (
            1.0 + extra
        )
    return np.asarray(rate * _basis(inputs, flows, "team.basis"))


class Agents(NamedTuple):
    """Joining fees on newly sold territories, cost of goods given for them, payouts: yuan a day."""

    fees: np.ndarray
    goods: np.ndarray
    payouts: np.ndarray


def agents(inputs: Inputs, flows: Flows) -> Agents:
    """All tiers together, each (scenario, day)."""
    fees, goods, payouts = (np.zeros_like(flows.joins) for _ in range(3))
    passed = np.arange(1, inputs.days + 1)
    for field in _tiers(inputs):
        ramp = np.minimum(1.0, passed / np.maximum(1.0, inputs.number(field + "ramp_days")))
        part = inputs.number(field + "sold_share") * ramp
        sold = inputs.number(field + "territories") * part
        paid = inputs.number(field + "fee") * np.diff(sold, axis=1, prepend=0.0)
        fees += paid
        goods += paid * inputs.number(field + "goods_cost_share")
        payouts += inputs.number(field + "rate") * part * _basis(inputs, flows, field + "basis")
    return Agents(fees, goods, payouts)


def agent_payback_days(inputs: Inputs, flows: Flows) -> dict[str, np.ndarray]:
    """By tier: first day by which one territory signed on day 0 has earned its fee; NaN = never."""
    days = {}
    for tier, field in zip(inputs.scenario.rows("agents"), _tiers(inputs), strict=True):
        rate = inputs.number(field + "rate") / inputs.number(field + "territories")
        earned = np.cumsum(rate * _basis(inputs, flows, field + "basis"), axis=1)
        reached = earned >= inputs.number(field + "fee")
        days[tier] = np.where(reached.any(axis=1), reached.argmax(axis=1).astype(float), np.nan)
    return days


def _tiers(inputs: Inputs) -> Iterator[str]:
    return (f"agents.{tier}." for tier in inputs.scenario.rows("agents"))
