"""With controls, modes, events and several pools at once every account balances, day by day."""

import numpy as np
from hypothesis import given

from model import Scenario, readings, simulate
from model.laws.calendar import EXPIRED
from model.terms.rows import has_controls
from tests.model.drawn import few_examples
from tests.model.modes.drawn_modes import with_modes
from tests.model.test_conservation import assert_balances, before, daily, member_funded, terms

MIXED = with_modes(controls=True)


@few_examples
@given(MIXED)
def test_no_account_of_the_run_is_at_fault(scenario: Scenario) -> None:
    """Pools, points, wallets, vouchers, ad points, claims, pots and promises."""
    run = simulate(scenario)
    assert not readings.faults(run)
    for name in ("second_accounts", "refused_sales", "unrewarded_sales", "due", "arrears",
                 "lapsed_points", "voucher_balance", "vouchers_spent", "vouchers_lapsed"):
        if has_controls(scenario):
            assert (daily(run, name) >= 0.0).all(), name


@few_examples
@given(MIXED)
def test_operating_cash_moves_by_its_flows(scenario: Scenario) -> None:
    run = simulate(scenario)
    gained = sum(flow[0] for name, flow in run.cash.items() if name in (
        "sales_received", "redemptions_received", "pool_fee_income", "ad_revenue", "agent_fees",
        "mode_payouts_received", "mode_income", "voucher_top_ups", "round_end_income"))
    lost = sum(flow[0] for flow in run.cash.values()) - gained
    start = float(scenario["platform.initial_cash"])
    cash = daily(run, "operating_cash")
    assert_balances(cash, before(cash, start) + gained - lost,
                    abs(start) + np.cumsum(gained + lost))


@few_examples
@given(MIXED)
def test_what_leaves_pools_goes_to_sellers_and_to_the_platform(scenario: Scenario) -> None:
    run = simulate(scenario)
    outflow, redeemed = run.campaigns["outflow"][0], daily(run, "redeemed")
    fees = run.cash["pool_fee_income"][0]
    own = run.cash.get("round_end_income", np.zeros((1, run.days)))[0]
    turnover = np.cumsum(outflow.sum(axis=0) + fees)
    assert_balances(outflow.sum(axis=0), redeemed + fees + own, turnover)


@few_examples
@given(MIXED)
def test_accounts_add_up_to_the_daily_series(scenario: Scenario) -> None:
    """Own and second ones: what groups spend, sell and are paid for ad points by the end is what
    the days saw; the one is reckoned backward from the end, the other forward."""
    run = simulate(scenario)
    groups = [run.groups] if run.second is None else [run.groups, run.second]

    def total(name: str) -> float:
        return sum(float((each.members[0] * getattr(each, name)[0]).sum()) for each in groups)

    uplines = daily(run, "commissions").sum() if member_funded(scenario) else 0.0
    released, redeemed = daily(run, "released").sum(), daily(run, "redeemed").sum()
    sales = daily(run, "first_orders").sum() + daily(run, "reorders").sum()
    deposits = run.modes.deposits.sum() if run.modes.ids else 0.0
    people = daily(run, "joins").sum() + daily(run, "second_accounts").sum()
    for found, expected in (
        (sum(each.members.sum() for each in groups), people),
        (total("spent"), sales + deposits),
        (total("redeemed"), redeemed),
        (total("released"), released - uplines),
    ):
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9 * max(1e-300, sales))
    own = terms(scenario, "initial_points")[:, 0] * (
        run.campaigns["round_ends"][0].sum(axis=1) == 0.0)
    held = sum((each.members[0] * each.points[0]).sum(axis=(1, 2)) for each in groups)
    points = run.campaigns["points"][0][:, -1] - own
    scale = np.cumsum(run.campaigns["minted"][0], axis=1)[:, -1] + own
    np.testing.assert_allclose(held, points, rtol=1e-8, atol=1e-9 * scale.max(initial=1e-300))


@few_examples
@given(MIXED)
def test_ad_points_granted_are_paid_owed_lapsed_or_held(scenario: Scenario) -> None:
    """Where missed days only defer; else what is forfeited lacks."""
    run = simulate(scenario)
    granted = np.cumsum(readings.points_granted(run)[0])
    if run.demand.controlled is None:
        return
    found = run.demand.controlled.found
    arrears, expired = found.settled[0, 2], run.demand.controlled.ledger(EXPIRED)[0]
    assert (np.cumsum(expired) <= np.cumsum(daily(run, "lapsed_points")) * (1 + 1e-12)).all()
    held = (np.cumsum(daily(run, "released") + daily(run, "lapsed_points")) + arrears
            + daily(run, "unreleased_ad_points"))
    if scenario["ad_points.missed_day"] == "deferred":
        assert_balances(held, granted, granted)
    else:
        assert (held <= granted * (1.0 + 1e-9) + 1e-290).all()
