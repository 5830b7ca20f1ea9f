"""The figures of the Exits page hold the readings of the run, and say so when there are none."""

import numpy as np
import plotly.graph_objects as go
import pytest

import scenarios
from charts.exits import exit_days, pool_growth, shares_by_month, waits
from model import readings, simulate
from model.readings import exits
from wording import Words

EN = Words("en")
BUILDERS = (exit_days, shares_by_month, waits, pool_growth)


@pytest.fixture(scope="module")
def baseline():
    return simulate(scenarios.load("as_pitched").scenario)


@pytest.fixture(scope="module")
def run():
    return simulate(scenarios.load("rotation").scenario)


def named(figure, name):
    return next(trace for trace in figure.data if trace["name"] == name)


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_plotly_accepts_every_figure(build, language, run, baseline):
    figure = build(run, baseline, Words(language))
    assert len(go.Figure(figure.drawn()).data) == len(figure.data) > 1
    assert figure.layout["xaxis"]["title"]["text"]
    assert any(trace["name"].startswith(Words(language)("Baseline")) for trace in figure.data)


def test_each_mark_is_a_forced_exit_of_its_segment(run, baseline):
    figure = exit_days(run, baseline, EN)
    drawn = 0
    for index, name in enumerate(("one-time buyers", "occasional buyers", "loyal buyers")):
        trace = named(figure, name)
        left = run.groups.exit_day[0, :, :, index]
        for joined, day in zip(trace["x"], trace["y"], strict=True):
            assert day in left[:, joined]
        drawn += len(trace["x"])
    assert drawn == (run.groups.exit_day[0] >= 0).sum()
    assert "campaign" in named(figure, "one-time buyers")["customdata"][0]
    last = exits.last_join_day_forced_out(run)[0]
    assert last <= figure.layout["xaxis"]["range"][1] <= 1.1 * last


def test_shares_stand_side_by_side_though_they_differ(baseline):
    run = simulate(scenarios.load("pool_run").scenario)
    figure = shares_by_month(run, baseline, EN)
    months = readings.by_join_month(run)
    out = named(figure, "Forced out at the cap price")["y"]
    back = named(figure, "Got back what they spent")["y"]
    np.testing.assert_array_equal(out, months["exit_share"][0])
    np.testing.assert_array_equal(back, months["recovered_share"][0])
    assert not np.array_equal(out, back)


def test_waits_add_up_to_all_who_were_forced_out(run, baseline):
    bars = [trace for trace in waits(run, baseline, EN).data if trace["type"] == "bar"]
    summary = readings.summary(run)
    total = sum(trace["y"].sum() for trace in bars)
    assert total == pytest.approx(summary["exit_share"][0] * summary["members"][0])


def test_growth_lines_are_the_readings_week_by_week(run, baseline):
    figure = pool_growth(run, baseline, EN)
    for name, reading in (
        ("Growth needed for that day's buyer", exits.pool_growth_needed),
        ("Growth that followed", exits.pool_growth_to_come),
    ):
        trace = named(figure, name)
        np.testing.assert_array_equal(trace["y"], reading(run)[0, trace["x"]])


def test_all_out_in_one_month_is_one_bar(baseline):
    at_once = simulate(baseline.scenario.replace({"campaigns.main.cap_multiple": 0.1}))
    nobody = simulate(baseline.scenario.replace({"campaigns.main.cap_multiple": 20.0}))
    figure = waits(at_once, nobody, EN)
    bars = [trace for trace in figure.data if trace["type"] == "bar"]
    assert [len(trace["y"]) for trace in bars] == [1, 1, 1]


@pytest.mark.parametrize(
    ("changes", "build", "told"),
    [
        ({"campaigns.main.cap_multiple": 20.0}, exit_days, "Nobody is forced out"),
        ({"campaigns.main.cap_multiple": 20.0}, waits, "Nobody is forced out"),
        ({"growth.market_size": 0.0}, exit_days, "Nobody joins"),
        ({"growth.market_size": 0.0}, waits, "Nobody joins"),
        ({"growth.market_size": 0.0}, pool_growth, "No points are gifted"),
        ({"products.bundle.gift_share": 1.0, "products.refill.gift_share": 1.0,
          "campaigns.main.initial_pool": 1e6, "campaigns.main.initial_points": 1e6},
         pool_growth, "Gifts take all"),
    ],
)
def test_an_empty_figure_says_why(changes, build, told, baseline):
    run = simulate(baseline.scenario.replace(changes))
    figure = build(run, baseline, EN)
    assert not figure.data
    assert told in figure.layout["annotations"][0]["text"]
    go.Figure(figure.drawn())


def test_shares_are_drawn_when_nobody_joins(baseline):
    nobody = simulate(baseline.scenario.replace({"growth.market_size": 0.0}))
    figure = shares_by_month(nobody, baseline, EN)
    assert not named(figure, "Forced out at the cap price")["y"].any()
