"""The whole model of model.md as a plain loop over days on NumPy cohorts: our oracle.

`run(document)` takes the nested dict of a scenario document and returns the daily columns, the
cohort groups and the summary under the names of the golden files. It knows nothing of `model`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from benchmarks.numpy_pools import Campaign, active_and_finished, mint, redeem
from benchmarks.numpy_readings import summary
from benchmarks.numpy_terms import (
    Table,
    basket,
    events_per_day,
    flows_per_day,
    joins_per_day,
    rows,
    tenure_profiles,
)


@dataclass(frozen=True)
class Run:
    """Daily columns `(day,)`, groups `(join_day, segment)`, exit days per campaign, summary."""

    daily: dict[str, np.ndarray]
    members: np.ndarray
    redeemed_per_member: np.ndarray
    exit_day: dict[str, np.ndarray]
    summary: dict[str, float | int | None]


def prepare(document: Table) -> SimpleNamespace:
    """Everything known before the first day: baskets, profiles, flows and events."""
    days = document["horizon"]["days"]
    products, segments = rows(document, "products"), rows(document, "segments")
    baskets = {role: basket(products, role) for role in ("enrolment", "repurchase", "wallet")}
    effect = events_per_day(days, rows(document, "events"))
    joins = joins_per_day(days, document["growth"], effect.growth)
    share = np.array([segment["share"] for segment in segments], dtype=float)
    share /= share.sum()
    profile = tenure_profiles(
        days, segments, document["ad_points"], baskets["enrolment"], baskets["repurchase"]
    )
    return SimpleNamespace(
        document=document,
        days=days,
        baskets=baskets,
        effect=effect,
        members=joins[:, None] * share,
        profile=profile,
        # From the last tenure to the first, so that a day's cohorts are one contiguous slice.
        spend_backwards=np.ascontiguousarray(profile.spend[::-1]),
        gift_backwards=np.ascontiguousarray(profile.gift[::-1]),
        flows=flows_per_day(document, joins, share, profile, effect.ad_revenue),
    )


def opening(document: Table, terms: SimpleNamespace) -> SimpleNamespace:
    """The state before the first day: untouched campaigns, an empty wallet."""
    shape = terms.members.shape
    campaigns = [Campaign(name, row, *shape) for name, row in document["campaigns"].items()]
    return SimpleNamespace(campaigns=campaigns, wallet=0.0, redeemed=np.zeros(shape))


def purchases(terms: SimpleNamespace, day: int, wallet: float) -> SimpleNamespace:
    """The day's orders, contribution and gift value, wallet sales included (model.md 5.1-5.2)."""
    flows, wallet_basket = terms.flows, terms.baskets["wallet"]
    first_orders, reorders = flows.first_orders[day], flows.reorders[day]
    spend_rate = terms.document["wallet"]["spend_rate"] if wallet_basket.price > 0 else 0.0
    wallet_orders = spend_rate * wallet
    orders = flows.orders[day]
    if wallet_orders > 0:
        orders = orders + wallet_orders / wallet_basket.price

    def total(field: str) -> float:
        per_yuan = [getattr(terms.baskets[role], field) for role in ("enrolment", "repurchase")]
        return float(per_yuan[0] * first_orders + per_yuan[1] * reorders)

    back = slice(terms.days - 1 - day, terms.days)
    return SimpleNamespace(
        wallet_orders=wallet_orders,
        orders=float(orders),
        sales=flows.sales[day],
        contribution=total("contribution") + wallet_basket.contribution * wallet_orders,
        gift_value=total("gift"),
        cost=total("cost") + wallet_basket.cost * wallet_orders,
        spend=terms.members[: day + 1] * terms.spend_backwards[back],
        gift=terms.members[: day + 1] * terms.gift_backwards[back],
    )


def contribute(
    terms: SimpleNamespace, campaigns: list[Campaign], day: int, bought: SimpleNamespace
) -> tuple[float, float]:
    """Share the contribution among pools and mint; returns (contributed, minted) (5.3-5.4)."""
    active, finished = active_and_finished(campaigns, day)
    rotation = terms.document["rotation"]
    part = rotation["tail_share" if active else "after_pause_share"] if finished else 0.0
    to_finished = part * bought.contribution
    for campaign in finished:
        campaign.pool += to_finished / len(finished)
    if active is None:
        return to_finished, 0.0
    minted = mint(active, day, (1 - part) * bought.contribution, bought)
    return bought.contribution, minted


def update_wallet(
    terms: SimpleNamespace, day: int, wallet: float, wallet_orders: float, redeemed: float
) -> tuple[float, float]:
    """Closing wallet balance and the day's withdrawals, in yuan (model.md 5.8)."""
    flows, rule = terms.flows, terms.document["wallet"]
    referral = terms.document["referral"]
    income = flows.released[day] + redeemed
    if not member_funded(referral):  # else the uplines' part is the members' own: nothing is added
        income += flows.commissions[day]
    balance = wallet - wallet_orders + (1 - rule["withdraw_share"]) * income
    rushed = (1 - terms.effect.rush[day]) * balance
    return balance - rushed, rule["withdraw_share"] * income + rushed


def member_funded(referral: Table) -> bool:
    """Whether members pay their uplines out of what is released to them (model.md 5.7)."""
    return referral["basis"] == "release" and referral["funded_by"] == "member"


def step(terms: SimpleNamespace, state: SimpleNamespace, day: int) -> dict[str, float]:
    """One day: moves `state` on and returns the day's figures (model.md 5)."""
    bought = purchases(terms, day, state.wallet)
    contributed, minted = contribute(terms, state.campaigns, day, bought)
    run_size = terms.effect.run[day]
    sales = [
        redeem(campaign, day, run_size, state.redeemed)
        for campaign in state.campaigns
        if campaign.start <= day
    ]
    redeemed = sum(sale.redeemed for sale in sales)
    state.wallet, withdrawals = update_wallet(
        terms, day, state.wallet, bought.wallet_orders, redeemed
    )
    figures = {
        "wallet_orders": bought.wallet_orders,
        "contribution": contributed,
        "minted": minted,
        "redeemed": redeemed,
        "points_burned": sum(sale.burned for sale in sales),
        "withdrawals": withdrawals,
        "wallet_balance": state.wallet,
        "goods_cost": bought.cost,
        "platform_fees": sum(sale.fee for sale in sales),
    }
    for number, campaign in enumerate(state.campaigns):
        suffix = f".{campaign.name}" if number else ""
        figures["price" + suffix] = campaign.price(day)
        figures["pool" + suffix] = campaign.pool
        figures["points" + suffix] = campaign.outstanding
    return figures


def initial_pools(terms: SimpleNamespace) -> np.ndarray:
    """What the operator puts into pools on the days campaigns start, `(day,)` in yuan (5.9)."""
    paid = np.zeros(terms.days)
    for campaign in rows(terms.document, "campaigns"):
        if campaign["start_day"] < terms.days:
            paid[campaign["start_day"]] += campaign["initial_pool"]
    return paid


def cash_without_adverts(terms: SimpleNamespace, daily: dict[str, np.ndarray]) -> np.ndarray:
    """Operating cash at daily close if no advert had paid, `(day,)` in yuan (model.md 5.9)."""
    flows, platform = terms.flows, terms.document["platform"]
    wallet, team = terms.document["wallet"], terms.document["team"]
    change = flows.sales * (1 - platform["payment_fee"] - platform["cost_share_of_sales"])
    change = change + daily["redeemed"] + daily["platform_fees"] + flows.agent_fees
    change -= daily["goods_cost"] + daily["contribution"] + flows.agent_payouts + flows.agent_goods
    change -= daily["withdrawals"] * (1 - wallet["withdrawal_fee"])
    change -= platform["fixed_cost_per_day"]
    change -= initial_pools(terms)
    if team["paid_in"] == "cash":
        change -= flows.team_bonus
    return platform["initial_cash"] + np.cumsum(change)


def finish(terms: SimpleNamespace, state: SimpleNamespace, figures: dict[str, np.ndarray]) -> Run:
    """Put the day's figures, the fixed flows, the cash account and the readings together."""
    flows = terms.flows
    fixed = (
        "joins", "first_orders", "reorders", "released", "commissions", "team_bonus",
        "agent_payouts", "agent_fees",
    )  # fmt: skip
    daily = {name: getattr(flows, name) for name in fixed} | figures
    revenue_per_view = terms.document["ad_points"]["revenue_per_view"]
    without_adverts = cash_without_adverts(terms, daily)
    daily["ad_revenue"] = revenue_per_view * flows.views
    daily["unreleased_ad_points"] = flows.unreleased
    daily["ad_points_left_behind"] = flows.left_behind
    daily["operating_cash"] = without_adverts + revenue_per_view * np.cumsum(flows.views)
    members = terms.members
    return Run(
        daily=daily,
        members=members,
        redeemed_per_member=np.divide(
            state.redeemed, members, out=np.zeros_like(members), where=members > 0
        ),
        exit_day={campaign.name: campaign.exit_day for campaign in state.campaigns},
        summary=summary(terms, state, daily, without_adverts),
    )


def run(document: Table) -> Run:
    """Simulate one scenario document."""
    terms = prepare(document)
    state = opening(document, terms)
    figures = [step(terms, state, day) for day in range(terms.days)]
    return finish(
        terms, state, {name: np.array([row[name] for row in figures]) for name in figures[0]}
    )
