"""Equity: the contract's check figures, the meaning of each, and the run-off day by day."""

import math
from dataclasses import replace

import numpy as np
import pytest

import scenarios
from analysis.equity import equity, full_by_day, still_released
from model import Run, Scenario, readings, simulate
from model.laws.demand import BALANCE, LEFT_BEHIND


@pytest.fixture(scope="module")
def pitched() -> Run:
    return simulate(scenarios.load("as_pitched").scenario)


def test_as_pitched_leaders_hold_a_claim_on_less_than_nothing(pitched: Run) -> None:
    found = equity(pitched)
    assert found.full == pytest.approx(-209_205_083, abs=1)
    assert found.still_released == pytest.approx(1_445_665.9, abs=0.1)
    assert found.runoff == pytest.approx(-43_136_071, abs=1)
    assert found.bonus == pytest.approx(2_380_444.3, abs=0.1)
    assert found.cover(found.full) == found.cover(found.runoff) == 0.0
    assert math.isnan(found.fair_price(found.full))
    assert found.earned_cash == pytest.approx(-3.59e6, rel=2e-3)
    assert math.isnan(found.multiple(found.earned_cash))


def test_on_the_day_of_most_cash_all_paid_is_far_below_zero(pitched: Run) -> None:
    cash = pitched.daily["operating_cash"][0]
    assert int(cash.argmax()) == 293
    assert cash.max() == pytest.approx(22.02e6, rel=1e-3)
    assert equity(pitched, 293).full == pytest.approx(-90.79e6, rel=1e-4)


def test_necessities_are_worth_something_only_if_points_lapse() -> None:
    found = equity(simulate(scenarios.load("necessities").scenario))
    assert found.full == pytest.approx(-14_442_441, abs=1)
    assert found.runoff == pytest.approx(62_834_259, abs=1)
    assert found.bonus == pytest.approx(1_026_545.6, abs=0.1)
    assert found.fair_price(found.runoff) == pytest.approx(0.61808, abs=5e-6)
    assert found.cover(found.runoff) == pytest.approx(0.62196, abs=5e-6)
    assert found.earned_cash == pytest.approx(-1.31e6, rel=5e-3)


def test_at_the_fair_price_the_bonus_is_worth_what_it_says() -> None:
    found = equity(simulate(scenarios.load("necessities").scenario))
    fair = replace(found, price=found.fair_price(found.runoff))
    assert fair.cover(found.runoff) == pytest.approx(1.0, rel=1e-12)


SECOND_ACCOUNTS = {
    "limits.few.on": "earning", "limits.few.limit": 2000.0, "limits.few.window_days": 365,
    "identity.evading_share": 0.3, "identity.detection": 0.1,
}


@pytest.mark.parametrize(("preset", "changes"), [
    ("as_pitched", {}), ("rotation_of_modes", {}), ("gate_and_vouchers", {}),
    ("as_pitched", SECOND_ACCOUNTS)])
def test_all_paid_is_the_unfunded_promise_and_debts(preset: str, changes: dict) -> None:
    """E = −unfunded_promise + min(0, cash), with modes, vouchers, second accounts too."""
    base = scenarios.load(preset).scenario
    run = simulate(Scenario.from_flat({**base.flat, **changes}))
    promise = float(readings.summary(run, ["unfunded_promise"])["unfunded_promise"][0])
    cash = float(run.daily["operating_cash"][0][-1])
    assert full_by_day(run)[-1] == pytest.approx(-promise + min(0.0, cash), rel=1e-12)
    if changes:
        assert run.second is not None


def test_income_at_which_equity_is_zero(pitched: Run) -> None:
    need = equity(pitched).breakeven_revenue_per_view
    run = simulate(pitched.scenario.replace({"ad_points.revenue_per_view": need}))
    assert full_by_day(run)[-1] == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize("missed", ["deferred", "forfeited"])
def test_what_is_still_released_is_the_sum_of_days(missed: str) -> None:
    """Day after day without joins and orders: who watches on releases, nobody earns."""
    scenario = scenarios.load("as_pitched").scenario.replace({"ad_points.missed_day": missed})
    run, total = simulate(scenario), 0.0
    joins = run.daily["joins"][0]
    for number, row in enumerate(run.segment_ids):
        profile = run.demand.profiles[0, number]
        held = float(joins @ (profile[BALANCE] - profile[LEFT_BEHIND])[::-1])
        held *= scenario.number(f"segments.{row}.share")
        done = scenario.number(f"segments.{row}.task_completion")
        rate = scenario.number("ad_points.release_rate")
        leaves = rate if missed == "forfeited" else rate * done
        watch = 2.0 ** (-1.0 / scenario.number(f"segments.{row}.attention_half_life"))
        for _ in range(60_000):
            total += watch * held * leaves * (done if missed == "forfeited" else 1.0)
            held *= watch * (1.0 - leaves)
    assert still_released(run, run.days - 1) == pytest.approx(total, rel=1e-9)
    left = run.daily["unreleased_ad_points"][0][-1] - run.daily["ad_points_left_behind"][0][-1]
    assert 0.0 < total < left


def test_the_rule_by_grant_is_left_open() -> None:
    scenario = scenarios.load("as_pitched").scenario.replace({"ad_points.rule": "grant"})
    found = equity(simulate(scenario))
    assert np.isnan(found.runoff)
    assert np.isfinite(found.full)
