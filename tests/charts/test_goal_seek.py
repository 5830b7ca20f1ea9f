"""The figures of Goal seek hold what was found, in the units of their axes."""

import numpy as np
import plotly.graph_objects as go
import pytest

import scenarios
from analysis.advice import Advice
from analysis.levers import lever
from analysis.question import Aim, Point, Question
from analysis.seek import seek
from answers import outcomes, scales
from charts.goal_seek import front, result_curve
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
FEE = lever(PITCHED, "campaigns.main.sell_fee")


def scales_of(result, words=EN):
    return scales.of_lever(FEE, words), scales.of_result(outcomes.tile(result, words), words)


def named(figure, name):
    return next(trace for trace in figure.data if trace.get("name") == name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_curve_is_drawn_in_the_units_of_the_axes(language):
    words = Words(language)
    ends = seek(PITCHED, FEE, "pool_coverage", 0.0).curve[[0, -1]]
    found = seek(PITCHED, FEE, "pool_coverage", float(ends.mean()))
    figure = result_curve(found, 0.2, *scales_of("pool_coverage", words), words)
    go.Figure(figure.drawn())
    line, dots, ring = figure.data
    np.testing.assert_array_equal(line["x"], 100 * found.at)
    np.testing.assert_array_equal(line["y"], 100 * found.curve)
    np.testing.assert_allclose(dots["x"], [100 * each.value for each in found.printed])
    np.testing.assert_allclose(dots["y"], [100 * each.reached for each in found.printed])
    assert ring["x"][0] == pytest.approx(20.0)
    assert ring["y"][0] == pytest.approx(100 * np.interp(0.2, found.at, found.curve))
    assert figure.layout["shapes"][0]["y0"] == pytest.approx(100 * found.target)


def test_no_solution_draws_no_dot():
    found = seek(PITCHED, FEE, "pool_coverage", 9.0)
    figure = result_curve(found, 0.2, *scales_of("pool_coverage"), EN)
    assert [trace["name"] for trace in figure.data] == ["Result", "You are here"]


def test_an_undefined_result_leaves_the_figure_empty_and_says_why():
    nobody = PITCHED.replace({"growth.market_size": 0.0})
    found = seek(nobody, FEE, "recovered_share", 0.5)
    figure = result_curve(found, 0.2, *scales_of("recovered_share"), EN)
    assert not figure.data
    assert "Undefined" in figure.layout["annotations"][0]["text"]


def test_the_front_shows_every_point_the_chosen_one_and_what_stands_now():
    aims = [Aim("recovered_share", "max"), Aim("lowest_cash", "max")]
    points = tuple(
        Point({}, {"recovered_share": share, "lowest_cash": cash})
        for share, cash in ((0.1, 5.0), (0.2, -2.0), (0.4, -9.0))
    )
    advice = Advice((), {"recovered_share": 0.05, "lowest_cash": -20.0},
                    {"recovered_share": 0.19, "lowest_cash": -1.0})
    across, up = (scales.of_result(outcomes.tile(aim.result, EN), EN) for aim in aims)
    figure = front(points, Question({}, [], aims), advice, 1, across, up, EN)
    go.Figure(figure.drawn())
    np.testing.assert_allclose(named(figure, "Best terms")["x"], [10.0, 20.0, 40.0])
    np.testing.assert_allclose(named(figure, "Best terms")["y"], [5.0, -2.0, -9.0])
    np.testing.assert_allclose(named(figure, "Chosen")["x"], [20.0])
    np.testing.assert_allclose(named(figure, "You are here")["y"], [-20.0])
    np.testing.assert_allclose(named(figure, "Recommended")["x"], [19.0])
    np.testing.assert_allclose(named(figure, "Recommended")["y"], [-1.0])
