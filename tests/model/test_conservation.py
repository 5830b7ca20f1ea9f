"""Pool, points, money and ad points balance on every day of any scenario.

The books are kept here a second time, from sales, terms and the daily series; the limit is the
model's own, 1e-9 of the turnover so far (model.md section 6), unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from numpy.typing import NDArray

from model import Run, Scenario, readings, simulate
from scenarios import load
from tests.model.drawn import few_examples, scenarios

Floats = NDArray[np.float64]

OF_TURNOVER = 1e-9

MONEY_IN = ("sales_received", "redemptions_received", "pool_fee_income", "ad_revenue", "agent_fees")
MONEY_OUT = (
    *("goods_cost", "contribution", "withdrawals_paid", "agent_payouts", "team_bonus_cash"),
    *("agent_goods", "payment_fees", "fixed_cost", "cost_of_sales", "initial_pools"),
)


def assert_balances(found: Floats, expected: Floats, turnover: Floats) -> None:
    """Equal on every day, within the limit of what has been moved by then."""
    excess = np.abs(found - expected) - OF_TURNOVER * turnover
    assert (excess <= 0.0).all(), f"first on day {np.argmax((excess > 0.0).ravel())}"


def daily(run: Run, name: str) -> Floats:
    return run.daily[name][0]


def before(series: Floats, at_start: float | Floats = 0.0) -> Floats:
    """The same series at the close of the day before; days are the last axis."""
    shifted = np.roll(series, 1, axis=-1)
    shifted[..., 0] = at_start
    return shifted


def terms(scenario: Scenario, field: str) -> Floats:
    """One field of every campaign, `(campaign, 1)`."""
    ids = scenario.rows("campaigns")
    return np.array([[scenario[f"campaigns.{row}.{field}"]] for row in ids], dtype=float)


def per_yuan(scenario: Scenario, role: str, worth: str) -> float:
    """`cost`, `contribution`, `gift` or `ad` per yuan of a role's basket (model.md section 3)."""
    products: dict[str, dict[str, Any]] = scenario.values["products"]
    shelf = [row for row in products.values() if row["role"] == role]
    sales = sum(row["mix"] * row["price"] for row in shelf)
    return sum(row["mix"] * worth_of(row)[worth] for row in shelf) / sales if shelf else 0.0


def worth_of(product: dict[str, Any]) -> dict[str, float]:
    fixed = product["unit_cost"] + product["platform_margin"] + product["commission_reserve"]
    contribution = product["price"] - fixed
    return {
        "cost": product["unit_cost"],
        "contribution": contribution,
        "gift": contribution * product["gift_share"],
        "ad": product["price"] * product["ad_point_rate"],
    }


def of_sales(run: Run, worth: str, roles: str = "enrolment repurchase wallet") -> Floats:
    """What the day's sales are worth in `cost`, `contribution`, `gift` or `ad` points."""
    columns = {"enrolment": "first_orders", "repurchase": "reorders", "wallet": "wallet_orders"}
    return sum(
        per_yuan(run.scenario, role, worth) * daily(run, columns[role]) for role in roles.split()
    )


def member_funded(scenario: Scenario) -> bool:
    release = scenario["referral.basis"] == "release"
    return release and scenario["referral.funded_by"] == "member"


@few_examples
@given(scenarios())
def test_every_pool_holds_what_came_in_less_what_left(scenario: Scenario) -> None:
    run = simulate(scenario)
    pool, paid_in = run.campaigns["pool"][0], run.campaigns["contribution"][0]
    received, fee = run.campaigns["redeemed"][0], terms(scenario, "sell_fee")
    to_platform = received * fee * terms(scenario, "fee_to_platform") / (1.0 - fee)
    start = terms(scenario, "initial_pool")
    turnover = start + np.cumsum(paid_in + received, axis=1)
    assert_balances(pool, before(pool, start[:, 0]) + paid_in - received - to_platform, turnover)
    fees = run.cash["pool_fee_income"][0]
    assert_balances(fees, to_platform.sum(axis=0), turnover.sum(axis=0))


@few_examples
@given(scenarios())
def test_pools_never_pay_out_more_than_came_in(scenario: Scenario) -> None:
    run = simulate(scenario)
    start = terms(scenario, "initial_pool")
    came_in = start + np.cumsum(run.campaigns["contribution"][0], axis=1)
    went_out = np.cumsum(run.campaigns["redeemed"][0], axis=1)
    # Two sums of up to 90 rounded numbers.
    assert (went_out <= came_in * (1.0 + 90 * 2.3e-16)).all()
    assert (run.campaigns["pool"][0] >= 0.0).all()


@few_examples
@given(scenarios())
def test_pools_are_paid_from_the_day_s_sales(scenario: Scenario) -> None:
    run = simulate(scenario)
    available = of_sales(run, "contribution")
    reached = run.campaigns["contribution"][0].sum(axis=0)
    minting = run.campaigns["minting"][0].any(axis=0)
    held = run.campaigns["points"][0] - terms(scenario, "initial_points")
    sales = daily(run, "first_orders") + daily(run, "reorders") + daily(run, "wallet_orders")
    turnover = np.cumsum(sales)
    paused = ~minting & (before(held) > 0.0).any(axis=0)
    expected = available * np.where(
        minting, 1.0, np.where(paused, float(scenario["rotation.after_pause_share"]), 0.0)
    )
    assert_balances(daily(run, "contribution"), expected, turnover)
    assert_balances(reached, expected, turnover)


@few_examples
@given(scenarios())
def test_points_are_what_was_minted_less_what_was_burned(scenario: Scenario) -> None:
    run = simulate(scenario)
    points, start = run.campaigns["points"][0], terms(scenario, "initial_points")
    minted, burned = run.campaigns["minted"][0], run.campaigns["points_burned"][0]
    turnover = start + np.cumsum(minted + burned, axis=1)
    assert_balances(points, before(points, start[:, 0]) + minted - burned, turnover)


@few_examples
@given(scenarios())
def test_members_hold_all_points_but_the_platform_s(scenario: Scenario) -> None:
    run = simulate(scenario)
    last = {name: run.campaigns[name][0][:, -1:] for name in ("price", "points")}
    worth = last["price"] * (1.0 - terms(scenario, "sell_fee"))
    expected = (worth * (last["points"] - terms(scenario, "initial_points"))).sum()
    found = (run.groups.members[0] * run.groups.holdings[0]).sum()
    assert_balances(found, expected, (worth * last["points"]).sum())


@few_examples
@given(scenarios())
def test_groups_add_up_to_the_daily_series(scenario: Scenario) -> None:
    run = simulate(scenario)
    members, groups = run.groups.members[0], run.groups
    uplines = daily(run, "commissions").sum() if member_funded(scenario) else 0.0
    released, redeemed = daily(run, "released").sum(), daily(run, "redeemed").sum()
    sales = daily(run, "first_orders").sum() + daily(run, "reorders").sum()
    # Sums of at most 360 groups and 90 days in another order; a part of 1e-12 is ample.
    for found, total, scale in (
        (members, daily(run, "joins").sum(), 0.0),
        (members * groups.spent[0], sales, 0.0),
        (members * groups.redeemed[0], redeemed, 0.0),
        (members * groups.received[0], redeemed + released - uplines, redeemed + released),
    ):
        np.testing.assert_allclose(found.sum(), total, rtol=1e-11, atol=1e-11 * scale)


@few_examples
@given(scenarios())
def test_wallet_is_income_less_what_is_spent_and_withdrawn(scenario: Scenario) -> None:
    run = simulate(scenario)
    balance, spent = daily(run, "wallet_balance"), daily(run, "wallet_orders")
    income = daily(run, "released") + daily(run, "redeemed")
    if not member_funded(scenario):
        income = income + daily(run, "commissions")
    withdrawn = daily(run, "withdrawals")
    turnover = np.cumsum(income + spent)
    assert_balances(balance, before(balance) + income - spent - withdrawn, turnover)
    assert (balance >= 0.0).all()
    products: dict[str, dict[str, Any]] = scenario.values["products"]
    for_sale = any(row["role"] == "wallet" for row in products.values())
    rate = float(scenario["wallet.spend_rate"]) * for_sale
    np.testing.assert_allclose(spent, rate * before(balance), rtol=1e-12)  # one product


@few_examples
@given(scenarios())
def test_operating_cash_moves_by_its_flows(scenario: Scenario) -> None:
    run = simulate(scenario)
    money_in = sum(run.cash[name][0] for name in MONEY_IN)
    money_out = sum(run.cash[name][0] for name in MONEY_OUT)
    start = float(scenario["platform.initial_cash"])
    turnover = abs(start) + np.cumsum(money_in + money_out)
    cash = daily(run, "operating_cash")
    assert_balances(cash, before(cash, start) + money_in - money_out, turnover)
    assert not readings.faults(run)


@pytest.mark.parametrize("day", [0, 400, -1])
@pytest.mark.parametrize("wrong", [np.nan, np.inf, -2e7])
@pytest.mark.parametrize(("series", "told"), [
    ("operating_cash", "cash"), ("fixed_cost", "cash"), ("wallet_balance", "wallet"),
])
def test_a_day_that_is_no_number_or_does_not_follow_is_a_fault(
    series: str, told: str, wrong: float, day: int
) -> None:
    run = simulate(load("as_pitched").scenario)
    where = "daily" if series in run.daily else "cash"
    harmed = np.array(getattr(run, where)[series])
    harmed[0, day] = wrong
    run = replace(run, **{where: {**getattr(run, where), series: harmed}})
    assert told in readings.faults(run)


def initial_pools(run: Run) -> Floats:
    """Each campaign's opening pool on its start day, the operator's own money."""
    paid = np.zeros(run.days)
    for row in run.campaign_ids:
        start = int(run.scenario[f"campaigns.{row}.start_day"])
        if start < run.days:
            paid[start] += run.scenario[f"campaigns.{row}.initial_pool"]
    return paid


@few_examples
@given(scenarios())
def test_cash_flows_follow_from_the_daily_series(scenario: Scenario) -> None:
    run = simulate(scenario)
    sales = daily(run, "first_orders") + daily(run, "reorders")
    in_cash = scenario["team.paid_in"] == "cash"
    expected = {
        "sales_received": sales,
        "redemptions_received": daily(run, "redeemed"),
        "ad_revenue": daily(run, "ad_revenue"),
        "agent_fees": daily(run, "agent_fees"),
        "goods_cost": of_sales(run, "cost"),
        "contribution": daily(run, "contribution"),
        "initial_pools": initial_pools(run),
        "withdrawals_paid": daily(run, "withdrawals") * (1.0 - scenario["wallet.withdrawal_fee"]),
        "agent_payouts": daily(run, "agent_payouts"),
        "team_bonus_cash": daily(run, "team_bonus") * in_cash,
        "payment_fees": sales * scenario["platform.payment_fee"],
        "fixed_cost": np.full(sales.size, scenario["platform.fixed_cost_per_day"]),
        "cost_of_sales": sales * scenario["platform.cost_share_of_sales"],
    }
    for name, series in expected.items():
        # A product or two of the same numbers.
        np.testing.assert_allclose(run.cash[name][0], series, rtol=1e-12, err_msg=name)


@few_examples
@given(scenarios())
def test_ad_points_are_granted_then_released_or_forfeited(scenario: Scenario) -> None:
    run = simulate(scenario)
    granted = np.cumsum(of_sales(run, "ad", "enrolment repurchase"))
    released, unreleased = np.cumsum(daily(run, "released")), daily(run, "unreleased_ad_points")
    if scenario["ad_points.missed_day"] == "deferred":
        assert_balances(released + unreleased, granted, granted)
    else:
        assert (released + unreleased <= granted * (1.0 + OF_TURNOVER)).all()
    assert (unreleased >= 0.0).all()
    left_behind = daily(run, "ad_points_left_behind")
    assert (left_behind >= 0.0).all()
    assert (left_behind <= unreleased * (1.0 + OF_TURNOVER)).all()


@pytest.mark.parametrize("rule", ["balance", "grant"])
@pytest.mark.parametrize("missed", ["deferred", "forfeited"])
def test_the_longer_the_half_life_the_less_is_left_behind_in_proportion(
    rule: str, missed: str
) -> None:
    """Beyond the horizon by far, half as many stop when the half-life is twice as long."""
    terms = {"ad_points.rule": rule, "ad_points.missed_day": missed, "horizon.days": 200}
    left = [
        daily(simulate(load("as_pitched").scenario.replace(terms | {
            f"segments.{row}.attention_half_life": days
            for row in ("one_off", "occasional", "loyal")
        })), "ad_points_left_behind")[1:]
        for days in (1e9, 2e9, 1e15, 2e15)
    ]
    for shorter, longer in (left[:2], left[2:]):
        np.testing.assert_allclose(shorter, 2.0 * longer, rtol=1e-6)


@few_examples
@given(scenarios())
def test_who_never_stops_watching_leaves_nothing_behind(scenario: Scenario) -> None:
    """And where missed days only defer, what was left behind never comes back."""
    for_ever = {f"segments.{row}.attention_half_life": 1e300 for row in scenario.rows("segments")}
    run = simulate(scenario.replace(for_ever))
    granted = np.cumsum(of_sales(run, "ad", "enrolment repurchase"))
    assert (daily(run, "ad_points_left_behind") <= 1e-290 * granted).all()
    if scenario["ad_points.missed_day"] == "deferred":
        assert (np.diff(daily(simulate(scenario), "ad_points_left_behind")) >= 0.0).all()
