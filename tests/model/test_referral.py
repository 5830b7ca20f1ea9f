"""Commissions on releases come later than on orders; levels and agents are paid their part."""

import math

import numpy as np
import pytest

import scenarios
from model import readings, simulate
from model.laws import payouts
from model.readings import referral
from model.terms.scenario import Scenario

SUM = 1e-11  # sums of a thousand terms in another order
FLAT = {"growth.curve": "constant", "growth.daily_joins": 40.0, "horizon.days": 400,
        "products.refill.role": "wallet"}  # without a shelf sales are the same every day


@pytest.fixture(scope="module")
def pitched() -> Scenario:
    return scenarios.load("as_pitched").scenario


@pytest.mark.parametrize("days", [60, 1095])
def test_paid_and_due_are_the_rate_on_all_points_granted(pitched, days):
    """Deferring loses nothing: 0.2·0.85 + 0.1·0.85² of every point is paid or still due."""
    run = simulate(pitched.replace({"horizon.days": days}))
    owed = run.daily["commissions"].sum(axis=1) + referral.commissions_due(run)
    rate = 0.2 * 0.85 + 0.1 * 0.85**2
    np.testing.assert_allclose(owed, rate * readings.points_granted(run).sum(axis=1), rtol=SUM)


def test_forfeited_points_pay_less(pitched):
    run = simulate(pitched.replace({"ad_points.missed_day": "forfeited"}))
    paid = run.daily["commissions"].sum() + referral.commissions_due(run)[0]
    assert paid < 0.95 * readings.points_granted(run).sum() * (0.2 * 0.85 + 0.1 * 0.85**2)


@pytest.mark.parametrize("changes", [{"referral.basis": "order"}, {"referral.funded_by": "member"}])
def test_nothing_is_due_on_orders_or_from_the_platform_if_members_pay(pitched, changes):
    assert referral.commissions_due(simulate(pitched.replace(changes)))[0] == 0.0


def test_the_basis_changes_who_is_paid_when_and_nothing_that_members_buy(pitched):
    release, order = (simulate(referral.on_basis(pitched, basis)) for basis in referral.BASES)
    for series in ("joins", "first_orders", "reorders", "released"):
        np.testing.assert_array_equal(release.daily[series], order.daily[series])
    assert referral.half_paid_day(release)[0] > referral.half_paid_day(order)[0]


def test_half_of_even_commissions_is_paid_half_way(pitched):
    run = simulate(referral.on_basis(pitched, "order").replace(FLAT))
    assert referral.half_paid_day(run)[0] == 199.0  # days 0 … 199 are half of 400
    none = simulate(pitched.replace({"referral.sponsored_share": 0.0}))
    assert math.isnan(referral.half_paid_day(none)[0])


def test_each_level_is_paid_for_the_volume_below_its_leaders(pitched):
    nested = pitched.values
    nested["team"]["levels"] = {
        "captain": {"rate": 0.05, "volume_share": 0.3, "same_level_share": 0.2},
        "major": {"rate": 0.08, "volume_share": 0.1, "same_level_share": 0.5},
    }
    run = simulate(Scenario.from_values(nested))
    rates = {level: rate.item() for level, rate in payouts.team_rates(run.inputs).items()}
    assert rates == pytest.approx({"captain": 0.05 * 0.3 * 1.02, "major": 0.08 * 0.1 * 1.05})
    np.testing.assert_allclose(
        run.daily["team_bonus"], sum(rates.values()) * run.daily["released"], rtol=SUM)


def test_agents_get_even_when_their_area_has_sold_the_fee_over_the_rate(pitched):
    """40 orders of 1,000 a day: a city in 333 sells 120.12 a day, 40 m in 333,000 days."""
    terms = {"agents.city.fee": 200.0, "agents.county.fee": 1e6}
    run = simulate(pitched.replace(FLAT | terms))
    earned = payouts.agent_earnings(run.inputs, run.demand)[0]
    tier = run.scenario.rows("agents").index("city")
    day = int(readings.summary(run)["agent_payback_day.city"][0])
    assert day == math.ceil(200.0 / 0.005 / (40_000 / 333)) - 1
    assert earned[tier, day - 1] < 200.0 <= earned[tier, day]
    assert math.isnan(readings.summary(run)["agent_payback_day.county"][0])
    # A territory's earnings times the territories are what the rate pays on all sales.
    np.testing.assert_allclose(earned[tier, -1] * 333, 0.005 * readings.summary(run)["sales"][0])


def test_no_agents_earn_nothing(pitched):
    nested = pitched.values
    nested["agents"] = {}
    run = simulate(Scenario.from_values(nested))
    assert payouts.agent_earnings(run.inputs, run.demand).shape == (1, 0, run.days)
