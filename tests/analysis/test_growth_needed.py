"""How fast sales must grow: the figures of the contract, each root put back into its equation, and
what a run of steadily growing sales does."""

import math

import pytest

from analysis import growth_needed as law
from model import readings, simulate
from scenarios.cases import load_case


def test_published_promises_need_these_growths() -> None:
    assert law.of_balance(0.0005, 1.16 / 0.16) == pytest.approx(0.003125)
    assert pytest.approx(0.098, abs=5e-4) == 1.003125**30 - 1.0
    assert law.of_straight_line(500.0, 1.0 / 0.16) == pytest.approx(0.0125, abs=5e-5)
    assert law.of_periods(36, 5.0) == pytest.approx(0.138, abs=5e-4)
    assert law.of_periods(40, 5.0) == pytest.approx(0.124, abs=5e-4)
    assert law.of_lump(45.0, 1.5 / 0.9) == pytest.approx(0.0114, abs=5e-5)
    assert law.payable_multiple(36, 0.15) == pytest.approx(5.44, abs=5e-3)
    assert law.payable_multiple(40, 0.15) == pytest.approx(6.02, abs=5e-3)


def test_roots_solve_their_equations_and_no_growth_is_needed_where_no_more_is_promised() -> None:
    for multiple in (1.01, 2.0, 6.25, 40.0):
        r = law.of_straight_line(200.0, multiple)
        assert -math.expm1(-200.0 * r) / (200.0 * r) == pytest.approx(1.0 / multiple, rel=1e-9)
        assert law.payable_multiple(24, law.of_periods(24, multiple)) == pytest.approx(multiple)
    for found in (law.of_balance(0.01, 1.0), law.of_straight_line(90.0, 0.9),
                  law.of_periods(12, 1.0), law.of_lump(45.0, 0.8)):
        assert found == 0.0


def test_the_gap_of_yunlianhui_takes_more_trade_than_its_own_claim() -> None:
    """420.75 bn owed of 116 %: at 1 and .2 % a day 380 to 453 bn of trade, never below 362.7."""
    least = 420.75 / 1.16
    assert least == pytest.approx(362.7, abs=0.05)
    for growth, trade in ((0.01, 381.0), (0.002, 453.0)):
        assert least / law.unreleased_share(growth, 0.0005) == pytest.approx(trade, abs=1.0)


def test_releases_alone_owe_what_is_promised_beyond_what_is_kept() -> None:
    """While cash lasts unfunded_promise = (m − a)·sales, whatever the growth and the rate."""
    scenario = load_case("yunlianhui").document.scenario
    for rate in (0.0, 0.004, 0.006):
        run = simulate(scenario.replace({"growth.growth_rate": rate, "horizon.days": 400}))
        found = {name: float(values[0]) for name, values in readings.summary(run).items()}
        assert found["lowest_cash"] >= 0.0
        assert found["unfunded_promise"] == pytest.approx((1.16 - 0.16) * found["sales"], rel=1e-9)


def test_a_balance_owes_its_long_run_share_of_what_it_granted() -> None:
    run = simulate(load_case("yunlianhui").document.scenario.replace(
        {"growth.growth_rate": 0.02, "horizon.days": 700, "segments.all.reorder_interval": 0.0}))
    granted = run.daily["released"][0].sum() + run.daily["unreleased_ad_points"][0][-1]
    share = run.daily["unreleased_ad_points"][0][-1] / granted
    # the closed form is of continuous growth at ln 1.02 a day
    assert share == pytest.approx(law.unreleased_share(math.log(1.02), 0.0005), rel=1e-3)
