"""The figures of the Releases page hold the readings of the run."""

import numpy as np
import plotly.graph_objects as go
import pytest

import scenarios
from charts import style
from charts.releases import advert_income, growth, ledger, owed, paid_back_by_month
from model import readings, simulate
from model.readings import releases
from model.terms.benchmarks import INCOME_PER_DAILY_USER
from wording import Words

EN = Words("en")
BUILDERS = (ledger, owed, advert_income, growth, paid_back_by_month)


@pytest.fixture(scope="module")
def baseline():
    return simulate(scenarios.load("as_pitched").scenario)


@pytest.fixture(scope="module")
def run(baseline):
    changes = {"ad_points.missed_day": "forfeited", "ad_points.revenue_per_view": 0.2}
    return simulate(baseline.scenario.replace(changes))


def named(figure, name):
    return next(trace for trace in figure.data if trace.get("name") == name)


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_plotly_accepts_every_figure(build, language, run, baseline):
    figure = build(run, baseline, Words(language))
    assert len(go.Figure(figure.drawn()).data) == len(figure.data) > 2
    dashed = [t for t in figure.data if t.get("line", {}).get("dash") == "dash"]
    assert [t["line"]["color"] for t in dashed] == [style.BASELINE]
    assert dashed[0]["name"].startswith(Words(language)("Baseline"))


def test_layers_of_the_ledger_end_at_all_points_granted(run, baseline):
    layers = [t for t in ledger(run, baseline, EN).data if t.get("stackgroup")]
    names = ["Paid so far", "Can still be claimed", "Left behind", "Forfeited so far"]
    assert [t["name"] for t in layers] == names
    granted = readings.points_granted(run).sum()
    assert sum(t["y"][-1] for t in layers) == pytest.approx(granted)
    assert layers[0]["x"][-1] == run.days - 1
    # Nothing is forfeited under the pitched rule, so nothing of that name is drawn.
    assert "Forfeited so far" not in [t["name"] for t in ledger(baseline, run, EN).data]


def test_what_is_owed_ends_at_the_unfunded_promise_above_the_cash(run, baseline):
    figure = owed(run, baseline, EN)
    due = sum(t["y"][-1] for t in figure.data if t.get("stackgroup"))
    cash = named(figure, "Operating cash")["y"][-1]
    promise = readings.summary(run)["unfunded_promise"][0]
    assert due - max(0.0, cash) == pytest.approx(promise)


def test_what_became_of_first_orders_is_all_of_a_month(baseline):
    """The loyal get there on day 325 if they watch so long; who joined later cannot have."""
    paid, watching, stopped = (np.asarray(trace["y"]) for trace in
                               paid_back_by_month(baseline, baseline, EN).data
                               if trace["type"] == "bar")
    np.testing.assert_allclose(paid + watching + stopped, 1.0)
    latest = (baseline.days - 239) // 30 + 1
    assert not paid[latest:].any()
    assert (watching[latest:] > watching[0]).all()
    full = releases.paid_back_share(baseline)[0] @ baseline.inputs.segments.share[0]
    assert paid[0] == pytest.approx(full)


def test_advert_income_is_held_against_the_benchmark_and_break_even(run, baseline):
    figure = advert_income(run, baseline, EN)
    benchmark = next(t for t in figure.data if t["name"].startswith("Qutoutiao"))
    assert benchmark["fill"] == "tonexty"
    assert set(benchmark["y"]) == {INCOME_PER_DAILY_USER.high}
    assert INCOME_PER_DAILY_USER.period in benchmark["name"]
    assert "grade A" in benchmark["name"]
    per_view = readings.summary(run)["breakeven_revenue_per_view"][0]
    assert named(figure, "Needed to break even")["y"][0] == pytest.approx(5 * per_view)
    available = named(figure, "Available at the assumed income")
    assert np.nanmax(available["y"]) == pytest.approx(5 * 0.2)
    assert np.isnan(available["y"][0])  # nobody watches on the day of joining


def test_no_advert_income_leaves_the_line_empty_on_a_logarithmic_axis(baseline):
    none = simulate(baseline.scenario.replace({"ad_points.revenue_per_view": 0.0}))
    figure = advert_income(none, baseline, EN)
    assert np.isnan(named(figure, "Available at the assumed income")["y"]).all()
    go.Figure(figure.drawn())


def test_growth_is_held_against_what_releases_need(run, baseline):
    figure = growth(run, baseline, EN)
    needed = named(figure, "Needed if no ad task is missed")["y"]
    assert set(needed) == {releases.required_growth(run)[0]}
    np.testing.assert_array_equal(named(figure, "Growth of sales")["y"],
                                  releases.sales_growth(run)[0][0])


def test_endless_growth_is_not_drawn(baseline):
    nothing_left = {
        f"products.{product}.{part}": 0.0
        for product in ("bundle", "refill") for part in ("platform_margin", "commission_reserve")
    }
    run = simulate(baseline.scenario.replace(nothing_left))
    figure = growth(run, baseline, EN)
    assert [t["name"] for t in figure.data] == ["Baseline", "Growth of sales"]
    assert "no growth" in figure.layout["annotations"][0]["text"]


@pytest.mark.parametrize(
    ("changes", "build", "told"),
    [
        ({"products.bundle.ad_point_rate": 0.0, "products.refill.ad_point_rate": 0.0}, ledger,
         "No ad points"),
        ({"growth.market_size": 0.0}, growth, "two months with sales"),
        ({"horizon.days": 30}, growth, "two months with sales"),
    ],
)
def test_an_empty_figure_says_why(changes, build, told, baseline):
    figure = build(simulate(baseline.scenario.replace(changes)), baseline, EN)
    assert not figure.data
    assert told in figure.layout["annotations"][0]["text"]
