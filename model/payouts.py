"""Who is paid beside the buyer: uplines, team leaders, regional agents (model.md section 5.7)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.flows import Flows
from model.inputs import Inputs
from model.redemption import TIE


def commissions(inputs: Inputs, flows: Flows) -> tuple[np.ndarray, np.ndarray]:
    """Commissions (scenario, day) and the part of releases that members fund (scenario, 1)."""
    sponsored = inputs.number("referral.sponsored_share")
    direct, indirect = commission_rates(inputs)
    rate = np.asarray((direct + indirect * sponsored) * sponsored)
    if inputs.flat["referral.basis"] == "order":
        return rate * flows.sales, np.zeros((1, 1))
    return rate * flows.released, rate if members_fund(inputs) else np.zeros((1, 1))


def commission_rates(inputs: Inputs) -> tuple[np.ndarray, np.ndarray]:
    """Direct and indirect commission per yuan of the basis, each (scenario, 1)."""
    order = "order_" if inputs.flat["referral.basis"] == "order" else ""
    return (inputs.number(f"referral.{order}direct"), inputs.number(f"referral.{order}indirect"))


def members_fund(inputs: Inputs) -> bool:
    """Whether commissions are taken from what members release (only those on releases can be)."""
    flat = inputs.flat
    return flat["referral.basis"] == "release" and flat["referral.funded_by"] == "member"


def _basis(inputs: Inputs, flows: Flows, name: str) -> np.ndarray:
    return flows.sales if inputs.flat[name] == "order" else flows.released


def team_rates(inputs: Inputs) -> dict[str, np.ndarray]:
    """By level: bonus per yuan of the basis, (scenario, 1).

    volume_share·rate·(1 + same_level_rate·same_level_share) (model.md section 5.7). The
    differential rule makes levels add up: the leaders above an order share exactly the highest
    rate among them, so each yuan counts for the level of its highest leader alone.
    """
    rates = {}
    for level in inputs.scenario.rows("team.levels"):
        field = f"team.levels.{level}."
        extra = inputs.number("team.same_level_rate") * inputs.number(field + "same_level_share")
        own = inputs.number(field + "volume_share") * inputs.number(field + "rate")
        rates[level] = np.asarray(own * (1.0 + extra))
    return rates


def team_bonus(inputs: Inputs, flows: Flows) -> np.ndarray:
    """Bonus of all levels, yuan (scenario, day), in equity or cash."""
    rate = sum(team_rates(inputs).values(), start=np.zeros((1, 1)))
    return np.asarray(rate * _basis(inputs, flows, "team.basis"))


class Agents(NamedTuple):
    """Joining fees on newly sold territories, cost of goods given for them, payouts: yuan a day."""

    fees: np.ndarray
    goods: np.ndarray
    payouts: np.ndarray


def agents(inputs: Inputs, flows: Flows) -> Agents:
    """All tiers together, each (scenario, day)."""
    if not inputs.scenario.rows("agents"):
        return Agents(*(np.zeros_like(flows.joins) for _ in range(3)))
    tier, sold = _tiers(inputs), territories_sold(inputs)
    fees = tier["fee"] * np.diff(sold, axis=2, prepend=0.0)
    goods = fees * tier["goods_cost_share"]
    payouts = tier["rate"] * _sold_share(inputs) * _tier_bases(inputs, flows.sales, flows.released)
    return Agents(fees.sum(axis=1), goods.sum(axis=1), payouts.sum(axis=1))


def territories_sold(inputs: Inputs) -> np.ndarray:
    """How many territories of each tier are sold by a day's close, (scenario, tier, day)."""
    return np.asarray(_tiers(inputs)["territories"] * _sold_share(inputs))


def _sold_share(inputs: Inputs) -> np.ndarray:
    tier, passed = _tiers(inputs), np.arange(1, inputs.days + 1)
    ramp = np.minimum(1.0, passed / np.maximum(1.0, tier["ramp_days"]))
    return np.asarray(tier["sold_share"] * ramp)


def agent_earnings(inputs: Inputs, flows: Flows) -> np.ndarray:
    """Yuan paid by each day's close to one territory signed on day 0, (scenario, tier, day)."""
    if not inputs.scenario.rows("agents"):
        return np.zeros((inputs.count, 0, inputs.days))
    tier = _tiers(inputs)
    volume = _tier_bases(inputs, np.cumsum(flows.sales, axis=1), np.cumsum(flows.released, axis=1))
    return np.asarray(volume * (tier["rate"] / tier["territories"]))


def agent_payback_days(inputs: Inputs, flows: Flows) -> dict[str, np.ndarray]:
    """By tier: first day by which one territory signed on day 0 has earned its fee; NaN = never."""
    if not inputs.scenario.rows("agents"):
        return {}
    reached = agent_earnings(inputs, flows) >= _tiers(inputs)["fee"] * TIE
    days = np.where(reached[:, :, -1], reached.argmax(axis=2).astype(float), np.nan)
    return dict(zip(inputs.scenario.rows("agents"), days.T, strict=True))


def _tiers(inputs: Inputs) -> dict[str, np.ndarray]:
    """Numeric fields of all tiers, each (scenario, tier, 1)."""
    read = inputs.table("agents")
    fields = ("fee", "goods_cost_share", "rate", "territories", "sold_share", "ramp_days")
    return {field: read(field)[:, :, None] for field in fields}


def _tier_bases(inputs: Inputs, on_order: np.ndarray, on_release: np.ndarray) -> np.ndarray:
    """What each tier is paid on, (scenario, tier, day)."""
    tiers = inputs.scenario.rows("agents")
    by_order = [inputs.flat[f"agents.{tier}.basis"] == "order" for tier in tiers]
    return np.stack([on_order if order else on_release for order in by_order], axis=1)
