"""The heat map holds the table's cells; its colours change where the goal is met."""

import csv
import io
import itertools

import numpy as np
import plotly.graph_objects as go
import pytest

import scenarios
from analysis.levers import lever
from analysis.table import Table, table
from answers import outcomes, scales
from charts.data_table import MET, MISSED, _colours, plane
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario.replace({"horizon.days": 90})
FEE, CAP = (lever(PITCHED, f"campaigns.main.{name}") for name in ("sell_fee", "cap_multiple"))


def drawn(found, result="exit_share", words=EN, target=0.1):
    across, up = scales.of_lever(FEE, words), scales.of_lever(CAP, words)
    tile = outcomes.tile(result, words)
    return plane(found, (0.2, 1.5), target, outcomes.wants_more(tile), across, up,
                 scales.of_result(tile, words), words)


@pytest.fixture(scope="module")
def found():
    return table(PITCHED, FEE, CAP, "exit_share", size=5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_those_of_the_table(found, language):
    figure = drawn(found, words=Words(language))
    go.Figure(figure.drawn())
    cells, contour, here = figure.data
    np.testing.assert_array_equal(cells["z"], 100 * found.values)
    np.testing.assert_array_equal(cells["x"], 100 * found.x)
    np.testing.assert_array_equal(cells["y"], found.y)
    assert contour["contours"]["start"] == contour["contours"]["end"] == pytest.approx(10.0)
    assert (here["x"][0], here["y"][0]) == (20.0, 1.5)


def test_the_download_has_every_cell_and_leaves_undefined_ones_empty():
    values = np.array([[0.1, np.nan], [0.3, 0.4]])
    found = Table(np.array([0.0, 0.5]), np.array([1.0, 2.0]), values, np.ones((2, 2), bool))
    rows = list(csv.reader(io.StringIO(drawn(found).csv().decode("utf-8-sig"))))
    cells = [row[1:] for row in rows if len(row) == 4]
    assert cells[:2] == [["0.0", "1.0", "10.0"], ["50.0", "1.0", ""]]
    assert cells[2:] == [["0.0", "2.0", "30.0"], ["50.0", "2.0", "40.0"]]


def colour_at(scale, part):
    """The near or far colour whose stretch holds a part of the scale."""
    return next(after[1] for before, after in itertools.pairwise(scale)
                if before[0] <= part <= after[0] and before[0] < after[0])


@pytest.mark.parametrize("more", [True, False])
def test_the_target_itself_is_met(more):
    scale = _colours(0.0, 10.0, 4.0, more)
    met, missed = (0.7, 0.1) if more else (0.1, 0.7)
    assert {colour_at(scale, 0.4), colour_at(scale, met)} <= set(MET)
    assert colour_at(scale, missed) in MISSED


def test_a_plane_that_misses_or_meets_all_over_has_one_colour():
    assert {colour for _, colour in _colours(0.0, 10.0, 11.0, True)} == set(MISSED)
    assert {colour for _, colour in _colours(0.0, 10.0, -1.0, True)} == set(MET)
    assert {colour for _, colour in _colours(0.0, 10.0, 11.0, False)} == set(MET)


def test_a_plane_without_values_says_so():
    empty = Table(np.arange(2.0), np.arange(2.0), np.full((2, 2), np.nan), np.zeros((2, 2), bool))
    figure = drawn(empty)
    assert not figure.data
    assert "Undefined" in figure.layout["annotations"][0]["text"]
