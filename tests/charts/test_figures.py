"""Figures hold the numbers of the run: each builder is judged by the data inside its figure."""

import re

import numpy as np
import plotly.graph_objects as go
import pytest

import scenarios
from charts import cash, members, price, style
from charts.figure import Texts
from model import readings, simulate
from wording import LANGUAGES, Words

EN = Words("en")
CHINESE = re.compile(r"[一-鿿]")
LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def baseline():
    return simulate(scenarios.load("as_pitched").scenario)


@pytest.fixture(scope="module")
def run(baseline):
    changes = {"campaigns.main.sell_fee": 0.3, "ad_points.revenue_per_view": 0.2}
    return simulate(baseline.scenario.replace(changes))


@pytest.fixture(scope="module")
def rotation():
    return simulate(scenarios.load("rotation").scenario)


def checked(build):
    """A builder whose figure Plotly has checked: a misspelt option is refused."""
    def drawn(*given, **options):
        figure = build(*given, **options)
        data = [{name: list(part) if isinstance(part, Texts) else part
                 for name, part in trace.items()} for trace in figure.data]
        return go.Figure(data=data, layout=figure.layout)

    return drawn


price_path, pool_path, price_drivers, rule_of_thumb = (checked(getattr(price, name)) for name in (
    "price_path", "pool_path", "price_drivers", "rule_of_thumb"))
recovered_by_month, recovered_share_by_month = (checked(getattr(members, name)) for name in (
    "recovered_by_month", "recovered_share_by_month"))
cash_path, per_thousand = checked(cash.cash_path), checked(cash.per_thousand)


def every_figure(run, baseline, words):
    return {
        "price": price_path(run, baseline, words),
        "pool": pool_path(run, baseline, words),
        "drivers": price_drivers(run, words),
        "rule": rule_of_thumb(run, words),
        "recovered": recovered_by_month(run, baseline, words),
        "recovered-share": recovered_share_by_month(run, baseline, words),
        "cash": cash_path(run, baseline, words),
        "uses": per_thousand(run, baseline, words),
    }


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


@pytest.mark.parametrize(("build", "series"), [(price_path, "price"), (pool_path, "pool")])
def test_lines_pass_through_the_run_and_the_baseline(build, series, run, baseline):
    figure = build(run, baseline, EN)
    for name, source in (("main campaign", run), ("Baseline", baseline)):
        trace = named(figure, name)
        days = np.asarray(trace.x)
        assert days[-1] == source.days - 1
        assert np.array_equal(trace.y, source.campaigns[series][0, 0, days])


def test_baseline_is_dashed_grey_named_and_behind(run, baseline):
    for name, figure in every_figure(run, baseline, EN).items():
        if name in ("drivers", "rule"):
            continue
        trace = next(t for t in figure.data if (t.name or "").startswith("Baseline"))
        if trace.type == "scatter" and trace.mode == "lines":
            assert trace.line.dash == "dash"
            assert trace.line.color == style.BASELINE
        else:
            assert trace.marker.line.color == style.BASELINE
    names = [trace.name for trace in price_path(run, baseline, EN).data]
    assert names == ["Baseline", "main campaign"]


def test_price_axis_is_logarithmic_unless_told_otherwise(run, baseline):
    assert price_path(run, baseline, EN).layout.yaxis.type == "log"
    assert price_path(run, baseline, EN, log=False).layout.yaxis.type == "linear"


def test_every_campaign_has_its_line_from_its_start_on(rotation):
    figure = price_path(rotation, rotation, EN)
    lines = [trace for trace in figure.data if trace.name != "Baseline"]
    assert len(lines) == len(rotation.campaign_ids) > 1
    assert len({trace.line.color for trace in lines}) == len(lines)
    for trace, campaign in zip(lines, rotation.campaign_ids, strict=True):
        assert trace.x[0] == rotation.scenario[f"campaigns.{campaign}.start_day"]
    assert sum(trace.showlegend is not False for trace in figure.data) == len(lines) + 1


def test_several_pools_have_a_total_and_a_band_that_says_whose_it_is(rotation, run):
    """Beside one pool or several of the baseline, whose total is what they are held against."""
    days = np.array([0, 7, 14])
    band = days, np.arange(15.0).reshape(5, 3) + 1.0
    for one, other in ((rotation, run), (rotation, rotation), (run, rotation)):
        figure = pool_path(one, other, EN, band=band)
        (behind,) = (trace for trace in figure.data if trace.name == "Baseline")
        totals = [(behind, other)]
        if one is rotation:
            totals.append((named(figure, "In all pools"), one))
        for trace, source in totals:
            assert np.array_equal(trace.x[[0, -1]], (0, source.days - 1))
            pools = source.campaigns["pool"][0].sum(axis=0)
            assert np.allclose(trace.y, pools[trace.x], rtol=1e-12)
        whose = {trace.name for trace in figure.data if "draws" in (trace.name or "")}
        of_first = "" if one is run else " · main campaign"
        assert whose == {f"90% of draws{of_first}", f"50% of draws{of_first}"}


def test_drivers_add_up_to_the_whole_rise(run):
    figure = price_drivers(run, EN)
    total = sum(np.asarray(trace.y) for trace in figure.data)
    prices = run.campaigns["price"][0, 0, np.asarray(figure.data[0].x)]
    issue_price = run.scenario["campaigns.main.issue_price"]
    # Sums of a thousand logarithms: rounding of 1e-16 each, far below 1e-9.
    assert np.allclose(total, np.log(prices / issue_price), atol=1e-9, rtol=0)


def test_rule_of_thumb_shows_the_published_first_price(baseline):
    rule = named(rule_of_thumb(baseline, EN), "Rule of thumb: orders only")
    assert rule.x[0] == 1
    assert rule.y[0] == pytest.approx(300 / 210, rel=1e-9)


def test_rule_of_thumb_follows_the_run_while_nobody_sells(baseline):
    """Day 0 has 40 equal orders and no sales: the closed form itself (model.md 7)."""
    scenario = next(t for t in rule_of_thumb(baseline, EN).data if t.name == "This scenario")
    rule = named(rule_of_thumb(baseline, EN), "Rule of thumb: orders only")
    at_first = np.exp(np.interp(np.log(scenario.x[0]), np.log(rule.x), np.log(rule.y)))
    # The rule is drawn at 60 points; between two of them the chord is a little off.
    assert scenario.y[0] == pytest.approx(at_first, rel=2e-3)


def test_rule_of_thumb_says_why_it_is_empty(baseline):
    none = simulate(baseline.scenario.replace({"products.bundle.gift_share": 0.0}))
    figure = rule_of_thumb(none, EN)
    assert not figure.data
    assert "no rule" in figure.layout.annotations[0].text


def test_recovered_parts_fill_each_yuan(run, baseline):
    figure = recovered_by_month(run, baseline, EN)
    bars = [np.asarray(trace.y) for trace in figure.data if trace.type == "bar"]
    received, holdings, missing = bars
    assert np.allclose(received + holdings + missing, np.maximum(1, received + holdings))
    assert (missing >= 0).all()
    assert (holdings >= -1e-12).all()
    assert len(received) == -(-run.days // 30)


def test_who_got_it_back_and_who_did_not_are_all_of_a_month(run, baseline):
    back, missing = (np.asarray(trace.y)
                     for trace in recovered_share_by_month(run, baseline, EN).data
                     if trace.type == "bar")
    np.testing.assert_allclose(back + missing, 1.0)
    np.testing.assert_array_equal(back, readings.by_join_month(run)["recovered_share"][0])


def test_months_without_members_stay_empty():
    stopped = scenarios.load("as_pitched").scenario.replace(
        {"growth.curve": "series", "growth.series": (50.0,) * 40, "horizon.days": 120}
    )
    run = simulate(stopped)
    for build in (recovered_by_month, recovered_share_by_month):
        bars = [trace for trace in build(run, run, EN).data if trace.type == "bar"]
        assert all(trace.y[3] == 0 for trace in bars)


def test_cash_below_zero_is_shaded_and_dated(run, baseline):
    figure = cash_path(run, baseline, EN)
    closing = np.asarray(named(figure, "Operating cash").y)
    first = np.flatnonzero(run.daily["operating_cash"][0] < 0)[0]
    shade = named(figure, f"Below zero from day {first}")
    assert np.array_equal(shade.y, np.minimum(closing, 0))


def test_cash_that_lasts_is_not_shaded(baseline):
    rich = simulate(baseline.scenario.replace({"platform.initial_cash": 1e10}))
    figure = cash_path(rich, baseline, EN)
    assert not any((trace.name or "").startswith("Below zero") for trace in figure.data)


def test_sources_and_uses_of_a_thousand_balance(run, baseline):
    """Flows under half a yuan are not drawn, hence the tolerance of a few yuan in a thousand."""
    figure = per_thousand(run, baseline, EN)
    side = {trace.name: sum(trace.x) for trace in figure.data if trace.type == "bar"}
    coming = side["Comes in"] + side.get("Missing", 0)
    assert coming == pytest.approx(side["Goes out"] + side.get("Left over", 0), abs=3)
    assert named(figure, "Comes in").x[0] == pytest.approx(1000)


@pytest.mark.parametrize("cash", [0.0, 1e7, 1e9, -1e7])
def test_cash_at_the_start_is_a_source_and_lessens_what_is_missing(cash, baseline):
    """A campaign's opening pool is the operator's own use of it."""
    changes = {"platform.initial_cash": cash, "campaigns.main.initial_pool": 4e6,
               "campaigns.main.initial_points": 4e6}
    run = simulate(baseline.scenario.replace(changes))
    figure, summary = per_thousand(run, baseline, EN), readings.summary(run, asked=())
    part = 1000.0 / summary["sales"][0]
    shown = {label: amount for trace in figure.data if trace.type == "bar"
             for label, amount in zip(trace.y, trace.x, strict=True)}
    assert shown.get("Cash at the start", 0.0) == pytest.approx(part * max(cash, 0.0))
    assert shown.get("Debt at the start", 0.0) == pytest.approx(part * max(-cash, 0.0))
    assert shown.get("Missing: from outside", 0.0) == pytest.approx(
        part * summary["peak_funding"][0])
    assert shown["Reserves put into new pools"] == pytest.approx(part * 4e6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_speak_one_language_and_name_their_units(language, run, baseline):
    words = Words(language)
    foreign = CHINESE if language == "en" else LATIN
    for name, figure in every_figure(run, baseline, words).items():
        texts = [figure.layout.xaxis.title.text, figure.layout.yaxis.title.text]
        if name != "uses":
            assert "(" in texts[1] or "（" in texts[1], name
        texts += [trace.name or "" for trace in figure.data]
        texts += list(figure.layout.xaxis.ticktext or ()) + list(figure.layout.yaxis.ticktext or ())
        for text in texts:
            assert not foreign.search(text.replace("<br>", " ")), (name, text)


def test_a_baseline_that_repeats_what_is_there_can_go():
    """Only dashed baselines go, with the halo under them; other halos and lines stay."""
    line = style.line("price", [0, 1], [1, 2], ["", ""], style.PRICE)
    behind = style.baseline_line("Baseline", [0, 1], [1, 2], ["", ""])
    halo = style.halo([0, 1], [1, 2])
    figure = style.blank()
    figure.add(halo, line, halo, behind)
    assert style.without_baseline(figure).data == [halo, line]
