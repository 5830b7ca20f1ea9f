"""Laws of payback, promises and what must earn them."""

from collections.abc import Mapping

import numpy as np
import pytest

import scenarios
from model import Run, readings, simulate
from model.laws import theory
from model.readings import releases

PITCHED = scenarios.load("as_pitched").scenario
PRESETS = ("as_pitched", "rotation", "growth_stops")


def run_of(changes: Mapping[str, object]) -> Run:
    return simulate(PITCHED.replace(changes))


def test_full_attendance_is_the_closed_form() -> None:
    run = simulate(PITCHED)
    paid = releases.paid_back_if_never_missed(run)[0]
    days = np.arange(releases.TEN_YEARS)
    np.testing.assert_allclose(paid, 1.1 * theory.declining_release_paid(days, 0.01), rtol=1e-12)
    assert releases.payback_day(paid) == theory.days_to_release(1000, 0.01, 1100) == 239


@pytest.mark.parametrize(("rate", "points"), [(0.02, 1.2), (0.005, 1.01), (1.0, 1.0)])
def test_payback_day_is_the_closed_form_for_any_terms(rate: float, points: float) -> None:
    run = run_of({"ad_points.release_rate": rate, "products.bundle.ad_point_rate": points})
    found = releases.payback_day(releases.paid_back_if_never_missed(run))[0]
    assert found == theory.days_to_release(1.0, rate, points)


def test_grants_released_in_equal_parts_are_back_on_day_91() -> None:
    """1 % of 1,100 is 11 a day: 1,000 on the 91st."""
    run = run_of({"ad_points.rule": "grant"})
    assert releases.payback_day(releases.paid_back_if_never_missed(run))[0] == 91


@pytest.mark.parametrize("rule", ["balance", "grant"])
@pytest.mark.parametrize("missed", ["deferred", "forfeited"])
def test_a_first_order_pays_what_one_off_members_of_the_run_were_paid(
    rule: str, missed: str
) -> None:
    """Members who never order again have no other ad points: the run's own releases."""
    run = run_of({
        "ad_points.rule": rule, "ad_points.missed_day": missed, "referral.funded_by": "member",
    })
    one_off = run.segment_ids.index("one_off")
    by_age = run.groups.released[0, ::-1, one_off] / run.groups.spent[0, ::-1, one_off]
    ours = releases.first_order_paid_back(run)[0, one_off, : run.days]
    np.testing.assert_allclose(ours, by_age, rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize("missed", ["deferred", "forfeited"])
def test_who_gets_a_first_order_back_watches_until_its_closed_form(missed: str) -> None:
    """A missed day defers: v = 1 % × p of the balance leaves on the mean, n days pay
    1.1·(1 − (1 − v)^n); of a segment 2^(−n/half-life) watch so long. Forfeited days pay p of what
    leaves: 1.1·p < 1 is never enough for anybody who misses more than one day in eleven."""
    run = run_of({"ad_points.missed_day": missed})
    reached, never = releases.paid_back_share(run)[0], 1.0
    for j, name in enumerate(PITCHED.rows("segments")):
        completion = PITCHED[f"segments.{name}.task_completion"]
        half_life = PITCHED[f"segments.{name}.attention_half_life"]
        days = theory.days_to_release(1000, 0.01 * completion, 1100)
        back = 2.0 ** (-days / half_life) if missed == "deferred" else 0.0
        assert reached[j] == pytest.approx(back, rel=1e-12)
        never -= PITCHED[f"segments.{name}.share"] * back
    assert releases.never_paid_back_share(run)[0] == pytest.approx(never)


def test_a_first_order_that_earns_too_little_is_never_paid_back() -> None:
    run = run_of({"products.bundle.ad_point_rate": 0.99})
    assert np.isnan(releases.payback_day(releases.paid_back_while_watching(run))).all()
    assert releases.never_paid_back_share(run)[0] == 1.0


@pytest.mark.parametrize("missed", ["deferred", "forfeited"])
@pytest.mark.parametrize("preset", PRESETS)
def test_the_ledger_adds_up_to_what_was_granted(preset: str, missed: str) -> None:
    run = simulate(scenarios.load(preset).scenario.replace({"ad_points.missed_day": missed}))
    parts = releases.ledger(run)
    granted = np.cumsum(readings.points_granted(run), axis=1)
    np.testing.assert_allclose(sum(parts.values()), granted, rtol=1e-9)
    assert (parts["forfeited"][0, -1] > 0) == (missed == "forfeited")


@pytest.mark.parametrize("funded_by", ["platform", "member"])
@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_owed_less_cash_is_the_unfunded_promise(preset: str, funded_by: str) -> None:
    run = simulate(scenarios.load(preset).scenario.replace({"referral.funded_by": funded_by}))
    owed = sum(part[0, -1] for part in releases.owed(run).values())
    cash = max(0.0, run.daily["operating_cash"][0, -1])
    assert owed - cash == pytest.approx(readings.summary(run)["unfunded_promise"][0])


def test_adverts_that_bring_the_needed_income_pay_for_the_releases() -> None:
    run = simulate(PITCHED)
    income = releases.income_per_active_member(run)
    views = run.scenario["ad_points.ads_per_task"]
    np.testing.assert_allclose(
        income["available"][0, 1:], views * run.scenario["ad_points.revenue_per_view"]
    )
    day = 500
    enough = run_of({"ad_points.revenue_per_view": income["needed"][0, day] / views})
    cost = enough.daily["released"][0, day] + enough.daily["commissions"][0, day]
    assert enough.daily["ad_revenue"][0, day] == pytest.approx(cost)


def test_required_growth_is_the_closed_form_of_the_pitched_terms() -> None:
    """Enrolment orders alone leave 0.40 of each yuan: 2.6 % a day if all have both uplines."""
    run = run_of({
        "referral.sponsored_share": 1.0,
        **{f"segments.{name}.reorder_interval": 0.0 for name in PITCHED.rows("segments")},
    })
    found = releases.required_growth(run)[0]
    assert found == pytest.approx(theory.required_growth(0.01, 1.1, 0.3, 0.4))
    assert found == pytest.approx(0.026, abs=5e-4)


def test_nothing_left_of_an_order_needs_endless_growth() -> None:
    run = run_of({
        "products.bundle.platform_margin": 0.0, "products.bundle.commission_reserve": 0.0,
        "products.refill.platform_margin": 0.0, "products.refill.commission_reserve": 0.0,
    })
    assert np.isinf(releases.required_growth(run)[0])
    assert np.isnan(releases.required_growth(run_of({"growth.market_size": 0.0}))[0])


@pytest.mark.parametrize("days", [360, 375])
def test_sales_growth_of_exponential_joins_is_their_growth(days: int) -> None:
    """Blocks of one length measure it exactly; a shorter last one averages over fewer days."""
    run = run_of({
        "horizon.days": days, "growth.curve": "exponential", "growth.growth_rate": 0.01,
        "growth.daily_joins": 10.0, "growth.peak_daily_joins": 1e9,
        **{f"segments.{name}.reorder_interval": 0.0 for name in PITCHED.rows("segments")},
    })
    growth, day = releases.sales_growth(run)
    np.testing.assert_allclose(growth[0, :11], 0.01, rtol=1e-9)
    assert growth[0, -1] == pytest.approx(0.01, rel=0.02)
    assert list(day[:2]) == [30, 60]


def test_sales_growth_is_undefined_where_sales_stopped() -> None:
    run = run_of({"growth.curve": "series", "growth.series": (50.0,) * 45, "horizon.days": 120,
                  **{f"segments.{n}.reorder_interval": 0.0 for n in PITCHED.rows("segments")}})
    growth = releases.sales_growth(run)[0][0]
    assert growth[0] < 0
    assert np.isnan(growth[1:]).all()
