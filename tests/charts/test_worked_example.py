"""The published prices lie on the computed line, and both are drawn as they are."""

import numpy as np
import plotly.graph_objects
import pytest

from answers import worked_example as answer
from charts.worked_example import price_after_orders
from model.laws import theory
from wording import LANGUAGES, Words


@pytest.fixture(scope="module")
def figure():
    return price_after_orders(answer.published(), Words("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plotly_accepts_the_figure(language):
    drawn = price_after_orders(answer.published(), Words(language)).drawn()
    assert len(plotly.graph_objects.Figure(drawn).data) == 2


def test_the_marks_are_the_published_prices(figure):
    marks = figure.data[1]
    assert marks["x"] == [1, 2, 3, 300, 767]
    assert marks["y"] == [1.42, 1.68, 1.87, 7.19, 9.52]


def test_the_line_is_the_closed_form_of_the_pitched_gift(figure):
    line = figure.data[0]
    assert line["x"][0] == 1
    assert np.allclose(line["y"], theory.price_after_orders(line["x"], 0.7), rtol=1e-12)


def test_the_marks_lie_on_the_line_to_the_digits_printed(figure):
    marks = figure.data[1]
    computed = theory.price_after_orders(np.array(marks["x"], float), 0.7)
    # Two digits printed; 1.42 is cut off from 1.4286, the others are rounded.
    assert np.abs(computed - marks["y"]).max() < 0.01
