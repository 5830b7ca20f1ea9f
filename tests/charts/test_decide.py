"""Figures of Claims, Levers and Compare by the data inside."""

import json
import math

import numpy as np
import plotly.graph_objects as go
import pytest

import scenarios
from analysis.sobol import Index
from analysis.tornado import Bar
from answers.results import results
from charts import compare, style, tornado
from charts.claims import parts_kept
from ui.decide import claims as promises
from wording import LANGUAGES, Words

EN = Words("en")
NAMES = ("as_pitched", "stop_gifting", "rotation")
RUNS = {name: results(scenarios.load(name).scenario).run for name in NAMES}


def check(figure) -> None:
    assert json.dumps(figure.drawn(), allow_nan=False)
    go.Figure(figure.drawn())
    assert figure.csv().startswith(b"\xef\xbb\xbf")


def named(figure, name: str) -> list[dict]:
    return [trace for trace in figure.data if trace.get("name") == name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_promise_has_one_bar_as_long_as_it_is_kept(language):
    words, claims = Words(language), promises.tested(scenarios.load("rotation").scenario)
    past = promises.tested(scenarios.load("as_pitched").scenario)
    figure = parts_kept(claims, past, words)
    check(figure)
    bars = {y: x for trace in figure.data if trace["type"] == "bar"
            for x, y in zip(trace["x"], trace["y"], strict=True)}
    assert bars == {words(claim.promise.statement): np.nan_to_num(claim.kept) for claim in claims}
    (ticks,) = named(figure, words("Baseline"))
    assert ticks["x"] == [claim.kept for claim in past if not math.isnan(claim.kept)]


def row(name: str, at_low: float, at_high: float, base: float = 1.0) -> tornado.Row:
    bar = Bar("campaigns.main.cap_multiple", 1.5, 1.0, 2.0, at_low, at_high, base, "")
    return tornado.Row(name, "1", "2", bar)


RESULT = tornado.Result("Cash", lambda v: "never" if math.isnan(v) else f"{v:g}",
                        lambda v: f"{v - 1.0:+g}")


def test_bars_are_changes_of_the_result_at_either_end():
    figure = tornado.tornado_bars([row("A", 0.5, 3.0), row("B", 1.2, 1.0)], RESULT, EN)
    check(figure)
    (low,), (high,) = named(figure, "At the low end"), named(figure, "At the high end")
    assert low["x"] == [-0.5, pytest.approx(0.2)]
    assert high["x"] == [2.0, 0.0]
    assert low["y"] == high["y"] == ["A", "B"]
    left, right = figure.layout["xaxis"]["range"]
    assert left < -0.5 < 2.0 < right
    ticks = dict(zip(*(figure.layout["xaxis"][k] for k in ("tickvals", "ticktext")), strict=True))
    assert ticks[0.0] == "1"


def test_an_undefined_end_is_hatched_and_not_in_the_data():
    figure = tornado.tornado_bars([row("A", math.nan, 3.0)], RESULT, EN)
    check(figure)
    hatched = [trace for trace in figure.data if "pattern" in trace["marker"] and trace["x"]]
    assert [trace["text"] for trace in hatched] == [["1: never"]]
    assert figure.csv().decode("utf-8-sig").splitlines()[1:] == ["At the high end,2.0,A"]


def test_without_bars_or_base_the_figure_says_why():
    for rows, told in (([], "Nothing moves"), ([row("A", 0.5, 3.0, math.nan)], "Undefined")):
        figure = tornado.tornado_bars(rows, RESULT, EN)
        check(figure)
        assert not figure.data
        assert figure.layout["annotations"][0]["text"].startswith(told)


def test_parts_of_the_variance_with_their_intervals():
    indices = [Index("a", 0.0, 1.0, 0.6, 0.05, 0.7, 0.06),
               Index("b", 0.0, 1.0, 0.2, 0.02, 0.3, 0.1)]
    figure = tornado.variance_parts(["A", "B"], indices, EN)
    check(figure)
    alone, together = figure.data
    assert (alone["x"], alone["error_x"]["array"]) == ([0.6, 0.2], [0.05, 0.02])
    assert (together["x"], together["error_x"]["array"]) == ([0.7, 0.3], [0.06, 0.1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_paths_are_those_of_the_runs_the_baseline_dashed(language):
    words = Words(language)
    figure = compare.cash_paths(RUNS, "stop_gifting", words)
    check(figure)
    assert figure.data[0]["name"] == "stop_gifting"
    assert figure.data[0]["line"] == {"color": style.BASELINE, "dash": "dash", "width": 2}
    for name, run in RUNS.items():
        (line,) = named(figure, name)
        assert np.array_equal(line["y"], run.daily["operating_cash"][0, line["x"]])
    assert len({line["line"]["color"] for line in figure.data}) == 3


def test_each_campaign_of_a_scenario_has_a_line_of_its_colour_from_its_start():
    figure = compare.price_paths(RUNS, "as_pitched", EN)
    check(figure)
    lines = named(figure, "rotation")
    run = RUNS["rotation"]
    assert len(lines) == len(run.campaign_ids)
    assert len({line["line"]["color"] for line in lines}) == 1
    assert [line["showlegend"] for line in lines] == [True] + [False] * (len(lines) - 1)
    assert [line["x"][0] for line in lines] == [
        run.scenario[f"campaigns.{campaign}.start_day"] for campaign in run.campaign_ids]


def test_any_number_of_scenarios_can_be_told_apart():
    runs = {str(i): RUNS["as_pitched"] for i in range(20)}
    figure = compare.pool_paths(runs, "0", EN)
    check(figure)
    strokes = {(line["line"]["color"], line["line"]["dash"]) for line in figure.data}
    assert len(strokes) == 20
    assert np.array_equal(figure.data[0]["y"],
                          RUNS["as_pitched"].campaigns["pool"][0].sum(0)[figure.data[0]["x"]])


def waterfall(start: float, steps: list[float], end: float):
    named = [(f"step {i}", step) for i, step in enumerate(steps)]
    return compare.waterfall(("A", start), named, ("B", end), str, "{:+g}".format, "Cash", EN)


def test_a_waterfall_leads_from_one_to_the_other():
    figure = waterfall(10.0, [-4.0, 14.0], 20.0)
    check(figure)
    (trace,) = figure.data
    assert trace["x"] == [10.0, -4.0, 14.0, 20.0]
    assert trace["measure"] == ["absolute", "relative", "relative", "total"]
    low, high = figure.layout["xaxis"]["range"]
    assert low < 0.0 < 20.0 < high
    assert figure.layout["xaxis"]["title"]["text"] == "Cash"


def test_a_short_way_far_from_zero_leaves_the_zero_out_and_says_so():
    figure = waterfall(100.0, [1.0, -0.5], 100.5)
    assert figure.layout["xaxis"]["range"][0] > 90.0
    assert "does not begin at zero" in figure.layout["xaxis"]["title"]["text"]


def test_nothing_to_split_is_said():
    figure = waterfall(math.nan, [], 1.0)
    check(figure)
    assert not figure.data
    assert waterfall(5.0, [], 5.0).data[0]["x"] == [5.0, 5.0]


def test_ticks_that_would_read_the_same_get_more_decimals():
    assert style.told_apart([1.0, 2.0], EN.money, EN) == ["¥1", "¥2"]
    assert style.told_apart([0.451, 0.452], EN.money, EN) == ["0.45100", "0.45200"]
