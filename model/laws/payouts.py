"""Who is paid beside the buyer: uplines, team leaders, regional agents (model.md section 5.7)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.bounds import TIE
from model.compiled import kernel
from model.laws.flows import Flows
from model.laws.inputs import AgentArrays, Inputs
from model.laws.uplines import commission_rates, mean_rates, members_fund

__all__ = [
    "Agents", "agent_earnings", "agent_payback_days", "agents", "commission_rates", "commissions",
    "members_fund", "net_released", "team_bonus", "team_rates", "territories_sold",
]


def commissions(inputs: Inputs, flows: Flows) -> tuple[np.ndarray, np.ndarray]:
    """Commissions (scenario, day) and the part of releases that members fund (scenario, 1)."""
    rate, of_second = mean_rates(inputs)
    by_order = inputs.flat["referral.basis"] == "order"
    paid = rate * (flows.sales if by_order else flows.released)
    if flows.controlled is not None and flows.controlled.second.any():
        second = flows.controlled.second_sales if by_order else flows.controlled.second_paid
        paid = paid + (of_second - rate) * second
    return paid, rate if members_fund(inputs) else np.zeros((1, 1))


def net_released(
    inputs: Inputs, flows: Flows, paid: np.ndarray, held_back: np.ndarray
) -> np.ndarray:
    """Releases less the commissions `paid` where members fund them, yuan (scenario, day)."""
    if flows.controlled is not None and members_fund(inputs):
        return np.asarray(flows.released - paid)
    return np.asarray(flows.released * (1.0 - held_back))


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
    found = Agents(*np.zeros((3, inputs.count, inputs.days)))
    fill_agents(inputs.agents, territories_sold(inputs), *_bases(flows), *found)
    return found


def _bases(flows: Flows) -> tuple[np.ndarray, np.ndarray]:
    """What agents are paid on: sales and releases, yuan (scenario, day)."""
    return flows.sales, np.ascontiguousarray(flows.released)


def territories_sold(inputs: Inputs) -> np.ndarray:
    """How many territories of each tier are sold by a day's close, (scenario, tier, day)."""
    sold = np.empty((*inputs.agents.fee.shape, inputs.days))
    fill_sold(inputs.agents, sold)
    return sold


@kernel
def fill_sold(tiers: AgentArrays, sold: np.ndarray) -> None:
    """territories·sold_share·min(1, (t+1)/max(1, ramp_days)), (scenario, tier, day)."""
    for i in range(sold.shape[0]):
        for r in range(sold.shape[1]):
            ramp_days = max(1.0, tiers.ramp_days[i, r])
            for day in range(sold.shape[2]):
                part = tiers.sold_share[i, r] * min(1.0, (day + 1) / ramp_days)
                sold[i, r, day] = tiers.territories[i, r] * part


@kernel
def fill_agents(
    tiers: AgentArrays, sold: np.ndarray, sales: np.ndarray, released: np.ndarray,
    fees: np.ndarray, goods: np.ndarray, payouts: np.ndarray,
) -> None:
    """Fees on newly sold territories, their goods, and rate·sold/territories of what each tier is
    paid on; added to the last three, yuan (scenario, day)."""
    for i in range(sold.shape[0]):
        for r in range(sold.shape[1]):
            basis = sales[i] if tiers.by_order[r] else released[i]
            rate, before = tiers.rate[i, r] / tiers.territories[i, r], 0.0
            for day in range(sold.shape[2]):
                fee = tiers.fee[i, r] * (sold[i, r, day] - before)
                before = sold[i, r, day]
                fees[i, day] += fee
                goods[i, day] += fee * tiers.goods_cost_share[i, r]
                payouts[i, day] += rate * before * basis[day]


def agent_earnings(inputs: Inputs, flows: Flows) -> np.ndarray:
    """Yuan paid by each day's close to one territory signed on day 0, (scenario, tier, day)."""
    sales, released = (np.cumsum(basis, axis=1)[:, None] for basis in _bases(flows))
    tiers = inputs.agents
    volume = np.where(tiers.by_order[:, None], sales, released)
    return np.asarray(volume * (tiers.rate / tiers.territories)[:, :, None])


def agent_payback_days(inputs: Inputs, flows: Flows) -> dict[str, np.ndarray]:
    """By tier: first day by which one territory signed on day 0 has earned its fee; NaN = never."""
    days = np.empty(inputs.agents.fee.shape)
    fill_payback(inputs.agents, *_bases(flows), days)
    return dict(zip(inputs.scenario.rows("agents"), days.T, strict=True))


@kernel
def fill_payback(
    tiers: AgentArrays, sales: np.ndarray, released: np.ndarray, days: np.ndarray
) -> None:
    """Of each tier the first day by which one territory has earned its fee, (scenario, tier)."""
    for i, r in np.ndindex(days.shape):
        basis = sales[i] if tiers.by_order[r] else released[i]
        rate, volume = tiers.rate[i, r] / tiers.territories[i, r], 0.0
        days[i, r] = np.nan
        for day in range(basis.size):
            volume += basis[day]
            if volume * rate >= tiers.fee[i, r] * TIE:
                days[i, r] = day
                break
