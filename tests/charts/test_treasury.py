"""The figures of the Treasury page hold the flows and readings of the run."""

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given

import scenarios
from charts import style
from charts.treasury import advert_income, sources_and_uses
from model import readings, simulate
from model.terms.benchmarks import INCOME_PER_DAILY_USER
from tests.charts.test_figures import LATIN
from tests.model.drawn import few_examples
from tests.model.drawn import scenarios as scenarios_drawn
from wording import LANGUAGES, Words

EN = Words("en")
OUTSIDE = "Missing: from outside"


@pytest.fixture(scope="module")
def baseline():
    return simulate(scenarios.load("as_pitched").scenario)


@pytest.fixture(scope="module")
def run(baseline):
    changes = {
        "platform.initial_cash": 5e6, "ad_points.ads_per_task": 4.0, "team.paid_in": "cash",
        "campaigns.main.fee_to_platform": 0.5, "campaigns.main.voluntary_sale_rate": 0.01,
    }
    return simulate(baseline.scenario.replace(changes))


def named(figure, name):
    return next(trace for trace in figure.data if trace.get("name") == name)


@pytest.mark.parametrize("build", [sources_and_uses, advert_income])
@pytest.mark.parametrize("language", LANGUAGES)
def test_plotly_accepts_every_figure_and_each_has_its_baseline(build, language, run, baseline):
    words = Words(language)
    figure = build(run, baseline, words)
    assert len(go.Figure(figure.drawn()).data) == len(figure.data)
    assert any(t.get("name", "").startswith(words("Baseline")) for t in figure.data)
    if language == "zh":
        titles = [figure.layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")]
        names = [t.get("name", "").replace("6-K", "") for t in figure.data]
        assert not any(LATIN.search(text) for text in [*titles, *names])


def test_the_stack_holds_every_flow_and_leaves_what_cash_gained(run, baseline):
    """Sums of fifteen flows of up to 1e8 yuan, hence the tolerance of a thousandth of a yuan."""
    figure = sources_and_uses(run, baseline, EN)
    bars = [trace["y"] for trace in figure.data if trace["type"] == "bar"]
    assert all((bar >= 0).all() or (bar <= 0).all() for bar in bars)
    moved = sum(float(np.abs(bar).sum()) for bar in bars)
    gain, missing = named(figure, "Gain of the month")["y"], named(figure, OUTSIDE)["y"]
    peak = readings.summary(run, asked=())["peak_funding"][0]
    assert moved - 5e6 - peak == pytest.approx(sum(float(f.sum()) for f in run.cash.values()))
    besides = missing + np.where(np.arange(gain.size) == 0, 5e6, 0.0)
    np.testing.assert_allclose(sum(bars), gain + besides, atol=1e-3)
    assert missing.sum() == pytest.approx(peak)
    closing = 5e6 + np.cumsum(gain)
    ends = [*range(29, run.days - 1, 30), run.days - 1]
    np.testing.assert_allclose(closing, run.daily["operating_cash"][0, ends], atol=1e-3)


def test_nothing_is_drawn_for_what_never_flows(baseline):
    poor = baseline.scenario.replace({"ad_points.revenue_per_view": 0.0})
    names = [t.get("name") for t in sources_and_uses(simulate(poor), baseline, EN).data]
    assert "Advert income" not in names
    assert "Orders paid by members" in names


@few_examples
@given(scenarios_drawn())
def test_sources_and_uses_of_any_scenario_balance(scenario):
    """Month by month: what comes in, from outside too, is what goes out and what is left over."""
    run = simulate(scenario)
    figure = sources_and_uses(run, run, EN)
    bars = {t["name"]: t["y"] for t in figure.data if t["type"] == "bar"}
    closing, peak = run.daily["operating_cash"][0, -1], readings.summary(
        run, asked=())["peak_funding"][0]
    moved = sum(np.abs(bar).sum() for bar in bars.values())
    left = sum(bar.sum() for bar in bars.values())
    np.testing.assert_allclose(left, closing + peak, atol=1e-11 * moved)
    assert left >= -1e-11 * moved
    opening = scenario.number("platform.initial_cash")
    assert bars.get("Cash at the start", np.zeros(1))[0] == max(opening, 0.0)
    assert -bars.get("Debt at the start", np.zeros(1))[0] == max(-opening, 0.0)
    assert bars.get(OUTSIDE, np.zeros(1)).sum() == pytest.approx(peak)
    reserves = sum(scenario.number(f"campaigns.{row}.initial_pool")
                   for row in scenario.rows("campaigns")
                   if scenario.number(f"campaigns.{row}.start_day") < run.days)
    assert -bars.get("Reserves put into new pools", np.zeros(1)).sum() == pytest.approx(reserves)


def test_advert_income_is_per_task_and_beside_the_benchmark(run, baseline):
    figure = advert_income(run, baseline, EN)
    needed = 4.0 * readings.breakeven_revenue_per_view(run)[0]
    assert named(figure, "Needed to break even")["x"] == pytest.approx([needed])
    assert named(figure, "Assumed here")["x"] == pytest.approx([4.0 * 0.08])
    past = 5.0 * readings.breakeven_revenue_per_view(baseline)[0]
    assert named(figure, "Baseline")["x"] == pytest.approx([past, 5.0 * 0.08])
    band = figure.layout["shapes"][0]
    assert (band["x0"], band["x1"]) == (INCOME_PER_DAILY_USER.low, INCOME_PER_DAILY_USER.high)
    stroke = next(t for t in figure.data if t.get("name", "").startswith("Qutoutiao"))
    assert stroke["x"] == [band["x0"], band["x1"]]
    assert all(part in stroke["name"] for part in ("6-K", "2020 Q1", "2021 Q3", "grade A"))


def test_a_gap_that_no_advert_can_fill_is_said(baseline):
    unseen = simulate(baseline.scenario.replace({"ad_points.ads_per_task": 0.0}))
    figure = advert_income(unseen, baseline, EN)
    assert np.isnan(named(figure, "Needed to break even")["x"]).all()
    assert any("no advert income would do" in t.get("text", ()) for t in figure.data)
    assert all(np.isfinite(figure.layout["xaxis"]["range"]))


def test_colours_tell_parts_apart(run, baseline):
    bars = [t for t in sources_and_uses(run, baseline, EN).data if t["type"] == "bar"]
    for sign in (1, -1):
        side = [t["marker"]["color"] for t in bars if (sign * t["y"] >= 0).all()]
        assert len(set(side)) == len(side)
    assert style.CASH not in [t["marker"]["color"] for t in bars]
