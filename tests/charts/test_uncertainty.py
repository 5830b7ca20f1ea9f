"""Distributions and bands hold the percentiles of the draws."""

import numpy as np
import plotly.graph_objects as go
import pytest

import scenarios
from answers import outcomes, scales
from charts.bands import banded, reached
from charts.cash import cash_path
from charts.price import pool_path, price_path
from charts.uncertainty import distribution_of
from model import simulate
from wording import LANGUAGES, Words

EN = Words("en")
DAYS = np.array([0, 7, 14])
BAND = DAYS, np.arange(15.0).reshape(5, 3) + 1.0


@pytest.fixture(scope="module")
def run():
    return simulate(scenarios.load("as_pitched").scenario.replace({"horizon.days": 60}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("build", [cash_path, price_path, pool_path])
def test_bands_lie_under_the_path_and_within_the_axis(build, language, run):
    words = Words(language)
    figure = build(run, run, words, band=BAND)
    go.Figure(figure.drawn())
    bands = figure.data[:4]
    for trace, place in zip(bands, (0, 4, 1, 3), strict=True):
        np.testing.assert_array_equal(trace["y"], BAND[1][place])
        np.testing.assert_array_equal(trace["x"], DAYS)
    assert [t.get("fill") for t in bands] == [None, "tonexty", None, "tonexty"]
    assert figure.data[-1]["line"]["width"] > 0
    assert len(build(run, run, words).data) == len(figure.data) - 4


def test_the_axis_reaches_the_outer_band(run):
    far = (DAYS, np.array([[-9e9] * 3, [0.0] * 3, [0.0] * 3, [0.0] * 3, [9e9] * 3]))
    ticks = cash_path(run, run, EN, far).layout["yaxis"]["tickvals"]
    assert ticks[0] <= -9e9
    assert ticks[-1] >= 9e9
    assert not reached(None).size
    assert not banded(None, "#000000", EN)


def test_the_share_of_draws_under_the_curve_is_its_height():
    draws = np.random.default_rng(1).lognormal(size=400)
    scale = scales.of_result(outcomes.tile("lowest_cash", EN), EN)
    figure = distribution_of(draws, draws + 1.0, 1.0, scale, EN)
    go.Figure(figure.drawn())
    curve = next(trace for trace in figure.data if trace["name"] == "All draws")
    for x, share in zip(curve["x"], curve["y"], strict=True):
        assert 100 * np.mean(draws <= x) == pytest.approx(share, abs=0.5)
    mark = figure.data[-1]
    assert mark["y"][0] == pytest.approx(100 * np.mean(draws <= 1.0))


def test_undefined_draws_are_left_out_and_none_at_all_is_told():
    scale = scales.of_result(outcomes.tile("first_negative_day", EN), EN)
    some = np.array([np.nan, 10.0, 20.0])
    never = np.full(3, np.nan)
    figure = distribution_of(some, never, float("nan"), scale, EN)
    go.Figure(figure.drawn())
    assert [trace["name"] for trace in figure.data] == ["Baseline", "All draws"]
    assert figure.data[1]["x"][[0, -1]].tolist() == [10.0, 20.0]
    assert "every draw" in distribution_of(never, some, 1.0, scale, EN).layout[
        "annotations"][0]["text"]
