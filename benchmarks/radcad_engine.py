"""The whole model of model.md as a radCAD model, tuned as far as radCAD allows.

Tuned means: no deep copies, no kept substeps, one process, cohorts as NumPy arrays that the
steps change in place, one policy per block. What a day needs is worked out in the day, as radCAD
means it to be: joins, sales, releases and tasks are dot products of cohorts with tenure profiles.
The laws of a pool's day are those of `numpy_pools`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
from radcad import Backend, Engine, Model, Simulation

from benchmarks.numpy_engine import (
    Run,
    contribute,
    finish,
    opening,
    prepare,
    purchases,
    update_wallet,
)
from benchmarks.numpy_pools import redeem
from benchmarks.numpy_terms import Table, bonus_rate, commission_rate, joins_per_day, rows

MARKET = (
    "joins", "first_orders", "reorders", "orders", "released", "views", "unreleased",
    "left_behind", "commissions", "team_bonus", "agent_payouts", "agent_fees", "agent_goods",
    "cumulated_joins",
)  # fmt: skip
POOLS = (
    "wallet_orders", "contribution", "minted", "redeemed", "points_burned", "goods_cost",
    "platform_fees",
)  # fmt: skip
WALLET = ("wallet_balance", "withdrawals", "operating_cash", "ad_revenue")
FLOWS = (*MARKET[:-1], "sales")
DAILY = (*POOLS, *WALLET)


def parameters(document: Table) -> SimpleNamespace:
    """Profiles, rates and effects of events; joins and flows still empty, for the steps to fill."""
    terms = prepare(document)
    days, profile = terms.days, terms.profile
    share = np.array([row["share"] for row in rows(document, "segments")], dtype=float)
    terms.share = share / share.sum()
    terms.repeat = profile.spend.copy()
    terms.repeat[0] = 0.0
    backwards = ("orders", "released", "tasks", "unreleased", "left_behind")
    terms.backwards = {
        name: np.ascontiguousarray(getattr(profile, name)[::-1]) for name in backwards
    }
    terms.backwards["repeat"] = np.ascontiguousarray(terms.repeat[::-1])
    terms.commission_rate = commission_rate(document["referral"])
    terms.bonus_rate = bonus_rate(document["team"])
    terms.tiers = rows(document, "agents")
    growth = document["growth"]
    terms.curve = None if growth["curve"] == "bass" else joins_per_day(days, growth, np.ones(days))
    terms.members = np.zeros_like(terms.members)
    terms.flows = SimpleNamespace(**{name: np.zeros(days) for name in FLOWS})
    terms.flows.bases = {"order": terms.flows.sales, "release": terms.flows.released}
    return terms


def new_members(terms: SimpleNamespace, day: int, cumulated: float) -> float:
    """Joins of the day before growth events (model.md 2)."""
    if terms.curve is not None:
        return float(terms.curve[day])
    growth = terms.document["growth"]
    market = growth["market_size"]
    if market == 0:
        return 0.0
    rate = growth["innovation"] + growth["imitation"] * cumulated / market
    return max(0.0, rate * (market - cumulated))


def agents(terms: SimpleNamespace, day: int, bases: Mapping[str, float]) -> dict[str, float]:
    """Payouts, fees and goods of all tiers on one day (model.md 5.7)."""
    payouts = fees = goods = 0.0
    for tier in terms.tiers:
        ramp = max(1, tier["ramp_days"])
        sold_share = tier["sold_share"] * min(1.0, (day + 1) / ramp)
        new = tier["sold_share"] * (min(1.0, (day + 1) / ramp) - min(1.0, day / ramp))
        signed = tier["fee"] * tier["territories"] * new
        payouts += tier["rate"] * sold_share * bases[tier["basis"]]
        fees += signed
        goods += tier["goods_cost_share"] * signed
    return {"agent_payouts": payouts, "agent_fees": fees, "agent_goods": goods}


def market_policy(params: dict, substep: int, history: list, state: dict) -> dict:
    """Joins and everything that follows from cohorts and tenure alone (model.md 2-4, 5.7)."""
    terms, day = state["terms"], state["timestep"]
    before_events = new_members(terms, day, state["cumulated_joins"])
    joins = before_events * terms.effect.growth[day]
    terms.members[day] = joins * terms.share
    members = terms.members[: day + 1]
    back = slice(terms.days - 1 - day, terms.days)
    flow = {name: np.vdot(members, of[back]) for name, of in terms.backwards.items()}
    first_orders = joins * terms.baskets["enrolment"].price
    bases = {"order": first_orders + flow["repeat"], "release": flow["released"]}
    document = terms.document
    figures = {
        "joins": joins,
        "first_orders": first_orders,
        "reorders": flow["repeat"],
        "orders": flow["orders"],
        "released": flow["released"],
        "unreleased": flow["unreleased"],
        "left_behind": flow["left_behind"],
        "views": flow["tasks"] * document["ad_points"]["ads_per_task"]
        * terms.effect.ad_revenue[day],
        "commissions": terms.commission_rate * bases[document["referral"]["basis"]],
        "team_bonus": terms.bonus_rate * bases[document["team"]["basis"]],
        **agents(terms, day, bases),
    }  # fmt: skip
    for name, value in figures.items():
        getattr(terms.flows, name)[day] = value
    terms.flows.sales[day] = bases["order"]
    return figures | {"cumulated_joins": state["cumulated_joins"] + before_events}


def pools_policy(params: dict, substep: int, history: list, state: dict) -> dict:
    """Contribution, issue and redemption of all campaigns (model.md 5.1-5.6)."""
    terms, day = state["terms"], state["timestep"] - 1
    campaigns = state["campaigns"]
    bought = purchases(terms, day, state["wallet_balance"])
    contributed, minted = contribute(terms, campaigns, day, bought)
    run_size, redeemed = terms.effect.run[day], state["redeemed_by_group"]
    sales = [redeem(c, day, run_size, redeemed) for c in campaigns if c.start <= day]
    return {
        "wallet_orders": bought.wallet_orders,
        "contribution": contributed,
        "minted": minted,
        "redeemed": sum(sale.redeemed for sale in sales),
        "points_burned": sum(sale.burned for sale in sales),
        "goods_cost": bought.cost,
        "platform_fees": sum(sale.fee for sale in sales),
        "quotes": [(c.price(day), c.pool, c.outstanding) for c in campaigns],
    }


def wallet_policy(params: dict, substep: int, history: list, state: dict) -> dict:
    """The wallet, the withdrawals and operating cash (model.md 5.8-5.9)."""
    terms, day, document = state["terms"], state["timestep"] - 1, state["terms"].document
    balance, withdrawals = update_wallet(
        terms, day, state["wallet_balance"], state["wallet_orders"], state["redeemed"]
    )
    platform, sales = document["platform"], state["first_orders"] + state["reorders"]
    ad_revenue = document["ad_points"]["revenue_per_view"] * state["views"]
    change = sales * (1 - platform["payment_fee"] - platform["cost_share_of_sales"])
    change += state["redeemed"] + state["platform_fees"] + state["agent_fees"] + ad_revenue
    change -= state["goods_cost"] + state["contribution"] + state["agent_payouts"]
    change -= state["agent_goods"] + platform["fixed_cost_per_day"]
    change -= withdrawals * (1 - document["wallet"]["withdrawal_fee"])
    change -= sum(c.terms["initial_pool"] for c in state["campaigns"] if c.start == day)
    if document["team"]["paid_in"] == "cash":
        change -= state["team_bonus"]
    return {
        "wallet_balance": balance,
        "withdrawals": withdrawals,
        "ad_revenue": ad_revenue,
        "operating_cash": state["operating_cash"] + change,
    }


def taken_over(name: str) -> Callable[..., tuple[str, Any]]:
    """A state update that takes the policy's signal as it is."""
    return lambda params, substep, history, state, signals: (name, signals[name])


def block(policy: Callable[..., dict], names: tuple[str, ...]) -> dict:
    """A radCAD state update block of one policy."""
    return {"policies": {"policy": policy}, "variables": {name: taken_over(name) for name in names}}


def simulation(document: Table) -> Simulation:
    """The radCAD simulation of a document."""
    terms = parameters(document)
    start = opening(document, terms)
    names = MARKET + POOLS + WALLET
    model = Model(
        initial_state=dict.fromkeys(names, 0.0)
        | {
            "terms": terms,
            "quotes": [],
            "campaigns": start.campaigns,
            "redeemed_by_group": start.redeemed,
            "operating_cash": float(document["platform"]["initial_cash"]),
        },
        state_update_blocks=[
            block(market_policy, MARKET),
            block(pools_policy, (*POOLS, "quotes")),
            block(wallet_policy, WALLET),
        ],
    )
    simulated = Simulation(model=model, timesteps=terms.days)
    simulated.engine = Engine(backend=Backend.SINGLE_PROCESS, deepcopy=False, drop_substeps=True)
    return simulated


def run(document: Table) -> Run:
    """Simulate one scenario document with radCAD; the same result as the NumPy version."""
    states = simulation(document).run()
    last = states[-1]
    figures = {name: np.array([state[name] for state in states[1:]]) for name in DAILY}
    for number, campaign in enumerate(last["campaigns"]):
        suffix = f".{campaign.name}" if number else ""
        quotes = np.array([state["quotes"][number] for state in states[1:]])
        for column, name in enumerate(("price", "pool", "points")):
            figures[name + suffix] = quotes[:, column]
    end = SimpleNamespace(campaigns=last["campaigns"], redeemed=last["redeemed_by_group"])
    return finish(last["terms"], end, figures)
